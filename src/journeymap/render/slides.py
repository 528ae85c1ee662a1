"""A journey as a PowerPoint presentation of native shapes: one slide, or as many as it takes to stay legible.

One that was measured has a slide more, which holds the map against reality.

The same view gives the same bytes: the file carries no time of its own.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import TYPE_CHECKING, Any

from journeymap.errors import EngineError
from journeymap.render.slides_curve import draw_curves
from journeymap.render.slides_head import draw_head, draw_lanes, draw_legend
from journeymap.render.slides_measured import draw_measured, notes_measured, tells_of
from journeymap.render.slides_notes import notes
from journeymap.render.slides_pen import Pen
from journeymap.render.slides_plan import HEIGHT, WIDTH, pages
from journeymap.render.slides_stage import draw_stage
from journeymap.render.tables_cells import tidy
from journeymap.render.text_width import plain
from journeymap.render.wording import words_for

if TYPE_CHECKING:
    from journeymap.render.options import Options
    from journeymap.render.slides_plan import Page
    from journeymap.render.view import JourneyView
    from journeymap.render.wording import Words

_MADE = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC).replace(tzinfo=None)
"""The date in every file; python-pptx wants it without a zone."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
_EMU = 12_700
_TITLE_ONLY = 5
"""The layout of python-pptx's own template that has a title and nothing else."""
_EXTRA = 'Install it by `pip install "journeymap[office]"`.'


def draw_pptx(view: JourneyView, options: Options) -> bytes:
    """The journey as a presentation of 16:9.

    Raises:
        EngineError: python-pptx is not installed.
    """
    del options  # nothing is laid out elsewhere
    try:
        from pptx import Presentation  # noqa: PLC0415  # an extra, loaded when it is used
    except ImportError as error:
        raise EngineError("PowerPoint slides need the package `python-pptx`, which is not installed", _EXTRA) from error
    words = words_for(view.language)
    deck = Presentation()
    _widen(deck)
    _date(deck, view)
    for page in pages(view.stages):
        _slide(deck, view, page, words)
    if view.measured and tells_of(view.measured):
        pen = _pen(deck, view)
        draw_measured(pen, view, view.measured, words)
        pen.slide.notes_slide.notes_text_frame.text = tidy(notes_measured(view, view.measured, words))
    stream = io.BytesIO()
    deck.save(stream)
    return timeless(stream.getvalue())


def _slide(deck: Any, view: JourneyView, page: Page, words: Words) -> None:
    pen = _pen(deck, view)
    draw_head(pen, view, page, words)
    draw_lanes(pen, words)
    for block in page.blocks:
        draw_stage(pen, block, page, words)
    draw_curves(pen, page, view, words)
    draw_legend(pen, view, words)
    pen.slide.notes_slide.notes_text_frame.text = notes(view, page, words)


def _pen(deck: Any, view: JourneyView) -> Pen:
    """A pen on a new slide."""
    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    slide.shapes.turbo_add_enabled = True  # ids of shapes are counted on, not searched for
    return Pen(slide, rtl=view.direction == "rtl")


def _widen(deck: Any) -> None:
    """Makes the template, which is 4:3, as wide as the slides, its layouts too."""
    factor = WIDTH * _EMU / deck.slide_width
    deck.slide_width, deck.slide_height = round(WIDTH * _EMU), round(HEIGHT * _EMU)
    for holder in (deck.slide_master, *deck.slide_layouts):
        for shape in holder.placeholders:
            if shape.element.spPr.xfrm is not None:
                shape.left, shape.width = round(shape.left * factor), round(shape.width * factor)


def _date(deck: Any, view: JourneyView) -> None:
    about = deck.core_properties
    about.title, about.language, about.author, about.last_modified_by = plain(view.name)[:255], view.language, "", ""
    about.created = about.modified = _MADE


def timeless(archive: bytes) -> bytes:
    """A zip archive with the same files and no times."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as read, zipfile.ZipFile(stream, "w") as written:
        for item in read.infolist():
            entry = zipfile.ZipInfo(item.filename, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(entry, read.read(item), zipfile.ZIP_DEFLATED, 9)
    return stream.getvalue()
