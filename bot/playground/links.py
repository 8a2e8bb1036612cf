"""Deep links: t.me/bot?start=payload and ?startgroup=payload."""

import re

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")


def check_payload(payload: str) -> None:
    """Refuse what Telegram would not open as a deep link."""
    if not PAYLOAD.fullmatch(payload):
        raise ValueError(f"not a payload of a deep link: {payload!r}")
