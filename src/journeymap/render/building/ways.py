"""The ways from touchpoint to touchpoint: kinds, shares, conditions, hand-offs, and returns of the refused."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from journeymap.render.building.proof import evidence
from journeymap.render.view_ways import EdgeView, HandoffView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.model.journey import Stage
    from journeymap.model.touchpoint import Touchpoint
    from journeymap.model.transition import Handoff, Transition
    from journeymap.render.building.context import Context
    from journeymap.render.view_parts import TeamView
    from journeymap.render.view_ways import EdgeKind

END = "end"
_ROUNDING = 0.0005


def ways(context: Context, stage: Stage, touchpoint: Touchpoint) -> tuple[EdgeView, ...]:
    """All ways out of a touchpoint, written or following from the order, and the returns of the refused."""
    giver = context.team(context.catalogue.owner_of(context.journey, stage, touchpoint))
    if touchpoint.next is None:
        return _with_return(context, _implicit(context, touchpoint, giver))
    shown = [item for item in touchpoint.next if _leads_somewhere(context, item)]
    several = sum(_is_forward(context, touchpoint, item) for item in shown) > 1
    edges = (_written(context, touchpoint, item, giver, several=several) for item in shown)
    return tuple(edge for way in edges for edge in _with_return(context, way))


def _leads_somewhere(context: Context, way: Transition) -> bool:
    """Whether the target is the end or on the map: what is confidential, or unknown, is not."""
    return way.to == END or way.to in context.numbers


def _is_forward(context: Context, touchpoint: Touchpoint, way: Transition) -> bool:
    return context.numbers.get(way.to, 0) > context.numbers[touchpoint.id]


def _kind(context: Context, source: str, target: str, *, several: bool) -> EdgeKind:
    if target == END:
        return "end"
    step = context.numbers[target] - context.numbers[source]
    if step <= 0:
        return "loop-back"
    if several:
        return "branch"
    return "next" if step == 1 else "skip"


def _written(
    context: Context, touchpoint: Touchpoint, way: Transition, giver: TeamView | None, *, several: bool
) -> EdgeView:
    kind = _kind(context, touchpoint.id, way.to, several=several)
    only_way = touchpoint.next is not None and len(touchpoint.next) == 1
    agreed = way.handoff or (touchpoint.handoff if only_way else None)
    return _edge(context, touchpoint, (way.to, kind), way, handoff(context, agreed, giver))


def _implicit(context: Context, touchpoint: Touchpoint, giver: TeamView | None) -> EdgeView:
    """The way that follows from the order: to the next touchpoint, from the last one out."""
    order = [item.id for _, item in context.touchpoints]
    at = context.numbers[touchpoint.id]
    target = order[at] if at < len(order) else END
    kind: EdgeKind = "end" if target == END else "next"
    return _edge(context, touchpoint, (target, kind), None, handoff(context, touchpoint.handoff, giver))


def _edge(
    context: Context,
    source: Touchpoint,
    target: tuple[str, EdgeKind],
    way: Transition | None,
    agreed: HandoffView | None,
) -> EdgeView:
    to, kind = target
    share = way.share if way else None
    personas = context.personas(way.for_) if way else ()
    edge = EdgeView(
        source=source.id,
        source_number=context.numbers[source.id],
        target="" if to == END else to,
        target_number=context.numbers.get(to),
        target_name="" if to == END else context.touchpoint_names[to],
        kind=kind,
        outcome=(way.outcome or "") if way else "",
        share=share,
        share_text="" if share is None else context.words.percent(share),
        condition=(way.when or "") if way else "",
        personas=personas,
        also=way.also if way else False,
        channel_switch=_channel_switch(context, source, to),
        handoff=agreed,
        evidence=evidence(context, way.research if way else (), quiet=True),
        text="",
        implicit=way is None,
    )
    return _told(context, edge)


def _told(context: Context, edge: EdgeView) -> EdgeView:
    """The edge with its line of text: "35 % → 9 Pays by invoice · the order is large"."""
    words = context.words
    conditions = [words("way.when", when=edge.condition)] if edge.condition else []
    conditions += [words("way.for", names=", ".join(item.name for item in edge.personas))] if edge.personas else []
    also = [words("way.also")] if edge.also else []
    head = " ".join([*also, *([edge.share_text] if edge.share_text else []), target_text(context, edge)])
    return replace(edge, text=" · ".join([head, *conditions]))


def target_text(context: Context, edge: EdgeView) -> str:
    """Where a way leads: "→ 9 Pays by invoice", "↩ back to 3 …", "leaves: lost"."""
    words = context.words
    if edge.kind == "end":
        return words("way.end.outcome", outcome=edge.outcome) if edge.outcome else words("way.end")
    key = {"loop-back": "way.back", "recycle": "way.recycle"}.get(edge.kind, "way.to")
    return words(key, n=edge.target_number, name=edge.target_name)


def _channel_switch(context: Context, source: Touchpoint, target: str) -> str:
    """The change of the main channel on a way: "Website to Phone"; empty where it stays, or is not known."""
    after = next((item for _, item in context.touchpoints if item.id == target), None)
    if after is None or not source.channel or not after.channel or source.channel[0] == after.channel[0]:
        return ""
    one, two = context.channel(source.channel[0]).name, context.channel(after.channel[0]).name
    return context.words("way.switch", one=one, two=two)


def handoff(context: Context, agreed: Handoff | None, giver: TeamView | None) -> HandoffView | None:
    """A hand-off; None for none."""
    team = context.team(agreed.to) if agreed else None
    if agreed is None or team is None or not team.id:
        return None
    sla = context.words.duration(agreed.sla)
    back = agreed.recycle_to if agreed.recycle_to in context.numbers else None
    words = context.words
    return HandoffView(
        text=words("handoff.sla", team=team.name, sla=sla) if sla else words("handoff.text", team=team.name),
        giver=giver,
        to=team,
        sla=sla,
        criteria=agreed.criteria,
        on_reject=agreed.on_reject or "",
        recycle_to=back or "",
        recycle_number=context.numbers[back] if back else None,
        recycle_name=context.touchpoint_names[back] if back else "",
    )


def _with_return(context: Context, edge: EdgeView) -> tuple[EdgeView, ...]:
    """The edge, and the way back of a customer whom the next team refuses."""
    agreed = edge.handoff
    if agreed is None or agreed.recycle_number is None:
        return (edge,)
    back = replace(
        edge,
        target=agreed.recycle_to,
        target_number=agreed.recycle_number,
        target_name=agreed.recycle_name,
        kind="recycle",
        outcome="",
        share=None,
        share_text="",
        condition=agreed.on_reject,
        also=True,
        channel_switch="",
        handoff=None,
        evidence=evidence(context, (), quiet=True),
        text=context.words("way.recycle", n=agreed.recycle_number, name=agreed.recycle_name),
    )
    return edge, back


def unknown_share(context: Context, edges: Sequence[EdgeView]) -> str:
    """The rest where all written ways have a share and they do not sum to one; empty elsewhere."""
    main = [edge for edge in edges if not edge.also and not edge.implicit]
    shares = [edge.share for edge in main if edge.share is not None]
    rest = 1 - sum(shares)
    if not shares or len(shares) < len(main) or rest < _ROUNDING:
        return ""
    return context.words("way.unknown", share=context.words.percent(rest))
