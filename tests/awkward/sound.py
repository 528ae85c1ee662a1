"""Whether a file is what its ending says: one check for each ending, and for pages also that nothing foreign got in."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote
from xml.etree import ElementTree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e]")
_ADDRESSES = frozenset({"href", "src", "action", "formaction", "xlink:href", "srcset", "poster", "data"})
_SCHEMES = re.compile(r"(?i)\s*([a-z][a-z0-9+.-]*):")
_ALLOWED = frozenset({"http", "https", "mailto"})
_DATA = re.compile(r"data:(image|font)/[a-z0-9+]+;base64,[A-Za-z0-9+/=]+|data:text/csv")


class Elements(HTMLParser):
    """A page's elements; says what does not nest, is there twice, leads nowhere or could run."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.open: list[str] = []
        self.ids: set[str] = set()
        self.targets: set[str] = set()
        self.outward: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes an element that begins."""
        self._attributes(tag, attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes an element without content, as SVG has them."""
        self._attributes(tag, attrs)
        if tag not in VOID and "svg" not in self.open:
            self.faults.append(f"<{tag}/> outside a picture")

    def handle_endtag(self, tag: str) -> None:
        """Notes an element that ends; it must be the one that began last."""
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()} does not close what is open")

    def _attributes(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            text = value or ""
            if name == "id":
                self.faults += [f"id {text!r} twice"] if text in self.ids else []
                self.ids.add(text)
            elif name.startswith("on") or name == "style":
                self.faults.append(f"<{tag} {name}={text!r}>")
            elif name in _ADDRESSES:
                self._address(tag, name, text)

    def _address(self, tag: str, name: str, text: str) -> None:
        scheme = _SCHEMES.match(text)
        if text.startswith("#"):
            self.targets.add(text[1:])
        elif scheme and scheme.group(1).lower() not in _ALLOWED and not _DATA.match(text):
            self.faults.append(f"<{tag} {name}={text[:60]!r}>")
        elif not scheme and name == "href":
            self.outward.add(text)


def none(what: str, found: Iterable[object]) -> None:
    """Refuses what should not be there, by name.

    Raises:
        AssertionError: Something is.
    """
    listed = list(found)
    if listed:
        raise AssertionError(f"{what}: {listed[:5]}")


def read_page(content: bytes) -> Elements:
    """The elements of a page."""
    found = Elements()
    found.feed(content.decode())
    found.close()
    return found


def page(content: bytes) -> None:
    """Elements nest, ids are unique, links into the page arrive, and there is nothing that runs but the page's own."""
    text = content.decode()
    found = read_page(content)
    none("faults", found.faults)
    none("left open", found.open)
    none("links that do not arrive", sorted({unquote(target) for target in found.targets if target} - found.ids))
    none("names of Python's", re.findall(r"<[a-z.]+ object at 0x|>None<|Undefined", text))
    none("without a policy", [] if "Content-Security-Policy" in text else [text[:200]])
    unseen(text)


def unseen(text: str) -> None:
    """No control characters, and none that turn all the text behind them."""
    none(
        "unseen",
        (
            f"U+{ord(found[0]):04X} after {text[found.start() - 40 : found.start()]!r}"
            for found in _UNSEEN.finditer(text)
        ),
    )


def picture(content: bytes) -> None:
    """One SVG element, well-formed, with a name for those who do not see it, and no script."""
    root = ElementTree.fromstring(content)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    none("foreign elements", tags & {"script", "foreignObject", "iframe", "image"})
    none("handlers", (name for element in root.iter() for name in element.attrib if name.lower().startswith("on")))
    none("without a name", [] if "title" in tags or "aria-label" in root.attrib else [root.attrib])
    unseen(content.decode())


def table(content: bytes) -> None:
    """Rows of CSV; no cell that a spreadsheet reads as a formula."""
    text = content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows
    none("formulas", (cell for row in rows for cell in row if cell[:1] in set("=+-@\t\r") and not _is_number(cell)))
    unseen(text)


def _is_number(cell: str) -> bool:
    return re.fullmatch(r"[+-]\d+([.]\d+)?", cell) is not None


def workbook(content: bytes) -> None:
    """A whole archive that a spreadsheet program's reader opens, without formulas."""
    import openpyxl

    archive(content)
    book = openpyxl.load_workbook(io.BytesIO(content))
    none(
        "formulas", (cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f")
    )


def archive(content: bytes) -> None:
    """A whole archive; each part that is XML is well-formed."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert parts.testzip() is None
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(parts.read(name))


def slides(content: bytes) -> None:
    """A presentation that its reader opens, with a slide at least."""
    import pptx

    archive(content)
    assert len(pptx.Presentation(io.BytesIO(content)).slides) > 0


def graph(content: bytes) -> None:
    """A graph that Graphviz reads."""
    import pygraphviz

    text = content.decode()
    assert pygraphviz.AGraph(string=text).number_of_nodes() > 0
    unseen(text)


def calendar(content: bytes) -> None:
    """Lines of at most 75 bytes that end with CRLF, and components that nest (RFC 5545, 3.1 and 3.6)."""
    lines = content.decode().split("\r\n")
    assert lines.pop() == ""
    none("long lines", (line for line in lines if len(line.encode()) > 75 or "\n" in line))
    opened: list[str] = []
    for line in lines:
        if line.startswith("BEGIN:"):
            opened.append(line[6:])
        elif line.startswith("END:"):
            assert opened.pop() == line[4:]
    assert (lines[0], opened) == ("BEGIN:VCALENDAR", [])


def text(content: bytes) -> None:
    """UTF-8 text that ends with one line's end."""
    written = content.decode()
    assert written.endswith("\n")
    unseen(written)


def prose(content: bytes) -> None:
    """Markdown without HTML that would run."""
    text(content)
    none("HTML", re.findall(r"(?im)^[^`\n]*(?<!\\)<(?:script|img|style|iframe)\b.{,40}", content.decode()))


def data(content: bytes) -> None:
    """JSON, without numbers that are none."""
    json.loads(content, parse_constant=lambda name: none("no number", [name]))


SOUND: Mapping[str, Callable[[bytes], None]] = {
    "html": page,
    "svg": picture,
    "csv": table,
    "xlsx": workbook,
    "pptx": slides,
    "dot": graph,
    "ics": calendar,
    "md": prose,
    "mmd": text,
    "json": data,
}
"""The check by the ending of a file."""
