"""Numbers as people read them: counts with blanks, shares in per cent, times in days, hours, minutes."""

from __future__ import annotations

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
    return NOTHING if share is None else f"{share * 100:.1f}{_THIN}%"


def amount(number: float) -> str:
    """Any other number: without decimals from a hundred on, else with at most two."""
    if abs(number) >= _WHOLE:
        return f"{number:,.0f}".replace(",", _THIN)
    near = round(number, 2)
    return f"{near:.2f}".rstrip("0").rstrip(".") if near else "0"


def span(seconds: float) -> str:
    """A length of time in the largest unit of which there is at least one, such as `1.5 h`."""
    for size, unit in _UNITS:
        if seconds >= size:
            return f"{seconds / size:.1f}".rstrip("0").rstrip(".") + f"{_THIN}{unit}"
    return f"{seconds:.0f}{_THIN}s"
