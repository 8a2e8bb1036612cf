"""Learn how sentences are compared: `make metric` writes data/sentence_metric.npy.

A matrix, by which vectors of the model are multiplied: what is said of one need comes
together, by whomever and in whatever language, what is said of others moves apart.
"""

import csv
import sys
from collections.abc import Sequence
from itertools import chain
from math import sqrt
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.services.similar import vectors
from bot.services.similar.vectors import Vector

DATA: Final = Path(__file__).parents[1] / "data" / "similar_training.csv"
TESTS: Final = DATA.parents[1] / "tests" / "data"
SETS: Final = ("a", "c")  # of the tests; b and d stay unseen
SEED: Final = 20261123
STEPS: Final = 100
PACE: Final = 0.001
NOISE: Final = 1.0  # added to each vector: else they are learned by heart
TEMPERATURE: Final = 0.07
_FIRST: Final = 0.9  # Adam's two rates of forgetting
_SECOND: Final = 0.999

Numbers = NDArray[np.int64]


def main() -> None:
    """Learn from all that may be seen; takes some minutes."""
    needs = read()
    learned = learn(*_numbered(needs))
    np.save(vectors.METRIC, learned.astype(np.float16))
    sys.stdout.write(f"{sum(map(len, needs))} sentences, {len(needs)} needs\n")


def read() -> list[list[str]]:
    """List what is said of each need; a sentence of no need is one of its own."""
    needs: dict[tuple[str, str], list[str]] = {}
    for need, text in _rows(DATA, "need"):
        needs.setdefault(("", need or text), []).append(text)
    for name in SETS:
        for pair, text in _rows(TESTS / f"similar_{name}.csv", "pair"):
            needs.setdefault((name, pair or text), []).append(text)
    return list(needs.values())


def learn(sentences: Vector, needs: Numbers) -> Vector:
    """Fit the matrix to vectors and the numbers of their needs; 6,000 take 1 GB."""
    chance = np.random.default_rng(SEED)
    matrix = np.eye(sentences.shape[1], dtype=np.float32)
    mean, spread = np.zeros_like(matrix), np.zeros_like(matrix)
    scale = NOISE / sqrt(sentences.shape[1])
    for step in range(1, STEPS + 1):
        noise = chance.normal(0, scale, sentences.shape).astype(np.float32)
        slope = gradient(vectors.unit(sentences + noise), needs, matrix)
        mean = _FIRST * mean + (1 - _FIRST) * slope
        spread = _SECOND * spread + (1 - _SECOND) * slope**2
        steep = np.sqrt(spread / (1 - _SECOND**step)) + 1e-8
        matrix -= PACE * mean / (1 - _FIRST**step) / steep
    return matrix


def gradient(sentences: Vector, needs: Numbers, matrix: Vector) -> Vector:
    """Slope of the supervised contrastive loss (Khosla and others, 2020, 2).

    Of each sentence: how likely its own need's others are to be the nearest.
    """
    moved = sentences @ matrix
    lengths = np.linalg.norm(moved, axis=1, keepdims=True)
    ends = moved / lengths
    near = ends @ ends.T / TEMPERATURE
    np.fill_diagonal(near, -np.inf)
    likely = np.exp(near - near.max(axis=1, keepdims=True))
    likely /= likely.sum(axis=1, keepdims=True)
    own = (needs[:, None] == needs).astype(np.float32)
    np.fill_diagonal(own, 0)
    count = own.sum(axis=1, keepdims=True)
    wrong = np.where(count > 0, likely - own / np.maximum(count, 1), 0)
    pull = (wrong + wrong.T) @ ends / TEMPERATURE / len(sentences)
    along = (pull * ends).sum(axis=1, keepdims=True)
    slope: Vector = sentences.T @ ((pull - along * ends) / lengths)
    return slope


def _numbered(needs: Sequence[Sequence[str]]) -> tuple[Vector, Numbers]:
    """Let the model read all sentences, and number their needs."""
    sentences = [vectors.plain(text) for text in chain(*needs)]
    numbers = np.repeat(np.arange(len(needs)), [len(need) for need in needs])
    return np.array(sentences, np.float32), numbers


def _rows(path: Path, key: str) -> list[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [(row[key], row["text"]) for row in csv.DictReader(file)]


if __name__ == "__main__":
    main()
