"""The flow of a journey in the DOT language: cards in columns of stages, and the arrows between them.

Anyone's Graphviz draws it, and it is what the picture of the flow takes its places from. Every cell has a fixed size
from the project's own estimate, so the layout is the same whatever fonts a machine has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import graphviz

from journeymap.render.flow_card import (
    EMPTY,
    FACE,
    GAP,
    GHOST_GAP,
    GHOST_PAD,
    HEADER,
    INNER,
    MARK,
    NUMBER_SIZE,
    PAD_X,
    PAD_Y,
    SCORE,
    STAGE_LINE,
    STAGE_SIZE,
    WIDTH,
    Card,
    Header,
    Line,
    cards_of,
    header_height,
    header_of,
)
from journeymap.render.flow_cells import TABLE, cell, gap, table
from journeymap.render.flow_palette import ENGINE_FONTS, LIGHT
from journeymap.render.flow_routes import Route, add_route, add_step, node_name, routes_of
from journeymap.render.text_width import text_width, wrap
from journeymap.render.wording import words_for

if TYPE_CHECKING:
    from journeymap.render.options import Options
    from journeymap.render.view import JourneyView, StageView

_SIGNS = {"owner": "●", "wait": "◷", "end": "◉", "again": "↩", "journey": "⧉", "truth": "◆"}


def draw_dot(view: JourneyView, options: Options) -> bytes:
    """The flow as a DOT file."""
    del options  # nothing is laid out
    return flow_dot(view).encode()


def flow_dot(view: JourneyView) -> str:
    """The flow of a journey as DOT.

    A column is a rank and not a cluster, and its head is its first node: inside clusters Graphviz does not keep the
    order of a rank. Labels of arrows are nodes on their way, which Graphviz keeps clear of everything; its own labels
    of edges inside a rank can make it crash.

    Args:
        view: The journey, as `render.view` computes it.

    Returns:
        The same text for the same view, always.
    """
    graph = graphviz.Digraph("flow", graph_attr=_graph_attributes(view))
    graph.attr("node", shape="plain", fontname=ENGINE_FONTS)
    graph.attr("edge", color=LIGHT["edge"], fontname=ENGINE_FONTS, arrowsize="0.7", penwidth="1.4")
    routes = routes_of(view)
    cards = cards_of(view)
    for stage in view.stages:
        _add_stage(graph, stage, cards, routes, view)
    for before, after in zip(view.stages, view.stages[1:], strict=False):
        graph.edge(stage_name(before), stage_name(after), style="invis", weight="100", minlen="2")
    for route in routes:
        add_route(graph, route, rtl=view.direction == "rtl")
    return str(graph.source)


def _graph_attributes(view: JourneyView) -> dict[str, str]:
    title = wrap(view.name, 20.0, WIDTH * max(2, len(view.stages)), 2, bold=True)
    rows = [Line(row, 20.0, "ink", 28, bold=True) for row in title]
    return {
        "rankdir": "RL" if view.direction == "rtl" else "LR",
        "charset": "UTF-8",
        "fontname": ENGINE_FONTS,
        "bgcolor": LIGHT["page"],
        "nodesep": "0.2",
        "ranksep": "0.3",
        "pad": "0.25",
        "labelloc": "t",
        "labeljust": "r" if view.direction == "rtl" else "l",
        "label": _fixed(rows, round(max((text_width(row, 20.0, bold=True) for row in title), default=1)) + 1, 28),
    }


def stage_name(stage: StageView) -> str:
    """The name of the node that is the head of a stage's column."""
    return f"stage{stage.number}"


def _add_stage(
    graph: graphviz.Digraph, stage: StageView, cards: dict[int, Card], routes: list[Route], view: JourneyView
) -> None:
    rtl = view.direction == "rtl"
    with graph.subgraph(name=f"column{stage.number}") as column:
        column.attr(rank="same")
        column.node(stage_name(stage), _header(header_of(stage), header_height(view)))
        for card in stage.cards:
            column.node(node_name(card.number), _card(cards[card.number], rtl=rtl))
        if not stage.cards:
            column.node(f"empty{stage.number}", _nothing(view))
        first = node_name(stage.cards[0].number) if stage.cards else f"empty{stage.number}"
        column.edge(stage_name(stage), first, style="invis", weight="10", minlen="2")
        steps = {route.source: route for route in routes if route.kind == "step"}
        for upper, lower in zip(stage.cards, stage.cards[1:], strict=False):
            add_step(column, upper.number, lower.number, steps.get(upper.number))


