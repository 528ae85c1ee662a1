"""Touchpoints as cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.model import durations
from journeymap.render.building import claims, ways
from journeymap.render.building.conditions import binding_text
from journeymap.render.building.context import extras
from journeymap.render.building.feelings import emotion
from journeymap.render.building.measures import measures
from journeymap.render.building.proof import of_feeling
from journeymap.render.pictures import picture
from journeymap.render.view import CardView
from journeymap.render.view_parts import GoalView, JourneyLink, Named, ThoughtView

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.model.journey import Stage
    from journeymap.model.touchpoint import Touchpoint
    from journeymap.render.building.context import Context
    from journeymap.render.view_ways import EdgeView


def card(context: Context, stage: Stage, stage_number: int, touchpoint: Touchpoint) -> CardView:
    """A touchpoint with all that stands on its card and below it in the lanes."""
    words, number = context.words, context.numbers[touchpoint.id]
    owner = context.team(context.catalogue.owner_of(context.journey, stage, touchpoint))
    edges = ways.ways(context, stage, touchpoint)
    change, change_word = _change(context, touchpoint)
    root = context.catalogue.root
    return CardView(
        number=number,
        id=touchpoint.id,
        anchor=f"touchpoint-{touchpoint.id}",
        name=touchpoint.name or touchpoint.id,
        stage=stage.id,
        stage_number=stage_number,
        description=touchpoint.description or "",
        picture=picture(root, touchpoint.picture, f"touchpoint {touchpoint.id!r}"),
        channels=context.channels(touchpoint.channel),
        channel_reason=touchpoint.channel_reason or "",
        duration=words.duration(touchpoint.duration),
        duration_seconds=durations.seconds(touchpoint.duration) if touchpoint.duration else None,
        wait=words.duration(touchpoint.wait),
        wait_seconds=durations.seconds(touchpoint.wait) if touchpoint.wait else None,
        personas=_some_personas(context, touchpoint),
        actor=_actor(context, touchpoint),
        emotion=emotion(words, touchpoint.emotion),
        moment_of_truth=touchpoint.moment_of_truth,
        feelings=touchpoint.feelings,
        goal=_goal(context, touchpoint, number),
        actions=touchpoint.actions,
        thoughts=tuple(_thoughts(context, touchpoint, number)),
        owner=owner,
        owner_inherited=touchpoint.owner is None,
        responsible=context.teams(touchpoint.responsible),
        consulted=context.teams(touchpoint.consulted),
        informed=context.teams(touchpoint.informed),
        frontstage=claims.works(context, touchpoint.frontstage, number),
        backstage=claims.works(context, touchpoint.backstage, number),
        support=claims.works(context, touchpoint.support, number),
        artifacts=touchpoint.artifacts,
        pains=claims.pains(context, touchpoint.pain_points, number, owner),
        gains=claims.gains(context, touchpoint.gains, number),
        opportunities=claims.opportunities(context, touchpoint.opportunities, number),
        measures=measures(context, touchpoint.metrics, number, touchpoint.id),
        plays=claims.plays_at(context, [f"{context.journey.id}/{touchpoint.id}"], number),
        events=tuple(binding_text(item) for item in touchpoint.events),
        ways=edges,
        unknown_share=ways.unknown_share(context, edges),
        ends=touchpoint.next == (),
        sub_journey=_sub_journey(context, touchpoint),
        change=change,
        change_word=change_word,
        replaces=_replaced(context, touchpoint),
        delivered_by=_delivered_by(context, touchpoint),
        evidence=of_feeling(context, touchpoint),
        extras=extras(touchpoint),
        persona_ids=_taking_part(context, touchpoint),
        team_ids=_involved(context, touchpoint, edges, owner.id if owner else ""),
    )


def _some_personas(context: Context, touchpoint: Touchpoint) -> tuple[Named, ...]:
    """Those who take part, where that is not all of the journey's personas."""
    if not touchpoint.personas or set(touchpoint.personas) == set(context.journey.personas):
        return ()
    return context.personas(touchpoint.personas)


