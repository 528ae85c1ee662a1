"""The pages of the documentation as tests read them: their blocks of code, their spans of code, their links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FENCE = re.compile(r"^(?P<marks>`{3,})(?P<info>[^`\n]*)\n(?P<text>.*?)^(?P=marks)[ \t]*$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_LINK = re.compile(r"\]\(([^()\s]+)\)")
_TITLE = re.compile(r'title="([^"]+)"')


@dataclass(frozen=True)
class Block:
    """A block of code: the language, the file that it stands for if it says one, the text, and its line."""

    language: str
    title: str | None
    text: str
    line: int


@dataclass(frozen=True)
class Page:
    """A page; `name` is its path in the repository."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.relative_to(REPOSITORY).as_posix()

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    def blocks(self, *languages: str) -> Iterator[Block]:
        """The blocks in any of some languages, in order."""
        for found in _FENCE.finditer(self.text):
            language = found["info"].split(" ")[0]
            if language in languages:
                title = _TITLE.search(found["info"])
                line = self.text.count("\n", 0, found.start()) + 1
                yield Block(language, title[1] if title else None, found["text"], line)

    def spans(self) -> list[str]:
        """Code amid sentences."""
        return _SPAN.findall(_FENCE.sub("", self.text))

    def links(self) -> list[str]:
        """The targets of links and pictures."""
        return _LINK.findall(_FENCE.sub("", self.text))


GENERATED = {"docs/format/reference.md"}
"""Pages without words of their own; those of rules are generated too, and their examples are tested as the rules'."""

PAGES = [
    Page(path)
    for path in (
        *(REPOSITORY / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
        *sorted((REPOSITORY / "docs").rglob("*.md")),
    )
]
WRITTEN = [page for page in PAGES if page.name not in GENERATED and not page.name.startswith("docs/rules/")]
