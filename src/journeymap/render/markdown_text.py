"""Text for Markdown, as GitHub, GitLab and wikis read it.

Text from files is text: never markup, HTML, a link, a mention of a person or a reference to an issue. Where a field of
the format may hold Markdown, its emphasis, code, lists and safe links stay, and all the rest is text there too.
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

from journeymap.render.links import safe_url
from journeymap.render.text_width import plain

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_MARKUP = re.compile(r"[&<>\\`*_\[\]()#!|~@$%\"']")
_FEWER = re.compile(r"[&<>\\`*_\[\]#|~@$]")
"""What has to be written as an entity in a document that people read in its source too."""
_REFERENCE = re.compile(r"(?<=[@#!~$%&])(?=[\w\"])")
"""Behind a sign that GitHub or GitLab reads, in what is already rendered, as the start of a mention or a reference."""
_ADDRESS = re.compile(r"(?i)(?<=[a-z]):(?=//)|(?<=www)\.")
_WORD_JOINER = "\u2060"
_BLOCK = re.compile(r"^(?:[-+=:]+(?=\s|$|[-+=:])|\d{1,9}[.)](?=\s|$))")
"""What would begin a list, a heading, a rule or a row of a table at the start of a line."""

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_LINK = re.compile(r"\]\(\s*([^\s)]*)")
_LOOSE = re.compile(r"\]\(\s*[^\s)]*|https?://\S+|(?<![\w@#!~$%&])[@#!~$%&](?=[\w\"])", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_TITLE = re.compile(r"^(\s*(?:(?:[-+*]|\d{1,9}[.)])\s+)*)([#=-]+)(?=\s|$)", re.MULTILINE)
_MARKDOWN = re.compile(r"[\\`*_\[\]<>#&!~|=+\n-]|^\s*\d+[.)]")


def inert(text: str) -> str:
    """One line of text as text, in a paragraph or a cell of a table; the caller made sure that it is one line.

    Entities alone do not keep GitHub and GitLab from reading `@name` or `#1`, since both look at what is rendered; a
    word joiner, which is not seen, does.
    """
    return _entities(_MARKUP, _unlinked(text))


def line(text: str) -> str:
    """Any text on one line as text, at the start of a line too."""
    made = _entities(_FEWER, _unlinked(_UNSEEN.sub("", plain(text))))
    return _BLOCK.sub(lambda found: "".join(f"&#{ord(sign)};" for sign in found[0]), made)


def _unlinked(text: str) -> str:
    """Text in which nobody sees a mention, a reference or an address."""
    apart = _REFERENCE.sub(_WORD_JOINER, text)
    return _ADDRESS.sub(lambda found: f"{_WORD_JOINER}{found[0]}{_WORD_JOINER}", apart)


def _entities(signs: re.Pattern[str], text: str) -> str:
    return signs.sub(lambda found: f"&#{ord(found[0])};", text)


def phrase(text: str) -> str:
    """Markdown of a field that may hold it, on one line: for a cell of a table or an item of a list."""
    made = _kept(" ".join(text.split()))
    return _BLOCK.sub(lambda found: f"&#{ord(found[0][0])};{found[0][1:]}", made.replace("|", "&#124;"))


def quotation(text: str) -> str:
    """Markdown of a field that may hold it, as a block quotation: what is left open in it ends with it."""
    made = _TITLE.sub(lambda found: f"{found[1]}&#{ord(found[2][0])};{found[2][1:]}", _kept(text.strip()))
    return "\n".join(f"> {row}".rstrip() for row in made.splitlines())


def _kept(text: str) -> str:
    """Markdown without HTML, pictures, link definitions, unsafe links, mentions and references."""
    made = _UNSEEN.sub("", text).replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    made = _LOOSE.sub(_apart, made)
    made = made.replace("<", "&lt;").replace("![", "&#33;[").replace("]:", "]&#58;")
    return _LINK.sub(lambda found: found[0] if _is_safe(found[1]) else f"]&#40;{found[0][2:]}", made)


def _apart(found: re.Match[str]) -> str:
    """A mention or a reference, broken by a sign that nobody sees; addresses stay as they are."""
    return found[0] + _WORD_JOINER if len(found[0]) == 1 else found[0]


def _is_safe(address: str) -> bool:
    """Whether an address may be a link, once a reader of Markdown has undone its escapes."""
    return bool(safe_url(_ESCAPED.sub(r"\1", unescape(address))))


def without_markup(text: str) -> str:
    """The words of a field that may hold Markdown, for where nothing reads Markdown; a paragraph a line."""
    if not _MARKDOWN.search(text):
        return text
    found: list[str] = []
    for token in _markdown().parse(text):
        if token.type in {"fence", "code_block"}:
            found.append(token.content.rstrip("\n"))
        elif token.type == "inline":
            found.append("".join(_words(child.type, child.content) for child in token.children or ()))
    return "\n".join(found)


def _words(kind: str, content: str) -> str:
    return "\n" if kind in {"softbreak", "hardbreak"} else content


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415  # loaded when a text needs it

    return MarkdownIt("commonmark", {"html": False}).disable(["image", "heading", "lheading", "hr"])
