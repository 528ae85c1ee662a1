"""Runs rules over a workspace; a rule that crashes is a finding, and the others go on."""

from __future__ import annotations

import traceback
from dataclasses import replace
from typing import TYPE_CHECKING

from journeymap.diagnostics import RULE_CRASHED, Diagnostic
from journeymap.source import suppression_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from journeymap.lint.rule import Rule
    from journeymap.workspace.loader import Workspace


def run(workspace: Workspace, rules: Iterable[Rule]) -> list[Diagnostic]:
    """The findings in the documents that were asked for, with their places, in the order of the text."""
    found = []
    for rule in rules:
        for diagnostic in _findings(rule, workspace):
            loaded = workspace.by_path.get(diagnostic.path)
            if loaded is None:
                found.append(diagnostic)
            elif loaded.wanted:
                placed = _placed(diagnostic, workspace)
                if suppression_of(placed, loaded.source.suppressions) is None:
                    found.append(placed)
    return sorted(found, key=lambda diagnostic: diagnostic.sort_key)


def _findings(rule: Rule, workspace: Workspace) -> Iterator[Diagnostic]:
    try:
        yield from rule.check(workspace)
    except Exception as error:  # noqa: BLE001  # whatever a rule does wrong must not end the run
        where = traceback.extract_tb(error.__traceback__)[-1]
        yield RULE_CRASHED.found(
            workspace.documents[0].path if workspace.documents else "journeymap.yaml",
            f"rule {rule.fault.code} {rule.fault.name} crashed: {type(error).__name__}: {error} (line {where.lineno})",
            help_line="This is a fault of journeymap, not of your files; please report it.",
        )


def _placed(diagnostic: Diagnostic, workspace: Workspace) -> Diagnostic:
    """The finding with the places of itself and of all that is related, in whichever document they stand."""
    resolved = workspace.by_path[diagnostic.path].source.resolve(diagnostic)
    related = tuple(
        replace(other, span=workspace.by_path[other.path].source.span(other.pointer, other.part))
        if other.span is None and other.path in workspace.by_path
        else other
        for other in resolved.related
    )
    return replace(resolved, related=related)
