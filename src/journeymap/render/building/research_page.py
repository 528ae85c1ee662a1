"""The page of all research: each item with what rests on it, and what rests on nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from journeymap.model.journey import JourneyState, JourneyStatus
from journeymap.render.building.context import extras
from journeymap.render.building.proof import research_list
from journeymap.render.building.resting import claims_on
from journeymap.render.building.reviews import grows_old
from journeymap.render.building.workspace_names import WithNames, tag
from journeymap.render.details.sheet import Bit, Entries, Entry, FactLine, Grid, Row, Section, Sheet, Tile
from journeymap.workspace.claims import claims

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.model.journey import Journey
    from journeymap.model.research import Research
    from journeymap.render.building.gathered import Gathered
    from journeymap.render.building.resting import Resting
    from journeymap.render.details.sheet import Cell
    from journeymap.render.view_parts import ResearchView
    from journeymap.workspace.claims import Claim


_SHORT = 4
"""So many claims are shown at once; more are folded."""


def research_sheet(gathered: Gathered) -> Sheet:
    """All research of a workspace, and the claims without any."""
    return _Page(gathered).sheet()


@dataclass(frozen=True)
class _Page(WithNames):
    @cached_property
    def claims(self) -> dict[str, list[Resting]]:
        return claims_on(self.names)

    @cached_property
    def asked(self) -> tuple[Journey, ...]:
        """The journeys whose claims are held against research: future ones are intentions, retired ones history."""
        return tuple(
            item
            for item in self.gathered.catalogue.journeys.values()
            if item.state is not JourneyState.FUTURE and item.status is not JourneyStatus.RETIRED and item.stages
        )

    @cached_property
    def assumed(self) -> dict[str, list[Claim]]:
        """The claims of each journey with no research behind them."""
        known = self.names.known
        found = ((item, [claim for claim in claims(known.place(item)) if not claim.support]) for item in self.asked)
        return {item.id: here for item, here in found if here}

    def sheet(self) -> Sheet:
        words = self.names.words
        return Sheet(
            name="research",
            heading=self.gathered.heading(words("research.title")),
            eyebrow=words("research.eyebrow"),
            title=words("research.title"),
            tiles=tuple(self._tiles()),
            sections=tuple(self._sections()),
            empty=words("research.empty"),
        )

    def _tiles(self) -> Iterator[Tile]:
        words, items = self.names.words, list(self.gathered.catalogue.research.values())
        old = sum(self._is_old(item) for item in items)
        unused = sum(not self.claims.get(item.id) for item in items)
        assumed = sum(map(len, self.assumed.values()))
        every = sum(self.gathered.health[item.id].claims.emotions.total for item in self.asked)
        every += sum(self.gathered.health[item.id].claims.pains.total for item in self.asked)
        yield Tile(words.number(len(items)), words.count("research.tile.items", len(items)), "items" if items else "")
        yield Tile(words.number(old), words.count("research.tile.old", old), tone="warn" if old else "good")
        yield Tile(words.number(unused), words.count("research.tile.unused", unused), tone="warn" if unused else "good")
        text = words.count("research.tile.debt", assumed, all=words.number(every))
        yield Tile(words.number(assumed), text, "debt" if self.asked else "", "bad" if assumed else "good")

    def _sections(self) -> Iterator[Section]:
        words = self.names.words
        if self.asked:
            title = words("research.debt")
            parts = tuple(self._assumed_part(item) for item in self.asked if item.id in self.assumed)
            yield Section("debt", Bit(title), words("research.debt.note"), (self._debt_grid(title),), parts)
        views = research_list(self.names.context, list(self.gathered.catalogue.research))
        if views:
            entries = tuple(self._entry(view) for view in views)
            yield Section("items", Bit(words("research.items")), blocks=(Entries(entries),))

    def _debt_grid(self, title: str) -> Grid:
        words = self.names.words
        keys = ("claims", "share", "workshop", "researched")
        columns = (
            words("details.column.journey"),
            *(words(f"research.debt.column.{key}") for key in keys),
        )
        return Grid(title, columns, tuple(Row(self._debt_cells(item)) for item in self.asked))

    def _debt_cells(self, journey: Journey) -> tuple[Cell, ...]:
        health = self.gathered.health[journey.id].claims
        whole = health.emotions + health.pains
        debt = self._share(whole.assumption, whole.total)
        return (
            (Bit(journey.name, f"journeys/{journey.id}", tone="strong"),),
            (Bit(self.names.words.number(whole.total)),),
            (Bit(debt.text, tone="bad" if whole.assumption else ""),),
            (self._share(whole.workshop, whole.total),),
            (self._share(whole.researched, whole.total),),
        )

    def _share(self, n: int, whole: int) -> Bit:
        words = self.names.words
        if not whole:
            return Bit(words.number(n))
        share = words.percent(n / whole)
        return Bit(words("research.debt.of", n=words.number(n), all=words.number(whole), share=share))

    def _assumed_part(self, journey: Journey) -> Section:
        words = self.names.words
        columns = (words("details.column.claim"), words("details.column.says"))
        rows = tuple(Row(self._assumed_cells(journey.id, claim)) for claim in self.assumed[journey.id])
        title = words("research.assumed")
        return Section(
            f"assumed.{journey.id}",
            Bit(journey.name, f"journeys/{journey.id}"),
            title,
            (Grid(words("details.labelled", label=title, value=journey.name), columns, rows, "dense"),),
        )

    def _assumed_cells(self, journey: str, claim: Claim) -> tuple[Cell, ...]:
        found = self.names.place(f"{journey}/{claim.id}")
        return ((found[0] if found else Bit(claim.id),), (Bit(self.names.words(f"research.assumed.{claim.kind}")),))

    def _is_old(self, item: Research) -> bool:
        day = grows_old(item)
        return day is not None and day < self.gathered.today

    def _entry(self, view: ResearchView) -> Entry:
        item, words = self.gathered.catalogue.research[view.id], self.names.words
        resting = self.claims.get(view.id, [])
        return Entry(
            anchor=f"research-{view.id}",
            title=Bit(view.title),
            tags=(*self._fresh(item), *(() if resting else tag(words("research.unused"), "warn"))),
            facts=tuple(self._facts(item, view)),
            grids=(self._claim_grid(view.title, resting),) if resting else (),
        )

    def _fresh(self, item: Research) -> Cell:
        words, day = self.names.words, grows_old(item)
        if day is None:
            return tag(words("research.undated"), "warn")
        old = day < self.gathered.today
        text = words("research.old" if old else "research.fresh", date=words.date(day))
        return tag(text, "warn" if old else "good")

    def _facts(self, item: Research, view: ResearchView) -> Iterator[FactLine]:
        words = self.names.words
        told = (("kind", view.kind), ("date", view.date), ("n", view.n), ("author", view.author))
        for key, text in told:
            if text:
                yield FactLine(words(f"research.{key}"), (Bit(text),))
        links = [Bit(item.url or "", url=view.url)] if item.url else []
        links += [Bit(view.file)] if view.file else []
        if links:
            yield FactLine(words("research.source"), tuple(links))
        yield from (FactLine(fact.label, tuple(map(Bit, fact.values))) for fact in extras(item))

    def _claim_grid(self, title: str, resting: Sequence[Resting]) -> Grid:
        words = self.names.words
        columns = tuple(words(f"details.column.{key}") for key in ("claim", "journey", "says", "quote"))
        rows = tuple(Row(item.cells(words)) for item in resting)
        fold = words.count("research.claims.count", len(rows)) if len(rows) > _SHORT else ""
        return Grid(words("details.labelled", label=words("research.claims"), value=title), columns, rows, fold=fold)
