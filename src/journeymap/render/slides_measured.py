"""The slide of a measured journey: what data say of the map, in short; its notes have all of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.render.slides_pen import Box, Pen, Words
from journeymap.render.slides_plan import GAP, HEIGHT, MARGIN, RIGHT
from journeymap.render.slides_text import LEADING, fits, fitted, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.render.view import JourneyView
    from journeymap.render.view_measured import MeasuredView, UseView
    from journeymap.render.wording import Words as Catalogue

_TITLE, _SUBTITLE, _LEAD, _HEAD, _LINE = 24.0, 10.5, 11.0, 11.0, 9.5
_LEADS = Box(MARGIN, 68, RIGHT - MARGIN, 50)
_BOTTOM = HEIGHT - 14
_PAD = 8.0
_STEP = 21.0
"""The height of a bar and what it means."""
_TOP = 22.0
"""The height of a panel's title."""
_BARS, _NAME, _BAR = 8, 170.0, 100.0
"""Bars at most, and the widths of their names and of the longest one."""
_ROW = _LINE * LEADING
_MOST = 10
"""Lines of text in a panel, at most; the notes have all."""
_LOOK = {"plain": ("card", "border"), "tint": ("tint", "tintline"), "bad": ("#fdf1ef", "#f2cdc7")}


@dataclass(frozen=True)
class Panel:
    """A part of the slide: a title over lines of text, or over the touchpoints that are left."""

    title: str
    lines: tuple[str, ...] = ()
    left: tuple[UseView, ...] = ()
    bad: bool = False

    def needs(self, width: float) -> float:
        """The height that it needs for everything that it may show."""
        room = width - 2 * _PAD
        rows = sum(lines_of(text, _LINE, room, 2) for text in self.lines[:_MOST])
        more = len(self.lines) > _MOST
        return _TOP + _PAD + _STEP * len(self.left) + _ROW * (rows + more)


def tells_of(measured: MeasuredView) -> bool:
    """Whether anything was seen of who goes where; a metric or a remark alone fills no slide."""
    return bool(measured.lead or leaving(measured))


def draw_measured(pen: Pen, view: JourneyView, measured: MeasuredView, words: Catalogue) -> None:
    """The totals in sentences, and below them where people leave and what is otherwise than the map says."""
    _title(pen, view, measured, words)
    _leads(pen, measured)
    top = _LEADS.y + (_LEADS.height + 8 if _leading(measured) else 0)
    columns = [column for column in _columns(view, measured, words) if column]
    width = (RIGHT - MARGIN - GAP * (len(columns) - 1)) / max(1, len(columns))
    for n, column in enumerate(columns):
        y = top
        for panel, height in zip(column, _heights(column, width, _BOTTOM - top), strict=True):
            _panel(pen, panel, Box(MARGIN + n * (width + GAP), y, width, height), words)
            y += height + GAP


def _heights(column: Sequence[Panel], width: float, height: float) -> list[float]:
    """What each panel needs; where that is more than there is, the largest ones give way a line at a time."""
    heights = [panel.needs(width) for panel in column]
    free = height - GAP * (len(column) - 1)
    while sum(heights) > free:
        largest = heights.index(max(heights))
        heights[largest] -= _ROW
    return heights


def _title(pen: Pen, view: JourneyView, measured: MeasuredView, words: Catalogue) -> None:
    width = RIGHT - MARGIN
    told = words("measured.line", what=words("measured.title"), text=view.name)
    size = next((size for size in (_TITLE, 20.0, 17.0) if fits(told, size, width, 1, bold=True)), 17.0)
    title = pen.slide.shapes.title
    title.left, title.top, title.width, title.height = pen.place(Box(MARGIN, 14, width, 32))
    pen.write(title, [Words(fitted(told, size, width, 1, bold=True), size, bold=True)], middle=True)
    about = fitted(measured.about, _SUBTITLE, width, 1)
    pen.text(Box(MARGIN, 46, width, 14), "About", [Words(about, _SUBTITLE, "ink2")], middle=True)


def _leads(pen: Pen, measured: MeasuredView) -> None:
    """What is to be known first, side by side; that the numbers are of an older map before all."""
    told = _leading(measured)
    width = (_LEADS.width - GAP * (len(told) - 1)) / max(1, len(told))
    for n, (text, tone) in enumerate(told):
        box = Box(_LEADS.x + n * (width + GAP), _LEADS.y, width, _LEADS.height)
        fill, line = _LOOK[tone]
        made = pen.shape("round", box, f"Lead {n + 1}", fill=fill, line=line, alt=text)
        most = int((box.height - 4) / (_LEAD * LEADING))
        said = fitted(text, _LEAD, box.width - 2 * _PAD - 4, most, bold=True)
        pen.write(made, [Words(said, _LEAD, bold=True)], middle=True, pad=(_PAD, 0.0))


def _leading(measured: MeasuredView) -> list[tuple[str, str]]:
    """The sentences that come first, and how each looks."""
    stale = [(measured.stale, "bad")] if measured.stale else []
    return [*stale, *((text, "tint") for text in measured.lead)]


def _columns(view: JourneyView, measured: MeasuredView, words: Catalogue) -> tuple[list[Panel], list[Panel]]:
    """What customers do on the one side, how the map and the data stand to it on the other; without empty parts."""
    left = [
        Panel(words("measured.leaving.title"), left=leaving(measured)[:_BARS]),
        Panel(words("measured.missed.title"), measured.missed, bad=True),
    ]
    right = [
        Panel(words("measured.lacking.title"), tuple(lacking(view, measured, words))),
        Panel(words("measured.off.title"), measured.off),
        Panel(words("measured.events.title"), tuple(events(measured, words))),
        Panel(words("measured.unused.title"), measured.unused),
        Panel(words("measured.quality.title"), measured.remarks),
    ]
    return _filled(left), _filled(right)


