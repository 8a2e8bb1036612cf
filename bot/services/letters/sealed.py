"""Seal and open values of rows with the keys that a session carries."""

import json
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.crypto import Cell
from bot.db import vault


def seal_address(session: AsyncSession, address: Address, cell: Cell) -> bytes:
    """Seal an address for its cell."""
    return vault(session).seal(address.to_json(), cell)


def open_address(session: AsyncSession, sealed: bytes, cell: Cell) -> Address:
    """Open an address of its cell."""
    return Address.from_json(vault(session).open(sealed, cell))


def seal_json(session: AsyncSession, value: Any, cell: Cell) -> bytes:
    """Seal anything that JSON can hold."""
    return vault(session).seal(json.dumps(value, ensure_ascii=False), cell)


def open_json(session: AsyncSession, sealed: bytes, cell: Cell) -> Any:
    """Open what `seal_json` sealed."""
    return json.loads(vault(session).open(sealed, cell))
