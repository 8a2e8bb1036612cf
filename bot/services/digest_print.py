"""A digest as plain text for print: the same words, every text in full."""

from bot.i18n import paragraphs, translator
from bot.markup import plain
from bot.models import WorkingGroup
from bot.services import digest_screen as screen
from bot.services import digest_text
from bot.services.digest_facts import Facts


def write(group: WorkingGroup, facts: Facts) -> str:
    """Write all that a digest tells, without a limit of length."""
    words = translator(group.language)
    if facts.is_empty:
        content = screen.write_empty(group, facts.period)
    else:
        above = screen.write(group, facts, screen.Cut(0, 0))
        urgent = (screen.numbers(*each) for each in screen.by_category(facts.urgent))
        items = (digest_text.in_full(item) for item in facts.items)
        content = paragraphs(above, *urgent, *items)
    return plain(words.html(content)) + "\n"
