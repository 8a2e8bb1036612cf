"""Groups and facts for digests that are rendered without a database."""

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.models import WorkingGroup
from bot.services.digest.digest_cases import Item
from bot.services.digest.digest_facts import Facts, Span

UNTIL = datetime(2026, 11, 23, 7, tzinfo=UTC)
WEEK = timedelta(days=7)
PERIOD = Span(UNTIL - WEEK, UNTIL)
LONG = "Поставити ліхтарі біля зупинки & на вулиці до ліцею, бо ввечері темно. " * 28
TEXTS = (
    "Обмежувачі швидкості біля ліцею, бо водії не гальмують.",
    "Графік відкривання укриттів на дверях.",
    "Лавки біля амбулаторії.",
)
TOPICS = ("P06", "P02", "P09")


def group(language: str, **columns: Any) -> WorkingGroup:
    return WorkingGroup(
        id=1,
        name_uk="РГ Станіслава",
        name_en="WG of Stanislav",
        language=language,
        time_zone="Europe/Kyiv",
        next_digest_at=UNTIL + WEEK,
        **columns,
    )


def proposals(
    count: int, *, old: int = 0, text: str = "", **changes: Any
) -> list[Item]:
    """Make what waits: some that are new, then `old` ones that were shown before."""
    return [
        Item(
            n,
            1_000 + n,
            TOPICS[n % len(TOPICS)],
            text or TEXTS[n % len(TEXTS)],
            alike=1 + n,
            is_new=n < count,
            **changes,
        )
        for n in range(count + old)
    ]


def concerns(count: int, codes: tuple[str, ...] = ("C03", "C05")) -> list[Item]:
    """Make what is urgent."""
    return [Item(n, 2_000 + n, codes[n % len(codes)], "Таємно.") for n in range(count)]


def facts(items: int = 0, **changes: Any) -> Facts:
    """Make the facts of a busy week with so many new proposals."""
    listed = changes.pop("listed", proposals(items))
    values: dict[str, Any] = {
        "period": PERIOD,
        "received": 57,
        "answered": 51,
        "overdue": 2,
        "topics": [("P06", 14), ("P02", 11), ("P13", 8)],
        "deciding": len(listed),
        "items": listed,
        "pressing": len(changes.get("urgent", ())),
    }
    return Facts(**values | changes)


def of_count(n: int) -> Facts:
    """Make a period in which everything happened so many times."""
    return facts(
        min(n, 150),
        received=n,
        worries=n,
        answered=n,
        done=n,
        overdue=n,
        unread=n,
        untold=n,
        topics=[("P06", n)],
        deciding=n,
        pressing=n,
        urgent=concerns(min(n, 150)),
        documents=[("Безпечна громада", n)],
        planned=n,
        agenda=list(range(501, 501 + min(n, 5))),
    )


NOTHING = Facts(period=PERIOD)
SIZES = {
    "empty": NOTHING,
    "one": of_count(1),
    "a usual week": facts(
        listed=proposals(2, old=1), documents=[("Безпечна громада", 2)], planned=0
    ),
    **{str(n): of_count(n) for n in (2, 5, 11, 21, 101)},
    "overflowing": facts(listed=proposals(40, text=LONG), deciding=47),
}
