"""The classifier of dangers: what it sees of a text, how it adds up and decides."""

import csv
from pathlib import Path

import pytest

from bot.services.checks import features
from bot.services.checks.classifier import Classifier
from bot.services.checks.dangers import WEIGHTS, Danger, Lists

LARGEST = 1_000_000  # bytes
SMALL = """feature\tmilitary\tdespair\tchild
= bias\t-1000\t-1000\t-1000
= threshold\t500\t500\t500
<танк>\t20000\t0\t0
<сум>\t0\t20000\t19000
мені сум\t0\t1000\t0
"""


@pytest.fixture
def small(tmp_path: Path) -> Classifier:
    path = tmp_path / "weights.tsv"
    path.write_text(SMALL, "utf-8")
    return Classifier(path, refused="military")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ой, а там у полі танк!", {"military"}),
        ("ой, а тут мені сум", {"despair", "child"}),
        (
            "танк, сум, ой, мені сум",
            {"despair", "child"},
        ),  # refused when likeliest only
        ("хай буде ще одна лавка", set()),
        ("а там танк", set()),  # too few words
        ("", set()),
        ("слово " * 80, set()),
        ("а " * 100 + "танк " + "а " * 100, {"military"}),  # each stretch by itself
    ],
)
def test_classes_are_named(small: Classifier, text: str, found: set[str]) -> None:
    assert small.find(text) == found


def test_a_word_and_a_pair_count_once(small: Classifier) -> None:
    once = small.scores(["мені", "сум"])
    again = small.scores(["мені", "сум", "мені", "сум"])
    assert once[1] > again[1] > 0  # one more pair thins it


def test_words_are_cut_to_pieces() -> None:
    assert features.pieces("дім") == ("<ді", "<дім", "<дім>", "дім", "дім>", "ім>")
    assert features.pieces("#2") == ("#2",)


def test_numbers_are_ages() -> None:
    words = features.words("2 роки, 7, 15, 44 і 2026, ще 123456789012")
    assert words == ["#0", "роки", "#1", "#2", "#3", "і", "#4", "ще", "#4"]


def test_pairs_are_of_stems() -> None:
    assert features.pairs(["громада", "хоче"]) == ["^ грома", "грома хоче", "хоче $"]


def test_weights_are_few_and_of_known_classes() -> None:
    assert WEIGHTS.stat().st_size <= LARGEST
    with WEIGHTS.open(encoding="utf-8", newline="") as file:
        _feature, *classes = next(csv.reader(file, delimiter="\t"))
    assert {Danger(name) for name in classes} == set(Danger) - {Danger.CALL}


def test_lists_say_whether_it_is_asked(tmp_path: Path) -> None:
    text = "чоловік кидає в мене посуд і не випускає з хати, я боюсь його"
    for learned, found in (("true", True), ("false", False)):
        path = tmp_path / f"{learned}.toml"
        path.write_text(f"learned = {learned}\n")
        assert (Danger.VIOLENCE in Lists(path).find(text)) is found
