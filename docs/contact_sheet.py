"""Draws all there is to look at: `python docs/contact_sheet.py --output DIR`.

Every page of the report and every lone picture of every example and of every awkward workspace below `tests/awkward` is
photographed in headless Chromium; DIR/index.html shows them as thumbnails that lead to the whole pictures. Needs
Playwright, Pillow, and Chromium on PATH.
"""

from __future__ import annotations

import argparse
import datetime
import html
import io
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journeymap.api import load
from journeymap.api.drawings import gathered
from journeymap.errors import JourneymapError
from journeymap.render.drawing import draw
from journeymap.render.site.site import Site

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.render.building.gathered import Gathered

_REPOSITORY = Path(__file__).resolve().parent.parent
_DAY = datetime.date(2026, 11, 22)
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
_THUMBNAIL = (320, 240)
_TALLEST = 12_000
"""Pixels of a page that are photographed; what is longer is cut, and looks no different further down."""
_ALONE = (("emotion", "svg"), ("flow", "svg"), ("blueprint", "svg"), ("emotion", "html"), ("blueprint", "html"))
"""Views that also come without a report around them."""

_STYLE = """\
body { font: 14px/1.4 system-ui, sans-serif; margin: 24px; background: #f4f5f7; color: #1d2433 }
ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(300px, 1fr)); gap: 16px; padding: 0 }
li { list-style: none; background: #fff; border: 1px solid #d7dbe3; padding: 8px; overflow-wrap: anywhere }
img { width: 100%; height: auto; display: block; margin-block-end: 6px }
h2 { margin-block: 32px 8px } nav a { margin-inline-end: 12px }
"""


@dataclass(frozen=True)
class Shot:
    """A picture of one page: of which workspace, what it shows, and the way it was looked at."""

    workspace: str
    name: str
    look: str

    @property
    def file(self) -> str:
        """The name of the picture's file."""
        return f"{self.workspace}-{self.name.replace('/', '-')}-{self.look}.png"


@dataclass(frozen=True)
class Look:
    """A way to look at pages: how wide, in which colours."""

    name: str
    width: int
    scheme: str


LOOKS = (Look("light", 1440, "light"), Look("dark", 1440, "dark"), Look("phone", 390, "light"))


def documents(everything: Gathered) -> Iterator[tuple[str, str, bytes]]:
    """What there is to look at in a workspace: a name, the ending of its file, its content."""
    site = Site(everything)
    for name in site.names:
        yield name, "html", site.html(name)
    for journey, view in everything.journeys.items():
        for name, image_format in _ALONE:
            yield f"{name}/{journey}-{image_format}", image_format, draw(view, name, image_format).content


def photographs(browser: Any, root: Path, looks: Sequence[Look]) -> Iterator[tuple[Shot, bytes]]:
    """All pictures of a workspace."""
    (workspace,) = load([root], on=_DAY)
    with tempfile.TemporaryDirectory() as folder:
        pages = []
        for name, ending, content in documents(gathered(workspace)):
            file = Path(folder, f"{name.replace('/', '-')}.{ending}")
            file.write_bytes(content)
            pages.append((name, _framed(file) if ending == "svg" else file))
        for look in looks:
            context = browser.new_context(viewport={"width": look.width, "height": 900}, color_scheme=look.scheme)
            page = context.new_page()
            for name, file in pages:
                page.goto(file.as_uri())
                yield Shot(root.name, name, look.name), photograph(page, look.width)
            context.close()


def _framed(file: Path) -> Path:
    """A page around a lone picture; a browser does not photograph one that is the whole document."""
    frame = file.with_suffix(".svg.html")
    content = (
        f'<!doctype html><title>{file.stem}</title><style>body {{ margin: 0 }}</style><img src="{file.name}" alt="">'
    )
    frame.write_text(content, encoding="utf-8")
    return frame


def photograph(page: Any, width: int) -> bytes:
    """The whole page as PNG."""
    height = min(int(page.evaluate("document.documentElement.scrollHeight")), _TALLEST)
    clip = {"x": 0, "y": 0, "width": width, "height": max(height, 1)}
    return bytes(page.screenshot(full_page=True, clip=clip))


def thumbnail(picture: bytes) -> bytes:
    """The top of a picture, small."""
    from PIL import Image  # noqa: PLC0415  # only this needs it

    with Image.open(io.BytesIO(picture)) as whole:
        width, height = _THUMBNAIL
        scale = width / whole.width
        top = whole.convert("RGB").crop((0, 0, whole.width, min(whole.height, int(height / scale))))
        small = top.resize((width, max(1, int(top.height * scale))))
    written = io.BytesIO()
    small.save(written, "JPEG", quality=80)
    return written.getvalue()


def sheet(shots: Sequence[Shot]) -> str:
    """The page that shows all thumbnails, a section a workspace."""
    names = list(dict.fromkeys(shot.workspace for shot in shots))
    links = "".join(f'<a href="#{name}">{html.escape(name)}</a>' for name in names)
    parts = [f"<!doctype html><html lang=en><meta charset=utf-8><title>Contact sheet</title><style>{_STYLE}</style>"]
    parts.append(f"<h1>Contact sheet</h1><nav>{links}</nav>")
    for name in names:
        items = "".join(_item(shot) for shot in shots if shot.workspace == name)
        parts.append(f'<h2 id="{name}">{html.escape(name)}</h2><ul>{items}</ul>')
    return "\n".join(parts) + "\n"


def _item(shot: Shot) -> str:
    told = html.escape(f"{shot.name} ({shot.look})")
    image = f'<img src="small/{shot.file}.jpg" alt="" loading="lazy">'
    return f'<li><a href="whole/{shot.file}">{image}{told}</a></li>'


def main(arguments: Sequence[str]) -> int:
    """Draws the sheet; 1 where a workspace could not be drawn, 3 without a browser."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, required=True, help="the folder for the sheet and its pictures")
    parser.add_argument("--look", action="append", choices=[look.name for look in LOOKS], help="default: all of them")
    parser.add_argument("workspaces", type=Path, nargs="*", help="default: the examples and the awkward ones")
    chosen = parser.parse_args(arguments)
    program = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if program is None:
        sys.stderr.write(f"needs Chromium on PATH: none of {', '.join(_BROWSERS)} is there\n")
        return 3
    looks = [look for look in LOOKS if look.name in (chosen.look or look.name)]
    roots = chosen.workspaces or [
        file.parent
        for folder in ("examples", "tests/awkward")
        for file in sorted((_REPOSITORY / folder).glob("*/journeymap.yaml"))
    ]
    return _photograph_all(program, roots, looks, chosen.output)


def _photograph_all(program: str, roots: Sequence[Path], looks: Sequence[Look], output: Path) -> int:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # only this needs it

    shots, failed = [], 0
    for folder in ("whole", "small"):
        (output / folder).mkdir(parents=True, exist_ok=True)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for root in roots:
            try:
                for shot, picture in photographs(browser, root, looks):
                    (output / "whole" / shot.file).write_bytes(picture)
                    (output / "small" / f"{shot.file}.jpg").write_bytes(thumbnail(picture))
                    shots.append(shot)
            except JourneymapError as error:
                sys.stderr.write(f"{root}: {error}\n")
                failed = 1
        browser.close()
    (output / "index.html").write_text(sheet(shots), encoding="utf-8")
    print(f"{len(shots)} pictures: {output / 'index.html'}")
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
