"""Too much, the same again, and worse: limits, pauses, decisions on many at once."""

from datetime import timedelta

from sqlalchemy import select

from bot.models import Tally, Verdict
from bot.settled import Rules
from tests.conftest import Clock
from tests.factories import TEXT, make_ballot, make_published
from tests.handlers.cast import (
    both,
    fills_in,
    last,
    presses,
    said,
    says,
    sends_proposal,
)
from tests.handlers.conftest import Desk, Place
from tests.world import World

ADVERT = "Купуйте дешеві вікна у нас, знижки всім мешканцям громади цього тижня!"


async def test_nobody_sends_more_than_enough_a_day(
    town: World, desk: Desk, clock: Clock, language: str
) -> None:
    town.parts.dispatch.rules = Rules(a_day=2)
    await fills_in(town, desk.author, "Облаштувати спортивний майданчик у парку.")
    await says(town, desk.author, "/idea")
    too_much = "You have sent {n} of {max} within a day. Come back tomorrow."
    assert last(desk.author) == said(language, too_much, n=2, max=2)
    await clock.forward("1 day")
    assert await fills_in(town, desk.author, "Зробити велодоріжку до школи й парку.")


async def _pauses(town: World, desk: Desk, language: str) -> None:
    reason = said(language, "Insults or threats")
    for button in ("More actions", "Pause the author"):
        await presses(town, desk.moderator, said(language, button))
    await presses(town, desk.moderator, reason)
    await presses(town, desk.moderator, desk.moderator.sees()[-1].buttons[1])


async def test_a_pause_has_a_reason_and_an_end(
    town: World, desk: Desk, clock: Clock, language: str
) -> None:
    await _pauses(town, desk, language)
    reason = said(language, "Insults or threats")
    assert reason in last(desk.author)
    await says(town, desk.author, "/idea")
    assert reason in last(desk.author)
    assert TEXT in last(desk.moderator)  # is still to be decided
    await says(town, desk.author, "/my_data")
    written = town.telegram.calls_of("sendDocument")[-1].params["document"]
    assert reason in written.content.decode()
    await clock.forward("7 days")
    assert await fills_in(town, desk.author, "Зробити велодоріжку до школи й парку.")


async def test_a_pause_can_be_ended(town: World, desk: Desk, language: str) -> None:
    await _pauses(town, desk, language)
    await says(town, desk.moderator, "/pauses")
    await presses(town, desk.moderator, said(language, "End: No. {id}", id=desk.number))
    assert last(desk.moderator) == said(language, "Nobody is paused.")
    again = said(language, "The group takes messages from you again.")
    assert last(desk.author) == again
    assert await fills_in(town, desk.author, "Зробити велодоріжку до школи й парку.")


async def test_a_pause_takes_no_votes_and_gives_them_back_with_its_end(
    town: World, desk: Desk, place: Place, language: str
) -> None:
    async with town.sessions.begin() as session:
        shown = await make_published(session, place.community, place.group)
        await make_ballot(session, place.community)
    await says(town, desk.author, "/vote")
    vote, given = said(language, "Agree"), select(Tally.agree).filter_by(agree=1)
    await _pauses(town, desk, language)
    await presses(town, desk.author, vote)
    async with town.sessions() as session:
        assert (await session.scalars(given)).all() == []
    await says(town, desk.moderator, "/pauses")
    stand = "Until then their votes are not taken; those given before stand."
    assert said(language, stand) in last(desk.moderator)
    await presses(town, desk.moderator, said(language, "End: No. {id}", id=desk.number))
    await says(town, desk.author, f"/start p_{shown.id}")
    await presses(town, desk.author, vote)
    async with town.sessions() as session:
        assert (await session.scalars(given)).all() == [1]


async def test_the_author_hears_of_every_pause(
    town: World, desk: Desk, language: str
) -> None:
    for _again in range(2):
        await _pauses(town, desk, language)
        assert said(language, "Insults or threats") in last(desk.author)
        await says(town, desk.moderator, "/pauses")
        end = said(language, "End: No. {id}", id=desk.number)
        await presses(town, desk.moderator, end)
        assert "знову" in last(desk.author)
        await says(town, desk.moderator, "/queue")


async def test_the_next_five_alike_get_the_same_decision(
    town: World, desk: Desk, language: str
) -> None:
    sent = [await sends_proposal(town, desk.author, ADVERT) for _ in range(7)]
    town.parts.dispatch.rules = Rules(timedelta(seconds=60))
    await presses(town, desk.moderator, said(language, "Later"))
    copies = ", ".join(sent[1:6])
    told = said(language, "Copies of it wait, too: No. {numbers}", numbers=copies)
    assert told in last(desk.moderator)
    together = said(language, "Together with {n} like it", n=5)
    await presses(town, desk.moderator, said(language, "More actions"), together)
    assert last(desk.moderator).count(ADVERT) == 6
    await presses(town, desk.moderator, said(language, "Advert or fundraising"))
    assert said(language, "Queue: {n}", n=2) in last(desk.moderator)
    back = said(language, "Take back No. {id}", id=sent[2])
    await presses(town, desk.moderator, back)
    assert any(ADVERT in each.text for each in desk.moderator.sees())


@both
async def test_the_same_for_all_is_taken_back_with_one_tap(
    town: World, desk: Desk, language: str
) -> None:
    for _ in range(3):
        await sends_proposal(town, desk.author, ADVERT)
    town.parts.dispatch.rules = Rules(timedelta(seconds=60))
    await presses(town, desk.moderator, said(language, "Later"))
    together = said(language, "Together with {n} like it", n=2)
    await presses(town, desk.moderator, said(language, "More actions"), together)
    await presses(town, desk.moderator, said(language, "Advert or fundraising"))
    await presses(town, desk.moderator, said(language, "Take back all"))
    assert any(ADVERT in each.text for each in desk.moderator.sees())
    async with town.sessions() as session:
        assert (await session.scalars(select(Verdict))).all() == []
