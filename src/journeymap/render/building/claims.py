"""Pain points, gains, opportunities, plays and work behind the scenes, as they stand in the lanes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.model.values import Level
from journeymap.render.building.proof import of_claim
from journeymap.render.view_parts import GainView, Named, OpportunityView, PainView, PlayView, WorkView

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.model.experience import Work
    from journeymap.model.initiative import Initiative
    from journeymap.model.journey import Journey, Stage
    from journeymap.model.pain import Gain, Opportunity, PainPoint
    from journeymap.model.play import Play
    from journeymap.model.research import ResearchReference
    from journeymap.model.touchpoint import Touchpoint
    from journeymap.render.building.context import Context
    from journeymap.render.view_parts import TeamView
    from journeymap.render.wording import Words

_LEVELS = {Level.LOW: 1, Level.MEDIUM: 2, Level.HIGH: 3}


def pains(context: Context, items: Iterable[PainPoint], at: int | None, owner: TeamView | None) -> tuple[PainView, ...]:
    """Pain points of a place; `owner` answers for those that name no team."""
    return tuple(_pain(context, item, at, owner) for item in items)


def _pain(context: Context, pain: PainPoint, at: int | None, owner: TeamView | None) -> PainView:
    words = context.words
    work = initiatives_on(context, pain.id)
    return PainView(
        id=pain.id,
        at=at,
        summary=pain.summary,
        severity=str(pain.severity or ""),
        severity_word=words.choice("severity", pain.severity),
        share="" if pain.share_affected is None else words("pain.hits", share=words.percent(pain.share_affected)),
        root_cause=pain.root_cause or "",
        owner=context.team(pain.owner) or owner,
        status=str(pain.status),
        status_word=words.choice("pain", pain.status),
        evidence=of_claim(context, pain.research, _research_at(context, at)),
        work=tuple(Named(item.id, item.name) for item in work),
        work_text=tuple(work_text(context, item) for item in work),
    )


def initiatives_on(context: Context, claim: str) -> list[Initiative]:
    """The initiatives that address a pain point or an opportunity of this journey, also under its name in the base."""
    homes = (context.journey, *([context.base] if context.base and claim in _claims_of(context.base) else []))
    places = {f"{home.id}/{claim}" for home in homes}
    return [item for item in context.catalogue.initiatives.values() if places.intersection(item.addresses)]


def _claims_of(journey: Journey) -> set[str]:
    places: list[Stage | Touchpoint] = [*journey.stages]
    places += (touchpoint for stage in journey.stages for touchpoint in stage.touchpoints)
    pains = {pain.id for place in places for pain in place.pain_points}
    return pains | {item.id for place in places for item in place.opportunities}


def work_text(context: Context, item: Initiative) -> str:
    """An initiative in one line: "In progress: self-service import"."""
    status = context.words.choice("initiative", item.status or "none")
    return context.words("initiative.text", status=status, name=item.name)


def gains(context: Context, items: Iterable[Gain], at: int | None) -> tuple[GainView, ...]:
    """Gains of a place."""
    near = _research_at(context, at)
    return tuple(GainView(item.id, at, item.summary, of_claim(context, item.research, near)) for item in items)


def _research_at(context: Context, at: int | None) -> tuple[ResearchReference, ...]:
    """The research of the touchpoint with a number; none for a stage."""
    return context.touchpoints[at - 1][1].research if at else ()


def opportunities(context: Context, items: Iterable[Opportunity], at: int | None) -> tuple[OpportunityView, ...]:
    """Opportunities of a place."""
    return tuple(_opportunity(context, item, at) for item in items)


def _opportunity(context: Context, item: Opportunity, at: int | None) -> OpportunityView:
    words = context.words
    return OpportunityView(
        id=item.id,
        at=at,
        summary=item.summary,
        addresses=tuple(
            Named(claim, context.claim_names.get(claim, claim))
            for claim in context.shown(item.addresses, context.claim_names)
        ),
        owner=context.team(item.owner),
        impact=_LEVELS[item.impact] if item.impact else 0,
        impact_word=words.choice("level", item.impact or "unknown"),
        effort=_LEVELS[item.effort] if item.effort else 0,
        effort_word=words.choice("level", item.effort or "unknown"),
        importance=_of_ten(words, item.importance),
        satisfaction=_of_ten(words, item.satisfaction),
        status=str(item.status or ""),
        status_word=words.choice("opportunity", item.status),
        work_text=tuple(work_text(context, work) for work in initiatives_on(context, item.id)),
    )


def works(context: Context, items: Iterable[Work], at: int | None) -> tuple[WorkView, ...]:
    """Pieces of work at a place."""
    systems = context.catalogue.systems
    return tuple(
        WorkView(
            at,
            item.do,
            next(iter(context.teams([item.by] if item.by else [])), None),
            context.named(item.using, systems),
            item.fails or "",
        )
        for item in items
    )


def plays_at(context: Context, places: Iterable[str], at: int | None) -> tuple[PlayView, ...]:
    """The plays at any of these places (`journey/touchpoint` or `lifecycle:stage`)."""
    wanted = set(places)
    return tuple(_play(context, play, at) for play in context.catalogue.plays.values() if wanted & set(play.at))


def _play(context: Context, play: Play, at: int | None) -> PlayView:
    return PlayView(
        id=play.id,
        at=at,
        name=play.name,
        personas=context.personas(play.for_),
        channels=context.channels(play.channel),
        message=play.message or "",
        offer=play.offer or "",
        trigger=play.trigger or "",
        owner=context.team(play.owner),
        metrics=context.named(play.metrics, context.catalogue.metrics),
    )


def _of_ten(words: Words, value: float | None) -> str:
    """An answer on the scale of 0 to 10; empty for none."""
    return "" if value is None else words("opportunity.of_ten", n=words.number(value))
