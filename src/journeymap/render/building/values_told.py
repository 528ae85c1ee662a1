"""A metric's value at a place, as cells of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.render.details.sheet import Bit

if TYPE_CHECKING:
    from journeymap.render.building.workspace_names import Names
    from journeymap.render.details.sheet import Cell, Tone
    from journeymap.render.view_parts import MeasureView

_TONES: dict[str, Tone] = {"met": "good", "between": "warn", "warning": "bad", "missed": "bad"}
SHORT = frozenset(_TONES) - {"met"}
"""The standings that fall short of a target."""


def value_cells(names: Names, item: MeasureView) -> tuple[Cell, ...]:
    """Value, target, standing, date and size, and the team that answers for it."""
    tone = _TONES.get(item.state, "")
    return (
        (Bit(item.value, tone=tone, bar=item.bar),),
        tuple(Bit(text) for text in (item.target_value, item.warn) if text),
        (Bit(item.state_word, tone=tone, form="tag"),) if item.state_word else (),
        tuple(Bit(text, tone="soft") for text in (item.as_of_day, item.n, *_intervals(item)) if text),
        (names.of_team(item.team),) if item.team else (),
    )


def _intervals(item: MeasureView) -> tuple[str, ...]:
    """The interval of what was measured of everybody; none for a value that was written."""
    return tuple(one.interval for one in item.measured[:1] if not one.who)
