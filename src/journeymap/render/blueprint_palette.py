"""The colours of the service blueprint by name, light and dark: the flow's, and those of what fails."""

from __future__ import annotations

from journeymap.render import flow_palette

LIGHT: dict[str, str] = flow_palette.LIGHT | {"pain": "#fdf1ef", "painline": "#e3a79e", "front": "#ecf7f3"}
DARK: dict[str, str] = flow_palette.DARK | {"pain": "#2e1c24", "painline": "#7d434c", "front": "#142b2a"}
