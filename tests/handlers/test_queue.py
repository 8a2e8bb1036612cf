"""Moderation: the card, each decision, and what the author hears of it."""

import pytest
from sqlalchemy import select

from bot.models import Case, Notice
from bot.models.case import Status
from bot.models.staff import Role
from bot.services.team import queue_news, safety
from bot.words.codes import EMERGENCY, REASONS
from tests.conftest import Clock
from tests.factories import TEXT
from tests.handlers.cast import (
    agreed,
    both,
    case_status,
    join,
    last,
    presses,
    resident,
    said,
    says,
    sends_proposal,
)
from tests.handlers.conftest import Desk, Place
from tests.world import World

REFUSALS = {
    "M01": "Military matters",
    "M02": "Personal data",
    "M03": "About one person",
    "M04": "Hurts a group of people",
    "M08": "Needs urgent help",
}
MORE_REFUSALS = {
    "M10": "Advert or fundraising",
    "M11": "Political campaigning",
    "M12": "A link",
    "M13": "Needs the picture",
    "M14": "A rumour",
    "M15": "Sensitive",
}


@both
async def test_card_shows_the_text_and_what_helps_to_judge(
    desk: Desk, language: str
) -> None:
    card = last(desk.moderator)
    assert TEXT in card
    assert said(language, "Queue: {n}", n=1) in card
    assert desk.number in card


@both
async def test_the_card_names_a_language_that_is_not_its_groups(
    town: World, desk: Desk, language: str
) -> None:
    name = said(language, "English")
    english = {"uk": f"Мова: {name}", "en": f"Language: {name}"}[language]
    assert english not in last(desk.moderator)
    await presses(town, desk.moderator, said(language, "Pass to the group"))
    await sends_proposal(town, desk.author, "Put benches near the clinic, please.")
    await says(town, desk.moderator, "/queue")
    assert english in last(desk.moderator)


async def test_passed_text_leaves_the_moderators_chat_and_reaches_the_author(
    town: World, desk: Desk, language: str
) -> None:
    await presses(town, desk.moderator, said(language, "Pass to the group"))
    shown = [message.text for message in desk.moderator.sees()]
    assert all(TEXT not in text for text in shown)
    assert shown[-1] == said(language, "The queue is empty. Thank you!")
    news = said(language, "There is news about message No. {id}.", id=desk.number)
    assert last(desk.author).startswith(news)
    assert await case_status(town) is Status.PASSED


async def test_next_card_comes_at_once(town: World, desk: Desk, language: str) -> None:
    await sends_proposal(town, desk.author, "Друга ідея: освітлити стежку до школи.")
    await presses(town, desk.moderator, said(language, "Pass to the group"))
    assert "Друга ідея" in last(desk.moderator)


async def test_card_left_for_later_stays_in_the_queue(
    town: World, desk: Desk, language: str
) -> None:
    await presses(town, desk.moderator, said(language, "Later"))
    assert "/queue" in last(desk.moderator)
    await says(town, desk.moderator, "/queue")
    assert TEXT in last(desk.moderator)


@both
@pytest.mark.parametrize("page", [REFUSALS, MORE_REFUSALS], ids=["first", "more"])
async def test_author_hears_the_reason_in_full(
    town: World, desk: Desk, *, language: str, page: dict[str, str]
) -> None:
    more = [said(language, "Show more")] if page is MORE_REFUSALS else []
    begin = end = said(language, "Do not pass on")
    for code, button in page.items():
        await presses(town, desk.moderator, begin, *more, said(language, button), end)
        async with town.sessions() as session:
            support = await safety.support(session)
        numbers = support if code == "M15" else EMERGENCY
        reason = said(language, REASONS[code].full.msgid, numbers=numbers)
        assert reason in last(desk.author)
        assert "rada@example.org" in last(desk.author)
        await sends_proposal(town, desk.author, f"{TEXT} {code}")
        await says(town, desk.moderator, "/queue")


async def test_the_moderator_reads_first_what_the_author_will_read(
    town: World, desk: Desk, language: str
) -> None:
    await presses(
        town,
        desk.moderator,
        said(language, "Do not pass on"),
        said(language, "Personal data"),
    )
    assert await case_status(town) is Status.RECEIVED
    preview = last(desk.moderator)
    await presses(town, desk.moderator, said(language, "Do not pass on"))
    heard = last(desk.author).split("\n\n")
    assert len(heard) == 4  # that there is news, and three paragraphs of the preview
    assert all(paragraph in preview for paragraph in heard[1:])


async def test_a_moderator_may_think_better_of_it(
    town: World, desk: Desk, language: str
) -> None:
    back = said(language, "Back")
    await presses(
        town,
        desk.moderator,
        said(language, "Do not pass on"),
        said(language, "Personal data"),
        *(back, back),
    )
    assert said(language, "Pass to the group") in desk.moderator.sees()[-1].buttons
    assert await case_status(town) is Status.RECEIVED


