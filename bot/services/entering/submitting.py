"""Entering ideas: all of a list in one transaction, into the queue of everybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import UserError
from bot.i18n import _
from bot.models import Community, GroupCommunity, WorkingGroup
from bot.models.submission import Channel
from bot.services.entering import receipts
from bot.services.entering.ideas import Idea
from bot.services.places import groups
from bot.services.sending import proposals
from bot.services.sending.proposals import Proposal
from bot.services.team import access, acts
from bot.services.texts import topics

BY: Final = (Channel.PAPER, Channel.PHONE)


@dataclass(frozen=True, slots=True)
class Entered:
    """What was entered: its number, and what the link of its receipt carries."""

    number: str
    token: str


async def communities_for(
    session: AsyncSession, person_id: int
) -> Sequence[tuple[Community, WorkingGroup]]:
    """List the communities of whose people somebody enters ideas, once each."""
    found: dict[str, tuple[Community, WorkingGroup]] = {}
    for group in await groups.list_for(session, person_id, "paper.enter"):
        for each in await groups.communities_of(session, group.id):
            found.setdefault(each.code, (each, group))
    return list(found.values())


def topic_of(idea: Idea) -> str:
    """Guess what an idea is about; its moderators may know better."""
    return topics.likeliest(idea.text)


async def enter(
    session: AsyncSession,
    actor_id: int,
    ideas: Sequence[Idea],
    *,
    code: str,
    channel: Channel,
) -> Sequence[Entered]:
    """Lay all ideas before the groups of a community, for authors who are not here."""
    group_id = await _access(session, actor_id, code)
    entered = [await _enter(session, code, channel, each) for each in ideas]
    await acts.note(session, actor_id, "paper.enter", group_id)
    return entered


async def _enter(
    session: AsyncSession, code: str, channel: Channel, idea: Idea
) -> Entered:
    proposal = Proposal(
        text=idea.text,
        topic=topic_of(idea),
        communities=[code],
        channel=channel,
        relay=False,  # nobody is there to be asked, until the receipt is followed
    )
    receipt = await proposals.enter(session, proposal, idea.language)
    token = await receipts.issue(session, int(receipt.number), relay=idea.relay)
    return Entered(receipt.number, token)


async def _access(session: AsyncSession, actor_id: int, code: str) -> int:
    """Find the group for which somebody enters ideas of a community, or refuse."""
    serving = select(GroupCommunity.group_id).where(
        GroupCommunity.community_code == code
    )
    mine = await groups.list_for(session, actor_id, "paper.enter")
    served = set(await session.scalars(serving))
    for group in mine:
        if group.id in served:
            return group.id
    await access.access_somewhere(session, actor_id, "paper.enter")
    raise UserError(_("Please choose one of the buttons."))
