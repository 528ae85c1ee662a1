"""Makes the pictures of the page on reviews: `python docs/review_pictures.py`; `--check` names those that are stale.

The comment and the page with both maps are made from the pair of revisions in the examples and photographed in headless
Chromium, which has to be on PATH. JOURNEYMAP_MERMAID names a folder made by `npm install --prefix FOLDER mermaid`. What
was photographed is known by its digest, so that the check needs neither. The health over time is drawn by `journeymap
log` from a short history that ends with the same change.
"""

from __future__ import annotations

import datetime
import hashlib
import html
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from journeymap.api import diffs
from journeymap.files import write_whole
from journeymap.reporters import reviews
from journeymap.reporters.reviews import ReviewFormat

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Browser

_DOCS = Path(__file__).resolve().parent
_PICTURES = _DOCS / "pictures"
_DIGESTS = _PICTURES / "review.json"
_PAIR = _DOCS.parent / "examples" / "change"
_DAY = datetime.date(2026, 11, 22)
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
_LOG = ("log", "--journey", "first-visit", "--output-format", "svg", "--quiet")
_HEIGHT = {"review-comment": 1640, "review-page": 1200}
_STYLE = """
body { font: 14px/1.5 -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif, "Noto Color Emoji";
  color: #1f2328; margin: 24px; max-width: 860px }
table { border-collapse: collapse; font-size: 14px } td, th { border: 1px solid #d0d7de; padding: 6px 13px }
pre, code { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: 12px }
pre { background: #f6f8fa; padding: 16px; overflow: auto } pre.mermaid { background: none; padding: 0 }
h3 { border-bottom: 1px solid #d8dee4; padding-bottom: .3em }
"""


@dataclass(frozen=True)
class Step:
    """A commit of the history: its day, what its author said, the side of the pair that it holds, and what that lacks.

    `edits` are texts that are replaced; of what `without` matches, the lines are left out.
    """

    day: str
    subject: str
    side: str = "before"
    edits: Mapping[str, str] = field(default_factory=dict)
    without: str = ""

    def texts(self) -> dict[str, str]:
        """The documents of the commit by their names."""
        found = {}
        for file in sorted((_PAIR / self.side).glob("*.yaml")):
            lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
            text = "".join(line for line in lines if not (self.without and re.search(self.without, line)))
            for old, new in self.edits.items():
                text = text.replace(old, new)
            found[file.name] = text
        return found


_HEARS = "emotion: 0\n"
HISTORY = (
    Step(
        "2026-03-02", "A map from a workshop", edits={_HEARS: "emotion: -2\n"}, without=r"^ {4,}(research|reviewed)\w*:"
    ),
    Step("2026-05-11", "Nurses ring within a week", edits={_HEARS: "emotion: -1\n"}, without=r"^ {12,}research:"),
    Step("2026-08-17", "Fourteen interviews stand behind it", edits={_HEARS: "emotion: -1\n"}),
    Step("2026-09-21", "Booking sends a word when the referral has come"),
    Step("2026-11-20", "Patients choose their time on the web", side="after"),
)
"""What happened at the clinic, until the change of the pair."""


def main(arguments: list[str]) -> int:
    """Makes the pictures, or checks them; returns the exit code."""
    os.chdir(_PAIR)  # the page names what was compared as it was written
    if "--check" in arguments:
        old = stale()
        sys.stdout.writelines(f"stale: docs/pictures/{name}\n" for name in old)
        return 1 if old else 0
    write_whole(_PICTURES / "review-health.svg", health())
    program = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    mermaid = (
        Path(os.environ.get("JOURNEYMAP_MERMAID", ""))
        .resolve()
        .joinpath("node_modules", "mermaid", "dist", "mermaid.min.js")
    )
    if program is None or not mermaid.is_file():
        sys.stderr.write("Chromium on PATH and Mermaid in JOURNEYMAP_MERMAID are needed for the other pictures\n")
        return 1
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # a check needs none

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        photograph(browser, "review-comment", _comment_page(), 920, mermaid)
        photograph(browser, "review-page", _review(ReviewFormat.HTML), 1440)
        browser.close()
    write_whole(_DIGESTS, (json.dumps(digests(), indent=2) + "\n").encode())
    return 0


