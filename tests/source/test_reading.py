"""What a document's text means, whichever reader reads it."""

from __future__ import annotations

import math

import pytest

from journeymap.source import MAX_BYTES, read

READ = {
    "core words": ("a: ~\nb: null\nc:\nd: TRUE\ne: False\n", {"a": None, "b": None, "c": None, "d": True, "e": False}),
    "numbers": ("a: -3\nb: +1\nc: 0o17\nd: 0x1F\ne: 012\nf: 1e3\n", {"a": -3, "b": 1, "c": 15, "d": 31, "e": 12, "f": 1000.0}),
    "text that other readers take otherwise": (
        "a: yes\nb: on\nc: 1_000\nd: 12:30\ne: 2024-05-01\nf: 0b1\n",
        {"a": "yes", "b": "on", "c": "1_000", "d": "12:30", "e": "2024-05-01", "f": "0b1"},
    ),
    "infinity": ("a: .inf\nb: -.INF\n", {"a": math.inf, "b": -math.inf}),
    "quoted values are text": ("a: '1'\nb: \"true\"\nc: ''\n", {"a": "1", "b": "true", "c": ""}),
    "anchors and aliases": ("a: &x [1, 2]\nb: *x\n&k c: *k\n", {"a": [1, 2], "b": [1, 2], "c": "c"}),
    "an anchor given anew": ("a: &x 1\nb: &x 2\nc: *x\n", {"a": 1, "b": 2, "c": 2}),
    "an anchor given anew inside itself": ("a: &x [&x 1]\nb: *x\n", {"a": [1], "b": 1}),
    "block scalars": ("a: |\n  x\n   y\nb: >-\n  x\n  y\n", {"a": "x\n y\n", "b": "x y"}),
    "comments everywhere": ("# 1\na: # 2\n  # 3\n  - b # 4\n# 5\n  - c#d\n", {"a": ["b", "c#d"]}),
    "Windows line ends": ("a: 1\r\nb: |\r\n  x\r\n", {"a": 1, "b": "x\n"}),
    "old Mac line ends": ("a: 1\rb: 2\r", {"a": 1, "b": 2}),
    "a byte-order mark": ("\ufeffa: 1\n", {"a": 1}),
    "emoji and right-to-left text": ("😀: é\nשם: לקוח\n", {"😀": "é", "שם": "לקוח"}),
    "a tab after the colon": ("a:\tb\n", {"a": "b"}),
    "marks in brackets": ("a: [Why?, https://x.y/z, Pourquoi ?, ?x, 12:30]\n", {"a": ["Why?", "https://x.y/z", "Pourquoi ?", "?x", "12:30"]}),
    "marks in keys and quotes beside brackets": ("b?c: '?:x'\na: [d?]\n", {"b?c": "?:x", "a": ["d?"]}),
    "a JSON object": ('{"a":1,"b":[true,null]}', {"a": 1, "b": [True, None]}),
    "a document mark at the start": ("---\na: 1\n", {"a": 1}),
    "an end mark": ("a: 1\n...\n", {"a": 1}),
    "YAML 1.2 asked for": ("%YAML 1.2\n---\na: yes\n", {"a": "yes"}),
    "an integer of many digits": ("a: 123456789012345678901234567890\n", {"a": 123456789012345678901234567890}),
    "more digits than a number has": (f"a: {'9' * 5000}\n", {"a": "9" * 5000}),
    "a pair of escapes": ('a: "\\U0001F600\\t\\x41"\n', {"a": "😀\tA"}),
    "64 levels": ("a: " + "[" * 63 + "]" * 63, None),
}  # fmt: skip


@pytest.mark.parametrize(("text", "data"), READ.values(), ids=READ)
def test_reads_the_core_schema(text, data):
    """Everything allowed is read without a fault, with YAML 1.2's meaning."""
    document = read("a.yaml", text.encode())
    assert document.faults == ()
    assert document.readable
    assert data is None or _typed(document.data) == _typed(data)


def _typed(value):
    """The value with types, as 1 == True == 1.0 for Python."""
    if isinstance(value, dict):
        return {key: _typed(item) for key, item in value.items()}
    return [_typed(item) for item in value] if isinstance(value, list) else (type(value), value)


def test_not_a_number_is_read_as_such():
    """`.nan` is a number that equals nothing, in both readers."""
    for text in ("a: .nan\n", "a: .NaN\n", "a: &x .NAN\n"):
        assert math.isnan(read("a.yaml", text.encode()).data["a"])


