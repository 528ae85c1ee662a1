"""The canonical layout: awkward files beside what they become."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from itertools import chain
from pathlib import Path

import pytest

from journeymap import api
from journeymap.errors import ContentError
from journeymap.formatting import layout, layout_blocks
from journeymap.formatting.layout import formatted
from journeymap.lint import registry
from journeymap.lint.rule import Bad, Good
from journeymap.source import read
from tests.conftest import EXAMPLES, TODAY

GOLDEN = Path(__file__).parent / "golden"
PAIRS = sorted(path.name.removesuffix(".before.yaml") for path in GOLDEN.glob("*.before.yaml"))
DOCUMENTS = sorted(path for example in EXAMPLES for path in example.rglob("*.yaml"))
RULES = [
    (f"{rule.fault.code}-{position}", example.text)
    for rule in registry.rules().values()
    for position, example in enumerate(chain[Bad | Good](rule.bad, rule.good))
]


def laid_out(text: str | bytes) -> str:
    raw = text if isinstance(text, bytes) else (inspect.cleandoc(text) + "\n").encode()
    return formatted(read("a.yaml", raw))


@pytest.mark.parametrize("name", PAIRS)
def test_an_awkward_file_becomes_what_is_expected(name: str, request: pytest.FixtureRequest) -> None:
    result = laid_out((GOLDEN / f"{name}.before.yaml").read_bytes())
    expected = GOLDEN / f"{name}.after.yaml"
    if request.config.getoption("--update-golden"):
        expected.write_bytes(result.encode())
    assert result.encode() == expected.read_bytes()
    assert laid_out(result.encode()) == result


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_examples_are_laid_out(path: Path) -> None:
    """What people learn from is in the canonical layout."""
    assert laid_out(path.read_bytes()) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "content"), RULES, ids=[name for name, _ in RULES])
def test_the_examples_of_rules_have_a_layout_of_their_own(name: str, content: str | bytes) -> None:
    """Or they have a fault of reading, and are left alone."""
    raw = content if isinstance(content, bytes) else (inspect.cleandoc(content) + "\n").encode()
    document = read("a.yaml", raw)
    if document.faults:
        with pytest.raises(ContentError, match="left alone"):
            formatted(document)
    else:
        result = formatted(document)
        assert laid_out(result.encode()) == result
        assert layout.same(read("a.yaml", result.encode()).data, document.data)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("'no'", '"no"'),
        ("yes", '"yes"'),
        ("'12:30'", '"12:30"'),
        ("'2026-05-01'", "2026-05-01"),
        ("0.80", "0.80"),
        ('"0.80"', '"0.80"'),
        ("'1_000'", '"1_000"'),
        ('"null"', '"null"'),
        ("~", "~"),
        ("''", '""'),
        ("'plain words, and a comma'", "plain words, and a comma"),
        ("'a: b'", '"a: b"'),
        ("'a #b'", '"a #b"'),
        ("a#b", "a#b"),
        ("'#1f4e5f'", '"#1f4e5f"'),
        ("'- a'", '"- a"'),
        ("'-a'", "-a"),
        ("'?'", '"?"'),
        ("'Why?'", "Why?"),
        ("'ends:'", '"ends:"'),
        ("'*bold*'", '"*bold*"'),
        ("'said \"no\" at once: twice'", "'said \"no\" at once: twice'"),
        ("'it''s \"so\": a'", "'it''s \"so\": a'"),
        ("'it''s its'' \\: a'", "\"it's its' \\\\: a\""),
        ("' blanks '", '" blanks "'),
        ('"tab\\there"', '"tab\\there"'),
        ('"\\u200fleft"', '"\\u200fleft"'),
        ("'\u200fleft'", "\u200fleft"),
        ('"\\x07"', '"\\x07"'),
        ("clm:awareness", "clm:awareness"),
        ("[clm:awareness]", '["clm:awareness"]'),
        ("[a?b, c]", '["a?b", c]'),
        ("['1', 2]", '["1", 2]'),
        ("{n: 1, y: 2}", '{"n": 1, "y": 2}'),
        (">-\n  short\n  text", "short text"),
        ('"one\\ntwo"', "|-\n  one\n  two"),
        ("|+\n  one\n\n\nx-b: 1", "|+\n  one\n\n\nx-b: 1"),
        ("|2\n   one\n  two", "|2\n   one\n  two"),
        ('"\\n\\n"', '"\\n\\n"'),
        ('"one \\n \\ntwo"', '"one \\n \\ntwo"'),
    ],
)
def test_quotes_stand_where_they_are_needed(typed: str, expected: str) -> None:
    assert laid_out(f"journeymap: 1\nx-a: {typed}\n".encode()).split("\n", 1)[1].strip("\n") == f"x-a: {expected}"


def test_long_text_is_folded_at_single_blanks_within_the_width() -> None:
    text = "x-a: " + "word " * 30 + "two  blanks " + "y" * 120 + " end\n"
    lines = laid_out(text.encode()).splitlines()
    assert lines[0] == "x-a: >-"
    assert [len(line) <= 100 for line in lines] == [True, True, True, False, True]
    assert read("a.yaml", "\n".join(lines).encode()).data == read("a.yaml", text.encode()).data


def test_line_ends_stay_and_the_mark_goes() -> None:
    assert laid_out(b"\xef\xbb\xbfjourneymap: 1\r\nx-a:   |\r\n   b\r\n   c\r\n") == (
        "journeymap: 1\r\n\r\nx-a: |\r\n  b\r\n  c\r\n"
    )
    assert laid_out(b"journeymap:   1") == "journeymap: 1\n"


@pytest.mark.parametrize(
    "text",
    [
        "a: [",
        "a: 1\na: 2",
        "a: !t b",
        "<<: {}",
        "- a",
        "a: 1\n---\nb: 1",
        "%YAML 1.1\n---\na: 1",
        b"a: \xff",
        "a: *b",
        "1: a",
        "",
    ],
)
def test_what_has_a_fault_of_reading_is_left_alone(text: str | bytes) -> None:
    with pytest.raises(ContentError, match=r"a\.yaml was left alone: .") as refused:
        laid_out(text)
    assert "validate" in refused.value.help_line


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ("journeymap: 1\n", "other data"),
        ("journeymap: 1\nx-a: 1\nx-b: 2\n", "lose a comment"),
        ("x-b: 2  # c\nx-a: 1\njourneymap: 1\n", "laid out again"),
        ("journeymap: [\n", "could not be read again"),
    ],
)
def test_a_layout_that_would_not_hold_the_same_is_never_given_out(
    broken: str, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever goes wrong in laying out: here the lines are another document's."""
    document = read("a.yaml", b"journeymap: 1\nx-b:   2 # c\nx-a: 1\n")
    right = layout_blocks.lay_out
    before: list[list[str]] = [broken.splitlines()]
    monkeypatch.setattr(layout, "lay_out", lambda source: before.pop() if before else right(source))
    with pytest.raises(ContentError, match=rf"a\.yaml was left alone: .*{why}"):
        formatted(document)


