"""What was measured in numbers, as sections of the page: metrics against targets, free text, what customers pay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.model.metric import MetricTarget
from journeymap.render.building.feelings import face
from journeymap.render.building.measured_felt import texts_of
from journeymap.render.building.measured_names import barred, cell
from journeymap.render.building.measures import bar, standing
from journeymap.render.details.sheet import Bit, Grid, Row, Section

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.model.measurement import Bought, Cohort, MetricMeasured, SentimentMeasured, Transactions
    from journeymap.render.building.measured_names import Told
    from journeymap.render.details.sheet import Cell, Tone

_TONES: dict[str, Tone] = {"met": "good", "between": "warn", "warning": "bad", "missed": "bad", "": ""}
_FAR = 0.5
"""From here on a text sounds other than neutral."""


def sections(told: Told) -> Iterator[Section]:
    """All sections of values; those with nothing to tell are left out."""
    found = told.found
    shown = [item for item in found.metrics if told.is_there(item.at)]
    whole = [item for item in shown if item.persona is None]
    apart = [item for item in shown if item.persona is not None]
    if shown:
        first = (_metrics(told, whole),) if whole else ()
        blocks = (*first, *((_metrics(told, apart, whose=True),) if apart else ()))
        note = told.words("measured.metrics.note")
        yield Section(_anchor(told, "metrics"), Bit(told.words("measured.metrics.title")), note, blocks)
    texts = [item for item in found.sentiment if told.is_there(item.at)]
    if texts:
        yield _texts(told, texts)
    for n, item in enumerate(found.transactions):
        yield _paid(told, item, n)


def _anchor(told: Told, key: str) -> str:
    return f"{told.view.id}-{key}"


def _columns(told: Told, *keys: str) -> tuple[str, ...]:
    return tuple(told.words(f"measured.column.{key}") for key in keys)


def _metrics(told: Told, items: Sequence[MetricMeasured], *, whose: bool = False) -> Grid:
    """Metrics, a row each; those of personas are folded, as they are many."""
    rows = tuple(Row(tuple(_metric(told, item, whose=whose))) for item in items)
    keys = ("metric", *(("whom",) if whose else ()), "value", "target", "n", "status")
    title = told.words("measured.metrics.personas" if whose else "measured.metrics.title")
    fold = told.words.count("measured.fold.personas", len(rows)) if whose else ""
    return Grid(title, _columns(told, *keys), rows, "bars", fold)


def _metric(told: Told, item: MetricMeasured, *, whose: bool) -> Iterator[Cell]:
    words, held = told.words, _held(told, item)
    state = standing(told.metric(item.metric), held)
    tone = _TONES[state]
    yield (told.metric_bit(item.metric), told.place(item.at, tone="soft"))
    if whose:
        yield cell(told.persona(item.persona))
    drawn = bar(told.metric(item.metric), held)
    ends = told.interval(item.metric, item.low, item.high)
    yield (Bit(told.value(item.metric, item.value), tone=tone, bar=drawn), *cell(ends, tone="soft"))
    target = told.value(item.metric, held.target) if held.target is not None else ""
    warn = words("measure.warn", value=told.value(item.metric, held.warn)) if held.warn is not None else ""
    yield cell(target) + cell(warn, tone="soft")
    yield cell(words.number(item.n))
    yield (Bit(words(f"measure.{state}"), form="tag", tone=tone),) if state else ()


def _held(told: Told, item: MetricMeasured) -> MetricTarget:
    """The measured value against the target as the map has it now; of the whole journey, as it was measured."""
    written = told.target(item.metric, item.at)
    if written is not None:
        return written.model_copy(update={"value": item.value})
    measured = {"value": item.value, "target": item.target, "warn": item.warn}
    return MetricTarget(metric=item.metric).model_copy(update=measured)


def _texts(told: Told, items: Sequence[SentimentMeasured]) -> Section:
    words = told.words
    methods = " ".join(f"{text}." for text in dict.fromkeys(item.method.rstrip(".") for item in items))
    whole = [item for item in items if item.persona is None]
    apart = [item for item in items if item.persona is not None]
    blocks = (
        *((_text_grid(told, whole),) if whole else ()),
        *((_text_grid(told, apart, folded=True),) if apart else ()),
    )
    note = f"{words('measured.sentiment.note')} {methods}"
    return Section(_anchor(told, "sentiment"), Bit(words("measured.sentiment.title")), note, blocks)


def _text_grid(told: Told, items: Sequence[SentimentMeasured], *, folded: bool = False) -> Grid:
    """How texts sound, a row each; those of personas are folded."""
    words = told.words
    rows = tuple(Row(tuple(_text(told, item))) for item in items)
    keys = ("texts", "whom", "sounds", "positive", "negative", "n")
    title = words("measured.metrics.personas" if folded else "measured.sentiment.title")
    fold = words.count("measured.fold.personas", len(rows)) if folded else ""
    return Grid(title, _columns(told, *keys), rows, "bars", fold)


def _text(told: Told, item: SentimentMeasured) -> Iterator[Cell]:
    words = told.words
    mean = round(item.mean, 2)
    tone: Tone = "bad" if mean <= -_FAR else "good" if mean >= _FAR else ""
    yield (told.place(item.at), Bit(texts_of(words, told.gathered.catalogue, item.source), tone="soft"))
    yield cell(told.persona(item.persona))
    ends = "" if item.low is None or item.high is None else told.interval(None, round(item.low, 2), round(item.high, 2))
    yield (Bit(words.signed(mean), tone=tone, face=face(round(mean * 2) / 2)), *cell(ends, tone="soft"))
    yield barred(words, (words.percent(item.positive),), item.positive, "good" if item.positive else "")
    yield barred(words, (words.percent(item.negative),), item.negative, "bad" if item.negative else "")
    yield cell(words.number(item.n))


def _paid(told: Told, item: Transactions, n: int) -> Section:
    words = told.words
    rows = tuple(Row(tuple(_group(told, group, item.unit or ""))) for group in item.groups)
    keys = ("who", "customers", "orders", "revenue", "per_customer", "again")
    grids = [Grid(words("measured.paid.title"), _columns(told, *keys), rows, "bars")]
    known = told.gathered.catalogue.sources.get(item.source)
    title = words("measured.paid.of", source=known.name or known.id) if known else words("measured.paid.title")
    parts = (_cohorts(told, item.cohorts, n),) if item.cohorts else ()
    return Section(_anchor(told, f"paid-{n}"), Bit(title), words("measured.paid.note"), tuple(grids), parts)


def _group(told: Told, group: Bought, unit: str) -> Iterator[Cell]:
    words = told.words
    yield cell(_who(told, group))
    yield cell(words.number(group.customers))
    yield cell(words.number(group.orders))
    yield cell(_money(told, group.revenue, unit))
    yield cell(_money(told, group.per_customer, unit))
    yield barred(words, (words.percent(group.repeat_rate),), group.repeat_rate)


def _who(told: Told, group: Bought) -> str:
    if group.of == "all":
        return told.words("measured.all")
    if group.value in {"", "rest"}:
        return told.words(f"measured.{group.value or 'unknown'}")
    if group.of == "persona":
        return told.persona(group.value)
    stages = (stage for item in told.gathered.catalogue.lifecycles.values() for stage in item.stages)
    return next((stage.name for stage in stages if stage.id == group.value), group.value)


def _money(told: Told, value: float, unit: str) -> str:
    number = told.words.number(round(value) if abs(value) >= 100 else round(value, 2))  # noqa: PLR2004  # no cents then
    return f"{number}\N{NO-BREAK SPACE}{unit}" if unit else number


def _cohorts(told: Told, cohorts: Sequence[Cohort], n: int) -> Section:
    """Who orders again: by the month of the first order, month by month after it."""
    words = told.words
    longest = max(len(item.active) for item in cohorts)
    later = tuple(words("measured.month", n=words.number(place)) for place in range(longest))
    rows = tuple(
        Row((cell(item.month), cell(words.number(item.customers)), *_kept(told, item, longest))) for item in cohorts
    )
    title = words("measured.cohorts.title")
    grid = Grid(title, (*_columns(told, "first_order", "customers"), *later), rows, "matrix")
    return Section(_anchor(told, f"cohorts-{n}"), Bit(title), words("measured.cohorts.note"), (grid,))


def _kept(told: Told, item: Cohort, longest: int) -> Iterator[Cell]:
    for place in range(longest):
        if place >= len(item.active):
            yield ()
            continue
        number = item.active[place]
        share = number / item.customers if number is not None and item.customers else None
        yield (
            cell(told.words("measured.dash"))
            if number is None
            else cell(told.percent(share)) + cell(told.words.number(number), tone="soft")
        )
