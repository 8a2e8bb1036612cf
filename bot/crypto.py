"""Keys: hashes that tell people apart, and encryption bound to a cell of a table.

One SECRET_KEY gives, by HKDF (RFC 5869), a hash key and an encryption key. Hashes are
keyed BLAKE2b (RFC 7693), at half the price of an HMAC. Ciphertext
is AES-256-GCM with table, column and row as associated data, so that a value copied to
another place does not open.
"""

import base64
import hashlib
import secrets
from collections.abc import Sequence
from typing import Final, NamedTuple

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES: Final = 32
ID_BYTES: Final = 4  # what a sealed value begins with: the id of its key
_NONCE_BYTES: Final = 12  # NIST SP 800-38D, section 5.2.1.1


class Cell(NamedTuple):
    """Where a ciphertext belongs."""

    table: str
    column: str
    row: int | bytes

    def bound(self) -> bytes:
        """Return the associated data of the cell."""
        row = self.row.hex() if isinstance(self.row, bytes) else str(self.row)
        return f"{self.table}.{self.column}:{row}".encode()


class _Key:
    """One secret and what is derived from it."""

    def __init__(self, secret: bytes) -> None:
        self.hash = _derive(secret, b"viche hash 1")
        self.cipher = AESGCM(_derive(secret, b"viche encryption 1"))
        self.fingerprint = _derive(secret, b"viche fingerprint 1")[:16]
        self.id = self.fingerprint[:ID_BYTES]

    def digest(self, *parts: str | int) -> bytes:
        message = "\x1f".join(str(part) for part in parts).encode()
        return hashlib.blake2b(message, key=self.hash, digest_size=32).digest()


class Vault:
    """Hashes and seals under the current key; still opens what old keys sealed."""

    def __init__(self, current: bytes, old: Sequence[bytes] = ()) -> None:
        self._keys = [_Key(secret) for secret in (current, *old)]
        self._by_id = {key.id: key for key in self._keys}

    @property
    def fingerprint(self) -> str:
        """Name the current key without giving it away."""
        return self._keys[0].fingerprint.hex()

    @property
    def key_id(self) -> bytes:
        """Return what every value begins with that the current key has sealed."""
        return self._keys[0].id

    @property
    def fingerprints(self) -> frozenset[str]:
        """Name all keys that this vault can open with."""
        return frozenset(key.fingerprint.hex() for key in self._keys)

    def accounts(self, user_id: int) -> list[bytes]:
        """Hash an account with every key, the current one first."""
        return [key.digest("account", user_id) for key in self._keys]

    def key(self, *parts: str | int) -> int:
        """Hash to a signed 64-bit number: lanes, chats, advisory locks."""
        return self.keys(*parts)[0]

    def keys(self, *parts: str | int) -> list[int]:
        """Hash with every key, the current one first: to find what an old one wrote."""
        digests = (key.digest(*parts) for key in self._keys)
        return [int.from_bytes(each[:8], "big", signed=True) for each in digests]

    def token_hashes(self, token: str) -> list[bytes]:
        """Hash a one-time token with every key, the current one first."""
        return [key.digest("token", token) for key in self._keys]

    def signatures(self, message: bytes) -> list[bytes]:
        """Sign a message with every key, the current one first."""
        return [key.digest("link", message.hex()) for key in self._keys]

    def seal(self, plain: bytes | str, cell: Cell) -> bytes:
        """Encrypt a value for one cell."""
        data = plain.encode() if isinstance(plain, str) else plain
        key, nonce = self._keys[0], secrets.token_bytes(_NONCE_BYTES)
        return key.id + nonce + key.cipher.encrypt(nonce, data, cell.bound())

    def open(self, sealed: bytes, cell: Cell) -> bytes:
        """Decrypt a value of one cell.

        Raises KeyError for an unknown key, InvalidTag for a value out of place.
        """
        key = self._by_id[sealed[:ID_BYTES]]
        nonce = sealed[ID_BYTES : ID_BYTES + _NONCE_BYTES]
        body = sealed[ID_BYTES + _NONCE_BYTES :]
        return key.cipher.decrypt(nonce, body, cell.bound())


def make_secret() -> str:
    """Make a new SECRET_KEY."""
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def _derive(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=purpose).derive(secret)
