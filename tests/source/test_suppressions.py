"""Comments that ask not to be told of a finding."""

from __future__ import annotations

import pytest

from journeymap.diagnostics import Fault, Position, Severity, Span
from journeymap.source import Scope, read, suppression_of

LOW = Fault("JM402", "unexplained-low", Severity.WARNING)


def suppressions(text):
    return read("a.yaml", text.encode()).suppressions


def finding(line):
    return LOW.found("a.yaml", "m", span=Span(Position(line, 1), Position(line, 2)))


def test_a_comment_holds_for_its_line():
    """Codes and names, and the reason, are read; the span is the comment's."""
    comment = "# journeymap: ignore[JM402, unowned-thing] known since May"
    (found,) = suppressions(f"a: 1\nb: 2  {comment}  \n")
    assert (found.codes, found.scope, found.line) == (("JM402", "unowned-thing"), Scope.LINE, 2)
    assert found.reason == "known since May"
    assert (found.span.start.line, found.span.start.column, found.span.end.column) == (2, 7, 7 + len(comment))
    assert not found.blanket


def test_alone_on_a_line_it_holds_for_the_next_written_line():
    """Other comments and empty lines between do not matter."""
    found = suppressions(
        "a: 1\n# journeymap: ignore[JM402]\n\n  # why\n#journeymap:ignore[JM101]\nb: 2\n\n# journeymap: ignore[JM402]\n"
    )
    assert [suppression.line for suppression in found] == [6, 6, 9]


def test_a_file_wide_comment():
    """`ignore-file` holds everywhere, even for a finding without a place."""
    (found,) = suppressions("# journeymap: ignore-file[unexplained-low] a draft\na: 1\n")
    assert (found.scope, found.reason) == (Scope.FILE, "a draft")
    assert found.covers(finding(99))
    assert found.covers(LOW.found("a.yaml", "m"))


@pytest.mark.parametrize(
    "text", ["# journeymap: ignore\na: 1\n", "a: 1 # journeymap: ignore all\n", "# journeymap: ignore-file []\na: 1"]
)
def test_a_blanket_form_suppresses_nothing(text):
    """It is recorded as blanket, so that it can be reported."""
    (found,) = suppressions(text)
    assert found.blanket
    assert not any(found.covers(finding(line)) for line in range(1, 4))


@pytest.mark.parametrize(
    "text",
    [
        "a: 'x # journeymap: ignore[JM402]'\n",
        'a: "x\n  # journeymap: ignore[JM402]\n  y"\n',
        "a: |\n  # journeymap: ignore[JM402]\nb: 1\n",
        "a: >-\n\n  x\n  # journeymap: ignore[JM402]\n",
        "a: x# journeymap: ignore[JM402]\n",
        "'# journeymap: ignore[JM402]': 1\n",
        "a: 1 # journeymap: ignored[JM402]\n",
        "a: 1 # journeymap: ignore-files[JM402]\n",
    ],
)
def test_text_is_not_a_comment(text):
    """Inside quotes, blocks and words nothing is suppressed."""
    assert suppressions(text) == ()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: | # journeymap: ignore[JM402]\n  x\n", 1),
        ("a: |\n  x\n\n# journeymap: ignore[JM402]\nb: 1\n", 5),
        ("a: &x # journeymap: ignore[JM402]\n  'y'\n", 1),
        ("a: [ # journeymap: ignore[JM402]\n  'y' ]\n", 1),
        ("a: 1\r\n# journeymap: ignore[JM402]\r\nb: 2\r\n", 3),
        ("a: [\n# journeymap: ignore[JM402]\n", 3),
    ],
)
def test_comments_in_odd_places(text, line):
    """Behind a block's mark, after an anchor, within brackets, even before broken YAML."""
    (found,) = suppressions(text)
    assert found.line == line


def test_the_first_that_covers_a_finding_is_given():
    """So that the others can be called useless."""
    found = suppressions("a: 1 # journeymap: ignore[jm402]\nb: 2 # journeymap: ignore[JM101]\n")
    assert suppression_of(finding(1), found) is found[0]
    assert suppression_of(finding(2), found) is None
