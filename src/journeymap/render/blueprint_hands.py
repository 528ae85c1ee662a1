"""Hand-offs between teams on tracks of their own, so that no two arrows lie on each other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from journeymap.render.blueprint_tiles import Tile, hand

if TYPE_CHECKING:
    from journeymap.render.blueprint_rows import Column
    from journeymap.render.wording import Words


@dataclass(frozen=True)
class Track:
    """A hand-off: the column it leaves, the one it reaches (None where the journey ends), and its track from 0.

    `number` is that of the touchpoint which it reaches, as text.
    """

    source: int
    target: int | None
    track: int
    tile: Tile
    number: str = ""

    @property
    def reach(self) -> tuple[int, int]:
        """The first and the last column that it takes up."""
        ends = (self.source, self.source if self.target is None else self.target)
        return min(ends), max(ends)


def tracks(columns: tuple[Column, ...], say: Words) -> list[Track]:
    """All hand-offs, each on the first track that is free over all its columns."""
    places = {column.card.number: column.at for column in columns if column.card}
    taken: list[list[tuple[int, int]]] = []
    found: list[Track] = []
    for column in columns:
        for edge in column.hands:
            target = places.get(edge.target_number) if edge.target_number is not None else None
            one = Track(column.at, target, 0, hand(edge, say), str(edge.target_number or ""))
            track = next((n for n, used in enumerate(taken) if _free(one.reach, used)), len(taken))
            if track == len(taken):
                taken.append([])
            taken[track].append(one.reach)
            found.append(replace(one, track=track))
    return found


def _free(reach: tuple[int, int], used: list[tuple[int, int]]) -> bool:
    return all(reach[1] < start or end < reach[0] for start, end in used)
