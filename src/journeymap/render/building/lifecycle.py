"""Lifecycle stages by journeys: what each journey covers, who owns it, and where it hurts most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.render.building.matrix import Atlas, felt, journeys_in_order, open_pains, worst_first
from journeymap.render.matrix_view import JourneyCell, JourneyMatrix, JourneyRow, LifecycleView, RowHead
from journeymap.render.workspace_view import Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.render.building.gathered import Gathered
    from journeymap.render.building.matrix import Axis, Part
    from journeymap.render.matrix_view import PainLine
    from journeymap.render.view import JourneyView
    from journeymap.render.view_parts import TeamView
    from journeymap.render.wording import Words
    from journeymap.render.workspace_view import Cell

WORST = 2
"""So many pain points stand in a cell."""


def lifecycle_view(gathered: Gathered) -> LifecycleView:
    """Which journey covers which stage of which lifecycle."""
    atlas = Atlas(gathered)
    matrices = tuple(_matrix(atlas, axis) for axis in atlas.axes)
    return LifecycleView(
        heading=gathered.heading(gathered.words("lifecycle.title")),
        tables=(_coverage(atlas, matrices), _criteria(atlas, matrices)),
        matrices=matrices,
        notes=atlas.notes(future=False),
    )


def _matrix(atlas: Atlas, axis: Axis) -> JourneyMatrix:
    rows = tuple(_rows(atlas, axis))
    return JourneyMatrix(axis.id, axis.name, atlas.columns(axis), rows)


def _rows(atlas: Atlas, axis: Axis) -> Iterator[JourneyRow]:
    parts: dict[str, list[Part]] = {}
    for part in atlas.parts:
        if any(lifecycle == axis.id for lifecycle, _ in part.keys):
            parts.setdefault(part.journey.id, []).append(part)
    places = [place for place in atlas.survey.living if place.value.id in parts]
    for place, nested in journeys_in_order(places):
        own = parts[place.value.id]
        view = own[0].journey
        by_key = {key: [part for part in own if key in part.keys] for key in axis.keys}
        cells = tuple(_cell(atlas, by_key[key]) for key in axis.keys)
        yield JourneyRow(_head(view), view.owner, view.future, nested, cells)


def _head(view: JourneyView) -> RowHead:
    note = " · ".join(text for text in (view.state_word if view.future else "", view.status_word) if text)
    return RowHead(view.id, view.name, f"journeys/{view.id}", note)


def _cell(atlas: Atlas, parts: Sequence[Part]) -> JourneyCell | None:
    if not parts:
        return None
    count = sum(len(part.steps) for part in parts)
    pains = worst_first(pain for part in parts for pain in open_pains(part))
    more = len(pains) - WORST
    return JourneyCell(
        stages=tuple(part.spot for part in parts),
        touchpoints=count,
        touchpoints_text=atlas.words.count("matrix.touchpoints", count)
        if count
        else atlas.words("matrix.touchpoints.none"),
        owners=_owners(parts),
        lowest=atlas.low(item for part in parts for item in felt(part, atlas.words, atlas.gathered.hidden)),
        pains=tuple(pains[:WORST]),
        more=atlas.words.count("lifecycle.more", more) if more > 0 else "",
    )


def _owners(parts: Sequence[Part]) -> tuple[TeamView, ...]:
    """Those who answer for the touchpoints; for a stage that has none yet, the stage's owner."""
    found = (
        owner
        for part in parts
        for owner in ([step.card.owner for step in part.steps] if part.steps else [part.view.owner])
    )
    return tuple(dict.fromkeys(owner for owner in found if owner))


def _coverage(atlas: Atlas, matrices: Sequence[JourneyMatrix]) -> Table:
    words = atlas.words
    keys = (
        "lifecycle",
        "stage",
        "journey",
        "state",
        "stages",
        "touchpoints",
        "owners",
        "lowest",
        "word",
        "at",
        "pains",
    )
    return Table(
        "coverage",
        words("lifecycle.title"),
        tuple(words(f"matrix.column.{key}") for key in keys),
        tuple(row for matrix in matrices for row in _table_rows(words, matrix)),
    )


def _table_rows(words: Words, matrix: JourneyMatrix) -> Iterator[tuple[Cell, ...]]:
    for n, column in enumerate(matrix.columns):
        cells = [(row, cell) for row in matrix.rows if (cell := row.cells[n]) is not None]
        for row, cell in cells:
            yield (matrix.name, column.name, row.head.name, row.head.note, *_plain(words, cell))
        if not cells:
            yield (matrix.name, column.name, words("matrix.uncovered"), *[None] * 8)


def _rated(words: Words, pain: PainLine) -> str:
    """A pain point behind its severity, where that is rated."""
    if not pain.severity:
        return pain.summary
    return words("details.labelled", label=pain.severity_word, value=pain.summary)


def _plain(words: Words, cell: JourneyCell) -> tuple[Cell, ...]:
    low = cell.lowest
    pains = (_rated(words, pain) for pain in cell.pains)
    return (
        ", ".join(stage.text for stage in cell.stages),
        cell.touchpoints,
        ", ".join(owner.name for owner in cell.owners),
        low.emotion.score if low else None,
        low.emotion.word if low else None,
        low.spot.text if low else None,
        words("punctuation.semicolon").join([*pains, *([cell.more] if cell.more else [])]),
    )


def _criteria(atlas: Atlas, matrices: Sequence[JourneyMatrix]) -> Table:
    words = atlas.words
    keys = ("lifecycle", "stage", "description", "entry", "exit", "covered")
    rows = (
        (
            matrix.name,
            column.name,
            column.description,
            words("punctuation.semicolon").join(column.entry),
            words("punctuation.semicolon").join(column.exit),
            column.note,
        )
        for matrix in matrices
        for column in matrix.columns
    )
    return Table("stages", words("lifecycle.stages"), tuple(words(f"matrix.column.{key}") for key in keys), tuple(rows))
