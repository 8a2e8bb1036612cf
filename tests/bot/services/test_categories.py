"""The table of concerns is whole, and its screens fit a small phone."""

from bot.services.texts import categories
from bot.services.texts.categories import Mode
from bot.words.concerns import BODIES, CATEGORIES, NOW, SAFETY, SCREENS, URGENCIES

# domain 4.3: what is phoned about at once, and what goes elsewhere for other reasons.
PHONED = {"C01", "C02", "C07", "C21", "C23", "C26", "C27"}
ELSEWHERE = {"C24", "C28", "C29"}
PATTERNS = {"C03", "C04", "C05", "C06", "C08", "C09", "C13", "C14", "C16", "C19", "C22"}
URGENT = {"C03", "C05", "C08", "C13", "C14", "C16"}
BESIDE = 2  # Back and Cancel
MOST = 8


def codes(**wanted: object) -> set[str]:
    return {
        each.code
        for each in categories.every().values()
        if all(getattr(each, name) == value for name, value in wanted.items())
    }


def test_every_category_has_its_rules_and_its_name() -> None:
    numbered = [f"C{number:02}" for number in (*range(1, 30), 99)]
    assert sorted(categories.every()) == numbered
    assert sorted(CATEGORIES) == numbered


def test_modes_are_those_of_the_table() -> None:
    assert codes(mode=Mode.REDIRECT) == PHONED | ELSEWHERE
    assert codes(mode=Mode.PATTERN) == PATTERNS


def test_urgencies_are_those_of_the_table() -> None:
    assert codes(urgency=0) == PHONED
    assert codes(is_urgent=True) == URGENT


def test_what_is_redirected_has_a_text() -> None:
    assert codes(is_kept=False) | {categories.CHILDREN} == set(SAFETY)


def test_what_is_kept_has_words_for_its_card() -> None:
    kept = [each for each in categories.every().values() if each.is_kept]
    assert {body for each in kept for body in each.to} <= set(BODIES)
    assert {each.urgency for each in kept} <= set(URGENCIES)
    assert {each.now for each in kept} - {""} == set(NOW)


def test_screens_have_room_and_hold_everything() -> None:
    screens = categories.screens()
    assert set(screens) == set(SCREENS)
    assert all(len(shown) + BESIDE <= MOST for shown in screens.values())
    assert len(screens) + len([categories.OTHER]) + BESIDE <= MOST
    grouped = {each.code for shown in screens.values() for each in shown}
    assert grouped | {categories.OTHER} == set(categories.every())


def test_urgent_ones_come_first() -> None:
    screens = [
        [each.urgency for each in shown] for shown in categories.screens().values()
    ]
    assert all(shown == sorted(shown) for shown in screens)
    assert [shown[0] for shown in screens] == sorted(shown[0] for shown in screens)
