"""The review of a change as a page shows it, computed before anything is drawn: counts, journeys, lists, findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from journeymap.diff.accepting import quoted
from journeymap.diff.values import Direction, Level
from journeymap.render.review_changes import Teller, ToldChange
from journeymap.render.review_curves import plots, weights
from journeymap.render.review_grid import grid
from journeymap.render.review_headline import Pen, headline
from journeymap.render.review_marks import Figure, figure
from journeymap.render.review_ranking import gravest_first, mended
from journeymap.render.review_tiles import Stage, Tag, stages, state_tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.diagnostics import Diagnostic
    from journeymap.diff.values import Change
    from journeymap.render.review_tiles import Cell
    from journeymap.render.review_view import JourneyPair, ReviewView
    from journeymap.render.wording import Words

_SECTIONS = (
    *("lifecycles", "personas", "teams", "systems", "channels", "metrics"),
    *("research", "sources", "journeys", "initiatives", "plays"),
)
_OPEN = 4
"""From so many small changes on they are folded away."""


@dataclass(frozen=True)
class Count:
    """A number that the reader should see first."""

    key: str
    number: int
    text: str


@dataclass(frozen=True)
class Held:
    """A change that a gate holds up; `journey` is empty where the review is of one."""

    told: ToldChange
    journey: str


@dataclass(frozen=True)
class JourneyReview:
    """A journey of the review.

    `tags` say that it is new or gone; only one that is there on both sides has a map. `figures` are its curves, those
    first that are not as before; `others` are the personas whose curves are. `heavy` and `minor` are all its changes.
    """

    pair: JourneyPair
    anchor: str
    direction: str
    tags: tuple[Tag, ...]
    stages: tuple[Stage, ...]
    figures: tuple[Figure, ...]
    others: str
    facts: tuple[str, ...]
    heavy: tuple[ToldChange, ...]
    minor: tuple[ToldChange, ...]
    minor_open: bool
    weights: tuple[int, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All touchpoints in order."""
        return tuple(cell for stage in self.stages for cell in stage.cells)


@dataclass(frozen=True)
class Row:
    """A journey in the table of several: how many changes of each kind it has, empty for none, and its health."""

    anchor: str
    name: str
    numbers: tuple[str, ...]
    health: str


