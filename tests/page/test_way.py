"""By hand, on the page: an idea goes in, a digest comes out, the author hears."""

import json
from contextlib import suppress

from bot import sample
from tools.chromium.line import ChromiumError
from tools.desk import SMALL, Desk, Phone

IDEA = "Поставити ще ліхтарі на стежці від зупинки до ліцею, бо увечері темно."
WISH = "Please put street lamps along the path from the bus stop, it is dark at night."


async def running(desk: Desk) -> None:
    await desk.page.until("document.querySelector('.pill.running')", seconds=30)


async def passes(moderator: Phone, words: str) -> None:
    """Read the queue until the proposal comes, and pass it on."""
    await hears_of_it(moderator)
    await moderator.says("/queue")
    await moderator.hears()
    card = await next_card(moderator, "")
    while words not in card:
        await moderator.presses("Пізніше")
        card = await next_card(moderator, card)
    await moderator.presses("Передати групі")


async def hears_of_it(moderator: Phone) -> None:
    """Let the news of an empty queue come first: it moves what is to be pressed."""
    last = f"{moderator.node}.querySelector('.lines > .theirs:last-child')"
    with suppress(ChromiumError):  # none comes while something else waits
        told = f"{last}?.textContent.includes('Відкрити чергу')"
        await moderator.page.until(told, seconds=3)


async def next_card(moderator: Phone, before: str) -> str:
    """Wait for another card at the end of the chat."""
    last = f"[...{moderator.node}.querySelectorAll('.line:has(.inline-keys)')].at(-1)"
    is_last = f"{last}.matches(':last-child')"
    text = f"{last}.querySelector('blockquote').textContent"
    shown = f"{is_last} && {text} !== {json.dumps(before)} && {text}"
    return str(await moderator.page.until(shown))


async def test_an_idea_typed_in_ukrainian_comes_to_the_group(desk: Desk) -> None:
    await desk.open("uk")
    await running(desk)
    olena = desk.phone(sample.RESIDENT_ID)
    for label in ("ПОЧАТИ", "Далі", "Погоджуюся", "Бердичівська", "Запропонувати"):
        await olena.presses(label)
    await olena.shows("Опишіть")
    await olena.says(IDEA)
    await olena.shows("Схоже вже пропонували")
    await olena.presses("Моя про інше")
    await olena.presses("Дороги")
    await olena.presses("Надіслати")
    await olena.shows("Дякуємо!")

    taras = desk.phone(sample.MODERATOR_ID)
    await passes(taras, IDEA)
    await olena.shows("передано групі")
    await taras.says("/digest now")
    await taras.hears()
    await taras.presses("Бердичівської")
    await desk.phone(sample.CHAT_ID).shows("Поставити ще ліхтарі", seconds=30)


async def test_one_phone_at_a_time_is_enough_in_english(desk: Desk) -> None:
    await desk.page.size(*SMALL)
    await desk.open("en")
    await running(desk)
    maksym = await desk.take(sample.NEWCOMER_ID)
    for label in ("START", "Next", "I agree", "Berdychivska", "Suggest an idea"):
        await maksym.presses(label)
    await maksym.shows("Describe it")
    await maksym.says(WISH)
    await maksym.shows("Something like it was suggested already")
    await maksym.presses("Mine is different")
    await maksym.shows("Which topic")
    await desk.page.click(maksym.find(".lines > :last-child .inline-keys button"))
    await maksym.presses("Send")
    await maksym.shows("Thank you!")

    await passes(await desk.take(sample.MODERATOR_ID), WISH)
    maksym = await desk.take(sample.NEWCOMER_ID)
    await maksym.shows("passed to the group")
    taras = await desk.take(sample.MODERATOR_ID)
    # The group may have had a digest a moment ago, and gets no other one.
    await taras.says("/digest preview")
    await taras.hears()
    await taras.presses("Бердичівської")
    await taras.shows("Please put street lamps", seconds=30)
