"""Where links lead and what elements are called, so that one template serves a lone page, a site and a single file."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Container


class Addresses(Protocol):
    """How a page names its own elements, and reaches them and other pages.

    Pages have names such as `index` or `journeys/checkout`; an anchor is the name of an element on its page.
    """

    def id(self, anchor: str) -> str:
        """The `id` of an element of this page."""
        ...

    def here(self, anchor: str) -> str:
        """A link to an element of this page."""
        ...

    def page(self, name: str, anchor: str = "") -> str:
        """A link to another page, or to an element of it; empty where there is no such page."""
        ...


@dataclass(frozen=True)
class Alone:
    """A page that is a file by itself: it reaches only the maps of other journeys that may lie beside it."""

    def id(self, anchor: str) -> str:
        """The anchor itself."""
        return anchor

    def here(self, anchor: str) -> str:
        """The anchor as a fragment."""
        return "#" + quote(anchor)

    def page(self, name: str, anchor: str = "") -> str:
        """The file that `render` writes of another journey's map; nothing else is there."""
        folder, _, stem = name.rpartition("/")
        return quote(f"{stem}-map.html") + _fragment(anchor) if folder == "journeys" else ""


@dataclass(frozen=True)
class InSite:
    """A page of a report made of many files: links are relative, so that it works from any folder or address.

    `name` is this page, `pages` are all that there are.
    """

    name: str
    pages: Container[str]

    def id(self, anchor: str) -> str:
        """The anchor itself."""
        return anchor

    def here(self, anchor: str) -> str:
        """The anchor as a fragment."""
        return "#" + quote(anchor)

    def page(self, name: str, anchor: str = "") -> str:
        """The way from this page's folder to the other page's file."""
        if name not in self.pages:
            return ""
        return _way(posixpath.dirname(self.name), name) + _fragment(anchor)


@dataclass(frozen=True)
class InOneFile:
    """A page of a report in one file: the ids of all pages stand beside each other, so each has its page's name."""

    name: str
    pages: Container[str]

    def id(self, anchor: str) -> str:
        """The anchor with the page before it."""
        return f"{self.name}:{anchor}"

    def here(self, anchor: str) -> str:
        """The element's id as a fragment."""
        return "#" + quote(self.id(anchor))

    def page(self, name: str, anchor: str = "") -> str:
        """The other page's id as a fragment, or that of its element."""
        if name not in self.pages:
            return ""
        return "#" + quote(f"{name}:{anchor}" if anchor else name)


@cache
def _way(folder: str, name: str) -> str:
    """The way from a folder of a report to the file of a page."""
    return quote(posixpath.relpath(f"{name}.html", folder or "."))


def _fragment(anchor: str) -> str:
    return f"#{quote(anchor)}" if anchor else ""
