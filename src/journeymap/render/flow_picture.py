"""The flow of a journey as one picture: places from Graphviz, everything else from here."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from journeymap.render.dot import flow_dot, stage_name
from journeymap.render.extent import extent
from journeymap.render.flow_card import EMPTY, WIDTH, cards_of, header_height, header_of
from journeymap.render.flow_draw import (
    arrow_parts,
    card_parts,
    header_parts,
    label_parts,
    mirrored,
)
from journeymap.render.flow_geometry import read_geometry
from journeymap.render.flow_legend import legend
from journeymap.render.flow_routes import beside, routes_of
from journeymap.render.flow_shapes import Box, Group, Label, Picture
from journeymap.render.graphviz_image import draw
from journeymap.render.text_width import plain, text_width, wrap
from journeymap.render.wording import words_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeymap.render.flow_geometry import Geometry
    from journeymap.render.flow_routes import Route
    from journeymap.render.flow_shapes import Dash, Part, Point
    from journeymap.render.options import Engine
    from journeymap.render.view import CardView, JourneyView, StageView
    from journeymap.render.wording import Words

    CardLink = Callable[[CardView], str]

MARGIN = 24.0
COLUMN_PAD = 14.0
TITLE_SIZE = 22.0
TITLE_LINE = 29.0
LANE_GAP = 6.0
FLOOR = 20.0


def link_beside(card: CardView) -> str:
    """Where a card leads in a file by itself: to the flow of the journey inside it, which may lie beside it."""
    inside = card.sub_journey
    return f"{quote(inside.id)}-flow.svg" if inside and inside.page else ""


def flow_picture(view: JourneyView, engine: Engine = "embedded", link: CardLink = link_beside) -> Picture:
    """The flow of a journey as a picture.

    Args:
        view: The journey.
        engine: What lays it out.
        link: Where a card leads; empty for nowhere.

    Raises:
        EngineError: The engine is missing or could not lay the flow out.
    """
    geometry = read_geometry(draw(flow_dot(view), "json", engine))
    return _Sheet(view, geometry, link).picture()


class _Sheet:
    """One picture in the making: Graphviz's places, moved to where the sheet has room for them."""

    def __init__(self, view: JourneyView, geometry: Geometry, link: CardLink) -> None:
        self.view = view
        self.link = link
        self.geometry = geometry
        self.cards = cards_of(view)
        self.routes = routes_of(view)
        self.headers = [header_of(stage) for stage in view.stages]
        self.header_height = header_height(view)
        self.title = wrap(view.name, TITLE_SIZE, max(420.0, self._reach()[1] - self._reach()[0]), 2, bold=True)
        self.top = MARGIN + TITLE_LINE * len(self.title) + 16
        left, _, upper, _ = self._extent()
        self.move = (MARGIN + COLUMN_PAD - left, self.top - upper)

    def _reach(self) -> tuple[float, float]:
        middles = [x for name, (x, _) in self.geometry.nodes.items() if not name.startswith("way")] or [0.0]
        return (min(middles) - WIDTH / 2, max(middles) + WIDTH / 2)

    def _extent(self) -> tuple[float, float, float, float]:
        """Left, right, top and bottom of all that Graphviz placed."""
        points: list[Point] = []
        for name, (x, y) in self.geometry.nodes.items():
            width, height = self._size(name)
            points += [(x - width / 2, y - height / 2), (x + width / 2, y + height / 2)]
        for arrow in self.geometry.arrows.values():
            points += [point for curve in arrow.curves for point in curve]
        xs, ys = [x for x, _ in points] or [0.0], [y for _, y in points] or [0.0]
        return (min(xs), max(xs), min(ys), max(ys))

    def _size(self, name: str) -> tuple[float, float]:
        if name.startswith("way"):
            label = next(route.label for route in self.routes if route.node == name)
            return (label.width, label.height) if label else (0, 0)
        if name.startswith("stage"):
            return (WIDTH, self.header_height)
        return (WIDTH, self.cards[int(name[1:])].height if name.startswith("t") else EMPTY)

    def _at(self, point: Point) -> Point:
        return (round(point[0] + self.move[0], 1), round(point[1] + self.move[1], 1))

    def picture(self) -> Picture:
        """Put the sheet together: columns, arrows, cards, labels, legend."""
        view, say = self.view, words_for(self.view.language)
        _, right, _, bottom = self._extent()
        floor = round(bottom + self.move[1] + FLOOR, 1)
        keys = legend(view, say)
        width = max(right + self.move[0] + COLUMN_PAD, self._title_end(), keys.least_width) + MARGIN
        keys_at = floor + 16
        groups = [
            Group("", tuple(self._title(width))),
            *(self._column(stage, floor) for stage in view.stages),
            *self._arrows(),
            *self._card_groups(),
            *self._labels(),
            Group("", tuple(keys.parts(MARGIN, keys_at, width - 2 * MARGIN, rtl=view.direction == "rtl"))),
        ]
        count = measured_after(extent(view, say, "flow.description"), view, say)
        height = keys_at + keys.height(width - 2 * MARGIN) + MARGIN
        name = say("flow.title", name=plain(view.name))
        rtl = view.direction == "rtl"
        return Picture(round(width), round(height), name, count, view.language, rtl, tuple(groups))

    def _title_end(self) -> float:
        widest = max((text_width(row, TITLE_SIZE, bold=True) for row in self.title), default=0)
        return MARGIN + widest

    def _title(self, width: float) -> list[Part]:
        rows: list[Part] = [
            Label(MARGIN, MARGIN + TITLE_LINE * (at + 0.5), row, TITLE_SIZE, "ink", width - 2 * MARGIN, bold=True)
            for at, row in enumerate(self.title)
        ]
        return self._turned(rows, width / 2)

    def _turned(self, parts: list[Part], axis: float) -> list[Part]:
        return mirrored(parts, axis) if self.view.direction == "rtl" else parts

    def _column(self, stage: StageView, floor: float) -> Group:
        middle = self._at(self.geometry.nodes[stage_name(stage)])
        left, width = middle[0] - WIDTH / 2 - COLUMN_PAD, WIDTH + 2 * COLUMN_PAD
        top = middle[1] - self.header_height / 2
        lane = top + self.header_height + LANE_GAP
        parts: list[Part] = [Box(left, lane, width, floor - lane, 12, "band", "line")]
        head = header_parts(self.headers[stage.number - 1], left, top, width, self.header_height)
        parts += self._turned(head, middle[0])
        if not stage.cards:
            parts += self._empty(self._at(self.geometry.nodes[f"empty{stage.number}"]))
        return Group(plain(f"{stage.number} {stage.name}"), tuple(parts))

    def _empty(self, middle: Point) -> list[Part]:
        text = words_for(self.view.language)("flow.empty")
        frame = Box(middle[0] - WIDTH / 2, middle[1] - EMPTY / 2, WIDTH, EMPTY, 10, "", "border", 1, "dashed")
        return [frame, Label(*middle, text, 12.0, "ink2", WIDTH, anchor="middle")]

    def _arrows(self) -> list[Group]:
        groups = []
        say = words_for(self.view.language)
        for route in sorted(self.routes, key=lambda one: one.stroke == "accent"):
            arrow = self.geometry.arrows[route.index].moved(*self.move)
            groups.append(
                Group(plain(_told(route, say)), tuple(arrow_parts(arrow, route.stroke, route.pen, route.dash)))
            )
        return groups

    def _card_groups(self) -> list[Group]:
        dash: Dash = "dashed" if self.view.future else ""
        groups = []
        for shown in self.view.cards:
            middle = self._at(self.geometry.nodes[f"t{shown.number}"])
            parts = self._turned(card_parts(self.cards[shown.number], middle, dash), middle[0])
            emotion = f", {shown.emotion.word} ({shown.emotion.text})" if shown.emotion else ""
            name = f"{shown.number} {shown.name}{emotion}{_measured(self.view, shown)}"
            groups.append(Group(plain(name), tuple(parts), self.link(shown)))
        return groups

    def _labels(self) -> list[Group]:
        labelled = [(route, route.label) for route in self.routes if route.label]
        return [
            Group("", tuple(label_parts(label, self._at(self.geometry.nodes[route.node]), _ring(route))))
            for route, label in labelled
        ]


