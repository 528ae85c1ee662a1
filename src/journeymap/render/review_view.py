"""What the review of a change is drawn from: the comparison, both maps of each journey it touches, names and places.

Frozen values, made once by `journeymap.api.diffs`; reporters and pages read them and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.diagnostics import Span
    from journeymap.diff.values import Change, Comparison, Place
    from journeymap.render.view import JourneyView


@dataclass(frozen=True)
class JourneyPair:
    """A journey that a change touches, as it was and as it is; None on a side that does not have it.

    `changes` are those of the journey, in the order of the comparison; `health` is its score on both sides, None where
    it has none. Both maps and the scores are None where maps were not asked for.
    """

    id: str
    name: str
    base: JourneyView | None
    head: JourneyView | None
    changes: tuple[Change, ...]
    health: tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a change is shown: a file and a stretch of its text.

    That is the head, for what is gone there the nearest object around it; only where nothing around it is left, such as
    for a whole journey, it is the base, and `in_head` is false.
    """

    path: str
    span: Span
    in_head: bool = True


@dataclass(frozen=True)
class ReviewView:
    """The review of one workspace.

    `folder` is where the workspace lies below what was compared, empty for the place itself. `spans` says where a place
    of the head, or of the base for what is gone, stands in its text; `spots` says for each change where it is shown.
    `labels` are the names of teams, personas, metrics, plays, initiatives and journeys by `section:id`, and those of
    touchpoints by `journey/id`. `journeys` are those with changes, and `stopped` the changes that the gates hold up.
    With `public`, nothing that is confidential on either side is left in it; `withheld` is how many changes that took
    away, `withheld_stopped` how many of them the gates hold up.
    """

    folder: str
    comparison: Comparison
    journeys: tuple[JourneyPair, ...]
    spans: Mapping[Place, Span]
    labels: Mapping[str, str]
    stopped: tuple[Change, ...] = ()
    public: bool = False
    spots: Mapping[Change, Spot] = field(default_factory=dict)
    withheld: int = 0
    withheld_stopped: int = 0

    def label(self, section: str, own: str) -> str:
        """What people call an object of a section; its id where no name is known."""
        return self.labels.get(f"{section}:{own}", own)

    @property
    def says_nothing(self) -> bool:
        """Whether there is nothing to tell: no change, nothing unreadable, no finding that came or went."""
        findings = self.comparison.findings
        told = (self.comparison.changes, self.comparison.unreadable, findings.introduced, findings.fixed, self.withheld)
        return not any(told)
