"""My messages: what became of them, and taking them back."""

from sqlalchemy import select

from bot.models import Case, Submission
from tests.factories import TEXT
from tests.handlers.cast import (
    agreed,
    both,
    fills_in,
    last,
    presses,
    resident,
    said,
    says,
    sends_proposal,
)
from tests.handlers.conftest import Desk, Place
from tests.world import World


async def test_nothing_was_sent_yet(town: World, language: str) -> None:
    phone = await agreed(town, language=language)
    await says(town, phone, "/mine")
    assert last(phone) == said(language, "You have not sent anything yet.")


@both
async def test_sent_proposal_is_listed_with_its_status(
    town: World, place: Place, language: str
) -> None:
    phone = await resident(town, place.community, language=language)
    number = await fills_in(town, phone, TEXT, language=language)
    phone.taps(said(language, "My messages"))
    await town.settle()
    assert said(language, "Received") in last(phone)
    await presses(town, phone, said(language, "No. {id}", id=number))
    assert TEXT in last(phone)


async def test_proposal_is_withdrawn_after_one_question(
    town: World, place: Place, language: str
) -> None:
    phone = await resident(town, place.community, language=language)
    number = await sends_proposal(town, phone, TEXT)
    await says(town, phone, "/mine")
    withdraw = said(language, "Withdraw")
    await presses(
        town, phone, said(language, "No. {id}", id=number), withdraw, withdraw
    )
    async with town.sessions() as session:
        assert (await session.scalars(select(Case.status))).one() == "withdrawn"
    assert number in last(phone)


async def test_list_goes_on_by_tens(town: World, place: Place) -> None:
    phone = await resident(town, place.community, language="en")
    numbers = [await sends_proposal(town, phone, TEXT) for _ in range(11)]
    await says(town, phone, "/mine")
    assert f"No. {numbers[0]}," not in last(phone)
    await presses(town, phone, "Show more")
    assert f"No. {numbers[0]}," in last(phone)


async def test_forged_number_shows_nobodys_text(town: World, place: Place) -> None:
    author = await resident(town, place.community, language="en")
    number = await sends_proposal(town, author, TEXT)
    stranger = await agreed(town, language="en")
    await says(town, stranger, "/menu")
    message = stranger.sees()[-1].message_id
    stranger.forges(f"mine.1:one:{number}", message)
    await town.settle()
    assert all(TEXT not in each.text for each in stranger.sees())


async def test_what_was_not_passed_on_tells_why_and_that_its_text_is_gone(
    town: World, desk: Desk, language: str
) -> None:
    contact = "Служба 15-45"
    for button in ("Do not pass on", "Not for this group"):
        await presses(town, desk.moderator, said(language, button))
    await says(town, desk.moderator, contact)
    await presses(town, desk.moderator, said(language, "Do not pass on"))
    await says(town, desk.author, "/mine")
    number = said(language, "No. {id}", id=desk.number)
    await presses(town, desk.author, number)
    shown = last(desk.author)
    reason = "This is outside the group’s work. Here is who can help: {contact}"
    assert said(language, reason, contact=contact) in shown
    doubts = "If you disagree, write here: {contact}"
    assert said(language, doubts, contact="rada@example.org") in shown
    assert said(language, "Another service is needed") in shown
    assert said(language, "The text has been erased.") in shown


async def test_a_withdrawn_proposal_says_that_its_text_is_gone(
    town: World, place: Place, language: str
) -> None:
    phone = await resident(town, place.community, language=language)
    number = await sends_proposal(town, phone, TEXT)
    one = said(language, "No. {id}", id=number)
    await says(town, phone, "/mine")
    await presses(town, phone, one, *[said(language, "Withdraw")] * 2)
    await says(town, phone, "/mine")
    await presses(town, phone, one)
    assert said(language, "The text has been erased.") in last(phone)


async def test_a_detail_is_added_before_anybody_has_read_it(
    town: World, desk: Desk, language: str
) -> None:
    await says(town, desk.author, "/mine")
    for button in (said(language, "No. {id}", id=desk.number), "Add a detail"):
        await presses(town, desk.author, said(language, button))
    await says(town, desk.author, "І навіс над ними.")
    assert said(language, "Added to No. {id}.", id=desk.number) in last(desk.author)
    stale = said(language, "Pass to the group")
    await presses(town, desk.moderator, stale)
    async with town.sessions() as session:
        assert (await session.scalars(select(Case.status))).one() == "received"
    await says(town, desk.moderator, "/queue")
    assert "І навіс над ними." in last(desk.moderator)


async def test_nothing_is_added_to_what_was_read(
    town: World, desk: Desk, language: str
) -> None:
    await says(town, desk.author, "/mine")
    await presses(town, desk.author, said(language, "No. {id}", id=desk.number))
    await presses(town, desk.moderator, said(language, "Pass to the group"))
    await presses(town, desk.author, said(language, "Add a detail"))
    late = "The team has read it already. Nothing can be added now."
    assert said(language, late) in last(desk.author)


async def test_nobody_stops_the_news_of_others(town: World, place: Place) -> None:
    author = await resident(town, place.community, language="en")
    number = await sends_proposal(town, author, TEXT)
    stranger = await agreed(town, language="en")
    await says(town, stranger, "/menu")
    for forged in (f"mine.1:news:{number}:0", f"mine.1:add:{number}"):
        stranger.forges(forged, stranger.sees()[-1].message_id)
        await town.settle()
        assert "There is no such message" in last(stranger)
    async with town.sessions() as session:
        assert (await session.scalars(select(Submission.news))).one() is True
