"""A day of two moderators with real appeals: no double work, few taps."""

from random import Random

from bot.address import Address
from bot.db import vault
from bot.services.team import people
from tests.factories import make_community, make_group
from tests.handlers.cast import agreed, join, says
from tests.world import World
from trials import hotline, moderators
from trials.moderators import MOST_TAPS, Shift

SAMPLE, SEED = 16, 20261122


async def test_two_moderators_share_a_queue_with_few_taps(town: World) -> None:
    dice = Random(SEED)  # noqa: S311 - the same sample every time
    async with town.sessions.begin() as session:
        place = await make_community(session)
        group = await make_group(session, place)
    phones = [await agreed(town), await agreed(town)]
    for phone in phones:
        await join(town, phone, group)
    async with town.sessions.begin() as session:
        author = await people.agree(session, vault(session).accounts(7), language="uk")
        appeals = dice.sample(hotline.lasting(), SAMPLE)
        authors = [(author, Address(phones[0].id))]
        await moderators.fill(session, authors, place, appeals)
    shift = Shift()
    for phone in phones:
        await says(town, phone, "/queue")
    while sum(shift.tap(phone) for phone in phones):  # both at once, then both again
        await town.settle()
    async with town.sessions() as session:
        assert await moderators.decisions(session) == {1: SAMPLE}
    assert shift.doubled == []
    assert shift.taps <= SAMPLE * MOST_TAPS
    told = [each.text for phone in phones for each in phone.sees()]
    assert not [each for each in appeals if any(each.text in text for text in told)]
