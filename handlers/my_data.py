"""`/my_data`: all that is kept about the person who asks, as a file to read."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation import queue_filter
from bot.features import Feature
from bot.i18n import LANGUAGES, Text, Translator, _
from bot.models import Ban
from bot.services.cases import supports
from bot.services.days.deadlines import ZONE, local_day
from bot.services.endings import my_data
from bot.services.endings.my_data import MyData, Sent, Step
from bot.services.moderating import bans
from bot.services.news import subscriptions
from bot.services.places import communities, groups
from bot.services.voting import votes
from bot.words.codes import REASONS, ROLES, STATUSES, WHEREABOUTS, WHOM
from bot.words.concerns import LASTING, SUBJECTS
from bot.words.outcomes import OUTCOME_ANSWERS, OUTCOME_QUESTIONS

NAME: Final = "data.1"
FILE: Final = "viche.txt"
_LANGUAGE: Final = dict(zip(LANGUAGES, ("Українська", "English"), strict=True))
Lines = Iterator[Text | str]


async def send(_update: Update, context: Context) -> None:
    """Send the file."""
    gathered = await my_data.gather(
        context.session, context.someone, context.address, context.accounts
    )
    counted = await votes.standing(context.session, context.unit.user_id)
    supported = await supports.count(context.session, context.address)
    heard = len(await subscriptions.of(context.session, context.address))
    context.send_file(
        FILE,
        _write(gathered, [counted, supported, heard], context.translator),
        _("All that is kept about you. Whoever holds your phone can read it, too."),
    )


def _write(gathered: MyData, counts: list[int], speaking: Translator) -> str:
    parts = [_about(gathered, speaking.language), _votes(*counts)]
    parts.append(_unsent(gathered.unsent, gathered.photos))
    parts += [_one(each) for each in gathered.sent]
    parts.append(_not_kept())
    written = [[speaking.plain(each) for each in part] for part in parts]
    return "\n\n".join("\n".join(part) for part in written if part) + "\n"


def _about(gathered: MyData, language: str) -> Lines:
    person = gathered.person
    yield _("Language: {language}", language=_LANGUAGE[person.language])
    yield _(
        "Consent: version {version}, {date}",
        version=person.consent_version,
        date=_day(person.consent_at),
    )
    for each in gathered.communities:
        yield _("Community: {name}", name=communities.display(each, language))
    if gathered.moved_at is not None:
        yield _("Community changed: {date}", date=_day(gathered.moved_at))
    for role, group in gathered.roles:
        name = "" if group is None else groups.name(group, language)
        yield _("Role: {role} {group}", role=ROLES[role], group=name)
    yield from _of_team(gathered)
    for ban in gathered.pauses:
        yield _pause(ban)
    yield _("Sent: {n}", n=len(gathered.sent))
    yield _("Messages on their way to you: {n}", n=gathered.waiting)
    yield _("Messages that failed: {n}", n=gathered.failed)


def _of_team(gathered: MyData) -> Lines:
    if gathered.left:
        yield _("Texts you left to others in the team: {n}", n=gathered.left)
    if gathered.channels:
        yield _(
            "Channels you added the bot to, not bound (the number is encrypted): {n}",
            n=gathered.channels,
        )
    for query in gathered.searches:
        yield _("You looked for: {what}", what=queue_filter.told(query))


def _pause(ban: Ban) -> Text:
    return _(
        "Until {date} the group takes nothing from you but urgent concerns. "
        "Reason: {reason}.",
        date=_day(ban.until),
        reason=bans.REASONS[ban.reason],
    )


def _votes(counted: int, supported: int, heard: int) -> Lines:
    # How somebody voted is for nobody who holds their phone.
    if counted:
        yield _("Votes under a mark without your name: {n}", n=counted)
    if supported:
        yield _(
            "Proposals whose news you get (the chat number is encrypted): {n}",
            n=supported,
        )
    if heard:
        yield _(
            "Groups whose news you get (the chat number is encrypted): {n}", n=heard
        )


def _unsent(words: Iterable[str], photos: int) -> Lines:
    found = list(words)
    if found:
        yield _("Begun and not sent:")
        yield from found
    if photos:
        yield _("Photos: {n}", n=photos)


def _one(sent: Sent) -> Lines:
    row = sent.row
    yield _("No. {id}, {date}", id=str(row.id), date=_day(row.created_at))
    yield _("Topic: {topic}", topic=SUBJECTS[row.topic])
    if row.adds_to is not None:
        yield _("Details for No. {id}", id=str(row.adds_to))
    yield from (WHOM[code] for code in row.whom)
    if row.whereabouts is not None:
        yield WHEREABOUTS[row.whereabouts]
    if row.lasting is not None:
        yield LASTING[row.lasting]
    yield from _texts(sent)
    for step in sent.steps:
        yield _step(step)
    for question, answer in sent.said:
        yield OUTCOME_QUESTIONS[question]
        yield OUTCOME_ANSWERS[answer]
    if row.address is not None:
        yield _("A chat number for the answer is kept, encrypted.")


def _texts(sent: Sent) -> Lines:
    if sent.draft is not None:
        yield sent.draft.text
        if sent.draft.place:
            yield _("Place: {place}", place=sent.draft.place)
    yield from sent.passed
    if sent.photos:
        yield _("Photos: {n}", n=sent.photos)
    if sent.draft is None and not sent.passed:
        yield _("The text has been erased.")


def _step(step: Step) -> Text:
    day, status = _day(step.at), STATUSES[step.status]
    if step.reason is not None and step.reason in REASONS:
        reason = REASONS[step.reason].button
        return _("{date}: {status}. {reason}", date=day, status=status, reason=reason)
    return _("{date}: {status}", date=day, status=status)


def _day(moment: datetime) -> str:
    return local_day(moment, ZONE).isoformat()


def _not_kept() -> Lines:
    yield _("We never keep your name, username, phone or profile photo.")
    yield _("How long each thing is kept: /privacy")


FEATURE: Final = Feature(
    name=NAME,
    needs="person",
    commands={"my_data": send},
    about={"my_data": _("all that is kept about you")},
)
