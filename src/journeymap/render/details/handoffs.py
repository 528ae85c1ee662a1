"""The view model of the hand-offs of a workspace: who owes what to whom, and where nobody said anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeymap.render.view_parts import Named, TeamView
    from journeymap.render.workspace_view import Heading, Table


@dataclass(frozen=True)
class Spot:
    """A touchpoint of a journey, and the page and element that tell of it."""

    journey: str
    journey_name: str
    touchpoint: str
    number: int
    name: str
    page: str
    anchor: str


@dataclass(frozen=True)
class FaultView:
    """Something that is wrong with a hand-off or missing; `bad` where a customer is lost or a promise broken."""

    key: str
    text: str
    bad: bool


@dataclass(frozen=True)
class PromiseView:
    """What one team owes another at one touchpoint.

    Attributes:
        id: Names it on the page.
        at: The touchpoint after which it is.
        targets: The touchpoints to which the way leads; empty where the journey ends.
        giver: The team that hands over; None where nobody answers for the touchpoint.
        taker: The team that takes over; None where it must not be named.
        sla: Within what time, in words; empty where none is agreed.
        sla_seconds: The same, to compare.
        waited: The times that the customer waits on the map until the other team has them, in words.
        criteria: What must be true for it to count.
        on_reject: What happens when it is refused.
        recycle: Where refused customers return to.
        faults: What is wrong or missing, worst first.
        sentence: What is promised, in a sentence.
        future: Whether it is of a future journey: a promise that is not owed yet.
    """

    id: str
    at: Spot
    targets: tuple[Spot, ...]
    giver: TeamView | None
    taker: TeamView | None
    sla: str
    sla_seconds: float | None
    waited: tuple[str, ...]
    criteria: tuple[str, ...]
    on_reject: str
    recycle: Spot | None
    faults: tuple[FaultView, ...]
    sentence: str
    future: bool


@dataclass(frozen=True)
class SilentView:
    """A change of owner about which nothing is written."""

    at: Spot
    target: Spot
    giver: TeamView | None
    taker: TeamView | None
    future: bool


@dataclass(frozen=True)
class MeetingView:
    """What one team owes another in all journeys as they are, counted.

    `tightest` and `loosest` are SLAs in words, empty where none is agreed; `without_sla` counts those without one,
    `broken` those that are late or not taken up, `silent` the changes of owner without a hand-off.
    """

    count: int = 0
    tightest: str = ""
    loosest: str = ""
    without_sla: int = 0
    broken: int = 0
    silent: int = 0


@dataclass(frozen=True)
class MatrixView:
    """Teams that give, by teams that take; `rows` has a line for each giver and None where two never meet."""

    givers: tuple[Named, ...]
    takers: tuple[Named, ...]
    rows: tuple[tuple[MeetingView | None, ...], ...]


@dataclass(frozen=True)
class PartnerView:
    """A team with the hand-offs that it gives, or takes; `id` is empty for nobody."""

    id: str
    team: TeamView | None
    name: str
    promises: tuple[PromiseView, ...]


@dataclass(frozen=True)
class HandoffsView:
    """All hand-offs of a workspace: those owed now, those of future journeys, and the silent ones."""

    heading: Heading
    matrix: MatrixView
    giving: tuple[PartnerView, ...]
    taking: tuple[PartnerView, ...]
    planned: tuple[PromiseView, ...]
    silent: tuple[SilentView, ...]
    tables: tuple[Table, ...]

    @property
    def owed(self) -> tuple[PromiseView, ...]:
        """All that is owed now."""
        return tuple(promise for partner in self.giving for promise in partner.promises)
