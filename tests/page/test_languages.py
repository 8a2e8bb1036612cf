"""The page's own words, in two languages."""

import json
import re
from pathlib import Path
from typing import Any

from bot.playground.page import FOLDER
from bot.playground.person import Person
from tools.desk import Desk

PLACE = re.compile(r"\{(\w+)\}")
CYRILLIC = re.compile("[а-яіїєґ]", re.IGNORECASE)


async def words(desk: Desk) -> dict[str, Any]:
    script = "import('/words.js').then(({ WORDS }) => JSON.stringify(WORDS))"
    return dict(json.loads(await desk.page.run(script)))


def places(text: Any) -> set[str]:
    return set(PLACE.findall(json.dumps(text, ensure_ascii=False)))


async def test_both_dictionaries_are_complete(lasting: Desk) -> None:
    known = await words(lasting)
    assert known["uk"].keys() == known["en"].keys()
    for key, text in known["uk"].items():
        assert text
        assert places(text) == places(known["en"][key]), key


async def test_counted_words_have_every_form_of_ukrainian(lasting: Desk) -> None:
    counted = [
        one for one in (await words(lasting))["uk"].values() if isinstance(one, dict)
    ]
    assert counted
    assert all(one.keys() >= {"one", "few", "many"} for one in counted)


async def test_every_word_that_is_asked_for_is_known(lasting: Desk) -> None:
    known = (await words(lasting))["uk"]
    groups = {key.partition(".")[0] for key in known}
    source = "".join(one.read_text() for one in FOLDER.glob("*.*") if is_code(one))
    asked = set(re.findall(rf'"((?:{"|".join(groups)})\.\w+)"', source))
    assert asked
    assert asked - known.keys() - {one.name for one in FOLDER.iterdir()} == set()


def is_code(file: Path) -> bool:
    return file.suffix in {".js", ".html"} and not file.stem.startswith("words-")


async def test_the_switch_changes_the_page_but_no_phone(
    bare: Desk, olena: Person
) -> None:
    phone = bare.phone(olena.id)
    field = phone.find("textarea") + ".placeholder"
    assert await bare.page.run("document.documentElement.lang") == "en"
    await bare.page.click("document.querySelector('[data-language=uk]')")
    await bare.page.until("document.querySelector('h1').textContent === 'Віче'")
    assert await bare.page.run("document.documentElement.lang") == "uk"
    assert await bare.page.run(field) == "Message"


async def test_the_chosen_language_is_kept(bare: Desk) -> None:
    await bare.page.click("document.querySelector('[data-language=uk]')")
    await bare.page.open(f"{bare.address}/")
    await bare.page.until("document.querySelector('h1').textContent === 'Віче'")


async def test_the_english_page_has_no_ukrainian_word_of_its_own(desk: Desk) -> None:
    await desk.open("en")
    await desk.page.until("document.querySelector('.pill')")
    script = "[...document.querySelectorAll('.inside-head, .owner small, .tour')]"
    words = await desk.page.run(f"{script}.map((one) => one.textContent).join()")
    assert "displaced person" in words
    assert not CYRILLIC.search(words)
