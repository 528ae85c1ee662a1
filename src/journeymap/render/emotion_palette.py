"""The colours of the emotion curve by name, light and dark: the flow's, the personas' lines, and what lies below."""

from __future__ import annotations

from journeymap.render import flow_palette

LIGHT: dict[str, str] = flow_palette.LIGHT | {
    "p0": "#1f2a52",
    "p1": "#8b2a8f",
    "p2": "#6b5a00",
    "p3": "#1f5fbf",
    "p4": "#0a7248",
    "p5": "#b34500",
    "p6": "#c2185b",
    "p7": "#5f6b76",
    "up": "#e2f0f1",
    "down": "#fae9e6",
}
DARK: dict[str, str] = flow_palette.DARK | {
    "p0": "#dfe5ff",
    "p1": "#e79bea",
    "p2": "#d9c65a",
    "p3": "#8bb8ff",
    "p4": "#5fd39a",
    "p5": "#ff9f5c",
    "p6": "#ff86a8",
    "p7": "#9aa7b5",
    "up": "#16313c",
    "down": "#351f29",
}
