"""python -m tools.pictures: those of the README; --screens FOLDER: of every screen."""

import argparse
import asyncio
import sys
from pathlib import Path
from typing import Final

from tools.pictures import readme, screens
from tools.pictures.studio import opened

FOLDER: Final = Path("docs/pictures")


def main() -> None:
    """Take pictures."""
    parser = argparse.ArgumentParser(prog="python -m tools.pictures")
    parser.add_argument("--screens", type=Path, metavar="FOLDER")
    asyncio.run(_take(parser.parse_args().screens))


async def _take(folder: Path | None) -> None:
    async with opened() as studio:
        taken = screens.take(studio, folder) if folder else readme.take(studio, FOLDER)
        async for file in taken:
            sys.stdout.write(f"{file}\n")


if __name__ == "__main__":
    main()
