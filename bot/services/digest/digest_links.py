"""The buttons under a digest: they open the private chat, where rights are asked.

In groups every edit and answer counts towards Telegram's twenty messages a minute.
"""

from typing import Any, Final

from bot.i18n import label, translator
from bot.keyboards import Button, column
from bot.models import WorkingGroup

_VIEWS: Final = {
    "need": label("Decisions needed"),
    "topics": label("All topics"),
    "print": label("Print version"),
}


def keyboard(
    group: WorkingGroup, username: str | None, digest_id: int
) -> dict[str, Any]:
    """Write the buttons as the payload has them; none while nobody knows the bot."""
    if username is None:
        return {}
    opens = f"https://t.me/{username}?start=d_{group.id}"
    buttons = [
        Button(words, url=f"{opens}_{view}_{digest_id}")
        for view, words in _VIEWS.items()
    ]
    return {"reply_markup": column(*buttons).render(translator(group.language))}
