"""One spelling for the many in which people write a name.

Letters fold to how they sound, whatever the script: «Харків», "Kharkiv" and «Харькiв»
are all `harkiv`. Sounds are written with Latin letters: g is «г», h «х», c «ц», q «ч»,
w «ш», j «ж»; all of «и і ї й ы» are i, and i before a vowel falls silent.
"""

import re
from collections.abc import Sequence
from typing import Final

_CYRILLIC: Final = str.maketrans(
    dict(
        zip(
            "абвгґдеэёжзиіїыйклмнопрстуфхцчш",
            "abvggdeeejziiiiiklmnoprstufhcqw",
            strict=True,
        )
    )
    | {"щ": "wq", "є": "ie", "ю": "iu", "я": "ia", "ь": "", "ъ": ""}
)
_LATIN: Final = {
    "shch": "wq",
    "zgh": "zg",
    "zh": "j",
    "kh": "h",
    "ch": "q",
    "sh": "w",
    "ts": "c",
    "tz": "c",
    "gh": "g",
    "ph": "f",
    "ck": "k",
    "h": "g",
    "y": "i",
    "j": "i",
    "w": "v",
    "x": "ks",
    "q": "k",
}
_SOUND: Final = re.compile("|".join(_LATIN))  # the longest stand first
# Letters that look alike and stray into Cyrillic words from the other layout.
_ALIKE: Final = str.maketrans("aceiopxykmtbh", "асеіорхукмтвн")
_ACCENTS: Final = str.maketrans(dict.fromkeys("'’ʼ‘`´′\"“”«»*\u0301", ""))
_CYRILLIC_LETTER: Final = re.compile("[а-яґєіїё]")
_LATIN_LETTER: Final = re.compile("[a-z]")
_NO_SOUND: Final = re.compile("[^a-z]+")
_GLIDE: Final = re.compile("i(?=[aeou])")
_DOUBLE: Final = re.compile(r"([^i])\1+")
# Endings of adjectives, then of nouns: «Херсонської», «Херсоні», «Черкасах».
_ADJECTIVE: Final = re.compile("(?<=[cszw]k)(?:o[gm][ou]|oi|o?u|i?i[mh]|a|e|ii?|u)$")
_NOUN: Final = re.compile("(?<=...)(?:ami|ah|om|em|im|[aeiou]+)$")


def plain(text: str) -> str:
    """Write in small letters, each word of one script, without apostrophes."""
    lowered = text.lower().translate(_ACCENTS)
    return " ".join(map(_one_script, lowered.split()))


def fold(word: str) -> str:
    """Write a plain word as it sounds; hyphens and whatever is no letter fall away."""
    if _CYRILLIC_LETTER.search(word):
        sounds = word.translate(_CYRILLIC)
    else:
        sounds = _SOUND.sub(lambda found: _LATIN[found[0]], word)
    letters = _NO_SOUND.sub("", sounds).replace("ts", "c")
    return _DOUBLE.sub(r"\1", _GLIDE.sub("", letters))


def stem(folded: str) -> str:
    """Take the ending off: cases differ, and Russian endings from Ukrainian ones."""
    bare = _ADJECTIVE.sub("", folded)
    return bare if bare != folded else _NOUN.sub("", folded)


def parts(name: str) -> list[str]:
    """Write a name as it sounds, word by word, those of a compound apart."""
    return [fold(word) for word in plain(name).replace("-", " ").split()]


def spellings(words: Sequence[str]) -> tuple[str, str]:
    """Write folded words in one, whole and without their endings."""
    return "".join(words), "".join(map(stem, words))


def _one_script(word: str) -> str:
    if _CYRILLIC_LETTER.search(word) and _LATIN_LETTER.search(word):
        return word.translate(_ALIKE)
    return word
