"""The health of a journey as frozen values that turn into JSON as they are. Nothing is reckoned here.

Objects are named by their ids, teams and personas too; days are ISO dates. What a page says of them are its own words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Strength = Literal["strong", "weak", "assumption", "intention", "withheld"]
"""`strong`: research; `weak`: workshops of colleagues alone; `intention`: of a future journey; `withheld`: of research
that must not be named."""

Unscored = Literal["", "retired", "untold"]
"""Why a journey has no score: it is kept for history, or it says of no emotion and no pain; empty where it has one."""

HandoffFault = Literal["unknown-team", "not-taken-up", "late", "no-sla", "no-reject-path"]
"""What can be wrong with a hand-off; the first two make it a broken one."""

OwnedKind = Literal["touchpoint", "stage", "initiative"]


@dataclass(frozen=True, slots=True)
class ChargeHealth:
    """What was counted in a part of the score.

    Attributes:
        key: What was counted.
        count: How many.
        of: Of how many, where a share counts; None where each one does.
        points: What each one costs, or the whole share would.
        lost: What it comes to.
    """

    key: str
    count: int
    of: int | None
    points: int
    lost: int


@dataclass(frozen=True, slots=True)
class HealthPart:
    """A line of the score.

    Attributes:
        key: Its name in the formula.
        lost: The points that it costs: the sum of its charges, at most the cap.
        cap: The most that it can cost.
        charges: What was counted.
        not_asked: Why it is not asked of this journey ("draft", "future"); empty where it is.
    """

    key: str
    lost: int
    cap: int
    charges: tuple[ChargeHealth, ...]
    not_asked: str = ""

    @property
    def is_capped(self) -> bool:
        """Whether more was counted than the part can cost."""
        return sum(charge.lost for charge in self.charges) > self.cap


@dataclass(frozen=True, slots=True)
class Source:
    """A piece of research behind something: `count` of `of`, such as 11 of 18, in a `kind` such as interview."""

    id: str
    kind: str
    count: int | None
    of: int | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What something rests on.

    Attributes:
        strength: How strong it is.
        sources: The research nearest to it: that of the place, else that of the journey.
        of_journey: Whether the place has none of its own.
    """

    strength: Strength
    sources: tuple[Source, ...] = ()
    of_journey: bool = False


@dataclass(frozen=True, slots=True)
class Felt:
    """How a place feels to a persona; None stands for all who take part."""

    persona: str | None
    score: float


@dataclass(frozen=True, slots=True)
class Moment:
    """The worst moment of a persona, or of all (`persona` is None).

    Attributes:
        persona: Whose it is.
        score: The emotion, -2 to 2.
        stage: The stage.
        touchpoint: The touchpoint; None where the stage as a whole tells its emotion.
        number: The number of the touchpoint in the journey, from 1.
        evidence: What it rests on.
    """

    persona: str | None
    score: float
    stage: str
    touchpoint: str | None
    number: int | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class MomentOfTruth:
    """A moment of truth, and how it feels to each persona: one for all where they agree, none where nobody has said."""

    touchpoint: str
    stage: str
    number: int
    felt: tuple[Felt, ...]
    evidence: Evidence

    @property
    def lowest(self) -> float | None:
        """The lowest score that anybody gives it."""
        return min((item.score for item in self.felt), default=None)


