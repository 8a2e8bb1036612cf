"""What the model read of the labelled sets, kept: to read them takes a minute."""

from functools import cache
from hashlib import blake2b
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.services.similar import vectors
from bot.services.similar.vectors import Vector
from tests.bot.services import pool

KEPT: Final = pool.DATA / "similar_vectors.npz"
_SCALE: Final = 400.0

read = vectors.embed


def embed(text: str) -> Vector:
    """Read a text, if it was not read before."""
    kept = _kept().get(_key(text))
    return read(text) if kept is None else kept.astype(np.float32) / np.float32(_SCALE)


def nearness(asked: str, other: str) -> float:
    """Tell how near two texts are."""
    return float(embed(vectors.shorten(asked)) @ embed(other))


def renew() -> None:
    """Read all that is published or asked in the tests of recall, and keep it."""
    asked = [each.text for half in "abcd" for each in pool.labelled(half)]
    shown = [each.text for halves in ("abc", "abcd") for each in pool.pool(halves)]
    texts = sorted({*shown, *map(vectors.shorten, asked)})
    rows = [np.rint(read(each) * _SCALE).astype(np.int8) for each in texts]
    np.savez(KEPT, keys=[_key(each) for each in texts], rows=rows)
    _kept.cache_clear()


@cache
def _kept() -> dict[int, NDArray[np.int8]]:
    with np.load(KEPT) as kept:
        return dict(zip(kept["keys"].tolist(), kept["rows"], strict=True))


def _key(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=7).digest())
