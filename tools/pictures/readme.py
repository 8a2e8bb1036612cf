"""The README's pictures: the same scenes in both languages."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

from bot import sample
from bot.playground.faults import Fault
from tools.desk import LARGE, SMALL, Desk, laid
from tools.pictures.cast import Actor, actor
from tools.pictures.png import shrink
from tools.pictures.studio import Studio

_HERE: Final = {"uk": "Бердичівська", "en": "Berdychivska"}
_IDEA: Final = (
    "Поставити лавки біля зупинки, щоб старші люди могли сісти й зачекати на автобус."
)
_OTHER: Final = "Позначити безпечну стежку до ліцею: увечері там темно й слизько."
_WISH: Final = (
    "Please put a ramp at the entrance of the library, so that parents with prams and "
    "people in wheelchairs can get in."
)
# Whose phone is shown on a small screen.
_HOLDERS: Final = {"en": sample.NEWCOMER_ID, "uk": sample.RESIDENT_ID}


async def take(studio: Studio, folder: Path) -> AsyncIterator[Path]:
    """Play the way of a proposal and take pictures of it."""
    await _play(studio)
    for language, holder in _HOLDERS.items():
        async with laid(studio.browser, studio.stage.address, SMALL) as desk:
            await _open(desk, language)
            await desk.take(holder)
            yield await _picture(desk, folder / f"small-{language}.png")
        async with laid(studio.browser, studio.stage.address, LARGE) as desk:
            await _open(desk, language)
            yield await _picture(desk, folder / f"desk-{language}.png")
    await _break(studio)
    for language in _HOLDERS:
        async with laid(studio.browser, studio.stage.address, LARGE) as desk:
            await _open(desk, language)
            yield await _picture(desk, folder / f"faults-{language}.png")


async def _play(studio: Studio) -> None:
    """One idea comes to the group, one waits for moderation, one is being written."""
    resident, neighbour, newcomer, moderator = (
        actor(studio, number)
        for number in (
            sample.RESIDENT_ID,
            sample.NEIGHBOUR_ID,
            sample.NEWCOMER_ID,
            sample.MODERATOR_ID,
        )
    )
    await _join(resident)
    await _propose(resident, _IDEA)
    await _clear_queue(moderator)
    await moderator.says("/digest now")
    await moderator.presses("Бердичівської")
    await _propose(neighbour, _OTHER)
    await moderator.says("/queue")
    await _join(newcomer)
    await newcomer.says("/idea", _WISH)
    await _choose_topic(newcomer)


async def _join(person: Actor) -> None:
    await person.says("/start")
    await person.presses("Next", "I agree, continue", _HERE[person.language])


async def _propose(person: Actor, text: str) -> None:
    await person.says("/idea")
    if _HERE[person.language] in "".join(person.person.sees()[-1].buttons):
        await person.presses(_HERE[person.language])
    await person.says(text)
    await _choose_topic(person)
    await person.presses("Send")


async def _choose_topic(person: Actor) -> None:
    different = person.said("Mine is different")
    if different in person.person.sees()[-1].buttons:
        await person.presses("Mine is different")
    await person.presses(person.person.sees()[-1].buttons[0])


async def _clear_queue(moderator: Actor) -> None:
    await moderator.says("/queue")
    while moderator.person.sees()[-1].buttons:
        await moderator.presses("Pass to the group")


async def _break(studio: Studio) -> None:
    """Take the network away: one answer is owed, one message is not even taken."""
    telegram = studio.stage.telegram
    answers = telegram.faults.add(Fault("reset", ("sendMessage", "editMessageText")))
    telegram.people[sample.NEWCOMER_ID].presses("Send")
    await studio.until(lambda: telegram.calls[-1].outcome == answers.name)
    telegram.cut()
    telegram.people[sample.RESIDENT_ID].says("/mine")


async def _open(desk: Desk, language: str) -> None:
    await desk.page.prefer(prefers_reduced_motion="reduce")
    await desk.open(language)
    await desk.page.until("document.querySelector('.pill.running, .pill.cut')")


async def _picture(desk: Desk, file: Path) -> Path:
    await asyncio.sleep(1.5)  # the strip has looked again, and nothing moves
    picture = shrink(await desk.page.picture())
    await asyncio.to_thread(_keep, file, picture)
    return file


def _keep(file: Path, picture: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(picture)
