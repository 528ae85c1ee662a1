"""Every kind of page of a report in a real browser: silent, self-contained, not too wide, accessible in every look."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from journeymap.render.site import contents
from tests.browser.reports import ROOTS, SINGLE, Report, Window, violations

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.browser
WIDTHS = (1440, 390)
WHOLE = ("full", "right-to-left")
"""The workspaces whose reports in one file are looked at: the pages of the others are the same as in many files."""
LOOKS = [(width, scheme) for width in WIDTHS for scheme in ("light", "dark")]
KINDS = (
    *(contents.INDEX, *contents.JOURNEY_VIEWS, *contents.WORKSPACE_VIEWS),
    *("personas", "teams", "research", "metrics", "initiatives", contents.FINDINGS, contents.HEALTH, SINGLE),
)


def place(report: Report, kind: str) -> str:
    """The name of the page that stands for a kind."""
    return SINGLE if kind == SINGLE else report.kinds[kind]


@pytest.mark.parametrize("name", ROOTS)
def test_all_kinds_are_here(report: Callable[[str], Report], name: str) -> None:
    """A new kind of page has to be looked at too."""
    assert {*report(name).kinds, SINGLE} == set(KINDS)


WIDER = """() => { const wide = document.documentElement.clientWidth;
  return [...document.querySelectorAll('body *')].filter(e => e.getClientRects().length
    && (e.getBoundingClientRect().right > wide + 1 || e.getBoundingClientRect().left < -1))
    .slice(0, 3).map(e => e.outerHTML.slice(0, 120)); }"""


@pytest.mark.parametrize(
    ("name", "kind"), [(name, kind) for name in ROOTS for kind in KINDS if kind != SINGLE or name in WHOLE]
)
def test_silent_self_contained_not_too_wide_accessible(
    window: Window, report: Callable[[str], Report], name: str, kind: str
) -> None:
    """No message, no request but the page's own, no sideways scrolling; axe-core finds nothing.

    Each look is judged by axe-core on each kind of page, each time on the page of another workspace.
    Two looks have to do for the report in one file, which repeats all pages.
    """
    url = report(name).url(place(report(name), kind))
    page = window.open(url)
    faults = {}
    judged, scheme = LOOKS[(list(ROOTS).index(name) + KINDS.index(kind)) % len(LOOKS)]
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            faults[f"wider than {width}"] = page.evaluate(WIDER)
        if width == judged:
            page.emulate_media(color_scheme=scheme)
            found = violations(page)
            faults |= {f"axe {width} {scheme}": found} if found else {}
    assert (window.heard.said, window.asked_beside(url)) == ([], [])
    assert faults == {}
