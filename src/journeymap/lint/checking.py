"""Checks of whole workspaces: load or remember, run the rules, put the findings together."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from journeymap.diagnostics import RULE_CRASHED, Diagnostic, Report
from journeymap.errors import InputMissingError
from journeymap.lint.cache import Cache, Kept, usable
from journeymap.source.places import Places

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from journeymap.lint.selection import Plan
    from journeymap.lint.wishes import Wishes
    from journeymap.workspace.discovery import Selection
    from journeymap.workspace.loader import Loaded, Workspace

Memory = dict["Path", tuple[bytes, "Loaded"]]


@dataclass(frozen=True)
class Request:
    """What is to be checked how.

    Attributes:
        day: The day that dates are held against.
        wishes: Which rules the command line asks for; None for structure only.
        cached: Whether what an earlier run found may be used, and kept for the next.
        replaced: Bytes to read instead of files.
        memory: Documents of earlier runs in this process, which are used where their bytes are the same.
    """

    day: datetime.date
    wishes: Wishes | None
    cached: bool = False
    replaced: Mapping[Path, bytes] = field(default_factory=dict)
    memory: Memory | None = None


def check(selections: Sequence[Selection], request: Request) -> Report:
    """The findings in what was selected.

    Raises:
        InputMissingError: There is no document in it.
        SettingError: A rule or option that does not exist.
    """
    began = time.perf_counter()
    seconds: Counter[str] = Counter()
    found: list[Diagnostic] = []
    checked: set[str] = set()
    lines: dict[str, Sequence[str]] = {}
    for selection in selections:
        kept, cost = _findings(selection, request)
        found += kept.findings
        checked.update(kept.paths)
        seconds.update(cost)
        lines.update(_lines(kept.findings, request))
    if not checked and not all(selection.only_documents for selection in selections):
        where = ", ".join(str(path) for one in selections for path in (*one.named, *one.folders))
        raise InputMissingError(f"there are no journeymap documents in {where}", "`journeymap init` makes some.")
    took = time.perf_counter() - began
    return Report(tuple(found), len(checked), took, lines, dict(seconds), frozenset(checked))


def _findings(selection: Selection, request: Request) -> tuple[Kept, Mapping[str, float]]:
    """What was found before where nothing has changed, else what the rules find now, and the cost of each."""
    if not request.cached or request.replaced or not usable(selection):
        return _run(selection, request)
    asked = ("structure",) if request.wishes is None else ("lint", repr(request.wishes))
    cache = Cache(selection, asked, request.day)
    known = cache.read()
    if known is not None:
        return known, {}
    kept, cost = _run(selection, request)
    if not any(finding.code == RULE_CRASHED.code for finding in kept.findings):
        cache.write(kept)
    return kept, cost


def _run(selection: Selection, request: Request) -> tuple[Kept, Mapping[str, float]]:
    from journeymap.lint import runner  # noqa: PLC0415  # a run that remembers needs none of the models

    workspace = opened(selection, request)
    run = runner.run(workspace, planned(workspace, request.wishes))
    paths = tuple(loaded.path for loaded in workspace.documents if loaded.wanted)
    paths += tuple(file.path for file in workspace.measured if file.wanted)
    return Kept(tuple(run.findings), paths), run.seconds


def opened(selection: Selection, request: Request) -> Workspace:
    """The workspace, loaded as the request says."""
    from journeymap.workspace import loader  # noqa: PLC0415

    replaced = {path: content for path, content in request.replaced.items() if path.is_relative_to(selection.root)}
    return loader.load(selection, request.day, replaced, request.memory)


def planned(workspace: Workspace, wishes: Wishes | None) -> Plan:
    """The rules to run over a workspace."""
    from journeymap.lint import registry, selection  # noqa: PLC0415

    if wishes is None:
        return selection.Plan(registry.structure())
    return selection.plan(workspace.settings.lint, wishes)


def _lines(findings: Iterable[Diagnostic], request: Request) -> dict[str, Sequence[str]]:
    """The lines of each file that a finding shows, read again: only few files have any."""
    from journeymap.workspace.paths import full_path  # noqa: PLC0415

    shown = {finding.path for finding in findings}
    shown.update(related.path for finding in findings for related in finding.related)
    texts: dict[str, Sequence[str]] = {}
    for path in shown:
        place = full_path(path)
        raw = request.replaced[place] if place in request.replaced else _bytes(place)
        texts[path] = Places(raw.decode("utf-8", errors="replace").removeprefix("\ufeff")).lines
    return texts


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""
