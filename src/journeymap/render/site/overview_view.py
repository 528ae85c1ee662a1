"""What the first page of a report and the page about health show: plain frozen values, ready to be drawn.

No number here is an average of emotions: it would hide the worst moment.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeymap.render.view_parts import EmotionView, Named, PersonaView, ReviewView, Strength, TeamView
    from journeymap.render.workspace_view import Heading

LONG = 30
"""From so many journeys on, those out of sight are laid out when somebody comes near."""


@dataclass(frozen=True)
class Place:
    """Something with a place in the report: its text, and the page and element where it is told."""

    text: str
    page: str
    anchor: str = ""


@dataclass(frozen=True)
class Proof:
    """What something rests on, in words."""

    text: str
    strength: Strength


@dataclass(frozen=True)
class FeltView:
    """How something feels to a persona; None stands for all."""

    persona: PersonaView | None
    emotion: EmotionView


@dataclass(frozen=True)
class MomentView:
    """A moment, where it is, how it feels to whom, and what says so; `number` is None for a whole stage."""

    number: int | None
    place: Place
    felt: tuple[FeltView, ...]
    proof: Proof


@dataclass(frozen=True)
class LineView:
    """A curve in small: SVG paths in a drawing of 100 by 100, and its dots."""

    kind: str
    dash: int
    path: str
    gaps: str
    dots: str


@dataclass(frozen=True)
class ChargeView:
    """What was counted against a journey: how often or which share, in words, and the points that it costs."""

    text: str
    count: str
    lost: str


@dataclass(frozen=True)
class PartView:
    """A line of a score: the points lost of those that can be, and for what."""

    key: str
    name: str
    lost: int
    lost_text: str
    cap: int
    is_capped: bool
    not_asked: str
    charges: tuple[ChargeView, ...]


@dataclass(frozen=True)
class ScoreView:
    """The health of a journey: `score` is None where there is none, and `text` then says why."""

    score: int | None
    text: str
    parts: tuple[PartView, ...]

    @property
    def losses(self) -> tuple[PartView, ...]:
        """The parts that cost something."""
        return tuple(part for part in self.parts if part.lost)


@dataclass(frozen=True)
class JourneyRow:
    """A journey in the report. `views` are its pages; `base` is the journey that a future one is based on."""

    id: str
    name: str
    language: str
    direction: str
    page: str
    future: bool
    retired: bool
    base: Named | None
    owner: TeamView | None
    status_word: str
    review: ReviewView
    personas: tuple[PersonaView, ...]
    lines: tuple[LineView, ...]
    curve_text: str
    score: ScoreView
    worst: tuple[MomentView, ...]
    moments: tuple[MomentView, ...]
    views: tuple[Place, ...]


@dataclass(frozen=True)
class PainRow:
    """A bad pain on which nobody acts."""

    summary: str
    severity: str
    severity_word: str
    place: Place
    journey: Place
    owner: TeamView | None
    owner_page: str
    state: str
    proof: Proof


@dataclass(frozen=True)
class HandoffRow:
    """A hand-off with which something is wrong; `faults` are keys with their words, worst first."""

    place: Place
    journey: Place
    taker: str
    faults: tuple[Named, ...]
    promise: str


@dataclass(frozen=True)
class HandoffGroup:
    """The faulty hand-offs of a team that gives customers to others; None for those that nobody gives."""

    team: TeamView | None
    page: str
    rows: tuple[HandoffRow, ...]


@dataclass(frozen=True)
class ChangeView:
    """Something that changed: when, what kind of change in a word, and what."""

    date: str
    kind: str
    text: str


@dataclass(frozen=True)
class ChangedJourney:
    """What is known to have changed since the last review of a journey; `since` says which day that was."""

    journey: Place
    since: str
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True)
class MeasuredRow:
    """A journey held against data, in a few sentences; `stale` where the map has changed since."""

    journey: Place
    about: str
    stale: str
    lead: tuple[str, ...]
    missed: str


@dataclass(frozen=True)
class TeamRow:
    """What a team answers for, as texts of numbers; empty for none."""

    team: TeamView
    page: str
    journeys: tuple[Place, ...]
    touchpoints: str
    pains: str
    initiatives: str
    handoffs: str


@dataclass(frozen=True)
class PersonaRow:
    """A persona, and the journeys that it is on."""

    persona: Place
    initials: str
    about: str
    journeys: tuple[Place, ...]


@dataclass(frozen=True)
class Found:
    """Something to be found: where it leads, and what it belongs to."""

    place: Place
    within: str


@dataclass(frozen=True)
class FoundGroup:
    """All things of a kind."""

    key: str
    title: str
    count: str
    items: tuple[Found, ...]


@dataclass(frozen=True)
class Fact:
    """A number of the whole workspace with what it counts."""

    value: str
    text: str
    page: str


@dataclass(frozen=True)
class OverviewView:
    """The first page. `left_out` are ids of journeys that have faults and are not in the report.

    `no_pains` and `no_handoffs` say that there is nothing that could be well seen to; empty where there is.
    """

    heading: Heading
    facts: tuple[Fact, ...]
    left_out: tuple[str, ...]
    findings_page: str
    felt: tuple[JourneyRow, ...]
    pains: tuple[PainRow, ...]
    no_pains: str
    handoffs: tuple[HandoffGroup, ...]
    handoff_count: int
    no_handoffs: str
    changed: tuple[ChangedJourney, ...]
    unchanged: str
    journeys: tuple[JourneyRow, ...]
    personas: tuple[PersonaRow, ...]
    teams: tuple[TeamRow, ...]
    found: tuple[FoundGroup, ...]
    measured: tuple[MeasuredRow, ...] = ()

    @property
    def is_long(self) -> bool:
        """Whether journeys out of sight are laid out later."""
        return len(self.journeys) >= LONG


@dataclass(frozen=True)
class FormulaCharge:
    """A line of the formula: what is counted, and what each costs."""

    text: str
    points: str


@dataclass(frozen=True)
class FormulaPart:
    """A part of the formula."""

    key: str
    name: str
    cap: int
    reason: str
    not_asked: str
    charges: tuple[FormulaCharge, ...]


@dataclass(frozen=True)
class HealthView:
    """How health is reckoned, and the numbers of each journey."""

    heading: Heading
    intro: str
    parts: tuple[FormulaPart, ...]
    journeys: tuple[JourneyRow, ...]
