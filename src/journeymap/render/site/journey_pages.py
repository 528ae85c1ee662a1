"""The pages of journeys, drawn by one process or several at once, always in the same order."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from journeymap.render.drawing import load
from journeymap.render.pages.addresses import InOneFile, InSite
from journeymap.render.pages.shell import document
from journeymap.render.site.contents import JOURNEY_VIEWS, journey_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.context import BaseContext

    from journeymap.render.pages.shell import Page
    from journeymap.render.site.frame import Frame
    from journeymap.render.view import JourneyView

_DRAWN_BY = {
    "map": "map_html:map_page",
    "flow": "site.flow_html:flow_page",
    "blueprint": "blueprint_html:blueprint_page",
    "storyboard": "storyboard_html:storyboard_page",
}
"""Who makes the page of a view: a function of the journey and of `Addresses`."""

_WORTH_IT = 8
"""With fewer journeys other processes take longer to begin than they save."""

_SEVERAL = 2
_Made = TypeVar("_Made")


@dataclass(frozen=True)
class Drawer:
    """Draws the pages of a journey as they stand in a report. Plain data, so that another process can do it.

    `names` are all pages of the report, `journeys` the ids of all journeys in it.
    """

    frame: Frame
    names: frozenset[str]
    journeys: frozenset[str]

    def page(self, view: JourneyView, name: str, *, in_one_file: bool = False) -> Page:
        """One page of a journey, without the navigation around it."""
        of_view = next(kind for kind in JOURNEY_VIEWS if journey_page(view.id, kind, self.journeys) == name)
        on = InOneFile(name, self.names) if in_one_file else InSite(name, self.names)
        made: Page = load(_DRAWN_BY[of_view])(view, on)
        return replace(made, name=name)

    def parts(self, view: JourneyView) -> list[Page]:
        """All pages of a journey, as parts of one file."""
        return [self.page(view, name, in_one_file=True) for name in self._pages(view)]

    def files(self, view: JourneyView) -> list[tuple[str, bytes]]:
        """All pages of a journey, as documents of a site, by their names."""
        return [(name, self.document(self.page(view, name))) for name in self._pages(view)]

    def document(self, page: Page) -> bytes:
        """A page with the navigation around it, as a document."""
        return document(self.frame.around(page, InSite(page.name, self.names))).encode()

    def _pages(self, view: JourneyView) -> list[str]:
        return [journey_page(view.id, kind, self.journeys) for kind in JOURNEY_VIEWS]


@contextmanager
def drawn_files(drawer: Drawer, views: Sequence[JourneyView], workers: int) -> Iterator[Iterator[tuple[str, bytes]]]:
    """All pages of all journeys as documents, in the order of the journeys; other processes begin at once."""
    with _drawn(_files, drawer, views, workers) as made:
        yield chain.from_iterable(made)


@contextmanager
def drawn_parts(drawer: Drawer, views: Sequence[JourneyView], workers: int) -> Iterator[Iterator[Page]]:
    """All pages of all journeys as parts of one file, in the order of the journeys; other processes begin at once."""
    with _drawn(_parts, drawer, views, workers) as made:
        yield chain.from_iterable(made)


@contextmanager
def _drawn(
    draw: Callable[[JourneyView], list[_Made]], drawer: Drawer, views: Sequence[JourneyView], workers: int
) -> Iterator[Iterator[list[_Made]]]:
    if workers < _SEVERAL or len(views) < _WORTH_IT:
        _begin(drawer)
        yield map(draw, views)
        return
    pool = ProcessPoolExecutor(workers, _context(), initializer=_begin, initargs=(drawer,))
    try:
        yield pool.map(draw, views)
    finally:
        pool.shutdown(cancel_futures=True)


def _context() -> BaseContext:
    """Processes that begin afresh: a copy of this one might hold the locks of its threads."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    modules = (f"journeymap.render.{place.partition(':')[0]}" for place in _DRAWN_BY.values())
    context.set_forkserver_preload([__name__, *modules])
    return context


_drawer: Drawer
"""What this process draws with; a task brings no more than its journey."""


def _begin(drawer: Drawer) -> None:
    global _drawer  # noqa: PLW0603  # the one way to hand something to a process once
    _drawer = drawer


def _files(view: JourneyView) -> list[tuple[str, bytes]]:
    return _drawer.files(view)


def _parts(view: JourneyView) -> list[Page]:
    return _drawer.parts(view)
