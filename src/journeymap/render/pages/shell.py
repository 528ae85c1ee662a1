"""The document around a page: head, security policy, styles, scripts, shared drawings.

A page brings its body and says which style sheets and scripts it needs; nothing else reaches the document, so its
policy can name all of them by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markupsafe import Markup

from journeymap.render.pages.environment import asset, symbols, template

if TYPE_CHECKING:
    from journeymap.render.view_parts import Look


@dataclass(frozen=True)
class Page:
    """A page before it is a document.

    `name` is its place in a report without the ending, such as `index` or `journeys/checkout`. `styles` and `scripts`
    name files beside the templates, in order; `rules` is CSS of this page alone, every selector of which begins with a
    class (never `:root` or `html`), so that it can be confined to the page. `scenes` are the drawings it uses.
    """

    name: str
    title: str
    language: str
    direction: str
    look: Look
    body: Markup
    styles: tuple[str, ...] = ()
    rules: str = ""
    scripts: tuple[str, ...] = ()
    scenes: frozenset[str] = field(default=frozenset())


def document(page: Page, *, connects: bool = False) -> str:
    """The page as a self-contained HTML document.

    Args:
        page: The page.
        connects: Whether its script may ask the server that it comes from; no page of a file does.
    """
    style = stylesheet(page.look, page.styles) + page.rules
    script = "".join(map(asset, page.scripts))
    return template("shell.html.j2").render(
        page=page,
        style=Markup(style),  # noqa: S704 the project's own, with numbers and a checked colour
        script=Markup(script),  # noqa: S704 the project's own
        policy=policy(style, script, connects=connects),
        symbols=symbols(page.scenes),
    )


def stylesheet(look: Look, names: tuple[str, ...]) -> str:
    """The style sheets that all pages and these pages have, and the look of the workspace."""
    return "".join([asset("base.css"), *map(asset, names), _look_rules(look)])


def _look_rules(look: Look) -> str:
    """The accent colour and the fonts of the workspace; names of fonts hold nothing that CSS would read."""
    light, dark = look.accent
    rules = f":root{{--accent:light-dark({light},{dark})}}\n"
    if look.fonts:
        names = ",".join(f'"{name}"' for name in look.fonts)
        rules += f":root{{--f:{names},var(--fonts)}}\n"
    if look.font_uri:
        rules += f'@font-face{{font-family:"{look.fonts[0]}";src:url({look.font_uri});font-display:swap}}\n'
    return rules


def policy(style: str, script: str, *, connects: bool = False) -> str:
    """A page's Content-Security-Policy: its own style and script by their hashes, embedded pictures, nothing else.

    With `connects` its script may also ask the server that it comes from.
    """
    allowed = f"script-src '{_digest(script)}'; " if script else ""
    allowed += "connect-src 'self'; " if connects else ""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; {allowed}img-src data:; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
