"""What a team answers for, and where it takes part, across all journeys."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from journeymap.render.building.lived import PAIN_COLUMNS, SEVERITIES, pain_cells
from journeymap.render.building.rest import initiative
from journeymap.render.building.values_told import value_cells
from journeymap.render.building.workspace_names import felt, tag
from journeymap.render.details.sheet import Bit, Grid, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from journeymap.render.building.workspace_names import Names
    from journeymap.render.details.sheet import Cell
    from journeymap.render.view import CardView, JourneyView, StageView
    from journeymap.render.view_parts import OpportunityView, PainView, TeamView, WorkView

_ROLES = ("responsible", "consulted", "informed")


@dataclass(frozen=True)
class OwnedCard:
    """A touchpoint of a journey, and the lowest score that anybody gives it; None where none is known."""

    view: JourneyView
    card: CardView

    @property
    def score(self) -> float | None:
        """The lowest score of all who take part."""
        emotions = [self.card.emotion, *(said.emotion for said in self.card.thoughts)]
        return min((item.score for item in emotions if item), default=None)


@dataclass(frozen=True)
class Owned:
    """What a team answers for, as tables; retired journeys are left out."""

    names: Names
    team: str

    def _grid(self, title: str, keys: Iterable[str], rows: Iterable[tuple[Cell, ...]]) -> Grid:
        words = self.names.words
        columns = tuple(words(f"details.column.{key}") for key in keys)
        return Grid(words(f"team.{title}"), columns, tuple(map(Row, rows)))

    def _is_ours(self, team: TeamView | None) -> bool:
        return team is not None and team.id == self.team

    @cached_property
    def views(self) -> tuple[JourneyView, ...]:
        """The journeys that are not retired."""
        return tuple(view for view in self.names.gathered.journeys.values() if view.status != "retired")

    @cached_property
    def _stages(self) -> tuple[tuple[JourneyView, StageView], ...]:
        return tuple((view, stage) for view in self.views for stage in view.stages)

    def _told_before(self, view: JourneyView) -> frozenset[str]:
        return self.names.gathered.told_before(view)

    @cached_property
    def touchpoints(self) -> tuple[OwnedCard, ...]:
        """The touchpoints that it is accountable for, its stages' and journeys' among them."""
        return tuple(OwnedCard(view, card) for view in self.views for card in view.cards if self._is_ours(card.owner))

    @cached_property
    def lowest(self) -> tuple[OwnedCard, ...]:
        """Those that feel below neutral to anybody today, lowest first."""
        bad = [item for item in self.touchpoints if not item.view.future and (item.score or 0) < 0]
        return tuple(sorted(bad, key=lambda item: item.score or 0))

    @cached_property
    def pains(self) -> tuple[tuple[JourneyView, StageView, PainView], ...]:
        """The pain points that it answers for, open ones first, worst first."""
        found = [
            (view, stage, pain)
            for view, stage in self._stages
            for pain in stage.all_pains
            if self._is_ours(pain.owner) and pain.id not in self._told_before(view)
        ]
        return tuple(sorted(found, key=lambda item: (item[2].status != "open", SEVERITIES.index(item[2].severity))))

    def _at(self, item: OwnedCard) -> Cell:
        return (self.names.card(item.view, item.card), *self._journey(item.view))

    def _journey(self, view: JourneyView) -> Cell:
        future = tag(view.state_word, "soft") if view.future else ()
        return (Bit(view.name, f"journeys/{view.id}", tone="soft"), *future)

    def lowest_grid(self) -> Grid:
        """The lowest moments, with what hurts there and what the scores rest on."""
        rows = (
            (self._at(item), tuple(self._felt(item)), self._hurts(item), self._ground(item)) for item in self.lowest
        )
        return self._grid("lowest", ("touchpoint", "emotion", "pain", "evidence"), rows)

    def _felt(self, item: OwnedCard) -> Iterator[Bit]:
        """The emotion that holds for all, and those of personas who differ."""
        if item.card.emotion:
            yield felt(item.card.emotion)
        for said in item.card.thoughts:
            if said.emotion:
                bit = felt(said.emotion)
                yield Bit(bit.text, face=bit.face, before=said.persona)

    def _hurts(self, item: OwnedCard) -> Cell:
        page = f"journeys/{item.view.id}"
        return tuple(Bit(pain.summary, page, f"pain-{pain.id}") for pain in item.card.pains)

    def _ground(self, item: OwnedCard) -> Cell:
        return self.names.evidence(item.card.evidence)

    def journey_grid(self) -> Grid:
        """The journeys that it is accountable for as a whole."""
        rows = (
            ((Bit(view.name, f"journeys/{view.id}", tone="strong"),), (Bit(view.state_word),), _text(view.status_word))
            for view in self.views
            if self._is_ours(view.owner)
        )
        return self._grid("journeys", ("journey", "state", "status"), rows)

    def stage_grid(self) -> Grid:
        """The stages that name it as their owner, and those of its journeys."""
        rows = (
            ((self.names.stage(view, stage),), self._journey(view), (felt(stage.emotion),) if stage.emotion else ())
            for view, stage in self._stages
            if self._is_ours(stage.owner)
        )
        return self._grid("stages", ("stage", "journey", "emotion"), rows)

    def touchpoint_grid(self) -> Grid:
        """The touchpoints that it is accountable for."""
        words = self.names.words
        rows = (
            (
                (self.names.card(item.view, item.card), *self._moment(item.card)),
                (*self._journey(item.view),),
                tuple(self._felt(item)),
                (Bit(words("team.inherited"), tone="soft"),) if item.card.owner_inherited else (),
            )
            for item in self.touchpoints
        )
        return self._grid("touchpoints", ("touchpoint", "journey", "emotion", "role"), rows)

    def _moment(self, card: CardView) -> Cell:
        return tag(self.names.words("card.mot"), "soft") if card.moment_of_truth else ()

    def part_grid(self) -> Grid:
        """Where it does the work, is asked or is told, and what it does behind the scenes."""
        rows = [
            (self._at(OwnedCard(view, card)), parts)
            for view in self.views
            for card in view.cards
            if (parts := tuple(self._parts(card)))
        ]
        rows += [
            ((self.names.stage(view, stage), *self._journey(view)), parts)
            for view, stage in self._stages
            if (parts := tuple(self._works((*stage.frontstage, *stage.backstage, *stage.support))))
        ]
        return self._grid("takes_part", ("touchpoint", "role"), rows)

    def _parts(self, card: CardView) -> Iterator[Bit]:
        words = self.names.words
        for role in _ROLES:
            if any(self._is_ours(team) for team in getattr(card, role)):
                yield Bit(words(f"fact.{role}"))
        yield from self._works((*card.frontstage, *card.backstage, *card.support))

    def _works(self, works: Iterable[WorkView]) -> Iterator[Bit]:
        for work in works:
            if self._is_ours(work.by):
                yield Bit(self.names.words("team.works", text=work.text), tone="soft")

    def pain_grid(self) -> Grid:
        """The pain points that it answers for."""
        told = ((pain, pain_cells(self.names, view, stage, pain)) for view, stage, pain in self.pains)
        rows = ((*cells[:4], (Bit(pain.status_word),), cells[5]) for pain, cells in told)
        return self._grid("pains", (*PAIN_COLUMNS[:4], "status", PAIN_COLUMNS[5]), rows)

    def opportunity_grid(self) -> Grid:
        """The opportunities that it answers for."""
        rows = (
            self._opportunity_cells(view, stage, item)
            for view, stage in self._stages
            for item in stage.all_opportunities
            if self._is_ours(item.owner) and item.id not in self._told_before(view)
        )
        return self._grid("opportunities", ("opportunity", "touchpoint", "rating", "status", "work"), rows)

    def _opportunity_cells(self, view: JourneyView, stage: StageView, item: OpportunityView) -> tuple[Cell, ...]:
        words = self.names.words
        rating = (
            Bit(words("details.impact", word=item.impact_word)),
            Bit(words("details.effort", word=item.effort_word), tone="soft"),
        )
        return (
            (Bit(item.summary, f"journeys/{view.id}", f"opportunity-{item.id}", tone="strong"),),
            (self.names.at(view, item.at, stage),),
            rating,
            _text(item.status_word),
            tuple(map(Bit, item.work_text)),
        )

    def initiative_grid(self) -> Grid:
        """The initiatives that it answers for."""
        words, known = self.names.words, self.names.gathered.catalogue.initiatives.values()
        views = [initiative(self.names.context, item) for item in known if item.owner == self.team]
        rows = (
            (
                (self.names.initiative(view.id),),
                (Bit(view.status_word),),
                (*_text(view.due), *(tag(words("initiatives.overdue"), "bad") if view.overdue else ())),
                tuple(map(Bit, view.expects)),
            )
            for view in views
        )
        return self._grid("initiatives", ("initiative", "status", "due", "move"), rows)

    def metric_grid(self) -> Grid:
        """The values that it answers for."""
        rows = (
            (self.names.metrics([item.id]), (self.names.at(view, item.at, stage),), *value_cells(self.names, item)[:3])
            for view, stage in self._stages
            for item in stage.all_measures
            if self._is_ours(item.team)
        )
        return self._grid("metrics", ("metric", "touchpoint", "value", "target", "standing"), rows)


def _text(value: str) -> Cell:
    return (Bit(value),) if value else ()
