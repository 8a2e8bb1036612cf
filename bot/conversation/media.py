"""What people send that is no text: a polite refusal, and gone where the bot may."""

from typing import Final

from telegram import Message

from bot.context import Context
from bot.conversation import turning
from bot.i18n import Content, Text, _, paragraphs

# Wording: domain, checks and errors.
LOCATION: Final = _(
    "We do not accept map pins. This message was deleted. Write only the name of the "
    "village or town."
)
CONTACT: Final = _("We do not need your contact. We deleted it.")
MEDIA: Final = _("We accept text only. This message was deleted.")
CAPTIONED: Final = _("The picture is deleted; its caption is taken as your text.")
FORWARD: Final = _(
    "We do not accept forwarded messages. This message was deleted. Please use your "
    "own words."
)
ONLY_PHOTOS: Final = _("Only photos, please: no files, no videos. We deleted it.")
BY_BUTTON: Final = _("A photo goes in with the button “Add a photo”. We deleted it.")
AT_THE_END: Final = _(
    "A photo can be added once the idea is written, with the button “Add a photo”. We "
    "deleted this one."
)
WHOLE: Final = (FORWARD, ONLY_PHOTOS, BY_BUTTON)  # of these the caption goes, too


def refusal(message: Message) -> Text | None:
    """Choose the sentence for a message that is not plain text of one's own."""
    if message.location is not None or message.venue is not None:
        return LOCATION
    if message.contact is not None:
        return CONTACT
    if message.forward_origin is not None:
        return FORWARD
    if message.text is None:
        return MEDIA if message.caption is None else CAPTIONED
    return None


async def told(context: Context, refused: Text) -> Content:
    """Name who helps those who cannot type, where a text was hoped for."""
    if refused is not MEDIA:
        return refused
    return paragraphs(refused, await turning.helpers(context))
