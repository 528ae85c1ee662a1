"""The canonical layout of anything that can be read: the same data, every comment, and nothing left to change."""

from __future__ import annotations

import json
import random

from hypothesis import assume, example, given
from hypothesis import strategies as st

from journeymap.formatting.layout import formatted, same
from journeymap.formatting.layout_source import WrittenText
from journeymap.source import read
from tests.property.test_readers import edited, pieced

CHARACTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.sampled_from(
    "\n\t \u0085\u2028\u200f\u00a0'\"\\#:-?,[]{}"
)
SENTENCES = [
    *("Looks for a price", "no", "yes", "on", "~", "", "12:30", "2026-05-01", "1_000", "0x1f", "-", "- a", "a: b", "a #b", "#1f4e5f"),
    *("Why?", "https://x.example/a?b#c", "clm:awareness", "one, two", "'quoted'", '"said"', "*bold* text", "&c", "!t", "%", "@home", "`x`"),
    *(" leading", "trailing ", "two  blanks", "tab\there", "line\nbreak", "# A list\n\n- one\n- two\n", "ends\n", "ends\n\n\n", "\nbegins", "  x\ny"),
    *("A long sentence about a customer who waits, and waits, and waits, until somebody answers the phone at last. " * 2).split("|"),
    *("word " * 60, ("word " * 30).strip() + "\n" + ("other " * 30).strip(), "---", "...", "=", "<<", "null", "true", "x" * 130),
]  # fmt: skip
texts = st.sampled_from(SENTENCES) | st.text(CHARACTERS, max_size=20)
scalars = texts | st.integers() | st.floats() | st.booleans() | st.none()
free = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts.filter(bool), inner, max_size=3),
    max_leaves=8,
)


def one_of_keys(**fields):
    """An object with some of these keys, free ones and unknown ones, in any order."""
    optional = {**fields, "x-free": free, "x-b": free, "unknown": scalars, "confidential": st.booleans()}
    keys = st.lists(st.sampled_from(list(optional)), max_size=4, unique=True)
    return keys.flatmap(lambda chosen: st.fixed_dictionaries({key: optional[key] for key in chosen}))


references = st.lists(texts | one_of_keys(id=texts, count=st.integers(), of=st.integers(), quote=texts), max_size=3)
touchpoints = one_of_keys(
    id=texts,
    name=texts,
    emotion=scalars,
    thoughts=st.lists(texts, max_size=3),
    channel=texts | st.lists(texts, max_size=3),
    pain_points=st.lists(one_of_keys(id=texts, summary=texts, research=references), max_size=2),
    metrics=st.lists(one_of_keys(metric=texts, n=scalars), max_size=2),
    next=st.lists(one_of_keys(to=texts, share=scalars, handoff=one_of_keys(to=texts, sla=texts)), max_size=2),
)
journeys = one_of_keys(
    id=texts,
    summary=texts,
    stages=st.lists(one_of_keys(id=texts, touchpoints=st.lists(touchpoints, max_size=2)), max_size=2),
)
documents = one_of_keys(
    journeymap=st.just(1),
    workspace=one_of_keys(name=texts, lint=one_of_keys(ignore=st.lists(texts, max_size=2), severity=free)),
    teams=st.lists(one_of_keys(id=texts, name=texts), max_size=3),
    personas=st.lists(one_of_keys(id=texts, quotes=references, segment=free, demographic=free), max_size=2),
    journeys=st.lists(journeys, max_size=2) | free,
)


