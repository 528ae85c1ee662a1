"""The pen that draws on a slide: native shapes by points, mirrored where the map runs from right to left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from journeymap.render.flow_palette import LIGHT
from journeymap.render.slides_plan import WIDTH
from journeymap.render.slides_text import LEADING
from journeymap.render.text_width import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.render.curve import Point, Segment

FONT = "Arial"
"""On every machine, or replaced by a font of the same widths."""
Align = Literal["start", "center", "end"]
Kind = Literal["rect", "round", "chevron", "pentagon", "oval"]
_EMU = 12_700
_LONGEST = 4_000
"""Characters of an alternative text; nobody listens to more."""
_LEFT_TO_RIGHT = "\N{LEFT-TO-RIGHT MARK}"
_STYLE = "{http://schemas.openxmlformats.org/presentationml/2006/main}style"


@dataclass(frozen=True)
class Words:
    """A paragraph: its text, size in points, colour by name, and weight."""

    text: str
    size: float
    colour: str = "ink"
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Box:
    """A place on the slide in points."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Pen:
    """Draws on one slide. Every shape has a name and, where it says something, an alternative text."""

    slide: Any
    rtl: bool

    def shape(
        self,
        kind: Kind,
        box: Box,
        name: str,
        *,
        fill: str = "",
        line: str = "",
        pen: float = 0.75,
        alt: str = "",
        round_by: float = 4.0,
    ) -> Any:
        """An empty shape; colours are names of the palette or `#rrggbb`, empty for none."""
        from pptx.enum.shapes import MSO_SHAPE  # noqa: PLC0415  # an extra, loaded when it is used

        kinds = {
            "rect": MSO_SHAPE.RECTANGLE,
            "round": MSO_SHAPE.ROUNDED_RECTANGLE,
            "chevron": MSO_SHAPE.CHEVRON,
            "pentagon": MSO_SHAPE.PENTAGON,
            "oval": MSO_SHAPE.OVAL,
        }
        made = self.slide.shapes.add_shape(kinds[kind], *self.place(box))
        _paint(made, fill, line, pen)
        if kind == "round":
            made.adjustments[0] = min(0.5, round_by / max(1.0, min(box.width, box.height)))
        if kind in {"chevron", "pentagon"}:
            made.adjustments[0] = 8.0 / max(1.0, box.height)
            if self.rtl:
                made._element.spPr.xfrm.set("flipH", "1")  # noqa: SLF001  # the library has no name for it
        _tell(made, name, alt)
        return made

    def write(
        self,
        made: Any,
        paragraphs: Sequence[Words],
        *,
        align: Align = "start",
        middle: bool = False,
        pad: tuple[float, float] = (0.0, 0.0),
        beside: float = 0.0,
        wrapped: bool = True,
    ) -> Any:
        """Puts text into a shape; lines have a fixed height, so that no font makes them taller.

        Args:
            made: The shape.
            paragraphs: Its text.
            align: Where lines begin.
            middle: Whether the text stands in the middle of the height.
            pad: Free space at the sides, and above and below.
            beside: More free space at the end of lines.
            wrapped: Whether lines break; a sign of a letter or a number never does.
        """
        from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE  # noqa: PLC0415

        frame = made.text_frame
        frame.word_wrap, frame.auto_size = wrapped, MSO_AUTO_SIZE.NONE
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE if middle else MSO_ANCHOR.TOP
        ends = [_emu(pad[0]), _emu(pad[0] + beside)]
        frame.margin_left, frame.margin_right = reversed(ends) if self.rtl else ends
        frame.margin_top = frame.margin_bottom = _emu(pad[1])
        for at, words in enumerate(paragraphs):
            paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
            self._paragraph(paragraph, words, align)
        return made

    def text(
        self,
        box: Box,
        name: str,
        paragraphs: Sequence[Words],
        *,
        align: Align = "start",
        middle: bool = False,
    ) -> Any:
        """A box of text without a ground."""
        made = self.slide.shapes.add_textbox(*self.place(box))
        _tell(made, name, "")
        return self.write(made, paragraphs, align=align, middle=middle)

    def line(
        self, start: tuple[float, float], end: tuple[float, float], name: str, colour: str, *, dashed: bool
    ) -> Any:
        """A straight line."""
        from pptx.enum.shapes import MSO_CONNECTOR  # noqa: PLC0415

        (x1, y1), (x2, y2) = (self._across(start), self._across(end))
        made = self.slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, _emu(x1), _emu(y1), _emu(x2), _emu(y2))
        _stroke(made.line, colour, 0.75, dashed=dashed)
        _tell(made, name, "")
        return made

    def curve(self, parts: Sequence[Segment], name: str, alt: str, colour: str, pen: float, *, dashed: bool) -> Any:
        """A freeform through cubic segments, each beginning where the last ended or anew."""
        from journeymap.render.slides_freeform import add_freeform  # noqa: PLC0415

        turned = [tuple(self._across(point) for point in _points(part)) for part in parts]
        made = add_freeform(self.slide, turned)
        _stroke(made.line, colour, pen, dashed=dashed)
        made.fill.background()
        _tell(made, name, alt)
        return made

    def number(self, text: str) -> str:
        """A number whose sign stays before it in text from right to left too."""
        return f"{_LEFT_TO_RIGHT}{text}" if self.rtl else text

    def _across(self, point: Point) -> Point:
        return (WIDTH - point[0] if self.rtl else point[0], point[1])

    def place(self, box: Box) -> tuple[int, int, int, int]:
        """Left, top, width and height of a box in the units of the file."""
        x = WIDTH - box.x - box.width if self.rtl else box.x
        return _emu(x), _emu(box.y), _emu(max(0.1, box.width)), _emu(max(0.1, box.height))

    def _paragraph(self, paragraph: Any, words: Words, align: Align) -> None:
        from pptx.enum.text import PP_ALIGN  # noqa: PLC0415
        from pptx.util import Pt  # noqa: PLC0415

        sides = {"start": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "end": PP_ALIGN.RIGHT}
        if self.rtl:
            sides = {"start": PP_ALIGN.RIGHT, "center": PP_ALIGN.CENTER, "end": PP_ALIGN.LEFT}
            paragraph._p.get_or_add_pPr().set("rtl", "1")  # noqa: SLF001
        paragraph.alignment = sides[align]
        paragraph.line_spacing = Pt(words.size * LEADING)
        run = paragraph.add_run()
        run.text = plain(words.text)
        run.font.size, run.font.bold, run.font.italic, run.font.name = Pt(words.size), words.bold, words.italic, FONT
        run.font.color.rgb = _rgb(words.colour)
        _add_font(run)


