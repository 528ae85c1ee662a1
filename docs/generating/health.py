"""The formula of a journey's health, from the code that reckons it."""

from __future__ import annotations

from generating.markdown import table
from journeymap.health.formula import START, Part, formula


def health() -> str:
    """A row a part: what it counts, what it costs, and why."""
    parts = formula()
    rows = [[part.key.replace("-", " "), str(part.cap), _charges(part), part.reason] for part in parts]
    return f"Of {START} points, at most:\n\n" + table(["part", "points", "each", "why"], rows)


def _charges(part: Part) -> str:
    return "; ".join(f"{charge.meaning}: {charge.points}" for charge in part.charges)
