"""The pages that the report itself brings: the first one, and how health is reckoned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from journeymap.render.building.feelings import HIGHEST
from journeymap.render.pages.environment import template
from journeymap.render.pages.shell import Page
from journeymap.render.site import contents
from journeymap.render.wording import words_for

if TYPE_CHECKING:
    from journeymap.render.pages.addresses import Addresses
    from journeymap.render.site.overview_view import HealthView, OverviewView
    from journeymap.render.workspace_view import Heading

SHOWN = 6
"""Journeys and pains that are shown at once; the others unfold."""
FEW = 4
"""Teams with hand-offs, and changed journeys, that are shown at once: each has several lines."""
_STYLE = "site_overview.css"


def overview_page(view: OverviewView, on: Addresses) -> Page:
    """The first page."""
    return _page(contents.INDEX, view.heading, "index.html.j2", view, on)


def health_page(view: HealthView, on: Addresses) -> Page:
    """How health is reckoned."""
    return _page(contents.HEALTH, view.heading, "site_health.html.j2", view, on)


def _page(name: str, heading: Heading, file: str, view: OverviewView | HealthView, on: Addresses) -> Page:
    words = words_for(heading.language)
    body = template(file).render(
        view=view, w=words, on=on, shown=SHOWN, few=FEW, lowest=words.signed(-HIGHEST), highest=words.signed(HIGHEST)
    )
    title = (
        words("report.page", title=heading.title, workspace=heading.workspace) if heading.workspace else heading.title
    )
    return Page(
        name=name,
        title=title,
        language=heading.language,
        direction=heading.direction,
        look=heading.look,
        body=Markup(body),  # noqa: S704 made by an escaping template
        styles=(_STYLE,),
    )
