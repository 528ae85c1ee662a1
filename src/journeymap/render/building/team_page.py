"""The page of a team: what it answers for, what it owes and is owed, and the lowest moments in its hands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from journeymap.render.building.context import extras, initials
from journeymap.render.building.owned import Owned
from journeymap.render.building.plays_told import play_grid
from journeymap.render.building.workspace_names import WithNames
from journeymap.render.details.promise_tables import promise_grid, silent_grid
from journeymap.render.details.sheet import Bit, Grid, Row, Section, Sheet, Tile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.model.team import Team
    from journeymap.render.building.gathered import Gathered
    from journeymap.render.building.promises import Promises
    from journeymap.render.details.handoffs import PromiseView
    from journeymap.render.details.sheet import Tone
    from journeymap.render.view_parts import TeamView


def team_sheet(gathered: Gathered, team_id: str, promises: Promises) -> Sheet:
    """All that the workspace says of a team.

    Args:
        gathered: The workspace.
        team_id: The team.
        promises: All hand-offs, found once for all teams.
    """
    return _Page(gathered, gathered.catalogue.teams[team_id], promises).sheet()


@dataclass(frozen=True)
class _Page(WithNames):
    team: Team
    promises: Promises

    @cached_property
    def owned(self) -> Owned:
        return Owned(self.names, self.team.id)

    @cached_property
    def owes(self) -> tuple[PromiseView, ...]:
        return tuple(item for item in self.promises.all if item.giver and item.giver.id == self.team.id)

    @cached_property
    def is_owed(self) -> tuple[PromiseView, ...]:
        return tuple(item for item in self.promises.all if item.taker and item.taker.id == self.team.id)

    def sheet(self) -> Sheet:
        words = self.names.words
        return Sheet(
            name=f"teams/{self.team.id}",
            heading=self.gathered.heading(words("details.title", name=self.team.name, kind=words("team.page"))),
            eyebrow=words("team.eyebrow"),
            title=self.team.name,
            lead=tuple(self._lead()),
            initials=initials(self.team.name),
            tiles=tuple(self._tiles()),
            sections=tuple(self._sections()),
            empty=words("team.nothing"),
        )

    def _lead(self) -> Iterator[Bit]:
        words, team = self.names.words, self.team
        told = (("function", team.function), ("organisation", team.organisation), ("contact", team.contact))
        for key, text in told:
            if text:
                yield Bit(text, form="markdown", before=words(f"team.{key}"))
        yield from (Bit(", ".join(fact.values), before=fact.label) for fact in extras(team))

    def _tiles(self) -> Iterator[Tile]:
        words, owned = self.names.words, self.owned
        touchpoints = [item for item in owned.touchpoints if not item.view.future]
        journeys = words.count("team.tile.journeys", len({item.view.id for item in touchpoints}))
        text = words.count("team.tile.touchpoints", len(touchpoints), journeys=journeys)
        yield Tile(words.number(len(touchpoints)), text, "touchpoints" if owned.touchpoints else "")
        if owned.lowest:
            lowest = owned.lowest[0]
            text = words("team.tile.lowest", name=lowest.card.name)
            face = self.names.feeling(lowest.score).face
            yield Tile(words.signed(lowest.score or 0), text, "lowest", "bad", face)
        pains = sum(pain.status == "open" for _, _, pain in owned.pains)
        yield Tile(words.number(pains), words.count("team.tile.pains", pains), "pains" if owned.pains else "")
        owes = [item for item in self.owes if not item.future]
        faulty = sum(bool(item.faults) for item in owes)
        text = words.count("team.tile.owes", len(owes), faulty=words.number(faulty))
        yield Tile(words.number(len(owes)), text, "owes" if owes else "", "warn" if faulty else "")
        owed = sum(not item.future for item in self.is_owed)
        yield Tile(words.number(owed), words.count("team.tile.owed", owed), "owed" if owed else "")

    def _sections(self) -> Iterator[Section]:
        owned = self.owned
        yield from self._grid("lowest", owned.lowest_grid(), note=True, tone="bad")
        yield from self._handoffs()
        yield from self._grid("journeys", owned.journey_grid())
        yield from self._grid("stages", owned.stage_grid())
        yield from self._grid("touchpoints", owned.touchpoint_grid())
        yield from self._grid("takes_part", owned.part_grid(), note=True)
        yield from self._grid("pains", owned.pain_grid())
        yield from self._grid("opportunities", owned.opportunity_grid())
        yield from self._grid("initiatives", owned.initiative_grid())
        yield from self._grid("metrics", owned.metric_grid())
        yield from self._grid("systems", self._systems())
        plays = [play for play in self.gathered.catalogue.plays.values() if play.owner == self.team.id]
        yield from self._grid("plays", play_grid(self.names, self.names.words("team.plays"), plays))

    def _grid(self, key: str, grid: Grid, *, note: bool = False, tone: Tone = "") -> Iterator[Section]:
        words = self.names.words
        if grid.rows:
            said = words(f"team.{key}.note") if note else ""
            yield Section(key, Bit(words(f"team.{key}")), said, (grid,), tone=tone)

    def _handoffs(self) -> Iterator[Section]:
        words = self.names.words
        owes = [item for item in self.owes if not item.future]
        if owes:
            yield Section(
                "owes", Bit(words("team.owes")), blocks=(promise_grid(words, words("team.owes"), owes, ("taker",)),)
            )
        owed = [item for item in self.is_owed if not item.future]
        if owed:
            yield Section(
                "owed", Bit(words("team.owed")), blocks=(promise_grid(words, words("team.owed"), owed, ("giver",)),)
            )
        silent = [item for item in self.promises.silent if self.team.id in {_id(item.giver), _id(item.taker)}]
        if silent:
            grid = silent_grid(words, silent)
            yield Section("silent", Bit(words("team.silent")), words("team.silent.note"), (grid,), tone="warn")
        planned = [item for item in (*self.owes, *self.is_owed) if item.future]
        if planned:
            grid = promise_grid(words, words("team.planned"), planned, ("giver", "taker"))
            yield Section("planned", Bit(words("team.planned")), blocks=(grid,))

    def _systems(self) -> Grid:
        words = self.names.words
        systems = [item for item in self.gathered.catalogue.systems.values() if item.owner == self.team.id]
        rows = tuple(
            Row(((Bit(item.name), *(Bit(", ".join(f.values), before=f.label, tone="soft") for f in extras(item))),))
            for item in systems
        )
        return Grid(words("team.systems"), (words("details.column.system"),), rows, "dense")


def _id(team: TeamView | None) -> str:
    return team.id if team else ""
