"""JUnit's XML, as test reports of CI servers read it: a test case is a document, or a rule that a document breaks.

Errors and warnings fail their case; remarks are the output of a case that passes. Times are left out, so that the same
input gives the same bytes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TextIO
from xml.etree import ElementTree as ET

from journeymap.diagnostics import Severity
from journeymap.render.seen import xml_visible
from journeymap.reporters.checkout import repository_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.diagnostics import Diagnostic, Report

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold in any spelling (its production 2, Char)."""


def write(report: Report, stream: TextIO, *, colour: bool = False) -> None:  # noqa: ARG001  # every reporter takes it
    """Writes one suite with a case for each document, or for each rule that a document breaks."""
    broken: dict[tuple[str, str], list[Diagnostic]] = {}
    for finding in report.findings:
        broken.setdefault((finding.path, f"{finding.code} {finding.name}"), []).append(finding)
    clean = report.paths - {path for path, _ in broken}
    cases = sorted([*broken.items(), *(((path, "no findings"), []) for path in clean)], key=lambda item: item[0])
    made = [_case(path, name, findings) for (path, name), findings in cases]
    counts = {"tests": str(len(made)), "failures": str(sum(case.find("failure") is not None for case in made))}
    root = ET.Element("testsuites", {"name": "journeymap", **counts, "errors": "0"})
    suite = ET.SubElement(root, "testsuite", {"name": "journeymap", **counts, "errors": "0", "skipped": "0"})
    suite.extend(made)
    ET.indent(root)
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n' + xml_visible(ET.tostring(root, encoding="unicode")) + "\n")


def _case(path: str, name: str, findings: Sequence[Diagnostic]) -> ET.Element:
    place = safe(repository_path(path))
    case = ET.Element("testcase", {"classname": place, "name": safe(name), "file": place})
    if not findings:
        return case
    worst = min(findings, key=lambda finding: finding.severity.rank)
    text = "\n".join(_line(place, finding) for finding in findings)
    if worst.severity is Severity.INFO:
        ET.SubElement(case, "system-out").text = text
    else:
        message = safe(worst.message)
        ET.SubElement(case, "failure", {"type": worst.severity.value, "message": message}).text = text
    return case


def _line(place: str, finding: Diagnostic) -> str:
    line = finding.span.start.line if finding.span else 1
    told = f"{place}:{line}: {finding.severity}: {finding.message}"
    return safe(f"{told} ({finding.help})" if finding.help else told)


def safe(text: str) -> str:
    """Text without what XML cannot hold; markup is escaped by the writer."""
    return _NOT_IN_XML.sub("", text)
