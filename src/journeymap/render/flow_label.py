"""What stands at an arrow: its share, its condition, its hand-off. Sizes are fixed here, drawing happens elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.render.flow_card import Line, conditions
from journeymap.render.text_width import held, text_width, wrap

if TYPE_CHECKING:
    from journeymap.render.view_ways import EdgeView
    from journeymap.render.wording import Words

ROOM = 128
SIZE = 11.0
LINE = 14
PAD_X = 7
PAD_Y = 4


@dataclass(frozen=True)
class Label:
    """The lines at an arrow, in a box of a fixed size."""

    lines: tuple[Line, ...]

    @property
    def width(self) -> int:
        """The width of the box in pixels, from the widest line."""
        widest = max(text_width(line.text, line.size, bold=line.bold) for line in self.lines)
        return round(widest) + 1 + 2 * PAD_X

    @property
    def height(self) -> int:
        """The height of the box in pixels."""
        return LINE * len(self.lines) + 2 * PAD_Y


def label_of(edge: EdgeView, say: Words) -> Label | None:
    """The label of an arrow; None where there is nothing to say."""
    share = " ".join(
        text for text in (say("way.also") if edge.also and edge.kind != "recycle" else "", edge.share_text) if text
    )
    lines = [*_lines(share, "ink", 1, bold=True), *_lines(conditions(edge, say), "ink", 4)]
    if edge.handoff:
        sla = say("flow.within", sla=edge.handoff.sla) if edge.handoff.sla else say("handoff.nosla")
        lines += [*_lines(edge.handoff.to.name, "accent", 3, bold=True), *_lines(sla, "accent", 2)]
    lines += _measured(edge, say)
    return Label(tuple(lines)) if lines else None


def _measured(edge: EdgeView, say: Words) -> list[Line]:
    """What was measured: of a way that the map has not, that it has not; of one that nobody takes, that nobody does."""
    use = edge.measured
    if use is None:
        return []
    tone = "ink" if use.mapped else "s2"
    lacking = [] if use.mapped else _lines(say("measured.ghost.label"), tone, 1, bold=True)
    if not use.taken:
        return [*lacking, *_lines(use.short, tone, 2)]
    whole = held(say("measured.sign", text=use.short))
    if use.took is None or text_width(whole, SIZE) <= ROOM:
        return [*lacking, *_lines(whole, tone, 2)]
    share = held(say("measured.sign", text=use.share_text))
    return [*lacking, *_lines(share, tone, 1), *_lines(held(use.took.text), tone, 2)]


def _lines(text: str, tone: str, limit: int, *, bold: bool = False) -> list[Line]:
    return [Line(row, SIZE, tone, LINE, bold) for row in wrap(text, SIZE, ROOM, limit, bold=bold)]
