"""One proposal as its community reads it: what became of it, its count, ways on."""

from collections.abc import Sequence
from typing import Final
from urllib.parse import quote as escaped
from urllib.parse import urlencode

from bot.context import Context
from bot.conversation import addressees, voting
from bot.i18n import Content, _, label, lines, paragraphs, quote
from bot.keyboards import Button, Inline, column, data
from bot.markup import clip
from bot.models import Case
from bot.models.case import SHOWN
from bot.services.browsing import listing, support
from bot.services.browsing.paging import Listed
from bot.services.cases import translating
from bot.services.places import communities
from bot.services.voting import ballots, joint, publishing
from bot.words.codes import STATUSES, TOPICS

GONE: Final = publishing.GONE
_SHARED: Final = 100  # characters of a text that go along with a link to it


async def find(context: Context, number: int) -> Listed | None:
    """Find a proposal of the person's communities."""
    return await _find(context, number, await addressees.codes(context))


async def weighed(context: Context, case: Case) -> Content:
    """Tell the team how people voted on a case, when anybody may read that."""
    codes = [] if case.community_code is None else [case.community_code]
    shown = await _find(context, case.submission_id, codes)
    supporters = await joint.of(context.session, case.id)
    return lines(
        voting.counts(shown.count) if shown and shown.count else "",
        joint.told(supporters),
    )


async def card(context: Context, shown: Listed, way: Button) -> tuple[Content, Inline]:
    """Show a proposal; `way` leads back to where it was found."""
    session, code = context.session, shown.community_code
    supporters = await joint.shown_to(session, shown.number, code)
    content = paragraphs(
        lines(
            voting.title(shown.number),
            TOPICS[shown.topic],
            await _community(context, shown),
        ),
        quote(shown.text),
        voting.translated(await _translation(context, shown), shown.text),
        _("Now: {status}", status=STATUSES[shown.status]),
        lines(voting.counts(shown.count), voting.WHO) if shown.count else "",
        joint.told(supporters),
    )
    buttons = [Button(label("Share"), url=_share(context, shown)), way]
    if await _is_voted_on(context, shown):
        vote = data(voting.FEATURE, "change", shown.number)
        buttons.insert(0, Button(label("Vote"), vote))
    return content, column(*buttons)


async def _find(context: Context, number: int, codes: Sequence[str]) -> Listed | None:
    found = await listing.find(context.session, codes, [number])
    if not found:
        return None
    booths = await support.booths(context.session, codes, context.unit.user_id)
    return await support.counted(context.session, booths, found[0])


async def _translation(context: Context, shown: Listed) -> str | None:
    code = shown.community_code
    return await translating.find(context.session, shown.number, code)


async def _is_voted_on(context: Context, shown: Listed) -> bool:
    opened = await ballots.asking_in(context.session, [shown.community_code])
    return bool(opened) and shown.status in SHOWN


async def _community(context: Context, shown: Listed) -> str:
    """Name the community of a proposal, to those who keep two."""
    kept = await addressees.kept(context)
    names = [
        communities.display(each, context.language)
        for each in kept
        if each.code == shown.community_code
    ]
    return names[0] if names and len(kept) > 1 else ""


def _share(context: Context, shown: Listed) -> str:
    """Write a link that opens Telegram's choice of chats."""
    text = _(
        "Proposal No. {id}: {text}",
        id=str(shown.number),
        text=clip(" ".join(shown.text.split()), _SHARED),
    )
    url = f"https://t.me/{context.bot_username}?start=p_{shown.number}"
    query = {"url": url, "text": context.translator.plain(text)}
    return f"https://t.me/share/url?{urlencode(query, quote_via=escaped)}"
