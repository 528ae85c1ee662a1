"""Recovery paths: whether what feels bad still leads on to something that does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diff.values import Fact, Verb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diff.matching import Matches
    from journeymap.diff.sides import Side


def recoveries(matches: Matches, base: Side, head: Side) -> Iterator[Fact]:
    """Touchpoints that feel bad on both sides and lost their way back to neutral, or won one."""
    for old, now in matches.pairs:
        if old.kind != "touchpoint":
            continue
        before, after = base.recovered.get(old.name), head.recovered.get(now.name)
        if before is None or after is None or before == after:
            continue
        yield Fact("recovery", Verb.ADDED if after else Verb.REMOVED, old, now)
