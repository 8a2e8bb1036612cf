"""Photos as the answer of a form: as photos only, and not more than it asks for."""

from typing import Final

from telegram import Message

from bot.context import Context
from bot.conversation import addressees, media, screens, steps
from bot.conversation import draft as drafts
from bot.conversation.draft import Draft
from bot.conversation.form import PREVIEW, Answers, Step
from bot.errors import UserError
from bot.i18n import Content, Text, _
from bot.services.places import accepting

_ENOUGH: Final = _("There are enough photos. We deleted this one.")
_PICTURES: Final = (media.MEDIA, media.CAPTIONED)
_CAPTION: Final = _("Only the photo is taken; its caption is not kept.")


async def receive(context: Context, draft: Draft | None, message: Message) -> bool:
    """Add a photo to the answer; one too many is deleted. False where none is asked."""
    step = await _offered(context, draft)
    if draft is None or step is None or draft.step != step.name:
        return False
    if not draft.add_photo(step, message.photo[-1].file_id):
        draft.note = _ENOUGH
        context.delete()
    elif message.caption:
        draft.note = _CAPTION
    await _show(context, draft)
    return True


async def empty(context: Context, draft: Draft, rest: list[str]) -> bool:
    """Take all photos out of the answer again."""
    step = steps.current(draft, rest)
    if step is None or not step.photos:
        return False
    draft.answer(step, [])
    await _show(context, draft)
    return True


async def no_words(_context: Context, _answers: Answers, _text: str) -> str:
    """Refuse what is typed where photos are asked for."""
    raise UserError(_("Please send a photo, or press a button."))


async def refusal(
    context: Context, draft: Draft | None, message: Message, kind: Text
) -> tuple[Text, Content]:
    """Choose the sentence for what is no photo, or comes where none is asked for.

    Gives also all that is to be told with it.
    """
    found = await _offered(context, draft)
    if draft is not None and found is not None and kind in _PICTURES:
        asks = draft.step == found.name
        kind = media.ONLY_PHOTOS if asks else media.BY_BUTTON
    elif kind is media.MEDIA and message.photo and await _come_later(context, draft):
        kind = media.AT_THE_END
    return kind, await media.told(context, kind)


async def _come_later(context: Context, draft: Draft | None) -> bool:
    """Tell whether photos are asked for later: of the open form, or of an idea."""
    if draft is not None and not any(step.photos for step in draft.form.details):
        return False
    codes = await addressees.codes(context)
    return any([await accepting.photos(context.session, [each]) for each in codes])


async def _show(context: Context, draft: Draft) -> None:
    drafts.save(context, draft)
    await screens.show(context, draft)


async def _offered(context: Context, draft: Draft | None) -> Step | None:
    if draft is None or draft.held is not None:
        return None
    found = next((step for step in draft.form.details if step.photos), None)
    if found is None or draft.step not in (found.name, PREVIEW):
        return None
    return found if await screens.arises(context, draft, found) else None