def _filled(panels: Sequence[Panel]) -> list[Panel]:
    return [panel for panel in panels if panel.lines or panel.left]


def leaving(measured: MeasuredView) -> tuple[UseView, ...]:
    """The touchpoints at which people leave, most first; not those at which who ends is not lost."""
    found = (item for item in measured.uses if item.exits and item.drop_text and not item.is_end)
    return tuple(sorted(found, key=lambda item: (-(item.exits or 0), item.number or 0)))


def lacking(view: JourneyView, measured: MeasuredView, words: Catalogue) -> Iterator[str]:
    """The ways that the map does not have, most taken first."""
    names = {card.id: card.name for card in view.cards}
    for edge in measured.beside:
        ends = {"n": edge.source_number, "name": names[edge.source], "to": edge.target_number}
        way = words("measured.way.named", **ends, to_name=edge.target_name)
        yield words("measured.line", what=way, text=edge.measured.short if edge.measured else "")


def events(measured: MeasuredView, words: Catalogue) -> Iterator[str]:
    """The events that are on no touchpoint, most cases first."""
    for item in measured.ghosts:
        number = words("measured.of_all", share=item.share_text, cases=measured.cases_text)
        yield words("measured.line", what=item.event, text=number)


def _panel(pen: Pen, panel: Panel, box: Box, words: Catalogue) -> None:
    fill, line = _LOOK["bad" if panel.bad else "plain"]
    pen.shape("round", box, f"Panel {panel.title}", fill=fill, line=line, alt=panel.title)
    room = box.width - 2 * _PAD
    head = Words(fitted(panel.title, _HEAD, room, 1, bold=True), _HEAD, bold=True)
    pen.text(Box(box.x + _PAD, box.y + 4, room, 15), f"Title {panel.title}", [head], middle=True)
    inner = Box(box.x + _PAD, box.y + _TOP, room, box.height - _TOP - 4)
    if panel.left:
        _bars(pen, panel.left, inner, words)
    else:
        _lines(pen, panel, inner, words)


def _bars(pen: Pen, left: Sequence[UseView], room: Box, words: Catalogue) -> None:
    """A bar for each touchpoint, as long as many leave there; the number says how many and of how many it is."""
    shown = left[: max(1, int(room.height / _STEP))]
    most = max(item.exits or 0 for item in shown)
    for n, item in enumerate(shown):
        y = room.y + n * _STEP
        name = f"{item.number} · {item.name}"
        text = [Words(fitted(name, _LINE, _NAME, 1, bold=item.bad), _LINE, bold=item.bad)]
        pen.text(Box(room.x, y, _NAME, _STEP - 5), f"Left {item.number}: name", text, middle=True)
        said = words("measured.beside").join((words.number(item.exits or 0), item.drop_text))
        bar = Box(room.x + _NAME + 8, y + 3, max(2.0, _BAR * (item.exits or 0) / most), _STEP - 10)
        colour = "s1" if item.worst or item.bad else "s3"
        pen.shape("rect", bar, f"Left {item.number}", fill=colour, alt=f"{name}: {said}")
        x = room.x + _NAME + _BAR + 16
        width = room.x + room.width - x
        told = [Words(fitted(said, _LINE, width, 1), _LINE)]
        pen.text(Box(x, y, width, _STEP - 4), f"Left {item.number}: number", told, middle=True)


def _lines(pen: Pen, panel: Panel, room: Box, words: Catalogue) -> None:
    """As many lines as fit, and how many more there are; the notes have them all."""
    rows = max(1, int(room.height / (_LINE * LEADING)))
    shown: list[str] = []
    used = 0
    for at, text in enumerate(panel.lines):
        rest = at + 1 < len(panel.lines)
        free = rows - used - rest
        if (free < 1 or at == _MOST) and shown:
            break
        line = fitted(text, _LINE, room.width, max(1, min(2, free)))
        used += lines_of(line, _LINE, room.width, 2)
        shown.append(line)
    told = [Words(text, _LINE) for text in shown]
    if len(shown) < len(panel.lines) and rows > used:
        told.append(Words(words("slide.more", n=len(panel.lines) - len(shown)), _LINE, "ink2", italic=True))
    pen.text(room, f"Lines {panel.title}", told)


def notes_measured(view: JourneyView, measured: MeasuredView, words: Catalogue) -> str:
    """All that data say of the journey, a thought a line."""
    lines = [view.name, measured.about, *((measured.stale,) if measured.stale else ()), *measured.lead]
    left = (
        f"{item.number} · {item.name}: {words.number(item.exits or 0)}, {item.drop_text}" for item in leaving(measured)
    )
    parts = (
        ("measured.leaving.title", left),
        ("measured.missed.title", measured.missed),
        ("measured.lacking.title", lacking(view, measured, words)),
        ("measured.events.title", events(measured, words)),
        ("measured.off.title", measured.off),
        ("measured.unused.title", measured.unused),
        ("tables.measured_felt", (item.text for item in measured.felt)),
        ("measured.quality.title", measured.remarks),
    )
    for key, found in parts:
        told = [f"   {text}" for text in found]
        lines += [f"{words(key)}:", *told] if told else []
    return "\n".join(lines)
