"""Stages, and where their columns lie."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from journeymap.render.building import claims
from journeymap.render.building.cards import card
from journeymap.render.building.conditions import binding_text
from journeymap.render.building.context import extras
from journeymap.render.building.feelings import emotion
from journeymap.render.building.measures import measures
from journeymap.render.pictures import picture
from journeymap.render.view import StageView
from journeymap.render.view_parts import LifecycleView

if TYPE_CHECKING:
    from journeymap.model.journey import Journey, Stage
    from journeymap.model.lifecycle import LifecycleStage
    from journeymap.model.touchpoint import Touchpoint
    from journeymap.render.building.context import Context

LEAST, MOST = 5, 10
"""The narrowest column, and the widest that what lies below its touchpoints makes, in marks on the curve."""
_CLAIMS_A_MARK = 3
"""So many claims in the lanes need about as much room as one touchpoint."""

SCENES = {
    "web": ("screen", "laptop"),
    "app": ("handheld", "messages"),
    "email": ("letter", "papers"),
    "phone": ("call", "headset"),
    "video-call": ("screen-talk", "laptop"),
    "chat": ("talk", "messages"),
    "sms": ("handheld", "messages"),
    "social": ("talk", "messages"),
    "review-site": ("stars", "screen"),
    "in-person": ("meeting", "desk"),
    "mail": ("letter", "papers"),
    "event": ("meeting", "desk"),
    "search": ("search", "screen"),
    "display": ("sign", "papers"),
    "partner": ("meeting", "desk"),
    "none": ("wait", "hourglass"),
}
"""The drawings that show a medium, the usual one first."""


def weights(journey: Journey) -> list[int]:
    """The width of each stage's column, in marks on the curve: the more a stage holds, the wider it is."""
    return [max(len(stage.touchpoints), min(MOST, max(LEAST, _load(stage)))) for stage in journey.stages]


def _load(stage: Stage) -> int:
    places: tuple[Stage | Touchpoint, ...] = (stage, *stage.touchpoints)
    claims = sum(len(item.pain_points) + len(item.opportunities) + len(item.metrics) for item in places)
    return len(stage.touchpoints) + claims // _CLAIMS_A_MARK


def columns(journey: Journey) -> list[tuple[float, float]]:
    """Left edge and width of each stage's column, in per cent of all."""
    parts = weights(journey)
    total = sum(parts)
    starts = [0, *accumulate(parts)]
    return [(start / total * 100, part / total * 100) for start, part in zip(starts, parts, strict=False)]


def stages(context: Context) -> tuple[StageView, ...]:
    """All stages of the journey."""
    journey = context.journey
    places = zip(journey.stages, columns(journey), weights(journey), strict=True)
    built = tuple(_stage(context, item, n, place, marks) for n, (item, place, marks) in enumerate(places, 1))
    return tuple(replace(stage, scene=scene) for stage, scene in zip(built, _scenes(built), strict=True))


def _stage(context: Context, stage: Stage, number: int, place: tuple[float, float], marks: int) -> StageView:
    owner = context.team(context.catalogue.owner_of(context.journey, stage))
    cards = tuple(card(context, stage, number, item) for item in stage.touchpoints)
    lifecycle_stages = context.catalogue.lifecycle_stages_of(context.journey, stage)
    return StageView(
        number=number,
        id=stage.id,
        anchor=f"stage-{stage.id}",
        name=stage.name,
        description=stage.description or "",
        picture=picture(context.catalogue.root, stage.picture, f"stage {stage.id!r}"),
        scene="path",
        when=stage.when or "",
        lifecycle=tuple(_lifecycle(item) for item in lifecycle_stages),
        goal=stage.goal or "",
        owner=owner,
        emotion=emotion(context.words, stage.emotion),
        left=round(place[0], 4),
        width=round(place[1], 4),
        marks=marks,
        cards=cards,
        thoughts=stage.thoughts,
        pains=claims.pains(context, stage.pain_points, None, owner),
        gains=claims.gains(context, stage.gains, None),
        opportunities=claims.opportunities(context, stage.opportunities, None),
        frontstage=claims.works(context, stage.frontstage, None),
        backstage=claims.works(context, stage.backstage, None),
        support=claims.works(context, stage.support, None),
        measures=measures(context, stage.metrics, None, stage.id),
        plays=claims.plays_at(context, _lifecycle_places(context, stage), None),
        extras=extras(stage),
    )


def _scenes(built: tuple[StageView, ...]) -> list[str]:
    """A drawing for each stage: what its most frequent channel has, and rather another than one that was there before.

    Where all that fit were there before, it is the one that lies furthest back.
    """
    shown: list[str] = []
    for stage in built:
        fitting = ["path"] if stage.picture else _fitting(stage)
        unused = [scene for scene in fitting if scene not in shown]
        oldest = max(fitting, key=lambda scene: shown[::-1].index(scene) if scene in shown else len(shown))
        shown.append(unused[0] if unused else oldest)
    return shown


def _fitting(stage: StageView) -> list[str]:
    """The drawings for a stage's main channels: the usual ones by frequency, then the others."""
    icons = [item.channels[0].icon for item in stage.cards if item.channels]
    ranked = [SCENES[icon] for icon in sorted(dict.fromkeys(icons), key=icons.count, reverse=True) if icon in SCENES]
    return [
        *(first for first, _ in ranked[:1]),
        *(other for _, other in ranked[:1]),
        *(first for first, _ in ranked[1:]),
    ] or ["path"]


def _lifecycle(item: LifecycleStage) -> LifecycleView:
    events = tuple(binding_text(binding) for binding in (*item.entry_events, *item.exit_events))
    return LifecycleView(item.id, item.name, item.description or "", item.entry, item.exit, events)


def _lifecycle_places(context: Context, stage: Stage) -> list[str]:
    """The stage's lifecycle stages, as plays name them."""
    lifecycle = context.catalogue.lifecycle_of(context.journey)
    home = lifecycle.id if lifecycle else ""
    return [item if ":" in item else f"{home}:{item}" for item in stage.lifecycle_stage]