async def test_an_unclear_text_is_asked_about(
    town: World, desk: Desk, language: str
) -> None:
    await presses(
        town,
        desk.moderator,
        said(language, "Do not pass on"),
        said(language, "Unclear"),
        said(language, "Ask the author"),
    )
    assert said(language, REASONS["M05"].full.msgid) in last(desk.author)
    assert said(language, "Answer") in desk.author.sees()[-1].buttons
    assert await case_status(town) is Status.NEEDS_INFO


async def test_what_can_be_mended_can_be_written_anew(
    town: World, desk: Desk, language: str
) -> None:
    await presses(
        town,
        desk.moderator,
        said(language, "Do not pass on"),
        said(language, "Personal data"),
        said(language, "Do not pass on"),
    )
    assert said(language, "Not passed to the group") in last(desk.author)
    await presses(town, desk.author, said(language, "Write it anew"))
    asked = "What should change and why? Describe it in a few sentences."
    assert said(language, asked) in last(desk.author)


async def test_texts_that_come_at_the_same_moment_are_told_once(
    town: World, place: Place, clock: Clock
) -> None:
    moderator = await agreed(town, language="en")
    await join(town, moderator, place.group)
    author = await resident(town, place.community)
    await says(town, moderator, "/queue")
    await sends_proposal(town, author, TEXT)
    seen = len(moderator.sees())
    async with town.sessions.begin() as session:
        found = await session.scalars(select(Notice.recipient_id))
        [person] = found.all()
        for subject in (1_001, 1_002):  # each saw no other one waiting
            await queue_news.write(session, queue_news.SENT, subject, [person])
    await clock.forward("1 second")
    await town.settle()
    assert [message.text for message in moderator.sees()[seen:]] == ["Queue: 1"]


async def test_a_moderator_hears_once_that_something_waits(
    town: World, place: Place, language: str
) -> None:
    moderator = await agreed(town, language=language)
    await join(town, moderator, place.group)
    author = await resident(town, place.community, language=language)
    await says(town, moderator, "/queue")
    seen = len(moderator.sees())
    for _ in range(2):
        await sends_proposal(town, author, TEXT)
    [told] = moderator.sees()[seen:]
    assert told.text == said(language, "Queue: {n}", n=1)
    await presses(town, moderator, said(language, "Open the queue"))
    assert TEXT in last(moderator)
    assert said(language, "Queue: {n}", n=2) in last(moderator)


async def test_a_moderator_is_told_without_a_sound(
    town: World, place: Place, language: str
) -> None:
    moderator = await agreed(town, language=language)
    await join(town, moderator, place.group)
    author = await resident(town, place.community, language=language)
    await sends_proposal(town, author, TEXT)
    calls = town.telegram.calls_of("sendMessage")
    [told] = [call for call in calls if call.chat == moderator.id]
    assert told.params["disable_notification"] is True


async def test_the_queue_is_in_the_menu_of_moderators_only(
    town: World, place: Place, desk: Desk, language: str
) -> None:
    secretary = await agreed(town, language=language)
    await join(town, secretary, place.group, Role.SECRETARY)
    for phone in (desk.moderator, secretary):
        await says(town, phone, "/menu")
    key = said(language, "Queue")
    assert desk.moderator.keyboard()[0] == key
    assert key not in secretary.keyboard()
    assert key not in desk.author.keyboard()
    desk.moderator.taps(key)
    await town.settle()
    assert TEXT in last(desk.moderator)


async def test_no_key_of_the_menu_grows_old_while_the_queue_changes(
    town: World, desk: Desk
) -> None:
    await says(town, desk.moderator, "/menu")
    key = desk.moderator.keyboard()[0]
    await sends_proposal(town, desk.author, TEXT)
    await says(town, desk.moderator, "/menu")
    assert desk.moderator.keyboard()[0] == key


async def test_the_key_of_an_old_count_is_no_answer_of_a_form(
    town: World, desk: Desk, language: str
) -> None:
    await says(town, desk.moderator, "/idea", said(language, "Queue: {n}", n=1234))
    assert TEXT in last(desk.moderator)


async def test_an_emptied_queue_tells_again(
    town: World, desk: Desk, language: str
) -> None:
    await presses(town, desk.moderator, said(language, "Pass to the group"))
    await sends_proposal(town, desk.author, TEXT)
    assert last(desk.moderator) == said(language, "Queue: {n}", n=1)


async def test_the_card_shows_the_question_beside_its_answer(
    town: World, desk: Desk, language: str
) -> None:
    await presses(town, desk.moderator, said(language, "Ask for details"))
    await says(town, desk.moderator, "Скільки лавок потрібно?")
    await presses(town, desk.author, said(language, "Answer"))
    await says(town, desk.author, "Три або чотири.")
    await presses(town, desk.moderator, said(language, "Open the queue"))
    card = last(desk.moderator)
    assert "Три або чотири." in card
    assert "Скільки лавок потрібно?" in card


