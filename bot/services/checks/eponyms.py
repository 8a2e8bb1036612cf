"""Streets, schools and feasts named after people: they are not about persons."""

from bot.services.checks.given import is_nominative
from bot.services.checks.vocabulary import FAMOUS, listed
from bot.services.checks.words import Words

EXACT = frozenset(listed("exact"))
INSTITUTIONS = listed("institutions")
TRIGGERS = listed("streets", "memorials", "institutions")
PLURAL = listed("plural")
KEEPERS = listed("keepers")
RANKS = listed("ranks")
JOINTS = frozenset(listed("joints"))
LEADERS = listed("leaders")
AFTER = frozenset(listed("after"))
ALONG = frozenset(listed("along"))
COMPLAINTS = listed("complaints")
TOGETHER = frozenset(["з", "із", "зі"])
WITH_PATRONYMIC = ("івною", "ївною", "овичем", "евичем", "йовичем")
FAR = 12  # words


def is_eponym(words: Words, first: int, last: int) -> bool:
    """Tell whether the name in words[first..last] names a place or a feast."""
    return (
        _is_famous(words, first, last)
        or _is_street_in_passing(words, first, last)
        or _names_what_follows(words, last)
        or _is_named_after(words, first, last)
    )


def _is_famous(words: Words, first: int, last: int) -> bool:
    name = [word.lower for word in words[first : last + 1]]
    return any(
        any(part.startswith(given) for part in name)
        and any(part.startswith(surname) for part in name)
        for given, surname in FAMOUS
    )


def _is_street_in_passing(words: Words, first: int, last: int) -> bool:
    """Tell «світла немає на Євгена Маланюка» from «скарга на Івана Петренка»."""
    if first == 0 or not words.joined(first - 1):
        return False
    before = words[first - 1].lower
    name = words[first : last + 1]
    if before in TOGETHER and any(w.lower.endswith(WITH_PATRONYMIC) for w in name):
        return False
    complains = first > 1 and words[first - 2].lower.startswith(COMPLAINTS)
    oblique = not is_nominative(words[first].lower)
    return before in ALONG and oblique and not complains


def _names_what_follows(words: Words, last: int) -> bool:
    """Tell «Taras Shevchenko Lyceum», «Mykola Lysenko Music School»."""
    if not words.joined(last):
        return False
    kind = words[last + 1]
    more = kind.is_capital and words.joined(last + 1)
    return kind.lower in AFTER or (more and words[last + 2].lower in AFTER)


def _is_named_after(words: Words, first: int, last: int) -> bool:
    """Go back over names, ranks and initials to the word that is named."""
    crossed = False
    for index in range(first - 1, max(-1, first - FAR), -1):
        if words.parted(index):
            return False
        crossed = crossed or "," in words.gap(index)
        word = words[index].lower
        if _is_trigger(word):
            return _may_bear(words, index, first, last, crossed=crossed)
        if not (words[index].is_capital or _is_between(word)):
            return False
    return False


def _is_between(word: str) -> bool:
    return word in JOINTS or word.startswith(RANKS)


def _is_trigger(word: str) -> bool:
    names = word.startswith(TRIGGERS) and not word.startswith(KEEPERS)
    return word in EXACT or names


def _may_bear(
    words: Words, trigger: int, first: int, last: int, *, crossed: bool
) -> bool:
    word = words[trigger].lower
    acts = _acts(words, first, last)
    if crossed:
        return word.startswith(PLURAL) and not acts
    if word.startswith(INSTITUTIONS):
        led = trigger > 0 and words[trigger - 1].lower.startswith(LEADERS)
        return not (acts or led)
    return True


def _acts(words: Words, first: int, last: int) -> bool:
    """Tell whether a name stands in the nominative."""
    if words[first].is_initial:
        return words[last].lower.endswith(("о", "к", "й", "ч", "н", "в", "ь", "р"))
    return is_nominative(words[first].lower)
