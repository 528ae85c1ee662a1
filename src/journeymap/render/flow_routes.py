"""How each way runs through the columns, and how it is told to Graphviz.

A `step` leads to the next card below; a `side` way runs through the gap before its column; the others cross columns.
Ways with a label, and all side ways, lead over a node of their own in a gap.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from journeymap.render.flow_cells import cell, gap, table
from journeymap.render.flow_label import LINE, PAD_Y, Label, label_of
from journeymap.render.flow_palette import ENGINE_DASHES, LIGHT
from journeymap.render.wording import words_for

if TYPE_CHECKING:
    import graphviz

    from journeymap.render.flow_shapes import Dash
    from journeymap.render.view import JourneyView
    from journeymap.render.view_ways import EdgeView

RouteKind = Literal["step", "side", "onward", "back"]
BESIDE = 8
"""Ways that the map does not have are drawn up to this number, most taken first: more would hide the map."""
_THIN, _MEASURED = 1.0, 5.0
"""The width of an arrow that nobody goes along, and what is added for one that all do."""


@dataclass(frozen=True)
class Route:
    """A way between two touchpoints: `index` is its place in the view, `gap` the column before which its node lies.

    Ways that the map does not have follow those of the view.

    `gap` is 0 where it needs no node between columns.
    """

    index: int
    edge: EdgeView
    kind: RouteKind
    source: int
    target: int
    label: Label | None
    gap: int

    @property
    def node(self) -> str:
        """The name of the node that the way leads over."""
        return f"way{self.index}"

    @property
    def parted(self) -> bool:
        """Whether the way leads over a node."""
        return self.label is not None or self.kind == "side"

    @property
    def is_beside(self) -> bool:
        """Whether customers go this way though the map does not have it."""
        return self.edge.measured is not None and not self.edge.measured.mapped

    @property
    def is_unused(self) -> bool:
        """Whether nobody goes this way though the map has it."""
        return self.edge.measured is not None and not self.edge.measured.taken

    @property
    def stroke(self) -> str:
        """The tone of the arrow."""
        if self.is_beside:
            return "s2"
        return "accent" if self.edge.handoff else "edge"

    @property
    def dash(self) -> Dash:
        """Dotted for the return of the refused, dashed where the channel changes; others for what data contradict."""
        if self.is_beside:
            return "dashdot"
        if self.is_unused:
            return "sparse"
        if self.edge.kind == "recycle":
            return "dotted"
        return "dashed" if self.edge.channel_switch else ""

    @property
    def pen(self) -> float:
        """The width of the arrow: the more customers go that way, the wider; as measured where it was measured."""
        if self.is_unused:
            return _THIN
        if self.edge.measured is not None and self.edge.measured.share is not None:
            return round(_THIN + _MEASURED * self.edge.measured.share, 2)
        return round(1.4 + 1.8 * (self.edge.share or 0), 2)


def node_name(number: int) -> str:
    """The name of a touchpoint's node."""
    return f"t{number}"


def routes_of(view: JourneyView) -> list[Route]:
    """The ways of a journey that lead to a touchpoint, in order."""
    say = words_for(view.language)
    column = {card.number: stage.number for stage in view.stages for card in stage.cards}
    stepped: set[int] = set()
    routes = []
    for index, edge in enumerate((*view.edges, *beside(view))):
        source, target = edge.source_number, edge.target_number
        if target is None or edge.is_retry:
            continue
        kind = _kind(column[source], column[target], is_step=target == source + 1 and source not in stepped)
        if kind == "step":
            stepped.add(source)
        label = label_of(edge, say)
        between = 0 if kind == "step" or (kind != "side" and not label) else column[source] + (kind == "onward")
        routes.append(Route(index, edge, kind, source, target, label, between))
    return routes


def beside(view: JourneyView) -> tuple[EdgeView, ...]:
    """The ways that customers take and the map does not have, those that are drawn."""
    return view.measured.beside[:BESIDE] if view.measured else ()


