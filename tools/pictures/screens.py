"""Every screen of the bot as a picture, in both languages, to be looked at.

`screens.txt` says who does what: `# resident` takes a phone into the hand, `> words`
types, `> [label]` presses a button, `> {label}` taps the reply keyboard, `> <photo>`
sends what is no text, `> (coordinator)` follows the newest link on that phone, `> .`
only looks, `> ~2 days` lets time pass. Labels are English and translated; `uk | en`
gives words for each language. A line that begins with `>?` is left out where there is
no such button; one that begins with `-` does the same as with `>`, without a picture.
"""

import asyncio
import re
import sys
from collections.abc import AsyncIterator
from html import escape
from pathlib import Path
from typing import Final

from tools.desk import Desk, laid
from tools.pictures import lengths
from tools.pictures.cast import Troupe, gathered
from tools.pictures.studio import Studio

_SCRIPT: Final = Path(__file__).parent / "screens.txt"
_TALL: Final = (390, 1500)  # little has to be scrolled
_ACTION: Final = re.compile(r"([\[{<(])(.+)[\]}>)]")


async def take(studio: Studio, folder: Path, language: str) -> AsyncIterator[Path]:
    """Play the script in one language, with a picture after every line."""
    script = await asyncio.to_thread(_SCRIPT.read_text, "utf-8")
    begun = len(studio.stage.telegram.calls)
    troupe = await gathered(studio, language)
    async with laid(studio.browser, studio.stage.address, _TALL) as desk:
        await desk.page.prefer(prefers_reduced_motion="reduce")
        await desk.open(language)
        async for file in _play(script, troupe, desk, folder / language):
            yield file
    found = lengths.heard(studio.stage.telegram.calls[begun:])
    facts = [*lengths.report(language, found), *lengths.unseen(language, found)]
    file = folder / f"{language}.txt"
    await asyncio.to_thread(file.write_text, "\n".join(facts) + "\n")
    yield file
    yield await asyncio.to_thread(_bind, folder)


async def _play(
    script: str, troupe: Troupe, desk: Desk, folder: Path
) -> AsyncIterator[Path]:
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    name = ""
    for number, line in enumerate(script.splitlines(), 1):
        if line.startswith("# "):
            name = line.removeprefix("# ")
            await _take_up(desk, troupe.chat(name))
        elif line.startswith((">", "- ")):
            try:
                await _act(troupe, name, line.partition(" ")[2])
            except LookupError as error:
                if not line.startswith(">?"):
                    sys.stderr.write(f"{_SCRIPT.name}, line {number}: {error}\n")
                continue
            if line.startswith("-"):
                continue
            file = folder / f"{number:03}-{name}.png"
            picture = await _picture(desk, troupe.chat(name))
            await asyncio.to_thread(file.write_bytes, picture)
            yield file


async def _take_up(desk: Desk, chat: int) -> None:
    """Take a phone into the hand, also while the chips are drawn anew."""
    chip = f"document.querySelector('.chip[data-id=\"{chat}\"]')"
    await desk.page.until(f"{chip}.click() || {chip}.ariaCurrent === 'true'")


async def _act(troupe: Troupe, name: str, line: str) -> None:
    actor, action = troupe.actor(name), _ACTION.fullmatch(line)
    if line.startswith("~"):
        await actor.studio.wait(line.removeprefix("~"))
        return
    kind, words = action.groups() if action else ("", line)
    inside = troupe.spoken(words)
    match kind:
        case "[":
            await actor.presses(inside)
        case "{":
            await actor.taps(inside)
        case "<":
            await actor.sends(inside)
        case "(":
            await actor.follows(troupe.link(inside))
        case _ if inside != ".":
            await actor.says(inside)


async def _picture(desk: Desk, chat: int) -> bytes:
    await asyncio.sleep(0.3)  # the page has looked
    phone = desk.phone(chat)
    picture = await desk.page.picture(phone.find(".screen"))
    await desk.page.run(f"{phone.find('.pop-up button')}?.click()")
    return picture


def _bind(folder: Path) -> Path:
    """Write a page that shows all pictures."""
    files = sorted(folder.glob("*/*.png"), key=lambda one: (one.parent, one.name))
    shown = [escape(str(file.relative_to(folder))) for file in files]
    pictures = [
        f'<figure><img src="{name}" width="300"><p>{name}</p></figure>'
        for name in shown
    ]
    book = folder / "index.html"
    style = "<style>body{display:flex;flex-wrap:wrap}figure{margin:8px}</style>"
    book.write_text(f"<!DOCTYPE html><meta charset=utf-8>{style}{''.join(pictures)}")
    return book
