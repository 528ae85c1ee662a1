"""What the preview adds to a page, as plain values: broken files, and what the rules found, here and elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from journeymap.diagnostics import Severity
from journeymap.render.site import contents
from journeymap.workspace.paths import full_path

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.preview.edition import Edition
    from journeymap.preview.live import Answer
    from journeymap.preview.loading import Broken
    from journeymap.render.wording import Words

MOST = 100
"""Findings that are listed; nobody reads more beside a page."""

_COUNTED = ((Severity.ERROR, "errors"), (Severity.WARNING, "warnings"), (Severity.INFO, "notes"))
_ANCHORS = {
    "stages": "stage",
    "touchpoints": "touchpoint",
    "pain_points": "pain",
    "gains": "gain",
    "opportunities": "opportunity",
}
"""How elements of pages are called that show the members of these lists."""
_ON_MAPS = frozenset({"stages", "touchpoints"})


@dataclass(frozen=True)
class Count:
    """How many findings of a severity there are, as it is shown."""

    key: str
    text: str


@dataclass(frozen=True)
class Bit:
    """A stretch of a message: plain words, or something that stands in a file."""

    text: str
    is_code: bool


@dataclass(frozen=True)
class Line:
    """A finding as it is listed; `href` leads to what it is about, and is empty where no page shows that."""

    severity: str
    severity_word: str
    message: tuple[Bit, ...]
    place: str
    code: str
    href: str
    is_here: bool


@dataclass(frozen=True)
class BrokenFile:
    """A file that cannot be shown as it is, and what is shown instead."""

    place: str
    message: tuple[Bit, ...]
    help: tuple[Bit, ...]
    shown: str


@dataclass(frozen=True)
class Dock:
    """The preview's own part of a page. `kept` says that the page is an earlier version of itself."""

    broken_title: str
    broken: tuple[BrokenFile, ...]
    trouble: str
    kept: bool
    counts: tuple[Count, ...]
    summary: str
    here: tuple[Line, ...]
    elsewhere: tuple[Line, ...]
    more: str


def dock_of(answer: Answer, name: str, words: Words) -> Dock:
    """The preview's part of a page.

    Args:
        answer: What there is to show.
        name: The page.
        words: The words of the workspace's language.
    """
    edition = answer.edition
    counts = tuple(_counts(edition.findings, words))
    ids = answer.drawn.ids if answer.drawn else frozenset()
    # A page that cannot be drawn may be so because of what the names of pages come from.
    pages: Collection[str] = frozenset() if answer.trouble else edition.names
    listed = _Listed(edition, name, words, ids, pages)
    worst_first = sorted(edition.findings or (), key=lambda finding: finding.severity.rank)
    lines = sorted(map(listed.line, worst_first), key=lambda line: not line.is_here)
    shown = lines[:MOST]
    more = len(lines) - len(shown)
    return Dock(
        broken_title=words.count("preview.broken", len(edition.reading.broken)),
        broken=tuple(_broken(item, listed) for item in edition.reading.broken),
        trouble=edition.trouble or answer.trouble,
        kept=answer.drawn is not None,
        counts=counts,
        summary=", ".join(count.text for count in counts),
        here=tuple(line for line in shown if line.is_here),
        elsewhere=tuple(line for line in shown if not line.is_here),
        more=words.count("preview.more", more) if more else "",
    )


def _counts(findings: tuple[Diagnostic, ...] | None, words: Words) -> Iterator[Count]:
    if findings is None:
        yield Count("checking", words("preview.checking"))
    elif not findings:
        yield Count("fine", words("preview.fine"))
    for severity, key in _COUNTED:
        n = sum(finding.severity is severity for finding in findings or ())
        if n:
            yield Count(severity, words.count(f"preview.{key}", n))


def _broken(item: Broken, listed: _Listed) -> BrokenFile:
    shown = listed.words("preview.broken.kept" if item.kept else "preview.broken.left")
    message, help_line = (bits(_sentence(text)) for text in (item.fault.message, item.fault.help))
    return BrokenFile(listed.place(item.fault), message, help_line, shown)


def bits(message: str) -> tuple[Bit, ...]:
    """A message in its stretches: what stands between back quotes is code."""
    return tuple(Bit(text, bool(place % 2)) for place, text in enumerate(message.split("`")) if text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sentence(text: str) -> str:
    return _capital(text) if not text or text.endswith((".", "!", "?")) else f"{_capital(text)}."


@dataclass(frozen=True)
class _Listed:
    """Lists findings on one page, which has these ids, in a report of these pages."""

    edition: Edition
    name: str
    words: Words
    ids: Collection[str]
    pages: Collection[str]

    def line(self, finding: Diagnostic) -> Line:
        """A finding, with a link where a page shows what it is about."""
        parts = finding.object.split("/")
        pages = [page for page in self._pages_of(parts) if page in self.pages]
        is_here = self.name in pages
        href = self._here(parts) if is_here else ""
        if pages and not is_here:
            href = f"/{quote(pages[0])}.html" + next(_fragments(parts, only=_ON_MAPS), "")
        word = self.words(f"preview.severity.{finding.severity}")
        place = self.place(finding)
        return Line(finding.severity, word, bits(_capital(finding.message)), place, finding.code, href, is_here)

    def place(self, finding: Diagnostic) -> str:
        """The file, from the root of the workspace, and the line."""
        root = self.edition.reading.saved.root
        path = full_path(finding.path)
        shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else finding.path
        return f"{shown}:{finding.span.start.line}" if finding.span else shown

    def _pages_of(self, parts: list[str]) -> Iterable[str]:
        """The pages about an object, its own first."""
        section, *rest = parts
        if section == "journeys" and rest:
            journeys = self.edition.reading.shown.catalogue.journeys
            return [contents.journey_page(rest[0], view, journeys) for view in contents.JOURNEY_VIEWS]
        return [f"{section}/{rest[0]}" if rest else section, section]

    def _here(self, parts: list[str]) -> str:
        """A link to the innermost thing on this page that holds what a finding is about; else to its top."""
        return next((link for link in _fragments(parts) if link[1:] in self.ids), "#")


def _fragments(parts: list[str], only: Collection[str] = frozenset(_ANCHORS)) -> Iterator[str]:
    """What elements may be called that show an object, the innermost first."""
    for place in range(len(parts) - 2, -1, -1):
        if parts[place] in only:
            yield f"#{_ANCHORS[parts[place]]}-{quote(parts[place + 1])}"
