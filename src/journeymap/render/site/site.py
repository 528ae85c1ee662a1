"""A report: all its pages, as a site of files or as one file. Pages are drawn when they are asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from journeymap.render.drawing import VIEWS, load
from journeymap.render.options import Options
from journeymap.render.pages.addresses import InOneFile, InSite
from journeymap.render.pages.shell import document
from journeymap.render.site import contents, index_json
from journeymap.render.site.frame import frame_of
from journeymap.render.site.health_view import health_view
from journeymap.render.site.journey_pages import Drawer, drawn_files, drawn_parts
from journeymap.render.site.journey_rows import readers
from journeymap.render.site.objects import known_objects
from journeymap.render.site.overview import Beside, overview_view
from journeymap.render.site.own_pages import health_page, overview_page
from journeymap.render.site.single_file import one_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from journeymap.render.building.gathered import Gathered
    from journeymap.render.pages.addresses import Addresses
    from journeymap.render.pages.shell import Page
    from journeymap.render.site.changes import Change
    from journeymap.render.site.frame import Frame

CALENDAR = "reviews.ics"


class Site:
    """A report of a workspace.

    Args:
        gathered: The workspace.
        left_out: Ids of journeys that have faults, and so are not in it.
        changes: What changed between two revisions, where somebody compared them.
        workers: How many processes draw journeys at once. With more than one, the program's main module must be
            importable without side effects, as `multiprocessing` asks for.
    """

    def __init__(
        self,
        gathered: Gathered,
        *,
        left_out: Sequence[str] = (),
        changes: Sequence[Change] = (),
        workers: int = 1,
    ) -> None:
        self._gathered = gathered
        self._left_out = tuple(left_out)
        self._changes = tuple(changes)
        self._workers = workers

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of all pages, the first one first."""
        return (
            contents.INDEX,
            *contents.pages_of_journeys(self._gathered.journeys),
            *contents.WORKSPACE_VIEWS,
            *self._details,
            contents.HEALTH,
        )

    @cached_property
    def _details(self) -> Mapping[str, Callable[[Addresses], Page]]:
        """The pages about one thing each. Findings are messages to those who write, and not for the public."""
        from journeymap.render.detail_pages import detail_pages  # noqa: PLC0415  # loaded when it is drawn

        pages = detail_pages(self._gathered)
        return {name: draw for name, draw in pages.items() if not (self._gathered.public and name == contents.FINDINGS)}

    @cached_property
    def _known_names(self) -> frozenset[str]:
        return frozenset(self.names)

    @cached_property
    def _frame(self) -> Frame:
        return frame_of(self._gathered.heading(""), self._gathered.journeys, self._known_names)

    @cached_property
    def _drawer(self) -> Drawer:
        return Drawer(self._frame, self._known_names, frozenset(self._gathered.journeys))

    @cached_property
    def _journey_of(self) -> dict[str, str]:
        journeys = self._gathered.journeys
        return {
            contents.journey_page(name, view, journeys): name for name in journeys for view in contents.JOURNEY_VIEWS
        }

    def page(self, name: str) -> Page:
        """A page with the navigation around it, as it stands in a site of files.

        Raises:
            KeyError: There is no page of this name.
            ContentError: A picture on it cannot be used.
            EngineError: A flow could not be laid out.
        """
        on = InSite(name, self._known_names)
        return self._frame.around(self._bare(name, on), on)

    def html(self, name: str) -> bytes:
        """A page as a document of a site; raises as `page` does."""
        return document(self.page(name)).encode()

    def file(self, name: str) -> bytes:
        """A file of the site that is no page: `index.json` or `reviews.ics`.

        Raises:
            KeyError: There is no such file.
        """
        return {index_json.FILE: self._index, CALENDAR: self._calendar}[name]()

    @property
    def file_names(self) -> tuple[str, ...]:
        """All files of the site."""
        return (*(f"{name}.html" for name in self.names), CALENDAR, index_json.FILE)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """All files of the site, by their paths in it; journeys behind the other pages, the index for machines last."""
        views = tuple(self._gathered.own_views.values())
        with drawn_files(self._drawer, views, self._workers) as drawn:
            for name in self.names:
                if name not in self._journey_of:
                    yield f"{name}.html", self.html(name)
            for name, content in drawn:
                yield f"{name}.html", content
        for name in (CALENDAR, index_json.FILE):
            yield name, self.file(name)

    def single_file(self) -> bytes:
        """The whole report as one document."""
        views = tuple(self._gathered.own_views.values())
        with drawn_parts(self._drawer, views, self._workers) as drawn:
            others = (name for name in self.names if name not in self._journey_of)
            made = {name: self._bare(name, InOneFile(name, self._known_names)) for name in others}
            made |= {page.name: page for page in drawn}
        on = InOneFile("", self._known_names)
        return one_document([made[name] for name in self.names], self._frame, on).encode()

    def _bare(self, name: str, on: Addresses) -> Page:
        """A page without the navigation."""
        if name in self._journey_of:
            one_file = isinstance(on, InOneFile)
            return self._drawer.page(self._gathered.own_views[self._journey_of[name]], name, in_one_file=one_file)
        if name in self._details:
            return self._details[name](on)
        if name == contents.INDEX:
            beside = Beside(self._known_names, self._left_out, self._changes)
            return overview_page(overview_view(self._gathered, beside), on)
        if name == contents.HEALTH:
            return health_page(health_view(self._gathered), on)
        if name not in contents.WORKSPACE_VIEWS:
            raise KeyError(name)
        module = VIEWS[name].formats["html"].partition(":")[0]
        page: Page = load(f"{module}:{name}_page")(load(VIEWS[name].build)(self._gathered), on)
        return page

    def _index(self) -> bytes:
        objects = known_objects(self._gathered, readers(self._gathered), self._known_names)
        return index_json.index_json(self._gathered, self.file_names, objects)

    def _calendar(self) -> bytes:
        content: bytes = load("reviews_ics:draw_ics")(load(VIEWS["reviews"].build)(self._gathered), Options())
        return content
