"""What outlives a year: tables, a dump, logs, figures; and what must not be there."""

import asyncio
import base64
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from prometheus_client import generate_latest

from bot import forgotten, metrics
from bot.crypto import Vault
from bot.db import Sessions
from bot.services.upkeep import dead_letters, standing
from tests import scan, world
from tests.canaries import (
    ANSWER,
    CAPTION,
    CHATTER,
    CORRECTED,
    FREE,
    PHONE,
    PLACE,
    QUESTION,
    TITLE,
    first,
)
from trials import postgres
from trials.citizens import DEAD, TEXTS

NAMES: Final = ("Щебетуненко", "Ластовиченко")
USERNAME: Final = "canary_bird"
# Everybody's id begins alike, in digits and in bytes.
IDS: Final = 7_712_345_620_000 >> 16 << 16
ID_PREFIX: Final = str(IDS)[:9]
TYPED: Final = ("067 123 45 67", "0671234567", "380671234567")
_HASH: Final = re.compile(r"\\x([0-9a-f]{64})\b")
_NUMBER: Final = re.compile(r"-?\b\d{12,19}\b")


def canaries(ids: Sequence[int], keys: Sequence[bytes]) -> list[str | int]:
    """List what must not be found; `keys` are the installation's secrets."""
    fated = [first(words) for fate, words in TEXTS.items() if fate != "pass"]
    said = (QUESTION, ANSWER, CAPTION, CORRECTED, FREE, CHATTER)
    return [
        *NAMES,
        USERNAME,
        TITLE,
        PHONE,
        *TYPED,
        PLACE,
        DEAD,
        *fated,
        *map(first, said),
        ID_PREFIX,
        IDS.to_bytes(8, "big")[:6].hex(),
        IDS.to_bytes(8, "little")[2:].hex(),
        *ids,
        world.TOKEN,
        *(each for key in keys for each in _secrets(key)),
    ]


def _secrets(key: bytes) -> Iterator[str]:
    derived = Vault(key)._keys[0].hash  # noqa: SLF001 - a key in use is a secret, too
    yield base64.b64encode(key).decode()
    yield key.hex()
    yield derived.hex()


async def gather(sessions: Sessions, log: str) -> dict[str, str]:
    """Gather what somebody who stole it all could read."""
    async with sessions() as session:
        await metrics.read(session)
        figures = await standing.lines(session)
        letters = await dead_letters.find_all(session)
        tables = await scan.dump(await session.connection())
    kept = [path.read_text() for path in _files(forgotten.of(world.DATA_DIR).folder)]
    return {
        "tables": tables,
        "log": log,
        "metrics": generate_latest().decode(),
        "commands": repr(figures) + repr(letters),
        "deletions": "\n".join(kept),
    }


async def dumped(url: str) -> str:
    """Dump a database as a backup does."""
    process = await asyncio.create_subprocess_exec(
        postgres.programs() / "pg_dump", url, stdout=asyncio.subprocess.PIPE
    )
    out, _err = await process.communicate()
    if process.returncode:
        raise RuntimeError("pg_dump failed")
    return out.decode()


def hits(found: dict[str, str], wanted: Sequence[str | int]) -> list[str]:
    """List what was found where."""
    return [
        f"{canary} in {place}"
        for place, written in found.items()
        for canary in scan.hits(written, wanted)
    ]


def left_of(written: str, keys: Vault, ids: Sequence[int]) -> int:
    """Count the erased whose account or chat still has its hash somewhere."""
    hashes = set(_HASH.findall(written))
    numbers = set(map(int, _NUMBER.findall(written)))
    return sum(
        any(account.hex() in hashes for account in keys.accounts(number))
        or any(chat in numbers for chat in keys.keys("chat", number))
        for number in ids
    )


def _files(folder: Path | None) -> list[Path]:
    return [] if folder is None else sorted(folder.glob("*.log"))
