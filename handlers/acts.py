"""What the teams did lately, for those above them (`/log`)."""

from collections.abc import Mapping, Sequence
from typing import Final
from zoneinfo import ZoneInfo

from telegram import Update

from bot.context import Context
from bot.features import Feature
from bot.i18n import Content, Text, _, bold, label, lines, paragraphs
from bot.keyboards import Button, Inline, column, data
from bot.presses import numbered
from bot.services.days import deadlines
from bot.services.days.deadlines import local_day
from bot.services.places import groups
from bot.services.team import acts
from bot.services.team.acts import Act, Done
from bot.words.codes import ROLES

NAME: Final = "log.1"
ACTS: Final[Mapping[Act, Text]] = {
    "group.create": _("made a working group"),
    "group.bind": _("made a link for a chat"),
    "group.settings": _("changed the settings"),
    "group.channel": _("bound or unbound a channel"),
    "group.communities": _("chose the communities"),
    "group.schedule": _("changed the day of the digest"),
    "group.digest": _("sent a digest"),
    "group.meeting": _("set the day of the meeting"),
    "case.take": _("took a case on"),
    "case.return": _("gave a case back"),
    "staff.invite": _("made a link into the team"),
    "staff.accept": _("took a role"),
    "staff.withdraw": _("withdrew a role or a link"),
    "mail.add": _("sent a question to an e-mail address"),
    "mail.confirm": _("confirmed an e-mail address"),
    "mail.leave": _("deleted one’s own e-mail address"),
    "mail.remove": _("deleted an e-mail address"),
    "ballot.open": _("opened voting"),
    "ballot.close": _("ended voting"),
    "community.mark": _("marked communities as occupied"),
    "community.close": _("closed a community, or asked to"),
    "announce.ask": _("asked for a call to all"),
    "announce.confirm": _("confirmed a call to all"),
    "group.delete.ask": _("asked to delete the group"),
    "group.delete.confirm": _("confirmed that the group is deleted"),
    "export": _("took the published proposals out as a file"),
    "votes.freeze": _("froze a burst of votes"),
    "votes.release": _("released frozen votes"),
    "paper.enter": _("entered ideas from paper or by phone"),
    "author.pause": _("paused an author"),
    "author.lift": _("ended an author’s pause"),
    "text.topic": _("changed a topic"),
    "text.urgency": _("changed how urgent a text is"),
    "text.body": _("changed who is in charge of a text"),
    "text.redact": _("took details or photos out of a text"),
    "text.restore": _("restored an original text"),
    "text.translate": _("added a translation"),
    "text.show": _("showed a proposal to the community"),
    "text.hide": _("hid a proposal from the community"),
    "words.keep": _("kept what is often written to authors"),
    "words.drop": _("deleted what is often written to authors"),
    "phase.plan": _("planned days of collecting, voting or results"),
    "phase.clear": _("took days out of the plan"),
    "document.add": _("added a document"),
    "lines.check": _("confirmed a number to call"),
    "lines.hide": _("hid a number to call"),
    "group.topic": _("chose the topic for digests"),
    "digest.publish": _("approved “You said — we did”"),
}


async def open_log(_update: Update, context: Context) -> None:
    """Show what was done last."""
    context.say(*_page(context, await acts.page(context.session, context.someone.id)))


async def turn_page(_update: Update, context: Context) -> None:
    """Show what was done before that."""
    before, person_id = int(context.arguments[0]), context.someone.id
    found = await acts.page(context.session, person_id, before=before)
    context.edit(*_page(context, found))


def _page(context: Context, found: Sequence[Done]) -> tuple[Content, Inline]:
    content = paragraphs(
        bold(_("What the teams did")),
        lines(*(_line(context, each) for each in found)),
        _("Names and texts are not kept here. After a year a line is deleted."),
    )
    if len(found) < acts.PAGE:
        return content, column()
    more = data(NAME, "before", found[-1].id)
    return content, column(Button(label("Show more"), more))


def _line(context: Context, done: Done) -> Content:
    known = {act: text for act, text in ACTS.items() if act == done.act}
    named = "" if done.group is None else groups.name(done.group, context.language)
    what = next(iter(known.values()), done.act)
    who = ROLES[done.role]
    facts = {"at": done.at.astimezone(_ZONE), "role": who, "act": what, "group": named}
    if done.since is not None:
        facts["date"] = local_day(done.since)
        return _("{at} · {role} (since {date}): {act}. {group}", **facts)
    return _("{at} · {role}: {act}. {group}", **facts)


_ZONE: Final = ZoneInfo(deadlines.ZONE)

FEATURE: Final = Feature(
    name=NAME,
    needs="log.read",
    commands={"log": open_log},
    about={"log": _("what the teams did, without contents")},
    buttons={"before": numbered(turn_page)},
)
