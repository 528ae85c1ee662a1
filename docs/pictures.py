"""Makes the pictures of the documentation: `python docs/pictures.py`.

The map is photographed in headless Chromium, which has to be on PATH; the finding is drawn as SVG without a browser.
"""

from __future__ import annotations

import datetime
import io
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

from journeymap import api, reporters
from journeymap.files import write_whole
from journeymap.reporters import OutputFormat

_DOCS = Path(__file__).resolve().parent
_PICTURES = _DOCS / "pictures"
_EXAMPLE = _DOCS.parent / "examples" / "saas"
_JOURNEY = "pay-critical-incident"
_DAY = datetime.date(2026, 11, 22)
_WINDOW = "1440,1690"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")

_MISSPELT = """\
journeymap: 1

teams:
  - {id: reception, name: Reception}

journeys:
  - id: book-a-visit
    name: Books a visit
    owner: recepton
    stages:
      - {id: call, name: Calls reception}
"""

_FRAME = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-label="A finding of journeymap">
<style>
.{unique_id}-matrix {{ font: {char_height}px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal"><rect width="{terminal_width}" height="{terminal_height}"/></clipPath>
{lines}</defs>
<rect width="100%" height="100%" rx="8" fill="#1d2433"/>
<g transform="translate({terminal_x}, 24)" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}<g class="{unique_id}-matrix">{matrix}</g>
</g>
</svg>
"""
"""Without a font from the network, which the library's own frame would load, and without its title bar."""


def main() -> int:
    """Makes both pictures; returns the exit code."""
    write_whole(_PICTURES / "finding.svg", finding())
    print("docs/pictures/finding.svg")
    browser = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        print(f"map.png was not made: none of {', '.join(_BROWSERS)} is on PATH", file=sys.stderr)
        return 1
    photograph_map(browser)
    print("docs/pictures/map.png")
    return 0


def finding() -> str:
    """What `validate` says of a small file with a misspelt id, as SVG."""
    output = io.StringIO()
    with tempfile.TemporaryDirectory() as folder:
        before = Path.cwd()
        os.chdir(folder)
        try:
            Path("clinic.yaml").write_text(_MISSPELT, encoding="utf-8")
            reporters.write(api.validate([Path("clinic.yaml")], on=_DAY), OutputFormat.FULL, output, colour=True)
        finally:
            os.chdir(before)
    console = Console(record=True, width=84, file=io.StringIO(), force_terminal=True)
    console.print("[bold]$ journeymap validate clinic.yaml[/]", highlight=False)
    console.print(Text.from_ansi(output.getvalue().rstrip()))
    drawn = console.export_svg(title="", code_format=_FRAME, unique_id="finding")
    return "\n".join(line.rstrip() for line in drawn.splitlines()) + "\n"


def photograph_map(browser: str) -> None:
    """Draws the map of an example and photographs the top of the page."""
    with tempfile.TemporaryDirectory() as folder:
        page, picture = Path(folder, "map.html"), Path(folder, "map.png")
        page.write_bytes(api.render([_JOURNEY], paths=[_EXAMPLE], on=_DAY)[0].content)
        options = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            f"--user-data-dir={folder}/profile",
        ]
        target = [f"--window-size={_WINDOW}", f"--screenshot={picture}", page.as_uri()]
        subprocess.run([browser, *options, *target], check=True, capture_output=True, timeout=120)
        write_whole(_PICTURES / "map.png", picture.read_bytes())


if __name__ == "__main__":
    sys.exit(main())
