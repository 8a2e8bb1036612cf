"""A digest for print: the same words, every text in full."""

from collections.abc import Iterator

from bot.models import WorkingGroup
from bot.paper import Block, Kind, Sheet
from bot.services.digest import digest_screen as screen
from bot.services.digest import digest_text
from bot.services.digest.digest_facts import Facts
from bot.services.places import groups


def write(group: WorkingGroup, facts: Facts, *, late: str = "") -> Sheet:
    """Write all that a digest tells, without a limit of length."""
    title = groups.name(group, group.language)
    above = screen.summary(group, facts, late=late).parts
    return Sheet(title, [*(Block(each) for each in above), *_listed(facts)])


def _listed(facts: Facts) -> Iterator[Block]:
    for each in screen.by_category(facts.urgent):
        yield Block(screen.numbers(*each))
    for item in facts.items:
        yield Block(screen.heading(item), Kind.TITLE)
        yield Block(digest_text.beneath(item))
