"""A digest as mail, page and on paper: the same words in full, in either language."""

from datetime import date, timedelta
from html.parser import HTMLParser

import pytest
from typing_extensions import override

from bot.i18n import translator
from bot.pages import digest
from bot.services.digest import digest_mails, digest_print
from bot.services.digest.digest_facts import Facts
from bot.services.digest.digest_mails import Frozen
from bot.services.mail import letters
from bot.services.mail.desk import Shown, Visit, Waiting
from bot.services.mail.letters import Letter
from tests.bot.services.digest_cast import (
    LONG,
    SIZES,
    UNTIL,
    facts,
    group,
    proposals,
)
from tests.snapshots import Snapshot

LANGUAGES = pytest.mark.parametrize("language", ["uk", "en"])
# What overflows a message is but long here.
CASES = {name: told for name, told in SIZES.items() if name != "overflowing"}
OFTEN = ("empty", "one", "2", "5")  # HTML is made of the text by rule


class Reader(HTMLParser):
    """Reads what an HTML mail shows, and refuses tags that do not match."""

    @override
    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in {"meta", "br", "hr", "input"}:
            self.open.append(tag)

    @override
    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    @override
    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.read += data

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.read = ""
        self.feed(html)
        assert self.open == []


def letter(language: str, told: Facts) -> Letter:
    """Write a digest's mail in a language which is not that of its group's chat."""
    other = {"uk": "en", "en": "uk"}[language]
    written = digest_mails.write(Frozen(1, group(other), told), language)
    ways = {"page": "https://viche.example/p", "leave": "https://viche.example/l"}
    return letters.with_ways(written, language, date(2026, 11, 23), **ways)


def page(language: str, told: Facts) -> str:
    """Show the page of a digest to whoever took its second case on."""
    listed = [(item, True) for item in told.urgent]
    listed += [(item, False) for item in told.items]
    waiting = [
        Waiting(item, is_urgent, is_mine=item.case_id == 1, is_answered=False)
        for item, is_urgent in listed
    ]
    visit = Visit(1, 1, 1, 1, language, group({"uk": "en", "en": "uk"}[language]))
    shown = digest.write(visit, Shown(told, "", waiting), digest.Said())
    assert shown.text is not None
    return shown.text


def broken(html: str) -> str:
    """Break HTML into lines that can be read."""
    for end in ("</p>", "<br>", "<hr>", "</head>", "</h1>", "</form>", "</section>"):
        html = html.replace(end, f"{end}\n")
    return html


@LANGUAGES
def test_mails_read_as_they_did(language: str, snapshot: Snapshot) -> None:
    mails = {name: letter(language, told) for name, told in CASES.items()}
    written = {
        name: f"{each.subject}\n\n{each.text.rstrip()}" for name, each in mails.items()
    }
    html = {f"{name}, HTML": broken(mails[name].html) for name in OFTEN}
    snapshot(f"mails_{language}", {**written, **html})


@LANGUAGES
def test_prints_read_as_they_did(language: str, snapshot: Snapshot) -> None:
    words = translator(language)
    written = {
        name: digest_print.write(group(language), told).plain(words)
        for name, told in CASES.items()
    }
    snapshot(f"prints_{language}", written)


@LANGUAGES
def test_pages_read_as_they_did(language: str, snapshot: Snapshot) -> None:
    pages = {name: page(language, told) for name, told in CASES.items()}
    whole = {f"{name}, HTML": broken(pages[name]) for name in OFTEN[:2]}
    read = {name: Reader(broken(each)).read.strip() for name, each in pages.items()}
    snapshot(f"pages_{language}", {**read, **whole})


@LANGUAGES
@pytest.mark.parametrize("name", CASES)
def test_a_mail_becomes_late_in_the_words_of_a_late_one(
    language: str, name: str
) -> None:
    named, told = group(language), CASES[name]
    in_time = Frozen(1, named, told, due="09:00", late_from=UNTIL)
    frozen = digest_mails.write(in_time, language)
    late = digest_mails.write(in_time._replace(late="09:00"), language)
    moment = UNTIL + timedelta(seconds=1)
    assert digest_mails.as_it_leaves(frozen, language, moment).items() >= late.items()


@LANGUAGES
@pytest.mark.parametrize("text", [LONG, "<b>&" * 300, "</p>\n\n<i>"])
def test_both_forms_of_a_mail_tell_every_text_in_full(language: str, text: str) -> None:
    mail = letter(language, facts(listed=proposals(30, text=text)))
    shown = Reader(mail.html).read
    for part in text.split("\n\n"):
        assert (mail.text.count(part), shown.count(part)) == (30, 30)