class Author:
    """Writes values in whatever style comes to mind, with comments here and there."""

    def __init__(self, whims):
        self.whims = whims
        self.comments = 0

    def chance(self, of=3):
        return self.whims.randint(0, of) == 0

    def comment(self):
        self.comments += 1
        kind = self.whims.choice(["# c{}", "#c{}", "# c{} # again  ", "## c{}: x", "# - c{} é"])
        return kind.format(self.comments)

    def beside(self):
        return f"{self.whims.choice([' ', '   '])}{self.comment()}" if self.chance(4) else ""

    def own_lines(self, indent):
        """Blank lines and comments, some not in line with what follows."""
        lines = []
        while self.chance(4):
            shift = self.whims.choice([0, 0, 0, 2, 4, -2])
            lines.append("" if self.chance(1) else " " * max(indent + shift, 0) + self.comment())
        return lines

    def document(self, data):
        lines = self.own_lines(0)
        if self.chance(5):
            lines.append("---")
        lines += self.entries(data, 0) if data else ["{}"]
        text = "\n".join([*lines, *self.own_lines(self.whims.choice([0, 2, 4]))]) + "\n"
        return text.replace("\n", "\r\n") if self.chance(8) else text

    def entries(self, value, indent):
        lines = []
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, item in items:
            head = f"{self.in_line(key)}:" if isinstance(value, dict) else "-"
            lines += self.own_lines(indent)
            lines += self.entry(" " * indent + head, item, indent, in_list=isinstance(value, list))
        return lines

    def entry(self, head, item, indent, *, in_list):
        if isinstance(item, (dict, list)) and item and not self.chance(3):
            step = 0 if isinstance(item, list) and not in_list and self.chance(2) else self.whims.choice([1, 2, 4])
            if in_list and self.chance(1):
                inner = self.entries(item, indent + 2)
                first = next(i for i, line in enumerate(inner) if line.strip() and not line.lstrip().startswith("#"))
                return [*inner[:first], f"{head} {inner[first][indent + 2 :]}", *inner[first + 1 :]]
            return [head + self.beside(), *self.entries(item, indent + step)]
        if isinstance(item, (dict, list)):
            return self.bracketed(head, item, indent)
        if isinstance(item, str) and self.is_for_blocks(item) and self.chance(1):
            return self.literal(head, item, indent)
        return [f"{head} {self.in_line(item)}{self.beside()}"]

    def bracketed(self, head, item, indent):
        """In brackets, on one line or on several with comments between."""
        opening, closing = "{}" if isinstance(item, dict) else "[]"
        if self.chance(1) or not item:
            return [f"{head} {self.in_line(item)}{self.beside()}"]
        lines = [f"{head} {opening}{self.beside()}"]
        for part in item:
            text = f"{self.in_line(part)}: {self.in_line(item[part])}" if isinstance(item, dict) else self.in_line(part)
            lines += [*self.own_lines(indent + 4), f"{' ' * (indent + 4)}{text},{self.beside()}"]
        return [*lines, *self.own_lines(indent + 4), f"{' ' * (indent + 1)}{closing}{self.beside()}"]

    def literal(self, head, text, indent):
        chomping = "" if text.endswith("\n") else "-"
        style = "|" if "\n" in text.removesuffix("\n") else self.whims.choice("|>")
        lines = [f"{head} {style}{chomping}{self.beside()}"]
        return lines + [" " * (indent + 3) + line if line else "" for line in text.removesuffix("\n").split("\n")]

    @staticmethod
    def is_for_blocks(text):
        lines = text.split("\n")
        return (
            all(line == line.strip() for line in lines)
            and text.strip("\n") == text.removesuffix("\n") != ""
            and not set(text) & set("\t\u0085\u2028\ufeff")
            and text.isprintable() | ("\n" in text)
        )

    def in_line(self, value):
        """In JSON's style, or without quotes where that is simple."""
        if isinstance(value, dict):
            return "{" + ", ".join(f"{self.in_line(key)}: {self.in_line(item)}" for key, item in value.items()) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(map(self.in_line, value)) + "]"
        if isinstance(value, float):
            return {"nan": ".nan", "inf": ".inf", "-inf": "-.inf"}.get(repr(value), repr(value))
        words = isinstance(value, str) and value.isascii() and all(word.isalpha() for word in value.split(" "))
        if words and value.casefold() not in {"true", "false", "null", "inf", "nan"}:
            return value if self.chance(1) else f"'{value}'"
        return json.dumps(value, ensure_ascii=self.chance(1))


@st.composite
def written(draw):
    """A document; now and then a comment ends up in a block of text, and is text."""
    data = draw(documents)
    author = Author(random.Random(draw(st.integers(0, 2**32))))
    return author.document(data)


def comments_of(text):
    source = WrittenText(text)
    return sorted(text[start:end].rstrip() for start, end in source.comments)


@given(written())
def test_data_and_comments_stay_and_the_layout_is_its_own(text):
    """Whatever the style of the author."""
    document = read("a.yaml", text.encode())
    assume(not document.faults)
    result = formatted(document)
    again = read("a.yaml", result.encode())
    assert same(again.data, document.data)
    assert comments_of(text) == comments_of(result)
    assert formatted(again) == result
    assert ("\r\n" in result) == ("\r\n" in text.split("\n")[0] + "\n")
    assert result.endswith("\n")


def formatted_holds_the_same(text):
    """Whether a text has a layout with its data and comments; anything goes for text with faults."""
    document = read("a.yaml", text.encode())
    if document.faults:
        return
    result = formatted(document)
    again = read("a.yaml", result.encode())
    assert same(again.data, document.data)
    assert comments_of(text) == comments_of(result)


ANCHORED = """\
x-who: &who [anna, &b bo]  # both
journeymap: 1
journeys:
- &j
  name: &n Buying
  id: buy
  personas: *who
  *n : again
- {x-j: *j, id: *b}
"""


@given(edited() | pieced.map("a: ".__add__))
@example(ANCHORED)
@example("a: &x  # one\n  # two\n  - b\n  -\n    # three\n    c: 1\n? d # four\n: e\n... # five\n# six\n")
@example("%YAML 1.2 # one\n# two\n---\n# three\njourneymap: 1\n")
@example("a: [Why?, https://x.example/?b, {c: d?}] # e")
@example("{a: {b: 1, # c\n d: [ # e\n ]}, # f\n # g\n}")
@example("a:\n# b\n\n# c\n  # d\n\n  - e\n     # f\n\n   # g\n# h\n")
def test_edited_text_stays_the_same_too(text):
    """Anchors, aliases, marks and comments in any odd place."""
    formatted_holds_the_same(text)
