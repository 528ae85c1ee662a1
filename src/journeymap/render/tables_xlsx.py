"""Tables as an Excel workbook, a sheet each: headers stay in sight, columns filter, and no text ever becomes a formula.

The same tables give the same bytes: the file carries no time of its own.
"""

from __future__ import annotations

import datetime
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from journeymap.errors import EngineError
from journeymap.render.flow_palette import LIGHT
from journeymap.render.tables import journey_tables
from journeymap.render.tables_cells import fitting, units
from journeymap.render.text_width import text_width, wrap
from journeymap.render.wording import words_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from journeymap.render.options import Options
    from journeymap.render.view import JourneyView
    from journeymap.render.wording import Words
    from journeymap.render.workspace_view import Cell, HasTables, Table

_MADE = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC).replace(tzinfo=None)
"""The date in every file; XlsxWriter wants it without a zone."""
_NAME = 31
"""Characters of a sheet's name, in UTF-16."""
_NO_NAME = re.compile(r"[\[\]:*?/\\]|[\x00-\x1f]")
_MOST_ROWS = 1_048_575
_NARROW, _WIDE = 7.0, 52.0
_LINE = 15.0
_TALLEST = 405.0
_MOST_LINES = 27
"""The height of a line and the greatest of a row in points, and how many lines that is."""
_A3 = 8
_PAGE = 300.0
"""So many units of width may be shrunk to a page."""
_DRAWN = 0.66
"""The same unit as Calibri and its like fill it."""
_READ = 1_000
"""Characters of a cell that its height is reckoned from."""
_LETTER = 0.56
"""The width of Excel's unit for columns, a digit of Calibri, in em of the estimate for any font."""
_GROUNDS = {1: "#fde3df", 2: "#fdeddc", 3: "#eceef3", 4: "#dff1f4", 5: "#cfeeee"}
_EXTRA = 'Install it by `pip install "journeymap[office]"`.'


@dataclass(frozen=True)
class _Styles:
    """The formats of cells, and the columns that have one of their own, by their titles."""

    head: Any
    text: Any
    number: Any
    share: Any
    faces: dict[int, Any]
    alarm: Any
    emotions: frozenset[str]
    shares: frozenset[str]
    alarms: frozenset[str]


def draw_xlsx(view: HasTables, options: Options) -> bytes:
    """The tables of a view across the workspace, a sheet each.

    Raises:
        EngineError: XlsxWriter is not installed.
    """
    del options  # nothing is laid out
    heading = view.heading
    return workbook(view.tables, heading.title, words_for(heading.language), rtl=heading.direction == "rtl")


def draw_journey(view: JourneyView, options: Options) -> bytes:
    """All tables of a journey that have rows, a sheet each.

    Raises:
        EngineError: XlsxWriter is not installed.
    """
    del options
    tables = [table for table in journey_tables(view) if table.rows]
    return workbook(tables, view.name, words_for(view.language), rtl=view.direction == "rtl")


def workbook(tables: Sequence[Table], title: str, words: Words, *, rtl: bool) -> bytes:
    """Tables as an Excel workbook; columns without any value are hidden.

    Args:
        tables: A sheet each.
        title: What the file says that it is.
        words: The language, by which columns of emotions, shares and severities are known.
        rtl: Whether sheets run from right to left.

    Raises:
        EngineError: XlsxWriter is not installed.
    """
    try:
        from xlsxwriter import Workbook  # noqa: PLC0415  # an extra, loaded when it is used
    except ImportError as error:
        raise EngineError("Excel workbooks need the package `XlsxWriter`, which is not installed", _EXTRA) from error
    stream = io.BytesIO()
    book = Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": fitting(title)[:255], "created": _MADE})
    styles = _styles(book, words)
    for table, name in zip(tables, sheet_names(table.title for table in tables), strict=True):
        _fill(book.add_worksheet(name), table, styles, rtl=rtl)
    book.close()
    return stream.getvalue()


def sheet_names(titles: Iterable[str]) -> Iterator[str]:
    """For each title a name that Excel takes: at most 31 letters, none that Excel forbids, no two alike."""
    taken = {"history"}
    for title in titles:
        plain = _NO_NAME.sub(" ", fitting(title)).strip().strip("'") or "-"
        name, number = _cut(plain, _NAME), 2
        while name.lower() in taken:
            name, number = f"{_cut(plain, _NAME - len(str(number)) - 1)} {number}", number + 1
        taken.add(name.lower())
        yield name


