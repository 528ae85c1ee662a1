"""The score of a journey's health: one table of weights, from which the reckoning, the page and the docs are made.

A journey begins with 100 points and loses some for what is known to be wrong, part by part. Each part has a cap, and
the caps add up to 100, so that the lines of a page add up to the score and nothing is clamped behind them.

The argument for the weights:

- What customers live through is 60 of the 100: their pains, the pains that nobody acts on, the lowest point and the
  moments of truth. A journey that hurts is in a bad state, however well its map is kept.
- How much of it is known and not assumed is 15: a guess may be right, and is no reason to call a journey ill.
- Whether it is looked after is 25: hand-offs, owners, the review, and what the rules find.

Points are whole numbers, counted for each thing that is wrong, so that one more pain never makes a journey look better
and one finding less never worse. The length of the journey is not divided out, because a customer who meets three bad
pains is not comforted by the many steps between them; only the evidence of emotions is a share, for a long map has more
to prove. Emotions are never averaged: the lowest point of whoever has it worst counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

START = 100
"""The points that a journey begins with; the caps of all parts add up to them."""

DAYS_OF_A_MONTH = 30
"""After so many days a review is a month late."""

ReasonNotAsked = Literal["", "draft", "future"]
"""Why a part is not asked of a journey; empty where it is."""


@dataclass(frozen=True, slots=True)
class Charge:
    """What one thing costs.

    Attributes:
        key: What is counted.
        points: What each one costs; of a share, what the whole would cost.
        is_share: Whether it is counted as a share of something, rounded up to a whole point.
        meaning: What is counted, in words for the documentation.
    """

    key: str
    points: int
    meaning: str
    is_share: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A line of the formula.

    Attributes:
        key: Its name.
        cap: The most points that it can cost.
        charges: What is counted, and the weight of each.
        reason: Why it counts, and why so much, in words for the documentation.
        asked_of_drafts: Whether it counts while the journey is still being written.
        asked_of_future: Whether it counts in a future journey, whose emotions are intentions.
    """

    key: str
    cap: int
    charges: tuple[Charge, ...]
    reason: str
    asked_of_drafts: bool = True
    asked_of_future: bool = True

    def not_asked(self, *, draft: bool, future: bool) -> ReasonNotAsked:
        """Why the part is not asked of such a journey; empty where it is."""
        if future and not self.asked_of_future:
            return "future"
        return "draft" if draft and not self.asked_of_drafts else ""


OPEN_PAINS = Part(
    "open-pains",
    30,
    (
        Charge("critical", 5, "each open pain point that is critical"),
        Charge("high", 2, "each that is high"),
        Charge("medium", 1, "each that is medium"),
        Charge("unrated", 1, "each whose severity nobody has said"),
        Charge("low", 0, "each that is low"),
    ),
    "What hurts today. That customers cannot go on weighs more than twice as much as that they think of leaving. A "
    "nuisance costs nothing, so that a map on which everything is written down is not worth less than a careless one.",
)
UNATTENDED_PAINS = Part(
    "unattended-pains",
    12,
    (
        Charge("no-answer", 4, "each open high or critical pain point that no opportunity or initiative addresses"),
        Charge("idea-only", 2, "each with ideas, of which none is being looked into, planned, done or shipped"),
    ),
    "A bad pain is worse when nobody means to do anything about it. An idea is a beginning, and helps no customer.",
    asked_of_drafts=False,
)
LOWEST_POINT = Part(
    "lowest-point",
    8,
    (Charge("half-step", 2, "each half step that the lowest emotion of any persona lies below neutral"),),
    "People remember the worst moment (Kahneman and others 1993, the peak-end rule). Whoever has it worst counts: "
    "another persona's good day does not make up for it.",
    asked_of_future=False,
)
MOMENTS_OF_TRUTH = Part(
    "moments-of-truth",
    10,
    (Charge("negative", 3, "each moment of truth that feels below neutral to at least one persona"),),
    "Where customers decide what to think of us, a bad feeling costs more than elsewhere.",
    asked_of_future=False,
)
ASSUMED_EMOTIONS = Part(
    "assumed-emotions",
    10,
    (
        Charge("assumption", 10, "the share of emotions with no research behind them", is_share=True),
        Charge("workshop", 5, "the share with workshops of colleagues alone behind them", is_share=True),
    ),
    "The larger part of the assumption debt: a curve that nobody asked customers about. A workshop is half a proof.",
    asked_of_drafts=False,
    asked_of_future=False,
)
ASSUMED_PAINS = Part(
    "assumed-pains",
    5,
    (Charge("assumption", 1, "each open pain point with no research behind it"),),
    "The rest of the assumption debt, counted one by one: a pain that is proven never makes the others look better.",
    asked_of_drafts=False,
    asked_of_future=False,
)
HANDOFFS = Part(
    "handoffs",
    10,
    (
        Charge("unknown-team", 4, "each hand-off to a team that does not exist"),
        Charge("not-taken-up", 4, "each to a team that has no part in anything that follows"),
        Charge("no-sla", 2, "each without an SLA"),
        Charge("late", 1, "each after which the customer waits longer, as the map says, than its SLA promises"),
        Charge("no-reject-path", 0, "each that does not say what happens when it is refused"),
    ),
    "Between two teams customers get lost. A broken hand-off loses them, and one without an SLA promises them nothing. "
    "A wait beyond the SLA costs little as long as nobody has measured it: the team may have taken over in time, and "
    "the customer has not noticed. What happens on refusal is worth writing down, and costs nothing.",
)
OWNERS = Part(
    "owners",
    5,
    (
        Charge("touchpoint", 1, "each touchpoint that no team answers for"),
        Charge("stage", 1, "each stage without touchpoints that no team answers for"),
        Charge("initiative", 1, "each initiative for the journey that no team answers for"),
    ),
    "What nobody answers for, nobody mends; yet it may go well today.",
)
REVIEW = Part(
    "review",
    4,
    (
        Charge("overdue", 2, "a review that is overdue"),
        Charge("month", 1, f"each whole {DAYS_OF_A_MONTH} days that it is overdue"),
    ),
    "A map that nobody has held against reality is still believed by those who decide with it.",
    asked_of_future=False,
)
FINDINGS = Part(
    "findings",
    6,
    (
        Charge("error", 3, "each error that a rule finds in the journey"),
        Charge("warning", 1, "each warning"),
        Charge("info", 0, "each remark"),
    ),
    "What the rules find, without those whose subject has a line of its own: nothing counts twice.",
)

COUNTED_ELSEWHERE = {
    "JM310": HANDOFFS.key,
    "JM403": UNATTENDED_PAINS.key,
    "JM501": OWNERS.key,
    "JM502": HANDOFFS.key,
    "JM601": REVIEW.key,
    "JM602": ASSUMED_EMOTIONS.key,
    "JM607": ASSUMED_EMOTIONS.key,
}
"""Rules whose subject is counted by another part than the findings, and by which."""


@cache
def formula() -> tuple[Part, ...]:
    """The parts of the score, in the order in which a page shows them."""
    lived = (OPEN_PAINS, UNATTENDED_PAINS, LOWEST_POINT, MOMENTS_OF_TRUTH)
    known = (ASSUMED_EMOTIONS, ASSUMED_PAINS)
    return (*lived, *known, HANDOFFS, OWNERS, REVIEW, FINDINGS)
