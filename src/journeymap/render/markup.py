"""Text for HTML: Markdown without HTML and without pictures, and links only where they may lead.

Everything else is plain text, which the templates escape.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from journeymap.render.links import safe_url

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_PLAIN = re.compile(r"[^\\`*_\[\]<&\n\r\t]*")
"""Text without any of these characters is the same with Markdown and without, unless it begins as a block does."""
_BLOCK = re.compile(r"\s|\d+[.)]|[-+=~#>|]")


def block(text: str) -> Markup:
    """Markdown as paragraphs, lists and emphasis."""
    if _is_plain(text):
        return Markup("<p>{}</p>").format(text)
    return Markup(_markdown().render(text))  # noqa: S704 raw HTML is off in the parser


def inline(text: str) -> Markup:
    """Markdown of a single line: emphasis, code and links."""
    if _is_plain(text):
        return escape(text)
    return Markup(_markdown().renderInline(text))  # noqa: S704 raw HTML is off in the parser


def _is_plain(text: str) -> bool:
    return _PLAIN.fullmatch(text) is not None and _BLOCK.match(text) is None


@cache
def _markdown() -> MarkdownIt:
    """The parser; loaded only when a text needs it."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 costs as much to import as a whole page takes to draw

    parser = MarkdownIt("commonmark", {"html": False}).disable(["image", "heading", "lheading", "hr"])
    parser.validateLink = lambda url: bool(safe_url(url))  # type: ignore[method-assign]
    parser.add_render_rule("link_open", _link_open)
    return parser


def _link_open(renderer: Any, tokens: Any, index: int, options: Any, _: Any) -> str:
    tokens[index].attrSet("rel", "noopener")
    opened: str = renderer.renderToken(tokens, index, options, _)
    return opened


_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
"""What nobody sees: control characters, and those that turn the direction of all the text behind them."""


def without_controls(value: object) -> object:
    """Text without what nobody sees; anything else, and text that is escaped already, keeps its type."""
    if isinstance(value, str) and _CONTROLS.search(value):
        return type(value)(_CONTROLS.sub("", value))
    return value
