"""What somebody typed who had not switched the keyboard over."""

import re
from typing import Final

_LATIN: Final = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`\\"
_UKRAINIAN: Final = "йцукенгшщзхїфівапролджєячсмитьбю'ґ"
_RUSSIAN: Final = "йцукенгшщзхъфывапролджэячсмитьбюё\\"
_SHIFTED: Final = str.maketrans('{}:"<>~|', "[];',.`\\")

_TO_UKRAINIAN: Final = str.maketrans(_LATIN, _UKRAINIAN)
_TO_LATIN: Final = str.maketrans(_RUSSIAN + _UKRAINIAN, _LATIN * 2)
# One place on the keyboard, two letters; the others that differ sound alike.
_RUSSIAN_TO_UKRAINIAN: Final = str.maketrans("ъ", "ї")

_LATIN_LETTER: Final = re.compile("[a-z]")
_CYRILLIC_LETTER: Final = re.compile("[а-яґєіїё]")


def meant(text: str) -> list[str]:
    """List what was meant if the layout was wrong; Russian keys count for Ukrainian.

    «ghbdsn» is read as «привіт»; «руддщ» as "hello".
    """
    lowered = text.lower()
    if _CYRILLIC_LETTER.search(lowered):
        latin = lowered.translate(_TO_LATIN)
        ukrainian = lowered.translate(_RUSSIAN_TO_UKRAINIAN)
        return [each for each in (ukrainian, latin) if each != lowered]
    if _LATIN_LETTER.search(lowered):
        return [lowered.translate(_SHIFTED).translate(_TO_UKRAINIAN)]
    return []
