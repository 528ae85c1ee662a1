"""Reports on disk for a browser, page by page, and what a page says and asks for while it is open."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from journeymap.render.site import contents
from journeymap.render.site.site import Site
from tests.awkward.workspaces import FOLDER, gathered
from tests.conftest import REPOSITORY

ROOTS = {
    "saas": REPOSITORY / "examples" / "saas",
    "outpatient": REPOSITORY / "examples" / "outpatient",
    **{name: FOLDER / name for name in ("full", "right-to-left")},
}
"""The workspaces whose reports are walked through."""
JOURNEY = {
    "saas": "shift-planning-adoption",
    "outpatient": "mottagningsbesok",
    "full": "cross-the-sound",
    "right-to-left": "way",
}
"""The journey of each that stands for the others: the longest."""
SINGLE = "single"
AXE = Path(os.environ.get("JOURNEYMAP_AXE", "/usr/lib/node_modules/axe-core/axe.min.js"))
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Report:
    """A report whose pages are written when they are asked for."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.name = root.name
        self.folder = folder
        self.gathered = gathered(root)
        self.site = Site(self.gathered)

    @cached_property
    def kinds(self) -> dict[str, str]:
        """A page of each kind: the kind to the page's name; where several are, the first or that of the journey."""
        journeys = self.gathered.journeys
        own = {contents.journey_page(JOURNEY[self.name], view, journeys): view for view in contents.JOURNEY_VIEWS}
        found: dict[str, str] = {}
        for name in self.site.names:
            if name.startswith("journeys/"):
                found |= {own[name]: name} if name in own else {}
            else:
                found.setdefault(name.partition("/")[0], name)
        return found

    def url(self, page: str, after: str = "") -> str:
        """The address of a page, which is written now if it is not there; `after` follows it."""
        file = self.folder / f"{page}.html"
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(self.site.single_file() if page == SINGLE else self.site.html(page))
        return file.as_uri() + after


@dataclass
class Heard:
    """What a page wrote to the console, and whom beside itself it asked for something."""

    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


def listen(page: Any) -> Heard:
    """Records all that a page says and asks for, and lets nothing through but files."""
    heard = Heard()
    page.on("console", lambda message: heard.said.append(message.text))
    page.on("pageerror", lambda error: heard.said.append(str(error)))
    page.on("request", lambda request: heard.asked.append(request.url))
    page.route("**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort())
    return heard


class Window:
    """A window that is used for one page after another, and hears what the one that is open says and asks for."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.heard = listen(page)

    def open(
        self, url: str, width: int = 1440, scheme: str = "light", height: int = 900, contrast: str = "no-preference"
    ) -> Any:
        """Shows a page in a size and in what the reader's system asks for, and gives it."""
        self.page.goto("about:blank")
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(color_scheme=scheme, contrast=contrast, media="null", reduced_motion="reduce")
        self.heard.said.clear()
        self.heard.asked.clear()
        self.page.goto(url)
        return self.page

    def asked_beside(self, url: str) -> list[str]:
        """What the page asked for beside itself and what it brings."""
        return [one for one in self.heard.asked if one != url and not one.startswith("data:")]


def violations(page: Any) -> list[str]:
    """What axe-core finds on a page, with the page's own policy in force."""
    assert AXE.is_file(), f"axe-core is not at {AXE}; npm install axe-core, and name axe.min.js in JOURNEYMAP_AXE"
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        """tags => axe.run({runOnly: tags, resultTypes: ['violations']}).then(r => r.violations.map(
               v => `${v.id} x${v.nodes.length}: ${v.nodes[0].target.join(' ')} ${v.nodes[0].html.slice(0, 160)} `
                    + (v.nodes[0].any[0] || v.nodes[0].all[0] || v.nodes[0].none[0] || {message: ''}).message))""",
        TAGS,
    )
    return list(found)
