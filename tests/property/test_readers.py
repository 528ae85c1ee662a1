"""The two readers against each other, and the first against anything at all."""

from __future__ import annotations

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from journeymap.source import read
from journeymap.source.fast import doubtful, read_fast
from journeymap.source.places import Places
from journeymap.source.reader import read_first

REALISTIC = """\
---
journeymap: 1

# Bikes
journeys:
  - id: buy-a-bike
    name: "Buying a bike"   # the main one
    summary: >-
      Anna wants a bike; é😀
      she compares: online.
    reviewed: 2024-05-01
    goal_met: partly
    empty:
    stages:
      - id: search
        touchpoints:
        - id: reviews
          channel: [web, review-site, "https://x.y"]
          emotion: -0.5
          share: .35
          moment_of_truth: true
          thoughts: ['What is advertising, can I tell?', Why not?]
          notes: |
            Some *text* & more.

            - a list
          next: [{to: shop, share: 0.8, when: finds one}, {to: end, also: ~}]
"""
FRAGMENTS = [
    *("a", "x y", "é", "😀", " ", "  ", "    ", "\n", "\r\n", "\n  ", "\n    ", "\n- ", "- ", "-", ": ", ":", ":\n", "? ", "?", " ?"),
    *("[", "]", "{", "}", ", ", ",", "[a, b]", "{a: 1}", "'", '"', "''", "|\n", ">-\n  ", "|2\n", "#", " # c", "# c\n", "---\n", "..."),
    *("0", "12", "-1", "+1", "1.5", "5.", ".5", "012", "1e3", "e", "0x1f", "0o7", "0b1", "_", ".inf", ".NaN", "-0", "9" * 19, "1" * 18),
    *("true", "FALSE", "no", "~", "null", "Null", "&x ", "*x", "!t ", "! ", "%", "@", "`", "\\", "\\n", "\\u0041", "<<", "=", "12:30"),
    *("\t", "\r", "\u0085", "\u2028", "\ufeff", "\0", "http://x.y", "a:\n  - b\n", "- id: x\n  name: y\n", "\n\n", '"x\\\n  y"'),
]  # fmt: skip


def same(one, other):
    """Equal in type, order and value; NaN equals itself."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other or (isinstance(one, float) and math.isnan(one) and math.isnan(other))


def agree(text):
    """Whether the faster reader has the first one's data, or stands back."""
    fast = read_fast(text)
    if fast is None:
        return True
    reading = read_first("a.yaml", Places(text))
    return reading.readable and reading.faults == () and same(reading.data, fast)


@st.composite
def edited(draw):
    """Realistic text with some of it replaced by fragments of YAML."""
    lines = REALISTIC.splitlines(keepends=True)
    first = draw(st.integers(0, len(lines) - 1))
    text = "".join(lines[first : first + draw(st.integers(1, len(lines)))])
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(FRAGMENTS)) + text[at + draw(st.integers(0, 5)) :]
    return text


pieced = st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join)
words = st.text(st.characters(codec="utf-8", exclude_characters="\x7f"), max_size=12)
plain = st.from_regex(r"[a-zA-Z0-9+.~-][a-zA-Z0-9+. ?:_-]{0,8}[a-z0-9.]", fullmatch=True).filter(
    lambda text: ": " not in text and not text.startswith(("- ", "---", "..."))
)
scalars = st.one_of(
    plain,
    st.integers().map(str),
    st.floats().map(repr),
    st.sampled_from(["", "~", "true", "False", "NULL", ".inf", "-.INF", ".nan"]),
    words.map(lambda text: "'" + "".join(c for c in text if c.isprintable()).replace("'", "''") + "'"),
    words.map(
        lambda text: '"' + "".join(c for c in text if c.isprintable()).replace("\\", "\\\\").replace('"', '\\"') + '"'
    ),
)
keys = st.one_of(
    plain, st.from_regex(r"[a-z_]{1,6}", fullmatch=True), st.sampled_from(["'a b'", '"c"', "1", "true", "012"])
)


def in_brackets(children):
    """Lists and mappings in flow style."""
    lists = st.lists(children, max_size=3).map(lambda items: f"[{', '.join(items)}]")
    entries = st.lists(st.tuples(keys, children), max_size=3)
    return lists | entries.map(lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}")


flow = st.recursive(scalars, in_brackets, max_leaves=6)


@st.composite
def block(draw, depth=0):
    """A mapping in block style, its values scalars in many styles, lists, mappings and folded text."""
    indent = "  " * depth
    lines = []
    for key in draw(st.lists(keys, min_size=1, max_size=3)):
        kind = draw(st.sampled_from(["value", "value", "list", "mapping", "literal", "folded"]))
        if kind == "mapping" and depth < 3:
            lines.append(f"{indent}{key}:\n{draw(block(depth + 1))}")
        elif kind == "list":
            items = draw(st.lists(flow, min_size=1, max_size=3))
            lines.append(f"{indent}{key}:\n" + "".join(f"{indent}- {item}\n" for item in items))
        elif kind in ("literal", "folded"):
            mark = draw(st.sampled_from("|>")) + draw(st.sampled_from(["", "-", "+"]))
            lines.append(f"{indent}{key}: {mark}\n{indent}  {draw(plain)}\n\n{indent}   {draw(plain)}\n")
        else:
            lines.append(f"{indent}{key}: {draw(flow)}{draw(st.sampled_from(['', ' # c', ' ']))}\n")
    return "".join(lines)


@given(block())
def test_the_readers_agree_on_structured_documents(text):
    """Whatever style values are written in."""
    assert agree(text), (text, read_fast(text), read_first("a.yaml", Places(text)))


@given(edited() | pieced | pieced.map("a: ".__add__))
@example("a: {+1? ? False/word: text\nx y}")
@example("a: [12word: text\n+1- ?  \n]# c\n")
@example("012: \n- x y|+")
@example(" !")
def test_the_readers_agree_on_edited_text(text):
    """Whatever damage an edit does: the same data, or the first reader is asked."""
    assert agree(text), (text, read_fast(text), read_first("a.yaml", Places(text)))


def test_the_usual_document_is_read_by_the_faster_reader():
    """Otherwise the comparison would show nothing."""
    pytest.importorskip("ryaml")
    assert not doubtful(REALISTIC)
    assert read_fast(REALISTIC)["journeys"][0]["stages"][0]["touchpoints"][0]["emotion"] == -0.5
    assert agree(REALISTIC)


@given(st.binary(max_size=60) | (edited() | pieced).map(str.encode))
def test_nothing_raises_and_every_place_is_inside_the_text(raw):
    """Any bytes give data or a fault, and places that a line of the text has."""
    document = read("a.yaml", raw)
    assert document.readable or document.faults
    assert document.readable or document.data == {}
    spans = [fault.span for fault in document.faults if fault.code != "JM112"]
    spans += [document.span(pointer) for pointer in document.plain_scalars()]
    spans += [suppression.span for suppression in document.suppressions]
    for span in spans:
        assert span.start <= span.end
        for position in (span.start, span.end):
            assert 1 <= position.column <= len(document.lines[position.line - 1]) + 1


@given(edited() | pieced.map("a: ".__add__))
def test_the_place_of_a_plain_scalar_holds_its_text(text):
    """What a fix would replace is what was read."""
    document = read("a.yaml", text.encode())
    for pointer, source in document.plain_scalars().items():
        span = document.span(pointer)
        if source:
            assert span.start.line == span.end.line
            assert document.lines[span.start.line - 1][span.start.column - 1 : span.end.column - 1] == source