def _taking_part(context: Context, touchpoint: Touchpoint) -> tuple[str, ...]:
    spoken = (voice.persona for voice in touchpoint.voices)
    ids = dict.fromkeys((*(touchpoint.personas or context.journey.personas), *spoken))
    return tuple(context.shown(ids, context.catalogue.personas))


def _involved(context: Context, touchpoint: Touchpoint, edges: Iterable[EdgeView], owner: str) -> tuple[str, ...]:
    """All teams that have to do with a touchpoint, each once."""
    works = (*touchpoint.frontstage, *touchpoint.backstage, *touchpoint.support)
    named = [owner, *touchpoint.responsible, *touchpoint.consulted, *touchpoint.informed]
    named += [item.by or "" for item in works]
    named += [item.owner or "" for item in touchpoint.pain_points]
    named += [item.owner or "" for item in touchpoint.opportunities]
    named += [edge.handoff.to.id for edge in edges if edge.handoff]
    named += [item.team or "" for item in touchpoint.metrics]
    return tuple(context.shown(dict.fromkeys(item for item in named if item), context.catalogue.teams))


def _actor(context: Context, touchpoint: Touchpoint) -> str:
    """Who acts, where it is not the customer: the name of a persona or team, or text."""
    actor = touchpoint.actor
    if actor is None:
        return ""
    known = context.catalogue.personas.get(actor) or context.catalogue.teams.get(actor)
    if known is None:
        return "" if actor in context.hidden else actor
    return known.name


def _goal(context: Context, touchpoint: Touchpoint, number: int) -> GoalView | None:
    if not (touchpoint.goal or touchpoint.goal_met or touchpoint.expectation):
        return None
    return GoalView(
        at=number,
        text=touchpoint.goal or "",
        met=str(touchpoint.goal_met or ""),
        met_word=context.words.choice("goal", touchpoint.goal_met),
        expectation=touchpoint.expectation or "",
    )


def _thoughts(context: Context, touchpoint: Touchpoint, number: int) -> Iterable[ThoughtView]:
    """The touchpoint's thoughts and feelings, then what each voice says for itself."""
    if touchpoint.thoughts or touchpoint.feelings:
        yield ThoughtView(number, touchpoint.thoughts, touchpoint.feelings)
    for voice in touchpoint.voices:
        names = context.personas([voice.persona])
        if names:
            said = (voice.thoughts, voice.feelings, names[0].name, voice.expectation or "")
            yield ThoughtView(number, *said, emotion(context.words, voice.emotion), names[0].id)


def _sub_journey(context: Context, touchpoint: Touchpoint) -> JourneyLink | None:
    journeys = context.catalogue.journeys
    found = next(iter(context.named([touchpoint.journey] if touchpoint.journey else [], journeys)), None)
    return JourneyLink(found.id, found.name, f"journeys/{found.id}" if found.id in journeys else "") if found else None


def _replaced(context: Context, touchpoint: Touchpoint) -> tuple[Named, ...]:
    stages = context.base.stages if context.base else ()
    names = {item.id: item.name or item.id for stage in stages for item in stage.touchpoints}
    return tuple(Named(item, names.get(item, item)) for item in context.shown(touchpoint.replaces, names))


def _change(context: Context, touchpoint: Touchpoint) -> tuple[str, str]:
    """How a touchpoint of a future journey differs from the current one: key and words; empty elsewhere."""
    if context.base is None:
        return "", ""
    replaced = _replaced(context, touchpoint)
    if replaced:
        return "replaces", context.words("card.replaces", names=", ".join(item.name for item in replaced))
    before = {item.id for stage in context.base.stages for item in stage.touchpoints}
    if touchpoint.id not in before:
        return "new", context.words("card.new")
    return ("kept", context.words("card.kept")) if touchpoint.keep else ("changed", context.words("card.changed"))


def _delivered_by(context: Context, touchpoint: Touchpoint) -> tuple[str, ...]:
    place = f"{context.journey.id}/{touchpoint.id}"
    initiatives = context.catalogue.initiatives.values()
    return tuple(claims.work_text(context, item) for item in initiatives if place in item.delivers)
