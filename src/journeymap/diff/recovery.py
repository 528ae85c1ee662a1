"""Recovery paths: whether what feels bad still leads on to something that does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diff.values import Fact, Verb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diff.matching import Matches
    from journeymap.diff.sides import Side


def recoveries(matches: Matches, base: Side, head: Side, journeys: frozenset[str]) -> Iterator[Fact]:
    """Touchpoints that feel bad on both sides and lost their way back to neutral, or won one.

    Args:
        matches: The pairs of the two sides.
        base: The one side.
        head: The other.
        journeys: The ids, in the base, of journeys in which something differs; the rest are not looked at.
    """
    before = {name: way for journey in sorted(journeys) for name, way in base.recovered(journey).items()}
    there = {head.entities[matches.names[name]].journey for name in before if name in matches.names}
    after = {name: way for journey in sorted(there) for name, way in head.recovered(journey).items()}
    for old, now in matches.pairs if before else ():
        was, found = before.get(old.name), after.get(now.name)
        if was is not None and found is not None and was != found:
            yield Fact("recovery", Verb.ADDED if found else Verb.REMOVED, old, now)
