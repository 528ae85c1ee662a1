"""Numbers as people read them: counts with blanks, shares in per cent, times in days, hours, minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

NOTHING = "\N{EN DASH}"
"""What stands where there is no number."""

_UNITS = ((86_400.0, "d"), (3_600.0, "h"), (60.0, "min"))
_THIN = "\u202f"
_WHOLE = 100


def count(number: int | None) -> str:
    """A count, with a narrow blank between thousands; `few` where it is not shown."""
    return "few" if number is None else f"{number:,}".replace(",", _THIN)


def percent(share: float | None) -> str:
    """A share in per cent with one decimal; a dash where there is none."""
    return NOTHING if share is None else percentage(share * 100)


def percentage(number: float) -> str:
    """What is in per cent already, with one decimal."""
    return f"{number:.1f}{_THIN}%"


def amount(number: float) -> str:
    """Any other number: without decimals from a hundred on, else with at most two."""
    return alike([number])(number)


def alike(numbers: Iterable[float | None]) -> Callable[[float], str]:
    """Writes numbers that stand side by side or below each other with the same decimals.

    There are none where each number is of a hundred or more, else as many as the most exact one has, and at most two.
    """
    known = [number for number in numbers if number]
    places = max((_decimals(number) for number in known), default=0)
    digits = 0 if all(abs(number) >= _WHOLE for number in known) else places
    return lambda number: f"{round(number, digits) + 0.0:,.{digits}f}".replace(",", _THIN)


def _decimals(number: float) -> int:
    return len(f"{number:.2f}".rstrip("0").partition(".")[2])


def between(low: float | None, high: float | None, said: Callable[[float], str]) -> str:
    """An interval; a dash where it is not known."""
    return NOTHING if low is None or high is None else f"{said(low)} to {said(high)}"


def span(seconds: float) -> str:
    """A length of time in the largest unit of which there is at least one, such as `1.5 h`; seconds are whole."""
    for size, unit in _UNITS:
        if seconds >= size:
            return f"{seconds / size:.1f}{_THIN}{unit}"
    return f"{seconds:.0f}{_THIN}s"


def unadorned(text: str) -> str:
    """Numbers in a text with plain blanks in place of narrow ones, as logs have them."""
    return text.replace(_THIN, " ")
