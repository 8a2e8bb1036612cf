"""The page behind the link in a digest's mail: the same digest, to be acted on.

The same services as behind the digest's buttons in Telegram: rights, checks, log.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import UserError
from bot.i18n import Text, _, label
from bot.pages import paper
from bot.services.days import typed_numbers
from bot.services.digest import answers, digest_mails, digest_screen, digest_text
from bot.services.mail import desk
from bot.services.mail.desk import Outcome, Shown, Visit, Waiting
from bot.services.places import groups

_SAID: Final[Mapping[Outcome, Text]] = {
    Outcome.TWICE: _("This was done from this letter already. Nothing was changed."),
    Outcome.TAKEN: _("You have taken it on. The group sees it in its digest."),
    Outcome.ANSWERED: _(
        "Thank you! The author reads your answer in the news of the day."
    ),
    Outcome.ON_PAPER: _(
        "Thank you! It came on paper or by phone: who opens its receipt reads it."
    ),
}


@dataclass(frozen=True, slots=True)
class Said:
    """What stands above the list: what was done, or why not; and what was typed."""

    words: Text | None = None
    case_id: int = 0
    typed: str = ""
    status: HTTPStatus = HTTPStatus.OK


async def show(
    session: AsyncSession, mail_id: int, said: Said | None = None
) -> web.Response:
    """Show the digest again, and below it what waits for the group."""
    visit = await desk.enter(session, mail_id)
    return write(visit, await desk.read(session, visit), said or Said())


def write(visit: Visit, shown: Shown, said: Said) -> web.Response:
    """Write the page in the language of its reader."""
    language = visit.language
    reader = digest_mails.in_language(visit.group, language)
    above = digest_screen.summary(reader, shown.facts, late=shown.late)
    parts = [
        paper.paragraph(language, said.words or "", css="said"),
        *(paper.paragraph(language, each) for each in above.parts),
        *(_section(visit, each, said) for each in shown.waiting),
        "<hr>",
        paper.form(language, "leave", label("Stop the letters")),
    ]
    title = groups.name(visit.group, language)
    return paper.respond(language, title, *parts, status=said.status)


async def press(
    session: AsyncSession, mail_id: int, form: Mapping[str, str]
) -> web.Response:
    """Do what a button asks for, and show what waits now."""
    visit, case_id = await desk.enter(session, mail_id), _case(form)
    match form.get("act"):
        case "take":
            outcome = await desk.act(session, visit, "take", case_id)
        case "answer":
            words = form.get("words", "")
            outcome = await desk.act(session, visit, "answer", case_id, words=words)
        case _:
            raise web.HTTPBadRequest
    return await show(session, mail_id, Said(_SAID[outcome]))


async def explain(
    session: AsyncSession, mail_id: int, form: Mapping[str, str], error: UserError
) -> web.Response:
    """Show the page again with what is wrong; nothing that was typed is lost."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    typed = form.get("words", "")[: answers.LONGEST * 2]
    return await show(session, mail_id, Said(error.text, _case(form), typed, status))


def _case(form: Mapping[str, str]) -> int:
    return typed_numbers.whole(form.get("case", "")) or 0


def _section(visit: Visit, each: Waiting, said: Said) -> str:
    language, item = visit.language, each.item
    typed = said.typed if said.case_id == item.case_id else ""
    parts = [
        paper.paragraph(language, digest_screen.heading(item), css="head"),
        "" if each.is_urgent else paper.paragraph(language, digest_text.beneath(item)),
        paper.paragraph(language, digest_screen.whose(item)),
        *_ways(language, each, typed),
    ]
    return f"<section>{''.join(parts)}</section>"


def _ways(language: str, each: Waiting, typed: str) -> Iterator[str]:
    carried = paper.hidden("case", each.item.case_id)
    if each.is_mine:
        yield paper.paragraph(language, _("You have taken this on."))
    elif each.item.is_taken:
        yield paper.paragraph(language, _("Somebody of the team has taken this on."))
        return
    else:
        yield paper.form(language, "take", label("I take this on"), inner=carried)
    if each.is_answered:
        yield paper.paragraph(language, _("You have answered from this letter."))
    elif not each.is_urgent:
        field = paper.textarea("words", typed, answers.LONGEST)
        yield paper.form(
            language, "answer", label("Answer the author"), inner=carried + field
        )
