import json
from html import escape
from pathlib import Path
from typing import Any

import pytest

from bot.playground.answers import RefusalError
from bot.playground.markup import parse_html
from bot.playground.render import to_html
from bot.playground.telegram import Telegram

from .conftest import ask

NAUGHTY = json.loads(Path("data/naughty.json").read_text(encoding="utf-8"))
GOOD: dict[str, tuple[str, list[dict[str, Any]]]] = {
    "plain": ("plain", []),
    "<b>a</b>": ("a", [{"type": "bold"}]),
    "<STRONG>a</strong>": ("a", [{"type": "bold"}]),
    "<em>a</em>": ("a", [{"type": "italic"}]),
    "<ins>a</ins>": ("a", [{"type": "underline"}]),
    "<del>a</del>": ("a", [{"type": "strikethrough"}]),
    '<span class="tg-spoiler">a</span>': ("a", [{"type": "spoiler"}]),
    "<tg-spoiler>a</tg-spoiler>": ("a", [{"type": "spoiler"}]),
    "<blockquote>a</blockquote>": ("a", [{"type": "blockquote"}]),
    "<blockquote expandable>a</blockquote>": ("a", [{"type": "expandable_blockquote"}]),
    "<code>a</code>": ("a", [{"type": "code"}]),
    "<pre>a</pre>": ("a", [{"type": "pre"}]),
    '<pre><code class="language-sql">a</code></pre>': (
        "a",
        [{"type": "pre", "language": "sql"}],
    ),
    '<code class="language-sql">a</code>': ("a", [{"type": "code"}]),
    '<a href="http://a.ua/?b=1&amp;c=2">a</a>': (
        "a",
        [{"type": "text_link", "url": "http://a.ua/?b=1&c=2"}],
    ),
    "<a href='http://a.ua/'>a</a>": (
        "a",
        [{"type": "text_link", "url": "http://a.ua/"}],
    ),
    "<a>http://a.ua/</a>": (
        "http://a.ua/",
        [{"type": "text_link", "url": "http://a.ua/"}],
    ),
    '<a href="nowhere">a</a>': ("a", []),
    '<a href="tg://user?id=7">a</a>': ("a", [{"type": "text_mention", "user_id": 7}]),
    '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>': (
        "👍",
        [{"type": "custom_emoji", "custom_emoji_id": "5368324170671202286"}],
    ),
    '<tg-time unix="1647531900" format="wDT">22:45</tg-time>': (
        "22:45",
        [
            {
                "type": "date_time",
                "unix_time": 1647531900,
                "date_time_format": "wDT",
            }
        ],
    ),
    "<b></b>a": ("a", []),
    "<b>a</>": ("a", [{"type": "bold"}]),
    "&lt;&gt;&amp;&quot;": ('<>&"', []),
    "&#1055;&#x41F;": ("ПП", []),
    "&nbsp;&apos;&copy;": ("&nbsp;&apos;&copy;", []),
    "&ltb&gt": ("&ltb>", []),
    "&#000000065;&#0000065;": ("&#000000065;A", []),
    "&#0;&#xD;": ("&#0;\r", []),
    "a & b": ("a & b", []),
    "a > b": ("a > b", []),
}
BAD = {
    "<b>a": 'Can\'t find end tag corresponding to start tag "b"',
    "<b": "Unclosed start tag at byte offset 0",
    "a<br>": 'Unsupported start tag "br" at byte offset 1',
    "ї<p>x</p>": 'Unsupported start tag "p" at byte offset 2',
    "a < b": 'Unsupported start tag "" at byte offset 2',
    "</b>": "Unexpected end tag at byte offset 0",
    "<b>a</i>": 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"',
    "<b><i>a</b></i>": (
        'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'
    ),
    "<b>a</b": "Unclosed end tag at byte offset 4",
    "<span>a</span>": 'Tag "span" must have class "tg-spoiler" at byte offset 0',
    '<a ="x">a</a>': 'Empty attribute name in the tag "a" at byte offset 0',
    "<a href=http://a>a</a>": "Unexpected end of name token at byte offset 8",
    '<a href="http://a>a</a>': "Unclosed start tag at byte offset 0",
    "<tg-emoji>a</tg-emoji>": "Invalid custom emoji identifier specified",
}


@pytest.mark.parametrize("source", GOOD)
def test_html_is_understood(source: str) -> None:
    text, entities = parse_html(source)
    bare = [
        {key: entity[key] for key in entity if key not in {"offset", "length"}}
        for entity in entities
    ]
    assert (text, bare) == GOOD[source]


@pytest.mark.parametrize("source", BAD)
def test_html_is_refused(source: str) -> None:
    with pytest.raises(RefusalError) as refusal:
        parse_html(source)
    expected = f"Bad Request: can't parse entities: {BAD[source]}"
    assert refusal.value.description == expected


def test_offsets_count_utf16_units() -> None:
    _text, (bold, italic) = parse_html("👍ї <b>a👍<i>b</i></b>")
    assert (bold["offset"], bold["length"]) == (4, 4)
    assert (italic["offset"], italic["length"]) == (7, 1)


def test_escaped_text_round_trips() -> None:
    for text in NAUGHTY:
        assert parse_html(escape(text, quote=False)) == (text, [])
        assert parse_html(f"<b>{escape(text)}</b>".replace("&#x27;", "'"))[0] == text


async def test_escaped_text_is_always_accepted(telegram: Telegram) -> None:
    olena = telegram.person()
    olena.starts()
    for text in NAUGHTY:
        html = f"№ 1: {escape(text, quote=False)}"
        params = {"chat_id": olena.id, "text": html, "parse_mode": "HTML"}
        assert (await ask(telegram, "sendMessage", **params))["ok"], text


def test_html_is_written_back() -> None:
    source = '<b>a <i>b</i></b> &lt; <a href="http://a.ua/">c</a><code>d</code>'
    assert to_html(*parse_html(source)) == source
