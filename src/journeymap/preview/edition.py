"""One state of the preview: the report of a workspace at one moment, with its pages drawn when they are asked for."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from journeymap.render.site.site import Site

if TYPE_CHECKING:
    from journeymap.diagnostics import Diagnostic
    from journeymap.preview.gathering import Regathered
    from journeymap.preview.loading import Reading
    from journeymap.render.pages.shell import Page

_ID = re.compile(r' id="([^"]+)"')


@dataclass(frozen=True)
class Drawn:
    """A page, and what tells it from other versions of itself."""

    page: Page
    digest: str

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of its elements, to which links may lead."""
        return frozenset(_ID.findall(self.page.body))


@dataclass(frozen=True)
class Edition:
    """The report at one moment; it never changes.

    `findings` is None until the rules have run. `trouble` says why files could not be read at all.
    """

    reading: Reading
    gathered: Regathered
    findings: tuple[Diagnostic, ...] | None = None
    trouble: str = ""
    _drawn: dict[str, Drawn] = field(default_factory=dict, compare=False)

    @cached_property
    def site(self) -> Site:
        """The report."""
        return Site(self.gathered, left_out=self.reading.left_out)

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of its pages."""
        return frozenset(self.site.names)

    def page(self, name: str) -> Drawn:
        """A page; drawn once.

        Raises:
            KeyError: There is no such page.
            JourneymapError: It cannot be drawn.
        """
        if name not in self._drawn:
            page = self.site.page(name)
            self._drawn[name] = Drawn(page, digest_of(page))
        return self._drawn[name]


def digest_of(page: Page) -> str:
    """A short text that is another one when anything on the page is another."""
    parts = (page.title, page.language, page.direction, page.look, page.body, page.styles, page.rules, page.scripts)
    text = repr((*map(str, parts), sorted(page.scenes)))
    return hashlib.sha256(text.encode("utf-8", errors="replace")).hexdigest()[:24]
