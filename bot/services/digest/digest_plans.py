"""Digests to be: late, skipped, or to be sent, by a group's local time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.models import WorkingGroup
from bot.models.digest import DigestKind, DigestState
from bot.services.digest.digest_slots import Frame, Slot
from bot.services.places import schedules

LATE_AFTER: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Plan:
    """A digest to be; `due` is the local time of its slot."""

    frame: Frame
    slot: Slot
    due: str = ""

    @property
    def group(self) -> WorkingGroup:
        """The group whose digest it is."""
        return self.frame.group

    @property
    def late(self) -> str:
        """Tell at which local time it was due, if that is over."""
        return self.due if self.slot.late else ""

    @property
    def late_from(self) -> datetime | None:
        """Tell from when on it is late, if it was due at all."""
        return self.slot.due_at and self.slot.due_at + LATE_AFTER

    @property
    def expires_at(self) -> datetime:
        """Tell when it would be too late to send it."""
        return (self.slot.due_at or self.frame.now) + schedules.GRACE

    @property
    def is_queued(self) -> bool:
        """Tell whether it is to be sent."""
        return self.slot.state == DigestState.QUEUED


def make(frame: Frame, due_at: datetime) -> Plan:
    """Plan the digest of a moment, and set the group's next one."""
    group = frame.group
    # From the slot, not from now: each date that was missed is recorded in its turn.
    schedules.advance(group, due_at)
    late_by = frame.now - due_at
    is_paused = schedules.is_paused(group, frame.now)
    is_off = is_paused or not schedules.is_wanted(group, due_at)
    is_skipped = late_by > schedules.GRACE or is_off or not frame.has_readers
    local = schedules.locally(group, due_at)
    slot = Slot(
        group_id=group.id,
        kind=DigestKind.DUE,
        local_date=local.date(),
        due_at=due_at,
        late=late_by > LATE_AFTER,
        in_chat=frame.in_chat,
        state=_state(frame, is_skipped=is_skipped),
    )
    return Plan(frame, slot, f"{local:%H:%M}")


def _state(frame: Frame, *, is_skipped: bool) -> DigestState:
    if is_skipped:
        return DigestState.SKIPPED
    return DigestState.FULL if frame.is_full else DigestState.QUEUED
