"""Forms that show, or are told, a text that only moderators may see.

Their screens cannot be forwarded. Like cards they leave the chat, with all that was
typed: when the form is sent or dropped, and when its moderator's claim is over.
"""

from typing import Final

from bot.context import Context
from bot.conversation.draft import Draft
from bot.errors import UserError
from bot.i18n import _
from bot.saying import Saying
from bot.services.moderating import claims, open_cards
from bot.services.upkeep import memory

_GONE: Final = _("No. {id}: the text is no longer shown here.")


async def note_typed(context: Context, draft: Draft, message_id: int) -> None:
    """Remember what is typed into such a form, to delete it with the form."""
    if draft.form.is_unread:
        purpose = open_cards.typed_purpose(*_case(draft))
        await memory.note(context.session, context.address, message_id, purpose)


async def hold(context: Context, draft: Draft) -> UserError | None:
    """Keep the text in hand while its form is shown, or tell why that cannot be."""
    if not draft.form.is_unread:
        return None
    case_id, _number = _case(draft)
    try:
        await claims.take(context.session, context.someone.id, case_id)
    except UserError as refusal:
        return refusal
    return None


async def put_away(context: Context, draft: Draft | None) -> None:
    """Put the number into the place of each screen, and delete what was typed."""
    if draft is None or not draft.form.is_unread:
        return
    case_id, number = _case(draft)
    payload = Saying(_GONE.filled(id=number)).render(context.translator)
    chat = context.address
    for each in await open_cards.take_form(context.session, chat, case_id):
        if each.goes:
            context.delete(each.message_id)
        else:
            context.owe("editMessageText", payload | {"message_id": each.message_id})


def _case(draft: Draft) -> tuple[int, str]:
    return draft.answers["case"], draft.answers["number"]
