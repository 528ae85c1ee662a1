"""The colours of the flow by name, light and dark; the same as the map's."""

from __future__ import annotations

LIGHT: dict[str, str] = {
    "page": "#f4f5f8",
    "card": "#ffffff",
    "band": "#fafbfd",
    "line": "#e3e6ee",
    "edge": "#7d869c",
    "border": "#c3c9d8",
    "ink": "#161c2d",
    "ink2": "#4d566d",
    "accent": "#3448c5",
    "tint": "#eef1fe",
    "tintline": "#cfd6fa",
    "head": "#1f2a52",
    "headink": "#ffffff",
    "headink2": "#cfd6f5",
    "s1": "#b42318",
    "s2": "#b8530a",
    "s3": "#667085",
    "s4": "#1f7a8c",
    "s5": "#0b5e6b",
    "glyph": "#ffffff",
}
DARK: dict[str, str] = {
    "page": "#0d1220",
    "card": "#151b2c",
    "band": "#11172a",
    "line": "#2a3350",
    "edge": "#8f9ab8",
    "border": "#46517a",
    "ink": "#edf0fa",
    "ink2": "#b0b9d2",
    "accent": "#a5b4fc",
    "tint": "#1d2545",
    "tintline": "#3a4784",
    "head": "#2b3768",
    "headink": "#ffffff",
    "headink2": "#cfd6f5",
    "s1": "#ff8a7a",
    "s2": "#fbb26a",
    "s3": "#a3acc4",
    "s4": "#6cc7d8",
    "s5": "#37dcc8",
    "glyph": "#10162a",
}
FONTS = (
    "Inter",
    "ui-sans-serif",
    "system-ui",
    "-apple-system",
    "Segoe UI",
    "Roboto",
    "Helvetica Neue",
    "Noto Sans",
    "Arial",
    "sans-serif",
)
ENGINE_DASHES = {"": "solid", "dashed": "dashed", "dotted": "dotted", "sparse": "dotted", "dashdot": "dashed"}
"""Graphviz has fewer kinds of lines than the pictures: what is left of each kind there."""
ENGINE_FONTS = "Inter,Segoe UI,Helvetica Neue,Noto Sans,Arial,DejaVu Sans,sans-serif"
