"""Runs rules over a workspace; a rule that crashes is a finding, and the others go on."""

from __future__ import annotations

import time
import traceback
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from journeymap.diagnostics import (
    ROOT,
    RULE_CRASHED,
    USELESS_SUPPRESSION,
    Diagnostic,
    Edit,
    Fix,
    Part,
    Position,
    Span,
    object_name,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.lint.rule import Rule
    from journeymap.lint.selection import Plan
    from journeymap.source import Suppression
    from journeymap.workspace.loader import Loaded, Workspace


@dataclass
class Run:
    """The findings of a run in the documents that were asked for, in the order of the text, and its cost by rule."""

    findings: list[Diagnostic] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)


def run(workspace: Workspace, plan: Plan) -> Run:
    """Runs the rules of a plan."""
    result = Run()
    used: dict[str, set[tuple[Suppression, str]]] = defaultdict(set)
    for rule in plan.rules:
        began = time.perf_counter()
        for finding in _findings(rule, workspace):
            kept = _settled(finding, workspace, plan, used)
            if kept is not None:
                result.findings.append(kept)
        result.seconds[rule.fault.code] = time.perf_counter() - began
    if USELESS_SUPPRESSION.code in plan.codes:
        result.findings += _useless_suppressions(workspace, plan, used)
    result.findings.sort(key=lambda finding: finding.sort_key)
    return result


def _findings(rule: Rule, workspace: Workspace) -> Iterator[Diagnostic]:
    try:
        yield from rule.check(workspace)
    except Exception as error:  # noqa: BLE001  # whatever a rule does wrong must not end the run
        where = traceback.extract_tb(error.__traceback__)[-1]
        yield RULE_CRASHED.found(
            next((loaded.path for loaded in workspace.documents if loaded.wanted), "journeymap.yaml"),
            f"rule {rule.fault.code} {rule.fault.name} crashed: {type(error).__name__}: {error} (line {where.lineno})",
            help_line="This is a fault of the rule, not of your files; please report it.",
        )


def _settled(
    finding: Diagnostic, workspace: Workspace, plan: Plan, used: dict[str, set[tuple[Suppression, str]]]
) -> Diagnostic | None:
    """A finding with its place and severity; None where nobody asked for it, or it is suppressed."""
    loaded = workspace.by_path.get(finding.path)
    if loaded is None:
        return plan.judged(finding, workspace.relative)  # in a measurement, which has its place and no suppressions
    if not loaded.wanted:
        return None
    judged = plan.judged(finding, workspace.relative)
    if judged is None:
        return None
    placed = _placed(judged, workspace)
    if not loaded.source.readable or finding.code == RULE_CRASHED.code:
        return placed  # a comment in text that cannot be read cannot be trusted
    covering = [suppression for suppression in loaded.source.suppressions if suppression.covers(placed)]
    used[finding.path].update((suppression, placed.code) for suppression in covering)
    return None if covering else placed


def _placed(finding: Diagnostic, workspace: Workspace) -> Diagnostic:
    """The finding with the places of itself and of all that is related, in whichever document they stand."""
    source = workspace.by_path[finding.path].source
    name = object_name(source.data, finding.pointer)
    if not finding.related and finding.fix is None:
        span = finding.span or source.span(finding.pointer, finding.part)
        return replace(finding, span=span, object=name)
    resolved = source.resolve(finding)
    related = tuple(
        replace(other, span=workspace.by_path[other.path].source.span(other.pointer, other.part))
        if other.span is None and other.path in workspace.by_path
        else other
        for other in resolved.related
    )
    fix = resolved.fix and replace(
        resolved.fix, edits=tuple(_placed_edit(edit, workspace) for edit in resolved.fix.edits)
    )
    return replace(resolved, related=related, fix=fix, object=name)


def _placed_edit(edit: Edit, workspace: Workspace) -> Edit:
    """An edit of another document than the finding's, with its place."""
    if edit.span is not None:
        return edit
    return replace(edit, span=workspace.by_path[edit.path].source.span(edit.pointer, edit.part))


def _useless_suppressions(
    workspace: Workspace, plan: Plan, used: dict[str, set[tuple[Suppression, str]]]
) -> Iterator[Diagnostic]:
    """Suppressions that suppressed nothing, judged only by rules that ran."""
    names = {rule.fault.name: rule.fault.code for rule in plan.rules}
    for loaded in workspace.documents:
        if not loaded.wanted or not loaded.source.readable:
            continue
        for suppression in loaded.source.suppressions:
            needed = {code for item, code in used[loaded.path] if item == suppression}
            useless = [
                word
                for word in suppression.codes
                if (code := names.get(word.casefold(), word.upper())) in plan.codes and code not in needed
            ]
            if useless or suppression.blanket:
                yield _useless(loaded, suppression, useless)


def _useless(loaded: Loaded, suppression: Suppression, words: list[str]) -> Diagnostic:
    if suppression.blanket:
        message = "this suppression names no rule, so it suppresses nothing"
        help_line = "Name the rule in brackets: `# journeymap: ignore[JM402] reason`."
        return USELESS_SUPPRESSION.found(loaded.path, message, span=suppression.span, help_line=help_line)
    message = f"nothing here is suppressed by {', '.join(f'`{word}`' for word in words)}"
    edit = _without(suppression, words, loaded.source.lines)
    return USELESS_SUPPRESSION.found(
        loaded.path,
        message,
        span=suppression.span,
        help_line="Take it out, so that the next real finding is seen.",
        fix=Fix("Take it out", (edit,)),
    )


def _without(suppression: Suppression, words: list[str], lines: list[str]) -> Edit:
    """The comment without some of its codes, or gone with the blanks before it, or with its line."""
    span = suppression.span
    left = [code for code in suppression.codes if code not in words]
    line = lines[span.start.line - 1]
    if left:
        comment = line[span.start.column - 1 : span.end.column - 1]
        before, _, rest = comment.partition("[")
        return Edit(ROOT, Part.VALUE, f"{before}[{', '.join(left)}]{rest.partition(']')[2]}", span)
    before = line[: span.start.column - 1]
    if not before.strip():
        gone = Span(Position(span.start.line, 1), Position(span.start.line + 1, 1))
    else:
        gone = Span(Position(span.start.line, len(before.rstrip()) + 1), span.end)
    return Edit(ROOT, Part.VALUE, "", gone)