def _kind(home: int, away: int, *, is_step: bool) -> RouteKind:
    if home == away:
        return "step" if is_step else "side"
    return "onward" if home < away else "back"


def add_step(column: graphviz.Digraph, upper: int, lower: int, route: Route | None) -> None:
    """Put one card below the other, and draw the way between them if there is one."""
    top, bottom = node_name(upper), node_name(lower)
    if route is None:
        column.edge(top, bottom, style="invis", weight="10", minlen="2")
    elif route.label is None:
        column.edge(top, bottom, id=f"e{route.index}", weight="10", minlen="2", **_style(route))
    else:
        _add_node(column, route)
        column.edge(top, route.node, id=f"e{route.index}a", dir="none", weight="10", **_style(route))
        column.edge(route.node, bottom, id=f"e{route.index}b", weight="10", **_style(route))


def add_route(graph: graphviz.Digraph, route: Route, *, rtl: bool) -> None:
    """Draw a way that is no step: over its node in a gap, or straight where it has none."""
    if route.kind == "step":
        return
    if route.parted:
        _add_node(graph, route)
    before, after = ("e", "w") if rtl else ("w", "e")
    if route.kind == "side":
        _add_side(graph, route, before)
    elif route.kind == "onward":
        _add_onward(graph, route, before, after)
    else:
        _add_back(graph, route, before, after)


def _add_side(graph: graphviz.Digraph, route: Route, before: str) -> None:
    enters, leaves = ("n", "s") if route.target > route.source else ("s", "n")
    first, last = f"{node_name(route.source)}:{before}", f"{node_name(route.target)}:{before}"
    graph.edge(f"{route.node}:{enters}", first, id=f"e{route.index}a", dir="none", **_style(route))
    graph.edge(f"{route.node}:{leaves}", last, id=f"e{route.index}b", **_style(route))


def _add_onward(graph: graphviz.Digraph, route: Route, before: str, after: str) -> None:
    first, last = f"{node_name(route.source)}:{after}", f"{node_name(route.target)}:{before}"
    if not route.parted:
        graph.edge(first, last, id=f"e{route.index}", constraint="false", **_style(route))
        return
    graph.edge(first, f"{route.node}:{before}", id=f"e{route.index}a", dir="none", **_style(route))
    graph.edge(f"{route.node}:{after}", last, id=f"e{route.index}b", constraint="false", **_style(route))


def _add_back(graph: graphviz.Digraph, route: Route, before: str, after: str) -> None:
    first, last = f"{node_name(route.source)}:{before}", f"{node_name(route.target)}:{after}"
    if not route.parted:
        graph.edge(first, last, id=f"e{route.index}", constraint="false", **_style(route))
        return
    graph.edge(f"{route.node}:{after}", first, id=f"e{route.index}a", dir="none", **_style(route))
    graph.edge(f"{route.node}:{before}", last, id=f"e{route.index}b", constraint="false", **_style(route))


def _style(route: Route) -> dict[str, str]:
    style = {"penwidth": f"{route.pen:g}", "color": LIGHT[route.stroke]}
    return {**style, "style": ENGINE_DASHES[route.dash]} if route.dash else style


def _add_node(graph: graphviz.Digraph, route: Route) -> None:
    if route.label is None:
        graph.node(route.node, "", shape="point", width="0.01", height="0.01", style="invis")
        return
    pad = gap(route.label.width - 2, PAD_Y - 1)
    rows = [cell(line, route.label.width - 2, LINE) for line in route.label.lines]
    ground = f' STYLE="ROUNDED" BGCOLOR="{LIGHT["card"]}" COLOR="{LIGHT["border"]}"'
    framed = table([pad, *rows, pad], ground).replace('BORDER="0"', 'BORDER="1"', 1)
    graph.node(route.node, f"<{framed}>")
