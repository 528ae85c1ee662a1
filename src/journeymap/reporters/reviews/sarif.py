"""SARIF 2.1.0 of changes: each kind of change is a rule, each change a result at its place in the head.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TextIO

from journeymap import __version__
from journeymap.diagnostics import Position, Span
from journeymap.render.seen import json_visible
from journeymap.reporters import sarif
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
from journeymap.reporters.sarif_rules import descriptors

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.diff.values import Category, Change
    from journeymap.render.review_view import ReviewView, Spot

_LEVELS = {Gravity.ERROR: "error", Gravity.WARNING: "warning", Gravity.INFO: "note"}
_PAGE = "https://journeymap.readthedocs.io/en/latest/review/"
"""The page on reviews; it has a heading for each category."""


def write(views: Sequence[ReviewView], stream: TextIO, *, colour: bool = False) -> None:  # noqa: ARG001  # as all
    """Writes a log with one run."""
    log = {"$schema": sarif.SCHEMA, "version": "2.1.0", "runs": [_run(views)]}
    stream.write(json_visible(json.dumps(log, indent=2, ensure_ascii=False)) + "\n")


def _run(views: Sequence[ReviewView]) -> dict[str, Any]:
    findings = [item for view in views for item in view.comparison.findings.introduced]
    kinds: dict[str, Category] = {}
    for change in (change for view in views for change in view.comparison.changes):
        kinds.setdefault(change.kind, change.category)
    rules = [*(_rule(kind, category) for kind, category in sorted(kinds.items())), *descriptors(findings)]
    places = {rule["id"]: number for number, rule in enumerate(rules)}
    named = zip(findings, names_of(findings), strict=True)
    driver = {"name": "journeymap", "version": __version__, "informationUri": sarif.HOME, "rules": rules}
    return {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {sarif.ROOT: {"description": {"text": "The root of the checked-out repository."}}},
        "invocations": [_invocation(views)],
        "results": [
            *_results(views, places),
            *(sarif.result(finding, name, places) for finding, name in named),
        ],
    }


def _invocation(views: Sequence[ReviewView]) -> dict[str, Any]:
    """Whether everything could be compared."""
    notes = list(unreadable(views))
    told_of = [
        {"level": "error" if side == "head" else "warning", "message": sarif.message(f"{path}: {text}")}
        for path, side, text in notes
    ]
    return {
        "executionSuccessful": all(side != "head" for _, side, _ in notes),
        "toolExecutionNotifications": told_of,
    }


def page_of(category: Category) -> str:
    """Where the documentation says what changes of a category are."""
    return f"{_PAGE}#{category.value}"


def _rule(kind: str, category: Category) -> dict[str, Any]:
    """A kind of change; what it means stands in the documentation of the comparison."""
    words, page = kind.replace("-", " "), page_of(category)
    return {
        "id": kind,
        "name": kind,
        "shortDescription": {"text": f"{words[0].upper()}{words[1:]}."},
        "fullDescription": {"text": f"A change of the journey map, in {category.value}: {words}."},
        "help": {"text": f"See {page}", "markdown": f"See [how changes are judged]({page})."},
        "helpUri": page,
        "defaultConfiguration": {"level": "note"},
    }


def _results(views: Sequence[ReviewView], places: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    names = fingerprints(views)
    for view in views:
        for change, spot in spots(view):
            made: dict[str, Any] = {
                "ruleId": change.kind,
                "ruleIndex": places[change.kind],
                "level": _LEVELS[gravity(change)],
                "message": sarif.message(told(change)),
                "locations": [_location(change, spot)],
                "partialFingerprints": {"journeymapObject/v1": names[change]},
            }
            if change.accepted is not None and not change.accepted.expired:
                made["suppressions"] = [{"kind": "inSource", "justification": accepted(change)}]
            yield made


def _location(change: Change, spot: Spot | None) -> dict[str, Any]:
    written = change.head or change.base
    path = spot.path if spot else written.path if written else "journeymap.yaml"
    span = spot.span if spot else Span(Position(1, 1), Position(1, 1))
    return sarif.location(encodable(path), span, change.object)
