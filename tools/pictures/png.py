"""PNGs made small: 256 colours suffice for a page of plain surfaces.

Format: https://www.w3.org/TR/png-3/
"""

import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import Final, TypeAlias

Colour: TypeAlias = bytes

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_COLOURS: Final = 256
_COMMON: Final = 160
_INDEXED: Final = 3
_CHANNELS: Final = {2: 3, 6: 4}  # of the colour types: RGB, RGBA
_RGB: Final = 3


def shrink(png: bytes) -> bytes:
    """Write a picture anew with a palette."""
    width, height, rows = _read(png)
    pixels = [row[at : at + _RGB] for row in rows for at in range(0, len(row), _RGB)]
    found = Counter(pixels)
    palette = _palette(found)
    places = {one: palette.index(_nearest(one, palette)) for one in found}
    lines = bytearray()
    for at in range(0, len(pixels), width):
        lines.append(0)  # no filter: neighbours in a palette are no numbers
        lines.extend(places[one] for one in pixels[at : at + width])
    return _written((width, height), palette, bytes(lines))


def _read(png: bytes) -> tuple[int, int, list[bytes]]:
    chunks = dict[bytes, bytes]()
    for name, data in _chunks(png):
        chunks[name] = chunks.get(name, b"") + data
    width, height, _depth, kind = struct.unpack(">IIBB", chunks[b"IHDR"][:10])
    size = _CHANNELS[kind]
    plain = _unfiltered(zlib.decompress(chunks[b"IDAT"]), width * size, size)
    if size == _RGB:
        return width, height, plain
    return width, height, [_without_alpha(row) for row in plain]


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += 12 + length


def _without_alpha(row: bytes) -> bytes:
    kept = bytearray(row)
    del kept[3::4]
    return bytes(kept)


def _unfiltered(data: bytes, length: int, size: int) -> list[bytes]:
    rows, above = list[bytes](), bytes(length)
    for at in range(0, len(data), length + 1):
        row = bytearray(data[at + 1 : at + 1 + length])
        _unfilter(data[at], row, above, size)
        above = bytes(row)
        rows.append(above)
    return rows


def _unfilter(kind: int, row: bytearray, above: bytes, size: int) -> None:
    for at, value in enumerate(row):
        left = row[at - size] if at >= size else 0
        corner = above[at - size] if at >= size else 0
        row[at] = value + _guess(kind, left, above[at], corner) & 0xFF


def _guess(kind: int, left: int, up: int, corner: int) -> int:
    """Foretell a byte as one of the five filters does."""
    paeth = left + up - corner
    nearest = min((left, up, corner), key=lambda one: abs(paeth - one))
    return (0, left, up, (left + up) // 2, nearest)[kind]


def _palette(found: Counter[Colour]) -> list[Colour]:
    """Choose the commonest colours, and of the others those that would be missed."""
    common = [colour for colour, _n in found.most_common(_COMMON)]

    def missed(colour: Colour) -> int:
        return found[colour] * _distance(colour, _nearest(colour, common))

    others = found.keys() - set(common)
    return common + sorted(others, key=missed, reverse=True)[: _COLOURS - len(common)]


def _nearest(colour: Colour, palette: list[Colour]) -> Colour:
    return min(palette, key=lambda one: _distance(colour, one))


def _distance(one: Colour, other: Colour) -> int:
    red, green, blue = one[0] - other[0], one[1] - other[1], one[2] - other[2]
    return red * red + green * green + blue * blue


def _written(size: tuple[int, int], palette: list[Colour], lines: bytes) -> bytes:
    header = struct.pack(">IIBBBBB", *size, 8, _INDEXED, 0, 0, 0)
    parts = [
        (b"IHDR", header),
        (b"PLTE", b"".join(palette)),
        (b"IDAT", zlib.compress(lines, 9)),
        (b"IEND", b""),
    ]
    return _SIGNATURE + b"".join(_chunk(name, data) for name, data in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    checksum = struct.pack(">I", zlib.crc32(name + data))
    return struct.pack(">I", len(data)) + name + data + checksum
