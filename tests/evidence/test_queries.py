"""The statements themselves: few functions, every order settled, nothing of a user in the text, the same everywhere."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlglot import exp

from journeymap import api
from journeymap.evidence.data import Data, moment_of
from journeymap.evidence.engines import Type
from journeymap.evidence.engines.clickhouse import prepared
from journeymap.evidence.engines.dialects import _TEMPLATES, ALLOWED, DIALECTS, NO_FUNCTIONS, sql
from journeymap.evidence.log import Scope
from journeymap.evidence.observing import Limits, Observed, Wanted, observe
from journeymap.evidence.plan import plan
from journeymap.evidence.statement import Statement
from journeymap.model.measurement import Dimension
from journeymap.model.settings import CaseKind
from tests.conftest import TODAY
from tests.evidence.counted import Event
from tests.evidence.parsed import parsed_again
from tests.evidence.servers import Bench
from tests.evidence.worlds import BEGIN, DESK, MINUTE, MONTHS, WEB, WORKSPACE, opened

SCOPES = (Scope(CaseKind.CUSTOMER), Scope(CaseKind.SESSION, months=MONTHS), Scope(CaseKind.SESSION, gap=MINUTE))
ALL = Limits(paths=1000, unmapped=1000, channels=1000, parts=1000)


class Listening:
    """An engine that notes what it is asked; as one that does not store rows, it is asked in portable SQL."""

    row_order = None
    has_middles = False
    bits = 0

    def __init__(self, engine: Any) -> None:
        self._engine = engine
        self.heard: list[Statement] = []

    def forget(self, name: str) -> None:
        self._engine.forget(name)

    def stage(self, name: str, statement: Statement) -> None:
        self.heard.append(statement)
        self._engine.stage(name, statement)

    def rows(self, statement: Statement) -> Any:
        self.heard.append(statement)
        return self._engine.rows(statement)


def made_up(count: int, customers: int) -> list[Event]:
    """Rows of both sources by a fixed seed, many at the same time."""
    dice = random.Random(20240601)
    found = []
    for n in range(count):
        source, name = dice.choice([(0, name) for name in WEB] * 2 + [(1, name) for name in DESK])
        traits = (("kind", dice.choice(["long", "short"])), ("tier", dice.choice(["gold", "tin", "wood"])))
        found.append(
            Event(
                source,
                f"c{dice.randint(1, customers)}",
                f"v{dice.randint(0, 2)}",
                BEGIN + dice.choice([dice.randint(0, 30), dice.randint(43_180, 43_220)]) * MINUTE,
                n,
                name,
                dice.choice(["", "Mail", "mail", "shop", "Ångström"]) if source == 0 else "",
                traits if source == 0 else (("amount", dice.choice(["5", "10", "12.5"])),),
            )
        )
    return found


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Statement]]:
    """Every statement that observing makes: all kinds of cases, a window or none, exact times or rounded ones."""
    with opened(tmp_path_factory.mktemp("world"), made_up(120, 8)) as (engine, asked, sources):
        listening = Listening(engine)
        for number, scope in enumerate(SCOPES):
            wanted = Wanted(
                steps=(0, 3, 4),
                window=number * 20 * MINUTE or None,
                by=tuple(Dimension),
                min_group=2,
                limits=Limits(exact=number * 1000),
            )
            observe(listening, asked, sources, scope, wanted)  # type: ignore[arg-type]
        yield listening.heard


def test_only_functions_that_every_engine_has(heard: list[Statement]) -> None:
    """A statement calls nothing but the functions of the short list and those that each dialect spells itself."""
    called = {
        node.name if isinstance(node, exp.Anonymous) else node.sql_name()
        for statement in heard
        for node in statement.tree.find_all(exp.Func)
        if not isinstance(node, NO_FUNCTIONS)
    }
    assert called <= ALLOWED | set(_TEMPLATES)
    assert {"COUNT", "LEAD", "ROW_NUMBER", "PATH_OF", "BYTES"} <= called


def test_no_row_is_placed_by_chance(heard: list[Statement]) -> None:
    """ROW_NUMBER, LAG and LEAD always stand over an order."""
    windows = [
        node
        for statement in heard
        for node in statement.tree.find_all(exp.Window)
        if isinstance(node.this, exp.RowNumber | exp.Lag | exp.Lead)
    ]
    assert windows
    assert all(node.args.get("order") is not None for node in windows)


def test_nothing_of_a_user_is_text_of_a_statement(heard: list[Statement]) -> None:
    """Names of events, channels and segments are bound, never written: the text is the same for any workspace."""
    texts = {
        literal.this for statement in heard for literal in statement.tree.find_all(exp.Literal) if literal.is_string
    }
    assert texts <= {"", "\x1f"}
    values = {value for statement in heard for value in statement.values.values()}
    assert {"find", "page", "gold"} <= values


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_can_read_what_it_is_given(heard: list[Statement], dialect: str) -> None:
    """Each statement is spelled in each dialect as something that sqlglot reads back as one query."""
    texts = {sql(statement, dialect, lambda name: f":{name}") for statement in heard}
    assert len(texts) > 40
    for text in texts:
        assert isinstance(parsed_again(text, dialect), exp.Query)


def test_no_name_means_two_things(heard: list[Statement]) -> None:
    """ClickHouse is asked for no column by a bare name that something else is given in the same SELECT."""
    for statement in heard:
        for select in prepared(statement.tree).find_all(exp.Select):
            others = {
                item.alias
                for item in select.expressions
                if isinstance(item, exp.Alias) and not (item.this.is_star or item.this.name == item.alias)
            }
            for column in select.find_all(exp.Column):
                bare = not column.table and column.parent_select is select and column.find_ancestor(exp.Order) is None
                assert not bare or column.name not in others, select.sql()


def test_aggregates_are_not_called_as_what_they_read(heard: list[Statement]) -> None:
    """No aggregate has the name of a column inside it, which ClickHouse would read as the aggregate itself."""
    for statement in heard:
        for alias in statement.tree.find_all(exp.Alias):
            if alias.this.find(exp.AggFunc) is not None:
                read = {column.name for column in alias.this.find_all(exp.Column) if not column.table}
                assert alias.alias not in read, alias.sql()


TYPES = {
    "who": Type.TEXT,
    "visit": Type.TEXT,
    "at": Type.TIME,
    "n": Type.WHOLE,
    "what": Type.TEXT,
    "via": Type.TEXT,
    "kind": Type.TEXT,
    "tier": Type.TEXT,
}
DESK_TYPES = {name: kind for name, kind in TYPES.items() if name not in {"via", "kind", "tier"}} | {
    "amount": Type.NUMBER
}


def seen_on(bench: Bench, write: Callable[..., Path], scope: Scope, wanted: Wanted) -> Observed:
    """What an engine sees of a fixed log of both sources."""
    tables: dict[str, list[dict[str, Any]]] = {"web": [], "desk": []}
    for event in made_up(160, 9):
        row = {"who": event.customer, "visit": event.session, "at": moment_of(event.moment), "n": event.n}
        row |= {"what": event.name, **dict(event.traits)}
        if event.source == 0:
            tables["web"].append({**row, "via": event.channel or None})
        else:
            tables["desk"].append({**row, "amount": float(event.trait("amount") or 0)})
    columns = {"customer": "who", "time": "at", "event": "what", "session": "visit", "sequence": "n"}
    sources = [
        bench.source(tables["web"], TYPES, "web", columns={**columns, "channel": "via"}),
        bench.source(tables["desk"], DESK_TYPES, "desk", columns=columns),
    ]
    listed = "".join(
        f"  - {json.dumps(json.loads(item.model_dump_json(exclude_none=True, by_alias=True)))}\n" for item in sources
    )
    before, _, after = WORKSPACE.partition("sources:\n")
    folder = write({"journeymap.yaml": before + "sources:\n" + listed + after[after.index("personas:") :]})
    catalogue = api.load([folder], on=TODAY)[0].catalogue
    asked = plan(catalogue, catalogue.journeys["buying"], "pay")
    engine = bench.open()
    data = Data(catalogue, engine, TODAY)
    return observe(engine, asked, [data.staged(source) for source in asked.sources], scope, wanted)


@pytest.mark.parametrize(("scope", "window"), [(SCOPES[1], None), (SCOPES[2], 12 * MINUTE)], ids=["named", "gap"])
def test_every_engine_sees_the_same(
    bench: Bench, write: Callable[..., Path], tmp_path: Path, scope: Scope, window: int | None
) -> None:
    """The numbers of the files, which the counter checks, are those of every engine, to the last digit."""
    if bench.name == "spark":
        pytest.skip("many statements, each of which takes seconds; `engines/test_everywhere.py` asks fewer of them")
    by = (Dimension.CHANNEL,)
    wanted = Wanted(steps=(0, 3, 4), window=window, by=by, min_group=2, limits=ALL)
    folder = tmp_path / "files"
    folder.mkdir()
    with opened(folder, made_up(160, 9)) as (engine, asked, sources):
        nobody = Scope(scope.cases, scope.gap, since=BEGIN, months=scope.months)
        expected = observe(engine, asked, sources, nobody, wanted)
    found = seen_on(bench, write, nobody, wanted)
    assert found == expected
    assert found.parts
    assert found.paths
