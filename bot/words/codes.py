"""What codes are called: topics, statuses, whom it helps, reasons of refusal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Final

from bot.i18n import Text, _, label, ngettext

NOT_ALL: Final = _(
    "These are the views of those who wrote, not of the whole community."
)
EMERGENCY: Final = "101, 102, 103, 112"
LANGUAGES: Final = {"uk": label("Ukrainian"), "en": label("English")}

TOPICS: Final[Mapping[str, Text]] = {
    "P01": label("Street safety"),
    "P02": label("Shelters and alerts"),
    "P03": label("Fire safety"),
    "P04": label("Mine-risk education"),
    "P05": label("Police and community"),
    "P06": label("Roads, lights, buses"),
    "P07": label("Power, water, heating"),
    "P08": label("Health and support"),
    "P09": label("Social services, access"),
    "P10": label("Housing, IDP support"),
    "P11": label("Veterans and families"),
    "P12": label("Children, youth, school"),
    "P13": label("Culture, sport, memory"),
    "P14": label("Jobs and business"),
    "P15": label("Public spaces, nature"),
    "P16": label("Information, internet"),
    "P17": label("People and authorities"),
    "P18": label("Community cohesion"),
    "P19": label("Recovery and return"),
    "P99": label("Other topic"),
}

WHOM: Final[Mapping[str, Text]] = {
    "all": label("Everyone"),
    "resident": label("Long-time residents"),
    "idp": label("IDPs"),
    "returnee": label("Returnees"),
    "away": label("Those who left"),
    "child": label("Children"),
    "youth": label("Youth"),
    "older": label("Older people"),
    "disability": label("People with disabilities"),
    "veteran": label("Veterans"),
    "vetfam": label("Defenders’ families"),
    "parent": label("Parents"),
    "business": label("Businesses"),
    "farmer": label("Farmers"),
}

WHEREABOUTS: Final[Mapping[str, Text]] = {
    "resident": label("I have long lived here"),
    "idp": label("I live here as an IDP"),
    "returnee": label("I have come back"),
    "away": label("I am away now"),
}

CHANNELS: Final[Mapping[str, Text]] = {
    "paper": _("Entered from paper"),
    "phone": _("Entered after a phone call"),
}

STATUSES: Final[Mapping[str, Text]] = {
    "received": _("Received"),
    "review": _("Under review"),
    "needs_info": _("More details needed"),
    "edited": _("Prepared for the group"),
    "merged": _("Merged"),
    "passed": _("Passed to the group"),
    "agenda": _("On the agenda"),
    "supported": _("Supported by the group"),
    "referred": _("Passed on"),
    "in_doc": _("Included in a document"),
    "funding": _("Seeking funds"),
    "doing": _("In progress"),
    "done": _("Implemented"),
    "deferred": _("Postponed"),
    "declined": _("Not supported"),
    "redirected": _("Another service is needed"),
    "closed_safety": _("Closed for safety"),
    "withdrawn": _("Withdrawn"),
    "expired": _("Closed without a decision"),
}
# For buttons that bear a count besides.
SHORT_STATUSES: Final[Mapping[str, Text]] = {
    **STATUSES,
    "merged": label("Merged together"),
    "supported": label("Supported"),
    "referred": label("With a service"),
    "in_doc": label("In a document"),
    "redirected": label("For another service"),
    "closed_safety": label("Closed to be safe"),
    "expired": label("Closed undecided"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a text is not passed on: for the moderator's button, and for the author.

    `asks` names the fact that the moderator adds; `private` reasons are not for the
    preview of a phone that somebody else may see.
    """

    button: Text
    full: Text
    asks: str | None = None
    private: bool = False


REASONS: Final[Mapping[str, Reason]] = {
    "M01": Reason(
        label("Military matters"),
        _(
            "It mentions military matters or shelling. Under martial law this must "
            "not be shared. We have deleted the text."
        ),
    ),
    "M02": Reason(
        label("Personal data"),
        _("The text has a name, phone or address. Please send it without them."),
    ),
    "M03": Reason(
        label("About one person"),
        _(
            "This is about a particular person. Please describe the situation, not "
            "the person."
        ),
    ),
    "M04": Reason(
        label("Hurts a group of people"),
        _(
            "The text may hurt a group of people. Tell us what happened or what is "
            "missing."
        ),
    ),
    "M05": Reason(
        label("Unclear"),
        _("We need a little more. What exactly would you change?"),
    ),
    "M06": Reason(
        label("Not for this group"),
        _("This is outside the group’s work. Here is who can help: {contact}"),
        asks="contact",
        private=True,
    ),
    "M07": Reason(
        label("There is one like it"),
        _("There is a similar proposal, No. {id}. We added yours to it."),
        asks="id",
    ),
    "M08": Reason(
        label("Needs urgent help"),
        _("This needs urgent help. Call: {numbers}."),
    ),
    "M09": Reason(
        label("Needs official appeal"),
        _(
            "This needs an official appeal with name and address. How to submit it: "
            "{link}"
        ),
        asks="link",
    ),
    "M10": Reason(
        label("Advert or fundraising"),
        _("It looks like an advert or fundraising. We do not pass such messages on."),
    ),
    "M11": Reason(
        label("Political campaigning"),
        _(
            "We do not pass on political campaigning. Please write about a need of "
            "the community."
        ),
    ),
    "M12": Reason(
        label("A link"),
        _("We do not accept links. Please write the main point in your own words."),
    ),
    "M13": Reason(
        label("Needs the picture"),
        _("For now we accept text only. Photos, voice and files are deleted."),
    ),
    "M14": Reason(
        label("A rumour"),
        _("We could not verify this, so we do not pass it on."),
    ),
    "M15": Reason(
        label("Sensitive"),
        _(
            "This is safer to discuss with specialists. Contacts: {numbers}. We have "
            "deleted the text."
        ),
        private=True,
    ),
}

ROLES: Final[Mapping[str, Text]] = {
    "moderator": label("Moderator"),
    "secretary": label("Secretary"),
    "chair": label("Chair"),
    "facilitator": label("Facilitator"),
    "member": label("Member"),
    "observer": label("Observer"),
    "coordinator": label("Network coordinator"),
}

# In the order of `datetime.weekday()`.
WEEKDAYS: Final = (
    label("Monday"),
    label("Tuesday"),
    label("Wednesday"),
    label("Thursday"),
    label("Friday"),
    label("Saturday"),
    label("Sunday"),
)
EVERY_WEEKDAY: Final = (
    _("every Monday"),
    _("every Tuesday"),
    _("every Wednesday"),
    _("every Thursday"),
    _("every Friday"),
    _("every Saturday"),
    _("every Sunday"),
)


def schedule(weekday: int | None, monthday: int | None, at: time | None) -> Text:
    """Say when a digest comes."""
    if at is None:
        return _("Digest: not scheduled")
    hour = f"{at:%H:%M}"
    if weekday is None:
        day = str(monthday or 1)
        return _("Digest: on day {day} of every month, {time}", day=day, time=hour)
    return _("Digest: {weekday}, {time}", weekday=EVERY_WEEKDAY[weekday], time=hour)


def days(n: int) -> Text:
    """Count days."""
    return ngettext("{n} day", "{n} days", n=n)
