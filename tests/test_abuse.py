"""Hostile input: nothing fails, everybody is answered, Telegram can parse it all."""

import json
import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.playground.text import tidy
from tests.square import Square, laid_out
from tests.world import World

NAUGHTY: list[str] = json.loads(
    (Path(__file__).parent.parent / "data" / "naughty.json").read_text()
)
OURS = [
    "",
    " \n\t ",
    "\x00",
    "a\x00b",
    "\ud83d",
    "дах \udc00 дах",
    "\u202eдах\u2066",
    "😀" * 2048,
    "ї" * 4096,
    "x" * 65_536,
    "<b>" * 1000,
    "</blockquote></b>",
    "&lt;b&gt; &amp;",
    "<a href='tg://user?id=1'>дах</a>",
    "{id} {0} {} %s %(n)s",
    "'; drop table person; --",
    "x" * 63 + ":",
    "queue.1:pass:1",
    "/" + "x" * 64,
    "/start " + "x" * 64,
    "/start b_",
    "/start i_\ud83d",
    "/digest now now now",
    "/idea@another_bot",
]
SAMPLE = [*OURS, *random.Random(1).sample(NAUGHTY, 3)]  # noqa: S311 - a fixed sample
WORDS = [text for text in SAMPLE[::3] if not text.startswith("/")]
FEW = WORDS[::3]  # where each takes many steps
TAIL = " поставити лавки біля амбулаторії, бо людям ніде чекати"


@pytest.fixture
async def square(town: World) -> AsyncIterator[Square]:
    square = await laid_out(town)
    yield square
    assert (await square.failures(), square.refusals()) == ([], [])


async def test_every_text_out_of_the_blue_is_answered(square: Square) -> None:
    assert await square.unanswered(square.resident, SAMPLE) == []


async def test_a_stranger_is_answered_whatever_they_type(square: Square) -> None:
    stranger = square.town.telegram.person("Stranger")
    stranger.says("/start")
    assert await square.unanswered(stranger, SAMPLE) == []


@pytest.mark.parametrize("form", ["/idea", "/community"])
async def test_every_text_in_a_form_of_a_resident_is_answered(
    square: Square, form: str
) -> None:
    silent: list[str] = []
    for text in WORDS:
        await square.types(square.resident, "/cancel")
        await square.types(square.resident, form)
        silent += await square.unanswered(square.resident, [text])
    assert silent == []


async def test_every_place_is_answered(square: Square) -> None:
    silent: list[str] = []
    await propose(square, "Треба" + TAIL, send=False)
    for text in WORDS:
        await square.presses(square.resident, "Place")
        silent += await square.unanswered(square.resident, [text])
        await square.presses(square.resident, "Back")
    assert silent == []


async def test_a_text_is_read_as_it_was_written(square: Square) -> None:
    wrong: list[str] = []
    for text in FEW:
        if await propose(square, text + TAIL):
            await square.types(square.moderator, "/queue")
            card = square.moderator.sees()[-1].text
            wrong += [] if as_shown(text + TAIL) in card else [text]
            await square.presses(square.moderator, "Pass to the group")
    assert wrong == []


def as_shown(text: str) -> str:
    """Write a text as Telegram shows it; what no message can hold is U+FFFD."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return str(tidy(whole.replace("\x00", "\ufffd"), [])[0])


async def test_a_digest_holds_them_all(square: Square) -> None:
    taken = [await propose(square, text + TAIL) for text in FEW]
    for _ in filter(None, taken):
        await square.types(square.moderator, "/queue")
        await square.presses(square.moderator, "Pass to the group")
    await square.types(square.moderator, "/digest now")
    assert square.chat.sees()[-1].text.count(TAIL.split(", ")[1]) == sum(taken)


async def propose(square: Square, text: str, *, send: bool = True) -> bool:
    """Fill in the form of a proposal; False if its text is not taken."""
    await square.types(square.resident, "/cancel")
    await square.types(square.resident, "/idea")
    await square.types(square.resident, text)
    topics = [key for key in square.resident.sees()[-1].buttons if key != "Cancel"]
    if topics:
        await square.presses(square.resident, topics[0])
    if topics and send:
        await square.presses(square.resident, "Send")
    return bool(topics)


@pytest.mark.parametrize("step", ["place", "name_uk", "name_en"])
async def test_every_answer_about_a_new_group_is_answered(
    square: Square, step: str
) -> None:
    given = {"place": [], "name_uk": ["Станіславська"]}
    given["name_en"] = [*given["name_uk"], "Рада громади"]
    silent: list[str] = []
    for text in FEW:
        await square.types(square.coordinator, "/cancel")
        await square.types(square.coordinator, "/network")
        await square.presses(square.coordinator, "New working group")
        for answer in given[step]:
            await square.types(square.coordinator, answer)
        silent += await square.unanswered(square.coordinator, [text])
    assert silent == []


@pytest.mark.parametrize("button", ["Ask for details", "Not for this group"])
async def test_every_word_of_a_moderator_is_answered(
    square: Square, button: str
) -> None:
    silent: list[str] = []
    await propose(square, "Треба" + TAIL)
    for text in FEW:
        await square.types(square.moderator, "/queue")
        if not any(m.key("Do not pass on") for m in square.moderator.sees()[-1:]):
            await propose(square, "Треба" + TAIL)
            await square.types(square.moderator, "/queue")
        await choose(square, button)
        silent += await square.unanswered(square.moderator, [text])
    assert silent == []


@pytest.mark.parametrize("key", ["first_name", "last_name", "username"])
async def test_a_name_trips_nobody(square: Square, key: str) -> None:
    silent: list[str] = []
    for text in WORDS:
        square.resident.user[key] = text
        silent += await square.unanswered(square.resident, ["/menu"])
    assert silent == []


async def test_a_language_that_nobody_speaks_is_answered(square: Square) -> None:
    stranger = square.town.telegram.person("Stranger")
    stranger.says("/start")
    silent: list[str] = []
    for text in WORDS:
        stranger.user["language_code"] = text
        silent += await square.unanswered(stranger, ["/start"])
    assert silent == []


async def test_a_title_of_a_group_trips_nobody(square: Square) -> None:
    place = {"id": square.chat.id, "type": "group"}
    for text in WORDS:
        await square.types(square.coordinator, "/here", chat=place | {"title": text})
        await square.types(square.moderator, text, chat=place | {"title": text})
    told = [each.text for each in square.chat.sees()[-2:]]  # and of a right it lacks
    assert "Дайджести надходитимуть сюди." in told[0]


async def choose(square: Square, button: str) -> None:
    if button == "Not for this group":
        await square.presses(square.moderator, "Do not pass on")
    if not any(m.key(button) for m in square.moderator.sees()):
        await square.presses(square.moderator, "Show more")
    await square.presses(square.moderator, button)
