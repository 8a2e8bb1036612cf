"""Learning how sentences are compared."""

from typing import Any

import numpy as np
import pytest

from bot.services.similar import sentences

if not sentences.are_read():
    pytest.skip("there is no model for this machine", allow_module_level=True)

from tools import metric

CHANCE = np.random.default_rng(1)
SENTENCES: Any = CHANCE.normal(size=(7, 4))
NEEDS = np.array([0, 0, 1, 1, 1, 2, 3])  # two stand alone
STEP = 1e-5


def loss(matrix: Any) -> float:
    """Say how unlikely it is that the nearest tells the same need."""
    moved = SENTENCES @ matrix
    ends = moved / np.linalg.norm(moved, axis=1, keepdims=True)
    near = np.exp(ends @ ends.T / metric.TEMPERATURE)
    all_ = near.sum(axis=1, keepdims=True) - near.diagonal()[:, None]
    log = np.log(near / all_)
    own = [
        np.mean([log[i, j] for j in range(7) if j != i and NEEDS[j] == NEEDS[i]])
        for i in range(5)
    ]
    return -float(np.sum(own)) / len(SENTENCES)


def test_the_slope_is_that_of_the_loss() -> None:
    matrix: Any = CHANCE.normal(size=(4, 4))
    slope = metric.gradient(SENTENCES, NEEDS, matrix)
    for row, column in np.ndindex(4, 4):
        step = np.zeros((4, 4))
        step[row, column] = STEP
        there = (loss(matrix + step) - loss(matrix - step)) / (2 * STEP)
        assert slope[row, column] == pytest.approx(there, rel=1e-4, abs=1e-6)
