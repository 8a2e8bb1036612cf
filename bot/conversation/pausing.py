"""Groups that take nothing in for a while: told kindly, and who helps all the same."""

from bot.context import Context
from bot.conversation import addressees
from bot.errors import UserError
from bot.i18n import Content, _, lines, paragraphs
from bot.models.submission import Kind
from bot.services.places import accepting
from bot.services.sending import concerns
from bot.services.texts.categories import Category
from bot.words.concerns import NO_EMERGENCY_LINE


async def told(context: Context, category: Category) -> Content | None:
    """Tell why no group takes in what worries somebody, or None if one does."""
    codes = await addressees.codes(context)
    try:
        await accepting.check(context.session, codes, Kind.CONCERN)
    except UserError as refusal:
        phones = await concerns.phones(context.session, category, codes)
        return paragraphs(
            refusal.text,
            lines(*(_("Phone on duty: {duty}", duty=phone) for phone in phones)),
            NO_EMERGENCY_LINE,
        )
    return None
