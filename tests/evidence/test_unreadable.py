"""Times and amounts that cannot be read: what is said of them, and that it names nobody."""

from __future__ import annotations

import string
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap import api
from journeymap.errors import SettingError
from journeymap.evidence.data import Data
from journeymap.evidence.engines.duckdb import DuckDB
from journeymap.evidence.quality import quoted, shape
from journeymap.model.measurement import SourceRead
from tests.conftest import TODAY

MAP = """
journeymap: 1
sources:
  - id: log
    kind: {kind}
    uri: log.csv
    columns: {{customer: who, time: at, {role}: what}}
    timezone: UTC
"""


def read(folder: Path) -> SourceRead:
    """What is read of the source of a workspace."""
    catalogue = api.load([folder], on=TODAY)[0].catalogue
    engine = DuckDB(folder)
    try:
        return Data(catalogue, engine, TODAY).staged(catalogue.sources["log"]).read
    finally:
        engine.close()


@pytest.mark.parametrize(
    ("kind", "rows", "remark"),
    [
        (
            "events",
            "a,03.02.2024 10:00,x\na,04.02.2024 10:00,x\n",
            "2 rows have no time that can be read, written like `00.00.0000 00:00` (figures told as 0, letters as a); write 2024-02-03 10:00, ",
        ),
        ("events", "a,,x\n", None),
        ("events", "a,ann@example.org,x\n", "`aaa@aaaaaaa.aaa`"),
        (
            "transactions",
            'a,2024-01-01,"12,50 EUR"\n',
            "1 row has no amount that can be read, written like `00,00 aaa` (figures told",
        ),
        ("transactions", "a,2024-01-01,\n", None),
    ],
)
def test_a_remark_shows_how_it_is_written_and_no_value(
    write: Callable[..., Path], kind: str, rows: str, remark: str | None
) -> None:
    """Where some rows cannot be read; a row without anything there has no such note."""
    text = MAP.format(kind=kind, role="event" if kind == "events" else "amount")
    good = f"b,2024-01-01,{'x' if kind == 'events' else '7'}\n"
    found = read(write({"journeymap.yaml": text, "log.csv": f"who,at,what\n{good}{rows}"}))
    assert found.used == 1
    assert sum(item.n for item in found.dropped) == rows.count("\n")
    assert [remark in item for item in found.remarks] == [True] if remark else not found.remarks


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("a,03.02.2024 10:00,5\n", "no time in it can be read, such as `03.02.2024 10:00`"),
        ("a,3 Feb 2024,5\n", "such as `3 Feb 2024`"),
        ("a,2024-02-30,5\n", "such as `2024-02-30`"),
        ("a,yesterday,5\n", "such as `aaaaaaaaa`"),
        ('a,2024-01-01,"1.234,50 €"\n', "no amount in it is a number, such as `1.234,50 €`"),
        ("a,2024-01-01,Ann Smith\n", "such as `aaa aaaaa`"),
        ("a,,5\n", "no time in it can be read"),
    ],
)
def test_an_error_shows_what_cannot_be_read(write: Callable[..., Path], rows: str, said: str) -> None:
    """Where no row can be read, with what stands there if it names nobody; nothing where nothing stands."""
    text = MAP.format(kind="transactions", role="amount")
    with pytest.raises(SettingError) as raised:
        read(write({"journeymap.yaml": text, "log.csv": f"who,at,what\n{rows}"}))
    assert str(raised.value).split("\n")[0].endswith(said)
    assert ("Write " in raised.value.help_line) == ("such as" in said)


@given(st.text(string.ascii_letters + string.digits + "@. -", min_size=1, max_size=30))
def test_nothing_of_a_value_is_left_in_its_shape(value: str) -> None:
    """A shape has signs, noughts and the letter a alone; what has a longer word or an address is never quoted."""
    assert set(shape(value)) <= set("0a@. -")
    assert len(shape(value)) == len(value)
    if "@" in value:
        assert not set(quoted(value)) & set(string.ascii_letters + string.digits) - {"0", "a"}
