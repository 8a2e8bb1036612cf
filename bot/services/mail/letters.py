"""What letters say, as plain text and as HTML."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from bot.i18n import Text, Translator, _, full_date, paragraphs, translator
from bot.markup import Html, escape, plain
from bot.models import MailAddress, WorkingGroup
from bot.services.mail.links import LIFE, Purpose
from bot.services.places import groups
from bot.words.sectors import PARTNER

_PAGE: Final = (
    '<!doctype html><html lang="{language}"><head><meta charset="utf-8"></head>'
    '<body style="font-family:sans-serif;font-size:16px;line-height:1.4;'
    'max-width:40em">{body}</body></html>'
)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter ready to be put into an envelope; `sheet` is what is printed of it."""

    subject: str
    text: str
    html: str
    sheet: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """A link in a letter, and what it does."""

    words: Text
    link: str


def with_ways(
    written: dict[str, Any], language: str, today: date, *, page: str, leave: str
) -> Letter:
    """Add to a digest the links of the one who gets it."""
    until = full_date(today + LIFE[Purpose.DIGEST])
    below = paragraphs(
        _("The link is yours alone: whoever has it can act in your name."),
        _("It works until {date}.", date=until),
    )
    ways = (
        Way(_("Take something on, or answer its author"), page),
        Way(_("Stop these letters and delete the address"), leave),
    )
    html = Html(written["html"])
    words = translator(language)
    letter = _letter(
        words, written["subject"], html, ways=ways, below=words.html(below)
    )
    return replace(letter, sheet=written.get("sheet"))


def with_leave(written: dict[str, Any], language: str, leave: str) -> Letter:
    """Add to the network's digest the link by which it ends; nothing else can be done.

    Whoever it is forwarded to can end it, and read no more than what is forwarded.
    """
    way = Way(_("Stop these letters and delete the address"), leave)
    letter = _letter(
        translator(language),
        written["subject"],
        Html(written["html"]),
        ways=[way],
        below=Html(),
    )
    return replace(letter, sheet=written["sheet"])


def question(
    group: WorkingGroup, address: MailAddress, confirm: str, leave: str
) -> Letter:
    """Ask whether mails may come."""
    language = address.language
    words = translator(language)
    name = groups.name(group, language)
    content = paragraphs(
        *_asked(name, is_partner=address.sector == PARTNER),
        _("The address is kept encrypted. You can delete it with any letter’s link."),
        _("If you know nothing of this, do nothing: in a week it is deleted."),
    )
    ways = (
        Way(_("Open the page to confirm the address"), confirm),
        Way(_("Delete the address now"), leave),
    )
    subject = words.plain(_("Confirm your address: {group}", group=name))
    return _letter(words, subject, words.html(content), ways=ways, below=Html())


def _asked(name: str, *, is_partner: bool) -> tuple[Text, Text]:
    if is_partner:
        return (
            _("The network’s coordinator gave this address as a partner’s."),
            _(
                "If you agree, figures of the whole network come to it once a month. "
                "They hold no texts, no names and no small numbers."
            ),
        )
    return (
        _("The secretary of {group} gave this address as a member’s.", group=name),
        _(
            "If you agree, digests of the group come to it: what people propose, "
            "without their names."
        ),
    )


def _letter(
    words: Translator, subject: str, html: Html, *, ways: Sequence[Way], below: Html
) -> Letter:
    listed = [f"{words.plain(way.words)}:\n{way.link}" for way in ways]
    text = "\n\n".join(filter(None, [plain(html), *listed, plain(below)]))
    buttons = [
        f'<p><a href="{escape(way.link)}">{words.html(way.words)}</a></p>'
        for way in ways
    ]
    parts = [_blocks(html), "<hr>", *buttons, _blocks(below)]
    body = _PAGE.format(language=words.language, body="".join(parts))
    return Letter(subject, text + "\n", body)


def _blocks(html: Html) -> str:
    return f"<p>{html}</p>".replace("\n\n", "</p><p>").replace("\n", "<br>")