def stale() -> list[str]:
    """The pictures that would look otherwise now."""
    known = json.loads(_DIGESTS.read_text(encoding="utf-8")) if _DIGESTS.is_file() else {}
    found = [f"{name}.png" for name, digest in digests().items() if known.get(name) != digest]
    drawn = _PICTURES / "review-health.svg"
    return found if drawn.is_file() and drawn.read_bytes() == health() else [*found, drawn.name]


def digests() -> dict[str, str]:
    """What the photographed pictures show, each as a digest: the comment, and the page without its look."""
    page = _review(ReviewFormat.HTML)
    shown = page[page.index("<main") : page.index("</main>")]
    texts = {"review-comment": _review(ReviewFormat.MARKDOWN), "review-page": shown}
    return {name: hashlib.sha256(text.encode()).hexdigest() for name, text in texts.items()}


def photograph(browser: Browser, name: str, content: str, width: int, script: Path | None = None) -> None:
    """Shows a page and photographs its top."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.set_content(content)
    if script is not None:
        page.add_script_tag(path=script)
        page.evaluate("mermaid.initialize({startOnLoad: false}); mermaid.run()")
        page.wait_for_selector("pre.mermaid svg")
    tall = min(page.evaluate("document.documentElement.scrollHeight"), _HEIGHT[name])
    picture = page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": width, "height": tall})
    write_whole(_PICTURES / f"{name}.png", picture)
    print(f"docs/pictures/{name}.png")


def health() -> bytes:
    """The health of the journey over its history, as `journeymap log` draws it."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        _git(folder, "init", "--quiet", "--initial-branch=main")
        for step in HISTORY:
            _commit(folder, step)
        done = subprocess.run(
            [sys.executable, "-m", "journeymap", *_LOG],
            cwd=folder,
            capture_output=True,
            check=True,
        )
        return done.stdout


def _commit(folder: Path, step: Step) -> None:
    for name, text in step.texts().items():
        (folder / name).write_text(text, encoding="utf-8")
    _git(folder, "add", "--all")
    _git(folder, "commit", "--quiet", "--message", step.subject, day=step.day)


def _git(folder: Path, *words: str, day: str = "") -> None:
    """Runs git with names and days of its own, so that the commits are the same each time."""
    dates = {f"GIT_{who}_DATE": f"{day}T12:00:00+0000" for who in ("AUTHOR", "COMMITTER") if day}
    own = {"HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, **dates}
    people = ("-c", "user.name=Service design", "-c", "user.email=design@clinic.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *people, *words], cwd=folder, env={"PATH": os.environ["PATH"], **own}, check=True)


def _review(review_format: ReviewFormat) -> str:
    """The review of the pair in a format."""
    stream = io.StringIO()
    views = [compared.review(["worse"], public=True) for compared in diffs.diff(["before", "after"], on=_DAY)]
    reviews.write(views, review_format, stream)
    return stream.getvalue()


def _comment_page() -> str:
    """The comment as a page, its drawings as Mermaid finds them."""
    made = MarkdownIt("commonmark", {"html": True}).enable("table").render(_review(ReviewFormat.MARKDOWN))
    drawn = re.sub(
        r'<pre><code class="language-mermaid">(.*?)</code></pre>',
        lambda found: f'<pre class="mermaid">{found[1]}</pre>',
        made,
        flags=re.DOTALL,
    )
    title = html.escape("The review of a change")
    return f"<!doctype html><meta charset=utf-8><title>{title}</title><style>{_STYLE}</style>{drawn}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
