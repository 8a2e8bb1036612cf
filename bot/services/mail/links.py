"""Signed links in mails: what for, which row, until when; no row is needed to refuse.

A token is 30 bytes: the purpose, the number of a row, the second of its end, and the
first 16 bytes of a keyed hash of those.
"""

import base64
import binascii
import hmac
import struct
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from bot.crypto import Vault

_HEAD: Final = struct.Struct(">cqI")
_MAC_BYTES: Final = 16


class Purpose(StrEnum):
    """What a link opens."""

    CONFIRM = "c"  # an address, to be confirmed
    DIGEST = "d"  # the page of a mail
    LEAVE = "l"  # an address, to be deleted


LIFE: Final = {
    Purpose.CONFIRM: timedelta(days=7),
    Purpose.DIGEST: timedelta(days=14),
    Purpose.LEAVE: timedelta(days=400),  # whoever finds an old mail can still leave
}


class Link(NamedTuple):
    """What a token says: for what, of which row, until which second."""

    purpose: Purpose
    row: int
    until: int


class ForgedLinkError(Exception):
    """Nobody here has made this link."""


class ExpiredLinkError(Exception):
    """The time of this link is over."""


def sign(vault: Vault, purpose: Purpose, row: int, now: datetime) -> str:
    """Make the token of a link."""
    until = int((now + LIFE[purpose]).timestamp())
    head = _HEAD.pack(purpose.encode(), row, until)
    mac = vault.signatures(head)[0][:_MAC_BYTES]
    return base64.urlsafe_b64encode(head + mac).decode().rstrip("=")


def read(vault: Vault, token: str) -> Link:
    """Read a token that was made here; raises ForgedLinkError. Asks no database."""
    head, mac = _split(token)
    if not _is_ours(vault.signatures(head), mac):
        raise ForgedLinkError
    purpose, row, until = _HEAD.unpack(head)
    return Link(Purpose(purpose.decode()), row, until)


def check_time(link: Link, now: datetime) -> None:
    """Refuse a link whose time is over."""
    if now.timestamp() >= link.until:
        raise ExpiredLinkError


def _split(token: str) -> tuple[bytes, bytes]:
    try:
        whole = base64.b64decode(token + "=" * (-len(token) % 4), b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise ForgedLinkError from None
    if len(whole) != _HEAD.size + _MAC_BYTES:
        raise ForgedLinkError
    return whole[: _HEAD.size], whole[_HEAD.size :]


def _is_ours(signatures: Sequence[bytes], mac: bytes) -> bool:
    return any(hmac.compare_digest(each[:_MAC_BYTES], mac) for each in signatures)