@pytest.mark.parametrize(
    ("button", "fact"),
    [
        ("Not for this group", "ЦНАП, 0 800 123 456"),
        ("Needs official appeal", "На сайті ради"),
    ],
)
async def test_author_hears_the_fact_that_a_reason_needs(
    town: World, desk: Desk, *, language: str, button: str, fact: str
) -> None:
    pages = [] if button == "Not for this group" else [said(language, "Show more")]
    await presses(
        town,
        desk.moderator,
        said(language, "Do not pass on"),
        *pages,
        said(language, button),
    )
    assert TEXT in desk.moderator.sees()[-2].text
    await says(town, desk.moderator, fact)
    assert fact in last(desk.moderator)
    await presses(town, desk.moderator, said(language, "Do not pass on"))
    assert fact in last(desk.author)
    assert await case_status(town) is Status.REDIRECTED


async def test_similar_proposal_is_named_by_its_number(
    town: World, place: Place, desk: Desk, language: str
) -> None:
    await presses(town, desk.moderator, said(language, "Pass to the group"))
    neighbour = await resident(town, place.community, language=language)
    await sends_proposal(town, neighbour, TEXT)
    await says(town, desk.moderator, "/queue")
    await presses(
        town,
        desk.moderator,
        said(language, "Do not pass on"),
        said(language, "There is one like it"),
    )
    await says(town, desk.moderator, "7777777")
    missing = "There is no such message, or it was deleted."
    assert said(language, missing) in last(desk.moderator)
    assert said(language, "What is the number of the similar message?") in last(
        desk.moderator
    )
    await says(town, desk.moderator, f"№ {desk.number}")
    await presses(town, desk.moderator, said(language, "Do not pass on"))
    assert desk.number in last(neighbour)


async def test_decision_pressed_twice_is_made_once(
    town: World, desk: Desk, language: str
) -> None:
    heard = len(desk.author.sees())
    for _ in range(2):
        desk.moderator.presses(said(language, "Pass to the group"))
    await town.settle()
    assert len(desk.author.sees()) == heard + 1


@pytest.mark.usefixtures("desk")
async def test_what_a_moderator_reads_nobody_else_decides(
    town: World, place: Place, language: str
) -> None:
    other = await agreed(town, language=language)
    await join(town, other, place.group)
    await says(town, other, "/queue")
    other.forges(f"queue.1:pass:{await _case_id(town)}:0", other.sees()[-1].message_id)
    await town.settle()
    refused = "Somebody else in the team is reading it now."
    assert last(other) == said(language, refused)
    assert await case_status(town) is Status.RECEIVED


@pytest.mark.parametrize("role", [None, Role.SECRETARY, Role.CHAIR])
@pytest.mark.usefixtures("desk")
async def test_queue_is_for_moderators(
    town: World, place: Place, *, language: str, role: Role | None
) -> None:
    phone = await agreed(town, language=language)
    if role is not None:
        await join(town, phone, place.group, role)
    await says(town, phone, "/queue")
    refused = "Only the group’s team can do this."
    if role is not None:
        refused = "Who may do this: {roles}. The network’s coordinator gives roles."
    moderator = said(language, "Moderator")
    assert last(phone) == said(language, refused, roles=moderator)
    case = await _case_id(town)
    phone.forges(f"queue.1:card:{case}", phone.sees()[-1].message_id)
    await town.settle()
    assert all(TEXT not in message.text for message in phone.sees())


@pytest.mark.parametrize("action", ["choose", "confirm"])
async def test_forged_press_does_nothing(town: World, desk: Desk, action: str) -> None:
    message = desk.moderator.sees()[-1].message_id
    for tail in ("", ":x", ":1:M99", ":999999:M01", ":1"):
        desk.moderator.forges(f"refuse.1:{action}{tail}", message)
        await town.settle()
        assert await case_status(town) is Status.RECEIVED


async def _case_id(town: World) -> int:
    async with town.sessions() as session:
        return (await session.scalars(select(Case.id))).one()


@pytest.mark.parametrize(
    "ways",
    [
        ("Ask for details",),
        ("More actions", "Split"),
        ("More actions", "Rewrite"),
        ("More actions", "Pass to a service"),
        ("Do not pass on", "Not for this group"),
    ],
    ids=lambda ways: ways[-1],
)
async def test_who_gives_a_decision_up_is_led_back_to_the_card(
    town: World, desk: Desk, language: str, ways: tuple[str, ...]
) -> None:
    for each in (*ways, "Cancel"):
        await presses(town, desk.moderator, said(language, each))
    place = town.telegram.calls_of("sendMessage")[-1]
    assert place.params["protect_content"]
    await presses(town, desk.moderator, said(language, "Back to the card"))
    assert TEXT in last(desk.moderator)
    assert said(language, "Pass to the group") in desk.moderator.sees()[-1].buttons
