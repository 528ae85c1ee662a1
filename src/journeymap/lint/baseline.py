"""A baseline: findings that a team knows of and lives with, so that only new ones are told.

Entries name a rule and an object by its ids, not a line, so that they survive edits.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from journeymap.errors import InputMissingError, SettingError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from journeymap.diagnostics import Diagnostic

FORMAT_VERSION = 1


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """A known finding: its file (so that a run on some files leaves the others' entries alone), rule and object."""

    path: str
    code: str
    object: str


def entry(finding: Diagnostic) -> Entry:
    """The entry for a finding."""
    return Entry(finding.path, finding.code, finding.object)


@dataclass(frozen=True)
class Held:
    """Findings held against a baseline: the new ones, how many are known, and entries that no finding answers to."""

    new: tuple[Diagnostic, ...]
    known: int
    stale: tuple[Entry, ...]


def hold(findings: Iterable[Diagnostic], entries: Iterable[Entry], checked: frozenset[str]) -> Held:
    """Leaves out the findings that a baseline knows; an object that moved to another file is known too.

    Args:
        findings: What was found.
        entries: The baseline.
        checked: The files that were checked; only their entries can be stale.
    """
    entries = list(entries)
    left = Counter((item.code, item.object) for item in entries)
    new = []
    for finding in findings:
        key = (finding.code, finding.object)
        if left[key] > 0:
            left[key] -= 1
        else:
            new.append(finding)
    stale = tuple(_unanswered(entries, left, checked))
    known = len(entries) - sum(left.values())
    return Held(tuple(new), known, stale)


def _unanswered(entries: Sequence[Entry], left: Counter[tuple[str, str]], checked: frozenset[str]) -> Iterator[Entry]:
    remaining = Counter(left)
    for item in sorted(entries, reverse=True):
        if remaining[item.code, item.object] > 0 and item.path in checked:
            remaining[item.code, item.object] -= 1
            yield item


def read(path: Path) -> list[Entry]:
    """The entries of a baseline file.

    Raises:
        InputMissingError: The file cannot be opened.
        SettingError: It is no baseline.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return [_entry(item) for item in content["findings"]]
    except OSError as error:
        help_line = "`--write-baseline` makes one."
        raise InputMissingError(f"the baseline {path} cannot be opened: {error.strerror}", help_line) from None
    except (ValueError, KeyError, TypeError):
        raise SettingError(f"{path} is no baseline", "`--write-baseline` makes one anew.") from None


def _entry(item: Any) -> Entry:
    return Entry(str(item["path"]), str(item["code"]), str(item["object"]))


def text(findings: Iterable[Diagnostic], kept: Iterable[Entry] = ()) -> str:
    """A baseline of findings, as it is written: sorted, so that two runs give the same bytes.

    Args:
        findings: What was found.
        kept: Entries of files that were not checked, which stay as they are.
    """
    entries = sorted([*(entry(finding) for finding in findings), *kept])
    items = [{"path": item.path, "code": item.code, "object": item.object} for item in entries]
    return json.dumps({"format_version": FORMAT_VERSION, "findings": items}, indent=2, ensure_ascii=False) + "\n"
