"""XES: what is read of a log, what is passed over, and what is refused."""

from __future__ import annotations

import gzip
import tracemalloc
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.errors import InputMissingError
from journeymap.interchange.xes import read_xes

LOG = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2016" xmlns="http://www.xes-standard.org/" xmlns:other="urn:other">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <global scope="trace"><string key="concept:name" value="nobody"/></global>
  <global scope="event"><string key="concept:name" value="nothing"/></global>
  <classifier name="Activity" keys="concept:name"/>
  <string key="concept:name" value="the whole log"/>
  <trace>
    <string key="concept:name" value="anna"/>
    <string key="segment" value="new"><string key="inner" value="passed over"/></string>
    <event>
      <string key="concept:name" value="asks"><int key="certainty" value="3"/></string>
      <date key="time:timestamp" value="2024-03-01T10:00:00.000+01:00"/>
      <float key="price" value="9.5"/>
      <boolean key="paid" value="false"/>
      <id key="ticket" value="b6e"/>
      <list key="items"><values><string key="item" value="passed over"/></values></list>
      <other:string key="foreign" value="passed over"/>
      <string other:key="foreign" other:value="passed over"/>
    </event>
    <other:event><string key="concept:name" value="foreign"/></other:event>
    <event><string key="concept:name" value="pays"/></event>
  </trace>
  <event><string key="concept:name" value="alone"/></event>
  <trace><event><string key="concept:name" value="unnamed"/></event></trace>
</log>
"""


def put(folder: Path, text: str | bytes, name: str = "log.xes") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_events_have_their_own_attributes_and_their_traces(tmp_path: Path) -> None:
    """Attributes inside others, lists, defaults of the log and foreign elements are passed over."""
    assert list(read_xes(put(tmp_path, LOG))) == [
        {
            "concept:name": "asks",
            "time:timestamp": "2024-03-01T10:00:00.000+01:00",
            "price": "9.5",
            "paid": "false",
            "ticket": "b6e",
            "case:concept:name": "anna",
            "case:segment": "new",
        },
        {"concept:name": "pays", "case:concept:name": "anna", "case:segment": "new"},
        {"concept:name": "alone"},
        {"concept:name": "unnamed"},
    ]


@pytest.mark.parametrize("root", ["<log>", '<log xmlns="http://code.deckfour.org/xes">', '<x:log xmlns:x="urn:x">'])
def test_any_namespace_will_do(tmp_path: Path, root: str) -> None:
    """Tools write XES in several namespaces, or none: the root's counts."""
    prefix = "x:" if "x:log" in root else ""
    event = f'<{prefix}event><{prefix}string key="concept:name" value="a"/></{prefix}event>'
    assert list(read_xes(put(tmp_path, f"{root}{event}</{prefix}log>"))) == [{"concept:name": "a"}]


def test_a_gzipped_log_is_the_same(tmp_path: Path) -> None:
    """What is compressed reads as what is not."""
    plain = list(read_xes(put(tmp_path, LOG)))
    assert list(read_xes(put(tmp_path, gzip.compress(LOG.encode()), "log.xes.gz"))) == plain


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('<!DOCTYPE log [<!ENTITY a "aaaa">]><log/>', "document type"),
        ("<!DOCTYPE log SYSTEM 'http://127.0.0.1/x'><log/>", "document type"),
        ("<log><trace>", "no element found"),
        ("<log><trace></log>", "mismatched tag"),
        ("<log/><log/>", "junk after document element"),
        ("", "no element found"),
        ("<html><event/></html>", "its root is no `log`"),
        ("<log>&anything;</log>", "undefined entity"),
        ('<log><x:event a="1"/></log>', "unbound prefix"),
        (b'<?xml version="1.0" encoding="klingon"?><log/>', "unknown encoding"),
        (b'<?xml version="1.0" encoding="euc-jp"?><log/>', "is no XES"),
        (b"<log>\xff</log>", "not well-formed"),
        ("case,event\n1,a\n", "syntax error"),
    ],
)
def test_what_is_no_xes_is_refused(tmp_path: Path, text: str | bytes, said: str) -> None:
    """Broken files, document types and other formats end in one sentence that names the file."""
    path = put(tmp_path, text)
    with pytest.raises(InputMissingError, match=said) as caught:
        list(read_xes(path))
    assert str(path) in caught.value.message
    assert "\n" not in caught.value.message


@pytest.mark.parametrize(
    "damage", [b"no gzip at all", gzip.compress(LOG.encode())[:60], b"\x1f\x8b\x08\0\0\0\0\0\0\3zzzz"]
)
def test_a_damaged_archive_is_refused(tmp_path: Path, damage: bytes) -> None:
    """A file that cannot be unpacked is an error of its own, and no traceback."""
    with pytest.raises(InputMissingError, match="cannot be read"):
        list(read_xes(put(tmp_path, damage, "log.xes.gz")))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """A path that leads nowhere is said."""
    with pytest.raises(InputMissingError, match="nowhere"):
        list(read_xes(tmp_path / "nowhere.xes"))


def test_memory_does_not_grow_with_the_log(tmp_path: Path) -> None:
    """A log of 20 MB passes through in less than 2 MB."""
    event = '<event><string key="concept:name" value="a"/><string key="note" value="' + "x" * 400 + '"/></event>'
    with (tmp_path / "log.xes").open("w") as stream:
        stream.write("<log>")
        for _ in range(400):
            stream.write('<trace><string key="concept:name" value="c"/>' + event * 100 + "</trace>")
        stream.write("</log>")
    tracemalloc.start()
    try:
        count = sum(1 for _ in read_xes(tmp_path / "log.xes"))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 40_000
    assert peak < 2 << 20


XML_TEXT = st.text(st.characters(min_codepoint=0x20, exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"))


@given(name=XML_TEXT, value=XML_TEXT, case=XML_TEXT)
def test_any_text_comes_out_as_it_went_in(
    tmp_path_factory: pytest.TempPathFactory, name: str, value: str, case: str
) -> None:
    """Keys, values and names of cases are text, whatever they hold."""
    text = (
        f'<log><trace><string key="concept:name" value={quoteattr(case)}/>'
        f"<event><string key={quoteattr(name)} value={quoteattr(value)}/></event></trace></log>"
    )
    path = put(tmp_path_factory.mktemp("xes"), text)
    assert list(read_xes(path)) == [{name: value} | {"case:concept:name": case}]
