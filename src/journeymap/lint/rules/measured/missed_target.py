"""JM803."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule
from journeymap.lint.rules.measured.example import measurement
from journeymap.lint.rules.measured.held import MeasuredOptions, amount, apart, held, interval, written_share
from journeymap.model.metric import MetricKind, Polarity
from journeymap.workspace.felt import good_way

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.model.measurement import Measurement, MetricMeasured
    from journeymap.model.metric import Metric, MetricTarget
    from journeymap.workspace.loader import Workspace
    from journeymap.workspace.survey import JourneyPlace, Within

    Use = Within[MetricTarget]

_MAP = """
journeymap: 1
metrics:
  - {id: refunded, name: Refunded within a week, kind: ratio, polarity: higher-is-better, source: Finance}
journeys:
  - id: give-back
    name: Gives a lamp back
    stages:
      - id: money
        name: Money
        touchpoints:
          - id: refund
            name: Sees the money
            metrics:
              - {metric: refunded, target: 0.9}
"""
_NUMBERS = """
"metrics": [
 {{
  "metric": "refunded", "at": "refund", "value": {value}, "n": {n}, "low": {low}, "high": {high},
  "method": "share, Wilson", "target": 0.9, "status": "missed"
 }}
]
"""


class MissedTarget(Rule):
    """A measured metric misses its target, by more than chance.

    A target is a promise to customers or to each other. Where it is missed for certain, somebody has to act, or to say
    that the promise was wrong.

    Nothing is said where the 95 % interval of the value reaches the target: then the miss may be chance, and a warning
    that comes and goes with each month's answers teaches people to pass over warnings. `journeymap show` and the report
    tell such a value with its interval, and `journeymap measure --check` fails on it where a team wants that. A count
    is no sample, so its n does not matter; any other value rests on at least `n` answers or cases. Numbers of one
    persona alone are not judged: among many groups one misses by chance.

    A target that has changed since it was measured is judged anew, where it is known which way is good.
    """

    class Options(MeasuredOptions):
        """From how many cases on a miss counts."""

    options: Options
    fault = Fault("JM803", "missed-target", Severity.WARNING)
    since = "0.1"
    mend = "Name what stands in the way as a pain point, and an initiative that mends it; or set a target that is true."
    bad = (
        Bad(
            _MAP,
            line=14,
            others=measurement("give-back", _NUMBERS.format(value=0.71, n=812, low=0.678, high=0.74)),
        ),
    )
    good = (
        Good(
            _MAP,
            others=measurement("give-back", _NUMBERS.format(value=0.87, n=92, low=0.786, high=0.924)),
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """Every place of a metric whose target is missed for certain."""
        for journey, measured in held(workspace):
            for item in measured.metrics:
                metric, use = workspace.catalogue.metrics.get(item.metric), _use(journey, item)
                if metric is None or use is None or use.value.target is None or item.persona is not None:
                    continue
                if _is_missed(metric, item, use.value) and self._is_certain(metric, item, use.value.target):
                    yield self.found(use.path, use.pointer / "target", _message(metric, item, use, measured))

    def _is_certain(self, metric: Metric, item: MetricMeasured, target: float) -> bool:
        if item.n < self.options.n and metric.kind is not MetricKind.COUNT:
            return False
        return item.low is None or item.high is None or not item.low <= target <= item.high


def _use(journey: JourneyPlace, item: MetricMeasured) -> Use | None:
    """Where the map sets the target; what is measured of the whole journey is held against the first one."""
    uses = (use for use in journey.targets if use.value.metric == item.metric)
    return next((use for use in uses if item.at in {None, _place(use)}), None)


def _place(use: Use) -> str:
    return use.touchpoint.value.id if use.touchpoint else use.stage.value.id


def _is_missed(metric: Metric, item: MetricMeasured, asked: MetricTarget) -> bool:
    """As it was judged when it was measured; anew where the target has become another one."""
    if item.target == asked.target and item.warn == asked.warn:
        return item.status.value == "missed"
    way = good_way(metric)
    if way is None or asked.target is None:
        return False
    sign = 1 if way is Polarity.HIGHER_IS_BETTER else -1
    past_warning = asked.warn is None or sign * item.value <= sign * asked.warn
    return sign * item.value < sign * asked.target and past_warning


def _message(metric: Metric, item: MetricMeasured, use: Use, measured: Measurement) -> str:
    target = use.value.target or 0.0
    ends = [] if item.low is None or item.high is None else [item.low, item.high]
    told, asked = _in_words(metric, [item.value, *ends], target)
    between = f", {interval(*told[1:])}" if ends else ""
    bound = "at least" if item.value < target else "at most"
    where = f"at `{_place(use)}`" if item.at else f"in `{measured.journey}`"
    return f"`{metric.id}` is {told[0]} {where} (n {item.n:,}{between}), and should be {bound} {asked}"


def _in_words(metric: Metric, numbers: list[float], target: float) -> tuple[list[str], str]:
    """A value and its interval as people read them, shares in per cent; and the target as it was written."""
    if metric.is_share or metric.unit == "%":
        shares = [number / (1 if metric.is_share else 100) for number in (*numbers, target)]
        return apart(shares)[:-1], written_share(shares[-1])
    unit = f" {metric.unit}" if metric.unit else ""
    told = [amount(number) for number in numbers]
    return [f"{told[0]}{unit}", *told[1:]], amount(target)
