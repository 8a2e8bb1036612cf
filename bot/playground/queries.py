"""Pressed buttons that wait for an answer."""

from dataclasses import dataclass

PATIENCE = 15.0


@dataclass(slots=True)
class Query:
    """A pressed button."""

    user_id: int
    made: float
    answered: bool = False

    def is_open(self, now: float) -> bool:
        """Tell whether the phone still waits for an answer."""
        return not self.answered and now - self.made <= PATIENCE
