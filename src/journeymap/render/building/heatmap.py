"""Personas by lifecycle stages: the lowest emotion, what hurts, and what is done for them there.

A persona's own voice counts, else the touchpoint's emotion where they take part. Emotions are compared, never averaged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.render.building.matrix import SEVERITIES, Atlas, comes, felt, open_pains, people, rank, worst_first
from journeymap.render.building.plays import Playbook, lifecycles_of_plays
from journeymap.render.matrix_view import CountView, HeatCell, HeatmapView, HeatMatrix, PersonaRow
from journeymap.render.view_parts import Named
from journeymap.render.workspace_view import Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.render.building.gathered import Gathered
    from journeymap.render.building.matrix import Axis, Key
    from journeymap.render.matrix_view import PainLine, RowHead
    from journeymap.render.wording import Words
    from journeymap.render.workspace_view import Cell

UNRATED = "none"
"""Stands for pain points whose severity is not rated."""


def heatmap_view(gathered: Gathered) -> HeatmapView:
    """How each persona fares in each stage of each lifecycle."""
    atlas = Atlas(gathered, lifecycles_of_plays(gathered.catalogue))
    playbook = Playbook(atlas)
    matrices = tuple(_matrix(atlas, playbook, axis) for axis in atlas.axes)
    return HeatmapView(
        heading=gathered.heading(gathered.words("heatmap.title")),
        tables=(_table(atlas.words, matrices),),
        matrices=matrices,
        notes=atlas.notes(future=True),
    )


def _matrix(atlas: Atlas, playbook: Playbook, axis: Axis) -> HeatMatrix:
    heads = atlas.persona_heads(people(atlas, axis))
    rows = tuple(PersonaRow(head, tuple(_cell(atlas, playbook, key, head) for key in axis.keys)) for head in heads)
    return HeatMatrix(axis.id, axis.name, atlas.columns(axis), rows)


def _cell(atlas: Atlas, playbook: Playbook, key: Key, head: RowHead) -> HeatCell:
    parts = [part for part in atlas.by_key.get(key, ()) if comes(part, head.id)]
    lowest = atlas.low(item for part in parts for item in felt(part, atlas.words) if item.persona == head.id)
    pains = worst_first(pain for part in parts for pain in open_pains(part, head.id))
    plays = tuple(Named(line.id, line.name) for line in playbook.at(key, head.id) if not line.intended)
    return HeatCell(
        mapped=bool(parts),
        heat=lowest.emotion.face if lowest else 0,
        lowest=lowest,
        counts=tuple(_counts(atlas.words, pains)),
        pains=tuple(pains),
        plays=plays,
        plays_text=atlas.words.count("heatmap.plays", len(plays)) if plays else "",
    )


def _counts(words: Words, pains: Sequence[PainLine]) -> Iterator[CountView]:
    """How many pain points there are of each severity, the worst first."""
    for level in (*SEVERITIES, UNRATED):
        n = sum(rank(pain.severity) == rank(level) for pain in pains)
        if n:
            yield CountView(level, n, words.count(f"heatmap.pains.{level}", n))


def _table(words: Words, matrices: Sequence[HeatMatrix]) -> Table:
    keys = ("lifecycle", "stage", "persona", "mapped", "lowest", "word", "at", "journey")
    levels = (*SEVERITIES, UNRATED)
    columns = (*keys, *(f"pains.{level}" for level in levels), "plays")
    rows = (
        (matrix.name, column.name, row.head.name, *_plain(words, row.cells[n], levels))
        for matrix in matrices
        for row in matrix.rows
        for n, column in enumerate(matrix.columns)
    )
    return Table(
        "heatmap", words("heatmap.title"), tuple(words(f"matrix.column.{key}") for key in columns), tuple(rows)
    )


def _plain(words: Words, cell: HeatCell, levels: Sequence[str]) -> tuple[Cell, ...]:
    low = cell.lowest
    counts = {item.key: item.n for item in cell.counts}
    return (
        words("matrix.mapped" if cell.mapped else "matrix.unmapped"),
        low.emotion.score if low else None,
        low.emotion.word if low else None,
        low.spot.text if low else None,
        low.spot.journey if low else None,
        *(counts.get(level, 0) if cell.mapped else None for level in levels),
        words("punctuation.semicolon").join(play.name for play in cell.plays),
    )
