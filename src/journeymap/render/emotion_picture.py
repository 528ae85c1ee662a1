"""The emotion curve alone as one picture: bands of stages, lines, faces, and the names of touchpoints below."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from journeymap.render import emotion_legend, emotion_marks
from journeymap.render.building.feelings import HIGHEST
from journeymap.render.emotion_lines import lines
from journeymap.render.emotion_measured import felt_groups
from journeymap.render.emotion_names import names, number_parts
from journeymap.render.emotion_plot import LEVEL, Plot, Spread
from journeymap.render.flow_card import STAGE_SIZE, Header
from journeymap.render.flow_draw import face_parts, header_parts, mirrored
from journeymap.render.flow_shapes import Box, Curve, Group, Label, Picture
from journeymap.render.text_width import plain, text_width, wrap
from journeymap.render.wording import words_for

if TYPE_CHECKING:
    from journeymap.render.flow_shapes import Part
    from journeymap.render.view import JourneyView, StageView
    from journeymap.render.wording import Words

MARGIN = 24.0
AXIS = 140.0
TITLE_SIZE = 22.0
TITLE_LINE = 29.0
_EYEBROW = 18.0
_ABOVE, _BELOW = 58.0, 118.0
"""From the stages' heads to the field, and from the field to the names: what is called out, and the numbers."""


def emotion_picture(view: JourneyView, *, titled: bool = True) -> Picture:
    """The curve of a journey as a picture; without its title where a page has it already."""
    return _Sheet(view, words_for(view.language), titled).picture()


