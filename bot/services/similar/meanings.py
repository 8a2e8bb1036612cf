"""What words mean: the lists of synonyms in data/synonyms, and their topics."""

from functools import cache
from hashlib import sha256
from typing import Final

from bot.services.similar import empty, lists, matters
from bot.services.similar.lists import Lists
from bot.services.texts import topics
from bot.shipped import DATA

LISTS: Final = sorted((DATA / "synonyms").glob("*.toml"))
_SIGN: Final = "@"  # no stem begins so
TOPIC: Final = f"{_SIGN}P"  # begins what says which topic a word belongs to
_KEPT_AS: Final = b"matters"  # another word where the index is written otherwise


@cache
def load() -> Lists:
    """Read the lists, once."""
    stems = topics.stems().items()
    begun = {start: points.most_common(1)[0][0] for start, points in stems}
    return lists.read(LISTS, _SIGN, begun)


@cache
def edition() -> str:
    """Name the lists as they are: what was indexed by others is indexed anew."""
    paths = [*LISTS, *matters.LISTS, topics.STEMS, empty.WORDS]
    read = b"".join(path.read_bytes() for path in paths)
    return sha256(_KEPT_AS + read).hexdigest()[:16]
