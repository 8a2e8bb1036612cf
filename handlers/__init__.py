"""What people see: one file per conversation or command."""

from collections.abc import Sequence
from typing import Final

from bot.features import Feature

# The order is meaning: it is the order of routing and of the menu.
FEATURES: Final[Sequence[Feature]] = ()
