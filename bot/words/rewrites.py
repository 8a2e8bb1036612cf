"""What the author of a rewritten text is asked, wherever they see it."""

from datetime import date

from bot.i18n import Content, Tagged, _, label, paragraphs
from bot.keyboards import Button, data


def asked(number: str, text: str, due: date) -> Content:
    """Ask whether the group may see a text like this; a locked phone does not."""
    return paragraphs(
        _("No. {id}. This is how the group will see it:", id=number),
        Tagged("tg-spoiler", text),
        _("Is it right? Without a reply by {date} we pass it on like this.", date=due),
    )


def keys(case_id: int) -> list[Button]:
    """Offer yes and no."""
    return [
        Button(label("Yes"), data("edited.1", "yes", case_id)),
        Button(label("No"), data("edited.1", "no", case_id)),
    ]
