"""The members' digest as mails: owed in the transaction that freezes it."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy.ext.asyncio import AsyncSession

from bot.i18n import Content, _, paragraphs, translator
from bot.models import WorkingGroup
from bot.services.digest import digest_print, digest_text
from bot.services.digest import digest_screen as screen
from bot.services.digest.digest_facts import Facts
from bot.services.letters import mails
from bot.services.letters.mails import Owed
from bot.services.places import groups


class Frozen(NamedTuple):
    """A digest, what it tells of its group, and who gets it by e-mail.

    `late` is when it was due, if that is over; else `due`, and it is late from a
    moment on, if it was due at all.
    """

    digest_id: int
    group: WorkingGroup
    facts: Facts
    late: str = ""
    due: str = ""
    late_from: datetime | None = None
    addresses: Sequence[tuple[int, str]] = ()
    expires_at: datetime | None = None


async def owe(session: AsyncSession, digests: Sequence[Frozen]) -> None:
    """Owe digests to the addresses of their groups, each in its own language."""
    owed = [each for digest in digests for each in _owed(digest)]
    if owed:
        await mails.owe_digests(session, owed)


def _owed(digest: Frozen) -> Iterator[Owed]:
    written = dict[str, dict[str, Any]]()
    for address_id, language in digest.addresses:
        if language not in written:
            written[language] = write(digest, language)
        letter = written[language]
        yield Owed(address_id, digest.digest_id, letter, digest.expires_at)


def write(digest: Frozen, language: str) -> dict[str, Any]:
    """Write a digest in a language; as it leaves it gets its links and is printed."""
    reader, words = in_language(digest.group, language), translator(language)
    facts = digest.facts
    content = _all_of(reader, facts, digest.late)
    subject = _(
        "Digest: {group}, {period}",
        group=groups.name(reader, language),
        period=screen.days(reader, facts.period),
    )
    return {
        "subject": words.plain(subject),
        "html": words.html(content),
        "sheet": digest_print.write(reader, facts, late=digest.late).dump(words),
        **_if_late(digest),
    }


def _if_late(digest: Frozen) -> dict[str, Any]:
    if digest.late or digest.late_from is None or digest.facts.is_empty:
        return {}
    return {"if_late": {"since": digest.late_from.isoformat(), "due": digest.due}}


def as_it_leaves(
    letter: dict[str, Any], language: str, moment: datetime
) -> dict[str, Any]:
    """Say in a letter, below its title, that it is late, if it became so since."""
    told = letter.get("if_late")
    if told is None or moment <= datetime.fromisoformat(told["since"]):
        return letter
    words = translator(language)
    line = _("It is late: it was due at {time}.", time=told["due"])
    title, *blocks = letter["sheet"]["blocks"]
    title |= {"text": f"{title['text']}\n{words.plain(line)}"}
    return letter | {
        "html": letter["html"].replace("\n\n", f"\n{words.html(line)}\n\n", 1),
        "sheet": letter["sheet"] | {"blocks": [title, *blocks]},
    }


def _all_of(group: WorkingGroup, facts: Facts, late: str) -> Content:
    """Tell all of a digest, every text in full."""
    above = screen.summary(group, facts, late=late)
    urgent = (screen.numbers(*each) for each in screen.by_category(facts.urgent))
    items = (digest_text.in_full(item) for item in facts.items)
    return paragraphs(above, *urgent, *items)


def in_language(group: WorkingGroup, language: str) -> WorkingGroup:
    """Describe a group as if its chat had another language; it is never kept."""
    return WorkingGroup(
        id=group.id,
        name_uk=group.name_uk,
        name_en=group.name_en,
        language=language,
        time_zone=group.time_zone,
        next_digest_at=group.next_digest_at,
        meets_on=group.meets_on,
    )