FAULTY = """
    # journeymap: ignore-file[JM601] dated
    journeymap: 1
    teams:
      - {name: Sales, id: Sales, contact: somebody who has a long name and a room at the far end of the corridor} # journeymap: ignore[JM108] kept
      - name: Desk # journeymap: ignore[JM104] it has no id
      # journeymap: ignore[JM103] ours
      - {colour: red, id: red, name: Red}
    systems:
      - owner: nobody
        # journeymap: ignore[JM108] an id
        id: Till
        name: Till
    personas:
      # journeymap: ignore[JM105] the key only
      - kind: person
        id: pat
        name: Pat
        research: [talks] # journeymap: ignore[JM201] to come
"""


def test_suppressions_hold_for_the_findings_that_they_held_for(write: Callable[..., Path], tmp_path: Path) -> None:
    """The same is found before and after, and each suppression still has something to suppress."""
    before, after = FAULTY, laid_out(FAULTY)
    assert "  # journeymap: ignore[JM108] kept" in after
    found = []
    for name, text in (("before", before), ("after", after)):
        report = api.lint([write({"a.yaml": text}, tmp_path / name)], select=["JM1", "JM201", "JM204"], on=TODAY)
        found.append(sorted((finding.code, finding.pointer, finding.message) for finding in report.findings))
    assert found[0] == found[1]
    assert [code for code, *_ in found[0]] == ["JM201"]


def test_a_suppression_that_would_hold_for_something_else_stops_the_layout() -> None:
    """Here it holds for the last item of a list that has to be taken apart."""
    with pytest.raises(ContentError, match="would hold for something else") as refused:
        laid_out(
            b"journeymap: 1\nteams: [{id: a, name: A},\n  {id: b, name: B}, {id: c}] # journeymap: ignore[JM104] x\n"
        )
    assert "right above" in refused.value.help_line
