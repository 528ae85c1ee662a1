"""The service blueprint as one HTML page: a grid whose rows and columns stay in view, and on a phone a column a screen.

The document goes column by column, so that it can be read in order; the page's own rules put every cell in its row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from journeymap.render.blueprint_picture import row_words
from journeymap.render.blueprint_rows import LINES, Column, RowKey, columns, goes_on, rows
from journeymap.render.building.feelings import HIGHEST
from journeymap.render.pages.addresses import Alone
from journeymap.render.pages.environment import template
from journeymap.render.pages.shell import Page, document
from journeymap.render.wording import Words, words_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.render.options import Options
    from journeymap.render.pages.addresses import Addresses
    from journeymap.render.view import JourneyView, StageView
    from journeymap.render.view_ways import EdgeView

_LABEL, _NARROWEST, _COLUMN, _WIDEST = 128, 176, 184, 360
"""Pixels: the names of rows; a column at its narrowest, where the page scrolls, and at its widest."""
_BODY_PADDING = 58
_PRINTED = 10
"""Columns side by side on a sheet of A3."""
_FIRST_ROW = 3
"""The stages' heads lie in the first row of the grid, those of the columns in the second."""


@dataclass(frozen=True)
class RowName:
    """A row: its key, what it is called, a hint, and the name of the line above it, empty for none."""

    key: RowKey
    name: str
    hint: str
    line: str


@dataclass(frozen=True)
class Cell:
    """A cell: what stands in it, and whether an arrow comes in, goes out or passes."""

    row: RowName
    filled: bool
    arrives: bool
    leaves: bool
    passes: bool


@dataclass(frozen=True)
class Placed:
    """A column with its cells: `onward` where customers go on to the next, `taken` are the hand-offs that arrive."""

    column: Column
    cells: tuple[Cell, ...]
    onward: bool
    taken: tuple[EdgeView, ...]


@dataclass(frozen=True)
class Group:
    """A stage with its columns."""

    stage: StageView
    columns: tuple[Placed, ...]


def draw_html(view: JourneyView, options: Options) -> bytes:
    """The blueprint as a self-contained HTML page."""
    del options  # no graph is laid out
    return document(blueprint_page(view, Alone(), alone=True)).encode()


def blueprint_page(view: JourneyView, on: Addresses, *, alone: bool = False) -> Page:
    """The blueprint as a page.

    Args:
        view: The journey.
        on: How the page names its elements and reaches other pages.
        alone: The page is a document by itself, and brings the button for the theme.
    """
    words = words_for(view.language)
    shown = columns(view)
    names = tuple(_names(shown, words))
    body = template("blueprint.html.j2").render(
        view=view,
        w=words,
        on=on,
        alone=alone,
        rows=names,
        groups=_groups(view, shown, names),
        lowest=words.signed(-HIGHEST),
        highest=words.signed(HIGHEST),
        marks={},
    )
    return Page(
        name=f"journeys/{view.id}-blueprint",
        title=words("blueprint.title", name=view.name),
        language=view.language,
        direction=view.direction,
        look=view.look,
        body=Markup(body),  # noqa: S704 made by an escaping template
        styles=("blueprint.css",),
        rules="\n".join(_rules(view, shown, names)),
        scripts=("theme.js",) if alone else (),
    )


def _names(shown: tuple[Column, ...], words: Words) -> Iterator[RowName]:
    for row in rows(shown):
        name, hint = row_words(row, words)
        yield RowName(row, name, hint, words(LINES[row]) if row in LINES else "")


def _groups(view: JourneyView, shown: tuple[Column, ...], names: tuple[RowName, ...]) -> tuple[Group, ...]:
    taken: dict[int, tuple[EdgeView, ...]] = {}
    for edge in view.edges:
        if edge.handoff and edge.target_number is not None:
            taken[edge.target_number] = (*taken.get(edge.target_number, ()), edge)
    placed = [
        Placed(
            column,
            tuple(_cells(column, names, taken)),
            column.at + 1 < len(shown) and goes_on(view, column, shown[column.at + 1]),
            taken.get(column.card.number, ()) if column.card else (),
        )
        for column in shown
    ]
    return tuple(Group(stage, tuple(one for one in placed if one.column.stage is stage)) for stage in view.stages)


def _cells(column: Column, names: tuple[RowName, ...], taken: dict[int, tuple[EdgeView, ...]]) -> Iterator[Cell]:
    ends = {column.below(row.key) for row in names}
    for row in names:
        reached = row.key == "hand" and column.card is not None and column.card.number in taken
        yield Cell(
            row,
            filled=column.holds(row.key) or reached,
            arrives=row.key in ends,
            leaves=column.below(row.key) is not None,
            passes=column.crossed(row.key),
        )


def _rules(view: JourneyView, shown: tuple[Column, ...], names: tuple[RowName, ...]) -> Iterator[str]:
    """Rows and columns of the grid; the row below a line spans the line too, so that arrows cross it."""
    row = _FIRST_ROW
    for one in names:
        start = row
        if one.line:
            yield f".bp-line-{one.key}{{grid-row:{row}}}"
            row += 1
        yield f".bp-lab-{one.key}{{grid-row:{row}}}"
        yield f".bp-row-{one.key}{{grid-row:{start - 1}/{row}}}"
        row += 1
    tracks = " ".join("var(--bp-line)" if line else "auto" for one in names for line in ([1, 0] if one.line else [0]))
    across = f"var(--bp-lab) repeat({len(shown)},minmax({_NARROWEST}px,{_WIDEST}px))"
    width = _LABEL + _COLUMN * len(shown)
    yield (
        "@media screen and (min-width:761px)"
        f"{{.bp{{grid-template-rows:auto auto {tracks};grid-template-columns:{across}}}}}"
    )
    yield (
        f"@media screen and (min-width:761px) and (max-width:{width + _BODY_PADDING}px)"
        f"{{.bp{{width:{width}px}}.bp-scroll{{overflow:auto;max-height:calc(100dvh - 16px)}}}}"
    )
    for stage in view.stages:
        own = [column.at for column in shown if column.stage is stage]
        yield f".bp-s{stage.number}{{grid-column:{own[0] + 2}/{own[-1] + 3};--bp-n:{min(_PRINTED, len(own))}}}"
    yield f".bp-col{{grid-row:2/{row}}}"
    yield f"@media print{{.bp-col{{grid-row:span {row - 2}}}}}"
