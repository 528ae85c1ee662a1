"""What a terminal would obey, or what turns the direction of text, is an escape in every format that programs read."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap import reporters
from journeymap.api.measuring import keep
from journeymap.diagnostics import UNKNOWN_KEY, Diagnostic, Position, Report, Span
from journeymap.evidence.kept import Measured
from journeymap.model.journey import Journey
from journeymap.model.measurement import Measurement
from journeymap.render.seen import json_visible, xml_visible
from journeymap.reporters import OutputFormat
from journeymap.reporters.measurements import MeasureFormat
from journeymap.reporters.measurements import write as write_measured

SLY = "a\x1b]0;t\x07b\x9b31mc\x7f\u202ed\u2066e\u2028f\u2029g\ufeffh\u200fi\tj"
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]")


def finding(text: str) -> Diagnostic:
    return replace(UNKNOWN_KEY.found("a.yaml", text, span=Span(Position(1, 1), Position(1, 2))), help=text)


def written(output_format: OutputFormat, text: str = SLY) -> str:
    stream = io.StringIO()
    reporters.write(Report((finding(text),), 1, 0.0, {"a.yaml": ["x: 1"]}), output_format, stream)
    return stream.getvalue()


@pytest.fixture(autouse=True)
def _no_runner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)


@pytest.mark.parametrize("output_format", list(OutputFormat))
def test_no_format_writes_what_a_terminal_obeys(output_format: OutputFormat) -> None:
    """Names of events may hold anything; a log shows it and does not do it."""
    assert not UNSEEN.search(written(output_format))


def test_programs_read_the_same_text() -> None:
    """An escape of JSON or XML is another spelling of the same text."""
    assert json.loads(written(OutputFormat.JSON))["findings"][0]["help"] == SLY
    assert json.loads(written(OutputFormat.JSONL))["help"] == SLY
    told = next(ET.fromstring(written(OutputFormat.JUNIT).encode()).iter("failure")).get("message")
    assert told == re.sub("[\x00-\x08\x1b]", "", SLY)


def test_a_kept_measurement_hides_nothing(tmp_path: Path) -> None:
    """What data calls a channel is an escape in the file beside the map, and the same text once it is read."""
    kept = tmp_path / "measurements" / "book.json"
    asked = {"cases": "customer", "min_group": 1}
    found = Measurement.model_validate(
        {"journey": "book", "map_digest": "sha256:1", "measured": "2026-11-20", "asked": asked, "remarks": [SLY]}
    )
    keep(
        Measured(
            found,
            kept,
            Journey.model_validate(
                {"id": "book", "name": "B", "stages": [{"id": "s", "name": "S", "touchpoints": []}]}
            ),
        )
    )
    text = kept.read_text(encoding="utf-8")
    assert not UNSEEN.search(text)
    assert Measurement.model_validate_json(text).remarks == (SLY,)


@given(st.text())
def test_json_stays_the_same_value(text: str) -> None:
    """Whatever stands in it, and however it was written."""
    for ascii_only in (True, False):
        made = json_visible(json.dumps({text: [text]}, ensure_ascii=ascii_only, indent=1))
        assert json.loads(made) == {text: [text]}
        assert not UNSEEN.search(made)


@given(st.text(st.characters(min_codepoint=0x20, exclude_categories=("Cs",), exclude_characters="\ufffe\uffff")))
def test_xml_stays_the_same_text(text: str) -> None:
    """In text and in an attribute."""
    element = ET.Element("e", {"a": text})
    element.text = text
    made = xml_visible(ET.tostring(element, encoding="unicode"))
    read = ET.fromstring(made.encode())
    assert ((read.text or ""), read.get("a")) == (text, text)
    assert not UNSEEN.search(made)


def test_a_measurement_for_programs_is_seen_whole(tmp_path: Path) -> None:
    """The names of events that no touchpoint is bound to are the data's."""
    journey = Journey.model_validate({"id": "j", "name": "J", "stages": [{"id": "s", "name": "S"}]})
    head = {"journey": "j", "map_digest": "sha256:1", "measured": "2026-11-20"}
    asked = {"cases": "session", "min_group": 1}
    stray = [{"source": "web", "event": SLY, "events": 9, "cases": 9, "share": 0.5}]
    measured = Measurement.model_validate({**head, "asked": asked, "unmapped": stray})
    stream = io.StringIO()
    write_measured([Measured(measured, tmp_path / "j.json", journey)], MeasureFormat.JSON, stream)
    assert not UNSEEN.search(stream.getvalue())
    assert json.loads(stream.getvalue())["measurements"][0]["unmapped"][0]["event"] == SLY
