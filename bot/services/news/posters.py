"""Posters: whoever scans the code has the community, or a proposal, before them."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import UserError
from bot.i18n import LANGUAGES, Content, _
from bot.markup import clip
from bot.models import Case, Community, Submission, WorkingGroup
from bot.paper import Poster
from bot.services.news import public_facts
from bot.services.places import closed, groups
from bot.services.team import access
from bot.services.voting import publishing
from bot.words.concerns import NO_EMERGENCY_LINE

_LONGEST: Final = 200  # characters of a proposal, in large letters


async def served(
    session: AsyncSession, actor_id: int, group_id: int
) -> tuple[WorkingGroup, Sequence[Community]]:
    """List the communities of a group that may have a poster: no occupied ones."""
    group = await access.access_group(session, actor_id, group_id, "group.settings")
    found = await groups.communities_of(session, group.id)
    return group, [each for each in found if not each.occupied]


async def make(
    session: AsyncSession, actor_id: int, group_id: int, code: str, *, link: str
) -> Poster:
    """Write the poster of a community; of a closed one there is none."""
    group, found = await served(session, actor_id, group_id)
    chosen = [each for each in found if each.code == code]
    if not chosen or await closed.is_closed(session, code):
        raise UserError(_("There is no poster of this community."))
    named = {each: groups.name(chosen[0], each) for each in LANGUAGES}
    titles = [_("{name} community", name=named[each]) for each in LANGUAGES]
    call = _("Suggest an idea for your community or tell what worries you")
    return Poster(titles, call, link, _rules(group))


async def of_proposal(
    session: AsyncSession, actor_id: int, number: int, *, link: str
) -> Poster:
    """Write the poster of a proposal that a community sees, and may vote on."""
    rows = await session.execute(
        select(Case, Submission.language)
        .join(Submission, Submission.id == Case.submission_id)
        .where(Case.submission_id == number, publishing.is_shown())
        .join(Community, Community.code == Case.community_code)
        .where(Community.occupied.is_(False))
        .where(Submission.topic.not_in(public_facts.KEPT_BACK))
        .where(access.allowed(actor_id, Case.group_id, "group.settings"))
        .order_by(Case.id)
        .limit(1)
    )
    row = rows.one_or_none()
    if row is None or await closed.is_closed(session, row[0].community_code or ""):
        raise UserError(_("There is no poster of this proposal."))
    case, language = row
    group = await session.get_one(WorkingGroup, case.group_id)
    texts = dict.fromkeys(LANGUAGES, case.translation or case.text or "")
    texts[language] = case.text or ""
    titles = [
        _("No.\u00a0{id}. {text}", id=str(number), text=clip(texts[each], _LONGEST))
        for each in LANGUAGES
    ]
    call = _("What do you think of it? Scan the code and vote.")
    return Poster(titles, call, link, _rules(group))


def _rules(group: WorkingGroup) -> Sequence[Content]:
    """Say what people have to know before they write (domain 5.1, 5.2)."""
    helper = group.facilitator or group.contact
    return [
        NO_EMERGENCY_LINE,
        _("If you are in occupied territory, do not write here. Stay safe."),
        _(
            "Do not write about the military, equipment, positions or damage from "
            "shelling."
        ),
        _("We do not ask for your name, phone or address."),
        _(
            "The bot’s true address is on the community website. We never ask for "
            "money, codes or documents."
        ),
        _(
            "This is not an official appeal or a petition. We cannot promise funding. "
            "We do promise an answer."
        ),
        *([_("Help with typing: {facilitator}", facilitator=helper)] if helper else []),
    ]
