import csv
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.services.texts import topics

HOTLINE = Path(__file__).parents[3] / "data/hotline_uk.csv"
# What a moderator would accept for each of the city's own categories.
ACCEPTABLE = {
    "Будівництво та ремонт доріг, вулиць": {"P06"},
    "Будівництво, містобудування, архітектура": {"P15", "P17", "P19"},
    "Гаряче та холодне водопостачання": {"P07"},
    "Діяльність органів місцевого самоврядування": {"P17"},
    "Експлуатація та ремонт житла (у т.ч. ліфтів, сантехнічного обладнання тощо)": {
        "P07",
        "P10",
    },
    "Електропостачання населених пунктів, будинків": {"P06", "P07"},
    "Питання пов'язані з торгівлею (у тому числі стихійна торгівля)": {"P14"},
    "Плата за житло та комунальні послуги (у т.ч. підвищення тарифів)": {"P07", "P10"},
    "Пільгове перевезення пасажирів": {"P06", "P09"},
    "Робота пасажирського транспорту (у т.ч. електричного транспорту)": {"P06"},
    "Санітарний стан, благоустрій населених пунктів, прибудинкових територій": {"P15"},
    "Теплопостачання": {"P07"},
}
SENTENCES = {
    "P01": ("Встановити камери біля парку, там хуліганять ночами",
            "Teenagers break windows and we need a night patrol"),
    "P02": ("Укриття біля ліцею завжди зачинене", "We cannot hear the siren at all"),
    "P03": ("Нет пожарного гидранта на весь посёлок", "Палять стерню, дим у селі"),
    "P04": ("Навчити дітей не чіпати вибухонебезпечні предмети",
            "Mine risk lessons for farmers"),
    "P05": ("Хочу знати свого дільничного й коли він приймає",
            "Police should meet people once a month"),
    "P06": ("Автобус до райцентру ходить раз на тиждень", "Fix the potholes, please"),
    "P07": ("Воды нет третий день, батареи холодные", "Backup power for the pumps"),
    "P08": ("Фельдшера в селі немає, ліків теж", "A psychologist for our families"),
    "P09": ("Зробити пандус на пошті", "Help lonely elderly people with shopping"),
    "P10": ("Переселенцям потрібне житло", "Dormitory for displaced families"),
    "P11": ("Простір для ветеранів і їхніх родин", "Jobs and sport for veterans"),
    "P12": ("Кружок робототехники для подростков", "Відкрити молодіжний центр"),
    "P13": ("Відремонтувати бібліотеку та стадіон", "A small museum of our village"),
    "P14": ("Гранти для малого бізнесу", "Місця на ринку для місцевих фермерів"),
    "P15": ("Прибрати стихійне сміттєзвалище",
            "More trees and benches in the park"),
    "P16": ("Интернета нет, связь только на горе",
            "Put notices on a board, not online"),
    "P17": ("Рада має звітувати про бюджет", "Deputies should answer people"),
    "P18": ("Спільні зустрічі, щоб зменшити напруженість",
            "Dialogue between old and new neighbours"),
    "P19": ("Відбудувати зруйновану вулицю", "A plan for the return of people"),
}  # fmt: skip


class Hit(NamedTuple):
    first: bool
    among: bool
    by_default: bool


def judged() -> list[Hit]:
    with HOTLINE.open(encoding="utf-8") as file:
        appeals = list(csv.DictReader(file))
    return [judge(ACCEPTABLE[row["category"]], row["text"]) for row in appeals]


def judge(accepted: set[str], text: str) -> Hit:
    guessed = topics.guess(text)
    commonest = {str(code) for code in topics.COMMONEST}
    return Hit(
        guessed[0] in accepted,
        bool(accepted & set(guessed)),
        bool(accepted & commonest),
    )


def report(line: str) -> None:
    sys.stdout.write(f"\n{line}")


def share(values: Sequence[bool]) -> float:
    return sum(values) / len(values)


def test_hotline_topic_is_among_three(capsys: pytest.CaptureFixture[str]) -> None:
    hits = judged()
    first, among, default = (share(values) for values in zip(*hits, strict=True))
    with capsys.disabled():
        report(f"topics, hotline: top 3 {among:.3f}, first {first:.3f}")
        report(f"topics, commonest three for all: {default:.3f}")
    assert among >= 0.9
    assert first >= 0.7


def test_own_sentences_get_their_topic(capsys: pytest.CaptureFixture[str]) -> None:
    pairs = [(code, text) for code, texts in SENTENCES.items() for text in texts]
    missed = [pair for pair in pairs if pair[0] not in topics.guess(pair[1])]
    with capsys.disabled():
        report(f"topics, own sentences: {1 - len(missed) / len(pairs):.3f}")
    assert len(missed) <= 0.1 * len(pairs), missed


@pytest.mark.parametrize("text", ["", "…", "абракадабра", "🙂", "дорога", "x" * 2000])
@pytest.mark.parametrize("limit", [1, 3, 5])
def test_always_as_many_distinct_topics(text: str, limit: int) -> None:
    codes = topics.guess(text, limit)
    assert len(set(codes)) == len(codes) == limit
    assert "P99" not in codes


def test_commonest_topics_fill_up() -> None:
    assert topics.guess("абракадабра") == ["P06", "P15", "P07"]


def test_equally_likely_topics_come_commonest_first() -> None:
    # Not in the order of a set, which differs from process to process.
    assert topics.guess("clinic, benches") == ["P15", "P08", "P06"]


def test_topics_keep_the_order_of_the_menu() -> None:
    assert [*topics.Topic] == sorted(topics.Topic)
    assert len(topics.Topic) == 20
