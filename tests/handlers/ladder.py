"""A case before its group, and who leads it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import now
from bot.i18n import LANGUAGES
from bot.jobs.cases import tell_news
from bot.models import Case, Document, Person, Submission, WorkingGroup
from bot.models.case import Status
from bot.models.staff import Role
from bot.playground.person import Person as Phone
from bot.services.steps import ladder, steps
from bot.services.steps.ways import Way
from bot.words.codes import SHORT_STATUSES
from bot.words.groups import LEADS
from tests.conftest import Clock
from tests.factories import TEXT, make_case, make_document, make_submission
from tests.handlers.cast import agreed, join, presses, resident, said, says
from tests.handlers.conftest import Place
from tests.handlers.ladder_texts import ASKED, DECIDED, TITLE, TOLD
from tests.world import World

MORNING: Final = "2026-11-23 10:00+02"  # a Monday
EVENING: Final = "2026-11-23 19:00+02"


@dataclass
class Table:
    """An author whose case is before the group, and the group's secretary."""

    town: World
    clock: Clock
    place: Place
    author: Phone
    author_id: int
    secretary: Phone
    case_id: int
    number: str
    other: str
    language: str
    together: int = 2  # as many are, once it is merged into the other one

    @property
    def group(self) -> WorkingGroup:
        return self.place.group

    async def stands(self, status: Status, **values: object) -> None:
        """Put the case where it is to begin."""
        async with self.town.plain.begin() as session:
            standing = await _standing(session, status, values)
            await session.execute(
                update(Case).where(Case.id == self.case_id).values(standing)
            )

    async def opens_case(self, status: Status) -> None:
        """Let the secretary find the case under its status."""
        await says(self.town, self.secretary, "/cases")
        title = self.say(SHORT_STATUSES[status].msgid)
        board = self.secretary.sees()[-1].buttons
        await self.press(next(each for each in board if each.startswith(f"{title}:")))
        await self.press(self.say("No. {id}", id=self.number))

    async def leads(self, to: Status) -> None:
        """Let the secretary take a step, up to its preview."""
        again = (await self.case()).status == to  # from one meeting to another
        await self.press(self.say("At another meeting" if again else LEADS[to].msgid))
        for each in ASKED[to]:
            if each.startswith("("):
                await self.press(self.say(each.strip("()")))
            else:
                typed = each.format(other=self.other)
                await says(self.town, self.secretary, typed)

    async def confirms(self, to: Status) -> None:
        await self.press(self.say("Confirm"))
        if to in DECIDED:
            await self.press(self.say("Announce decisions"))
            await self.press(self.say("Announce"))

    async def evening(self, moment: str = EVENING) -> list[str]:
        """Let the news of the day go; returns what the author read of them."""
        before = len(self.author.sees())
        await self.clock.set(moment)
        await tell_news(self.town.sessions)
        await self.town.settle()
        return [each.text for each in self.author.sees()[before:]]

    async def press(self, button: str) -> None:
        await presses(self.town, self.secretary, button)

    def say(self, msgid: str, **values: object) -> str:
        return said(self.language, msgid, **values)

    def told(self, to: Status) -> str:
        uk, en = TOLD[to]
        told = en if self.language == "en" else uk
        return told.format(other=self.other, n=self.together)

    async def case(self) -> Case:
        async with self.town.plain() as session:
            return (
                await session.scalars(select(Case).where(Case.id == self.case_id))
            ).one()


async def laid(
    town: World, clock: Clock, place: Place, *, language: str, kind: str = "proposal"
) -> Table:
    """Lay a case before the group, beside another one and a document."""
    await clock.set(MORNING)
    author = await resident(town, place.community, language=language)
    author.says("…")  # the bot may write to them
    town.telegram.updates.clear()
    async with town.plain.begin() as session:
        person = (await session.scalars(select(Person))).one()
        sent: dict[str, Any] = {
            "person": person,
            "address": Address(author.id),
            "language": language,
        }
        own = await _passed(session, place, kind, **sent)
        other = await _passed(session, place, kind)
    secretary = await agreed(town, "Secretary", language=language)
    await join(town, secretary, place.group, Role.SECRETARY)
    async with town.plain.begin() as session:
        await make_document(session, group_id=place.group.id, title=TITLE)
    return Table(
        town=town,
        clock=clock,
        place=place,
        author=author,
        author_id=person.id,
        secretary=secretary,
        case_id=own.id,
        number=str(own.submission_id),
        other=str(other.submission_id),
        language=language,
    )


async def second(table: Table) -> Table:
    """Seat a second author, of the other language, at the same table."""
    (language,) = set(LANGUAGES) - {table.language}
    author = await resident(table.town, table.place.community, language=language)
    author.says("…")  # the bot may write to them
    table.town.telegram.updates.clear()
    async with table.town.plain() as session:
        person_id = await session.scalar(select(func.max(Person.id)))
    assert person_id is not None
    table.together = 3
    return replace(table, author=author, author_id=person_id, language=language)


async def brings(table: Table, status: Status, **values: object) -> None:
    """Bring one more case of the author to the table, in the morning."""
    await table.clock.set(MORNING)
    async with table.town.plain.begin() as session:
        person = await session.get_one(Person, table.author_id)
        own: dict[str, Any] = {"person": person, "address": Address(table.author.id)}
        own |= {"language": table.language}
        standing = await _standing(session, status, values)
        case = await _passed(session, table.place, "proposal", standing, **own)
    table.case_id, table.number = case.id, str(case.submission_id)


def ways() -> Iterator[tuple[Status, Way]]:
    """List every way of a group, from every status where it begins."""
    for since in ladder.OPEN:
        for way in ladder.onward(since):
            yield since, way


async def takes(
    table: Table, way: Way, *, reason: str | None = None, **facts: str
) -> None:
    """Take a step as the group's services do, without its screens."""
    async with table.town.plain.begin() as session:
        case = await session.get_one(Case, table.case_id)
        document = await session.scalar(select(Document.id))
        await steps.take(
            session, case, way, reason=reason, note=facts, document_id=document
        )


async def _standing(
    session: AsyncSession, status: Status, values: dict[str, object]
) -> dict[str, object]:
    if status is Status.IN_DOC:
        document_id = await session.scalar(select(Document.id))
        return {"document_id": document_id, **values, "status": status}
    return {**values, "status": status}


async def _passed(
    session: AsyncSession,
    place: Place,
    kind: str,
    standing: dict[str, Any] | None = None,
    **columns: Any,
) -> Case:
    """Make a case that moderators have passed to the group."""
    topic = "P06" if kind == "proposal" else "C10"
    submission = await make_submission(
        session,
        community=place.community,
        kind=kind,
        topic=topic,
        draft=None,
        **columns,
    )
    shown: dict[str, Any] = {
        "status": "passed",
        "passed_at": await now(session),
        "text": TEXT,
    }
    shown |= standing or {}
    return await make_case(session, group=place.group, submission=submission, **shown)


async def stop_news(table: Table, **values: object) -> None:
    """Change what the bot knows of the author's wishes."""
    async with table.town.plain.begin() as session:
        await session.execute(
            update(Submission)
            .where(Submission.id == int(table.number))
            .values(**values)
        )
