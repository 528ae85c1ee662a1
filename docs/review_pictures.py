"""Makes the pictures of the page on reviews: `python docs/review_pictures.py`.

The comment and the page with both maps are made from the pair of revisions in the examples and photographed in headless
Chromium, which has to be on PATH. JOURNEYMAP_MERMAID names a folder made by `npm install --prefix FOLDER mermaid`.
"""

from __future__ import annotations

import datetime
import html
import io
import os
import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from playwright.sync_api import sync_playwright

from journeymap.api import diffs
from journeymap.files import write_whole
from journeymap.reporters import reviews
from journeymap.reporters.reviews import ReviewFormat

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_DOCS = Path(__file__).resolve().parent
_PAIR = _DOCS.parent / "examples" / "change"
_DAY = datetime.date(2026, 11, 22)
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
_HEIGHT = {"review-comment": 1570, "review-page": 1200}
_STYLE = """
body { font: 14px/1.5 -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif, "Noto Color Emoji";
  color: #1f2328; margin: 24px; max-width: 860px }
table { border-collapse: collapse } td, th { border: 1px solid #d0d7de; padding: 6px 13px }
pre, code { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: 12px }
pre { background: #f6f8fa; padding: 16px; overflow: auto } pre.mermaid { background: none; padding: 0 }
h3 { border-bottom: 1px solid #d8dee4; padding-bottom: .3em }
"""


def main() -> int:
    """Makes both pictures; returns the exit code."""
    program = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    mermaid = (
        Path(os.environ.get("JOURNEYMAP_MERMAID", ""))
        .resolve()
        .joinpath("node_modules", "mermaid", "dist", "mermaid.min.js")
    )
    if program is None or not mermaid.is_file():
        sys.stderr.write("Chromium on PATH and Mermaid in JOURNEYMAP_MERMAID are needed\n")
        return 1
    os.chdir(_PAIR)  # the page names what was compared as it was written
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        photograph(browser, "review-comment", _comment_page(), 920, mermaid)
        photograph(browser, "review-page", _review(ReviewFormat.HTML), 1440)
        browser.close()
    return 0


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
    write_whole(_DOCS / "pictures" / f"{name}.png", picture)
    print(f"docs/pictures/{name}.png")


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
    sys.exit(main())
