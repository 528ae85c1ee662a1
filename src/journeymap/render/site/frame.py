"""What stands around every page of a report: the way to the other pages, and from view to view of a journey."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from journeymap.render.pages.environment import template
from journeymap.render.site import contents
from journeymap.render.wording import words_for

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from journeymap.render.pages.addresses import Addresses
    from journeymap.render.pages.shell import Page
    from journeymap.render.view import JourneyView
    from journeymap.render.view_parts import Picture
    from journeymap.render.wording import Words
    from journeymap.render.workspace_view import Heading

_WAYS = (
    (contents.INDEX, "journeys", "report.nav.journeys"),
    (contents.INDEX, "personas", "report.nav.personas"),
    *((name, "", f"report.nav.{name}") for name in contents.WORKSPACE_VIEWS),
    *(
        (name, "", f"report.nav.{name}")
        for name in ("initiatives", "research", "metrics", contents.MEASURED, contents.FINDINGS)
    ),
    (contents.HEALTH, "", "report.nav.health"),
)
"""Where the navigation leads: page, place on it, key of its word."""

STYLE = "site.css"
SCRIPTS = ("theme.js", "site.js")


@dataclass(frozen=True)
class Way:
    """A link of the navigation."""

    page: str
    anchor: str
    text: str


@dataclass(frozen=True)
class Tabs:
    """The views of one journey, and the journeys that it is held against: what it is based on, what is based on it."""

    label: str
    views: tuple[Way, ...]
    beside: tuple[Way, ...]


@dataclass(frozen=True)
class Frame:
    """The navigation of a report. `tabs` are those of a journey by the names of its pages."""

    workspace: str
    logo: Picture | None
    language: str
    direction: str
    public: bool
    ways: tuple[Way, ...]
    tabs: Mapping[str, Tabs]

    @property
    def words(self) -> Words:
        """The words of the workspace's language."""
        return words_for(self.language)

    def around(self, page: Page, on: Addresses) -> Page:
        """A page of a site of files, with the navigation before it."""
        body = template("site_page.html.j2").render(
            frame=self, page=page, on=on, w=self.words, tabs=self.tabs.get(page.name)
        )
        return replace(
            page,
            body=Markup(body),  # noqa: S704 made by an escaping template
            styles=tuple(dict.fromkeys((STYLE, *page.styles))),
            scripts=tuple(dict.fromkeys((*SCRIPTS, *page.scripts))),
        )


def frame_of(heading: Heading, journeys: Mapping[str, JourneyView], names: Collection[str]) -> Frame:
    """The navigation of a report with these journeys and pages."""
    words = words_for(heading.language)
    return Frame(
        workspace=heading.workspace,
        logo=heading.logo,
        language=heading.language,
        direction=heading.direction,
        public=heading.public,
        ways=tuple(Way(page, anchor, words(key)) for page, anchor, key in _WAYS if page in names),
        tabs=_all_tabs(journeys, words),
    )


def _all_tabs(journeys: Mapping[str, JourneyView], words: Words) -> dict[str, Tabs]:
    beside: dict[str, list[Way]] = {name: [] for name in journeys}
    for name, view in journeys.items():
        if view.base is not None and view.base.id in journeys:
            base = view.base
            beside[name].append(_to_journey(base.id, words("report.tabs.base", name=base.name)))
            beside[base.id].append(_to_journey(name, words("report.tabs.future", name=view.name)))
    return {
        page: tabs
        for name, view in journeys.items()
        for tabs in [_tabs(view, journeys, tuple(beside[name]), words)]
        for page in (way.page for way in tabs.views)
    }


def _tabs(view: JourneyView, journeys: Collection[str], beside: tuple[Way, ...], words: Words) -> Tabs:
    views = tuple(
        Way(contents.journey_page(view.id, name, journeys), "", words(f"report.tabs.{name}"))
        for name in contents.JOURNEY_VIEWS
    )
    if view.measured:
        beside = (*beside, Way(contents.MEASURED, f"journey-{view.id}", words("report.tabs.measured")))
    return Tabs(words("report.tabs", name=view.name), views, beside)


def _to_journey(journey: str, text: str) -> Way:
    return Way(contents.journey_page(journey, contents.MAP, ()), "", text)
