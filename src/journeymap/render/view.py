"""The view model of one journey: what every renderer draws, computed once and ready to be shown.

Plain frozen dataclasses of text, numbers and tuples: `dataclasses.asdict` and `json` work on them. Words that are
shown stand beside the keys they come from (`kind` and `kind_word`), positions are per cent of the whole drawing.
Nothing here reads the models, and no renderer does arithmetic.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from journeymap.render.view_measured import MeasuredView, UseView  # noqa: TC001  # read at run time
from journeymap.render.view_parts import (
    ChannelView,
    DecisionView,
    EmotionView,
    EvidenceView,
    Fact,
    GainView,
    GoalView,
    InitiativeView,
    JourneyLink,
    LifecycleView,
    Look,
    MeasureView,
    MetricView,
    Named,
    OpportunityView,
    PainView,
    PersonaView,
    Picture,
    PlayView,
    ResearchView,
    ReviewView,
    SystemView,
    TeamView,
    ThoughtView,
    WorkView,
)
from journeymap.render.view_ways import EdgeView  # noqa: TC001  # read at run time

__all__ = [
    "CardView",
    "CurveView",
    "EmotionView",
    "JourneyView",
    "PainView",
    "PointView",
    "StageView",
    "TileView",
]


@dataclass(frozen=True)
class CardView:
    """A touchpoint. `number` counts through the journey from 1, `anchor` is its id on the page.

    `personas` are those who take part where that is not all of the journey's; `unknown_share` is the rest, in words,
    where the written shares do not sum to one. `change` says, in a future journey, how it differs from the current
    one: kept, new, or replaces. `measured` is what data say of it, None where they say nothing.
    """

    number: int
    id: str
    anchor: str
    name: str
    stage: str
    stage_number: int
    description: str
    picture: Picture | None
    channels: tuple[ChannelView, ...]
    channel_reason: str
    duration: str
    duration_seconds: float | None
    wait: str
    wait_seconds: float | None
    personas: tuple[Named, ...]
    actor: str
    emotion: EmotionView | None
    moment_of_truth: bool
    feelings: tuple[str, ...]
    goal: GoalView | None
    actions: tuple[str, ...]
    thoughts: tuple[ThoughtView, ...]
    owner: TeamView | None
    owner_inherited: bool
    responsible: tuple[TeamView, ...]
    consulted: tuple[TeamView, ...]
    informed: tuple[TeamView, ...]
    frontstage: tuple[WorkView, ...]
    backstage: tuple[WorkView, ...]
    support: tuple[WorkView, ...]
    artifacts: tuple[str, ...]
    pains: tuple[PainView, ...]
    gains: tuple[GainView, ...]
    opportunities: tuple[OpportunityView, ...]
    measures: tuple[MeasureView, ...]
    plays: tuple[PlayView, ...]
    events: tuple[str, ...]
    ways: tuple[EdgeView, ...]
    unknown_share: str
    ends: bool
    sub_journey: JourneyLink | None
    change: str
    change_word: str
    replaces: tuple[Named, ...]
    delivered_by: tuple[str, ...]
    evidence: EvidenceView
    extras: tuple[Fact, ...]
    persona_ids: tuple[str, ...]
    team_ids: tuple[str, ...]
    measured: UseView | None = None

    @property
    def further_channels(self) -> int:
        """How many channels it has beside the main one."""
        return max(len(self.channels) - 1, 0)


@dataclass(frozen=True)
class StageView:
    """A stage, its own claims, and its touchpoints; `scene` names a drawing for when there is no picture.

    `left` and `width` are per cent of the drawing, `marks` is the width in marks on the curve; the lists below `cards`
    are the stage's own, `all_…` those of its touchpoints too.
    """

    number: int
    id: str
    anchor: str
    name: str
    description: str
    picture: Picture | None
    scene: str
    when: str
    lifecycle: tuple[LifecycleView, ...]
    goal: str
    owner: TeamView | None
    emotion: EmotionView | None
    left: float
    width: float
    marks: int
    cards: tuple[CardView, ...]
    thoughts: tuple[str, ...]
    pains: tuple[PainView, ...]
    gains: tuple[GainView, ...]
    opportunities: tuple[OpportunityView, ...]
    frontstage: tuple[WorkView, ...]
    backstage: tuple[WorkView, ...]
    support: tuple[WorkView, ...]
    measures: tuple[MeasureView, ...]
    plays: tuple[PlayView, ...]
    extras: tuple[Fact, ...]
    measured: UseView | None = None

    @property
    def all_pains(self) -> tuple[PainView, ...]:
        """The stage's own pains, then those of its touchpoints."""
        return self.pains + tuple(item for card in self.cards for item in card.pains)

    @property
    def all_gains(self) -> tuple[GainView, ...]:
        """The stage's own gains, then those of its touchpoints."""
        return self.gains + tuple(item for card in self.cards for item in card.gains)

    @property
    def all_opportunities(self) -> tuple[OpportunityView, ...]:
        """The stage's own opportunities, then those of its touchpoints."""
        return self.opportunities + tuple(item for card in self.cards for item in card.opportunities)

    @property
    def all_frontstage(self) -> tuple[WorkView, ...]:
        """What the customer meets in the stage and its touchpoints."""
        return self.frontstage + tuple(item for card in self.cards for item in card.frontstage)

    @property
    def all_backstage(self) -> tuple[WorkView, ...]:
        """What is done unseen in the stage and its touchpoints."""
        return self.backstage + tuple(item for card in self.cards for item in card.backstage)

    @property
    def all_support(self) -> tuple[WorkView, ...]:
        """What systems and partners do in the stage and its touchpoints."""
        return self.support + tuple(item for card in self.cards for item in card.support)

    @property
    def all_measures(self) -> tuple[MeasureView, ...]:
        """The stage's own measures, then those of its touchpoints."""
        return self.measures + tuple(item for card in self.cards for item in card.measures)

    @property
    def all_uses(self) -> tuple[UseView, ...]:
        """What was measured of the stage as a whole, then of its touchpoints."""
        places: tuple[StageView | CardView, ...] = (self, *self.cards)
        return tuple(place.measured for place in places if place.measured)

    @property
    def all_plays(self) -> tuple[PlayView, ...]:
        """The plays at the stage, then those at its touchpoints."""
        return self.plays + tuple(item for card in self.cards for item in card.plays)

    @property
    def all_thoughts(self) -> tuple[ThoughtView, ...]:
        """The stage's own thoughts, then those of its touchpoints and of the personas who speak there."""
        own = (ThoughtView(at=None, texts=self.thoughts, feelings=()),) if self.thoughts else ()
        return own + tuple(item for card in self.cards for item in card.thoughts if item.says_something)

    @property
    def all_goals(self) -> tuple[GoalView, ...]:
        """The stage's own goal, then those of its touchpoints."""
        own = (GoalView(at=None, text=self.goal),) if self.goal else ()
        return own + tuple(card.goal for card in self.cards if card.goal)


