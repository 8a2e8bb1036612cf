"""Train the classifier of dangers: `make train` writes data/dangers_weights.tsv.

Sentences come from data/dangers_training.csv, from data/similar_training.csv, where
nearly all are harmless, and from the labelled sets of the tests. The last one of these
and the sentences of one hand stay unseen. `--without origin…` leaves some out and shows
how they are recognised by what was learned from the others; nothing is written then.
"""

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from math import log, sqrt
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold

from bot.services.checks import features
from bot.services.checks.classifier import BIAS, PRECISION, THRESHOLD

DATA: Final = Path(__file__).parents[1] / "data"
TESTS: Final = DATA.parent / "tests" / "data"
WEIGHTS: Final = DATA / "dangers_weights.tsv"
SETS: Final = ("a", "b", "c")
UNSEEN: Final = "n"  # whose sentences of similar_training.csv the tests ask about
CLASSES: Final = ("military", "violence", "despair", "child", "minor", "aid_abuse")
HARMLESS: Final = "ok"  # so are, here, sentences with names, numbers and addresses
RAREST: Final = 2  # sentences that have a feature
KEPT: Final = 22_000  # features, those that weigh most
SOFTNESS: Final = 0.5  # inverse of the regularisation
FOLDS, SEED = 8, 20261122
# Shares of harmless sentences that may be taken for a danger, in cross-validation.
REFUSED_WRONGLY, ASKED_WRONGLY = 0.006, 0.02


class Sentence(NamedTuple):
    """Hold a labelled sentence, who wrote it, and of which need, where many are."""

    text: str
    label: str
    origin: str
    need: str = ""


class Model(NamedTuple):
    """Hold what was learned: a row of weights for each feature."""

    names: list[str]
    weights: Any
    bias: Any

    def scores(self, texts: Iterable[str]) -> Any:
        """Return a row of scores for each text, a column for each class."""
        return _matrix(texts, dict.fromkeys(self.names, 1.0)) @ self.weights + self.bias


def read() -> list[Sentence]:
    """Read every sentence that may be learned from."""
    own = _rows(DATA / "dangers_training.csv")
    sentences = [Sentence(r["text"], _label(r), r["origin"]) for r in own]
    plain = _rows(DATA / "similar_training.csv")
    sentences += [
        Sentence(r["text"], _label(r), f"need-{r['need'][:1]}", r["need"])
        for r in plain
        if r["expected"] and not r["need"].startswith(UNSEEN)
    ]
    for name in SETS:
        rows = _rows(TESTS / f"dangers_{name}.csv")
        sentences += [Sentence(r["text"], _label(r), name) for r in rows]
    return sentences


def learn(sentences: Sequence[Sentence]) -> Model:
    """Fit weights twice: to see which features weigh most, then for these alone."""
    commonness = _commonness([s.text for s in sentences])
    first = _fit(sentences, commonness)
    weight = dict(zip(first.names, np.abs(first.weights).max(axis=1), strict=True))
    kept = sorted(weight, key=lambda name: (-weight[name], name))[:KEPT]
    return _fit(sentences, {name: commonness[name] for name in sorted(kept)})


