"""The review of a change as a page shows it, computed before anything is drawn: counts, journeys, lists, filters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.diff.values import Direction, Level
from journeymap.render.review_changes import SIGNS, Teller, ToldChange
from journeymap.render.review_curves import Plot, plots, weights
from journeymap.render.review_grid import Column, Slot, grid
from journeymap.render.review_headline import headline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.diagnostics import Diagnostic
    from journeymap.diff.values import Change
    from journeymap.render.review_grid import Grid
    from journeymap.render.review_view import JourneyPair, ReviewView
    from journeymap.render.wording import Words

_SECTIONS = (
    *("lifecycles", "personas", "teams", "systems", "channels", "metrics"),
    *("research", "sources", "journeys", "initiatives", "plays"),
)


@dataclass(frozen=True)
class Count:
    """A number that the reader should see first."""

    key: str
    number: int
    text: str


@dataclass(frozen=True)
class Cell:
    """A touchpoint on the map: `tags` say in words what happened to it, `tone` is one of them for its colour."""

    slot: Slot
    anchor: str
    tone: str
    tags: tuple[tuple[str, str], ...]
    changes: tuple[ToldChange, ...]


@dataclass(frozen=True)
class Stage:
    """A stage on the map, its own changes, and its touchpoints."""

    column: Column
    anchor: str
    tags: tuple[tuple[str, str], ...]
    changes: tuple[ToldChange, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class JourneyReview:
    """A journey of the review.

    `state` is `new`, `gone` or `changed`; only a changed one has a map. `plots` are its curves, those first that are
    not as before; `others` are the personas whose curves are. `heavy` and `minor` are all its changes.
    """

    pair: JourneyPair
    anchor: str
    state: str
    stages: tuple[Stage, ...]
    plots: tuple[Plot, ...]
    others: tuple[str, ...]
    health: str
    heavy: tuple[ToldChange, ...]
    minor: tuple[ToldChange, ...]
    brief: tuple[str, ...]
    weights: tuple[int, ...]

    @property
    def direction(self) -> str:
        """`rtl` where the journey is read from the right, else `ltr`."""
        shown = self.pair.head or self.pair.base
        return shown.direction if shown else "ltr"

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All touchpoints in order."""
        return tuple(cell for stage in self.stages for cell in stage.cells)


@dataclass(frozen=True)
class Review:
    """The review of one workspace, ready to be drawn."""

    view: ReviewView
    prefix: str
    headline: str
    counts: tuple[Count, ...]
    journeys: tuple[JourneyReview, ...]
    others: tuple[tuple[str, tuple[ToldChange, ...]], ...]
    stopped: tuple[ToldChange, ...]
    accepted: tuple[ToldChange, ...]
    introduced: tuple[Diagnostic, ...]
    fixed: tuple[Diagnostic, ...]
    reviewers: tuple[str, ...]
    moved: str
    pains: str


def build(view: ReviewView, words: Words, number: int) -> Review:
    """The review of a workspace as a page shows it.

    Args:
        view: What the review is drawn from.
        words: The words of the page.
        number: Which of the workspaces on the page it is, from 1; ids begin with it.
    """
    return _Builder(view, words, "" if number == 1 else f"w{number}-").review()


