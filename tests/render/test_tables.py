"""The journey as tables, as CSV and as an Excel workbook."""

from __future__ import annotations

import csv
import io
import sys
import zipfile
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.errors import EngineError
from journeymap.render import tables_csv, tables_xlsx
from journeymap.render.options import Options
from journeymap.render.tables import journey_tables
from journeymap.render.tables_xlsx import sheet_names, workbook
from journeymap.render.view import JourneyView
from journeymap.render.wording import words_for
from journeymap.render.workspace_view import Cell, Table
from tests.render.office_journeys import example, spoken, views
from tests.render.office_tables import HEADING, Sheets

WHOLE = example("buy-online")
FORMULAS = ("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u200b=1", "\uff1d1", "\n-1")


def named(view: JourneyView) -> dict[str, Table]:
    return {table.name: table for table in journey_tables(view)}


def column(table: Table, title: str) -> list[Cell]:
    return [row[table.columns.index(title)] for row in table.rows]


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def read_xlsx(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.mark.parametrize("view", views(), ids=lambda view: view.id)
def test_all_that_a_map_says_is_in_the_tables(view: JourneyView) -> None:
    """Each table has a row for each thing of its kind, and every column of a table its own title."""
    tables = named(view)
    counts = {
        "stages": len(view.stages),
        "touchpoints": len(view.cards),
        "pains": sum(len(stage.all_pains) for stage in view.stages),
        "gains": sum(len(stage.all_gains) for stage in view.stages),
        "opportunities": sum(len(stage.all_opportunities) for stage in view.stages),
        "ways": len(view.edges),
        "handoffs": sum(edge.handoff is not None for edge in view.edges),
        "measures": sum(len(stage.all_measures) for stage in view.stages),
        "plays": sum(len(stage.all_plays) for stage in view.stages),
        "research": len(view.research),
        "initiatives": len(view.initiatives),
        "decisions": len(view.decisions),
        "personas": len(view.personas),
        "emotions": sum(len(curve.points) for curve in view.curves),
    }
    assert {name: len(tables[name].rows) for name in counts} == counts
    for table in tables.values():
        assert len(set(table.columns)) == len(table.columns)
        assert all(len(row) == len(table.columns) for row in table.rows)


def test_no_written_text_of_the_view_is_missing() -> None:
    """A word put into every field of the view that people write in stands in every table that has rows."""
    tables = named(spoken(WHOLE, "zebra"))
    without = [name for name, table in tables.items() if table.rows and "zebra" not in str(table.rows)]
    assert without == []


def test_scores_and_shares_are_numbers() -> None:
    """What is counted and scored can be counted on with; ids stand beside names."""
    tables = named(WHOLE)
    assert {type(value) for value in column(tables["touchpoints"], "Emotion")} <= {int, float, type(None)}
    assert column(tables["ways"], "Share")[0] == 0.65
    assert column(tables["touchpoints"], "Touchpoint id")[0] == WHOLE.cards[0].id
    assert column(tables["touchpoints"], "Stage")[0] == WHOLE.stages[0].name


def test_markdown_is_taken_out_of_texts() -> None:
    """A spreadsheet shows words, not the signs of Markdown."""
    view = replace(WHOLE, summary="**Buy** [now](https://x.example)")
    assert ("About it", "Buy now") in named(view)["overview"].rows


def test_the_csv_of_a_journey_has_a_row_for_each_touchpoint() -> None:
    """It begins with a byte order mark, ends its lines as RFC 4180 says, and has a header."""
    content = tables_csv.draw_journey(WHOLE, Options())
    assert content.startswith(b"\xef\xbb\xbfNo.,Stage,Touchpoint,")
    assert content.endswith(b"\r\n")
    assert len(read_csv(content)) == 1 + len(WHOLE.cards)


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_never_becomes_a_formula_in_csv(text: str) -> None:
    """What a spreadsheet would run begins with an apostrophe; a number keeps its minus sign."""
    [_, row] = read_csv(tables_csv.draw_csv(Sheets.of(("A", "B"), [(text, -1.5)]), Options()))
    assert row[0].startswith("'")
    assert row[1] == "-1.5"


@given(st.lists(st.tuples(st.text(), st.integers(), st.none()), max_size=4))
def test_any_text_keeps_its_cell_in_csv(rows: list[tuple[Cell, ...]]) -> None:
    """Commas, quotes and line breaks stay inside their cells."""
    read = read_csv(tables_csv.draw_csv(Sheets.of(("A", "B", "C"), rows), Options()))
    assert [len(row) for row in read] == [3] * (len(rows) + 1)
    assert [row[1:] for row in read[1:]] == [[str(number), ""] for _, number, _ in rows]


@pytest.mark.parametrize("view", views(), ids=lambda view: view.id)
def test_a_workbook_has_a_sheet_for_each_table_with_rows(view: JourneyView) -> None:
    """Its header stays in sight, its columns filter, and no cell is a formula or a link."""
    book = read_xlsx(tables_xlsx.draw_journey(view, Options()))
    filled = [table for table in journey_tables(view) if table.rows]
    assert book.sheetnames == [table.title for table in filled]
    for sheet, table in zip(book, filled, strict=True):
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref
        assert [cell.value for cell in sheet[1]] == list(table.columns)
        assert sheet.max_row == len(table.rows) + 1
        assert not {cell.data_type for row in sheet for cell in row} & {"f", "e"}
        assert not any(cell.hyperlink for row in sheet for cell in row)


@pytest.mark.parametrize("text", [*FORMULAS, "https://x.example", "mailto:a@x.example", "{=1}", "00123", "1e5"])
def test_a_text_never_becomes_a_formula_a_link_or_a_number_in_a_workbook(text: str) -> None:
    """It is a text in its cell, as it was written, but for line ends."""
    [sheet] = read_xlsx(tables_xlsx.draw_xlsx(Sheets.of(("A", "B"), [(text, 2)]), Options()))
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].value == text.replace("\r", "\n")
    assert sheet["A2"].hyperlink is None
    assert sheet["B2"].value == 2


