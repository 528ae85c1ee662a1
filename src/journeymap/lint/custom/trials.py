"""The examples of a team's own rules, run: each bad one must be found, no good one may be."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.diagnostics import RULE_CRASHED, Severity
from journeymap.lint import runner
from journeymap.lint.custom.assertion import AssertionRule
from journeymap.lint.custom.example_documents import document_of
from journeymap.lint.rule import Bad
from journeymap.lint.selection import Plan
from journeymap.workspace import loader
from journeymap.workspace.discovery import Selection
from journeymap.workspace.paths import full_path

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.lint.rule import Good, Rule
    from journeymap.workspace.loader import Workspace


@dataclass(frozen=True, slots=True)
class Trial:
    """How one example of a rule went.

    Attributes:
        code: The code of the rule.
        kind: `bad` or `good`.
        number: Which of its bad or good examples, from 1.
        told: What went wrong; empty where the rule did as it should.
    """

    code: str
    kind: str
    number: int
    told: str = ""

    @property
    def passed(self) -> bool:
        """Whether the rule did as it should."""
        return not self.told


def trials(rule: type[Rule], today: datetime.date) -> Iterator[Trial]:
    """Runs the examples of a rule."""
    for number, bad in enumerate(rule.bad, 1):
        yield Trial(rule.fault.code, "bad", number, _told(rule, bad, today))
    for number, good in enumerate(rule.good, 1):
        yield Trial(rule.fault.code, "good", number, _told(rule, good, today))


def _told(rule: type[Rule], example: Bad | Good, today: datetime.date) -> str:
    workspace = _workspace(rule, example, today)
    fault = next(_errors(workspace), None)
    if fault is not None:
        return f"the example is not valid: {fault.message} ({fault.code})"
    findings = runner.run(workspace, Plan((rule(),))).findings
    crash = next((finding for finding in findings if finding.code == RULE_CRASHED.code), None)
    if crash is not None:
        return crash.message
    found = [finding for finding in findings if finding.code == rule.fault.code]
    if isinstance(example, Bad):
        return _missed(found, example.line)
    return f"finds what is good: {found[0].message}" if found else ""


def _missed(found: list[Diagnostic], line: int) -> str:
    """What is wrong with the findings in a bad example; `line` is 0 where any place will do."""
    if not found:
        return "finds nothing in it"
    lines = sorted({finding.span.start.line for finding in found if finding.span})
    if line and line not in lines:
        return f"finds it in line {', '.join(map(str, lines))}, not in line {line}"
    return ""


def _errors(workspace: Workspace) -> Iterator[Diagnostic]:
    for loaded in workspace.documents:
        yield from (fault for fault in loaded.faults if fault.severity is Severity.ERROR)


def _workspace(rule: type[Rule], example: Bad | Good, today: datetime.date) -> Workspace:
    """The files of an example, loaded from memory."""
    folder = full_path("example")  # it is not there, and need not be
    texts = {**(example.others or {}), example.file: example.text}
    contents = {folder / name: _bytes(rule, text) for name, text in texts.items()}
    return loader.load(Selection(folder, named=list(contents), lone=True), today, contents)


def _bytes(rule: type[Rule], text: str | bytes) -> bytes:
    if isinstance(text, bytes):
        return text
    if issubclass(rule, AssertionRule):
        return document_of(text, rule.assertion.for_).encode()
    return (inspect.cleandoc(text) + "\n").encode()
