"""In which ballots somebody sits: with which marks, before which proposals."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.context import Context
from bot.conversation import addressees
from bot.models import Ballot
from bot.services.voting import ballots, drawing, publishing, roaming, votes
from bot.services.voting.publishing import Published
from bot.services.voting.votes import Voter


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody before a proposal."""

    voter: Voter
    shown: Published


async def voters(context: Context) -> Sequence[Voter]:
    """List who the person is in each ballot in which one can vote now."""
    opened = await ballots.asking_in(context.session, await addressees.codes(context))
    return [await _voter(context, ballot) for ballot in opened]


async def asked(context: Context, number: int) -> Sequence[Seat]:
    """Find a proposal in the ballots in which one can vote now."""
    opened = await ballots.asking_in(context.session, await addressees.codes(context))
    return await _before(context, number, opened)


async def counted(context: Context, number: int) -> Sequence[Seat]:
    """Find a proposal in the ballots that still take votes which came in time."""
    opened = await ballots.open_in(context.session, await addressees.codes(context))
    return await _before(context, number, opened)


async def check_roaming(context: Context) -> None:
    """Refuse a vote of somebody who would vote round the country."""
    kept = await addressees.codes(context)
    user_id = context.unit.user_id
    await roaming.check(
        context.session, context.someone, user_id, kept, moment=context.now
    )


async def new(context: Context, sitting: Sequence[Voter]) -> Published | None:
    """Draw a proposal that the person has seen in none of these ballots."""
    number = await drawing.draw(context.session, sitting, context.someone.id)
    return await _shown(context, sitting, number)


async def passed(
    context: Context, sitting: Sequence[Voter], *, left: int, since: int | None
) -> Published | None:
    """Find what was passed over and comes next in the round that began at `since`."""
    number = await drawing.again(context.session, sitting, left=left, since=since)
    return await _shown(context, sitting, number)


async def _shown(
    context: Context, sitting: Sequence[Voter], number: int | None
) -> Published | None:
    if number is None:
        return None
    near = [each.ballot.community_code for each in sitting]
    return await publishing.find(context.session, number, near)


async def _before(
    context: Context, number: int, opened: Sequence[Ballot]
) -> Sequence[Seat]:
    seats = []
    for ballot in opened:
        code = ballot.community_code
        shown = await publishing.find(context.session, number, [code])
        if shown is not None and shown.community_code == code:
            seats.append(Seat(await _voter(context, ballot), shown))
    return seats


async def _voter(context: Context, ballot: Ballot) -> Voter:
    mark = ballots.mark_of(context.session, ballot, context.unit.user_id)
    at = await votes.arrived_at(context.session, context.bot.id, context.unit.update_id)
    return Voter(ballot, mark, at)