def test_emotions_have_the_colour_of_their_face() -> None:
    """Cells of emotion are coloured by their score, in half steps away from neutral, and stay numbers."""
    [sheet] = read_xlsx(tables_xlsx.draw_xlsx(Sheets.of(("Emotion",), [(-2,), (-0.5,), (0,), (0.5,), (2,)]), Options()))
    colours = [cell.fill.fgColor.rgb for cell in sheet["A"][1:]]
    assert colours == ["FFFDE3DF", "FFFDEDDC", "FFECEEF3", "FFDFF1F4", "FFCFEEEE"]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(), min_size=1, max_size=5), st.text())
def test_any_text_makes_a_workbook_that_opens(titles: list[str], text: str) -> None:
    """Names of sheets are legal and no two alike, whatever tables are called and hold."""
    tables = [Table("t", title, (text or "A",), ((text,), (None,))) for title in titles]
    book = read_xlsx(workbook(tables, text, words_for("en"), rtl=False))
    assert len(book.sheetnames) == len(titles)


def test_names_of_sheets_are_cut_and_told_apart() -> None:
    """At most 31 letters as Excel counts them, no forbidden ones, and no two alike in any case."""
    names = list(sheet_names(["a" * 40, "A" * 40, "History", "x/y:z", "'q'", "", "😀" * 30]))
    assert names == ["a" * 31, "A" * 29 + " 2", "History 2", "x y z", "q", "-", "😀" * 15]


def test_a_cell_holds_no_more_than_excel_takes() -> None:
    """A longer text ends in an ellipsis."""
    [sheet] = read_xlsx(tables_xlsx.draw_xlsx(Sheets.of(("A",), [("x" * 40_000,)]), Options()))
    assert len(sheet["A2"].value) == 32_767
    assert sheet["A2"].value.endswith("x…")


def test_sheets_of_a_right_to_left_workspace_run_from_right_to_left() -> None:
    """The first column stands at the right."""
    view = Sheets.of(("A",), [("x",)], heading=replace(HEADING, language="ar", direction="rtl"))
    [sheet] = read_xlsx(tables_xlsx.draw_xlsx(view, Options()))
    assert sheet.sheet_view.rightToLeft


def test_the_same_tables_make_the_same_bytes() -> None:
    """Two workbooks of a journey are equal, and no file in them has a time of its own."""
    one, other = (tables_xlsx.draw_journey(WHOLE, Options()) for _ in range(2))
    assert one == other
    assert {item.date_time for item in zipfile.ZipFile(io.BytesIO(one)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_without_the_package_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence and the command of pip."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(EngineError, match="XlsxWriter") as raised:
        tables_xlsx.draw_journey(WHOLE, Options())
    assert 'pip install "journeymap[office]"' in raised.value.help_line
