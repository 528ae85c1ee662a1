"""How high the printed map becomes: estimated from its texts, lane by lane, in CSS pixels.

Measured against the pages of the examples in a browser: the estimate is up to a tenth too high, so that they fit.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from journeymap.render import map_ways
from journeymap.render.map_lanes import LANES

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeymap.render.view import CardView, JourneyView, StageView
    from journeymap.render.view_ways import EdgeView

_COLUMN, _GAP, _PADDING = 126, 6, 13
_LETTER = 0.51
"""Mean width of a letter in em, measured over the examples in the fonts of the page."""
_BROKEN = 1.15
"""What a word that is broken over lines takes of them, for its hyphens and what is left free before them."""
_FRAME = 205
"""Header and footer."""
_MEASURED = 36
"""What was measured, in the header, less its sentences."""


def page_height(view: JourneyView, lanes: tuple[str, ...], width: float, *, terse: bool) -> float:
    """The estimated height of the printed page in CSS pixels; `width` is that of all stages together.

    `terse` pages leave out who answers for a claim, what it rests on, and who does a piece of work.
    """
    units = sum(stage.marks for stage in view.stages) or 1
    rooms = [(stage, width * stage.marks / units) for stage in view.stages]
    heights = ([_lane(key, stage, room, terse=terse) for stage, room in rooms] for key in lanes if key not in _SPANNING)
    heads = max((_head(stage, room - 40) for stage, room in rooms), default=0)
    frame = _FRAME + (_MEASURED + 18 * len(view.measured.lead) if view.measured else 0)
    return frame + heads + _spanning(view, lanes) + sum(max(lane, default=0) for lane in heights)


def _head(stage: StageView, room: float) -> float:
    """The head of a stage: its name, when it is, and whose it is."""
    when = f"{stage.when}{_pad(5) if stage.emotion else ''}"
    return (
        34 + _text(f"{_pad(2)} {stage.name}", 16.8, room, 19.2) + _text(when, 12, room, 16.2) + 17 * bool(stage.owner)
    )


def _spanning(view: JourneyView, lanes: tuple[str, ...]) -> float:
    """The curve and the line of ways, which are drawn over all stages."""
    many = any(curve.kind == "persona" for curve in view.curves)
    waited = any(card.wait for card in view.cards)
    curve = _FEEL + (_MORE if many else 0) + (_WAITED if waited else 0)
    ways = max(_LABEL, map_ways.ways(view).height + 1)
    return (curve if "feel" in lanes else 0) + (ways if "ways" in lanes else 0)


def _lane(key: str, stage: StageView, room: float, *, terse: bool) -> float:
    if key == "scene":
        return 70 + _text(stage.description, 12, room - 20, 16.2)
    columns = max(1, int((room - _PADDING + _GAP) // (_COLUMN + _GAP)))
    count = len(_OF[key](stage))
    columns = min(columns, max(1, count)) if count <= _FEW else columns
    inner = (room - _PADDING + _GAP) / columns - _GAP
    inner = min(inner, _WIDEST) if count <= _FEW else inner
    line = _LINE if key in _LINED else 0
    return line + max(_LABEL, _PADDING + _stacked(_items(key, stage, inner, terse=terse), columns))


_FEEL, _MORE, _WAITED, _LINE, _LABEL = 214, 22, 6, 18, 32
_FEW, _WIDEST = 8, 300
"""So few entries have no more columns than there are entries, and are not wider than this."""
_SPANNING = frozenset({"feel", "ways"})
_LINED = frozenset({"front", "back", "sup"})


def _stacked(heights: list[float], columns: int) -> float:
    """The height of boxes that fill columns one after the other, as a browser balances them."""
    if not heights:
        return 0
    low = max(*heights, sum(heights) / columns)
    while _columns_needed(heights, low) > columns:
        low += 4
    return low


def _columns_needed(heights: list[float], limit: float) -> int:
    count, used = 1, 0.0
    for height in heights:
        if used + height > limit:
            count, used = count + 1, 0.0
        used += height
    return count


def _text(text: str, size: float, room: float, line: float) -> float:
    """The height of a text that wraps, in pixels."""
    most = max(6.0, room / (size * _LETTER))
    rows, used = (1, 0.0) if text else (0, 0.0)
    for word in text.split(" "):
        length = len(word) if len(word) < most else len(word) * _BROKEN
        if used and used + 1 + length > most:
            rows, used = rows + 1, 0.0
        used += length + (used > 0)
        rows, used = rows + int(used // most), used % most
    return rows * line


def _pad(letters: int) -> str:
    """Room for a number, an icon or a fixed word of about so many letters."""
    return "x" * letters


def _items(key: str, stage: StageView, room: float, *, terse: bool) -> list[float]:
    if key == "steps":
        return [_card(card, room - 20, terse=terse) + _GAP for card in stage.cards]
    items: list[Any] = list(_OF[key](stage))
    heights = (_TERSE if terse and key in _TERSE else _HEIGHT)[key]
    return [heights(item, room) for item in items]


def _card(card: CardView, room: float, *, terse: bool) -> float:
    """A touchpoint: its head and name, and what stands below them."""
    channel = card.channels[0].name if card.channels else ""
    height = 22.0 + _text(channel + _pad(15), 12, room, 18) + _text(card.name, 13.5, room, 17.3)
    height += (22 if card.wait else 0) + (19 if card.moment_of_truth else 0) + (95 if card.picture else 0)
    height += _text(card.sub_journey.name, 12, room - 24, 17) if card.sub_journey else 0
    height += 5 + _text(_pad(22), 12.6, room, 15.5) if card.ends else 0
    told = [edge for edge in card.ways if edge.is_told]
    short = 26 * len(card.personas) + len(card.change_word) * 7
    short += sum(54 + (_TAKEN if edge.measured else 0) for edge in told if edge.target and not edge.implicit)
    if terse:
        short += sum(len(edge.handoff.sla) * 7 + 34 for edge in told if edge.handoff)
        return height + math.ceil(short * 1.2 / room) * 22 + sum(_end_text(edge, room, terse=True) for edge in told)
    short += 62 * sum(1 for said in card.thoughts if said.persona and said.emotion) + len(card.duration) * 7
    height += math.ceil(short * 1.2 / room) * 22 + 17 * len(card.delivered_by)
    return height + sum(_end_text(edge, room, terse=False) + _handed_text(edge, room) for edge in told)


_TAKEN = 58
"""How much wider the sign of a way is with the share that was measured."""


def _end_text(edge: EdgeView, room: float, *, terse: bool) -> float:
    if edge.target:
        return 0
    outcome = "" if terse and edge.share_text else edge.outcome
    taken = f" {_pad(9)}" if edge.measured else ""
    return _text(edge.share_text + outcome + _pad(4) + taken, 12.6, room, 15.5) + 4


def _handed_text(edge: EdgeView, room: float) -> float:
    handed = edge.handoff
    return _text(handed.to.name + handed.sla + _pad(5), 12, room - 12, 15.5) + 11 if handed else 0


def _claim(item: Any, room: float) -> float:
    """A chip: its summary, what is done about it, and a line of facts."""
    owner = item.owner.name if getattr(item, "owner", None) else ""
    levels = _pad(26) if hasattr(item, "impact") else ""
    words = (getattr(item, "severity_word", ""), getattr(item, "share", ""), owner, levels)
    proof = item.evidence.text if hasattr(item, "evidence") else item.status_word
    facts = "   ".join(word for word in (*words, proof) if word)
    done = 17 * len(getattr(item, "work_text", ()))
    return 20 + _text(item.summary + _pad(6), 13.9, room - 18, 17.4) + done + _text(facts, 12, room - 18, 17)


def _pain_facts(item: Any) -> str:
    proof = item.evidence.text if item.evidence.strength == "assumption" else ""
    status = item.status_word if item.status != "open" else ""
    return "   ".join(filter(None, (item.severity_word, item.share, proof, status)))


def _owner(item: Any) -> str:
    return item.owner.name if item.owner else _pad(9)


def _said(item: Any) -> str:
    return "  ".join((*item.texts, *item.feelings)) + " xxxx" + " x" * len(item.feelings)


def _thought(item: Any, room: float) -> float:
    expects = f"{item.expectation}{' ' * 9}" if item.expectation else ""
    return 5 + _text(_said(item), 11.8, room, 17.5) + _text(expects, 12, room, 20)


def _goal(item: Any, room: float) -> float:
    return 5 + _text(item.text + item.expectation + _pad(9), 12.8, room, 17.5)


def _play(item: Any, room: float) -> float:
    return 20 + _text(item.name + _pad(6), 13.9, room - 18, 17.4) + 17 * (1 + (len(item.personas) > 2))  # noqa: PLR2004


def _work(item: Any, room: float) -> float:
    soft = (item.by.name if item.by else "") + " ".join(one.name for one in item.using)
    return 13 + _text(_pad(8) + item.text + soft + item.fails, 12.5, room - 18, 16.5)


def _measure(item: Any, room: float) -> float:
    facts = item.value * 2 + item.target + item.state_word + _pad(5) + (f" {_pad(10)}" if item.measured else "")
    return 12 + _text(item.name + _pad(4), 12.5, room, 16.3) + (12 if item.bar else 0) + _text(facts, 12, room, 20)


def _use(item: Any, room: float) -> float:
    shares = sum(_text(text, 12, room, 17) for text in (item.drop_text, item.next_text, item.took_text))
    cases = _text(f"{_pad(3)} {item.cases_text} {item.reach_text}", 12.5, room, 16.3)
    return 17 + cases + shares


def _role(item: CardView, room: float) -> float:
    names = [team.name for team in (*item.responsible, *item.consulted, *item.informed)]
    return 5 + _text("".join(names) + _pad(14) * (1 + len(names)), 12.8, room, 17.5)


def _bare_work(item: Any, room: float) -> float:
    fails = f" {_pad(6)} {item.fails}" if item.fails else ""
    return 11 + _text(f"{_pad(3)} {item.text}{fails}", 11.8, room - 16, 16.5)


def _bare_claim(item: Any, room: float) -> float:
    return 18 + _text(f"{_pad(5)} {item.summary}", 13.9, room - 18, 17.4)


_OF = {lane.key: lane.of for lane in LANES}
_HEIGHT: dict[str, Callable[[Any, float], float]] = {
    "think": _thought,
    "goals": _goal,
    "pains": _claim,
    "gains": _claim,
    "opps": _claim,
    "plays": _play,
    "proof": lambda item, room: 13 + _text(item + _pad(6), 12.5, room - 18, 16.5),
    "front": _work,
    "back": _work,
    "sup": _work,
    "teams": _role,
    "kpi": _measure,
    "use": _use,
}
_TERSE: dict[str, Callable[[Any, float], float]] = {
    "think": lambda item, room: 5 + _text(_said(item), 11.8, room, 17.5),
    "pains": lambda item, room: _bare_claim(item, room) + _text(_pain_facts(item), 12, room - 18, 17),
    "gains": lambda item, room: _bare_claim(item, room) + (17 if item.evidence.strength == "assumption" else 0),
    "opps": lambda item, room: (
        _bare_claim(item, room) + _text(f"{_pad(26)} {item.status_word} {_owner(item)}", 12, room - 18, 17)
    ),
    "front": _bare_work,
    "back": _bare_work,
    "sup": _bare_work,
}
