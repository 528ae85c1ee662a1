"""What a Mermaid diagram cannot say of a journey, counted from the journey itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from journeymap.render.view import JourneyView
    from journeymap.render.wording import Words


def lost_in_both(view: JourneyView) -> dict[str, int]:
    """What neither diagram shows: the number of things for each key below `lost` in the words."""
    stages, cards = view.stages, view.cards
    return {
        "pains": sum(len(stage.all_pains) for stage in stages),
        "gains": sum(len(stage.all_gains) for stage in stages),
        "opportunities": sum(len(stage.all_opportunities) for stage in stages),
        "thoughts": sum(len(said.texts) for stage in stages for said in stage.all_thoughts),
        "voices": sum(said.emotion is not None for card in cards for said in card.thoughts),
        "stage_emotions": sum(stage.emotion is not None for stage in stages),
        "work": sum(
            len(works) for stage in stages for works in (stage.all_frontstage, stage.all_backstage, stage.all_support)
        ),
        "measures": sum(len(stage.all_measures) for stage in stages),
        "plays": sum(len(stage.all_plays) for stage in stages),
        "goals": sum(len(stage.all_goals) for stage in stages),
        "descriptions": sum(bool(one.description) for one in stages) + sum(bool(one.description) for one in cards),
        "decisions": len(view.decisions),
        "initiatives": len(view.initiatives),
        "research": len(view.research),
        "base": sum(curve.kind == "base" for curve in view.curves),
    }


def lost_in_journey(view: JourneyView) -> dict[str, int]:
    """What only the flowchart shows."""
    cards = view.cards
    return {
        "channels": len({channel.id for card in cards for channel in card.channels}),
        "ways": sum(edge.is_told for edge in view.edges),
        "handoffs": sum(edge.handoff is not None for edge in view.edges),
        "waits": sum(bool(card.wait) for card in cards),
        "moments": sum(card.moment_of_truth for card in cards),
        "owners": sum(card.owner is not None for card in cards),
    }


def lost_in_flow(view: JourneyView) -> dict[str, int]:
    """What only the words of a hand-off's terms would say."""
    agreed = (edge.handoff for edge in view.edges)
    return {"terms": sum(bool(item and (item.criteria or item.on_reject)) for item in agreed)}


def told(words: Words, lost: Mapping[str, int]) -> str:
    """The things in one sentence; empty where nothing is lost."""
    items = [words.count(f"lost.{name}", n) for name, n in lost.items() if n]
    return words("mermaid.lost", items=", ".join(items)) if items else ""


def numbers(values: Iterable[int]) -> str:
    """Numbers in a row."""
    return ", ".join(str(value) for value in values)