class _Builder:
    """Builds the review of one workspace."""

    def __init__(self, view: ReviewView, words: Words, prefix: str) -> None:
        self.view = view
        self.words = words
        self.prefix = prefix
        self.teller = Teller(view, words, prefix)

    def review(self) -> Review:
        """All of it; what is not in a journey that is shown stands with the other objects."""
        changes = self.view.comparison.changes
        journeys = tuple(self._journey(n, pair) for n, pair in enumerate(self.view.journeys, 1))
        told = {one.anchor: one for journey in journeys for one in (*journey.heavy, *journey.minor)}
        rest = [change for change in changes if self.teller.anchor(change) not in told]
        every = told | {self.teller.anchor(change): self.teller.told(change) for change in rest}
        order = [every[self.teller.anchor(change)] for change in changes]
        findings = self.view.comparison.findings
        return Review(
            view=self.view,
            prefix=self.prefix,
            headline=headline(self.view, self.words),
            counts=tuple(self._counts(changes)),
            journeys=journeys,
            others=tuple(self._others([one for one in order if one.anchor not in told])),
            stopped=tuple(one for one in order if one.stopped),
            accepted=tuple(one for one in order if one.acceptance),
            introduced=() if self.view.public else findings.introduced,
            fixed=() if self.view.public else findings.fixed,
            reviewers=tuple(self.teller.name("teams", team) for team in self.view.comparison.reviewers),
            moved=_moved(self.view.comparison.moved_entries),
            pains=self._pains(),
        )

    def _pains(self) -> str:
        """What becomes of the pains of one journey in another; empty for two revisions."""
        pains = self.view.comparison.pains
        if pains is None:
            return ""
        numbers = (("resolved", pains.resolved), ("untouched", pains.untouched), ("new", pains.new))
        return ", ".join(self.words.count(f"review.pains.{key}", number) for key, number in numbers)

    def _counts(self, changes: Sequence[Change]) -> Iterator[Count]:
        say = self.words
        word = say.count("review.count.changes", len(changes))
        yield Count("all", len(changes), word)
        numbers = {
            "breaking": sum(change.level is Level.BREAKING for change in changes),
            "worse": sum(change.direction is Direction.WORSE for change in changes),
            "better": sum(change.direction is Direction.BETTER for change in changes),
            "minor": sum(change.level is Level.MINOR for change in changes),
            "stopped": len(self.view.stopped),
        }
        yield from (Count(key, number, say(f"review.count.{key}")) for key, number in numbers.items() if number)

    def _others(self, rest: Sequence[ToldChange]) -> Iterator[tuple[str, tuple[ToldChange, ...]]]:
        by_section: dict[str, list[ToldChange]] = {}
        for one in rest:
            by_section.setdefault(_section(one.change), []).append(one)
        for section in _SECTIONS:
            if section in by_section:
                yield self.words(f"review.section.{section}"), tuple(by_section[section])

    def _journey(self, number: int, pair: JourneyPair) -> JourneyReview:
        state = "new" if pair.base is None else "gone" if pair.head is None else "changed"
        woven = grid(pair)
        anchor = f"{self.prefix}journey-{number}"
        stages = tuple(self._stages(woven, anchor)) if state == "changed" else ()
        drawn = plots(pair, woven) if state == "changed" else ()
        placed = {one.anchor: one for stage in stages for one in stage.changes}
        placed |= {one.anchor: one for stage in stages for cell in stage.cells for one in cell.changes}
        told = [placed.get(self.teller.anchor(change)) or self.teller.told(change) for change in pair.changes]
        moved = [plot for plot in drawn if plot.moved]
        return JourneyReview(
            pair=pair,
            anchor=anchor,
            state=state,
            stages=stages,
            plots=tuple(moved or drawn[:1]),
            others=tuple(plot.who for plot in drawn if not plot.moved and plot.who) if moved else (),
            health=self._health(pair),
            heavy=tuple(one for one in told if not one.is_minor),
            minor=tuple(one for one in told if one.is_minor),
            brief=self._brief(pair) if state != "changed" else (),
            weights=weights(woven),
        )

    def _brief(self, pair: JourneyPair) -> tuple[str, ...]:
        """What a new journey brings, or one that is gone took with it."""
        shown, say = pair.head or pair.base, self.words
        if shown is None:
            return ()
        pains = sum(len(stage.all_pains) for stage in shown.stages)
        return (
            say.count("review.stages", len(shown.stages)),
            say.count("review.touchpoints", len(shown.cards)),
            *([say.count("review.pains", pains)] if pains else []),
        )

    def _health(self, pair: JourneyPair) -> str:
        before, after = pair.health
        say = self.words
        if before is None or after is None:
            known = after if after is not None else before
            return "" if known is None else say("review.health.now", score=say.number(known))
        if before == after:
            return say("review.health.same", score=say.number(after))
        return say("review.health.changed", before=say.number(before), after=say.number(after))

    def _stages(self, woven: Grid, anchor: str) -> Iterator[Stage]:
        number = 0
        for at, column in enumerate(woven.columns, 1):
            own = f"{anchor}-stage-{at}"
            cells = []
            for slot in column.slots:
                number += 1
                cells.append(self._cell(slot, f"{anchor}-touchpoint-{number}", _stage_of(slot, column)))
            told = tuple(self.teller.told(change, own, column.shown.name) for change in column.changes)
            yield Stage(column, own, tuple(self._stage_tags(column)), told, tuple(cells))

    def _stage_tags(self, column: Column) -> Iterator[tuple[str, str]]:
        if column.state != "same":
            yield column.state, self.words(f"review.state.{column.state}")
        if column.base and column.head and column.base.name != column.head.name:
            yield "changed", self.words("review.state.renamed", name=column.base.name)

    def _cell(self, slot: Slot, anchor: str, stage: str) -> Cell:
        told = tuple(self.teller.told(change, anchor, slot.shown.name, stage) for change in slot.changes)
        return Cell(slot, anchor, tone(slot), tuple(self._tags(slot)), told)

    def _tags(self, slot: Slot) -> Iterator[tuple[str, str]]:
        say = self.words
        if slot.state in {"new", "gone"}:
            yield slot.state, say(f"review.state.{slot.state}")
        elif slot.state in {"came", "went"}:
            yield slot.state, say(f"review.state.{slot.state}", stage=slot.other)
        for key in ("worse", "better"):
            if slot.state not in {"new", "gone"} and any(change.direction.value == key for change in slot.changes):
                yield key, f"{SIGNS[key]} {say(f'review.direction.{key}')}"
        if slot.state == "same" and slot.changes and all(one.direction is Direction.NEUTRAL for one in slot.changes):
            yield "changed", f"{SIGNS['neutral']} {say('review.state.changed')}"
        if slot.base and slot.head and slot.base.name != slot.head.name:
            yield "changed", say("review.state.renamed", name=slot.base.name)


def tone(slot: Slot) -> str:
    """What matters most of a touchpoint: `new`, `gone`, `went`, `worse`, `better`, `changed`, or `same`."""
    if slot.state in {"new", "gone", "went"}:
        return slot.state
    for direction in (Direction.WORSE, Direction.BETTER):
        if any(change.direction is direction for change in slot.changes):
            return direction.value
    return "changed" if slot.changes or slot.state == "came" else "same"


def _stage_of(slot: Slot, column: Column) -> str:
    """What the stage of a touchpoint is called on the side that its changes are told of."""
    stage = column.base if slot.head is None and column.base else column.shown
    return stage.name


def _moved(entries: Sequence[tuple[str, str]]) -> str:
    """The entries that would make proposed renames certain, as they are written."""
    lines = [f"  - {{from: {old}, to: {new}}}" for old, new in entries]
    return "\n".join(["moved:", *lines]) if lines else ""


def _section(change: Change) -> str:
    """The section of the format that the object of a change lies in."""
    section, colon, _ = change.object.partition(":")
    if change.journey:
        return "journeys"
    return section if colon and section in _SECTIONS else "lifecycles"
