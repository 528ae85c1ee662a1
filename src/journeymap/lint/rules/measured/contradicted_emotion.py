"""JM804."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule
from journeymap.lint.rules.measured.example import measurement
from journeymap.lint.rules.measured.held import MeasuredOptions, amount, gathered, held, interval
from journeymap.workspace.felt import measured_interval

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from journeymap.diagnostics import Diagnostic, Pointer
    from journeymap.model.measurement import Measurement
    from journeymap.model.metric import Metric
    from journeymap.workspace.loader import Workspace
    from journeymap.workspace.survey import TouchpointPlace

_PLEASED = 0.5
"""The mildest emotion that is not neutral."""
_MAP = """
journeymap: 1
metrics:
  - {{id: stay, name: How was your stay?, kind: csat, method: mean, scale: 1-5, source: Tablet at the desk}}
journeys:
  - id: book
    name: Books a room
    stages:
      - id: stay
        name: Stay
        touchpoints:
          - id: leave
            name: Hands the key back
            emotion: {emotion}
"""
_NUMBERS = """
"metrics": [
 {
  "metric": "stay", "at": "leave", "value": 2.3, "n": 214, "low": 2.1, "high": 2.5,
  "method": "mean, normal approximation"
 }
]
"""


class ContradictedEmotion(Rule):
    """The map says pleased, and the feedback at that touchpoint says displeased, or the other way round.

    An emotion is mostly what a workshop believes, feedback is what customers said. Where they contradict each other the
    map is wrong, or those who answer are not those whom it is about; either is worth knowing before money is spent.

    Feedback is NPS, the mean of CSAT or CES, and how texts sound. It counts where its whole 95 % interval is beyond
    neutral and the map's emotion is half a step or more beyond it on the other side; feedback of one persona is held
    against that persona's emotion, feedback of all against the emotion of everybody that the map tells of. A top box of
    CSAT is no mean and says nothing here, and neither does feedback that contradicts itself.
    """

    class Options(MeasuredOptions):
        """From how many answers on feedback counts."""

    options: Options
    fault = Fault("JM804", "contradicted-emotion", Severity.WARNING)
    since = "0.1"
    mend = "Ask some of those who answered, and correct the emotion; where personas differ, give each its voice."
    bad = (Bad(_MAP.format(emotion=1), line=13, others=measurement("book", _NUMBERS)),)
    good = (Good(_MAP.format(emotion=-1), others=measurement("book", _NUMBERS)),)

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """One finding a touchpoint and place of an emotion."""
        for journey, measured in held(workspace):
            heard = list(_heard(measured, workspace.catalogue.metrics, self.options.n))
            for place in journey.touchpoints:
                here = [item for item in heard if item.at == place.value.id]
                found: dict[Pointer, Diagnostic] = {}
                for persona in dict.fromkeys(item.persona for item in here):
                    for pointer, message in _contradictions(place, persona, here):
                        found.setdefault(pointer, self.found(place.path, pointer, message))
                yield from found.values()


@dataclass(frozen=True, slots=True)
class _Heard:
    """What customers said at a place, on the scale of emotions; `persona` is empty for everybody."""

    at: str | None
    persona: str
    low: float
    high: float
    told: str

    @property
    def side(self) -> int:
        """1 for pleased, -1 for displeased, 0 for what cannot be told from neutral."""
        return (self.low > 0) - (self.high < 0)


def _heard(measured: Measurement, metrics: Mapping[str, Metric], least: int) -> Iterator[_Heard]:
    for item in measured.metrics:
        metric = metrics.get(item.metric)
        ends = measured_interval(metric, item) if metric else None
        if ends is not None and item.n >= least:
            ends_told = interval(amount(item.low or 0.0), amount(item.high or 0.0))
            told = f"`{item.metric}` is {amount(item.value)} (n {item.n:,}, {ends_told})"
            yield _Heard(item.at, item.persona or "", *ends, told)
    for text in measured.sentiment:
        if text.low is not None and text.high is not None and text.n >= least:
            ends_told = interval(amount(text.low), amount(text.high))
            told = f"{text.n:,} texts of `{text.source}` sound {text.mean:+.2g} ({ends_told})"
            yield _Heard(text.at, text.persona or "", text.low, text.high, told)


def _contradictions(place: TouchpointPlace, persona: str, heard: list[_Heard]) -> Iterator[tuple[Pointer, str]]:
    """Where the map says the opposite of what somebody said, and what they said."""
    mapped = place.felt if not persona else {persona: place.felt[persona]} if persona in place.felt else {}
    sides = {(emotion >= _PLEASED) - (emotion <= -_PLEASED) for emotion in mapped.values()}
    said = [item for item in heard if item.persona == persona and item.side]
    if len(sides) != 1 or not said or any(item.side != -next(iter(sides)) for item in said):
        return
    who, emotion = next(iter(mapped.items()))
    to = f" to `{persona}`" if persona else ""
    told = gathered([item.told for item in said])
    yield place.emotion_pointer(who), f"`{place.value.id}` feels {emotion:+g}{to}, and customers say otherwise: {told}"
