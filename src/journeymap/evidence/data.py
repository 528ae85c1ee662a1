"""The data of a workspace, opened for one run: each source read once, staged in the common layout, and counted.

Bad rows never count in silence: what is dropped is told by reason, and what makes a whole source useless is an error.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlglot import exp

from journeymap.errors import SettingError
from journeymap.evidence.reading import layout, rows
from journeymap.evidence.statement import Statement, Values
from journeymap.model.measurement import Dropped, SourceRead
from journeymap.model.source import SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from journeymap.evidence.engines import Engine, Relation
    from journeymap.evidence.reading import Layout
    from journeymap.model.conditions import EventBinding
    from journeymap.model.source import Source
    from journeymap.workspace.catalogue import Catalogue

NEEDED: Mapping[SourceKind, tuple[str, ...]] = {
    SourceKind.EVENTS: ("customer", "time", "event"),
    SourceKind.FEEDBACK: ("time",),
    SourceKind.TRANSACTIONS: ("customer", "time", "amount"),
    SourceKind.SOCIAL: ("time", "text"),
}
"""The roles that a source of a kind must have."""

MICROSECOND = datetime.timedelta(microseconds=1)
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def microseconds(moment: datetime.datetime) -> int:
    """A moment as whole microseconds since 1970."""
    return (moment - EPOCH) // MICROSECOND


def begin_of(day: datetime.date, zone: datetime.tzinfo = datetime.UTC) -> int:
    """The begin of a day in a zone, as whole microseconds since 1970."""
    return microseconds(datetime.datetime(day.year, day.month, day.day, tzinfo=zone))


def moment_of(number: int) -> datetime.datetime:
    """The moment of a number of microseconds since 1970."""
    return EPOCH + number * MICROSECOND


@dataclass(frozen=True)
class Staged:
    """A source whose rows are staged in the common layout.

    Attributes:
        source: The source.
        name: The name under which its rows are staged.
        layout: Which columns are where.
        read: What was read, and how good it is.
    """

    source: Source
    name: str
    layout: Layout
    read: SourceRead


class Data:
    """The sources of a workspace on one engine.

    Args:
        catalogue: The workspace.
        engine: What answers.
        today: The day on which it is measured: rows that lie after it (a day of grace for clocks and zones) are
            from the future, and do not count.
    """

    def __init__(self, catalogue: Catalogue, engine: Engine, today: datetime.date) -> None:
        self.catalogue = catalogue
        self.engine = engine
        self.horizon = begin_of(today + datetime.timedelta(days=2))
        self._staged: dict[str, Staged] = {}

    def staged(self, source: Source) -> Staged:
        """A source, staged when it is first asked for.

        Raises:
            InputMissingError: Its file or table is not there.
            SettingError: A column is not there, or no row of it can be used.
        """
        if source.id not in self._staged:
            self._staged[source.id] = self._stage(source)
        return self._staged[source.id]

    def _stage(self, source: Source) -> Staged:
        relation = self.engine.relation(source)
        found = layout(source, relation, NEEDED[source.kind], self._extras(source, relation))
        name = f"rows_{len(self._staged)}"
        self.engine.stage(name, rows(found))
        return Staged(source, name, found, self._read(source, name, relation))

    def _extras(self, source: Source, relation: Relation) -> Iterator[str]:
        """The columns that bindings name, and those of segments that the source has."""
        for binding in bindings(self.catalogue):
            if binding.source == source.id:
                yield from binding.where or ()
        for persona in self.catalogue.personas.values():
            yield from (name for name in persona.segment or () if name in relation.columns)

    def _read(self, source: Source, name: str, relation: Relation) -> SourceRead:
        values = Values()
        reasons = dict(_faults(source, values.bind(self.horizon)))
        why = exp.Case()
        for reason, fault in reasons.items():
            why = why.when(fault, exp.Literal.string(reason))
        judged = exp.select(why.else_(exp.Literal.string("")).as_("why"), exp.column("moment")).from_(name)
        counts = (
            exp.select(
                exp.column("why"),
                exp.Count(this=exp.Star()),
                exp.Min(this=exp.column("moment")),
                exp.Max(this=exp.column("moment")),
            )
            .from_(judged.subquery("judged"))
            .group_by(exp.column("why"))
        )
        found = {str(row[0]): row for row in self.engine.rows(Statement(counts, values.by_name))}
        good = found.pop("", ("", 0, None, None))
        total = sum(int(str(row[1])) for row in found.values()) + int(str(good[1]))
        if total and not good[1]:
            worst = max(found, key=lambda reason: int(str(found[reason][1])))
            raise SettingError(
                f"no row of {relation.where} can be used: {_PROSE[worst]}",
                f"Check `columns` of source `{source.id}`.",
            )
        return SourceRead(
            id=source.id,
            kind=source.kind.value,
            rows=total + relation.unreadable,
            used=int(str(good[1])),
            dropped=tuple(
                Dropped(reason=reason, n=int(str(found[reason][1]))) for reason in reasons if reason in found
            ),
            first=None if good[2] is None else moment_of(int(str(good[2]))),
            last=None if good[3] is None else moment_of(int(str(good[3]))),
        )


_PROSE: Mapping[str, str] = {
    "no-customer": "none says which customer it is of",
    "no-time": "no time in it can be read",
    "no-event": "none says which event it is",
    "no-amount": "no amount in it is a number",
    "no-answer": "none has a score or a text",
    "future": "all of them lie in the future",
}
"""What is wrong with rows, by the reason for which they are dropped."""


def _faults(source: Source, horizon: exp.Expr) -> Iterator[tuple[str, exp.Expr]]:
    """Why a row does not count, the first reason that fits."""
    missing: Mapping[SourceKind, tuple[tuple[str, tuple[str, ...]], ...]] = {
        SourceKind.EVENTS: (("no-customer", ("customer",)), ("no-time", ("moment",)), ("no-event", ("event",))),
        SourceKind.FEEDBACK: (("no-time", ("moment",)), ("no-answer", ("score", "words"))),
        SourceKind.TRANSACTIONS: (("no-customer", ("customer",)), ("no-time", ("moment",)), ("no-amount", ("amount",))),
        SourceKind.SOCIAL: (("no-time", ("moment",)), ("no-answer", ("words",))),
    }
    for reason, names in missing[source.kind]:
        yield reason, exp.and_(*(exp.Is(this=exp.column(name), expression=exp.Null()) for name in names))
    yield "future", exp.GTE(this=exp.column("moment"), expression=horizon)


def bindings(catalogue: Catalogue) -> Iterator[EventBinding]:
    """All events that the workspace names: of touchpoints, stages of lifecycles, and metrics."""
    for journey in catalogue.journeys.values():
        for stage in journey.stages:
            for touchpoint in stage.touchpoints:
                yield from touchpoint.events
    for lifecycle in catalogue.lifecycles.values():
        for step in lifecycle.stages:
            yield from (*step.entry_events, *step.exit_events)
    for metric in catalogue.metrics.values():
        for side in (metric.numerator, metric.denominator):
            yield from side if isinstance(side, tuple) else ()
