"""The numbers that a reader should see first. No average of emotions: it hides the worst moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.render.building.proof import rests_on_research
from journeymap.render.view import TileView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.render.building.context import Context
    from journeymap.render.view import CardView, CurveView, StageView

NOTHING = "\N{EN DASH}"
_HIGH = frozenset({"high", "critical"})
_NOBODY_NEEDED = frozenset({"shipped", "dropped"})


def tiles(context: Context, stages: Sequence[StageView], curves: Sequence[CurveView]) -> tuple[TileView, ...]:
    """Worst moment, moments of truth, pains, opportunities without an owner, and what the scores rest on."""
    cards = [card for stage in stages for card in stage.cards]
    found = [_worst(context, cards, curves), _moments(context, cards), _pains(context, stages)]
    found.append(_opportunities(context, stages))
    if context.base is None and context.journey.state == "current":
        found.append(_evidence(context))
    return tuple(found)


def _worst(context: Context, cards: Sequence[CardView], curves: Sequence[CurveView]) -> TileView:
    """The lowest point of any persona; the first of several."""
    words = context.words
    points = [
        (point.emotion.score, point.x, n, point)
        for n, item in enumerate(curves)
        if item.kind != "base"
        for point in item.points
    ]
    if not points:
        return TileView("worst", NOTHING, words("tile.worst.none"))
    _, _, n, point = min(points, key=lambda item: item[:3])
    card = next((item for item in cards if item.id == point.card), None)
    name = words("tile.number", n=point.number, name=point.name) if card else point.name
    who = f" ({curves[n].label})" if curves[n].kind == "persona" else ""
    anchor = card.anchor if card else ""
    return TileView(
        "worst",
        point.emotion.text,
        words("details.labelled", label=words("tile.worst"), value=f"{name}{who}"),
        anchor,
        point.emotion,
    )


def _moments(context: Context, cards: Sequence[CardView]) -> TileView:
    words = context.words
    moments = [card for card in cards if card.moment_of_truth]
    bad = [card for card in moments if _lowest(card) < 0]
    text = words.count("tile.moments", len(moments))
    if bad:
        text = f"{text}, {words('tile.moments.negative', n=len(bad))}"
    return TileView("moments", str(len(moments)), text, (bad or moments)[0].anchor if moments else "")


def _lowest(card: CardView) -> float:
    """The lowest score that anybody gives the touchpoint; 0 where none is known."""
    felt = [card.emotion, *(said.emotion for said in card.thoughts)]
    return min((item.score for item in felt if item), default=0.0)


def _pains(context: Context, stages: Sequence[StageView]) -> TileView:
    words = context.words
    pains = [item for stage in stages for item in stage.all_pains]
    still_open = [item for item in pains if item.status == "open"]
    high = [item for item in still_open if item.severity in _HIGH]
    text = words.count("tile.pains", len(pains))
    if pains:
        text = words(
            "details.labelled", label=text, value=words("tile.pains.detail", high=len(high), open=len(still_open))
        )
    first = next(iter((*high, *still_open, *pains)), None)
    return TileView("pains", str(len(pains)), text, f"pain-{first.id}" if first else "")


def _opportunities(context: Context, stages: Sequence[StageView]) -> TileView:
    items = [item for stage in stages for item in stage.all_opportunities]
    homeless = [item for item in items if item.owner is None and item.status not in _NOBODY_NEEDED]
    if not items:
        return TileView("opportunities", "0", context.words("tile.opportunities.none"))
    text = context.words("tile.opportunities", all=len(items))
    return TileView("opportunities", str(len(homeless)), text, f"opportunity-{homeless[0].id}" if homeless else "")


def _evidence(context: Context) -> TileView:
    """How many of the scored touchpoints rest on research, theirs or their journey's, as health counts them."""
    touchpoints = (item for _, item in context.touchpoints)
    scored = [
        item for item in touchpoints if item.emotion is not None or any(one.emotion is not None for one in item.voices)
    ]
    if not scored:
        return TileView("evidence", NOTHING, context.words("tile.evidence.none"))
    behind = context.journey.research
    proven = sum(rests_on_research(context, (*item.research, *behind)) for item in scored)
    return TileView("evidence", str(proven), context.words("tile.evidence", all=len(scored)))
