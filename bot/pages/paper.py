"""A page: plain HTML without scripts, kept by nobody."""

import base64
import hashlib
from http import HTTPStatus
from typing import Final

from aiohttp import web

from bot.i18n import Content, Text, translator
from bot.markup import Html, escape

_STYLE: Final = """
body{font-family:sans-serif;line-height:1.45;margin:0;color:#1b1b1b;background:#fff}
main{max-width:40rem;margin:0 auto;padding:1rem}
section{border-top:1px solid #bbb;padding:.5rem 0}
h1{font-size:1.3rem}h2{font-size:1.05rem}
p{margin:.5rem 0;white-space:pre-line;overflow-wrap:anywhere}
.said{border:2px solid #174ea6;padding:.5rem}
textarea{width:100%;min-height:5rem;font:inherit;box-sizing:border-box}
button{font:inherit;padding:.6rem 1rem;margin:.2rem 0}
"""
_HASH: Final = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
HEADERS: Final = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_HASH}'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
}
_PAGE: Final = (
    '<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    "<title>{title}</title><style>{style}</style></head>"
    "<body><main>{body}</main></body></html>"
)


def respond(
    language: str, title: Content, *parts: str, status: HTTPStatus = HTTPStatus.OK
) -> web.Response:
    """Make the answer of a page; parts are HTML already."""
    name = translator(language).html(title)
    body = "".join([f"<h1>{name}</h1>", *parts])
    page = _PAGE.format(language=language, title=name, style=_STYLE, body=body)
    return web.Response(
        text=page, content_type="text/html", status=status, headers=HEADERS
    )


def paragraph(language: str, content: Content, *, css: str = "") -> str:
    """Write a paragraph."""
    words = translator(language).html(content)
    marked = f' class="{css}"' if css else ""
    return f"<p{marked}>{words}</p>" if words else ""


def form(language: str, act: str, button: Text, *, inner: str = "") -> str:
    """Write a form that does one thing when its button is pressed."""
    words = translator(language).html(button)
    pressed = f'<button name="act" value="{act}">{words}</button>'
    return f'<form method="post">{inner}{pressed}</form>'


def hidden(name: str, value: int) -> str:
    """Write what a form carries along."""
    return f'<input type="hidden" name="{name}" value="{value}">'


def textarea(name: str, value: str, longest: int) -> Html:
    """Write a field for a few sentences."""
    return Html(
        f'<textarea name="{name}" maxlength="{longest}" required>'
        f"{escape(str(value))}</textarea>"
    )
