"""Many votes at once of people who have only just come: told, frozen, released."""

from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update

from bot.context import Context
from bot.features import Feature
from bot.i18n import Content, _, bold, label, lines, ngettext, paragraphs
from bot.keyboards import Button, Inline, column, data
from bot.models import Burst, Notice
from bot.presses import numbered
from bot.saying import Saying
from bot.services.voting import bursts

NAME: Final = "burst.1"


async def show(_update: Update, context: Context) -> None:
    """List the bursts in ballots under way."""
    found = await bursts.listed(context.session, context.someone.id)
    if not found:
        context.say(_("No bursts of votes."))
        return
    told = [_heading(each) for each in found]
    buttons = [
        Button(_("Open: No. {id}", id=str(each.submission_id)), _press("open", each))
        for each in found
    ]
    context.say(lines(*told), column(*buttons))


async def open_one(_update: Update, context: Context) -> None:
    """Show one of them."""
    burst = await bursts.get(
        context.session, context.someone.id, int(context.arguments[0])
    )
    context.edit(*await _page(context.session, burst))


async def freeze(_update: Update, context: Context) -> None:
    """Leave its votes out of the counts."""
    burst = await bursts.freeze(
        context.session, context.someone.id, int(context.arguments[0])
    )
    context.edit(*await _page(context.session, burst))


async def release(_update: Update, context: Context) -> None:
    """Count its votes again."""
    burst = await bursts.release(
        context.session, context.someone.id, int(context.arguments[0])
    )
    context.edit(*await _page(context.session, burst))


async def tell(session: AsyncSession, notice: Notice) -> Saying | None:
    """Tell a moderator of one, with the reason."""
    burst = await bursts.find(session, notice.subject)
    return None if burst is None else Saying(*await _page(session, burst))


async def _page(session: AsyncSession, burst: Burst) -> tuple[Content, Inline]:
    n = await bursts.size(session, burst)
    content = paragraphs(
        _heading(burst),
        ngettext(
            "{n} vote within half an hour, of people who first came that day.",
            "{n} votes within half an hour, of people who first came that day.",
            n=n,
        )
        if n
        else "",
        _("One person with many accounts, or a meeting? The bot cannot tell."),
        _("Frozen votes are not counted. None is deleted: they can be released."),
    )
    ways = [Button(label("Freeze these votes"), _press("freeze", burst))] if n else []
    if burst.frozen:
        ways.append(Button(label("Release them"), _press("release", burst)))
    return content, column(*ways)


def _heading(burst: Burst) -> Content:
    number = str(burst.submission_id)
    if not burst.frozen:
        return bold(_("A burst of votes on No. {id}", id=number))
    return bold(
        ngettext(
            "A burst of votes on No. {id}: {n} is frozen",
            "A burst of votes on No. {id}: {n} are frozen",
            n=burst.frozen,
            id=number,
        )
    )


def _press(action: str, burst: Burst) -> str:
    return data(NAME, action, burst.id)


FEATURE: Final = Feature(
    name=NAME,
    needs="case.moderate",
    commands={"bursts": show},
    about={"bursts": _("many votes at once of people who have just come")},
    buttons={
        "open": numbered(open_one),
        "freeze": numbered(freeze),
        "release": numbered(release),
    },
    notices={bursts.FLAGGED: tell},
)
