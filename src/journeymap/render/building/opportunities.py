"""All opportunities of all journeys: by impact and effort, and by opportunity score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.model.pain import OpportunityStatus
from journeymap.render.building.matrix import Atlas, rank, spot
from journeymap.render.opportunities_view import (
    RANKED,
    SHOWN,
    OpportunitiesView,
    OpportunityLine,
    QuadrantRow,
    QuadrantView,
    Solved,
)
from journeymap.render.workspace_view import Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.model.pain import Opportunity
    from journeymap.render.building.gathered import Gathered
    from journeymap.render.building.matrix import Part
    from journeymap.render.view import JourneyView
    from journeymap.render.view_parts import OpportunityView
    from journeymap.render.wording import Words
    from journeymap.render.workspace_view import Cell

LEVELS = {1: "low", 2: "medium", 3: "high"}
HIGHEST_SCORE = 20.0
_CLOSED = frozenset({OpportunityStatus.SHIPPED, OpportunityStatus.DROPPED})


def opportunities_view(gathered: Gathered) -> OpportunitiesView:
    """All that could be done for customers, what first."""
    atlas, words = Atlas(gathered), gathered.words
    lines = sorted(_lines(atlas), key=_most_urgent)
    unrated = tuple(line for line in lines if not (line.impact and line.effort))
    return OpportunitiesView(
        heading=gathered.heading(words("opportunities.title")),
        tables=(_table(words, lines),),
        efforts=tuple(words(f"level.{LEVELS[effort]}") for effort in LEVELS),
        rows=tuple(_row(words, impact, lines) for impact in reversed(LEVELS)),
        unrated=unrated,
        ranked=tuple(lines),
        notes=atlas.notes(future=False),
        unrated_more=_more(words, unrated, SHOWN),
        ranked_more=_more(words, lines, RANKED),
    )


def _more(words: Words, items: Sequence[OpportunityLine], shown: int) -> str:
    """How many of these are folded; empty where none is."""
    return words("report.more", n=words.number(len(items) - shown)) if len(items) > shown else ""


def opportunity_score(importance: float, satisfaction: float) -> float:
    """How badly customers miss something, 0 to 20: importance + max(importance - satisfaction, 0), both 0 to 10.

    Source: Anthony W. Ulwick, "Turn Customer Input into Innovation", Harvard Business Review, January 2002 (the
    opportunity algorithm).
    """
    return importance + max(importance - satisfaction, 0)


def _most_urgent(line: OpportunityLine) -> tuple[bool, float, int, str]:
    """Open ones first, then by score, then by the worst pain that they solve."""
    return line.closed, -line.score if line.score is not None else 1, rank(line.severity), line.summary


def _row(words: Words, impact: int, lines: Sequence[OpportunityLine]) -> QuadrantRow:
    fields = tuple(_field(words, impact, effort, lines) for effort in LEVELS)
    return QuadrantRow(impact, words(f"level.{LEVELS[impact]}"), fields)


def _field(words: Words, impact: int, effort: int, lines: Sequence[OpportunityLine]) -> QuadrantView:
    items = tuple(line for line in lines if (line.impact, line.effort) == (impact, effort))
    advice = words(f"opportunities.advice.{LEVELS[impact]}.{LEVELS[effort]}")
    return QuadrantView(impact, effort, advice, items, _more(words, items, SHOWN))


def _lines(atlas: Atlas) -> Iterator[OpportunityLine]:
    """The opportunities of all journeys; what a future journey keeps from the current one is not told twice."""
    current = {(part.journey.id, item.id) for part in atlas.current for item in part.view.all_opportunities}
    for part in atlas.parts:
        base = part.place.journey.value.based_on if part.journey.future else None
        written = {item.id: item for item in _written(part)}
        for item in part.view.all_opportunities:
            if (base, item.id) not in current:
                yield _line(atlas.words, part, item, written[item.id])


def _written(part: Part) -> Iterator[Opportunity]:
    yield from part.place.value.opportunities
    for step in part.steps:
        yield from step.place.value.opportunities


def _line(words: Words, part: Part, item: OpportunityView, written: Opportunity) -> OpportunityLine:
    score = None
    if written.importance is not None and written.satisfaction is not None:
        score = opportunity_score(written.importance, written.satisfaction)
    solves = tuple(_solves(part.journey, item))
    worst = min(solves, key=lambda one: rank(one.severity), default=None)
    card = next((card for card in part.view.cards if item in card.opportunities), None)
    place = part.spot_of(card) if card else part.spot
    return OpportunityLine(
        id=item.id,
        summary=item.summary,
        spot=spot(part.journey, f"opportunity-{item.id}", place.text),
        owner=item.owner,
        status=item.status,
        status_word=item.status_word,
        closed=written.status in _CLOSED,
        impact=item.impact,
        impact_word=item.impact_word,
        effort=item.effort,
        effort_word=item.effort_word,
        severity=worst.severity if worst else "",
        severity_word=worst.severity_word if worst else "",
        solves=solves,
        importance=written.importance,
        importance_text=_text(words, written.importance),
        satisfaction=written.satisfaction,
        satisfaction_text=_text(words, written.satisfaction),
        score=score,
        score_text=_text(words, score),
        bar=0 if score is None else round(score / HIGHEST_SCORE * 100, 2),
        work=item.work_text,
    )


def _text(words: Words, value: float | None) -> str:
    return "" if value is None else words.number(value)


def _solves(journey: JourneyView, item: OpportunityView) -> Iterator[Solved]:
    """The pains and gains that it addresses, with their severity."""
    pains = {pain.id: pain for stage in journey.stages for pain in stage.all_pains}
    for one in item.addresses:
        pain = pains.get(one.id)
        if pain is None:
            yield Solved(one.name, "", "", spot(journey, f"gain-{one.id}", one.name))
        else:
            at = spot(journey, f"pain-{one.id}", one.name)
            yield Solved(pain.summary, pain.severity, pain.severity_word, at)


def _table(words: Words, lines: Sequence[OpportunityLine]) -> Table:
    about = ("opportunity", "journey", "at", "status", "owner", "impact", "effort", "advice")
    keys = (*about, "importance", "satisfaction", "score", "addresses", "work")
    rows = tuple(_plain(words, line) for line in lines)
    return Table(
        "opportunities", words("opportunities.title"), tuple(words(f"matrix.column.{key}") for key in keys), rows
    )


def _rated(words: Words, one: Solved) -> str:
    """What is solved, behind its severity where that is rated."""
    if not one.severity:
        return one.summary
    return words("details.labelled", label=one.severity_word, value=one.summary)


def _plain(words: Words, line: OpportunityLine) -> tuple[Cell, ...]:
    rated = line.impact and line.effort
    advice = f"opportunities.advice.{LEVELS[line.impact]}.{LEVELS[line.effort]}" if rated else ""
    return (
        line.summary,
        line.spot.journey,
        line.spot.text,
        line.status_word or None,
        line.owner.name if line.owner else None,
        line.impact_word,
        line.effort_word,
        words(advice) if advice else None,
        line.importance,
        line.satisfaction,
        line.score,
        words("punctuation.semicolon").join(_rated(words, one) for one in line.solves) or None,
        words("punctuation.semicolon").join(line.work) or None,
    )
