"""Rules as SARIF describes them, made from what each rule says of itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from journeymap.diagnostics import Severity
from journeymap.lint import registry
from journeymap.lint.page import page
from journeymap.reporters.findings import page_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.diagnostics import Diagnostic

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def descriptors(findings: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """The rules that found something, in the order of their codes."""
    first: dict[str, Diagnostic] = {}
    for finding in findings:
        first.setdefault(finding.code, finding)
    return [_descriptor(first[code]) for code in sorted(first)]


def _descriptor(finding: Diagnostic) -> dict[str, Any]:
    rule = registry.rules().get(finding.code)
    if rule is None:
        return _undocumented(finding)
    about = page(rule)
    why = re.sub(r"(?<!\n)\n(?!\n)", " ", about["why"])
    return {
        "id": about["code"],
        "name": about["name"],
        "shortDescription": {"text": about["what"]},
        "fullDescription": {"text": f"{about['what']} {why}".strip()},
        "help": {"text": f"{why}\n\nTo mend: {about['mend']}".strip(), "markdown": _markdown(about, why)},
        "helpUri": page_of(finding),
        "defaultConfiguration": {"level": LEVELS[rule.fault.severity]},
    }


def _undocumented(finding: Diagnostic) -> dict[str, Any]:
    """A rule that is not in the catalogue, such as a crash: its name is all that is known of it."""
    return {
        "id": finding.code,
        "name": finding.name,
        "shortDescription": {"text": finding.name},
        "fullDescription": {"text": finding.name},
        "help": {"text": finding.help or finding.name, "markdown": finding.help or finding.name},
        "helpUri": page_of(finding),
        "defaultConfiguration": {"level": LEVELS[finding.severity]},
    }


def _markdown(about: dict[str, Any], why: str) -> str:
    parts = [why, f"**To mend:** {about['mend']}"]
    for title, examples in (("Bad", about["bad"]), ("Good", about["good"])):
        if examples:
            parts.append(f"**{title}:**\n\n{_fenced(examples[0]['text'])}")
    return "\n\n".join(part for part in parts if part)


def _fenced(text: str) -> str:
    """A block of code whose fence is longer than any run of backticks in it."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}yaml\n{text.rstrip()}\n{fence}"
