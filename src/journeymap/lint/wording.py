"""Counts and lists as messages say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHOWN = 4


def counted(number: int, noun: str) -> str:
    """A count with its noun: "1 touchpoint", "3 touchpoints"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def listed(ids: Sequence[str]) -> str:
    """Ids as they stand in a sentence, a long list cut: "`pay`, `wait` and 3 more"."""
    quoted = [f"`{name}`" for name in ids]
    if len(quoted) > _SHOWN + 1:
        quoted = [*quoted[:_SHOWN], f"{len(quoted) - _SHOWN} more"]
    return " and ".join(part for part in (", ".join(quoted[:-1]), *quoted[-1:]) if part)
