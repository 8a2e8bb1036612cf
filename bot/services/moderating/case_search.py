"""Finding cases of one's groups: by words, number, topic, status, period.

Moderators also find what nobody has passed yet; what is about somebody they never do.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Case, Submission
from bot.models.case import Status
from bot.services.days import typed_numbers
from bot.services.similar import reading
from bot.services.similar.reading import Word
from bot.services.steps import drafts
from bot.services.team import access, recused

MOST: Final = 10
DAYS: Final = (7, 30, 90)
_READ: Final = 300  # texts that a search by words looks through for a page
_BREATH: Final = 20  # texts that are read at a stretch, 0.2 ms each


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for; what is not named is not asked for."""

    words: str = ""
    topic: str | None = None
    status: str | None = None
    days: int | None = None

    @property
    def number(self) -> int | None:
        """Read the number, if it is one that is looked for."""
        return typed_numbers.read(self.words)


@dataclass(frozen=True, slots=True)
class Found:
    """A case; its text only once the group has it."""

    case_id: int
    group_id: int
    number: str
    topic: str
    status: Status
    text: str | None
    is_shown: bool
    is_waiting: bool


class Page(NamedTuple):
    """What was found, the newest first; `after` which case there may be more."""

    found: Sequence[Found]
    after: int | None = None


async def search(
    session: AsyncSession, person_id: int, query: Query, *, after: int | None = None
) -> Page:
    """Find ten cases of somebody's groups, older than the one of the page before."""
    number = query.number
    statement = _cases(person_id, query)
    if number is not None:
        rows = await session.execute(statement.where(Submission.id == number))
        return Page([_found(*row) for row in rows.all()])
    if after is not None:
        statement = statement.where(Case.id < after)
    rows = await session.execute(statement.limit(_READ))
    read = [(case, submission) for case, submission in rows.all()]
    hits = await saying(session, query, read)
    page = [_found(*each) for each in hits[:MOST]]
    if len(hits) > MOST:
        return Page(page, page[-1].case_id)
    return Page(page, read[-1][0].id if len(read) == _READ else None)


async def saying(
    session: AsyncSession, query: Query, cases: Sequence[tuple[Case, Submission]]
) -> Sequence[tuple[Case, Submission]]:
    """Choose the cases that have the words of a search.

    To read hundreds takes tenths of a second; others are served in between.
    """
    wanted, found = reading.read(query.words), list[tuple[Case, Submission]]()
    if not wanted:
        return cases
    for at, each in enumerate(cases):
        if _says_all(wanted, _text(session, *each)):
            found.append(each)
        if at % _BREATH == 0:
            await asyncio.sleep(0)
    return found


async def get(session: AsyncSession, person_id: int, case_id: int) -> Found:
    """Get a case of somebody's group that they may find, or refuse."""
    case = await access.access_case(session, person_id, case_id, "case.find")
    if case.text is None:
        await access.access_case(session, person_id, case_id, "case.moderate")
    return _found(case, await session.get_one(Submission, case.submission_id))


def _cases(person_id: int, query: Query) -> Select[Case, Submission]:
    moderated = Case.group_id.in_(access.groups_of(person_id, "case.moderate"))
    statement = (
        select(Case, Submission)
        .join(Submission, Submission.id == Case.submission_id)
        .where(Case.group_id.in_(access.groups_of(person_id, "case.find")))
        .where(Case.text.is_not(None) | moderated, recused.is_free(person_id))
        .order_by(Case.id.desc())
        .execution_options(populate_existing=True)
    )
    if query.topic:
        statement = statement.where(Submission.topic == query.topic)
    if query.status:
        statement = statement.where(Case.status == query.status)
    if query.days:
        since = func.app_now() - timedelta(days=query.days)
        statement = statement.where(Case.created_at >= since)
    return statement


def _text(session: AsyncSession, case: Case, submission: Submission) -> str:
    if case.text is not None:
        return case.text
    draft = drafts.of_case(session, case, submission)
    return draft.text if draft else ""


def _says_all(wanted: Sequence[Word], text: str) -> bool:
    """Tell whether a text has each word, in another form or by another name."""
    keys = set(reading.keys(text))
    return all(word.stem in keys or keys & set(word.synonyms) for word in wanted)


def _found(case: Case, submission: Submission) -> Found:
    return Found(
        case_id=case.id,
        group_id=case.group_id,
        number=str(submission.id),
        topic=submission.topic,
        status=Status(case.status),
        text=case.text,
        is_shown=case.published_at is not None,
        is_waiting=case.text is None and submission.draft is not None,
    )
