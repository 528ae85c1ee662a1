"""JUnit's XML: which case fails, and that no text breaks it."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from journeymap.diagnostics import Report, Severity
from journeymap.reporters import OutputFormat
from tests.reporters.findings import finding, span, written


def cases(report: Report) -> dict[tuple[str, str], ET.Element]:
    root = ET.fromstring(written(report, OutputFormat.JUNIT))
    found = {(case.attrib["classname"], case.attrib["name"]): case for case in root.iter("testcase")}
    assert root.attrib["tests"] == str(len(found))
    assert root.attrib["failures"] == str(len(root.findall(".//failure")))
    return found


def test_a_document_without_findings_is_a_case_that_passes() -> None:
    found = cases(Report((finding(),), 2, paths=frozenset({"a.yaml", "b.yaml"})))
    assert set(found) == {("a.yaml", "JM105 invalid-value"), ("b.yaml", "no findings")}
    assert len(found["b.yaml", "no findings"]) == 0


def test_findings_of_a_rule_in_a_document_fail_one_case() -> None:
    two = (finding(severity=Severity.WARNING), finding(message="worse", place=span(9, 1, 2)))
    (case,) = cases(Report(two, 1, paths=frozenset({"a.yaml"}))).values()
    failure = case.find("failure")
    assert failure is not None
    assert failure.attrib == {"type": "error", "message": "worse"}
    assert failure.text == "a.yaml:1: warning: it is wrong\na.yaml:9: error: worse"


def test_a_remark_is_told_and_fails_nothing() -> None:
    (case,) = cases(Report((finding(severity=Severity.INFO),), 1, paths=frozenset({"a.yaml"}))).values()
    assert [child.tag for child in case] == ["system-out"]


@given(st.text(st.characters(codec=None)), st.text())
def test_any_text_gives_xml_that_can_be_read(text: str, help_line: str) -> None:
    """Also with control characters, surrogates and what looks like the end of an element."""
    found = finding(message=text + "\x00]]></failure>\ud800", path=text, help_line=help_line)
    root = ET.fromstring(written([found], OutputFormat.JUNIT))
    assert [child.tag for child in root.iter()].count("failure") == 1
    assert "\x00" not in "".join(root.itertext())