@dataclass(frozen=True)
class Overview:
    """The journeys of a review of several; `columns` name the numbers that any of them has."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class FindingList:
    """Findings that came, or that went."""

    title: str
    items: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class Review:
    """The review of one workspace, ready to be drawn.

    `level` is that of its heading. `overview` is None where there is one journey. `notes` say what is
    left out.
    """

    view: ReviewView
    prefix: str
    name: str
    level: int
    headline: Markup
    notes: tuple[str, ...]
    counts: tuple[Count, ...]
    overview: Overview | None
    journeys: tuple[JourneyReview, ...]
    others: tuple[tuple[str, tuple[ToldChange, ...]], ...]
    stopped: tuple[Held, ...]
    accepted: tuple[ToldChange, ...]
    findings_notes: tuple[str, ...]
    findings: tuple[FindingList, ...]
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
    return _Builder(view, words, number).review()


def _named(text: str) -> str:
    return f"<bdi>{escape(text)}</bdi>"


_PEN = Pen(name=_named, person=_named, english=lambda text: f'<bdi lang="en">{escape(text)}</bdi>')
"""How the first line of a page writes text from files."""


class _Builder:
    """Builds the review of one workspace."""

    def __init__(self, view: ReviewView, words: Words, number: int) -> None:
        self.view = view
        self.words = words
        self.number = number
        self.prefix = "" if number == 1 else f"w{number}-"
        self.teller = Teller(view, words, self.prefix)

    def review(self) -> Review:
        """All of it; what is not in a journey that is shown stands with the other objects."""
        changes = self.view.comparison.changes
        journeys = tuple(self._journey(n, pair) for n, pair in enumerate(gravest_first(self.view), 1))
        told = {one.anchor: one for journey in journeys for one in (*journey.heavy, *journey.minor)}
        rest = [change for change in changes if self.teller.anchor(change) not in told]
        every = told | {self.teller.anchor(change): self.teller.told(change) for change in rest}
        order = [every[self.teller.anchor(change)] for change in changes]
        return Review(
            view=self.view,
            prefix=self.prefix,
            name=self.view.folder or self.words("review.eyebrow"),
            level=1 if self.number == 1 else 2,
            headline=self._headline(),
            notes=tuple(self._notes()),
            counts=tuple(self._counts(changes)),
            overview=self._overview(journeys) if len(journeys) > 1 else None,
            journeys=journeys,
            others=tuple(self._others([one for one in order if one.anchor not in told])),
            stopped=tuple(self._held(one) for one in order if one.stopped),
            accepted=tuple(one for one in order if one.acceptance),
            findings_notes=tuple(self._findings_notes()),
            findings=tuple(self._findings()),
            reviewers=tuple(self.teller.name("teams", team) for team in self.view.comparison.reviewers if changes),
            moved=_moved(self.view.comparison.moved_entries),
            pains=self._pains(),
        )

    def _headline(self) -> Markup:
        """The first line; that nothing changed where there is none."""
        line = headline(self.view, self.words, _PEN)
        base, head = (_named(name) for name in (self.view.comparison.base, self.view.comparison.head))
        return Markup(line or self.words("review.nothing", base=base, head=head))  # noqa: S704  # the pen escapes

    def _notes(self) -> Iterator[str]:
        if self.view.public:
            yield self.words("review.public")
            if self.view.withheld:
                yield self.words.count("review.withheld", self.view.withheld)

    def _pains(self) -> str:
        """What becomes of the pains of one journey in another; empty for two revisions."""
        pains = self.view.comparison.pains
        if pains is None:
            return ""
        numbers = (("resolved", pains.resolved), ("untouched", pains.untouched), ("new", pains.new))
        return ", ".join(self.words.count(f"review.pains.{key}", number) for key, number in numbers)

    def _counts(self, changes: Sequence[Change]) -> Iterator[Count]:
        say = self.words
        if changes:
            yield Count("all", len(changes), say.count("review.count.changes", len(changes)))
        numbers = {**_numbers(changes), "stopped": len(self.view.stopped)}
        yield from (Count(key, number, say(f"review.count.{key}")) for key, number in numbers.items() if number)

    def _overview(self, journeys: Sequence[JourneyReview]) -> Overview:
        every = [_numbers(journey.pair.changes) for journey in journeys]
        keys = [key for key in every[0] if any(numbers[key] for numbers in every)]
        rows = [self._row(one, [numbers[key] for key in keys]) for one, numbers in zip(journeys, every, strict=True)]
        return Overview(tuple(self.words(f"review.count.{key}") for key in keys), tuple(rows))

    def _row(self, journey: JourneyReview, numbers: Sequence[int]) -> Row:
        say = self.words
        before, after = (say.number(score) if score is not None else "" for score in journey.pair.health)
        health = " \N{RIGHTWARDS ARROW} ".join(dict.fromkeys(filter(None, (before, after))))
        return Row(journey.anchor, journey.pair.name, tuple(say.number(n) if n else "" for n in numbers), health)

    def _held(self, told: ToldChange) -> Held:
        names = {pair.id: pair.name for pair in self.view.journeys}
        return Held(told, names.get(told.change.journey, "") if len(names) > 1 else "")

    def _findings_notes(self) -> Iterator[str]:
        findings = self.view.comparison.findings
        there = len(findings.there_already)
        if self.view.public or not (findings.introduced or findings.fixed or there):
            return
        if not findings.introduced:
            yield self.words("review.findings.none")
        if there:
            yield self.words.count("review.findings.already", there)

    def _findings(self) -> Iterator[FindingList]:
        findings = self.view.comparison.findings
        groups = (("introduced", findings.introduced), ("fixed", mended(self.view)))
        if not self.view.public:
            yield from (FindingList(self.words(f"review.findings.{key}"), items) for key, items in groups if items)

    def _others(self, rest: Sequence[ToldChange]) -> Iterator[tuple[str, tuple[ToldChange, ...]]]:
        by_section: dict[str, list[ToldChange]] = {}
        for one in rest:
            by_section.setdefault(_section(one.change), []).append(one)
        for section in _SECTIONS:
            if section in by_section:
                yield self.words(f"review.section.{section}"), tuple(by_section[section])

    def _journey(self, number: int, pair: JourneyPair) -> JourneyReview:
        state = "new" if pair.base is None else "gone" if pair.head is None else ""
        woven = grid(pair)
        anchor = f"{self.prefix}journey-{number}"
        shown = pair.head or pair.base
        made = () if state else tuple(stages(woven, anchor, self.teller, self.words))
        drawn = () if state else plots(pair, woven)
        placed = {one.anchor: one for stage in made for one in stage.inside.all}
        placed |= {one.anchor: one for stage in made for cell in stage.cells for one in cell.inside.all}
        told = [placed.get(self.teller.anchor(change)) or self.teller.told(change) for change in pair.changes]
        moved = [plot for plot in drawn if plot.moved]
        cells = [cell for stage in made for cell in stage.cells]
        minor = tuple(one for one in told if one.is_minor)
        return JourneyReview(
            pair=pair,
            anchor=anchor,
            direction=shown.direction if shown else "ltr",
            tags=(state_tag(state, self.words(f"review.journey.{state}")),) if state else (),
            stages=made,
            figures=tuple(figure(plot, cells, self.words) for plot in moved or drawn[:1]),
            others=", ".join(plot.who for plot in drawn if not plot.moved and plot.who) if moved else "",
            facts=tuple(self._facts(pair, state)),
            heavy=tuple(one for one in told if not one.is_minor),
            minor=minor,
            minor_open=len(minor) < _OPEN,
            weights=weights(woven),
        )

    def _facts(self, pair: JourneyPair, state: str) -> Iterator[str]:
        """How much changed, how its health goes, and what a new journey brings or one that is gone took with it."""
        say, shown = self.words, pair.head or pair.base
        yield say.count("review.changes", len(pair.changes))
        yield from filter(None, [self._health(pair)])
        if state and shown is not None:
            pains = sum(len(stage.all_pains) for stage in shown.stages)
            yield say.count("review.stages", len(shown.stages))
            yield say.count("review.touchpoints", len(shown.cards))
            if pains:
                yield say.count("review.pains", pains)

    def _health(self, pair: JourneyPair) -> str:
        before, after = pair.health
        say = self.words
        if before is None or after is None:
            known = after if after is not None else before
            return "" if known is None else say("review.health.now", score=say.number(known))
        if before == after:
            return say("review.health.same", score=say.number(after))
        return say("review.health.changed", before=say.number(before), after=say.number(after))


def _numbers(changes: Sequence[Change]) -> dict[str, int]:
    """How many changes break, are worse, better, and small."""
    return {
        "breaking": sum(change.level is Level.BREAKING for change in changes),
        "worse": sum(change.direction is Direction.WORSE for change in changes),
        "better": sum(change.direction is Direction.BETTER for change in changes),
        "minor": sum(change.level is Level.MINOR for change in changes),
    }


def _moved(entries: Sequence[tuple[str, str]]) -> str:
    """The entries that would make proposed renames certain, as they are written."""
    lines = [f"  - {{from: {quoted(old)}, to: {quoted(new)}}}" for old, new in entries]
    return "\n".join(["moved:", *lines]) if lines else ""


def _section(change: Change) -> str:
    """The section of the format that the object of a change lies in."""
    section, colon, _ = change.object.partition(":")
    if change.journey:
        return "journeys"
    return section if colon and section in _SECTIONS else "lifecycles"