def _cut(text: str, longest: int) -> str:
    while units(text) > longest:
        text = text[:-1]
    return text.strip().strip("'")


def _styles(book: Any, words: Words) -> _Styles:
    plain = {"valign": "top", "font_name": "Calibri", "font_size": 11}
    wrapped = {**plain, "text_wrap": True}
    return _Styles(
        head=book.add_format({**wrapped, "bold": True, "font_color": LIGHT["headink"], "bg_color": LIGHT["head"]}),
        text=book.add_format(wrapped),
        number=book.add_format(plain),
        share=book.add_format({**plain, "num_format": "0.0%"}),
        faces={
            face: book.add_format(
                {**plain, "num_format": "+0.0;\N{MINUS SIGN}0.0;0", "bold": True, "bg_color": ground, "align": "center"}
            )
            for face, ground in _GROUNDS.items()
        },
        alarm=book.add_format({**wrapped, "bold": True, "font_color": LIGHT["s1"]}),
        emotions=frozenset({words("column.emotion")}),
        shares=frozenset({words("column.share")}),
        alarms=frozenset({words("severity.high"), words("severity.critical")}),
    )


def _fill(sheet: Any, table: Table, styles: _Styles, *, rtl: bool) -> None:
    rows = table.rows[:_MOST_ROWS]
    total, lines = 0.0, [1] * (len(rows) + 1)
    for at, title in enumerate(table.columns):
        values = [row[at] for row in rows]
        width, hidden = _width(title, values), bool(rows) and all(value is None for value in values)
        total += 0 if hidden else width
        sheet.set_column(at, at, width, None, {"hidden": hidden})
        sheet.write_string(0, at, fitting(title), styles.head)
        lines[0] = max(lines[0], 1 if hidden else _lines(title, width, bold=True))
        for number, value in enumerate(values, 1):
            _write(sheet, (number, at), value, title, styles)
            lines[number] = max(lines[number], _lines(value, width))
    for number, count in enumerate(lines):
        if count > 1:
            sheet.set_row(number, min(_TALLEST, count * _LINE))
    sheet.freeze_panes(1, 0)
    if table.columns:
        sheet.autofilter(0, 0, len(rows), len(table.columns) - 1)
    if rtl:
        sheet.right_to_left()
    _print_on_paper(sheet, total)


def _print_on_paper(sheet: Any, width: float) -> None:
    """Landscape A3, the header on each page; as wide as a page where letters stay legible."""
    sheet.set_landscape()
    sheet.set_paper(_A3)
    sheet.repeat_rows(0)
    if width <= _PAGE:
        sheet.fit_to_pages(1, 0)


def _write(sheet: Any, place: tuple[int, int], value: Cell, title: str, styles: _Styles) -> None:
    """Writes text as text and numbers as numbers, whatever the text looks like."""
    if value is None:
        return
    if isinstance(value, str):
        sheet.write_string(*place, fitting(value), styles.alarm if value in styles.alarms else styles.text)
    elif title in styles.emotions:
        sheet.write_number(*place, value, styles.faces[_face(value)])
    else:
        sheet.write_number(*place, value, styles.share if title in styles.shares else styles.number)


def _face(score: float) -> int:
    """The face of an emotion: 1 to 5, a half step away from neutral."""
    away = int(abs(score) + 0.5)
    return max(1, min(5, 3 + (away if score > 0 else -away)))


def _lines(value: Cell, width: float, *, bold: bool = False) -> int:
    """The lines of a cell: not every program makes rows as high as their text by itself."""
    if not isinstance(value, str):
        return 1
    rows = value[:_READ].split("\n")[:_MOST_LINES]
    return sum(max(1, len(wrap(row, 1.0, width * _DRAWN, _MOST_LINES, bold=bold))) for row in rows)


def _width(title: str, values: Iterable[Cell]) -> float:
    """A width at which most values need no second line, within bounds; longer ones wrap."""
    lines = [row for value in values if value is not None for row in str(value).split("\n")]
    widest = max((text_width(row, 1.0) for row in lines), default=0.0)
    head = max(text_width(word, 1.0, bold=True) for word in title.split(" ")) + 1.5
    return round(min(_WIDE, max(_NARROW, widest / _LETTER + 1.5, head / _LETTER)), 1)
