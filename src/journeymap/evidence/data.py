"""The data of a workspace, opened for one run: each source read once, staged in the common layout, and counted.

Bad rows never count in silence: what is dropped is told by reason, and what makes a whole source useless is an error.
"""

from __future__ import annotations

import datetime
import difflib
import zoneinfo
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlglot import exp

from journeymap.errors import SettingError
from journeymap.evidence.doing import silent
from journeymap.evidence.engines.parameters import with_parameters
from journeymap.evidence.once import stage_once
from journeymap.evidence.presets import SESSIONS_OF_CUSTOMERS
from journeymap.evidence.quality import (
    PROSE,
    READABLE,
    Raw,
    counts,
    example,
    quoted,
    remarks,
    shared_sessions,
    unread,
)
from journeymap.evidence.reading import layout, rows
from journeymap.evidence.statement import Statement, parse
from journeymap.model.measurement import Dropped, SourceRead
from journeymap.model.source import SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from journeymap.evidence.doing import Doing
    from journeymap.evidence.engines import Engine, Relation
    from journeymap.evidence.once import Once
    from journeymap.evidence.quality import Counts
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

_LATEST = datetime.date(9999, 11, 1)
"""The last day that can be today: the calendar must hold the month after it."""
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
        doing: Is told what is read and asked.

    Raises:
        SettingError: All sources name the same time zone, and there is none of that name.
    """

    def __init__(self, catalogue: Catalogue, engine: Engine, today: datetime.date, doing: Doing | None = None) -> None:
        self.doing = doing or silent()
        self.catalogue = catalogue
        self.engine = engine
        self.zone = zone_of_days(catalogue.sources.values())
        self.horizon = begin_of(min(today, _LATEST) + datetime.timedelta(days=2), self.zone)
        self._staged: dict[str, Staged] = {}
        self._people: str | None = None

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
        self.doing.begin(f"reading {source.id}")
        _check_zone(source)
        relation = with_parameters(self.engine.relation(source), self.engine)
        found = layout(source, relation, NEEDED[source.kind], self._extras(source, relation))
        number = len(self._staged)
        taken, name = f"raw_{number}", f"rows_{number}"
        unreadable = self.engine.take(taken, relation, rows(found))
        raw = Raw(taken, found, self.horizon, self.engine.row_order if relation.ordered else None)
        counted = counts(self.engine, raw)
        examples = {reason: example(self.engine, raw, reason) for reason in counted.bad}
        _check_any(source, relation, counted, unreadable, examples)
        self._number(raw)
        once = stage_once(self.engine, raw, name, self._people)
        self.engine.forget(taken)
        read = self._read(raw, name, counted, once, unreadable)
        told = (*read.remarks, *unread(raw, counted, examples))
        return Staged(source, name, found, read.model_copy(update={"remarks": told}))

    def _number(self, raw: Raw) -> None:
        """Numbers the customers of a source, after those of the sources before it, where rows are stored.

        Numbers are by the first row of each, so the same data gives the same ones. A question on numbers takes half as
        long as one on text.
        """
        if self.engine.row_order is None:
            return
        fresh = f"people_{len(self._staged)}"
        first = f"MIN({self.engine.row_order})"
        known = f"SELECT id, number FROM {self._people} UNION ALL" if self._people else ""  # noqa: S608  # fixed names
        begin = f"(SELECT COALESCE(MAX(number), 0) FROM {self._people})" if self._people else "0"  # noqa: S608
        new = f"WHERE id NOT IN (SELECT id FROM {self._people})" if self._people else ""  # noqa: S608
        query = f"""
        {known} SELECT id, CAST({begin} + ROW_NUMBER() OVER (ORDER BY met) AS INT) AS number FROM (
            SELECT customer AS id, {first} AS met FROM {raw.name}
            WHERE {raw.good} AND customer IS NOT NULL GROUP BY customer
        ) AS found {new}
        """  # noqa: S608  # fixed names only
        self.engine.stage(fresh, Statement(parse(query)))
        if self._people:
            self.engine.forget(self._people)
        self._people = fresh

    def named(self, statement: Statement) -> Statement:
        """The rows of a statement whose first column is `customer`, with the ids that the data has, in their order."""
        columns = [item.alias_or_name for item in statement.tree.selects]
        assert columns[0] == "customer", "the first column says who it is"
        told = ", ".join(f"told.{name}" for name in columns[1:])
        who, joined = "told.customer", ""
        if self._people is not None:
            who, joined = "people.id", f"JOIN {self._people} AS people ON people.number = told.customer"
        query = parse(f"SELECT {who} AS customer, {told} FROM placeholder AS told {joined} ORDER BY BYTES({who})")  # noqa: S608
        inner = statement.tree.copy()
        inner.set("order", None)
        for item in query.find_all(exp.Table):
            if item.name == "placeholder":
                item.replace(inner.subquery("told"))
        return Statement(query, statement.values)

    def _extras(self, source: Source, relation: Relation) -> Iterator[str]:
        """The columns that bindings name, and those of segments that the source has."""
        for binding in bindings(self.catalogue):
            if binding.source == source.id:
                yield from binding.where or ()
        for persona in self.catalogue.personas.values():
            yield from (name for name in persona.segment or () if name in relation.columns)

    def _read(self, raw: Raw, name: str, counted: Counts, once: Once, unreadable: int) -> SourceRead:
        source = raw.layout.source
        dropped = {**counted.bad, "duplicate": once.duplicates, "unreadable": unreadable}
        named = (
            source.kind is SourceKind.EVENTS
            and "session" in raw.layout.roles
            and source.preset not in SESSIONS_OF_CUSTOMERS
        )
        shared = shared_sessions(self.engine, name) if named else 0
        return SourceRead(
            id=source.id,
            kind=source.kind.value,
            rows=counted.good + sum(counted.bad.values()) + unreadable,
            used=counted.good - once.duplicates,
            dropped=tuple(
                Dropped(reason=reason, n=dropped[reason])
                for reason in (*raw.faults, "duplicate", "unreadable")
                if dropped.get(reason)
            ),
            ties=once.ties,
            first=None if counted.first is None else moment_of(counted.first),
            last=None if counted.last is None else moment_of(counted.last),
            remarks=tuple(remarks(raw, counted, once.ties, shared)),
        )


def _check_any(
    source: Source, relation: Relation, found: Counts, unreadable: int, examples: Mapping[str, str | None]
) -> None:
    """Refuses a source whose every row is bad: a column is named wrongly, and what is left would be no measurement."""
    bad: dict[str, int] = {**found.bad, "unreadable": unreadable}
    if not found.good and any(bad.values()):
        worst = max(bad, key=lambda reason: bad[reason])
        value = examples.get(worst)
        such = "" if value is None else f", such as {quoted(value)}"
        write = "" if value is None else f" Write {READABLE[worst][2]}."
        check = f"Check `columns` of source `{source.id}`.{write}" if worst in found.bad else _BROKEN
        raise SettingError(f"no row of {relation.where} can be used: {PROSE[worst]}{such}", check)


_BROKEN = (
    "Check the file: a line of CSV has as many fields as the first one and quotes in pairs, one of JSON is an object."
)


def zone_of_days(sources: Iterable[Source], otherwise: datetime.tzinfo = datetime.UTC) -> datetime.tzinfo:
    """The zone in which days begin: that of the sources where they agree, else UTC.

    Args:
        sources: The sources.
        otherwise: The zone where there are none.

    Raises:
        SettingError: They agree on a zone that there is not, or that this machine does not know.
    """
    by_zone = {source.timezone: source for source in sources}
    if len(by_zone) != 1:
        return datetime.UTC if by_zone else otherwise
    ((name, source),) = by_zone.items()
    if name is None:
        return datetime.UTC
    _check_zone(source)
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        raise SettingError(
            f"`{name}` is no time zone that this machine knows", "Name one as Europe/Stockholm; `pip install tzdata`."
        ) from None


_LETTERS = 4
"""So short are the names of clocks, such as CEST: the nearest one would be that of another part of the world."""


def _check_zone(source: Source) -> None:
    known = zoneinfo.available_timezones()
    if source.timezone is not None and known and source.timezone not in known:
        places = sorted(name for name in known if "/" in name and not name.startswith("Etc/"))
        near = (
            difflib.get_close_matches(source.timezone, [*places, "UTC"], n=1) if len(source.timezone) > _LETTERS else []
        )
        raise SettingError(
            f"source `{source.id}` names the time zone `{source.timezone}`, which there is not",
            f"Did you mean {near[0]}?" if near else "Name one by region and city, as Europe/Stockholm; or UTC.",
        )


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
