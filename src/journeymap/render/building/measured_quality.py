"""What the numbers rest on, as sections of the page: how good the data are, and how it was measured.

What is read, dropped and remarked is for those who work with the data, and not for the public.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.render.building.measured_names import cell
from journeymap.render.details.sheet import Bit, FactGroup, FactLine, Facts, Grid, Lines, Row, Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.model.measurement import SourceRead
    from journeymap.render.building.measured_names import Told
    from journeymap.render.details.sheet import Cell

_REASONS = frozenset(
    {"no-customer", "no-time", "future", "duplicate", "no-event", "unreadable", "no-answer", "no-amount"}
)
"""Why rows were dropped, those that there is a word for."""


def sections(told: Told) -> Iterator[Section]:
    """The quality of the data, where it may be told, and how it was measured."""
    if not told.gathered.public and (told.found.sources or told.found.remarks):
        yield _quality(told)
    yield _how(told)


def _quality(told: Told) -> Section:
    words = told.words
    keys = ("source", "rows", "used", "dropped", "ties", "days")
    columns = tuple(words(f"measured.column.{key}") for key in keys)
    title = words("measured.quality.title")
    grid = Grid(title, columns, tuple(Row(tuple(_source(told, item))) for item in told.found.sources))
    of_sources = ((_name(told, item), text) for item in told.found.sources for text in item.remarks)
    lines = [(Bit(text, before=name),) for name, text in of_sources] + [(Bit(text),) for text in told.found.remarks]
    blocks = (*((grid,) if grid.rows else ()), *((Lines(tuple(lines)),) if lines else ()))
    return Section(f"{told.view.id}-quality", Bit(title), words("measured.quality.note"), blocks)


def _name(told: Told, item: SourceRead) -> str:
    known = told.gathered.catalogue.sources.get(item.id)
    return (known.name or known.id) if known else item.id


def _source(told: Told, item: SourceRead) -> Iterator[Cell]:
    words = told.words
    yield cell(_name(told, item)) + cell(item.kind, tone="soft")
    yield cell(words.number(item.rows))
    yield cell(words.number(item.used))
    yield tuple(
        Bit(words("measured.dropped", n=words.number(one.n), reason=_reason(told, one.reason))) for one in item.dropped
    )
    yield cell(words.number(item.ties) if item.ties else "")
    days = (item.first, item.last)
    first, last = (words.date(day.date()) if day else "" for day in days)
    yield cell(words("measured.days", first=first, last=last) if first and last else "")


def _reason(told: Told, reason: str) -> str:
    return told.words(f"measured.reason.{reason}") if reason in _REASONS else reason


def _how(told: Told) -> Section:
    words, found = told.words, told.found
    asked, view = found.asked, told.view.measured
    goal = told.cards.get(asked.goal or "")
    facts = (
        ("measured_on", words.date(found.measured)),
        ("as_of", words.date(found.as_of)),
        ("period", f"{words.date(asked.period.since)}..{words.date(asked.period.until)}" if _bounded(told) else ""),
        ("kind", words(f"measured.kind.{asked.cases.value}")),
        ("gap", words.duration(asked.session_gap)),
        ("window", words.duration(asked.window)),
        ("goal", goal.name if goal else ""),
        ("few", words("measured.few.hint", n=words.number(asked.min_group))),
        ("medians", words("measured.approximate") if asked.approximate else ""),
        ("stale", view.stale if view else ""),
    )
    lines = tuple(FactLine(words(f"measured.fact.{key}"), cell(text)) for key, text in facts if text)
    methods = tuple(dict.fromkeys(item.method for item in found.metrics))
    groups = [FactGroup("", lines)]
    if methods:
        groups.append(FactGroup("", (FactLine(words("measured.fact.methods"), cell(*methods)),)))
    title = words("measured.how.title")
    return Section(f"{told.view.id}-how", Bit(title), blocks=(Facts(tuple(groups)),))


def _bounded(told: Told) -> bool:
    period = told.found.asked.period
    return period.since is not None or period.until is not None
