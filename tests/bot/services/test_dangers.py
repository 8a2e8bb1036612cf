"""What texts speak of: the labelled sets, the lists and their little language."""

import csv
import json
import statistics
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services import checks
from bot.services.checks import dangers
from bot.services.checks.dangers import Danger, Lists
from bot.services.checks.examining import examine
from bot.services.checks.phrases import Phrases

ROOT = Path(__file__).parents[3]
# Phrases, rules and classifier know a, b and c. Nobody who works on them has read d.
# e is harder, of military matters only: what is harmless in it was learned from.
RECALLS = {
    "dangers_a.csv": 0.95,
    "dangers_b.csv": 0.95,
    "dangers_c.csv": 0.95,
    "dangers_d.csv": 0.95,
    "military_e.csv": 0.75,
}
FALSE_ALARMS = 0.05
LEARNED = 0.06
REFUSED = 0.01  # of what people propose
BUDGET = 0.001  # seconds for 300 characters


def kinds(text: str) -> set[str]:
    """Name all classes of the labels that a text has; a stated age is of `child`."""
    spoken = {"child" if each is Danger.MINOR else each for each in dangers.find(text)}
    return {str(each) for each in spoken} | {str(f.kind) for f in checks.find(text)}


@pytest.mark.parametrize("name", RECALLS)
def test_labelled_sets(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Of d, by another hand and never read, the first figures were 0.812 and 0.020."""
    with (ROOT / "tests/data" / name).open(encoding="utf-8", newline="") as file:
        rows = [(row["text"], row["expected"]) for row in csv.DictReader(file)]
    rows = [(text, "child" if label == "minor" else label) for text, label in rows]
    harmful = [(text, label) for text, label in rows if label != "ok"]
    harmless = [text for text, label in rows if label == "ok"]
    missed = [text for text, label in harmful if label not in kinds(text)]
    alarms = [text for text in harmless if kinds(text)]
    recall, false = 1 - len(missed) / len(harmful), len(alarms) / len(harmless)
    with capsys.disabled():
        sys.stdout.write(f"\n{name}: recall {recall:.3f}, false alarms {false:.3f}")
    assert recall >= RECALLS[name]
    assert false <= (LEARNED if name == "military_e.csv" else FALSE_ALARMS)


def test_what_people_propose_is_seldom_taken_for_a_danger(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Sentences of a hand that nothing was learned from; 0.136 and 0.018 at first."""
    path = ROOT / "data/similar_training.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["need"].startswith("n")]
    found = [kinds(row["text"]) for row in rows if row["expected"] == "ok"]
    asked = statistics.mean(bool(each) for each in found)
    refused = statistics.mean(Danger.MILITARY in each for each in found)
    with capsys.disabled():
        sys.stdout.write(f"\nproposals: asked {asked:.3f}, refused {refused:.3f}")
    assert asked <= FALSE_ALARMS
    assert refused <= REFUSED


def test_examining_300_characters_takes_a_millisecond() -> None:
    with (ROOT / "data/hotline_uk.csv").open(encoding="utf-8", newline="") as file:
        texts = [row["text"].ljust(300)[:300] for row in csv.DictReader(file)][:60]
    for text in texts:  # patterns are compiled, words looked up once
        examine(text)
    took = min(_seconds(texts) for _attempt in range(5)) / len(texts)
    assert took < 2 * BUDGET  # twice: the machine of the tests is busy


def _seconds(texts: list[str]) -> float:
    start = time.process_time()
    for text in texts:
        dangers.find(text)
        checks.find(text)
    return time.process_time() - start


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("стоїть танк", "Там стоїть танк."),
        ("танк*", "Бачили танками побитий асфальт"),
        ("а|б", "ось б"),
        ("@beasts", "тут вовк"),
        ("перше .. друге", "перше і ще одне друге"),
        ("друге + перше", "перше, потім третє, потім друге"),
        ("мені <5-17>", "Мені 13, хочу басейн"),
        ("^ допоможіть $", "Допоможіть!"),
        ("бє", "Він б’є"),
        ("клас", "9-й клас"),
    ],
)
def test_phrases_find(phrase: str, text: str) -> None:
    found = Phrases({"it": [phrase]}, {"beasts": ["вовк", "лис"]}).find(text)
    assert list(found) == [{"it"}]


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("стоїть танк", "танк стоїть"),
        ("стоїть танк", "Там стоїть. Танк далеко."),
        ("танк", "танкер"),
        ("перше .. друге", "перше раз два три чотири друге"),
        ("мені <5-17>", "Мені 18"),
        ("^ допоможіть $", "Допоможіть зробити лавку"),
        ("танк* - вод*", "Танк для води"),
    ],
)
def test_phrases_pass_over(phrase: str, text: str) -> None:
    assert list(Phrases({"it": [phrase]}, {}).find(text)) == []


@pytest.mark.parametrize("wrong", ["", "..", "а .. ", "@nobody", "я*"])
def test_a_wrong_phrase_is_named(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"phrase|list|beginning"):
        Phrases({"it": [wrong]}, {})


def test_a_harmless_phrase_answers_for_its_sentence_only(tmp_path: Path) -> None:
    path = tmp_path / "lists.toml"
    path.write_text('[military]\nphrases = "танк"\nharmless = "памятник"\n')
    lists = Lists(path)
    assert lists.find("Пам’ятник: танк.") == frozenset()
    assert lists.find("Це пам’ятник. А там танк.") == {Danger.MILITARY}


@given(st.text(max_size=300))
def test_any_text_is_examined(text: str) -> None:
    examine(text)


@pytest.mark.parametrize("unit", ["я не хочу ", "12 ", "танк ", "б'є ", ". ", "'"])
def test_hostile_text_takes_no_time(unit: str) -> None:
    text = (unit * 2000)[:2000]
    start = time.process_time()
    dangers.find(text)
    assert time.process_time() - start < 0.1


def test_naughty_strings_do_no_harm() -> None:
    for text in json.loads((ROOT / "data/naughty.json").read_text("utf-8")):
        examine(text)
