"""What these rules have in common: what is held against what, and from when on a number is more than chance.

No rule stands here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from journeymap.lint.rule import RuleOptions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.model.measurement import Measurement
    from journeymap.model.settings import CaseKind
    from journeymap.workspace.loader import Workspace
    from journeymap.workspace.survey import JourneyPlace

_SHOWN = 4
_DIGITS = 4


class MeasuredOptions(RuleOptions):
    """From how many cases on numbers say something."""

    n: int = Field(default=30, ge=1, description="On fewer cases or answers than this nothing is said.")


def held(workspace: Workspace) -> Iterator[tuple[JourneyPlace, Measurement]]:
    """The current journeys that were measured; what shall be has not happened yet."""
    measurements = workspace.catalogue.measurements
    for journey in workspace.survey.living if measurements else ():
        measurement = measurements.get(journey.value.id)
        if measurement is not None and not journey.is_future:
            yield journey, measurement


def bound(journey: JourneyPlace) -> frozenset[str]:
    """The touchpoints that data can see."""
    return frozenset(place.value.id for place in journey.touchpoints if place.value.events)


def told_cases(number: int, kind: CaseKind) -> str:
    """How many cases: "1,200 customers"."""
    return f"{number:,} {kind.value}{'' if number == 1 else 's'}"


def per_cent(share: float) -> str:
    """A share as messages say it: "34%", "0.4%"."""
    return f"{share * 100:.2g}%" if share < 0.1 else f"{share:.0%}"  # noqa: PLR2004  # two digits that count


def written_share(share: float) -> str:
    """A share that somebody has written, with all its digits: "72.5%"."""
    return f"{share * 100:.10g}%"


def apart(shares: Sequence[float]) -> list[str]:
    """Shares as messages say them, with no more digits than show which of them differ."""
    told = [per_cent(share) for share in shares]
    for digits in range(1, _DIGITS):
        if len(set(told)) == len(set(shares)):
            break
        told = [f"{share:.{digits}%}" for share in shares]
    return told


def amount(value: float) -> str:
    """A number as messages say it, four digits that count, and no exponent where people would write none."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"  # noqa: PLR2004  # four digits


def interval(low: str, high: str) -> str:
    """An interval as messages say it."""
    return f"95% interval {low} to {high}"


def gathered(parts: Sequence[str]) -> str:
    """What a sentence lists, a long list cut: "a, b and 3 more"."""
    shown = [*parts] if len(parts) <= _SHOWN + 1 else [*parts[:_SHOWN], f"{len(parts) - _SHOWN} more"]
    return " and ".join(part for part in (", ".join(shown[:-1]), *shown[-1:]) if part)
