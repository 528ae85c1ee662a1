"""The accent colour, made readable on light and on dark ground.

Contrast is that of WCAG 2.2 (relative luminance of sRGB, ratio (L1 + 0.05) / (L2 + 0.05)). Lightness is moved in OKLCH
(Ottosson 2020, https://bottosson.github.io/posts/oklab/), where hue and chroma look the same on the way.
"""

from __future__ import annotations

import math
from functools import lru_cache

ACCENT = "#3448c5"
READABLE = 5.0
"""Text needs 4.5; a little more lets the accent stand on tinted ground too."""
LIGHT_GROUND = "#f4f5f8"
DARK_GROUND = "#1d2545"
_HALVINGS = 16
"""A channel has 256 values: halving a range of 1 so often finds each of them."""
_LINEAR_BELOW = 0.04045
_ROOM = 1e-4
"""How far outside 0 to 1 a channel may come out by rounding alone."""

Triple = tuple[float, float, float]


@lru_cache(maxsize=64)
def accents(colour: str) -> tuple[str, str]:
    """The colour, moved in lightness only as far as text in it needs: for the light theme and for the dark."""
    return readable(colour, LIGHT_GROUND, darker=True), readable(colour, DARK_GROUND, darker=False)


def readable(colour: str, ground: str, *, darker: bool) -> str:
    """The nearest lightness of a colour with enough contrast to a ground; towards black or towards white.

    Its hue stays, and its chroma as far as the screen can show it at that lightness: a grey stays grey.
    """
    if contrast(colour, ground) >= READABLE:
        return colour.lower()
    lightness, chroma, hue = _oklch(colour)
    near, far = lightness, 0.0 if darker else 1.0
    found = "#000000" if darker else "#ffffff"
    for _ in range(_HALVINGS):
        middle = (near + far) / 2
        tried = _shown(middle, chroma, hue)
        if contrast(tried, ground) >= READABLE:
            far, found = middle, tried
        else:
            near = middle
    return found


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = map(_linear, _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= _LINEAR_BELOW else float(((value + 0.055) / 1.055) ** 2.4)


def _encoded(value: float) -> float:
    return value * 12.92 if value <= _LINEAR_BELOW / 12.92 else float(1.055 * value ** (1 / 2.4) - 0.055)


def _oklch(colour: str) -> Triple:
    """Lightness from 0 to 1, chroma from 0 to about 0.32, and hue as an angle."""
    red, green, blue = map(_linear, _channels(colour))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short, math.hypot(a, b), math.atan2(b, a)


def _from_oklch(lightness: float, chroma: float, hue: float) -> Triple:
    """Linear red, green and blue; outside 0 to 1 where a screen cannot show it."""
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _shown(lightness: float, chroma: float, hue: float) -> str:
    """The colour, with as much of its chroma as a screen can show at this lightness."""
    linear = _from_oklch(lightness, chroma, hue)
    if not _is_shown(linear):
        low, high = 0.0, chroma
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            low, high = (middle, high) if _is_shown(_from_oklch(lightness, middle, hue)) else (low, middle)
        linear = _from_oklch(lightness, low, hue)
    return _hex(linear)


def _is_shown(linear: Triple) -> bool:
    return all(-_ROOM <= value <= 1 + _ROOM for value in linear)


def _channels(colour: str) -> Triple:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def _hex(linear: Triple) -> str:
    return "#" + "".join(f"{round(_encoded(min(max(value, 0.0), 1.0)) * 255):02x}" for value in linear)
