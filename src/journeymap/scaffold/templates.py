"""The templates of workspaces: data files of the package, one folder each."""

from __future__ import annotations

from enum import StrEnum
from importlib.resources import files
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable


class Template(StrEnum):
    """A workspace to begin with."""

    MINIMAL = "minimal"
    SAAS = "saas"
    RETAIL = "retail"
    PUBLIC_SERVICE = "public-service"

    @property
    def journey(self) -> str:
        """The id of the journey to look at first."""
        return _FIRST_JOURNEYS[self]

    def texts(self) -> dict[PurePosixPath, str]:
        """The files, placeholders and all, by their path in the workspace; the root file first."""
        found = dict(_texts(files(__package__) / "templates" / self.value, PurePosixPath()))
        return dict(
            sorted(found.items(), key=lambda item: (len(item[0].parts), item[0].name != "journeymap.yaml", item[0]))
        )


_FIRST_JOURNEYS = {
    Template.MINIMAL: "rent-a-bike",
    Template.SAAS: "from-trial-to-team",
    Template.RETAIL: "order-a-sofa",
    Template.PUBLIC_SERVICE: "get-a-parking-permit",
}


def skeleton(name: str) -> str:
    """The template of a single new object, `journey` or `persona`."""
    return (files(__package__) / "skeletons" / f"{name}.yaml").read_text(encoding="utf-8")


def _texts(folder: Traversable, place: PurePosixPath) -> Iterator[tuple[PurePosixPath, str]]:
    for item in folder.iterdir():
        if item.is_dir():
            yield from _texts(item, place / item.name)
        elif item.name.endswith(".yaml"):
            yield place / item.name, item.read_text(encoding="utf-8")