@dataclass(frozen=True)
class PointView:
    """A point of a curve: `x` and `y` in per cent of the drawing (y: 0 is very positive, 100 very negative).

    `card` is the id of its touchpoint, empty for a stage's own emotion. `shown` is false where another curve has its
    mark at the same place already.
    """

    card: str
    number: int | None
    name: str
    x: float
    y: float
    emotion: EmotionView
    shown: bool = True


@dataclass(frozen=True)
class CurveView:
    """A curve of emotion. `path` joins neighbours, `gaps` crosses touchpoints of which no emotion is known.

    `area` is what lies between the curve and neutral. `kind`: `main` (all personas), `persona`, or `base` (the
    current journey behind a future one). `dash` is 0 for a solid line.
    """

    kind: Literal["main", "persona", "base"]
    persona: str
    label: str
    mark: str
    dash: int
    points: tuple[PointView, ...]
    path: str
    gaps: str
    area: str


@dataclass(frozen=True)
class TileView:
    """A number that the reader should see first; `anchor` is the element of the map that it is about."""

    key: str
    value: str
    text: str
    anchor: str = ""
    emotion: EmotionView | None = None


@dataclass(frozen=True)
class JourneyView:
    """A whole journey, ready to be drawn.

    `direction` is `ltr` or `rtl`; `future` journeys are drawn dashed; `edges` holds all ways, the implicit ones and
    returns (`recycle`) too. `measured` is None where nothing was measured.
    """

    id: str
    name: str
    workspace: str
    language: str
    direction: str
    future: bool
    state_word: str
    summary: str
    scenario: str
    goal: str
    trigger: str
    owner: TeamView | None
    status: str
    status_word: str
    review: ReviewView
    tags: tuple[str, ...]
    lifecycle: str
    base: Named | None
    dropped: tuple[Named, ...]
    evidence: EvidenceView
    public: bool
    logo: Picture | None
    look: Look
    personas: tuple[PersonaView, ...]
    tiles: tuple[TileView, ...]
    stages: tuple[StageView, ...]
    edges: tuple[EdgeView, ...]
    curves: tuple[CurveView, ...]
    decisions: tuple[DecisionView, ...]
    initiatives: tuple[InitiativeView, ...]
    research: tuple[ResearchView, ...]
    metrics: tuple[MetricView, ...]
    teams: tuple[TeamView, ...]
    systems: tuple[SystemView, ...]
    channels: tuple[ChannelView, ...]
    extras: tuple[Fact, ...] = field(default=())
    measured: MeasuredView | None = None

    @property
    def cards(self) -> tuple[CardView, ...]:
        """All touchpoints in order."""
        return tuple(card for stage in self.stages for card in stage.cards)
