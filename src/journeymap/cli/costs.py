"""Counts and costs by rule, as tables of text: what `--statistics` and `--profile` show."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from journeymap.diagnostics import Applicability
from journeymap.reporters.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.diagnostics import Diagnostic, Report


def statistics(report: Report) -> str:
    """How often each rule found something, the most frequent first, and whether fixes would mend that."""
    by_rule: dict[str, list[Diagnostic]] = defaultdict(list)
    for finding in report.findings:
        by_rule[finding.code].append(finding)
    ordered = sorted(by_rule.items(), key=lambda item: (-len(item[1]), item[0]))
    width = len(str(max((len(found) for found in by_rule.values()), default=0)))
    lines = [f"{len(found):>{width}}  {_mark(found)}  {code}  {visible(found[0].name)}" for code, found in ordered]
    if any(finding.fix for finding in report.findings):
        lines += ["", "[*] `lint --fix` mends all of them, [-] some, or more with `--unsafe-fixes`."]
    return "".join(f"{line}\n" for line in lines)


def _mark(findings: Sequence[Diagnostic]) -> str:
    fixes = [finding.fix for finding in findings if finding.fix]
    if len(fixes) == len(findings) and all(fix.applicability is Applicability.SAFE for fix in fixes):
        return "[*]"
    return "[-]" if fixes else "   "


def profile(report: Report) -> str:
    """Seconds by rule, the dearest first, and what was not spent in rules."""
    ordered = sorted(report.rule_seconds.items(), key=lambda item: (-item[1], item[0]))
    rest = max(0.0, report.seconds - sum(report.rule_seconds.values()))
    rows = [*ordered, ("reading", rest), ("all", report.seconds)]
    return "".join(f"{seconds:>9.4f} s  {name}\n" for name, seconds in rows)
