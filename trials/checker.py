"""The judge: compares three histories and names everything that should not be.

It imports nothing of the bot: what it knows of Telegram's limits it has from Telegram.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from trials.histories import Call, Histories, Made

# Telegram's FAQ for bot developers: 30 a second to different chats, 1 a second in a
# chat after a short burst, 20 a minute in a group.
PER_SECOND: Final = 30
BURST: Final = 3
PER_GROUP_MINUTE: Final = 20
SLACK: Final = 0.5  # seconds by which the network may squeeze two messages together

_COUNTED: Final = ("send", "copy", "forward", "editMessage")
_FREE: Final = {"sendChatAction"}


class Kind(StrEnum):
    """What can be wrong."""

    LOST = "lost updates"
    DOUBLED = "doubled effects"
    UNBIDDEN = "effects of no update"
    DISORDERED = "effects out of order"
    MISPLACED = "effects at a wrong step"
    UNSAID = "lost messages"
    RESENT = "doubled sends"
    MUDDLED = "calls out of order"
    EARLY = "calls before the end of a pause"
    TOO_MANY = "calls over the rate"

    @property
    def is_effect(self) -> bool:
        """Tell whether it is about the database, not about messages."""
        return self in _OF_EFFECTS


_OF_EFFECTS: Final = {
    Kind.LOST,
    Kind.DOUBLED,
    Kind.UNBIDDEN,
    Kind.DISORDERED,
    Kind.MISPLACED,
}


class Finding(NamedTuple):
    """One thing that should not be."""

    kind: Kind
    what: str


def check(histories: Histories) -> list[Finding]:
    """Name every fault of the histories."""
    return [finding for rule in _RULES for finding in rule(histories)]


def count(findings: Iterable[Finding]) -> Counter[Kind]:
    """Count findings by kind."""
    return Counter(finding.kind for finding in findings)


def _lost(histories: Histories) -> Iterator[Finding]:
    found = {effect.tag for effect in histories.effects}
    for made in histories.made:
        if made.tag not in found and made.update_id not in histories.expired:
            yield Finding(Kind.LOST, made.tag)


def _doubled(histories: Histories) -> Iterator[Finding]:
    tags = Counter(effect.tag for effect in histories.effects)
    for tag, times in tags.items():
        for _ in range(times - 1):
            yield Finding(Kind.DOUBLED, tag)


def _unbidden(histories: Histories) -> Iterator[Finding]:
    made = {each.tag for each in histories.made}
    for tag in dict.fromkeys(effect.tag for effect in histories.effects):
        if tag not in made:
            yield Finding(Kind.UNBIDDEN, tag)


def _disordered(histories: Histories) -> Iterator[Finding]:
    effects = sorted(histories.effects, key=lambda effect: effect.seq)
    for tag in _late(histories.made, [effect.tag for effect in effects]):
        yield Finding(Kind.DISORDERED, tag)


def _misplaced(histories: Histories) -> Iterator[Finding]:
    for effect in histories.effects:
        wanted = histories.steps.get(effect.tag, effect.step)
        if effect.step != wanted:
            yield Finding(
                Kind.MISPLACED, f"{effect.tag} at {effect.step}, not {wanted}"
            )


def _unsaid(histories: Histories) -> Iterator[Finding]:
    said = {call.tag for call in _sent(histories)}
    counted = {owed.chat for owed in histories.owed}
    for effect in histories.effects:
        if effect.tag not in said and effect.chat not in counted:
            yield Finding(Kind.UNSAID, effect.tag)
    for what, missing in _missing(histories):
        for _ in range(missing):
            yield Finding(Kind.UNSAID, what)


def _resent(histories: Histories) -> Iterator[Finding]:
    tags = Counter(call.tag for call in _sent(histories) if call.tag)
    for tag, times in tags.items():
        for _ in range(times - 1):
            yield Finding(Kind.RESENT, tag)
    for what, missing in _missing(histories):
        for _ in range(-missing):
            yield Finding(Kind.RESENT, what)


def _missing(histories: Histories) -> Iterator[tuple[str, int]]:
    """Compare what is owed without a tag with what was sent; negative: too many."""
    sent = _by_chat(_sent(histories))
    for owed in histories.owed:
        found = sum(owed.words in call.text for call in sent.get(owed.chat, []))
        yield f"{owed.words!r} to {owed.chat}", owed.times - found


def _muddled(histories: Histories) -> Iterator[Finding]:
    for tag in _late(histories.made, [call.tag for call in _sent(histories)]):
        yield Finding(Kind.MUDDLED, tag)


def _early(histories: Histories) -> Iterator[Finding]:
    """Find calls into a pause; one under way when it was told is none of them."""
    pauses: dict[str, tuple[float, float]] = {}
    for call in histories.calls:
        whom = call.whom
        told, end = pauses.get(whom, (0.0, 0.0))
        if told < call.began < end:
            yield Finding(Kind.EARLY, f"{call.method} to {whom} at {call.at:.3f}")
        if call.retry_after is not None:
            pauses[whom] = call.at, max(end, call.at + call.retry_after)


def _too_many(histories: Histories) -> Iterator[Finding]:
    """Watch the rates; answers to people who wait are not counted among them."""
    unasked = _unasked(histories)
    yield from _over([call.at for call in unasked], PER_SECOND, 1.0, "all")
    for chat, calls in _by_chat(unasked).items():
        if chat > 0:
            yield from _over_burst([call.at for call in calls], f"chat {chat}")
    counted = [call for call in histories.calls if call.accepted and _counts(call)]
    for chat, calls in _by_chat(counted).items():
        if chat < 0:
            moments = [call.at for call in calls]
            yield from _over(moments, PER_GROUP_MINUTE, 60.0, f"group {chat}")


def _unasked(histories: Histories) -> list[Call]:
    asked = {(made.chat, made.tag) for made in histories.made}
    answers: dict[int | None, list[str]] = defaultdict(list)
    for owed in histories.owed:
        if owed.chat > 0:
            answers[owed.chat].append(owed.words)
    return [
        call
        for call in _sent(histories)
        if (call.chat, call.tag) not in asked
        and not any(words in call.text for words in answers[call.chat])
    ]


_RULES: Final[Sequence[Callable[[Histories], Iterator[Finding]]]] = (
    _lost,
    _doubled,
    _unbidden,
    _disordered,
    _misplaced,
    _unsaid,
    _resent,
    _muddled,
    _early,
    _too_many,
)


def _late(made: Sequence[Made], tags: Iterable[str]) -> Iterator[str]:
    """Name tags that came, for the first time, after a later one of their chat."""
    places = {each.tag: (each.chat, each.update_id) for each in made}
    newest: dict[int, int] = {}
    for tag in dict.fromkeys(tags):
        if tag not in places:
            continue
        chat, update_id = places[tag]
        if update_id < newest.get(chat, update_id):
            yield tag
        newest[chat] = max(update_id, newest.get(chat, update_id))


def _sent(histories: Histories) -> list[Call]:
    """List accepted calls that made a message."""
    return [
        call
        for call in histories.calls
        if call.accepted and _counts(call) and not call.method.startswith("edit")
    ]


def _counts(call: Call) -> bool:
    return call.method.startswith(_COUNTED) and call.method not in _FREE


def _by_chat(calls: Iterable[Call]) -> dict[int, list[Call]]:
    found: dict[int, list[Call]] = defaultdict(list)
    for call in calls:
        found[call.chat or 0].append(call)
    return found


def _over(
    moments: Iterable[float], most: int, span: float, where: str
) -> Iterator[Finding]:
    window: deque[float] = deque()
    for moment in moments:
        while window and window[0] <= moment - span:
            window.popleft()
        window.append(moment)
        if len(window) > most:
            yield Finding(Kind.TOO_MANY, f"{where}: {len(window)} in {span:.0f} s")


def _over_burst(moments: Iterable[float], where: str) -> Iterator[Finding]:
    level, since = BURST + SLACK, 0.0
    for moment in moments:
        level = min(BURST + SLACK, level + moment - since) - 1
        since = moment
        if level < 0:
            yield Finding(Kind.TOO_MANY, f"{where}: over 1 a second")
            level = 0
