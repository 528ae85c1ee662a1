"""The review in the terminal: what stands where, without a colour too, and entries that can be pasted."""

from __future__ import annotations

import io
import re

import pytest

from journeymap.reporters.reviews import ReviewFormat, write
from tests.diff.pairs import SHOP, loaded
from tests.diff.test_review_rules import BROKEN, SECRET, both
from tests.reporters.reviews.test_formats import AFTER, written

TEXT = ReviewFormat.TEXT


def test_nothing():
    """Two equal workspaces are two words."""
    assert written(SHOP, SHOP, TEXT, "any", linted=True) == "No changes.\n"


def test_the_worst_comes_first():
    """Breaking, worse, better, the rest, each with a sign and a word; then the counts."""
    lines = written(SHOP, AFTER, TEXT).splitlines()
    signs = [line.split()[:2] for line in lines if line[:4].strip() in {"✖", "▼", "▲", "•"}]
    assert signs == [["✖", "breaking"], ["▼", "worse"], ["▲", "better"], ["•", "changed"]]
    assert lines[0] == "base → head"
    assert lines[1].startswith("Breaks links to “")
    assert lines[3] == "Buy shoes (buy)  for Pat"
    assert lines[-1] == "1 breaking, 1 worse, 1 better, 1 neutral."


def test_what_a_change_touches_stands_in_one_line():
    """Behind the place in the file, with names and not ids; whom all changes of a journey touch is said once."""
    lines = written(SHOP, AFTER, TEXT).splitlines()
    at = next(number for number, line in enumerate(lines) if "▼" in line)
    assert lines[at] == "  ▼ worse    “Open the box”: emotion +2 → −2"
    assert re.fullmatch(r" {13}/workspace/journeymap\.yaml:\d+:\d+  teams: Sales", lines[at + 1])


def test_colour_adds_nothing_to_what_is_said():
    """Without the colours it is the same text."""
    stream = io.StringIO()
    write([both(SHOP, AFTER).review(["worse"], maps=False)], TEXT, stream, colour=True)
    assert "\x1b[" in stream.getvalue()
    assert re.sub("\x1b\\[[0-9;]*m", "", stream.getvalue()) == written(SHOP, AFTER, TEXT, "worse")


def pasted(text: str, section: str) -> str:
    """The lines of a section that the text says to paste."""
    lines = text.splitlines()
    start = lines.index(f"{section}:")
    end = next(number for number in range(start + 1, len(lines)) if not lines[number].startswith(" "))
    return "\n".join(lines[start:end]) + "\n"


def test_what_is_told_to_paste_can_be_pasted():
    """The `moved` entry makes the rename certain, and the `accepted` entries let everything pass."""
    text = written(SHOP, AFTER, TEXT, "any")
    renamed = AFTER + pasted(text, "moved")
    assert not [fault for document in loaded(renamed).documents for fault in document.faults]
    again = written(SHOP, renamed, TEXT, "any")
    assert "seems to be" not in again
    done = written(SHOP, renamed + pasted(again, "accepted"), TEXT, "any")
    assert "held up" not in done
    assert done.count("accepted by (who): (why)") == 4


def test_what_cannot_be_compared():
    """It is named with the command that says why, and nothing is called unchanged."""
    text = written(SHOP, BROKEN, TEXT)
    assert "No changes" not in text
    assert "? journeys:buy in /workspace/journeymap.yaml, in the head: it has faults" in text
    assert "`journeymap validate /workspace/journeymap.yaml`" in text
    assert text.endswith("0 breaking, 0 worse, 0 better, 0 neutral, 1 not compared.\n")


def test_findings():
    """Those that came and those that went are listed, the others counted."""
    there, back = written(SHOP, AFTER, TEXT, linted=True), written(AFTER, SHOP, TEXT, linted=True)
    assert "  + warning[JM402] " in there
    assert "  - warning[JM402] " in back
    assert " there already" in there


def test_reviewers_by_name():
    """The teams that ought to look, not their ids."""
    assert "Ought to look: Sales, Service.\n" in written(SHOP, AFTER, TEXT)


@pytest.mark.parametrize(("public", "told"), [(True, False), (False, True)])
def test_confidential(public: bool, told: bool):
    """For a public audience it is only counted."""
    text = written(SECRET, SECRET.replace("Lou the spy", "Lou the mole"), TEXT, "any", public=public)
    assert ("mole" in text) is told
    if public:
        assert "1 confidential and left out" in text
        assert "1 more, of what is confidential, are held up too." in text
