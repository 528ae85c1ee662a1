"""What the review of a change is drawn from: the comparison, both maps of each journey it touches, names and places.

Frozen values, made once by `journeymap.api.diffs`; reporters and pages read them and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
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
    it has none.
    """

    id: str
    name: str
    base: JourneyView | None
    head: JourneyView | None
    changes: tuple[Change, ...]
    health: tuple[int | None, int | None]


@dataclass(frozen=True)
class ReviewView:
    """The review of one workspace.

    `folder` is where the workspace lies below what was compared, empty for the place itself. `spans` says where a place
    of the head, or of the base for what is gone, stands in its text. `labels` are the names of teams, personas,
    metrics, plays, initiatives and journeys by `section:id`. `journeys` are those with changes, and `stopped` the changes that
    the gates hold up. With `public`, nothing that is confidential on either side is left in it.
    """

    folder: str
    comparison: Comparison
    journeys: tuple[JourneyPair, ...]
    spans: Mapping[Place, Span]
    labels: Mapping[str, str]
    stopped: tuple[Change, ...] = ()
    public: bool = False
