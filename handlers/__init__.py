"""What people see: one file per conversation or command."""

from collections.abc import Sequence
from typing import Final

from bot.features import Feature
from handlers import (
    about,
    binding,
    closing,
    community,
    contacts,
    delete,
    digest,
    guide,
    language,
    members,
    menu,
    mine,
    my_data,
    network,
    new_group,
    news,
    occupied,
    privacy,
    proposal,
    queue,
    refusals,
    replies,
    start,
    team,
    unknown,
    unread,
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
    privacy.FEATURE,
    my_data.FEATURE,
    community.FEATURE,
    replies.FEATURE,
    news.FEATURE,
    queue.FEATURE,
    unread.FEATURE,
    refusals.FEATURE,
    network.FEATURE,
    new_group.FEATURE,
    contacts.FEATURE,
    occupied.FEATURE,
    closing.FEATURE,
    team.FEATURE,
    binding.FEATURE,
    members.FEATURE,
    digest.FEATURE,
    unknown.FEATURE,
)
