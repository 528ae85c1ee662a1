"""A journey as Mermaid's `flowchart`: stages as subgraphs, touchpoints as nodes, ways with shares and conditions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from journeymap.render.extent import extent
from journeymap.render.mermaid_lost import lost_in_both, lost_in_flow, numbers, told
from journeymap.render.mermaid_text import label, remark
from journeymap.render.wording import words_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from journeymap.render.options import Options
    from journeymap.render.view import CardView, JourneyView, StageView
    from journeymap.render.view_ways import EdgeView
    from journeymap.render.wording import Words

LONGEST = 50_000
"""Characters that Mermaid reads at most (`maxTextSize`)."""
MOST_WAYS = 480
"""Ways that are drawn at most: Mermaid reads 500 (`maxEdges`), and some hold the stages in order."""
_LABELS = (None, 120, 80, 50, 30, 16)
_BESIDE = 8
"""So many touchpoints stand side by side; more run downwards, where a page has room."""
_NAME = re.compile(r"[A-Za-z]\w*")

EMOTIONS: Mapping[str, str] = {
    "felt1": "fill:#fde3df,stroke:#b42318,color:#161c2d",
    "felt2": "fill:#fdeddc,stroke:#b8530a,color:#161c2d",
    "felt3": "fill:#eceef3,stroke:#667085,color:#161c2d",
    "felt4": "fill:#dff1f4,stroke:#1f7a8c,color:#161c2d",
    "felt5": "fill:#cfeeee,stroke:#0b5e6b,color:#161c2d",
    "unknown": "fill:#ffffff,stroke:#7d869c,color:#161c2d,stroke-dasharray:4 3",
}
"""Classes of emotion: dark words on light ground, so that they read on a light and on a dark page."""
_FIXED: Mapping[str, str] = {
    "leave": "fill:#1f2a52,stroke:#cfd6f5,color:#ffffff",
    "truth": "stroke-width:4px",
    "stage": "fill:#7d869c22,stroke:#7d869c",
}


@dataclass(frozen=True)
class _Chart:
    """What every line of the diagram needs to know."""

    view: JourneyView
    words: Words
    classes: Mapping[str, str]
    longest: int | None


def draw_mermaid(view: JourneyView, options: Options) -> bytes:
    """The flow as a flowchart coloured by emotion, with what it leaves out in remarks at the top."""
    del options  # nothing is laid out
    classes = {card.id: f"felt{card.emotion.face}" if card.emotion else "unknown" for card in view.cards}
    longest, chart = _fitting(view, classes, EMOTIONS)
    remarks = [remark(line) for line in _remarks(view, words_for(view.language), longest)]
    return ("\n".join([*remarks, chart]) + "\n").encode()


def flowchart(view: JourneyView, *, classes: Mapping[str, str], class_styles: Mapping[str, str]) -> str:
    """The flow as a flowchart whose touchpoints are coloured as the caller likes.

    Args:
        view: The journey.
        classes: The class of a touchpoint, by its id; the others have the theme's colours.
        class_styles: For each class its style, such as `fill:#ddf4e4,stroke:#0b6b4f,color:#161c2d`.

    Raises:
        ValueError: A class has no style, or a name that Mermaid cannot read.
    """
    unknown = sorted(set(classes.values()) - set(class_styles))
    unreadable = [name for name in class_styles if not _NAME.fullmatch(name) or name in _FIXED]
    if unknown or unreadable:
        raise ValueError(f"classes without a style, or with a name of no use: {', '.join([*unknown, *unreadable])}")
    return _fitting(view, classes, class_styles)[1] + "\n"


def _fitting(view: JourneyView, classes: Mapping[str, str], styles: Mapping[str, str]) -> tuple[int | None, str]:
    """The longest labels with which the diagram stays within what Mermaid reads, and the diagram."""
    words = words_for(view.language)
    for longest in _LABELS:
        chart = "\n".join(_lines(_Chart(view, words, classes, longest), styles))
        if len(chart) <= LONGEST - 2_000:
            break
    return longest, chart


def _remarks(view: JourneyView, words: Words, longest: int | None) -> Iterator[str]:
    lost = told(words, {**lost_in_flow(view), **lost_in_both(view)})
    if lost:
        yield lost
    retries = [edge.source_number for edge in view.edges if edge.is_retry]
    if retries:
        yield words("mermaid.retry", numbers=numbers(retries))
    if longest is not None:
        yield words("mermaid.short", n=longest)
    rest = len(_ways(view)) - MOST_WAYS
    if rest > 0:
        yield words("mermaid.fewer", n=MOST_WAYS, rest=rest)


def _ways(view: JourneyView) -> list[tuple[int, EdgeView]]:
    return [(index, edge) for index, edge in enumerate(view.edges) if not edge.is_retry]


def _lines(chart: _Chart, styles: Mapping[str, str]) -> Iterator[str]:
    view = chart.view
    counted = extent(view, chart.words, "flow.description")
    along = "RL" if view.direction == "rtl" else "LR"
    yield f"flowchart {along if len(view.cards) <= _BESIDE else 'TB'}"
    yield f"  accTitle: {label(view.name)}"
    yield f"  accDescr: {label(counted)}"
    for stage in view.stages:
        yield from _stage(stage, chart)
    for index, edge in _ways(view)[:MOST_WAYS]:
        yield from _way(index, edge, chart)
    if len(view.cards) > _BESIDE:
        yield from _order(view)
    yield from _styles(chart, styles)


def _order(view: JourneyView) -> Iterator[str]:
    """Ways that nobody sees, which keep the stages below one another."""
    filled = [stage for stage in view.stages if stage.cards]
    for above, below in pairwise(filled[: MOST_WAYS // 24]):
        yield f"  t{above.cards[-1].number} ~~~ t{below.cards[0].number}"


def _stage(stage: StageView, chart: _Chart) -> Iterator[str]:
    yield f'  subgraph s{stage.number}["{stage.number} · {label(stage.name, chart.longest)}"]'
    for card in stage.cards:
        style = f":::{chart.classes[card.id]}" if card.id in chart.classes else ""
        yield f'    t{card.number}("{_card(card, chart)}"){style}'
    if not stage.cards:
        yield f'    none{stage.number}["{label(chart.words("flow.empty"))}"]'
    yield "  end"


def _card(card: CardView, chart: _Chart) -> str:
    """The label of a touchpoint: its name, then what can be said in a few words."""
    words = chart.words
    truth = f"{words('mark.truth')} " if card.moment_of_truth else ""
    first = f"{truth}{card.number} · {label(card.name, chart.longest)}"
    felt = f"{words(f'mark.face.{card.emotion.face}')} {card.emotion.text}" if card.emotion else ""
    where = ", ".join(one.name for one in card.channels)
    wait = words("card.wait", duration=card.wait) if card.wait else ""
    owner = card.owner.name if card.owner else ""
    only = words("card.only", names=", ".join(one.name for one in card.personas)) if card.personas else ""
    rows = (" · ".join(filter(None, row)) for row in ((felt, where), (owner, wait), (card.change_word,), (only,)))
    return "<br/>".join([first, *(label(row, chart.longest) for row in rows if row)])


def _way(index: int, edge: EdgeView, chart: _Chart) -> Iterator[str]:
    """An arrow: thick for a hand-off, dotted for a return; an end of the journey is a node of its own."""
    arrow = "-.->" if edge.kind in {"recycle", "loop-back"} else "==>" if edge.handoff else "-->"
    said = _said(edge, chart.words)
    beside = f'|"{label(said, chart.longest)}"|' if said else ""
    target = f"t{edge.target_number}"
    if edge.target_number is None:
        target = f"x{index}"
        words = chart.words("way.end")
        yield f'  {target}(["{chart.words("mark.end")} {label(edge.outcome or words, chart.longest)}"]):::leave'
    yield f"  t{edge.source_number} {arrow}{beside} {target}"


def _said(edge: EdgeView, words: Words) -> str:
    """What stands on an arrow."""
    handoff = edge.handoff
    parts = (
        words("way.also") if edge.also else "",
        edge.share_text,
        _taken(edge, words),
        edge.condition,
        words("way.for", names=", ".join(one.name for one in edge.personas)) if edge.personas else "",
        edge.channel_switch,
        f"{words('handoff.word')}: {handoff.text}" if handoff else "",
        words("flow.recycle") if edge.kind == "recycle" else "",
    )
    return " · ".join(filter(None, parts))


def _taken(edge: EdgeView, words: Words) -> str:
    """How often a way was taken, where that was measured."""
    use = edge.measured
    if use is None:
        return ""
    return words("measured.way.measured", share=use.share_text) if use.taken else use.short


def _styles(chart: _Chart, styles: Mapping[str, str]) -> Iterator[str]:
    used = set(chart.classes.values())
    for name, style in {**styles, **_FIXED}.items():
        if name in used or name in _FIXED:
            yield f"  classDef {name} {style}"
    truths = [f"t{card.number}" for card in chart.view.cards if card.moment_of_truth]
    if truths:
        yield f"  class {','.join(truths)} truth"
    if chart.view.stages:
        yield f"  class {','.join(f's{stage.number}' for stage in chart.view.stages)} stage"
