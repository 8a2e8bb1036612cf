"""Write down what is common to texts of a language, as the model sees them."""

import sys
from collections import defaultdict

from bot.services.similar import vectors
from tools.commonness import texts


def main() -> None:
    """Write the file; takes some minutes."""
    read = defaultdict[str, list[vectors.Vector]](list)
    for text in texts():
        read[vectors.language(text)].append(vectors.raw(text))
    lines = [_line(name, each) for name, each in sorted(read.items())]
    vectors.MEANS.write_text("".join(lines), encoding="utf-8")
    sys.stdout.write(f"{len(lines)} lines\n")


def _line(name: str, read: list[vectors.Vector]) -> str:
    mean = sum(read[1:], start=read[0]) / len(read)
    return "\t".join([name, *(f"{number:.5f}" for number in mean)]) + "\n"


if __name__ == "__main__":
    main()
