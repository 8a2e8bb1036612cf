"""Unread text leaves a moderator's phone with the form that showed it."""

from bot.jobs.moderation import close_cards
from tests.conftest import Clock
from tests.handlers.cast import agreed, both, join, last, presses, said, says
from tests.handlers.conftest import Desk, Place
from tests.world import World

FIRST = "Поставити три лавки біля амбулаторії."
NEW = "Поставити лавки біля амбулаторії, щоб люди не чекали стоячи."
SECOND = "Відремонтувати дах амбулаторії до наступної зими."


def shown(desk: Desk) -> str:
    return "\n".join(message.text for message in desk.moderator.sees())


async def rewrites(town: World, desk: Desk, language: str) -> None:
    for button in ("More actions", "Rewrite"):
        await presses(town, desk.moderator, said(language, button))
    await says(town, desk.moderator, FIRST)
    await presses(town, desk.moderator, said(language, "Edit"))
    await says(town, desk.moderator, NEW)
    assert NEW in shown(desk)


def is_away(desk: Desk) -> bool:
    return not any(text in shown(desk) for text in (FIRST, NEW, SECOND))


@both
async def test_a_rewritten_text_leaves_the_phone_when_the_author_is_asked(
    town: World, desk: Desk, language: str
) -> None:
    await rewrites(town, desk, language)
    await presses(town, desk.moderator, said(language, "Ask the author"))
    assert is_away(desk)
    told = said(language, "No. {id}: the text is no longer shown here.", id=desk.number)
    assert told in shown(desk)


async def test_both_parts_of_a_text_leave_the_phone_when_it_is_split(
    town: World, desk: Desk, language: str
) -> None:
    for button in ("More actions", "Split"):
        await presses(town, desk.moderator, said(language, button))
    await says(town, desk.moderator, NEW, SECOND)
    await presses(town, desk.moderator, said(language, "Split"))
    lying = [m.text for m in desk.moderator.sees() if NEW in m.text]
    assert len(lying) == 1  # the card of the first part, which waits
    assert SECOND not in shown(desk)


async def test_a_rewritten_text_leaves_the_phone_when_it_is_dropped(
    town: World, desk: Desk, language: str
) -> None:
    await rewrites(town, desk, language)
    await presses(town, desk.moderator, said(language, "Cancel"))
    assert is_away(desk)


async def test_a_rewritten_text_leaves_the_phone_with_the_command_to_drop_it(
    town: World, desk: Desk, language: str
) -> None:
    await rewrites(town, desk, language)
    await says(town, desk.moderator, "/cancel")
    assert is_away(desk)
    assert language


async def test_a_rewritten_text_leaves_the_phone_for_another_form(
    town: World, desk: Desk, language: str
) -> None:
    await rewrites(town, desk, language)
    await says(town, desk.moderator, "/idea")
    await presses(town, desk.moderator, said(language, "Erase what I began"))
    assert is_away(desk)


async def test_a_rewritten_text_leaves_the_phone_with_the_quick_exit(
    town: World, desk: Desk, language: str
) -> None:
    await rewrites(town, desk, language)
    await says(town, desk.moderator, "вихід")
    assert is_away(desk)


async def test_a_rewritten_text_leaves_the_phone_when_the_claim_lapses(
    town: World, desk: Desk, *, clock: Clock, language: str
) -> None:
    await rewrites(town, desk, language)
    await clock.forward("15 minutes")
    await close_cards(town.sessions)
    await town.settle()
    assert is_away(desk)


async def test_a_text_that_is_rewritten_after_its_time_is_in_hand_again(
    town: World, desk: Desk, *, clock: Clock, language: str
) -> None:
    await rewrites(town, desk, language)
    for _ in range(2):
        await clock.forward("15 minutes")
        await close_cards(town.sessions)
        await town.settle()
        assert is_away(desk)
        await says(town, desk.moderator, "…")
        assert NEW in last(desk.moderator)


async def test_a_text_that_another_reads_meanwhile_is_not_shown_again(
    town: World, place: Place, desk: Desk, *, clock: Clock, language: str
) -> None:
    await rewrites(town, desk, language)
    await clock.forward("15 minutes")
    await close_cards(town.sessions)
    other = await agreed(town, language=language)
    await join(town, other, place.group)
    await says(town, other, "/queue")
    await says(town, desk.moderator, SECOND)
    assert is_away(desk)
    taken = said(language, "Somebody else in the team is reading it now.")
    assert last(desk.moderator) == taken


async def test_nobody_can_pass_a_text_on_while_it_is_rewritten(
    town: World, desk: Desk, language: str
) -> None:
    await rewrites(town, desk, language)
    await says(town, desk.moderator, "/idea")
    await presses(town, desk.moderator, said(language, "Go on"))
    calls = town.telegram.calls_of("sendMessage")
    begun = said(language, "Erase what I began")  # the text comes into its place
    screens = [call for call in calls if NEW in str(call) or begun in str(call)]
    assert len(screens) == 2
    assert all(call.params.get("protect_content") for call in screens)
