import struct
import zlib

import pytest

from tools.pictures import png

RED, BLUE, DARK = b"\xff\x00\x00", b"\x00\x00\xff", b"\x00\x00\x0f"
ROWS = [RED + BLUE + DARK, BLUE + BLUE + RED]


def picture(filters: tuple[int, int]) -> bytes:
    """Write a small PNG whose lines are filtered as a camera would."""
    above, lines = bytes(9), b""
    for kind, row in zip(filters, ROWS, strict=True):
        lines += bytes([kind]) + bytes(filtered(kind, row, above))
        above = row
    header = struct.pack(">IIBBBBB", 3, 2, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(lines)), (b"IEND", b"")]
    return png._SIGNATURE + b"".join(png._chunk(*part) for part in parts)


def filtered(kind: int, row: bytes, above: bytes) -> list[int]:
    left, corner = bytes(3) + row, bytes(3) + above
    return [
        value - png._guess(kind, left[at], above[at], corner[at]) & 0xFF
        for at, value in enumerate(row)
    ]


@pytest.mark.parametrize("kind", range(5))
def test_every_filter_is_undone(kind: int) -> None:
    assert png._read(picture((kind, kind))) == (3, 2, ROWS)


def test_a_picture_of_few_colours_keeps_them_all() -> None:
    parts = dict(png._chunks(png.shrink(picture((0, 0)))))
    colours = [parts[b"PLTE"][at : at + 3] for at in range(0, 9, 3)]
    lines = zlib.decompress(parts[b"IDAT"])
    rows = [lines[at + 1 : at + 4] for at in (0, 4)]
    assert [b"".join(colours[place] for place in row) for row in rows] == ROWS


def test_of_many_colours_the_rare_are_drawn_by_the_most_alike() -> None:
    assert png._nearest(DARK, [RED, BLUE, b"\x00\x00\x00"]) == b"\x00\x00\x00"
