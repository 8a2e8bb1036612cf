"""Printing by typst: templates are ours, everything else reaches them as data.

No text is ever part of a template, so nothing that people write can be evaluated;
templates read no files, and nothing is fetched.
"""

import asyncio
import io
import json
from functools import cache
from pathlib import Path
from typing import Any, Final

from bot.i18n import LANGUAGES, Translator, translator
from bot.paper.sheet import Poster, Sheet, read

_FOLDER: Final = Path(__file__).parent
_ERRORS: Final = "m"  # of the QR code: 15 % of it may be torn off


async def print_sheet(sheet: Sheet, words: Translator) -> bytes:
    """Print a sheet as PDF; others are served meanwhile."""
    return await print_told(sheet.dump(words))


async def print_told(told: dict[str, Any]) -> bytes:
    """Print what was written of a sheet earlier; raises RuntimeError."""
    return await asyncio.to_thread(_print_sheet, told)


async def print_poster(poster: Poster) -> bytes:
    """Print a poster as PDF."""
    return await asyncio.to_thread(_print, "poster", dump(poster))


def dump(poster: Poster) -> dict[str, Any]:
    """Write what the template of posters prints."""
    every = [translator(each) for each in LANGUAGES]
    titles = zip(every, poster.titles, strict=True)
    return {
        "titles": [read(words, title) for words, title in titles],
        "call": [read(words, poster.call) for words in every],
        "code": _code(poster.link),
        "link": poster.link.removeprefix("https://"),
        "columns": [[read(words, line) for line in poster.lines] for words in every],
    }


def _code(link: str) -> str:
    # Loaded, like typst, when somebody prints.
    import segno  # noqa: PLC0415

    written = io.BytesIO()
    segno.make(link, error=_ERRORS, micro=False).save(written, kind="svg", border=0)
    return written.getvalue().decode()


def _print_sheet(told: dict[str, Any]) -> bytes:
    blocks = [
        {**each, "code": _code(each["link"])} if each.get("link") else each
        for each in told["blocks"]
    ]
    return _print("sheet", {**told, "blocks": blocks})


def _print(template: str, told: dict[str, Any]) -> bytes:
    import typst  # noqa: PLC0415

    printed: bytes = typst.compile(
        (_FOLDER / f"{template}.typ").read_bytes(),
        font_paths=_fonts(),
        sys_inputs={"told": json.dumps(told)},
    )
    return printed


@cache
def _fonts() -> Any:
    """Take the fonts that come with typst: every machine prints the same."""
    import typst  # noqa: PLC0415

    return typst.Fonts(include_system_fonts=False)
