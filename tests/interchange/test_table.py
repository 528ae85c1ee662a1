"""Rows as CSV: the columns of all rows, texts as they are, names that databases tell apart."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.interchange.table import write_csv

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream, strict=True))


def test_columns_are_those_of_all_rows(tmp_path: Path) -> None:
    """A column that only the last row has is there for all; the columns that were asked for come first."""
    rows = [{"a": "1"}, {"b": "", "a": "2"}, {"c": "3"}]
    assert write_csv(lambda: rows, tmp_path / "t.csv", ("z", "b")) == ("z", "b", "a", "c")
    assert (tmp_path / "t.csv").read_bytes() == b'"z","b","a","c"\n,,"1",\n,"","2",\n,,,"3"\n'


def test_names_that_differ_by_case_alone_get_a_number(tmp_path: Path) -> None:
    """A database would take them for one column."""
    named = write_csv(lambda: [{"Amount": "1", "amount": "2", " ": "3", "AMOUNT (2)": "4"}], tmp_path / "t.csv")
    assert named == ("Amount", "amount (2)", "column", "AMOUNT (2) (2)")
    assert read(tmp_path / "t.csv")[1] == ["1", "2", "3", "4"]


@given(rows=st.lists(st.dictionaries(TEXT, TEXT, min_size=1, max_size=4), max_size=5))
def test_any_text_comes_back(tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, str]]) -> None:
    """Quotes, separators, line ends and other writing are text, in names and values."""
    path = tmp_path_factory.mktemp("csv") / "t.csv"
    named = write_csv(lambda: rows, path, ("id",))
    columns = list(dict.fromkeys(["id", *(name for row in rows for name in row)]))
    assert len({name.casefold() for name in named}) == len(columns)
    assert read(path) == [list(named), *([row.get(name, "") for name in columns] for row in rows)]
