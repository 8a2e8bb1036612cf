"""`/privacy` tells what is kept, `/my_data` gives it out: to that person alone."""

import pytest

from bot.i18n import translator
from bot.playground.person import Person as Phone
from bot.services.endings.terms import TERMS
from handlers.privacy import page
from tests.factories import TEXT
from tests.handlers.cast import (
    agreed,
    join,
    last,
    newcomer,
    presses,
    resident,
    said,
    says,
    sends_proposal,
)
from tests.handlers.conftest import Place
from tests.world import World


async def test_newcomers_may_read_it_before_they_agree(
    town: World, language: str
) -> None:
    phone = newcomer(town, language)
    await says(town, phone, "/privacy")
    assert said(language, "What we keep, and for how long") in last(phone)


def test_every_term_that_is_told_stands_on_the_page(language: str) -> None:
    written = translator(language).html(page())
    told = [term.told for term in TERMS if term.told is not None]
    assert [
        each for each in told if translator(language).html(each) not in written
    ] == []
    assert len(told) == 25


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("uk", "Ще не надісланий текст: 24 години"),
        ("uk", "для відповідей, після остаточної відповіді: 90 днів"),
        ("uk", "Текст, переданий групі, після останнього кроку: 24 місяці"),
        ("en", "A text not yet sent: 24 hours"),
        (
            "en",
            "Only the number of every message, so that none is handled twice: 3 days",
        ),
        ("en", "Which news was sent, without its words: 12 months"),
    ],
)
def test_terms_are_told_in_hours_days_and_months(language: str, line: str) -> None:
    assert line in translator(language).html(page())


def file(town: World, phone: Phone) -> str:
    """Read the file that came last."""
    (document,) = [
        message.raw["document"]
        for message in phone.sees()[-1:]
        if "document" in message.raw
    ]
    return town.telegram.files[document["file_id"]].content.decode()


async def test_the_file_holds_all_that_is_kept(
    town: World, place: Place, language: str
) -> None:
    phone = await resident(town, place.community, language=language)
    number = await sends_proposal(town, phone, TEXT)
    await join(town, phone, place.group)
    await says(town, phone, "/idea", "Ще одна думка про лавки біля школи.", "/my_data")
    written = file(town, phone)
    for each in (TEXT, number, "Ще одна думка про лавки біля школи."):
        assert each in written
    assert said(language, "Moderator") in written
    assert said(language, "A chat number for the answer is kept, encrypted.") in written
    assert phone.sees()[-1].text == said(
        language,
        "All that is kept about you. Whoever holds your phone can read it, too.",
    )


async def test_the_file_holds_nothing_of_others(town: World, place: Place) -> None:
    other = await resident(town, place.community, language="en")
    await sends_proposal(town, other, TEXT)
    phone = await agreed(town, language="en")
    await says(town, phone, "/my_data")
    written = file(town, phone)
    assert TEXT not in written
    assert "Sent: 0" in written


async def test_what_was_decided_stands_in_the_file(town: World, place: Place) -> None:
    author = await resident(town, place.community, language="en")
    await sends_proposal(town, author, TEXT)
    moderator = await agreed(town, language="en")
    await join(town, moderator, place.group)
    await says(town, moderator, "/queue")
    await presses(town, moderator, "Do not pass on", "About one person")
    await presses(town, moderator, "Do not pass on")
    await says(town, author, "/my_data")
    written = file(town, author)
    assert "Not supported. About one person" in written
    assert "The text has been erased." in written