def _told(route: Route, say: Words) -> str:
    """What an arrow shows, in words."""
    use = route.edge.measured
    if use is None or not use.mapped:
        return route.edge.text
    return f"{route.edge.text}. {say('measured.way.label', text=use.text)}"


def _measured(view: JourneyView, card: CardView) -> str:
    """What was measured of a card, and what hangs on it, in words that follow its name."""
    use = card.measured
    seen = [text for text in (use.cases_text, use.reach_text, use.drop_text) if text] if use else []
    hanging = [ghost.text for ghost in view.measured.ghosts if ghost.after == card.id] if view.measured else []
    return "".join(f", {text}" for text in (*seen, *hanging))


def measured_after(text: str, view: JourneyView, say: Words) -> str:
    """A text, followed by what was measured of the journey, in sentences; as it is where nothing was."""
    found = view.measured
    if found is None:
        return text
    rest = len(found.beside) - len(beside(view))
    more = [say.count("measured.flow.more", rest)] if rest else []
    head = say("measured.way.label", text=found.about)
    loose = [f"{ghost.text}." for ghost in found.ghosts if not ghost.after]
    return " ".join([f"{text}.", f"{head}.", *(one for one in (found.stale, *found.lead, *more, *loose) if one)])


def _ring(route: Route) -> str:
    if route.is_beside:
        return "s2"
    return "tintline" if route.edge.handoff else "border"
