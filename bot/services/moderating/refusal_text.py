"""What an author reads when a text is not passed on; its moderator reads it first."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.i18n import Content, Tagged, Text, _, bold, paragraphs
from bot.models.case import Status
from bot.services.steps import step_text
from bot.services.steps.step_news import News
from bot.services.team import safety
from bot.services.texts import languages
from bot.words import concerns
from bot.words.codes import EMERGENCY, REASONS, STATUSES

# The group has not seen it yet, so it has not refused it.
_NOT_PASSED: Final = _("Not passed to the group")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a text is not passed on, and what becomes of it."""

    status: Status
    code: str
    facts: Mapping[str, object]
    contact: str | None
    is_concern: bool


async def tell(session: AsyncSession, news: News) -> Content:
    """Write what an author hears of a refusal; nothing when it is none."""
    if news.reason is None:
        is_closed = news.status is Status.CLOSED_SAFETY
        return step_text.tell(news.status, {}, is_concern=True) if is_closed else ""
    refusal = Refusal(
        news.status, news.reason, news.facts, news.contact, news.is_concern
    )
    return await write(session, refusal)


async def write(session: AsyncSession, refusal: Refusal) -> Content:
    """Tell what became of it, the reason in full, and whom to write to."""
    status = refusal.status
    heading = _NOT_PASSED if status is Status.DECLINED else STATUSES[status]
    is_private = REASONS[refusal.code].private
    is_hidden = is_private or refusal.is_concern  # from whoever holds the phone
    numbers = await safety.support(session) if is_private else EMERGENCY
    told = full(refusal.code, is_concern=refusal.is_concern)
    said = told.filled(numbers=numbers, **refusal.facts)
    return paragraphs(
        bold(heading),
        Tagged("tg-spoiler", said) if is_hidden else said,
        languages.original(*map(str, refusal.facts.values())),
        _who_hears_doubts(status, refusal.contact),
    )


def full(code: str, *, is_concern: bool) -> Text:
    """Choose the sentence of a reason: some speak of proposals otherwise."""
    usual = REASONS[code].full
    return concerns.REASONS.get(code, usual) if is_concern else usual


def _who_hears_doubts(status: Status, contact: str | None) -> Text | str:
    if contact is not None:
        return _("If you disagree, write here: {contact}", contact=contact)
    if status is Status.CLOSED_SAFETY:
        return ""  # nobody is invited to send again what must not be sent
    return _("If you disagree, send it again and tell us why.")
