"""Destroying whatever leads from a community to its people."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import Select, delete, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import vault
from bot.models import (
    Case,
    CaseEvent,
    Closure,
    GroupCommunity,
    Notice,
    Outbox,
    Person,
    PersonCommunity,
    Staff,
    Submission,
    SupportNews,
)
from bot.models.case import Status
from bot.models.notice import Recipient
from bot.services.cases import supports
from bot.services.endings import erasure, leaving
from bot.services.letters import recipients
from bot.services.news import subscriptions
from bot.services.steps import ladder
from bot.services.voting import ballots

_CLOSING: Final = ladder.way(Status.CLOSED_SAFETY, "itself")


async def destroy(session: AsyncSession, code: str) -> None:
    """Destroy whatever leads from a community to its people."""
    numbers = _sent_to(code)
    people = (await session.scalars(_people(code, numbers))).all()
    chats = await _chats(session, numbers)
    await _add_subscribers(session, code, chats)
    await _drop_news(session, numbers)
    await erasure.close_cases(session, numbers, _CLOSING)
    await erasure.unlink(session, numbers)
    await ballots.destroy(session, code)
    await supports.destroy(session, numbers)
    await subscriptions.destroy(session, code)
    await session.execute(
        delete(PersonCommunity).where(PersonCommunity.community_code == code)
    )
    await _erase_untied(session, people, chats)
    await leaving.destroy(session, await _serving(session, code))


async def sweep(session: AsyncSession, _life: timedelta = timedelta()) -> int:
    """Destroy what somebody sent at the very moment of a closing."""
    closed = select(Closure.community_code).where(Closure.closed_at.is_not(None))
    sent = select(Submission.community_code).where(
        Submission.community_code.in_(closed),
        or_(Submission.address.is_not(None), Submission.person_id.is_not(None)),
    )
    kept = select(PersonCommunity.community_code).where(
        PersonCommunity.community_code.in_(closed)
    )
    left = (await session.scalars(sent.union(kept))).all()
    for code in left:
        await destroy(session, code)
    return len(left)


def _sent_to(code: str) -> Select[int]:
    """Select what was sent to a community, also beside another one's."""
    serving = select(GroupCommunity.group_id).where(
        GroupCommunity.community_code == code
    )
    # A group that does not serve the first community reads it for the second one.
    other = GroupCommunity.community_code == Submission.community_code
    beside = exists().where(
        Case.submission_id == Submission.id,
        Case.group_id.in_(serving),
        Case.group_id.not_in(select(GroupCommunity.group_id).where(other)),
    )
    return select(Submission.id).where(or_(Submission.community_code == code, beside))


async def _serving(session: AsyncSession, code: str) -> Sequence[int]:
    found = await session.scalars(
        select(GroupCommunity.group_id).where(GroupCommunity.community_code == code)
    )
    return found.all()


def _people(code: str, numbers: Select[int]) -> Select[int]:
    keep = select(PersonCommunity.person_id).where(
        PersonCommunity.community_code == code
    )
    sent = select(Submission.person_id).where(Submission.id.in_(numbers))
    return select(Person.id).where(or_(Person.id.in_(keep), Person.id.in_(sent)))


async def _chats(session: AsyncSession, numbers: Select[int]) -> dict[int, set[int]]:
    """Find the keys of people's chats, before their addresses are gone."""
    rows = await session.execute(
        select(Submission.id, Submission.person_id, Submission.address).where(
            Submission.id.in_(numbers), Submission.address.is_not(None)
        )
    )
    chats: dict[int, set[int]] = {}
    for number, person_id, value in rows:
        address = recipients.unseal(session, value or b"", Recipient.AUTHOR, number)
        chats.setdefault(person_id or 0, set()).update(address.keys(vault(session)))
    return chats


async def _add_subscribers(
    session: AsyncSession, code: str, chats: dict[int, set[int]]
) -> None:
    """Add the chats of people who only hear the news; they sent nothing."""
    keys = vault(session)
    for address in await subscriptions.chats(session, code):
        person_id = await session.scalar(
            select(Person.id).where(Person.account.in_(keys.accounts(address.chat_id)))
        )
        if person_id is not None:
            chats.setdefault(person_id, set()).update(address.keys(keys))


async def _drop_news(session: AsyncSession, numbers: Select[int]) -> None:
    news = select(Notice.id).where(
        Notice.recipient == Recipient.AUTHOR, Notice.recipient_id.in_(numbers)
    )
    await session.execute(delete(Outbox).where(Outbox.notice_id.in_(news)))
    support = select(SupportNews.told_with).where(
        SupportNews.event_id.in_(_steps(numbers))
    )
    told = select(Notice.id).where(
        Notice.recipient == Recipient.SUPPORTER, Notice.subject.in_(support)
    )
    await session.execute(delete(Outbox).where(Outbox.notice_id.in_(told)))


def _steps(numbers: Select[int]) -> Select[int]:
    return (
        select(CaseEvent.id)
        .join(Case, Case.id == CaseEvent.case_id)
        .where(Case.submission_id.in_(numbers))
    )


async def _erase_untied(
    session: AsyncSession, people: Sequence[int], chats: dict[int, set[int]]
) -> None:
    """Erase people whom nothing else ties to the network."""
    rows = await session.execute(
        select(Person.id, Person.account).where(
            Person.id.in_(people),
            ~exists().where(PersonCommunity.person_id == Person.id),
            ~exists().where(Submission.person_id == Person.id),
            ~exists().where(Staff.person_id == Person.id),
        )
    )
    accounts = {row.id: row.account for row in rows}
    keys = {key for person_id in (0, *accounts) for key in chats.get(person_id, ())}
    await erasure.empty_queues(session, list(keys), list(accounts.values()))
    await erasure.delete_people(session, list(accounts))
