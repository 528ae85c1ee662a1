"""The flow of a journey as a page of the report; a card leads to its touchpoint on the map, or to the journey in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from journeymap.render.flow_picture import flow_picture
from journeymap.render.flow_svg import picture_svg
from journeymap.render.pages.environment import template
from journeymap.render.pages.shell import Page
from journeymap.render.wording import words_for

if TYPE_CHECKING:
    from journeymap.render.pages.addresses import Addresses
    from journeymap.render.view import CardView, JourneyView


def flow_page(view: JourneyView, on: Addresses) -> Page:
    """The flow as a page.

    Raises:
        EngineError: The flow could not be laid out.
    """
    words = words_for(view.language)

    def link(card: CardView) -> str:
        inside = card.sub_journey.page if card.sub_journey else ""
        return (on.page(inside) if inside else "") or on.page(f"journeys/{view.id}", card.anchor)

    picture = flow_picture(view, link=link)
    drawn = picture_svg(picture, on.id("flow-drawn"), styled=False)
    body = template("site_flow.html.j2").render(
        view=view,
        w=words,
        on=on,
        drawn=Markup(drawn),  # noqa: S704 every text in it is escaped by who draws it
    )
    return Page(
        name=f"journeys/{view.id}-flow",
        title=words("flow.title", name=view.name),
        language=view.language,
        direction=view.direction,
        look=view.look,
        body=Markup(body),  # noqa: S704 made by an escaping template
        styles=("site_flow.css",),
    )
