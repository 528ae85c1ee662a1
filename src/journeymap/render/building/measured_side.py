"""Parts of the cases side by side, and two periods or groups compared, as sections of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.model.measurement import Dimension
from journeymap.render.building.measured_names import barred, cell
from journeymap.render.details.sheet import Bit, Grid, Row, Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.model.measurement import Comparison, Difference, Part
    from journeymap.render.building.measured_names import Told
    from journeymap.render.details.sheet import Cell, Tone

_SHARES = frozenset({"reach", "drop-off", "to-next", "to-goal", "completion", "stage-drop-off"})
"""What is a share; other numbers are of a metric, or plain."""
_TOLD = frozenset({*_SHARES, "metric", "sentiment"})
"""What there is a word for."""
_NOISE = 12
"""Differences that may be chance are told up to this number."""


def sections(told: Told) -> Iterator[Section]:
    """Parts by persona, channel and month, then what was compared."""
    for dimension in Dimension:
        parts = [part for part in told.found.parts if part.by is dimension]
        if parts:
            yield _side(told, dimension, parts)
    if told.found.comparison is not None:
        yield _compared(told, told.found.comparison)


def _side(told: Told, dimension: Dimension, parts: list[Part]) -> Section:
    words = told.words
    title = words(f"measured.by.{dimension.value}")
    keys = ("part", "cases", "customers", "completed", "most_lost")
    columns = tuple(words(f"measured.column.{key}") for key in keys)
    grid = Grid(title, columns, tuple(Row(tuple(_part(told, part))) for part in parts), "bars")
    return Section(f"{told.view.id}-by-{dimension.value}", Bit(title), words("measured.by.note"), (grid,))


def _part(told: Told, part: Part) -> Iterator[Cell]:
    totals, everybody = part.totals, told.found.totals
    yield cell(_name(told, part))
    share = totals.cases / everybody.cases if everybody and everybody.cases else None
    yield barred(told.words, (told.count(totals.cases), told.percent(share)), share)
    yield cell(told.count(totals.customers))
    yield barred(told.words, (_of(told, part), told.percent(totals.completion)), totals.completion)
    yield _worst(told, part)


def _of(told: Told, part: Part) -> str:
    return told.count(part.totals.completed) if part.totals.completion is not None else ""


def _name(told: Told, part: Part) -> str:
    if part.value in {"", "rest"}:
        return told.words(f"measured.{part.value or 'unknown'}")
    return told.persona(part.value) if part.by is Dimension.PERSONA else part.value


def _worst(told: Told, part: Part) -> Cell:
    ends = {use.id for use in told.view.measured.uses if use.is_end} if told.view.measured else set()
    lost = [item for item in part.touchpoints if item.exits and item.id in told.cards and item.id not in ends]
    worst = max(lost, key=lambda item: item.exits or 0, default=None)
    if worst is None:
        return ()
    numbers = {"exits": told.cases(worst.exits), "share": told.percent(worst.drop_off)}
    return (told.place(worst.id), Bit(told.words("measured.lost", **numbers), tone="soft"))


def _compared(told: Told, found: Comparison) -> Section:
    words = told.words
    shown = [item for item in found.differences if told.is_there(item.at)]
    news = [item for item in shown if item.news]
    noise = [item for item in shown if not item.news]
    before, after = (_named(told, side) for side in (found.before, found.after))
    keys = ("difference", "interval")
    columns = (words("measured.column.what"), before, after, *(words(f"measured.column.{key}") for key in keys))
    title = words("measured.compared.title")
    lead = words.count("measured.compared.news", len(news)) if news else words("measured.compared.none")
    parts = []
    for key, items in (("news", news), ("noise", noise[:_NOISE])):
        if items:
            name = words(f"measured.compared.{key}.title")
            rows = tuple(Row(tuple(_difference(told, item))) for item in items)
            grid = Grid(name, columns, rows, fold=words.count("measured.fold", len(rows)) if key == "noise" else "")
            parts.append(Section(f"{told.view.id}-compared-{key}", Bit(name), blocks=(grid,)))
    note = " ".join((words("measured.compared.sides", before=before, after=after), lead, found.method))
    return Section(f"{told.view.id}-compared", Bit(title), note, parts=tuple(parts))


def _named(told: Told, side: str) -> str:
    """A side as it was asked for, in words where it is a bound of days or a persona."""
    kind, _, value = side.partition(":")
    if value and kind == Dimension.PERSONA.value:
        return told.persona(value)
    if value:
        return value
    since, dots, until = side.partition("..")
    if not dots:
        return side
    if not since and not until:
        return told.words("measured.side.all")
    return told.words(
        "measured.days", first=since or told.words("measured.dash"), last=until or told.words("measured.dash")
    )


def _difference(told: Told, item: Difference) -> Iterator[Cell]:
    words = told.words
    tone: Tone = "strong" if item.news else "soft"
    what = told.metric_bit(item.metric) if item.metric else Bit(_what(told, item.what), tone=tone)
    tag = (Bit(words("measured.news"), form="tag", tone="warn"),) if item.news else ()
    yield (what, told.place(item.at, tone="soft"), *tag)
    yield cell(_number(told, item, item.before), tone=tone) + cell(_n(told, item.n_before), tone="soft")
    yield cell(_number(told, item, item.after), tone=tone) + cell(_n(told, item.n_after), tone="soft")
    yield cell(_signed(told, item, item.after - item.before), tone=tone)
    ends = (
        ""
        if item.low is None or item.high is None
        else words("measured.interval", low=_signed(told, item, item.low), high=_signed(told, item, item.high))
    )
    yield cell(ends, tone="soft") + cell(_p(told, item), tone="soft")


def _what(told: Told, what: str) -> str:
    key, _, rest = what.partition(" ")
    if key not in _TOLD:
        return what
    return " ".join(filter(None, (told.words(f"measured.what.{key}"), rest)))


def _number(told: Told, item: Difference, value: float) -> str:
    if item.what in _SHARES:
        return told.percent(value)
    return told.value(item.metric, value)


_MINUS = "\N{MINUS SIGN}"


def _signed(told: Told, item: Difference, value: float) -> str:
    text = _number(told, item, abs(value))
    return f"{'+' if value > 0 else _MINUS if value < 0 else ''}{text}"


def _n(told: Told, n: int) -> str:
    return told.words("measure.n", n=told.words.number(n))


def _p(told: Told, item: Difference) -> str:
    return "" if item.p is None else told.words("measured.p", p=told.words.number(round(item.p, 3)))
