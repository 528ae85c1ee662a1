"""The colours of the emotion curve by name, light and dark: the flow's, the personas' lines, and what lies below."""

from __future__ import annotations

from journeymap.render import flow_palette

LINES = 4
"""Colours of personas; their letters tell apart those who share one."""
LIGHT: dict[str, str] = flow_palette.LIGHT | {
    "p0": "#1f2a52",
    "p1": "#8b2a8f",
    "p2": "#6b5a00",
    "p3": "#1f5fbf",
    "up": "#e2f0f1",
    "down": "#fae9e6",
}
DARK: dict[str, str] = flow_palette.DARK | {
    "p0": "#dfe5ff",
    "p1": "#e79bea",
    "p2": "#d9c65a",
    "p3": "#8bb8ff",
    "up": "#16313c",
    "down": "#351f29",
}
