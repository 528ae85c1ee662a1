"""Sheets as pages: the one template of all pages of details."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from journeymap.render.pages.environment import template
from journeymap.render.pages.shell import Page
from journeymap.render.wording import words_for

if TYPE_CHECKING:
    from journeymap.render.details.sheet import Sheet
    from journeymap.render.pages.addresses import Addresses


def sheet_page(sheet: Sheet, on: Addresses) -> Page:
    """A sheet as a page.

    Args:
        sheet: What stands on it.
        on: How the page names its elements and reaches other pages.
    """
    heading = sheet.heading
    body = template("details.html.j2").render(sheet=sheet, w=words_for(heading.language), on=on)
    return Page(
        name=sheet.name,
        title=heading.title,
        language=heading.language,
        direction=heading.direction,
        look=heading.look,
        body=Markup(body),  # noqa: S704 made by an escaping template
        styles=("details.css", "measured.css") if sheet.has_bars else ("details.css",),
    )
