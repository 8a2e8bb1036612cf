"""What Telegram accepted is swept away, and its notice is marked."""

import asyncio

import pytest
from sqlalchemy import select
from sqlalchemy.exc import UnboundExecutionError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import Sessions
from bot.models import Notice, Outbox
from bot.models.outbox import MessageClass
from bot.outbox.broom import Broom
from bot.services.letters import post


async def owed(session: AsyncSession) -> int:
    row = await post.owe(
        session, Address(7), {"text": "a"}, message_class=MessageClass.NOTICE
    )
    await session.commit()
    assert row is not None
    return row


async def rows(session: AsyncSession) -> list[int]:
    return list(await session.scalars(select(Outbox.id)))


async def test_sent_rows_go(sessions: Sessions, session: AsyncSession) -> None:
    broom, row = Broom(sessions), await owed(session)
    kept = await owed(session)
    broom.sweep(row, None)
    await broom.flush()
    assert await rows(session) == [kept]


async def test_a_notice_that_was_told_is_marked(
    sessions: Sessions, session: AsyncSession
) -> None:
    notice = Notice(kind="news", subject=1, recipient="author", recipient_id=1)
    session.add(notice)
    await session.flush()
    broom, row = Broom(sessions), await owed(session)
    broom.sweep(row, notice.id)
    await broom.flush()
    await session.refresh(notice)
    assert notice.sent_at is not None


async def test_what_could_not_be_swept_is_swept_later(
    sessions: Sessions, session: AsyncSession
) -> None:
    broom, row = Broom(sessions), await owed(session)
    broom.sweep(row, None)
    bind = sessions.kw.pop("bind")
    with pytest.raises(UnboundExecutionError):
        await broom.flush()
    sessions.kw["bind"] = bind
    still_to_do = broom._work.is_set()
    await broom.flush()
    assert (still_to_do, await rows(session)) == (True, [])


async def test_the_last_are_swept_when_it_stops(
    sessions: Sessions, session: AsyncSession
) -> None:
    broom, row = Broom(sessions), await owed(session)
    async with asyncio.TaskGroup() as group:
        run = group.create_task(broom.run())
        await asyncio.sleep(0)
        broom.sweep(row, None)
        run.cancel()
    assert await rows(session) == []
