"""What became of the sample proposals that groups read: votes, agenda, decisions."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import now
from bot.models import Document
from bot.services.cases import decisions, leading
from bot.services.days.deadlines import local_day
from bot.services.meetings import planning
from bot.services.places import groups
from bot.services.steps import documents
from bot.services.steps.documents import New
from bot.services.voting import ballots, votes
from bot.services.voting.votes import Choice, Voter

_NEXT_STEP: Final = "Староста готує обґрунтування до наступного засідання"
_TITLE: Final = "Безпечна громада на 2026–2028 роки"
_MEETING: Final = timedelta(days=30)  # ideas for it are still collected
_ADOPTED: Final = timedelta(days=20)
_VOTERS: Final = 7
_CHOICES: Final = (Choice.AGREE, Choice.DISAGREE, Choice.AGREE, Choice.UNSURE)


async def vote(
    session: AsyncSession, boss: int, group: int, numbers: Sequence[int]
) -> None:
    """Open a ballot, and let strangers vote on what is shown."""
    [community] = await groups.communities_of(session, group)
    ballot = await ballots.open_for(session, boss, group, community.code)
    for number in numbers:
        for stranger in range(_VOTERS):
            mark = ballots.mark_of(session, ballot, stranger)
            choice = _CHOICES[(stranger * number) % len(_CHOICES)]
            voter = Voter(ballot, mark, ballot.opens_at)
            await votes.cast(session, voter, number, choice)


async def lead(
    session: AsyncSession, secretary: int, group: int, cases: Mapping[int, str]
) -> None:
    """Lead cases on: to the agenda, to a decision, or into a document."""
    if not cases:
        return
    meeting = local_day(await now(session)) + _MEETING
    await planning.choose(session, secretary, group, meeting)
    await _set_agenda(session, secretary, cases, meeting)
    await _write_down(session, secretary, group, _of(cases, "in_doc"))
    for case in _of(cases, "decided"):  # in the meeting, and not announced yet
        await _support(session, secretary, case)


def _of(cases: Mapping[int, str], led: str) -> Sequence[int]:
    return [case for case, each in cases.items() if each == led]


async def _set_agenda(
    session: AsyncSession, secretary: int, cases: Iterable[int], meeting: date
) -> None:
    facts = {"date": meeting.isoformat()}
    for case in cases:
        await leading.take(session, secretary, case, to="agenda", facts=facts)


async def _write_down(
    session: AsyncSession, secretary: int, group: int, cases: Sequence[int]
) -> None:
    """Let the group support cases, and a document take them in."""
    for case in cases:
        await _support(session, secretary, case)
    for kept in await decisions.waiting(session, secretary, group):
        await decisions.announce(session, secretary, group, up_to=kept.id)
    document = await _document(session, secretary, group)
    for case in cases:
        facts = {"document": str(document.id)}
        await leading.take(session, secretary, case, to="in_doc", facts=facts)


async def _support(session: AsyncSession, secretary: int, case: int) -> None:
    facts = {"next_step": _NEXT_STEP}
    await decisions.decide(session, secretary, case, to="supported", facts=facts)


async def _document(session: AsyncSession, secretary: int, group: int) -> Document:
    adopted = local_day(await now(session)) - _ADOPTED
    new = New("D2", _TITLE, "14", adopted, None)
    return await documents.add(session, secretary, group, new)
