"""python -m tools.pictures: those of the README; --screens FOLDER: of every screen."""

import argparse
import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Final

from bot.i18n import LANGUAGES
from tools.pictures import readme, screens
from tools.pictures.studio import opened

FOLDER: Final = Path("docs/pictures")


def main() -> None:
    """Take pictures."""
    parser = argparse.ArgumentParser(prog="python -m tools.pictures")
    parser.add_argument("--screens", type=Path, metavar="FOLDER")
    parser.add_argument("--language", choices=LANGUAGES, help="of the screens")
    given = parser.parse_args()
    languages = [given.language] if given.language else LANGUAGES
    asyncio.run(_show(_screens(given.screens, languages) if given.screens else _own()))


async def _show(taken: AsyncIterator[Path]) -> None:
    async for file in taken:
        sys.stdout.write(f"{file}\n")


async def _own() -> AsyncIterator[Path]:
    async with opened() as studio:
        async for file in readme.take(studio, FOLDER):
            yield file


async def _screens(folder: Path, languages: Sequence[str]) -> AsyncIterator[Path]:
    for language in languages:
        async with opened() as studio:  # of its own: time passes in each walk
            async for file in screens.take(studio, folder, language):
                yield file


if __name__ == "__main__":
    main()