def _add_font(run: Any) -> None:
    """The font for Arabic, Hebrew and others too; without it the theme's is taken."""
    from lxml import etree  # noqa: PLC0415  # comes with python-pptx
    from pptx.oxml.ns import qn  # noqa: PLC0415

    latin = run.font._rPr.find(qn("a:latin"))  # noqa: SLF001  # the library has no name for it
    latin.addnext(etree.Element(qn("a:cs"), typeface=FONT))


def _points(part: Segment) -> tuple[Point, ...]:
    return (part.start, part.first_control, part.second_control, part.end)


def _emu(points: float) -> int:
    return round(points * _EMU)


def _rgb(colour: str) -> Any:
    from pptx.dml.color import RGBColor  # noqa: PLC0415

    read: Any = RGBColor.from_string
    return read(LIGHT.get(colour, colour).lstrip("#").upper())


def _paint(made: Any, fill: str, line: str, pen: float) -> None:
    if fill:
        made.fill.solid()
        made.fill.fore_color.rgb = _rgb(fill)
    else:
        made.fill.background()
    if line:
        _stroke(made.line, line, pen, dashed=False)
    else:
        made.line.fill.background()


def _stroke(line: Any, colour: str, pen: float, *, dashed: bool) -> None:
    from pptx.enum.dml import MSO_LINE  # noqa: PLC0415
    from pptx.util import Pt  # noqa: PLC0415

    line.color.rgb, line.width = _rgb(colour), Pt(pen)
    if dashed:
        line.dash_style = MSO_LINE.DASH


def _tell(made: Any, name: str, alt: str) -> None:
    """The name in the selection pane, what a screen reader says, and no shadow or other effect of the theme."""
    made.name = plain(name)[:_LONGEST]
    style = made._element.find(_STYLE)  # noqa: SLF001  # the library has no name for it
    if style is not None:
        made._element.remove(style)  # noqa: SLF001
    if alt:
        made._element._nvXxPr.cNvPr.set("descr", plain(alt)[:_LONGEST])  # noqa: SLF001  # the library has no name for it
