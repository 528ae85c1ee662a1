"""A Code Quality report for GitLab: https://docs.gitlab.com/ci/testing/code_quality/."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, TextIO

from journeymap.render.seen import json_visible
from journeymap.reporters import gitlab
from journeymap.reporters.checkout import repository_path
from journeymap.reporters.fingerprints import fingerprints as names_of
from journeymap.reporters.reviews.weighing import (
    Gravity,
    accepted,
    encodable,
    fingerprints,
    gravity,
    spots,
    told,
    unreadable,
)
from journeymap.reporters.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.diff.values import Change
    from journeymap.render.review_view import ReviewView, Spot

_SEVERITIES = {Gravity.ERROR: "major", Gravity.WARNING: "minor", Gravity.INFO: "info"}


def write(views: Sequence[ReviewView], stream: TextIO, *, colour: bool = False) -> None:  # noqa: ARG001  # as all
    """Writes one list; it is empty where nothing changed."""
    stream.write(json_visible(json.dumps(list(_violations(views)), indent=2, ensure_ascii=False)) + "\n")


def _violations(views: Sequence[ReviewView]) -> Iterator[dict[str, Any]]:
    for path, side, sentence in unreadable(views):
        name = hashlib.sha256(f"{path}\0{side}\0{sentence}".encode()).hexdigest()
        grave = Gravity.ERROR if side == "head" else Gravity.WARNING
        yield _violation(sentence, "cannot-be-compared", name, grave, (path, 1, 1))
    names = fingerprints(views)
    for view in views:
        for change, spot in spots(view):
            text = "; ".join(part for part in (told(change), accepted(change)) if part)
            yield _violation(text, change.kind, names[change], gravity(change), _place(change, spot))
        introduced = view.comparison.findings.introduced
        for finding, name in zip(introduced, names_of(introduced), strict=True):
            made = gitlab.violation(finding, name)
            made["location"]["path"] = encodable(made["location"]["path"])
            yield made


def _place(change: Change, spot: Spot | None) -> tuple[str, int, int]:
    """A file and its lines; GitLab wants a place for whatever it lists."""
    if spot is None:
        written = change.head or change.base
        return (written.path if written else "journeymap.yaml"), 1, 1
    start = spot.span.start.line
    return spot.path, start, max(start, spot.span.end.line)


def _violation(text: str, check: str, name: str, grave: Gravity, place: tuple[str, int, int]) -> dict[str, Any]:
    path, begin, end = place
    return {
        "description": visible(text),
        "check_name": check,
        "fingerprint": name,
        "severity": _SEVERITIES[grave],
        "location": {"path": encodable(repository_path(path)), "lines": {"begin": begin, "end": end}},
    }
