"""Count in how many texts words, meanings and matters stand: `make count`.

Writes the file; to be done after every change of data/synonyms or data/matters.
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterator

from bot.services.similar import reading
from bot.services.similar.commonness import ALL, COUNTS

TEXTS = ("dangers_training.csv", "hotline_uk.csv")
RAREST = 2  # texts that have it


def count() -> dict[str, int]:
    """Count what recurs in the texts that we have, sorted."""
    counted = list(texts())
    read = (reading.keys(text) + reading.told(text) for text in counted)
    counts = Counter(mark for each in read for mark in each)
    common = {mark: n for mark, n in sorted(counts.items()) if n >= RAREST}
    return {ALL: len(counted)} | common


def main() -> None:
    """Write the file."""
    lines = [f"{mark}\t{n}\n" for mark, n in count().items()]
    COUNTS.write_text("".join(lines), encoding="utf-8")
    sys.stdout.write(f"{len(lines)} lines\n")


def texts() -> Iterator[str]:
    """Read the texts that are counted."""
    for name in TEXTS:
        with (COUNTS.parent / name).open(encoding="utf-8", newline="") as file:
            yield from (row["text"] for row in csv.DictReader(file))


if __name__ == "__main__":
    main()
