"""Everything that can be drawn of a workspace without a browser; as a program it prints the digests.

`python -m tests.awkward.drawn FOLDER...` is for comparing two processes.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.render.drawing import VIEWS, draw, load
from journeymap.render.site.site import Site
from tests.awkward.workspaces import gathered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.render.building.gathered import Gathered

NEEDS_A_BROWSER_OR_FONTS = frozenset({"png", "pdf"})
REPORT = "report"
WHATS = (*VIEWS, REPORT)
"""The views, and the report."""


def drawings(everything: Gathered, what: str) -> Iterator[tuple[str, bytes]]:
    """One view in all its formats, of all journeys; or the report as files and as one file.

    Gives each with a name that ends as its file would.
    """
    if what == REPORT:
        site = Site(everything)
        yield from ((f"report/{name}", content) for name, content in site.files())
        yield "report/single.html", site.single_file()
        return
    view = VIEWS[what]
    if view.scope == "journey":
        models = dict(everything.journeys.items())
    else:
        models = {"workspace": load(view.build)(everything)}
    for name, model in models.items():
        for image_format in view.formats:
            if image_format not in NEEDS_A_BROWSER_OR_FONTS:
                made = draw(model, what, image_format)
                yield f"{name}-{what}.{image_format}.{made.suffix}", made.content


def main(folders: list[str]) -> None:
    """Prints a line for each drawing of each workspace: its digest, the workspace, its name."""
    for folder in folders:
        everything = gathered(Path(folder))
        for what in WHATS:
            for name, content in drawings(everything, what):
                sys.stdout.write(f"{hashlib.sha256(content).hexdigest()} {Path(folder).name}/{name}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
