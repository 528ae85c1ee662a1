"""Metrics at a place: their values written as their kind is read, and how they stand against the target.

A bar is drawn only where the range is known: a ratio runs from 0 to 1, NPS from -100 to 100, a scale as it says.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from journeymap.model.metric import MetricKind, Polarity
from journeymap.render.building.conditions import binding_text
from journeymap.render.view_measured import ValueView
from journeymap.render.view_parts import BarView, Fact, MeasureView, MetricView
from journeymap.workspace.felt import good_way

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from journeymap.model.measurement import MetricMeasured
    from journeymap.model.metric import Metric, MetricTarget
    from journeymap.render.building.context import Context
    from journeymap.render.wording import Words

_SCALE = re.compile(r"(-?[0-9.]+)-([0-9.]+)\Z")
_WHOLE = 100
"""From here on digits behind the decimal sign say nothing."""


def measures(context: Context, items: Iterable[MetricTarget], at: int | None, place: str) -> tuple[MeasureView, ...]:
    """The metrics of a place; what was measured overrides what is written.

    Args:
        context: The journey.
        items: The metrics.
        at: The number of the touchpoint, None for a stage.
        place: The id of the touchpoint or stage.
    """
    known = context.catalogue.metrics
    shown = (item for item in items if item.metric in context.shown([item.metric], known))
    return tuple(_measure(context, item, at, measured_at(context, item.metric, place)) for item in shown)


def measured_at(context: Context, metric: str, place: str) -> tuple[MetricMeasured, ...]:
    """What was measured of a metric at a place: of everybody, then of personas."""
    found = context.measurement.metrics if context.measurement else ()
    here = [item for item in found if item.metric == metric and item.at == place]
    return tuple(sorted(here, key=lambda item: item.persona is not None))


def _measure(
    context: Context, written: MetricTarget, at: int | None, measured: Sequence[MetricMeasured]
) -> MeasureView:
    words = context.words
    metric = context.catalogue.metrics.get(written.metric)
    item = _overridden(context, written, measured)
    state = standing(metric, item)
    target, warn = amount(words, metric, item.target), amount(words, metric, item.warn)
    return MeasureView(
        id=item.metric,
        at=at,
        name=metric.name if metric else item.metric,
        value=amount(words, metric, item.value if item is written or item.value is None else tidy(item.value))
        or words("measure.none"),
        target=words("measure.target", value=target) if target else "",
        target_value=target,
        warn=words("measure.warn", value=warn) if warn else "",
        state=state,
        state_word=words(f"measure.{state}") if state else "",
        bar=bar(metric, item),
        as_of=words("measure.as_of", date=words.date(item.as_of)) if item.as_of else "",
        as_of_day=words.date(item.as_of),
        n="" if item.n is None else words("measure.n", n=words.number(item.n)),
        team=context.team(item.team),
        measured=tuple(_value(context, metric, one, written) for one in measured),
    )


def _overridden(context: Context, item: MetricTarget, measured: Sequence[MetricMeasured]) -> MetricTarget:
    """The metric with its measured value, where it was measured of everybody."""
    whole = next((one for one in measured if one.persona is None), None)
    if whole is None or context.measurement is None:
        return item
    day = context.measurement.as_of or context.measurement.measured
    return item.model_copy(update={"value": whole.value, "n": whole.n, "as_of": day})


def _value(context: Context, metric: Metric | None, item: MetricMeasured, written: MetricTarget) -> ValueView:
    words = context.words
    who = context.personas([item.persona]) if item.persona else ()
    is_other = item.persona is None and written.value is not None and written.value != item.value
    return ValueView(
        who=who[0].name if who else "",
        value=amount(words, metric, tidy(item.value)),
        n=words("measure.n", n=words.number(item.n)),
        interval=interval(words, metric, item.low, item.high),
        written=words("measured.written", value=amount(words, metric, written.value)) if is_other else "",
        method=item.method,
    )


def interval(words: Words, metric: Metric | None, low: float | None, high: float | None) -> str:
    """A 95 % interval in words; empty where there is none."""
    if low is None or high is None:
        return ""
    ends = {"low": amount(words, metric, tidy(low)), "high": amount(words, metric, tidy(high))}
    return words("measured.interval", **ends)


def tidy(value: float) -> float:
    """A measured value without digits that say nothing: three that count, and all before the decimal sign."""
    return float(round(value)) if abs(value) >= _WHOLE else float(f"{value:.3g}")


def standing(metric: Metric | None, item: MetricTarget) -> str:
    """`met`, `between` (short of the target), `warning` (past `warn`), `missed` (no `warn` is set), or empty."""
    polarity = good_way(metric) if metric else None
    if item.value is None or item.target is None or polarity is None:
        return ""
    sign = 1 if polarity is Polarity.HIGHER_IS_BETTER else -1
    if sign * item.value >= sign * item.target:
        return "met"
    if item.warn is None:
        return "missed"
    return "warning" if sign * item.value <= sign * item.warn else "between"


def amount(words: Words, metric: Metric | None, value: float | None) -> str:
    """A value with its unit: a ratio as per cent, a duration and money with their unit; empty for none."""
    if value is None:
        return ""
    if metric is None:
        return words.number(value)
    if metric.is_share:
        return words.percent(value)
    unit = metric.unit or ""
    if unit == "%":
        return words("number.percent", n=words.number(value))
    if not unit:
        return words.number(value)
    return f"{words.number(value)}\N{NO-BREAK SPACE}{unit}"


def _range(metric: Metric | None) -> tuple[float, float] | None:
    """The lowest and highest possible value; None where it is not known."""
    if metric is None:
        return None
    if metric.is_share:
        return 0.0, 1.0
    if metric.is_percentage and metric.kind in {MetricKind.RATIO, MetricKind.CSAT, MetricKind.CES}:
        return 0.0, 100.0
    if metric.kind is MetricKind.NPS:
        return -100.0, 100.0
    scale = _SCALE.match(metric.scale or "")
    return (float(scale[1]), float(scale[2])) if scale else None


def bar(metric: Metric | None, item: MetricTarget) -> BarView | None:
    """A value on the range that its metric can have; None where that is not known."""
    bounds = _range(metric)
    if bounds is None or item.value is None or bounds[0] >= bounds[1]:
        return None
    low, high = bounds

    def place(value: float | None) -> float | None:
        return None if value is None else round(min(100.0, max(0.0, (value - low) / (high - low) * 100)), 1)

    value = place(item.value)
    return BarView(value if value is not None else 0.0, place(item.target), place(item.warn))


def definitions(context: Context, ids: Iterable[str]) -> tuple[MetricView, ...]:
    """How the metrics with these ids are made, in the order of the catalogue."""
    wanted = set(ids)
    return tuple(_definition(context, item) for item in context.catalogue.metrics.values() if item.id in wanted)


def _definition(context: Context, metric: Metric) -> MetricView:
    words = context.words
    sources = context.catalogue.sources
    source = sources.get(metric.source or "")
    told = {
        "kind": words.choice("metric", metric.kind),
        "unit": metric.unit or "",
        "scale": metric.scale or "",
        "polarity": words.choice("polarity", metric.polarity),
        "method": words.choice("method", metric.method),
        "formula": metric.formula or "",
        "source": (source.name or source.id) if source else metric.source or "",
        "numerator": _counted(words, metric.numerator),
        "denominator": _counted(words, metric.denominator),
    }
    facts = tuple(Fact(words(f"fact.{key}"), (text,)) for key, text in told.items() if text)
    return MetricView(metric.id, metric.name, facts)


def _counted(words: Words, value: Any) -> str:
    """What stands above or below the line: text, or the events that are counted."""
    if value is None or isinstance(value, str):
        return value or ""
    return words("punctuation.semicolon").join(binding_text(item) for item in value)
