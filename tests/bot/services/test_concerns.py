"""Concerns as they are kept: sealed, without what must not be in them."""

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.errors import UserError
from bot.models import Case, Outbox, Submission
from bot.services.sending import concerns
from bot.services.sending.concerns import Concern
from bot.services.steps import drafts
from bot.services.texts import categories
from tests.factories import make_community, make_group, make_person, make_staff

WORRY = "Увечері на стежці до зупинки темно, люди бояться ходити."


async def send(session: AsyncSession, code: str, *, groups: int = 1) -> Submission:
    community, person = await make_community(session), await make_person(session)
    for _ in range(groups):
        await make_group(session, community)
    concern = Concern(
        text=WORRY,
        category=categories.every()[code],
        communities=[community.code],
        place="Біля ліцею",
    )
    receipt = await concerns.submit(session, person, concern, Address(101))
    return await session.get_one(Submission, int(receipt.number))


@pytest.mark.parametrize(("code", "place"), [("C11", "Біля ліцею"), ("C03", None)])
async def test_a_pattern_has_no_place(
    session: AsyncSession, code: str, place: str | None
) -> None:
    draft = drafts.open_draft(session, await send(session, code))
    assert draft is not None
    assert (draft.text, draft.place) == (WORRY, place)


@pytest.mark.parametrize(("code", "urgency"), [("C03", 1), ("C11", 2), ("C17", 3)])
async def test_every_group_of_the_community_has_a_case(
    session: AsyncSession, code: str, urgency: int
) -> None:
    await send(session, code, groups=2)
    cases = await session.execute(select(Case.urgency, Case.status, Case.text))
    assert [tuple(row) for row in cases] == [(urgency, "received", None)] * 2


@pytest.mark.parametrize(("code", "message_class"), [("C03", 1), ("C11", 2)])
async def test_an_urgent_one_is_an_alert_and_leaves_before_notices(
    session: AsyncSession, code: str, message_class: int
) -> None:
    community, moderator = await make_community(session), await make_person(session)
    group = await make_group(session, community)
    await make_staff(session, moderator, group, address=Address(7))
    concern = Concern(
        text=WORRY, category=categories.every()[code], communities=[community.code]
    )
    await concerns.submit(session, await make_person(session), concern, Address(101))
    owed = await session.scalars(select(Outbox.message_class))
    assert owed.all() == [message_class]


async def test_what_is_at_once_is_never_kept(session: AsyncSession) -> None:
    with pytest.raises(ValueError, match="not kept"):
        await send(session, "C07")


async def test_a_community_without_a_group_is_told(session: AsyncSession) -> None:
    with pytest.raises(UserError):
        await send(session, "C11", groups=0)
