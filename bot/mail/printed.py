"""A digest on paper, once for all its addresses that read one language."""

from dataclasses import dataclass
from typing import Any

import structlog

from bot import paper
from bot.services.mail.letters import Letter

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Printed:
    """What was printed last: mails of one digest leave one after the other."""

    _sheet: dict[str, Any] | None = None
    _pdf: bytes | None = None

    async def of(self, letter: Letter) -> bytes | None:
        """Print a digest; what cannot be printed leaves without."""
        if letter.sheet is not None and letter.sheet != self._sheet:
            self._sheet, self._pdf = letter.sheet, await _print(letter.sheet)
        return None if letter.sheet is None else self._pdf


async def _print(sheet: dict[str, Any]) -> bytes | None:
    try:
        return await paper.print_told(sheet)
    except RuntimeError:
        log.exception("a digest could not be printed")
        return None