def _header(header: Header, height: int) -> str:
    lines = [Line(row, STAGE_SIZE, "headink", STAGE_LINE, bold=True) for row in header.title]
    lines += [Line(row, 11.5, "headink2", 15) for row in header.when]
    rest = height - sum(line.height for line in lines)
    edges = [Line("", 0, "headink", part) for part in (rest // 2, rest - rest // 2)]
    return _fixed([edges[0], *lines, edges[1]], WIDTH, STAGE_LINE, fill="head")


def _fixed(lines: list[Line], width: int, empty: int, fill: str = "") -> str:
    """A label of lines, each in a cell of a fixed size."""
    colour = f' BGCOLOR="{LIGHT[fill]}" STYLE="ROUNDED"' if fill else ""
    rows = "".join(f"<TR>{cell(line, width, line.height)}</TR>" for line in lines)
    return f"<{TABLE}{colour}>{rows or f'<TR>{gap(width, empty)}</TR>'}</TABLE>>"


def _nothing(view: JourneyView) -> str:
    text = Line(words_for(view.language)("flow.empty"), 12.0, "ink2", EMPTY)
    return f"<{table([cell(text, WIDTH, EMPTY)])}>"


def _card(card: Card, *, rtl: bool) -> str:
    colour = LIGHT["s1"] if card.face == 1 else LIGHT["accent"] if card.truth else LIGHT["border"]
    table = TABLE.replace('BORDER="0"', 'BORDER="1"', 1)
    pad = f'<TR><TD FIXEDSIZE="TRUE" WIDTH="{WIDTH - 2}" HEIGHT="{PAD_Y - 1}"></TD></TR>'
    rows = "".join(f"<TR><TD>{_row(line, rtl=rtl)}</TD></TR>" for line in card.lines)
    head = f"<TR><TD>{_head(card, rtl=rtl)}</TD></TR><TR>{gap(WIDTH - 2, GAP)}</TR>"
    framed = f'{table} STYLE="ROUNDED" COLOR="{colour}" BGCOLOR="{LIGHT["card"]}">{pad}{head}{rows}{pad}</TABLE>'
    if not card.ghosts:
        return f"<{framed}>"
    hanging = "".join(
        f"<TR>{gap(WIDTH, GHOST_GAP)}</TR><TR><TD>{_ghost(lines, rtl=rtl)}</TD></TR>" for lines in card.ghosts
    )
    return f"<{TABLE}><TR><TD>{framed}</TD></TR>{hanging}</TABLE>>"


def _ghost(lines: tuple[Line, ...], *, rtl: bool) -> str:
    """The box of an event that the map does not have; a dashed one can crash Graphviz (docs/decisions/003)."""
    table = TABLE.replace('BORDER="0"', 'BORDER="1"', 1)
    pad = f'<TR><TD FIXEDSIZE="TRUE" WIDTH="{WIDTH - 2}" HEIGHT="{GHOST_PAD - 1}"></TD></TR>'
    rows = "".join(f"<TR><TD>{_row(line, rtl=rtl)}</TD></TR>" for line in lines)
    return f'{table} STYLE="ROUNDED" COLOR="{LIGHT["s2"]}" BGCOLOR="{LIGHT["page"]}">{pad}{rows}{pad}</TABLE>'


def _row(line: Line, *, rtl: bool) -> str:
    if line.mark == "rule":
        return f"{TABLE}><TR>{gap(WIDTH - 2, line.height)}</TR></TABLE>"
    align = "RIGHT" if rtl else "LEFT"
    sign = Line(
        _SIGNS.get(line.mark, "") if line.first else "", 11.0, "accent" if line.mark == "truth" else "head", line.height
    )
    cells = [gap(PAD_X - 1, line.height), cell(line, INNER - line.indent, line.height, align)]
    if line.mark:
        cells.insert(1, cell(sign, MARK, line.height, align))
    return _cells([*cells, gap(PAD_X - 1, line.height)], rtl=rtl)


def _head(card: Card, *, rtl: bool) -> str:
    align = "RIGHT" if rtl else "LEFT"
    number = Line(str(card.number), NUMBER_SIZE, "ink", HEADER, bold=True)
    channel = Line(card.channel, NUMBER_SIZE, "ink2", HEADER)
    cells = [
        gap(PAD_X - 1, HEADER),
        cell(number, card.number_width, HEADER, align),
        cell(channel, card.channel_width, HEADER, align),
    ]
    if card.score:
        badge = cell(Line(card.score, NUMBER_SIZE, "glyph", HEADER, bold=True), SCORE - FACE, HEADER)
        filled = badge.replace("<TD ", f'<TD BGCOLOR="{LIGHT[f"s{card.face}"]}" STYLE="ROUNDED" ', 1)
        cells += [gap(FACE, HEADER), filled]
    return _cells([*cells, gap(PAD_X - 1, HEADER)], rtl=rtl)


def _cells(cells: list[str], *, rtl: bool) -> str:
    return f"{TABLE}><TR>{''.join(reversed(cells) if rtl else cells)}</TR></TABLE>"
