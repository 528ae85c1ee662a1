"""Teams by lifecycle stages: who answers, who does the work, who is asked and told, and where customers are handed on.

Responsibilities as in a RACI chart; each touchpoint has one accountable team, its own, else its stage's, else its
journey's.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from journeymap.health.known import Known
from journeymap.health.owners import unowned
from journeymap.render.building.matrix import Atlas
from journeymap.render.matrix_view import OwnerCell, OwnerMatrix, OwnershipView, RoleLine, RoleView, RowHead, TeamRow
from journeymap.render.workspace_view import Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.render.building.gathered import Gathered
    from journeymap.render.building.matrix import Axis, Key, Part
    from journeymap.render.matrix_view import Spot
    from journeymap.render.view import CardView
    from journeymap.render.wording import Words
    from journeymap.render.workspace_view import Cell

LETTERS = {"accountable": "A", "responsible": "R", "consulted": "C", "informed": "I", "out": "→", "in": "←"}
"""The parts that a team can have, and their signs."""
NOBODY = ""
"""Stands for the team that is missing."""
_WITHHELD = "-"
"""Stands for teams that must not be named; no team can have this id."""
_SHADES = 4

_Roles = dict[str, list[tuple[str, RoleLine]]]
"""Parts by team: the key of the part, and the line."""


def ownership_view(gathered: Gathered) -> OwnershipView:
    """Which team has which part in each stage of each lifecycle."""
    atlas, words = Atlas(gathered), gathered.words
    ownerless = _ownerless(atlas)
    matrices = tuple(_matrix(atlas, axis, ownerless) for axis in atlas.axes)
    legend = tuple(RoleView(key, letter, 0, words(f"ownership.{key}")) for key, letter in LETTERS.items())
    return OwnershipView(
        heading=gathered.heading(words("ownership.title")),
        tables=(_counts(words, matrices), _parts(words, matrices)),
        matrices=matrices,
        legend=legend,
        notes=atlas.notes(future=True),
    )


def _ownerless(atlas: Atlas) -> frozenset[tuple[str, str]]:
    """Journey and id of the touchpoints, and stages without any, that need an owner and have none."""
    gathered = atlas.gathered
    known = Known(gathered.catalogue, gathered.today, gathered.hidden)
    return frozenset(
        (place.value.id, item.id)
        for place in atlas.survey.living
        for item in unowned(place, known)
        if item.kind != "initiative"
    )


def _matrix(atlas: Atlas, axis: Axis, ownerless: frozenset[tuple[str, str]]) -> OwnerMatrix:
    roles = {key: _roles(atlas.words, atlas.by_key.get(key, ()), ownerless) for key in axis.keys}
    most = max((_answers(lines) for by_team in roles.values() for lines in by_team.values()), default=0)
    rows = tuple(
        TeamRow(
            head, head.id == NOBODY, tuple(_cell(atlas.words, roles[key].get(head.id, []), most) for key in axis.keys)
        )
        for head in _heads(atlas, roles)
    )
    return OwnerMatrix(axis.id, axis.name, atlas.columns(axis), rows)


def _heads(atlas: Atlas, roles: Mapping[Key, _Roles]) -> Iterator[RowHead]:
    """A row for what nobody answers for, then one for each team; those without any part are left out."""
    seen = {team for by_team in roles.values() for team in by_team}
    if NOBODY in seen:
        yield RowHead(NOBODY, atlas.words("ownership.nobody"), "", atlas.words("ownership.nobody.note"))
    teams = atlas.catalogue.teams
    for item in (*teams, *sorted(seen - set(teams) - {NOBODY})):
        if item in seen:
            known = teams.get(item)
            name = atlas.words("public.withheld") if item == _WITHHELD else item
            yield RowHead(item, known.name if known else name, f"teams/{item}", (known.function or "") if known else "")


def _roles(words: Words, parts: Sequence[Part], ownerless: frozenset[tuple[str, str]]) -> _Roles:
    """What each team does in some stages."""
    found: _Roles = defaultdict(list)
    for part in parts:
        for team, key, spot, detail in _parts_in(part, ownerless):
            line = RoleLine(LETTERS[key], words(f"ownership.{key}"), spot, detail)
            if (key, line) not in found[team]:
                found[team].append((key, line))
    return found


def _parts_in(part: Part, ownerless: frozenset[tuple[str, str]]) -> Iterator[tuple[str, str, Spot, str]]:
    """Team, part, place and detail of everything that teams do in a stage."""
    stage, journey = part.view, part.journey.id
    if stage.owner and not part.steps:
        yield stage.owner.id or _WITHHELD, "accountable", part.spot, ""
    elif not part.steps and (journey, stage.id) in ownerless:
        yield NOBODY, "accountable", part.spot, ""
    for work in (*stage.frontstage, *stage.backstage, *stage.support):
        if work.by:
            yield work.by.id, "responsible", part.spot, ""
    for card in stage.cards:
        spot = part.spot_of(card)
        if (journey, card.id) in ownerless:
            yield NOBODY, "accountable", spot, ""
        for team, key, detail in _parts_at(card):
            yield team, key, spot, detail


def _parts_at(card: CardView) -> Iterator[tuple[str, str, str]]:
    if card.owner:
        yield card.owner.id or _WITHHELD, "accountable", ""
    workers = (*card.responsible, *(work.by for work in (*card.frontstage, *card.backstage, *card.support) if work.by))
    for key, teams in (("responsible", workers), ("consulted", card.consulted), ("informed", card.informed)):
        for team in dict.fromkeys(teams):
            yield team.id, key, ""
    for agreed in dict.fromkeys(way.handoff for way in card.ways if way.handoff):
        if agreed.giver != agreed.to:
            if agreed.giver:
                yield agreed.giver.id or _WITHHELD, "out", agreed.text
            yield agreed.to.id, "in", agreed.giver.name if agreed.giver else ""


def _answers(lines: Sequence[tuple[str, RoleLine]]) -> int:
    return sum(key == "accountable" for key, _ in lines)


def _cell(words: Words, lines: Sequence[tuple[str, RoleLine]], most: int) -> OwnerCell:
    answers = _answers(lines)
    counts = {key: sum(own == key for own, _ in lines) for key in LETTERS}
    return OwnerCell(
        strength=math.ceil(answers / most * _SHADES) if most else 0,
        roles=tuple(
            RoleView(key, LETTERS[key], n, words.count(f"ownership.count.{key}", n)) for key, n in counts.items() if n
        ),
        lines=tuple(line for wanted in LETTERS for key, line in lines if key == wanted),
    )


def _counts(words: Words, matrices: Sequence[OwnerMatrix]) -> Table:
    columns = ("lifecycle", "stage", "team", *LETTERS)
    rows = tuple(
        (matrix.name, column.name, row.head.name, *_numbers(row.cells[n]))
        for matrix in matrices
        for row in matrix.rows
        for n, column in enumerate(matrix.columns)
    )
    return Table("ownership", words("ownership.title"), tuple(words(f"matrix.column.{key}") for key in columns), rows)


def _numbers(cell: OwnerCell) -> tuple[Cell, ...]:
    known = {role.key: role.n for role in cell.roles}
    return tuple(known.get(key, 0) for key in LETTERS)


def _parts(words: Words, matrices: Sequence[OwnerMatrix]) -> Table:
    columns = ("lifecycle", "stage", "team", "part", "at", "journey", "detail")
    rows = tuple(
        (matrix.name, column.name, row.head.name, line.role, line.spot.text, line.spot.journey, line.detail or None)
        for matrix in matrices
        for row in matrix.rows
        for n, column in enumerate(matrix.columns)
        for line in row.cells[n].lines
    )
    return Table("parts", words("ownership.parts"), tuple(words(f"matrix.column.{key}") for key in columns), rows)
