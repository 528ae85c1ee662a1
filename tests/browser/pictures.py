"""Screenshots that are alike, though not to the pixel: small, and block by block, wherever each block lies best.

Other versions of Chromium draw edges differently, and other fonts end lines elsewhere by a few pixels. Both pictures
are therefore made a quarter as large, and each block is compared with the same block of the other picture moved by up
to one small pixel, which is four on the screen; the best place counts. A lane that is gone or a colour that is wrong
differs in every place.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageFilter

if TYPE_CHECKING:
    from pathlib import Path

SMALLER = 4
BLOCK = 8
"""Small pixels on a side of the blocks that are compared."""
WORST = 25
"""How far one block may differ, of 255: what lies 3 pixels elsewhere reaches 13, a face in a wrong colour 44."""
MEAN = 2.8
"""How far all blocks may differ on average, of 255: what lies 3 pixels elsewhere reaches 2.2."""


@dataclass(frozen=True)
class Difference:
    """How unlike two pictures are, from 0 to 255: the worst block, and all on average; and a picture of it."""

    worst: float
    mean: float
    picture: Image.Image

    @property
    def small(self) -> bool:
        """Whether a person would call them the same."""
        return self.worst <= WORST and self.mean <= MEAN


def shrunk(screenshot: bytes) -> Image.Image:
    """A screenshot at a quarter of its size."""
    with Image.open(io.BytesIO(screenshot)) as whole:
        return whole.convert("RGB").reduce(SMALLER)


def difference(one: Image.Image, other: Image.Image) -> Difference:
    """Compares two shrunk screenshots; what only one of them has counts as wholly different."""
    if one.size != other.size:
        return Difference(255, 255, Image.new("L", one.size, 255))
    one, other = (picture.filter(ImageFilter.GaussianBlur(1)) for picture in (one, other))
    moves = [(across, down) for across in (-1, 0, 1) for down in (-1, 0, 1)]
    middle = _cut(one, 0, 0)
    blocks = reduce(ImageChops.darker, (_blocks(middle, _cut(other, *move)) for move in moves))
    counts = blocks.histogram()
    mean = sum(level * count for level, count in enumerate(counts)) / sum(counts)
    return Difference(blocks.getextrema()[1], mean, blocks.resize(one.size, Image.Resampling.NEAREST))


def _cut(picture: Image.Image, across: int, down: int) -> Image.Image:
    """A picture without its rim of one small pixel, cut beside the middle."""
    return picture.crop((1 + across, 1 + down, picture.width - 1 + across, picture.height - 1 + down))


def _blocks(one: Image.Image, other: Image.Image) -> Image.Image:
    """The mean difference of each block, in the colour that differs most."""
    bands = ImageChops.difference(one, other).split()
    return reduce(ImageChops.lighter, bands).reduce(BLOCK)


def save(picture: Image.Image, file: Path) -> None:
    """Writes a picture as PNG."""
    file.parent.mkdir(parents=True, exist_ok=True)
    picture.save(file, optimize=True)


def read(file: Path) -> Image.Image:
    """A picture that was saved."""
    with Image.open(file) as found:
        return found.convert("RGB")
