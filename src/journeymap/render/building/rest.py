"""What stands in the foot of a map: initiatives, research, teams and systems, and what a future journey drops."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeymap.model.base import FormatObject
from journeymap.model.initiative import InitiativeStatus
from journeymap.model.research import ResearchReference
from journeymap.render.building.measures import amount
from journeymap.render.view_parts import Fact, InitiativeView, Named, SystemView

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from journeymap.model.initiative import Initiative, Rice
    from journeymap.render.building.context import Context
    from journeymap.render.view import StageView
    from journeymap.render.view_parts import ChannelView, OpportunityView, PainView, PlayView, TeamView
    from journeymap.render.wording import Words

_FINISHED = frozenset({InitiativeStatus.SHIPPED, InitiativeStatus.DROPPED})


def initiatives(context: Context) -> tuple[InitiativeView, ...]:
    """The initiatives that address or deliver something of this journey."""
    home = f"{context.journey.id}/"
    return tuple(
        initiative(context, item)
        for item in context.catalogue.initiatives.values()
        if any(place.startswith(home) for place in (*item.addresses, *item.delivers))
    )


def initiative(context: Context, item: Initiative) -> InitiativeView:
    """An initiative, and what of this journey it addresses and delivers."""
    words = context.words
    cost = item.cost
    return InitiativeView(
        id=item.id,
        name=item.name,
        summary=item.summary or "",
        status=str(item.status or ""),
        status_word=words.choice("initiative", item.status or "none"),
        owner=context.team(item.owner),
        due=words.date(item.due),
        overdue=item.due is not None and item.due < context.today and item.status not in _FINISHED,
        score=_score(context.words, item.rice),
        rice=tuple(_rice(context, item.rice)),
        cost=words.number(cost) if isinstance(cost, float | int) else cost or "",
        expects=tuple(_expects(context, item)),
        addresses=_here(context, item.addresses, context.claim_names),
        delivers=_here(context, item.delivers, context.touchpoint_names),
    )


def _here(context: Context, places: Iterable[str], names: dict[str, str]) -> tuple[Named, ...]:
    """Those of the places that lie in this journey."""
    split = (place.partition("/") for place in places)
    return tuple(Named(item, names[item]) for home, _, item in split if home == context.journey.id and item in names)


def _score(words: Words, rice: Rice | None) -> str:
    """Reach x impact x confidence / effort, rounded; empty where one part is missing."""
    if rice is None or rice.reach is None or rice.impact is None or rice.confidence is None or rice.effort is None:
        return ""
    return words.number(round(rice.reach * rice.impact * rice.confidence / rice.effort, 1))


def _rice(context: Context, rice: Rice | None) -> Iterator[Fact]:
    for name in ("reach", "impact", "confidence", "effort"):
        value = getattr(rice, name, None)
        if value is not None:
            yield Fact(context.words(f"fact.{name}"), (context.words.number(value),))


def _expects(context: Context, item: Initiative) -> Iterator[str]:
    known = context.catalogue.metrics
    for one in item.expects:
        if not context.shown([one.metric], known):
            continue
        metric = known.get(one.metric)
        before, after = amount(context.words, metric, one.from_), amount(context.words, metric, one.to)
        name = metric.name if metric else one.metric
        value = f"{before} → {after}" if before else after
        yield context.words("details.labelled", label=name, value=value)


def research_ids(context: Context) -> list[str]:
    """The ids of all research that the journey and its personas refer to, in order."""
    found: dict[str, None] = {}
    _gather(context.journey, found)
    for persona in context.catalogue.personas.values():
        if persona.id in context.journey.personas:
            _gather(persona, found)
    return list(found)


def _gather(value: Any, found: dict[str, None]) -> None:
    """Adds the ids of all references to research inside a model."""
    if isinstance(value, ResearchReference):
        found[value.id] = None
    elif isinstance(value, FormatObject):
        for child in value.__dict__.values():
            _gather(child, found)
    elif isinstance(value, tuple):
        for child in value:
            _gather(child, found)


def teams(context: Context, stages: Sequence[StageView]) -> tuple[TeamView, ...]:
    """All teams that have to do with the journey, in the order of the catalogue; unknown ones last."""
    ids = {item for stage in stages for card in stage.cards for item in card.team_ids}
    ids |= {stage.owner.id for stage in stages if stage.owner} | {context.journey.owner or ""}
    ids |= {team.id for stage in stages for team in _named_in(stage) if team}
    known = [item for item in context.catalogue.teams if item in ids]
    return context.teams([*known, *sorted(ids - set(known) - {""})])


def _named_in(stage: StageView) -> Iterator[TeamView | None]:
    """The teams of what stands in the lanes."""
    claims: tuple[PainView | OpportunityView | PlayView, ...]
    claims = (*stage.all_pains, *stage.all_opportunities, *stage.all_plays)
    for claim in claims:
        yield claim.owner
    for work in (*stage.all_frontstage, *stage.all_backstage, *stage.all_support):
        yield work.by
    for measure in stage.all_measures:
        yield measure.team


def systems(context: Context, stages: Sequence[StageView]) -> tuple[SystemView, ...]:
    """The systems that work in the journey, each once, in order."""
    works = (item for stage in stages for item in (*stage.all_frontstage, *stage.all_backstage, *stage.all_support))
    ids = dict.fromkeys((one.id, one.name) for item in works for one in item.using)
    known = context.catalogue.systems
    return tuple(SystemView(name, context.team(known[item].owner) if item in known else None) for item, name in ids)


def channels(stages: Sequence[StageView]) -> tuple[ChannelView, ...]:
    """The channels of the journey, each once, in order."""
    return tuple(dict.fromkeys(item for stage in stages for card in stage.cards for item in card.channels))


def dropped(context: Context) -> tuple[Named, ...]:
    """The touchpoints of the current journey that the future one neither keeps nor replaces."""
    if context.base is None:
        return ()
    there = {item.id for _, item in context.touchpoints}
    there |= {one for _, item in context.touchpoints for one in item.replaces}
    before = (item for stage in context.base.stages for item in stage.touchpoints)
    told = (item for item in before if item.id not in there and item.id not in context.hidden)
    return tuple(Named(item.id, item.name or item.id) for item in told)
