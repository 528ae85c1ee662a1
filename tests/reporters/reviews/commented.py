"""Comments on changes of the example: the pair of revisions, with texts replaced."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from journeymap.api import diffs
from journeymap.reporters.reviews import markdown
from tests.conftest import REPOSITORY, TODAY

PAIR = REPOSITORY / "examples" / "change"
Edits = Mapping[str, str]
Comment = Callable[..., str]


def edited(folder: Path, side: str, edits: Edits) -> Path:
    """A side of the pair with texts replaced, each of which has to be there."""
    made = folder / side
    made.mkdir(parents=True)
    texts = {file.name: file.read_text() for file in (PAIR / side).glob("*.yaml")}
    for old, new in edits.items():
        assert any(old in text for text in texts.values()), old
        texts = {name: text.replace(old, new) for name, text in texts.items()}
    for name, text in texts.items():
        (made / name).write_text(text)
    return made


def comment_on(base: Path, head: Path, gates: Sequence[str] = ()) -> str:
    """The comment on what changed between two folders."""
    stream = io.StringIO()
    compared = diffs.diff([str(base), str(head)], on=TODAY)
    markdown.write([one.review(gates, public=True) for one in compared], stream)
    return stream.getvalue()


@pytest.fixture
def comment(tmp_path: Path) -> Comment:
    """Comments on a change of the base of the example, given as texts to replace on each side."""

    def made(head: Edits, base: Edits | None = None, gates: Sequence[str] = ()) -> str:
        sides = (tmp_path / "one", tmp_path / "two")
        return comment_on(edited(sides[0], "before", base or {}), edited(sides[1], "before", head), gates)

    return made


def first_line(text: str) -> str:
    """The first line that is seen."""
    return next(line for line in text.splitlines() if line and not line.startswith("<!--"))


def points(text: str) -> list[str]:
    """The points below it."""
    return [line[2:] for line in text.split("\n###", maxsplit=1)[0].splitlines() if line.startswith("- ")]
