"""Personas by lifecycle stages: who gets which message and offer, and where nobody has thought of it.

A play at a touchpoint belongs to the lifecycle stages of its stage. One that is `for` nobody in particular holds for
all. The notion of a gap is that of the rule JM505, but for drafts, which are gaps here: who draws a map wants to see
them.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from journeymap.model.persona import PersonaKind
from journeymap.render.building.matrix import OUTSIDE, Atlas, comes, people, takes_part
from journeymap.render.matrix_view import PlayCell, PlayLine, PlayMatrix, PlayRow, PlaysView
from journeymap.render.workspace_view import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from journeymap.model.play import Play
    from journeymap.render.building.gathered import Gathered
    from journeymap.render.building.matrix import Axis, Key, Part, Step
    from journeymap.render.matrix_view import PlayState, RowHead, Spot
    from journeymap.render.wording import Words
    from journeymap.render.workspace_view import Cell
    from journeymap.workspace.catalogue import Catalogue

_NOT_ASKED = frozenset({PersonaKind.ANTI_PERSONA, PersonaKind.EMPLOYEE})


def plays_view(gathered: Gathered) -> PlaysView:
    """What is said and offered to each persona in each stage of each lifecycle."""
    atlas = Atlas(gathered, lifecycles_of_plays(gathered.catalogue))
    playbook = Playbook(atlas)
    matrices = _anchored(_matrix(atlas, playbook, axis) for axis in atlas.axes)
    cells = (cell for matrix in matrices for row in matrix.rows for cell in row.cells)
    nowhere = playbook.nowhere({line.id for cell in cells for line in cell.plays})
    return PlaysView(
        heading=gathered.heading(gathered.words("plays.title")),
        tables=(_table(gathered.words, matrices, nowhere),),
        matrices=matrices,
        nowhere=tuple(replace(line, anchor=anchor(line.id)) for line in nowhere),
        notes=atlas.notes(future=True),
    )


def anchor(play: str) -> str:
    """Where a play stands on the page, by its id."""
    return f"play-{play}"


def _anchored(matrices: Iterable[PlayMatrix]) -> tuple[PlayMatrix, ...]:
    """The matrices, with an anchor for each play where it is told first."""
    met: set[str] = set()
    return tuple(replace(matrix, rows=tuple(_anchored_row(row, met) for row in matrix.rows)) for matrix in matrices)


def _anchored_row(row: PlayRow, met: set[str]) -> PlayRow:
    cells = []
    for cell in row.cells:
        cells.append(replace(cell, plays=tuple(_first(line, met) for line in cell.plays)))
        met |= {line.id for line in cell.plays}
    return replace(row, cells=tuple(cells))


def _first(line: PlayLine, met: set[str]) -> PlayLine:
    return line if line.id in met else replace(line, anchor=anchor(line.id))


def lifecycles_of_plays(catalogue: Catalogue) -> tuple[str, ...]:
    """The lifecycles at whose stages plays are written."""
    places = (place.rpartition(":")[0] for play in catalogue.plays.values() for place in play.at)
    return tuple(dict.fromkeys(place for place in places if place))


class Playbook:
    """All plays, by where they are."""

    def __init__(self, atlas: Atlas) -> None:
        self._atlas = atlas
        hidden = atlas.gathered.hidden
        plays = atlas.catalogue.plays.values()
        self._plays = tuple(play for play in plays if not play.for_ or set(play.for_) - hidden)

    @cached_property
    def _steps(self) -> Mapping[str, tuple[Part, Step]]:
        """Every touchpoint by its name from outside."""
        return {f"{part.journey.id}/{step.card.id}": (part, step) for part in self._atlas.parts for step in part.steps}

    @cached_property
    def _by_key(self) -> Mapping[Key, tuple[Play, ...]]:
        found: dict[Key, tuple[Play, ...]] = {}
        for play in self._plays:
            for key in dict.fromkeys(key for place in play.at for key in self._keys(place)):
                found[key] = (*found.get(key, ()), play)
        return found

    def _keys(self, place: str) -> tuple[Key, ...]:
        """The lifecycle stages that a place of a play belongs to; none where it leads nowhere."""
        lifecycle, _, stage = place.rpartition(":")
        if lifecycle:
            return ((lifecycle, stage),)
        step = self._steps.get(place)
        return step[0].keys if step else ()

    def at(self, key: Key, persona: str) -> tuple[PlayLine, ...]:
        """The plays for a persona in a lifecycle stage: what is for it in particular first."""
        lines = [
            self.line(play, key)
            for play in self._by_key.get(key, ())
            if persona in (play.for_ or (persona,)) and self._reaches(play, key, persona)
        ]
        return tuple(sorted(lines, key=lambda line: line.everyone))

    def _reaches(self, play: Play, key: Key, persona: str) -> bool:
        """Whether it meets the persona; one for all meets those who come, or whoever may where nothing is mapped."""
        if play.for_:
            return True
        if any(place not in self._steps and key in self._keys(place) for place in play.at):
            here = self._atlas.by_key.get(key, ())
            return not here or any(comes(part, persona) for part in here)
        return any(takes_part(step, persona) for part, step in self._met(play) if key in part.keys)

    @property
    def addressed(self) -> set[str]:
        """The ids of all personas that a play names."""
        return {persona for play in self._plays for persona in play.for_}

    def _met(self, play: Play) -> list[tuple[Part, Step]]:
        """The touchpoints at which it is played."""
        return [self._steps[place] for place in play.at if place in self._steps]

    def line(self, play: Play, key: Key | None = None) -> PlayLine:
        """A play; with a lifecycle stage, its touchpoints there."""
        context = self._atlas.context
        here = [(part, step) for part, step in self._met(play) if key is None or key in part.keys]
        stages = [place for place in play.at if place not in self._steps and key in self._keys(place)]
        spots: tuple[Spot, ...] = tuple(part.spot_of(step.card) for part, step in here)
        return PlayLine(
            id=play.id,
            name=play.name,
            channels=context.channels(play.channel),
            message=play.message or "",
            offer=play.offer or "",
            trigger=play.trigger or "",
            owner=context.team(play.owner),
            metrics=context.named(play.metrics, self._atlas.catalogue.metrics),
            personas=context.personas(play.for_),
            spots=spots,
            everyone=not play.for_,
            intended=bool(here) and not stages and all(part.journey.future for part, _ in here),
        )

    def nowhere(self, shown: AbstractSet[str]) -> tuple[PlayLine, ...]:
        """The plays that stand in no cell that is shown: without a place, or at one to which nobody comes."""
        return tuple(self.line(play) for play in self._plays if play.id not in shown)


def _matrix(atlas: Atlas, playbook: Playbook, axis: Axis) -> PlayMatrix:
    heads = atlas.persona_heads(people(atlas, axis) | playbook.addressed)
    rows = tuple(PlayRow(head, tuple(_cell(atlas, playbook, key, head) for key in axis.keys)) for head in heads)
    return PlayMatrix(axis.id, axis.name, atlas.columns(axis), rows)


def _cell(atlas: Atlas, playbook: Playbook, key: Key, head: RowHead) -> PlayCell:
    plays = playbook.at(key, head.id)
    state = _state(atlas, key, head.id, plays)
    return PlayCell(state, atlas.words(f"plays.state.{state}"), plays)


def _state(atlas: Atlas, key: Key, persona: str, plays: Sequence[PlayLine]) -> PlayState:
    parts = [part for part in atlas.by_key.get(key, ()) if comes(part, persona)]
    if any(not line.intended for line in plays):
        return "play"
    if not parts:
        return "play" if plays else "never"
    known = atlas.catalogue.personas.get(persona)
    asked = known is None or known.kind not in _NOT_ASKED
    if asked and any(_has_contact(atlas, part, persona) for part in parts):
        return "gap"
    return "play" if plays else "quiet"


def _has_contact(atlas: Atlas, part: Part, persona: str) -> bool:
    """Whether somebody can reach the persona there: not where it only waits or acts alone."""
    taken = [step for step in part.steps if takes_part(step, persona)]
    return not taken or not all(atlas.survey.has_no_contact(step.place) for step in taken)


def _table(words: Words, matrices: Sequence[PlayMatrix], nowhere: Sequence[PlayLine]) -> Table:
    keys = ("lifecycle", "stage", "persona", "state", "play", "message", "offer", "channels", "trigger", "owner")
    columns = tuple(words(f"matrix.column.{key}") for key in (*keys, "metrics", "at"))
    rows = [
        (matrix.name, _stage(column.id, column.name), row.head.name, row.cells[n].word, *plain)
        for matrix in matrices
        for row in matrix.rows
        for n, column in enumerate(matrix.columns)
        for plain in ((_plain(words, line) for line in row.cells[n].plays) if row.cells[n].plays else [(None,) * 8])
    ]
    rows += [
        (None, None, ", ".join(item.name for item in line.personas), None, *_plain(words, line)) for line in nowhere
    ]
    return Table("plays", words("plays.title"), columns, tuple(rows))


def _stage(stage_id: str, name: str) -> Cell:
    return None if stage_id == OUTSIDE else name


def _plain(words: Words, line: PlayLine) -> tuple[Cell, ...]:
    return (
        line.name,
        line.message or None,
        line.offer or None,
        ", ".join(channel.name for channel in line.channels) or None,
        line.trigger or None,
        line.owner.name if line.owner else None,
        ", ".join(metric.name for metric in line.metrics) or None,
        words("punctuation.semicolon").join(spot.text for spot in line.spots) or None,
    )
