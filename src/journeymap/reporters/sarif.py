"""SARIF 2.1.0, which code scanning services and editors read.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, TextIO
from urllib.parse import quote

from journeymap import __version__
from journeymap.diagnostics import RULE_CRASHED, Applicability, Position, Span
from journeymap.render.seen import json_visible
from journeymap.reporters.checkout import repository_path
from journeymap.reporters.fingerprints import fingerprints
from journeymap.reporters.sarif_rules import LEVELS, descriptors

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.diagnostics import Diagnostic, Fix, Related, Report

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
HOME = "https://journeymap.readthedocs.io/"
ROOT = "SRCROOT"
_NOWHERE = Span(Position(1, 1), Position(1, 1))


def write(report: Report, stream: TextIO, *, colour: bool = False) -> None:  # noqa: ARG001  # every reporter takes it
    """Writes a log with one run."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report)]}
    stream.write(json_visible(json.dumps(log, indent=2, ensure_ascii=False)) + "\n")


def _run(report: Report) -> dict[str, Any]:
    rules = descriptors(report.findings)
    places = {rule["id"]: number for number, rule in enumerate(rules)}
    named = zip(report.findings, fingerprints(report.findings), strict=True)
    driver = {"name": "journeymap", "version": __version__, "informationUri": HOME, "rules": rules}
    return {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the checked-out repository."}}},
        "invocations": [_invocation(report)],
        "results": [result(finding, fingerprint, places) for finding, fingerprint in named],
    }


def _invocation(report: Report) -> dict[str, Any]:
    """Whether all rules ran to their end."""
    crashes = [finding for finding in report.findings if finding.code == RULE_CRASHED.code]
    told = [{"level": "error", "message": message(finding.message)} for finding in crashes]
    return {"executionSuccessful": not crashes, "toolExecutionNotifications": told}


def result(finding: Diagnostic, fingerprint: str, places: Mapping[str, int]) -> dict[str, Any]:
    """A finding as a result; `places` are the positions of the rules by code."""
    text = f"{finding.message}. {finding.help}" if finding.help else finding.message
    made: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": places[finding.code],
        "level": LEVELS[finding.severity],
        "message": message(text),
        "locations": [location(finding.path, finding.span, finding.object)],
        "partialFingerprints": {"journeymapObject/v1": fingerprint},
    }
    if finding.related:
        made["relatedLocations"] = [_related(number, item) for number, item in enumerate(finding.related)]
    if finding.fix:
        made["fixes"] = [_fix(finding.fix, finding.path)]
    return made


def message(text: str) -> dict[str, str]:
    """A text as a message, in which brackets are no link (3.11.6 of the standard)."""
    return {"text": text.replace("](", "] (")}


def location(path: str, span: Span | None, about: str = "") -> dict[str, Any]:
    """A place in a file, and what stands there by ids."""
    physical = {"artifactLocation": _artifact(path), "region": _region(span or _NOWHERE)}
    named = {"logicalLocations": [{"fullyQualifiedName": about, "kind": "object"}]} if about else {}
    return {"physicalLocation": physical, **named}


def _related(number: int, related: Related) -> dict[str, Any]:
    return {"id": number, "message": message(related.message), **location(related.path, related.span)}


def _artifact(path: str) -> dict[str, str]:
    """A file as a URI: relative to the checkout, or absolute where it lies elsewhere."""
    place = repository_path(path)
    if PurePath(place).is_absolute():
        return {"uri": PurePath(place).as_uri()}
    return {"uri": quote(place.encode("utf-8", "backslashreplace")), "uriBaseId": ROOT}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.start.line,
        "startColumn": span.start.column,
        "endLine": span.end.line,
        "endColumn": span.end.column,
    }


def _fix(fix: Fix, path: str) -> dict[str, Any]:
    """A fix, as replacements by file."""
    by_file: dict[str, list[dict[str, Any]]] = {}
    for edit in fix.edits:
        replaced = {"deletedRegion": _region(edit.span or _NOWHERE), "insertedContent": {"text": edit.text}}
        by_file.setdefault(edit.path or path, []).append(replaced)
    unsafe = " (this may change the meaning)" if fix.applicability is Applicability.UNSAFE else ""
    return {
        "description": {"text": fix.message + unsafe},
        "artifactChanges": [
            {"artifactLocation": _artifact(file), "replacements": replacements}
            for file, replacements in by_file.items()
        ],
    }
