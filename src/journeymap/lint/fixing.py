"""Fixes applied: findings are mended by text edits, again and again until nothing more can be."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from journeymap.diagnostics import Applicability
from journeymap.lint import runner
from journeymap.lint.checking import check, opened, planned
from journeymap.source import read
from journeymap.source.edits import edited, without_overlaps
from journeymap.workspace.paths import full_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from journeymap.diagnostics import Diagnostic, Report, Span
    from journeymap.lint.checking import Request
    from journeymap.workspace.discovery import Selection
    from journeymap.workspace.loader import Workspace

PASSES = 10
"""How often findings are looked for anew after edits; each pass mends what stood in the way of the one before."""


@dataclass(frozen=True)
class Fixed:
    """What fixes have made of files (path to old and new bytes), how many findings they mended, and what is left."""

    changed: Mapping[Path, tuple[bytes, bytes]]
    mended: int
    report: Report


def mend(selections: Sequence[Selection], request: Request, *, unsafe: bool) -> Fixed:
    """Mends what fixes can mend, in memory: whoever calls it writes the files.

    Args:
        selections: What is to be mended.
        request: Which rules, and the day.
        unsafe: Also make fixes that may change the meaning.
    """
    replaced: dict[Path, bytes] = {}
    mended = 0
    for _ in range(PASSES):
        again = replace(request, replaced=dict(replaced))
        for selection in selections:
            workspace = opened(selection, again)
            found = runner.run(workspace, planned(workspace, request.wishes)).findings
            done = one_pass(workspace, found, unsafe=unsafe)
            mended += done.count
            replaced.update({full_path(path): _encoded(path, text) for path, text in done.texts.items()})
        if replaced == again.replaced:
            break
    report = check(selections, replace(request, replaced=replaced))
    changed = {path: (path.read_bytes(), new) for path, new in replaced.items()}
    return Fixed({path: (old, new) for path, (old, new) in changed.items() if old != new}, mended, report)


def _encoded(path: str, text: str) -> bytes:
    """A text as the bytes of its file, with the byte-order mark that the file has."""
    mark = "\ufeff".encode()
    return (mark if full_path(path).read_bytes().startswith(mark) else b"") + text.encode()


@dataclass(frozen=True)
class Pass:
    """The new texts of the documents that fixes change, by path, and how many findings were mended."""

    texts: Mapping[str, str] = field(default_factory=dict)
    count: int = 0


def one_pass(workspace: Workspace, findings: Iterable[Diagnostic], *, unsafe: bool) -> Pass:
    """One pass: the texts with every fix made that can be made beside the others.

    A fix is made whole or not at all; a document that could be read and could not be any more keeps its text.

    Args:
        workspace: Where the findings are from.
        findings: With their places resolved.
        unsafe: Also make fixes that may change the meaning.
    """
    fixes = [_edits(finding) for finding in findings if _wanted(finding, unsafe=unsafe)]
    taken: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    count = 0
    for edits in fixes:
        if all(_fits(taken[path], group) for path, group in edits.items()):
            count += 1
            for path, group in edits.items():
                taken[path] = without_overlaps([taken[path], group])
    texts = {path: edited(workspace.by_path[path].source.text, edits) for path, edits in taken.items() if edits}
    kept = {path: text for path, text in texts.items() if _still_readable(workspace, path, text)}
    return Pass(kept, count if len(kept) == len(texts) else count - 1)


def _wanted(finding: Diagnostic, *, unsafe: bool) -> bool:
    return finding.fix is not None and (unsafe or finding.fix.applicability is Applicability.SAFE)


def _edits(finding: Diagnostic) -> dict[str, list[tuple[Span, str]]]:
    """The edits of a finding's fix, by document."""
    grouped: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for edit in finding.fix.edits if finding.fix else ():
        if edit.span is not None:
            grouped[edit.path or finding.path].append((edit.span, edit.text))
    return grouped


def _fits(taken: Sequence[tuple[Span, str]], group: Sequence[tuple[Span, str]]) -> bool:
    """Whether a group of edits can be made beside those that are taken."""
    together = without_overlaps([taken, group])
    return all(edit in together for edit in group)


def _still_readable(workspace: Workspace, path: str, text: str) -> bool:
    before = workspace.by_path[path].source
    return not before.readable or read(path, text.encode()).readable