def main() -> None:
    """Train, say how well, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without", nargs="*", default=[], metavar="origin")
    left_out = set(parser.parse_args().without)
    everything = read()
    sentences = [s for s in everything if s.origin not in left_out]
    thresholds = _thresholds(sentences)
    model = learn(sentences)
    for origin in sorted(left_out):
        unseen = [s for s in everything if s.origin == origin]
        _report(origin, unseen, model.scores(s.text for s in unseen), thresholds)
    if not left_out:
        _write(model, thresholds)


def _thresholds(sentences: Sequence[Sentence]) -> list[float]:
    """Find scores that harmless sentences rarely reach where they are unseen."""
    labels = [s.label for s in sentences]
    scores = np.zeros((len(sentences), len(CLASSES)))
    needs = [s.need or str(at) for at, s in enumerate(sentences)]
    groups = np.unique(needs, return_inverse=True)[1]
    folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=SEED)
    for learned, unseen in folds.split(labels, labels, groups):
        model = learn([sentences[i] for i in learned])
        scores[unseen] = model.scores(sentences[i].text for i in unseen)
    harmless = scores[[label == HARMLESS for label in labels]]
    refused = float(np.quantile(harmless[:, 0], 1 - REFUSED_WRONGLY))
    asked = float(np.quantile(harmless[:, 1:].max(axis=1), 1 - ASKED_WRONGLY))
    thresholds = [refused, *[asked] * (len(CLASSES) - 1)]
    _report("cross-validation", sentences, scores, thresholds)
    return thresholds


def _report(
    name: str, sentences: Sequence[Sentence], scores: Any, thresholds: list[float]
) -> None:
    reached = scores >= np.array(thresholds)
    top = scores.argmax(axis=1)
    reached[:, 0] &= top == 0
    alike = {"child": (3, 4), "minor": (3, 4)}
    hits: Counter[str] = Counter()
    all_: Counter[str] = Counter(s.label for s in sentences)
    for sentence, row in zip(sentences, reached, strict=True):
        if sentence.label == HARMLESS:
            hits[HARMLESS] += bool(row.any())
        else:
            columns = alike.get(sentence.label, (CLASSES.index(sentence.label),))
            hits[sentence.label] += bool(row[list(columns)].any())
    shares = (f"{label} {hits[label] / all_[label]:.3f}" for label in sorted(all_))
    sys.stdout.write(f"{name}, {len(sentences)}: {', '.join(shares)}\n")


def _label(row: dict[str, str]) -> str:
    return row["expected"] if row["expected"] in CLASSES else HARMLESS


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _features(text: str) -> list[str]:
    words = features.words(text)
    pieces = [piece for word in dict.fromkeys(words) for piece in features.pieces(word)]
    return pieces + features.pairs(words)


def _commonness(texts: Sequence[str]) -> dict[str, float]:
    """Return the inverse document frequency of each feature that recurs."""
    there = Counter(name for text in texts for name in set(_features(text)))
    common = sorted(name for name, count in there.items() if count >= RAREST)
    return {name: 1 + log((1 + len(texts)) / (1 + there[name])) for name in common}


def _fit(sentences: Sequence[Sentence], commonness: dict[str, float]) -> Model:
    matrix = _matrix((s.text for s in sentences), commonness)
    fitted = LogisticRegression(
        C=SOFTNESS, class_weight="balanced", max_iter=500, tol=1e-3
    ).fit(matrix, [s.label for s in sentences])
    column = {name: at for at, name in enumerate(fitted.classes_)}
    ours, none = [column[name] for name in CLASSES], column[HARMLESS]
    weights = (fitted.coef_[ours] - fitted.coef_[none]).T
    scale = np.array(list(commonness.values()))[:, None]
    bias = fitted.intercept_[ours] - fitted.intercept_[none]
    return Model(list(commonness), weights * scale, bias)


def _matrix(texts: Iterable[str], values: dict[str, float]) -> Any:
    column = {name: at for at, name in enumerate(values)}
    rows: list[int] = []
    columns: list[int] = []
    cells: list[float] = []
    count = 0
    for text in texts:
        there = _features(text)
        known = [name for name in there if name in values]
        rows += [count] * len(known)
        columns += [column[name] for name in known]
        cells += [values[name] / sqrt(len(there)) for name in known]
        count += 1
    return csr_matrix((cells, (rows, columns)), shape=(count, len(values)))


def _write(model: Model, thresholds: list[float]) -> None:
    """Write whole thousandths, sorted, so that versions can be compared."""
    rows = zip(model.names, model.weights, strict=True)
    with WEIGHTS.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(
            file, delimiter="\t", quoting=csv.QUOTE_NONE, lineterminator="\n"
        )
        out.writerow(["feature", *CLASSES])
        for name, row in ((BIAS, model.bias), (THRESHOLD, thresholds), *rows):
            out.writerow([name, *(round(PRECISION * float(each)) for each in row)])


if __name__ == "__main__":
    main()