FAULTS = {
    "duplicate key": ("a: 1\nb: 2\na: 3\n", "JM102", (3, 1), {"a": 1, "b": 2}),
    "duplicate key in brackets": ("x: {a: 1, 'a': 2}\n", "JM102", (1, 11), {"x": {"a": 1}}),
    "tag": ("é: &x !foo 12\n", "JM109", (1, 7), {"é": 12}),
    "text tag": ("a: !!str 012\n", "JM109", (1, 4), {"a": "012"}),
    "bare tag": ("a:\n  - ! [1]\n", "JM109", (2, 5), {"a": [[1]]}),
    "merge key": ("a: &x {b: 1}\nc:\n  <<: *x\n  d: 2\n", "JM109", (3, 3), {"a": {"b": 1}, "c": {"d": 2}}),
    "number as key": ("a: 1\n2024: b\n", "JM109", (2, 1), {"a": 1, "2024": "b"}),
    "truth value as key": ("true: b\n", "JM109", (1, 1), {"true": "b"}),
    "nothing as key": ("a: 1\n~: b\n", "JM109", (2, 1), {"a": 1, "~": "b"}),
    "a missing key": ("?\n: b\n", "JM109", (1, 2), {"": "b"}),
    "list as key": ("? [a, b]\n: c\nd: e\n", "JM109", (1, 3), {"d": "e"}),
    "alias of a list as key": ("a: &x [1]\n*x : c\n", "JM109", (2, 1), {"a": [1]}),
    "alias that holds itself": ("a: &x\n  - *x\n", "JM109", (2, 5), {"a": [None]}),
    "alias of nothing": ("a: *x\n", "JM101", (1, 4), {"a": None}),
    "YAML 1.1": ("# c\n%YAML 1.1\n---\na: yes\n", "JM109", (2, 1), {"a": "yes"}),
    "YAML 3": ("%YAML 3.0\n---\na: yes\n", "JM109", (1, 1), None),
    "several documents": ("a: 1\n# c\n---\nb: 2\n", "JM109", (3, 1), None),
    "an empty second document": ("a: 1\n---\n", "JM109", (2, 1), None),
    "65 levels": ("a:\n " + "[" * 64 + "]" * 64, "JM109", (2, 65), None),
    "65 levels of blocks": ("- " * 65 + "a", "JM109", (1, 129), None),
    "65 levels through an alias": ("a: &x " + "[" * 40 + "]" * 40 + "\nb: " + "[" * 24 + "*x" + "]" * 24, "JM109", (2, 28), None),
    # 11 values in a, 111 in b, 1,111 in c, 11,111 in d: the eighth *d passes 100,000.
    "alias bomb": (
        "a: &a [1,1,1,1,1,1,1,1,1,1]\n" + "".join(f"{b}: &{b} [{','.join([f'*{a}'] * 10)}]\n" for a, b in zip("abcde", "bcdef", strict=True)),
        "JM109", (5, 8 + 3 * 7), None,
    ),
    "empty file": ("", "JM105", (1, 1), None),
    "only a comment": ("\n# c\n", "JM105", (1, 1), None),
    "a list": ("# c\n- a\n- b\n", "JM105", (2, 1), None),
    "a sentence": ("Hello, world\n", "JM105", (1, 1), None),
}  # fmt: skip


@pytest.mark.parametrize(("text", "code", "place", "data"), FAULTS.values(), ids=FAULTS)
def test_refuses_with_a_place_and_reads_on_where_it_can(text, code, place, data):
    """Each refused feature has its code and place; what can be read beside it is read."""
    document = read("a.yaml", text.encode())
    assert [fault.code for fault in document.faults] == [code]
    fault = document.faults[0]
    assert (fault.span.start.line, fault.span.start.column) == place
    assert fault.help
    assert document.readable is (data is not None)
    assert document.data == (data or {})


def test_an_alias_bomb_within_the_bound_is_allowed():
    """Repeating values is no fault as long as they stay few."""
    document = read("a.yaml", b"a: &a [1, 2]\nb: &b [*a, *a]\nc: [*b, *b]\n")
    assert document.faults == ()
    assert document.data["c"] == [[[1, 2], [1, 2]], [[1, 2], [1, 2]]]


def test_a_duplicate_key_shows_both_places():
    """The second key is the finding, the first is related to it."""
    (fault,) = read("a.yaml", b"x:\n  a: 1\n  a: 2\n").faults
    assert str(fault.pointer) == "/x/a"
    (first,) = fault.related
    assert (first.path, first.span.start.line, first.span.start.column) == ("a.yaml", 2, 3)


def test_several_faults_are_all_found():
    """Reading goes on after a fault that allows it."""
    document = read("a.yaml", b"a: !x 1\na: 2\n1: *y\nb: [\n")
    assert [fault.code for fault in document.faults] == ["JM109", "JM102", "JM109", "JM101", "JM101"]


@pytest.mark.parametrize(
    ("raw", "place", "guess"),
    [
        (b"a: 1\r\nb: caf\xe9\n", (2, 7), "Windows-1252 (here “é”)"),
        (b"\xef\xbb\xbfa: \xc3\xa9\x81", (1, 5), "save it"),
        ("a: é\n".encode("utf-16"), (1, 1), "UTF-16"),
        ("a: b\n".encode("utf-16-le"), (1, 2), "UTF-16"),
        (b"a: \xed\xa0\x80\n", (1, 4), "Windows-1252"),
    ],
)
def test_bytes_that_are_not_utf8(raw, place, guess):
    """The first bad byte is shown, with what the bytes look like."""
    document = read("a.yaml", raw)
    (fault,) = document.faults
    assert fault.code == "JM112"
    assert (fault.span.start.line, fault.span.start.column) == place
    assert guess in fault.help
    assert (document.readable, document.text, document.data) == (False, "", {})


def test_five_mebibytes_are_read_and_one_byte_more_is_not():
    """The bound counts bytes and includes its last."""
    start = b"a: 1\nb: "
    largest = start + b"x" * (MAX_BYTES - len(start))
    assert read("a.yaml", largest).readable
    document = read("a.yaml", largest + b"x")
    assert [fault.code for fault in document.faults] == ["JM111"]
    assert not document.readable
