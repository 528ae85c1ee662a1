"""The SQL that reaches each database, as it stands in `golden/`, and read again by sqlglot."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlglot import exp

from journeymap import api
from journeymap.evidence.data import Staged
from journeymap.evidence.engines import Column, Relation, Type
from journeymap.evidence.engines.dialects import _TEMPLATES, ALLOWED, DIALECTS, bound, sql
from journeymap.evidence.engines.parameters import DIALECTS as LISTED
from journeymap.evidence.engines.pieces import Pieces
from journeymap.evidence.engines.tables import table
from journeymap.evidence.log import Scope, log
from journeymap.evidence.once import stage_once
from journeymap.evidence.plan import plan
from journeymap.evidence.quality import Raw
from journeymap.evidence.queries.walk import walk
from journeymap.evidence.reading import layout, rows
from journeymap.evidence.statement import Statement, Values, column, function, parse
from journeymap.model.measurement import SourceRead
from journeymap.model.settings import CaseKind
from tests.evidence.parsed import parsed_again

GOLDEN = Path(__file__).parent.parent / "golden"
SLY = "a\"b`c'd:e%f\\g;{0}$p0"
MAP = """
journeymap: 1
workspace: {name: Shop}
sources:
  - id: web
    kind: events
    connection: postgresql://db/shop
    table: analytics.events
    timezone: Europe/Stockholm
    columns: {customer: user, time: at, event: event, session: visit, channel: medium, sequence: n}
    where: {country: [SE, NO], "SLY": {like: "%a\\\\b_%"}}
personas:
  - {id: new, name: New, segment: {age: {lt: 30}}}
journeys:
  - id: buy
    name: Buy
    stages:
      - id: choose
        name: Choose
        touchpoints:
          - {id: look, name: Look, events: {source: web, event: look}}
          - {id: pay, name: Pay, events: {source: web, event: "p'a\\"y", where: {"SLY": {not: [1, x, true], gte: k}}}}
"""
COLUMNS = {
    "user": Type.WHOLE,
    "at": Type.LOCAL_TIME,
    "event": Type.TEXT,
    "visit": Type.TEXT,
    "medium": Type.TEXT,
    "n": Type.NUMBER,
    "country": Type.TEXT,
    "age": Type.WHOLE,
    SLY: Type.TEXT,
}


class Asked:
    """An engine that writes down what it is asked, with all pieces in front."""

    row_order = None
    has_middles = False
    bits = 0

    def __init__(self, dialect: str) -> None:
        self.dialect = dialect
        self.pieces = Pieces()
        self.told: list[str] = []

    def forget(self, name: str) -> None:
        """Nothing is stored here."""

    def stage(self, name: str, statement: Statement) -> None:
        self.pieces.hold(name, statement)

    def rows(self, statement: Statement) -> list[tuple[object, ...]]:
        self.told.append(sql(self.pieces.whole(statement), self.dialect, lambda name: f":{name}"))
        return [(0,)]


@pytest.fixture
def asked(write, request) -> list[str]:
    """The statements of a small journey in a dialect: a source read and judged, its log, and a walk through it."""
    escaped = SLY.replace("\\", "\\\\").replace('"', '\\"')
    catalogue = api.load([write({"journeymap.yaml": MAP.replace("SLY", escaped)})])[0].catalogue
    engine = Asked(request.param)
    columns = {name: Column((name,), kind) for name, kind in COLUMNS.items()}
    relation = Relation(table(("analytics", "events")), columns, "it", engine.dialect, whole=tuple(columns))
    source = catalogue.sources["web"]
    found = layout(source, relation, ("customer",), extras=["age", SLY])
    engine.stage("raw_0", rows(found))
    raw = Raw("raw_0", found, 10**15, None)
    stage_once(engine, raw, "rows_0", None)  # type: ignore[arg-type]
    read = SourceRead(id="web", kind="events", rows=1, used=1)
    staged = Staged(source, "rows_0", found, read)
    what = plan(catalogue, catalogue.journeys["buy"])
    scope = Scope(CaseKind.SESSION, gap=10**9, since=5)
    engine.stage("log", log(what, [staged], scope))
    engine.stage("walk", walk(scope))
    engine.rows(Statement(parse("SELECT case_id, PATH_OF(step, turn) AS path FROM walk GROUP BY case_id")))
    return engine.told


@pytest.mark.parametrize(("asked", "dialect"), [(name, name) for name in DIALECTS], indirect=["asked"])
def test_what_reaches_each_dialect(asked: list[str], dialect: str, request: pytest.FixtureRequest) -> None:
    """The statements are as they were looked at, and sqlglot reads them again as the one query that each is."""
    text = ";\n\n".join(asked) + ";\n"
    path = GOLDEN / f"{dialect}.sql"
    if request.config.getoption("--update-golden"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
    for one in asked:
        tree = parsed_again(one, dialect)
        assert isinstance(tree, exp.Query)
        names = {item.name for item in tree.find_all(exp.Identifier)}
        assert SLY in names, "the name came back as it was written"


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_function_is_spelled(dialect: str) -> None:
    """A function that questions use is spelled in every dialect; only files hold text times and JSON."""
    missing = {name for name, spelled in _TEMPLATES.items() if dialect not in spelled}
    of_files = {name for name, spelled in _TEMPLATES.items() if set(spelled) == {"duckdb"}}
    of_lists = set() if dialect in LISTED else {"PARAM_OF"}
    assert missing <= of_files | of_lists
    for name in _TEMPLATES.keys() - missing:
        places = 1 + max((int(n) for n in re.findall(r"\{(\d)\}", _TEMPLATES[name][dialect])), default=0)
        tree = exp.select(function(name, *(column(f"c{n}") for n in range(places))).as_("x")).from_("t")
        parsed_again(sql(Statement(tree), dialect, str), dialect)


def test_questions_use_no_other_function() -> None:
    """Every question is written with functions that are known to mean the same everywhere."""
    import journeymap.evidence.queries as package

    folder = Path(package.__file__).parent
    used = {
        name
        for path in (*folder.glob("*.py"), folder.parent / "log.py", folder.parent / "quality.py")
        for name in re.findall(r"(?<![.\w])([A-Z][A-Z_]+)\(", path.read_text(encoding="utf-8"))
    }
    words = {"CAST", "IN", "OVER", "AS", "NULLIF", "VALUES", "AND", "OR", "NOT", "EXISTS", "FROM", "JOIN", "WHEN", "ON"}
    assert used - words - ALLOWED - _TEMPLATES.keys() == set()


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize(
    "text", ["MEDIAN(n)", "date_diff('day', n, n)", "COUNT(REGEXP_REPLACE(n, 'a', 'b'))", "EPOCH(n)"]
)
def test_other_functions_are_refused(dialect: str, text: str) -> None:
    """A function that may mean something else elsewhere, known to sqlglot or not, never reaches a database."""
    asked = Statement(parse(f"SELECT BYTES(x) AS x FROM (SELECT {text} AS x FROM t) AS held"))
    with pytest.raises(AssertionError, match="is no function that every engine has"):
        sql(asked, dialect, str)
    within = Statement(parse(f"SELECT BYTES({text}) AS x FROM t"))
    with pytest.raises(AssertionError, match="is no function that every engine has"):
        sql(within, dialect, str)


def test_values_that_nobody_asks_for_stay_here() -> None:
    """Engines refuse a value that no placeholder asks for."""
    values = Values()
    one, _ = values.bind("a"), values.bind("b")
    assert bound(Statement(exp.select(one.as_("x")), values.by_name)) == {"p0": "a"}
