"""Cuts the lower part off a PNG picture, with nothing but the standard library."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

START = b"\x89PNG\r\n\x1a\n"
"""What every PNG file begins with."""

_HEADER, _DATA, _END = b"IHDR", b"IDAT", b"IEND"
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Values for each pixel, by the colour type (PNG specification, 11.2.1)."""


def upper_part(picture: bytes, height: int) -> bytes:
    """The upper rows of a picture.

    A row of a PNG is written as differences from the row above, so the rows that stay need not be changed.

    Args:
        picture: A PNG file that is not interlaced, of at least this height.
        height: In pixels.

    Raises:
        ValueError: The picture is lower, or is interlaced.
    """
    chunks = list(_chunks(picture))
    width, rows, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", chunks[0][1])
    if rows < height or interlaced:
        raise ValueError(f"a picture of {rows} rows cannot be cut to {height}")
    row = 1 + (width * depth * _CHANNELS[colour] + 7) // 8
    data = zlib.decompress(b"".join(content for kind, content in chunks if kind == _DATA))
    before = [(kind, content) for kind, content in chunks[1:] if kind not in {_DATA, _END}]
    header = struct.pack(">II", width, height) + chunks[0][1][8:]
    kept = [(_HEADER, header), *before, (_DATA, zlib.compress(data[: row * height])), (_END, b"")]
    return START + b"".join(_chunk(kind, content) for kind, content in kept)


def _chunks(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(START)
    while at < len(picture):
        (length,) = struct.unpack(">I", picture[at : at + 4])
        yield picture[at + 4 : at + 8], picture[at + 8 : at + 8 + length]
        at += length + 12


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
