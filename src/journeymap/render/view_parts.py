"""The smaller parts of the view model: people, claims, measures and what else stages and touchpoints are made of.

`journeymap.render.view` puts them together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from journeymap.render.view_measured import ValueView  # noqa: TC001  # read at run time

Strength = Literal["strong", "weak", "assumption", "intention", "withheld"]


@dataclass(frozen=True)
class Named:
    """An object that is only named here."""

    id: str
    name: str


@dataclass(frozen=True)
class JourneyLink:
    """Another journey; `page` is the name of its page where the workspace has it, and empty elsewhere."""

    id: str
    name: str
    page: str


@dataclass(frozen=True)
class Fact:
    """A label and the values that belong to it, such as a persona's goals."""

    label: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Picture:
    """A picture of the workspace: its path there, and its content as a `data:` URI."""

    path: str
    uri: str


@dataclass(frozen=True)
class Look:
    """How a workspace's pages look.

    `accent` is the colour on light and on dark ground, as `#rrggbb`. `fonts` are names, the first one first; `font_uri`
    is the file of the first one as a `data:` URI, where there is one. `theme` is what a page begins with: `light`,
    `dark`, `contrast`, or empty for what the reader's system says.
    """

    accent: tuple[str, str]
    fonts: tuple[str, ...] = ()
    font_uri: str = ""
    theme: str = ""


@dataclass(frozen=True)
class TeamView:
    """A team: `initials` for a small disc; an unknown id is its own name."""

    id: str
    name: str
    initials: str
    function: str = ""
    organisation: str = ""
    contact: str = ""


@dataclass(frozen=True)
class ChannelView:
    """A channel; `icon` is a medium such as `web`, `phone` or `none` (no contact), `other` where it is not known."""

    id: str
    name: str
    icon: str
    route: str = ""
    initiation: str = ""


@dataclass(frozen=True)
class EmotionView:
    """An emotion: `score` -2 to 2 in half steps, as text with its sign, in a word, and as one of five faces.

    `face` is 1 (very negative) to 5 (very positive); a half step takes the face that lies further from neutral.
    """

    score: float
    text: str
    word: str
    face: int


@dataclass(frozen=True)
class SourceView:
    """One reference to research: `summary` reads "11 of 18 interviews"."""

    id: str
    title: str
    kind: str
    summary: str
    quote: str = ""


@dataclass(frozen=True)
class EvidenceView:
    """What a claim rests on: in a few words (`text`), how strong, and each source."""

    text: str
    strength: Strength
    sources: tuple[SourceView, ...] = ()


@dataclass(frozen=True)
class ResearchView:
    """A research item in the list of all that the journey rests on; `url` is empty where it is no safe link."""

    id: str
    title: str
    kind: str
    date: str
    n: str
    author: str
    url: str
    file: str


@dataclass(frozen=True)
class PersonaView:
    """A persona of the journey; `mark` is the letter, `dash` the number of the line that stand for it on the curve."""

    id: str
    name: str
    initials: str
    mark: str
    dash: int
    kind: str
    kind_word: str
    role: str
    summary: str
    picture: Picture | None
    quotes: tuple[str, ...]
    goals: tuple[str, ...]
    challenges: tuple[str, ...]
    facts: tuple[Fact, ...]
    evidence: EvidenceView


@dataclass(frozen=True)
class InitiativeView:
    """Work that changes the journey; `score` is its RICE score, empty where one part is missing."""

    id: str
    name: str
    summary: str
    status: str
    status_word: str
    owner: TeamView | None
    due: str
    overdue: bool
    score: str
    rice: tuple[Fact, ...]
    cost: str
    expects: tuple[str, ...]
    addresses: tuple[Named, ...]
    delivers: tuple[Named, ...]


@dataclass(frozen=True)
class PainView:
    """A pain point; `at` is the number of its touchpoint, None for a stage's own."""

    id: str
    at: int | None
    summary: str
    severity: str
    severity_word: str
    share: str
    root_cause: str
    owner: TeamView | None
    status: str
    status_word: str
    evidence: EvidenceView
    work: tuple[Named, ...]
    work_text: tuple[str, ...]


@dataclass(frozen=True)
class GainView:
    """Something that delights."""

    id: str
    at: int | None
    summary: str
    evidence: EvidenceView


@dataclass(frozen=True)
class OpportunityView:
    """Something that could be done; `impact` and `effort` are 0 (not known) to 3, with their words."""

    id: str
    at: int | None
    summary: str
    addresses: tuple[Named, ...]
    owner: TeamView | None
    impact: int
    impact_word: str
    effort: int
    effort_word: str
    importance: str
    satisfaction: str
    status: str
    status_word: str
    work_text: tuple[str, ...]


@dataclass(frozen=True)
class WorkView:
    """A piece of work before or behind the scenes."""

    at: int | None
    text: str
    by: TeamView | None
    using: tuple[Named, ...]
    fails: str


@dataclass(frozen=True)
class ThoughtView:
    """What is thought and felt; `persona` is empty where it holds for all who take part."""

    at: int | None
    texts: tuple[str, ...]
    feelings: tuple[str, ...]
    persona: str = ""
    expectation: str = ""
    emotion: EmotionView | None = None
    persona_id: str = ""

    @property
    def says_something(self) -> bool:
        """Whether there are words, and not the emotion alone."""
        return bool(self.texts or self.feelings or self.expectation)


@dataclass(frozen=True)
class GoalView:
    """What the customer wants, whether they reach it, and what they expect."""

    at: int | None
    text: str
    met: str = ""
    met_word: str = ""
    expectation: str = ""


@dataclass(frozen=True)
class BarView:
    """A value and its target on a known range, per cent of its length; None where one is not given."""

    value: float
    target: float | None
    warn: float | None


@dataclass(frozen=True)
class MeasureView:
    """A metric at a place: `state` is met, warn, missed, or empty where nothing can be said.

    Where it was measured, `value` is what was measured; `measured` tells it of all customers, then of personas.
    `target` and `as_of` say what they are; `target_value` and `as_of_day` are for where that is said already.
    """

    id: str
    at: int | None
    name: str
    value: str
    target: str
    target_value: str
    warn: str
    state: str
    state_word: str
    bar: BarView | None
    as_of: str
    as_of_day: str
    n: str
    team: TeamView | None
    measured: tuple[ValueView, ...] = ()


@dataclass(frozen=True)
class MetricView:
    """How a metric of the journey is defined."""

    id: str
    name: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class PlayView:
    """What is said or offered to whom."""

    id: str
    at: int | None
    name: str
    personas: tuple[Named, ...]
    channels: tuple[ChannelView, ...]
    message: str
    offer: str
    trigger: str
    owner: TeamView | None
    metrics: tuple[Named, ...]


@dataclass(frozen=True)
class DecisionView:
    """Something that was decided."""

    date: str
    text: str
    by: str


@dataclass(frozen=True)
class SystemView:
    """A system that is named in the journey, and who answers for it."""

    name: str
    owner: TeamView | None


@dataclass(frozen=True)
class ReviewView:
    """When the map was looked at last, and when it is due again (ISO dates, empty where not known)."""

    reviewed: str
    every: str
    next: str
    overdue: bool


@dataclass(frozen=True)
class LifecycleView:
    """A lifecycle stage that a stage belongs to, with the criteria by which a customer enters and leaves it."""

    id: str
    name: str
    description: str
    entry: tuple[str, ...]
    exit: tuple[str, ...]
    events: tuple[str, ...]
