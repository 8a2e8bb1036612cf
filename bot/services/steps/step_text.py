"""What an author reads of a step that the working group took (domain 4.6)."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from bot.i18n import Content, Text, _, bold, full_date, lines
from bot.markup import sentence
from bot.models.case import Status
from bot.services.texts import languages
from bot.words.codes import ROLES, STATUSES
from bot.words.groups import GROUP_REASONS, NEXT_STEPS
from bot.words.sectors import SECTORS

_TOLD: Final[Mapping[Status, Text]] = {
    Status.MERGED: _(
        "Similar proposals: {n}. We will consider them together as No. {id}."
    ),
    Status.AGENDA: _(
        "The group will discuss it at the next meeting. We will send the result by "
        "{by}."
    ),
    Status.SUPPORTED: _(
        "The group supports it. Next: {next_step} This is not yet a funding decision."
    ),
    Status.REFERRED: _("In charge now: {body}. We expect a reply by {by}."),
    Status.IN_DOC: _("Your proposal is now in: {document}, {adopted}."),
    Status.FUNDING: _(
        "The proposal is waiting for funding. We will tell you when there is news."
    ),
    Status.DOING: _("Work has started. In charge: {body}. Expected by {by}."),
    Status.DONE: _("Done! {result} Thank you for the idea."),
    Status.DEFERRED: _("Not possible now: {reason} We will come back to it on {by}."),
    Status.DECLINED: _(
        "The group did not support it. Reason: {reason} Thank you for caring."
    ),
    Status.REDIRECTED: _("{body} can help with this: {contact}."),
    Status.CLOSED_SAFETY: _(
        "We closed this message so that no one is harmed. The text is deleted."
    ),
}
# Of what worries somebody the same is said without the word "proposal".
_OF_CONCERNS: Final[Mapping[Status, Text]] = {
    Status.MERGED: _(
        "Similar messages: {n}. We will consider them together as No. {id}."
    ),
    Status.SUPPORTED: _(
        "The group will work on it. Next: {next_step} This is not yet a funding "
        "decision."
    ),
    Status.IN_DOC: _("It is now in: {document}, {adopted}."),
    Status.FUNDING: _(
        "It is waiting for funding. We will tell you when there is news."
    ),
    Status.DONE: _("Done! {result} Thank you for telling us."),
    Status.DECLINED: _(
        "The group will not work on it. Reason: {reason} Thank you for caring."
    ),
}
_TO_SUPPORTERS: Final[Mapping[Status, Text]] = {
    Status.SUPPORTED: _TOLD[Status.SUPPORTED],
    Status.IN_DOC: _OF_CONCERNS[Status.IN_DOC],
    Status.DONE: _("Done! {result} Thank you for your support."),
}
_ANSWER: Final = _("The group answers ({who}): {answer}")
_SENTENCES: Final = ("next_step", "result", "reason", "answer")
_TYPED: Final = (*_SENTENCES, "body", "contact")
_DAYS: Final = ("by", "adopted", "date")


def tell(status: Status, facts: Mapping[str, Any], *, is_concern: bool) -> Content:
    """Tell a step under its name; its name alone when what was said is forgotten."""
    head = _("An answer") if "answer" in facts else STATUSES[status]
    return lines(bold(head), to_author(status, facts, is_concern=is_concern))


def to_author(status: Status, facts: Mapping[str, Any], *, is_concern: bool) -> Content:
    """Tell a step without its name."""
    said = _with_original(words(status, facts, is_concern=is_concern), facts)
    return lines(said, _if_you_disagree(facts))


def _if_you_disagree(facts: Mapping[str, Any]) -> Content:
    """Name who hears doubts, where the group decided against a text."""
    heard = facts.get("doubts")
    return _("If you disagree, write here: {contact}", contact=heard) if heard else ""


def to_supporter(status: Status, facts: Mapping[str, Any]) -> Content:
    """Tell a step to somebody who agreed with the proposal."""
    return _with_original(written(_TO_SUPPORTERS.get(status), facts), facts)


def _with_original(said: Text | None, facts: Mapping[str, Any]) -> Content:
    """Say in which language the team typed what stands in a sentence."""
    if said is None:
        return ""
    told = [value(key, str(facts[key])) for key in _TYPED if key in facts]
    typed = [each for each in told if isinstance(each, str)]
    return lines(said, languages.original(*typed))


def words(status: Status, facts: Mapping[str, Any], *, is_concern: bool) -> Text | None:
    """Tell a step; nothing when it needs words that are not kept any more."""
    if "answer" in facts:
        return written(_ANSWER, facts)
    usual = _TOLD.get(status)
    said = _OF_CONCERNS.get(status, usual) if is_concern else usual
    return written(said, facts)


def written(said: Text | None, facts: Mapping[str, Any]) -> Text | None:
    """Fill a sentence with facts; nothing when it needs some that are gone."""
    if said is None:
        return None
    values = {key: value(key, str(told)) for key, told in facts.items()}
    if "title" in values:
        values["document"] = _document(values)
    try:
        said.msgid.format_map(values)
    except KeyError:
        return None
    return said.filled(**values)


def hears(told_at: str, *, only_receipt: bool) -> Text:
    """Tell the team how an author comes to know of a step."""
    if only_receipt:
        return _("It came on paper or by phone: who opens its receipt reads this.")
    return _(
        "The author hears of it in the news of the day, after {time}.", time=told_at
    )


def value(key: str, told: str) -> Text | str:
    """Read a fact of a step as a part of a sentence."""
    if key == "reason" and told in GROUP_REASONS:
        return GROUP_REASONS[told][1]
    if key == "who":
        return SECTORS.get(told) or ROLES[told]
    if key == "next_step" and told in NEXT_STEPS:
        return NEXT_STEPS[told][1]
    if key in _SENTENCES:
        return sentence(told)
    if key in _DAYS:
        return full_date(date.fromisoformat(told))
    return told.strip().rstrip(".")


def _document(values: Mapping[str, Text | str]) -> Text | str:
    if "number" not in values:
        return values["title"]
    return _("{title}, No. {number}", title=values["title"], number=values["number"])