@dataclass(frozen=True)
class _Sheet:
    """One picture in the making, from top to bottom."""

    view: JourneyView
    say: Words
    titled: bool

    @cached_property
    def width(self) -> float:
        return 2 * MARGIN + AXIS + Spread(self.view).width

    @cached_property
    def title(self) -> tuple[str, ...]:
        return () if not self.titled else wrap(self.view.name, TITLE_SIZE, self.width - 2 * MARGIN, 2, bold=True)

    @cached_property
    def keys(self) -> list[list[emotion_legend.Key]]:
        return emotion_legend.rows(emotion_legend.keys(self.view, self.say), self.width - 2 * MARGIN)

    @cached_property
    def headers(self) -> list[Header]:
        return [_header(stage, self.plot.width * stage.width / 100) for stage in self.view.stages]

    @cached_property
    def head_top(self) -> float:
        return self._keys_top + emotion_legend.ROW * len(self.keys) + 10

    @cached_property
    def _keys_top(self) -> float:
        return MARGIN + (_EYEBROW + TITLE_LINE * len(self.title) + 4 if self.titled else -8)

    @cached_property
    def head_height(self) -> float:
        return max((header.height for header in self.headers), default=0)

    @cached_property
    def plot(self) -> Plot:
        return Plot(MARGIN + AXIS, 0, Spread(self.view).width)

    def picture(self) -> Picture:
        """Put together; a picture that is read from the right is the mirror of one that is not."""
        plot = replace(self.plot, top=self.head_top + self.head_height + _ABOVE)
        listed = [names(stage, plot) for stage in self.view.stages]
        list_top = plot.bottom + _BELOW
        floor = list_top + max((one.height for one in listed), default=0) + 10
        groups = [
            Group("", tuple(self._head())),
            *(self._band(stage, plot, floor) for stage in self.view.stages),
            Group("", (*self._grid(plot), *self._axis(plot))),
            *self._drawn(plot),
            *felt_groups(self.view, plot),
            *(Group("", tuple(one.parts(self._left(n, plot), list_top))) for n, one in enumerate(listed)),
        ]
        rtl = self.view.direction == "rtl"
        if rtl:
            groups = [replace(group, parts=tuple(mirrored(group.parts, self.width / 2))) for group in groups]
        return Picture(
            width=self.width,
            height=round(floor + MARGIN, 1),
            title=plain(self.say("feel.title", name=self.view.name)),
            description=plain(describe(self.view, self.say)),
            language=self.view.language,
            rtl=rtl,
            groups=tuple(groups),
        )

    def _head(self) -> list[Part]:
        room = self.width - 2 * MARGIN
        drawn = emotion_legend.legend_parts(self.keys, MARGIN, self._keys_top)
        if not self.titled:
            return drawn
        eyebrow = wrap(self.say("feel.eyebrow.future" if self.view.future else "feel.eyebrow"), 12, room, 1, bold=True)
        parts: list[Part] = [Label(MARGIN, MARGIN + 6, text, 12, "accent", room, bold=True) for text in eyebrow]
        y = MARGIN + _EYEBROW
        for row in self.title:
            parts.append(Label(MARGIN, y + TITLE_LINE / 2, row, TITLE_SIZE, "ink", room, bold=True))
            y += TITLE_LINE
        return [*parts, *drawn]

    def _left(self, n: int, plot: Plot) -> float:
        return plot.x(self.view.stages[n].left)

    def _band(self, stage: StageView, plot: Plot, floor: float) -> Group:
        left, width = plot.x(stage.left), round(plot.width * stage.width / 100, 2)
        top = self.head_top + self.head_height + 6
        ground = Box(left + 1, top, width - 2, floor - top, 10, "card" if stage.number % 2 else "band", "line")
        header = self.headers[stage.number - 1]
        head = header_parts(header, left + 1, self.head_top, width - 2, self.head_height)
        return Group(plain(f"{stage.number} {stage.name}"), (ground, *head))

    def _grid(self, plot: Plot) -> list[Part]:
        parts: list[Part] = []
        for n in range(2 * HIGHEST + 1):
            y = plot.top + n * LEVEL
            neutral = n == HIGHEST
            parts.append(_straight(plot.left, y, plot.left + plot.width, y, "border" if neutral else "line"))
        numbers = plot.bottom + _BELOW - 24
        for slot in Spread(self.view).slots():
            x = plot.x(slot.x)
            parts.append(_straight(x, plot.top, x, numbers, "line"))
        return parts

    def _axis(self, plot: Plot) -> list[Part]:
        parts: list[Part] = []
        room = AXIS - 62
        for score in range(HIGHEST, -HIGHEST - 1, -1):
            y = plot.top + (HIGHEST - score) * LEVEL
            parts += face_parts(score + 3, MARGIN + 9, y, 8)
            parts.append(Label(MARGIN + 46, y, self.say.signed(score), 13, "ink", 26, bold=True, anchor="end"))
            rows = wrap(self.say(f"emotion.{score}"), 11.5, room, 2)
            top = y - 14 * (len(rows) - 1) / 2
            parts += [Label(MARGIN + 54, top + 14 * n, row, 11.5, "ink2", room) for n, row in enumerate(rows)]
        return parts

    def _drawn(self, plot: Plot) -> list[Group]:
        """Lines below, then what is called out, then faces and numbers."""
        if not self.view.curves:
            text = wrap(self.say("curve.empty"), 15, plot.width - 40, 1)[0]
            middle, width = plot.left + plot.width / 2, text_width(text, 15)
            box = Box(middle - width / 2 - 18, plot.neutral - 22, width + 36, 44, 12, "card", "border", 1, "dashed")
            nothing = [Group("", (box, Label(middle, plot.neutral, text, 15, "ink2", width, anchor="middle")))]
        else:
            nothing = []
        called = emotion_marks.calls(self.view, plot, self.say, plot.top - 40, plot.bottom + 46)
        numbers = plot.bottom + _BELOW - 24
        drawn = lines(self.view, plot)
        return [
            Group("", (*drawn, *(emotion_marks.leader(call, plot) for call in called))),
            *(emotion_marks.mark_group(mark, plot, self.say) for mark in emotion_marks.marks(self.view)),
            *(Group("", tuple(emotion_marks.call_parts(call, plot))) for call in called),
            *(Group("", tuple(number_parts(slot, plot, numbers))) for slot in Spread(self.view).slots()),
            *nothing,
        ]


def _straight(x: float, y: float, to_x: float, to_y: float, tone: str) -> Part:
    return Curve(((x, y), (x, y), (to_x, to_y), (to_x, to_y)), tone, 1)


def _header(stage: StageView, width: float) -> Header:
    room = width - 40
    title = wrap(f"{stage.number}  {stage.name}", STAGE_SIZE, room, 3, bold=True)
    return Header(stage.number, title, wrap(stage.when, 11.5, room, 2))


def describe(view: JourneyView, say: Words) -> str:
    """The curve in sentences, for those who cannot see it: each person's scores in order."""
    if not view.curves:
        return say("curve.empty")
    told = []
    for curve in view.curves:
        scores = ", ".join(f"{point.name} {point.emotion.text}" for point in curve.points)
        told.append(say("feel.scores", who=curve.label, scores=scores))
    if view.measured and view.measured.felt:
        scores = say("punctuation.semicolon").join(mark.text for mark in view.measured.felt)
        told.append(say("feel.scores", who=say("measured.head"), scores=scores))
    return " ".join(told)
