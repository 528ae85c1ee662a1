"""Lint findings of two sides: which a change brings, which it mends, and which were there already."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from journeymap.diff.values import Findings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from journeymap.diagnostics import Diagnostic


def split(base: Sequence[Diagnostic], head: Sequence[Diagnostic]) -> Findings:
    """Findings by object and rule, not by line, so that moving text brings none.

    Where a rule finds an object several times, as many as before were there already, the first ones.

    Args:
        base: What lint found on the one side.
        head: What it found on the other.
    """
    before, after = Counter(map(_key, base)), Counter(map(_key, head))
    introduced, there_already = _beyond(head, before)
    fixed, _ = _beyond(base, after)
    return Findings(tuple(introduced), tuple(fixed), tuple(there_already))


def _beyond(
    findings: Iterable[Diagnostic], known: Counter[tuple[str, str]]
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """The findings that are more than are known, and those that are known."""
    left = known.copy()
    more, same = [], []
    for finding in findings:
        key = _key(finding)
        if left[key]:
            left[key] -= 1
            same.append(finding)
        else:
            more.append(finding)
    return more, same


def _key(finding: Diagnostic) -> tuple[str, str]:
    """The rule and the object; a finding about a whole file is told by its path."""
    return finding.code, finding.object or finding.path