@dataclass(frozen=True, slots=True)
class PainCount:
    """The open pains of a severity; `unrated` where nobody has said how bad they are."""

    severity: str
    ids: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many."""
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class UnattendedPain:
    """An open pain of high or critical severity on which nobody acts.

    Attributes:
        id: The pain point.
        severity: `high` or `critical`.
        stage: The stage that it is in.
        touchpoint: The touchpoint that it is at; None for one of the whole stage.
        owner: The team that answers for it; empty where it must not be named.
        ideas: Opportunities and initiatives (`journey/opportunity`, `initiatives:id`) that address it, none of which
            anybody works on; empty where there are none, and an empty one for what must not be named.
        evidence: What it rests on.
    """

    id: str
    severity: str
    stage: str
    touchpoint: str | None
    owner: str | None
    ideas: tuple[str, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Claims:
    """How many claims there are, and what they rest on; each is counted once."""

    total: int = 0
    researched: int = 0
    workshop: int = 0
    assumption: int = 0

    def __add__(self, other: Claims) -> Claims:
        return Claims(
            self.total + other.total,
            self.researched + other.researched,
            self.workshop + other.workshop,
            self.assumption + other.assumption,
        )


@dataclass(frozen=True, slots=True)
class ClaimsHealth:
    """What the claims of a journey rest on.

    Attributes:
        emotions: The emotions of stages and touchpoints.
        pains: The pain points, open or not.
        assumed_pains: The open pain points without any research behind them.
        debt: The share of all claims without any research behind them, 0 to 1: the assumption debt. None where there
            are no claims, and of a future journey, which claims nothing.
        researched_share: The share of all claims with more than a workshop behind them; None likewise.
    """

    emotions: Claims
    pains: Claims
    assumed_pains: tuple[str, ...]
    debt: float | None
    researched_share: float | None


@dataclass(frozen=True, slots=True)
class HandoffHealth:
    """A hand-off from one team to another with which something is wrong.

    Attributes:
        touchpoint: The touchpoint after which it is.
        stage: Its stage.
        targets: The touchpoints to which the way leads; empty where the journey ends.
        giver: The team that hands over; None where nobody owns the touchpoint, empty where it must not be named.
        taker: The team that takes over; empty where it must not be named.
        sla: Within what time, as it is written; None where nothing is promised.
        waited: The times that the customer waits until the other team has them, as they are written; they add up.
        faults: What is wrong, worst first.
    """

    touchpoint: str
    stage: str
    targets: tuple[str, ...]
    giver: str | None
    taker: str | None
    sla: str | None
    waited: tuple[str, ...]
    faults: tuple[HandoffFault, ...]

    @property
    def is_broken(self) -> bool:
        """Whether nobody takes over."""
        return "unknown-team" in self.faults or "not-taken-up" in self.faults


@dataclass(frozen=True, slots=True)
class Unowned:
    """Something that no team answers for."""

    kind: OwnedKind
    id: str


@dataclass(frozen=True, slots=True)
class ReviewHealth:
    """The review of a journey: when it was, when it is due again, and by how many days it is overdue (0: it is not)."""

    reviewed: str | None
    due: str | None
    overdue_days: int


@dataclass(frozen=True, slots=True)
class FindingCount:
    """How often a rule found something in the journey, at one severity.

    `counted_by` names the part of the score that counts what the rule is about.
    """

    code: str
    name: str
    severity: str
    count: int
    counted_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyHealth:
    """What is known of a journey's state on a day.

    Attributes:
        journey: Its id.
        state: `current` or `future`: a future journey's emotions are intentions.
        status: How far the map has come; None where it does not say.
        score: From 0 to 100; None where nothing can be said.
        unscored: Why there is none.
        parts: The lines of the score; empty where there is none.
        worst: The worst moment, for all or for each persona.
        moments_of_truth: In the order of the journey.
        open_pains: By severity, worst first; severities without any are left out.
        unattended_pains: Those of high or critical severity on which nobody acts, worst first.
        claims: What its claims rest on.
        handoffs: The hand-offs with which something is wrong.
        handoff_count: How many hand-offs from team to team there are.
        unowned: What no team answers for.
        review: The state of its review.
        findings: What the rules found, worst first.
    """

    journey: str
    state: str
    status: str | None
    score: int | None
    unscored: Unscored
    parts: tuple[HealthPart, ...]
    worst: tuple[Moment, ...]
    moments_of_truth: tuple[MomentOfTruth, ...]
    open_pains: tuple[PainCount, ...]
    unattended_pains: tuple[UnattendedPain, ...]
    claims: ClaimsHealth
    handoffs: tuple[HandoffHealth, ...]
    handoff_count: int
    unowned: tuple[Unowned, ...]
    review: ReviewHealth
    findings: tuple[FindingCount, ...]

    def part(self, key: str) -> HealthPart:
        """The line of the score with a name; `KeyError` where there is none."""
        return {part.key: part for part in self.parts}[key]
