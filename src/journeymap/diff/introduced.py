"""Lint findings of two sides: which a change brings, which it mends, and which were there already."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from journeymap.diff.values import Findings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from journeymap.diagnostics import Diagnostic
    from journeymap.diff.sides import Side

    Key = tuple[str, str, str]


def split(
    base: Side, head: Side, names: Mapping[str, str], before: Sequence[Diagnostic], after: Sequence[Diagnostic]
) -> Findings:
    """Findings by object and rule, not by line, so that moving or renaming what has them brings none.

    Where a rule finds an object several times, as many as before were there already, the first ones.

    Args:
        base: The one side.
        head: The other.
        names: What matched objects of the base are called in the head.
        before: What lint found on the one side.
        after: What it found on the other.
    """
    old = [_key(finding, base, names) for finding in before]
    new = [_key(finding, head, {}) for finding in after]
    introduced, there_already = _beyond(after, new, Counter(old))
    fixed, _ = _beyond(before, old, Counter(new))
    return Findings(tuple(introduced), tuple(fixed), tuple(there_already))


def _beyond(
    findings: Iterable[Diagnostic], keys: Iterable[Key], known: Counter[Key]
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """The findings that are more than are known, and those that are known."""
    left = known.copy()
    more, same = [], []
    for finding, key in zip(findings, keys, strict=True):
        if left[key]:
            left[key] -= 1
            same.append(finding)
        else:
            more.append(finding)
    return more, same


def _key(finding: Diagnostic, side: Side, names: Mapping[str, str]) -> Key:
    """The rule, the object and the field; what is about no object is told by its file."""
    name = side.at(finding.path, finding.pointer)
    if not name:
        return finding.code, "", f"{side.workspace.relative(finding.path)} {finding.object}"
    inside = finding.pointer[len(side.entities[name].place.pointer) :]
    return finding.code, names.get(name, name), next((part for part in inside if isinstance(part, str)), "")
