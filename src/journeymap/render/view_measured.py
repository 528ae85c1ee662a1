"""What was measured of a journey, as the view model has it: numbers, and the words that tell them.

A share is 0 to 1 and a time is in seconds; the text beside it is how it is read. Counts are of cases, customers or
sessions, and None where too few customers are behind them to be shown (`few` in words).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from journeymap.render.view_ways import EdgeView


Side = Literal["start", "end"]


@dataclass(frozen=True)
class SpanView:
    """Time between two moments, taken `n` times: the median in seconds, and both in words."""

    n: int
    median: float
    text: str
    p90_text: str


@dataclass(frozen=True)
class WayUse:
    """How often a way was taken.

    `share` is of all times that its touchpoint was left. `mapped` says whether the map has it, `taken` whether anybody
    goes there. `short` stands at an arrow ("33 % · 2 minutes"), `text` tells all of it.
    """

    taken: bool
    mapped: bool
    times: int
    cases: int
    share: float | None
    share_text: str
    took: SpanView | None
    short: str
    text: str


@dataclass(frozen=True)
class UseView:
    """What was seen at a touchpoint, or in a stage.

    `cases_text` is the number with its noun, `few` where it is not shown. The texts of shares are sentences that stand
    alone, empty where nothing is known. `is_goal` is where the journey is completed, `is_end` where who goes no further
    is not lost: there, behind it, and where the map ends. `lost` is the share of those there who leave without having
    come to an end, None where it is not known. `worst` marks the place at which most cases are lost, `bad` those that
    lose many, `unexplained` those of them of which the map does not say why.
    """

    id: str
    number: int | None
    name: str
    cases: int | None
    cases_text: str
    reach: float | None
    reach_text: str
    exits: int | None
    drop_off: float | None
    drop_text: str
    lost: float | None
    to_next: float | None
    next_text: str
    to_goal: float | None
    goal_text: str
    returns: int | None
    returns_text: str
    took: SpanView | None
    took_text: str
    channels: tuple[str, ...]
    is_goal: bool
    is_end: bool
    worst: bool
    bad: bool
    unexplained: bool

    @property
    def reach_bar(self) -> float:
        """The share that came here, in per cent."""
        return round((self.reach or 0) * 100, 1)

    @property
    def kept_bar(self) -> float:
        """The share that came here and went on, in per cent."""
        return round(self.reach_bar - self.lost_bar, 1)

    @property
    def lost_bar(self) -> float:
        """The share of all cases that is lost here, in per cent: a part of the bar of those who came."""
        return round((self.reach or 0) * (self.lost or 0) * 100, 1)


@dataclass(frozen=True)
class ValueView:
    """A measured value of a metric at a place, for all customers or a persona (`who`; empty for all).

    `interval` reads "95 % interval 3.9 to 4.4"; `written` is the value in the map that it overrides, in words.
    """

    who: str
    value: str
    n: str
    interval: str
    written: str
    method: str


@dataclass(frozen=True)
class FeltMark:
    """What customers said of a touchpoint, on the scale of emotions from -2 to 2; never over several personas.

    `y`, `low_y` and `high_y` are per cent of the drawing as of the curves; `low_y` and `high_y` are None where there
    is no interval. `what` is the metric or the texts, `persona` the id of whose it is (empty for all); `text` says all
    of it in a sentence, `told` without the touchpoint.
    """

    card: str
    number: int
    name: str
    what: str
    persona: str
    who: str
    mark: str
    score: float
    score_text: str
    n: int
    n_text: str
    y: float
    low_y: float | None
    high_y: float | None
    value_text: str
    interval_text: str
    told: str
    text: str


@dataclass(frozen=True)
class FeltSpot:
    """A mark as it is drawn: of one thing that customers said of a touchpoint, or of several that are near each other.

    `side` is where it stands beside the faces, `x` and `y` are per cent of the drawing, `marks` places in the list of
    what was said, counted from 0. `personas` are those whose letters stand at it; none where it is of all.
    `middle` is the middle of the touchpoint: where the drawing is wide, the mark is no more than `away` pixels from it.
    """

    card: str
    side: Side
    middle: float
    away: float
    x: float
    y: float
    marks: tuple[int, ...]
    personas: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class GhostView:
    """An event that no touchpoint is bound to; `after` is the id of the touchpoint that it mostly follows."""

    event: str
    after: str
    after_number: int | None
    events: int
    cases: int
    share: float
    share_text: str
    text: str


@dataclass(frozen=True)
class MeasuredView:
    """A journey held against data.

    `lead` are the sentences that come first: how many there were, how many reached the goal, where most are lost, how
    much of it the map explains. `stale` says that the map has changed since, and is empty where it has not. `beside`
    are ways that the map does not have, most taken first.
    `spots` are the marks that are drawn for what is in `felt`. `missed` are measured metrics that miss their target,
    `off` ways whose share is not the written one, `unused` ways that nobody takes, `remarks` is what is to be known of
    the data.
    """

    measured_on: str
    as_of: str
    about: str
    stale: str
    cases: int | None
    cases_text: str
    completed: int | None
    completion: float | None
    goal: str
    lead: tuple[str, ...]
    missed: tuple[str, ...]
    uses: tuple[UseView, ...]
    felt: tuple[FeltMark, ...]
    spots: tuple[FeltSpot, ...]
    beside: tuple[EdgeView, ...]
    off: tuple[str, ...]
    unused: tuple[str, ...]
    ghosts: tuple[GhostView, ...]
    remarks: tuple[str, ...]
    page: str = ""

    @property
    def has_events(self) -> bool:
        """Whether anything was seen of who goes where."""
        return bool(self.uses)
