"""The ways of the view model: from touchpoint to touchpoint, and what one team owes the other on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from journeymap.render.view_measured import WayUse  # noqa: TC001  # read at run time
from journeymap.render.view_parts import EvidenceView, Named, TeamView  # noqa: TC001  # read at run time

EdgeKind = Literal["next", "branch", "loop-back", "skip", "end", "recycle"]


@dataclass(frozen=True)
class HandoffView:
    """What one team owes the other; `text` reads "to Sales within 4 hours", `sla` is empty where none is agreed."""

    text: str
    giver: TeamView | None
    to: TeamView
    sla: str
    criteria: tuple[str, ...]
    on_reject: str
    recycle_to: str
    recycle_number: int | None
    recycle_name: str


@dataclass(frozen=True)
class EdgeView:
    """A way from one touchpoint to another, or to an end of the journey.

    `kind`: `next` the only way on to the following touchpoint, `branch` one of several ways forward, `skip` a way
    forward over others, `loop-back` a way back, `end`, and `recycle` the return of a customer whom the next team
    refuses. `target` is empty for an end. `share` is 0 to 1. `text` is the way in one line, as on the card.
    `implicit` ways are not written, but follow from the order. `measured` is how often it was taken.
    """

    source: str
    source_number: int
    target: str
    target_number: int | None
    target_name: str
    kind: EdgeKind
    outcome: str
    share: float | None
    share_text: str
    condition: str
    personas: tuple[Named, ...]
    also: bool
    channel_switch: str
    handoff: HandoffView | None
    evidence: EvidenceView
    text: str
    implicit: bool = False
    measured: WayUse | None = None

    @property
    def is_retry(self) -> bool:
        """Whether a customer who is refused simply stays where they are."""
        return self.kind == "recycle" and self.source == self.target

    @property
    def is_told(self) -> bool:
        """Whether the map says it: not where it only follows the order, and not the return that a hand-off tells."""
        if self.handoff:
            return True
        says = self.share_text or self.condition or self.personas or self.also or self.evidence.text
        return not self.implicit and self.kind != "recycle" and bool(self.kind != "next" or says)
