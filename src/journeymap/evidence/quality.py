"""How good the rows of a source are: which do not count and why, which are there twice, what cannot be told apart.

Bad rows never count in silence. A row does not count for the first reason that fits:

- `no-customer`, `no-time`, `no-event`, `no-amount`, `no-answer`: what its kind of source needs is not there; a time
  before 1900 is none
- `future`: it lies after the day of the measurement, with a day of grace for clocks and zones
- `duplicate`: the same customer at the same time in a row that is the same in every column of the source, as of a
  tracker that sends twice. Two products viewed in the same second are no duplicates, nor are two answers that name
  nobody, nor two orders on the same day where the source knows days only.

Lines of a file that are no rows are `unreadable`. Rows that `where` of the source excludes were never read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.evidence.presets import knows_zone, zone_of_times
from journeymap.evidence.reading import COUNTED, NUMBERS, TEXTS, UNZONED, Form
from journeymap.evidence.statement import Statement, parse, whole
from journeymap.model.source import SourceKind
from journeymap.source.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from journeymap.evidence.engines import Engine
    from journeymap.evidence.reading import Layout

_OLDEST = -2_208_988_800_000_000
"""1 January 1900, in microseconds since 1970: what lies before it is an empty date of some tool, such as 0001-01-01."""
_NO_TIME = f"moment IS NULL OR moment < {_OLDEST}"

MISSING: Mapping[SourceKind, Mapping[str, str]] = {
    SourceKind.EVENTS: {
        "no-customer": "customer IS NULL",
        "no-time": _NO_TIME,
        "no-event": "event IS NULL",
    },
    SourceKind.FEEDBACK: {"no-time": _NO_TIME, "no-answer": "score IS NULL AND words IS NULL"},
    SourceKind.TRANSACTIONS: {
        "no-customer": "customer IS NULL",
        "no-time": _NO_TIME,
        "no-amount": "amount IS NULL",
    },
    SourceKind.SOCIAL: {"no-time": _NO_TIME, "no-answer": "words IS NULL"},
}
"""What a row of a kind must not lack."""

PROSE: Mapping[str, str] = {
    "no-customer": "none says which customer it is of",
    "no-time": "no time in it can be read",
    "no-event": "none says which event it is",
    "no-amount": "no amount in it is a number",
    "no-answer": "none has a score or a text",
    "future": "all of them lie in the future",
    "unreadable": "no line of it can be read as a row",
}
"""What is wrong with rows, by the reason for which they do not count."""

READABLE: Mapping[str, tuple[str, str, str]] = {
    "no-time": ("odd_time", "time", "2024-02-03 10:00, 2024-02-03T10:00:00Z or a count since 1970"),
    "no-amount": ("odd_amount", "amount", "1234.50"),
}
"""By reason: the column that holds what cannot be read, what it is, and how it is written to be read."""

LONG_AGO = 631_152_000_000_000
"""1 January 1990, in microseconds since 1970: before it, few had a computer that wrote an event."""


@dataclass(frozen=True, slots=True)
class Raw:
    """The rows of a source as they were taken.

    Attributes:
        name: The name under which they are staged.
        layout: Which columns are where.
        horizon: The first moment of the future.
        place: The expression of a row's place in its file; None where rows have none.
    """

    name: str
    layout: Layout
    horizon: int
    place: str | None

    @property
    def kind(self) -> SourceKind:
        """What a row is."""
        return self.layout.source.kind

    @property
    def faults(self) -> dict[str, str]:
        """The reasons for which a row does not count, with their conditions."""
        return {**MISSING[self.kind], "future": f"moment >= {self.horizon}"}

    @property
    def good(self) -> str:
        """The condition of a row that counts, if it is no duplicate."""
        return " AND ".join(f"NOT COALESCE({condition}, FALSE)" for condition in self.faults.values())

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that are kept as they are, selected from `raw`; those that the source lacks are null."""
        extras = tuple(f"raw.x{place}" for place in range(len(self.layout.extras)))
        texts = (self._kept(role, name, "TEXT") for role, name in TEXTS.items() if role != "customer")
        numbers = (self._kept(role, name, "DOUBLE PRECISION") for role, name in NUMBERS.items())
        return (*texts, *numbers, "raw.moment", *extras)

    def _kept(self, role: str, name: str, kind: str) -> str:
        return f"raw.{name}" if role in self.layout.roles else f"CAST(NULL AS {kind}) AS {name}"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows there are.

    Attributes:
        bad: Rows that do not count, by reason.
        good: Rows that count, duplicates among them.
        forms: Good rows by the form of their time.
        old: Good rows before 1990.
        first: The earliest moment of a good row; None without one.
        last: The latest one.
    """

    bad: Mapping[str, int]
    good: int
    forms: Mapping[Form, int]
    old: int
    first: int | None
    last: int | None


def counts(engine: Engine, raw: Raw) -> Counts:
    """Counts rows by why they do not count, and by how their times are written."""
    reasons = list(raw.faults)
    why = " ".join(f"WHEN {condition} THEN {place}" for place, condition in enumerate(raw.faults.values(), 1))
    asked = f"""
    SELECT why, form, COUNT(*) AS n, SUM(CASE WHEN moment < {LONG_AGO} THEN 1 ELSE 0 END) AS old,
        MIN(moment) AS first_one, MAX(moment) AS last_one
    FROM (SELECT CASE {why} ELSE 0 END AS why, form, moment FROM {raw.name}) AS judged GROUP BY why, form
    """  # noqa: S608  # fixed names and numbers only
    bad: dict[str, int] = {}
    forms: dict[Form, int] = {}
    old, moments = 0, []
    for place, form, n, before, first, last in engine.rows(Statement(parse(asked))):
        if whole(place):
            reason = reasons[whole(place) - 1]
            bad[reason] = bad.get(reason, 0) + whole(n)
            continue
        forms[Form(whole(form))] = whole(n)
        old += whole(before)
        moments += [whole(first), whole(last)]
    return Counts(bad, sum(forms.values()), forms, old, min(moments, default=None), max(moments, default=None))


def shared_sessions(engine: Engine, name: str) -> int:
    """How many ids of sessions stand with several customers."""
    asked = f"""
    SELECT COUNT(*) FROM (
        SELECT session FROM {name} WHERE session IS NOT NULL AND customer IS NOT NULL
        GROUP BY session HAVING MIN(customer) <> MAX(customer)
    ) AS several
    """  # noqa: S608  # fixed names only
    return whole(engine.rows(Statement(parse(asked)))[0][0])


def example(engine: Engine, raw: Raw, reason: str) -> str | None:
    """What stands in a row that does not count for a reason; None where nothing does, or nothing could be shown."""
    if reason not in READABLE:
        return None
    column = READABLE[reason][0]
    asked = f"SELECT MIN({column}) FROM {raw.name} WHERE {raw.faults[reason]}"  # noqa: S608  # fixed names only
    (found,) = engine.rows(Statement(parse(asked)))[0]
    return None if found is None else str(found)


def shape(value: str) -> str:
    """How a value is written, and not what it says: `00.00.0000` for `03.02.2024`."""
    return "".join("0" if sign.isdigit() else "a" if sign.isalpha() else sign for sign in value)


_PLAIN = re.compile(r"(?:\d|[^\w@]|[^\W\d_]{1,3}(?![^\W\d_]))+")
"""What may be a time or an amount, and names nobody: figures, signs and the letters of months, zones and currencies."""


def quoted(value: str) -> str:
    """A value as an error that is not kept may say it: itself where it names nobody, else how it is written."""
    return shown(value if _PLAIN.fullmatch(value) else shape(value))


def unread(raw: Raw, found: Counts, examples: Mapping[str, str | None]) -> Iterator[str]:
    """Of rows that cannot be read: how what stands in one of them is written, and what would be read.

    A measurement is kept, and shows no value of a customer: digits stand as 0, letters as a.
    """
    for reason, value in examples.items():
        if value is not None and reason in raw.faults:
            _, what, readable = READABLE[reason]
            n = found.bad[reason]
            rows = "1 row has" if n == 1 else f"{n:,} rows have"
            written = f"{shown(shape(value))} (figures told as 0, letters as a)"
            yield f"{rows} no {what} that can be read, written like {written}; write {readable}."


def remarks(raw: Raw, found: Counts, tied: int, shared: int) -> Iterator[str]:
    """What a reader should know of the rows that count, in sentences."""
    yield from raw.layout.relation.remarks
    yield from _zones(raw, found)
    units = {form: found.forms[form] for form in COUNTED if found.forms.get(form)}
    if len(units) > 1:
        told = ", ".join(f"{form.name.lower()} in {rows_of(n)}" for form, n in units.items())
        yield f"Times are counted in different units: {told}."
    if found.old:
        yield f"{rows_of(found.old, capital=True)} before 1990."
    if tied:
        yield _order(raw, tied)
    if shared:
        ids = "1 id of a session stands" if shared == 1 else f"{shared:,} ids of sessions stand"
        yield f"{ids} with several customers; each customer's part counts as a session of its own."


def _zones(raw: Raw, found: Counts) -> Iterator[str]:
    source = raw.layout.source
    silent = sum(found.forms.get(form, 0) for form in UNZONED)
    zoned = sum(found.forms.get(form, 0) for form in (Form.ZONED, Form.ZONED_OTHERWISE))
    if silent and zoned:
        zone = zone_of_times(source)
        some, others = rows_of(zoned), rows_of(silent)
        yield f"The times of {some} name a zone, and those of {others} do not: these are read as {zone}."
    elif silent and source.timezone is None and not knows_zone(source):
        yield f"The times of {rows_of(silent)} name no zone, nor does the source: they are read as UTC."


def _order(raw: Raw, tied: int) -> str:
    events = "1 event happens" if tied == 1 else f"{tied:,} events happen"
    who = "their order in the file decides" if raw.place else "nothing tells which came first"
    return f"{events} at the same time as another one of the same customer; {who}."


def rows_of(n: int, *, capital: bool = False) -> str:
    """A number of rows in words; with `capital`, as the begin of a sentence that says where they lie."""
    text = "1 row" if n == 1 else f"{n:,} rows"
    return text + (" lies" if n == 1 else " lie") if capital else text
