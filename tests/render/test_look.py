"""The look that settings ask for: an accent that can be read, and keeps its hue and strength."""

import colorsys
import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from journeymap.render import colour

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
NOTICEABLE = 0.04
"""Chroma from which an eye tells a hue; below it a step of one channel turns the angle by degrees."""


def lab(text: str) -> tuple[float, float]:
    """The a and b of OKLab, reckoned from the published matrices as vectors rather than as the code does."""
    lms_of = (
        (0.4122214708, 0.5363325363, 0.0514459929),
        (0.2119034982, 0.6806995451, 0.1073969566),
        (0.0883024619, 0.2817188376, 0.6299787005),
    )
    channels = [int(text[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    roots = [sum(f * c for f, c in zip(row, linear, strict=True)) ** (1 / 3) for row in lms_of]
    a = sum(f * r for f, r in zip((1.9779984951, -2.4285922050, 0.4505937099), roots, strict=True))
    return a, sum(f * r for f, r in zip((0.0259040371, 0.7827717662, -0.8086757660), roots, strict=True))


@given(COLOURS)
@example("#fffefe")
@example("#ffff00")
@example("#000001")
@example("#00003a")
@example("#0000ff")
def test_an_accent_can_be_read_and_stays_itself(accent: str) -> None:
    """On both grounds contrast is 4.5 at least, chroma is not above the original's, and hue is the same."""
    a, b = lab(accent)
    for made, ground in zip(colour.accents(accent), (colour.LIGHT_GROUND, colour.DARK_GROUND), strict=True):
        assert colour.contrast(made, ground) >= 4.5
        made_a, made_b = lab(made)
        assert math.hypot(made_a, made_b) <= math.hypot(a, b) + 0.012
        if min(math.hypot(a, b), math.hypot(made_a, made_b)) > NOTICEABLE:
            turned = math.degrees(math.atan2(made_b, made_a) - math.atan2(b, a))
            assert abs((turned + 180) % 360 - 180) < 5


@given(st.integers(0, 255))
def test_a_grey_stays_grey(level: int) -> None:
    """Red, green and blue of a grey are still the same, on either ground."""
    for made in colour.accents(f"#{level:02x}{level:02x}{level:02x}"):
        assert made[1:3] == made[3:5] == made[5:7]


@pytest.mark.parametrize(("accent", "place"), [("#3448c5", 0), ("#1f6f78", 0), ("#ffd166", 1)])
def test_what_can_be_read_already_is_left_alone(accent: str, place: int) -> None:
    """Where contrast is enough, the colour is the one that was written."""
    assert colour.accents(accent)[place] == accent


def test_a_tinge_of_red_does_not_become_red() -> None:
    """Nearly white, made dark enough to be read, is nearly grey."""
    light, _ = colour.accents("#fffefe")
    channels = [int(light[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    assert colorsys.rgb_to_hls(*channels)[2] < 0.05
