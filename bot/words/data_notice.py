"""The notice about data: who agrees reads it, and may read it again (domain 3.3)."""

from typing import Final

from bot.i18n import Content, _, bold, paragraphs

NOTICE: Final[Content] = paragraphs(
    bold(_("Your data in brief")),
    _("We do not ask for your name, phone or address."),
    _("Moderators read the text first. The group sees only the text, not the author."),
    _("The team may show the proposal to the community, without its author."),
    _("Telegram sees your account and can read this chat."),
    _("If someone else uses your phone, this chat may be seen."),
    _(
        "This is not an official appeal or a petition. We cannot promise funding. We "
        "do promise an answer."
    ),
    _(
        "To answer you, we keep an encrypted chat number. We delete it 90 days after "
        "the final answer."
    ),
    _("What we keep, and for how long: /privacy"),
    _("You can delete your data at any time: /delete"),
    _(
        "Responsible for your data: the working group of your community. Its contact "
        "is here: /about"
    ),
)
