"""What people see: one file per conversation or command."""

from collections.abc import Sequence
from typing import Final

from bot.features import Feature
from handlers import (
    about,
    binding,
    community,
    contacts,
    delete,
    digest,
    guide,
    language,
    members,
    menu,
    mine,
    network,
    new_group,
    news,
    occupied,
    proposal,
    queue,
    refusals,
    replies,
    start,
    team,
    unknown,
)

# The order is meaning: it is the order of routing and of the menu.
FEATURES: Final[Sequence[Feature]] = (
    start.FEATURE,
    menu.FEATURE,
    proposal.FEATURE,
    mine.FEATURE,
    about.FEATURE,
    language.FEATURE,
    guide.FEATURE,
    delete.FEATURE,
    community.FEATURE,
    replies.FEATURE,
    news.FEATURE,
    queue.FEATURE,
    refusals.FEATURE,
    network.FEATURE,
    new_group.FEATURE,
    contacts.FEATURE,
    occupied.FEATURE,
    team.FEATURE,
    binding.FEATURE,
    members.FEATURE,
    digest.FEATURE,
    unknown.FEATURE,
)
