"""Two revisions of a small workspace, and the review of what is different between them."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

from journeymap.api.diffs import diff
from tests.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from journeymap.render.review_view import ReviewView

HOSTILE = "</script><img src=x onerror=alert(1)> & “quotes” \u202e{{ 7*7 }} [x](javascript:alert(1))"

BASE: dict[str, Any] = {
    "journeymap": 1,
    "workspace": {"name": "Clinic"},
    "teams": [{"id": "front", "name": "Front desk"}, {"id": "ward", "name": "Ward"}],
    "personas": [{"id": "ann", "name": "Ann"}, {"id": "bob", "name": "Bob"}],
    "journeys": [
        {
            "id": "visit",
            "name": "First visit",
            "personas": ["ann", "bob"],
            "owner": "front",
            "stages": [
                {
                    "id": "before",
                    "name": "Before",
                    "touchpoints": [
                        {"id": "call", "name": "Calls the clinic", "emotion": 0},
                        {"id": "letter", "name": "Gets a letter", "emotion": 1},
                        {"id": "reminder", "name": "Gets a reminder", "emotion": 1},
                    ],
                },
                {
                    "id": "there",
                    "name": "There",
                    "touchpoints": [
                        {"id": "wait", "name": "Waits", "emotion": 0, "moment_of_truth": True, "wait": "10min"},
                        {"id": "talk", "name": "Talks to the nurse", "emotion": 2, "owner": "ward"},
                    ],
                },
            ],
        }
    ],
}


def touchpoints(document: dict[str, Any], stage: int, journey: int = 0) -> list[dict[str, Any]]:
    """The touchpoints of a stage, to be changed in place."""
    found: list[dict[str, Any]] = document["journeys"][journey]["stages"][stage]["touchpoints"]
    return found


def changed(change: Callable[[dict[str, Any]], object], base: dict[str, Any] | None = None) -> dict[str, Any]:
    """A copy of a document, changed."""
    document = copy.deepcopy(base or BASE)
    change(document)
    return document


def typical(document: dict[str, Any]) -> None:
    """What a pull request may do: worse at a moment of truth, better elsewhere, one touchpoint gone, one new."""
    here, there = touchpoints(document, 0), touchpoints(document, 1)
    del here[1]
    here.insert(0, {"id": "search", "name": "Looks for a clinic", "emotion": -0.5})
    there[0] |= {"emotion": -2, "wait": "2h", "pain_points": [{"id": "queue", "summary": "Nobody says how long"}]}
    there[1]["owner"] = "front"
    document["journeys"][0]["stages"][1]["name"] = "At the clinic"


def reviewed(
    folder: Path,
    base: dict[str, Any],
    head: dict[str, Any],
    gates: tuple[str, ...] = (),
    *,
    public: bool = False,
    findings: bool = False,
    maps: bool = True,
) -> list[ReviewView]:
    """The review of two documents, each the whole of a workspace."""
    for name, document in (("base", base), ("head", head)):
        (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / name / "journeymap.yaml").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    compared = diff([str(folder / "base"), str(folder / "head")], on=TODAY, findings=findings)
    return [one.review(gates, public=public, maps=maps) for one in compared]
