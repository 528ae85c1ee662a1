"""The accent colour, made readable on light and on dark ground.

Contrast is that of WCAG 2.2 (relative luminance of sRGB, ratio (L1 + 0.05) / (L2 + 0.05)).
"""

from __future__ import annotations

import colorsys

ACCENT = "#3448c5"
READABLE = 5.0
"""Text needs 4.5; a little more lets the accent stand on tinted ground too."""
_LIGHT_GROUND = "#f4f5f8"
_DARK_GROUND = "#1d2545"
_STEPS = 200
_LINEAR_BELOW = 0.04045


def accents(colour: str) -> tuple[str, str]:
    """The colour, changed in lightness only as far as text in it needs: for the light theme and for the dark."""
    return readable(colour, _LIGHT_GROUND, darker=True), readable(colour, _DARK_GROUND, darker=False)


def readable(colour: str, ground: str, *, darker: bool) -> str:
    """The nearest lightness of a colour with enough contrast to a ground; towards black or towards white."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    goal = 0.0 if darker else 1.0
    for step in range(_STEPS + 1):
        moved = lightness + (goal - lightness) * step / _STEPS
        tried = _hex(colorsys.hls_to_rgb(hue, moved, saturation))
        if contrast(tried, ground) >= READABLE:
            return tried
    return "#000000" if darker else "#ffffff"


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(value) for value in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= _LINEAR_BELOW else float(((value + 0.055) / 1.055) ** 2.4)


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def _hex(channels: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(value * 255):02x}" for value in channels)
