"""Future journeys: what they keep of the current journey, who comes with it, and what stays confidential."""

from __future__ import annotations

from typing import Any

import pytest

from journeymap.model.document import Document
from journeymap.model.journey import Journey
from journeymap.workspace.future import effective

STEP = {"id": "call", "name": "Calls", "emotion": -1}


def future(step: dict[str, Any], kept: dict[str, Any] | None = None, **more: Any) -> Journey:
    """A future journey that keeps the one touchpoint of a current one."""
    base = {"id": "now", "name": "Now", **more.pop("base", {})}
    stage = {"id": "s", "name": "S", **more.pop("stage", {}), "touchpoints": [step]}
    kept_step = {"id": step["id"], "keep": True, **(kept or {})}
    document = Document.model_validate(
        {
            "journeymap": 1,
            "journeys": [
                {**base, "stages": [stage]},
                {
                    "id": "next",
                    "name": "Next",
                    "state": "future",
                    "based_on": "now",
                    **more,
                    "stages": [{"id": "s", "name": "S", "touchpoints": [kept_step]}],
                },
                {
                    "id": "later",
                    "name": "Later",
                    "state": "future",
                    "based_on": "next",
                    "stages": [{"id": "s", "name": "S", "touchpoints": [{"id": step["id"], "keep": True}]}],
                },
            ],
        }
    )
    made = effective({journey.id: journey for journey in document.journeys})
    assert made["later"].stages[0].touchpoints[0].confidential == made["next"].stages[0].touchpoints[0].confidential
    return made["next"]


SECRET = {"confidential": True}


@pytest.mark.parametrize(
    ("step", "more"),
    [(STEP | SECRET, {}), (STEP, {"stage": SECRET}), (STEP, {"base": SECRET})],
    ids=["touchpoint", "stage", "journey"],
)
@pytest.mark.parametrize("kept", [{}, {"emotion": 1}, {"confidential": False}])
def test_what_is_kept_stays_confidential(step: dict[str, Any], more: dict[str, Any], kept: dict[str, Any]) -> None:
    """A kept touchpoint is confidential where its source, its source's stage or journey is, also further on."""
    assert future(step, kept, **more).stages[0].touchpoints[0].confidential


def test_what_is_public_stays_public() -> None:
    """Without any mark nothing becomes confidential."""
    assert not future(STEP).stages[0].touchpoints[0].confidential


def test_who_takes_no_part_is_not_brought_in() -> None:
    """Kept voices and personas of those who are not in the future journey are left out; where it names nobody, none."""
    voices = [{"persona": name, "emotion": -2} for name in ("ann", "bob", "cid")]
    step = {**STEP, "voices": voices, "personas": ["ann", "cid"]}
    kept = future(step, personas=["ann", "bob"]).stages[0].touchpoints[0]
    assert [voice.persona for voice in kept.voices] == ["ann", "bob"]
    assert kept.personas == ("ann",)
    assert len(future(step).stages[0].touchpoints[0].voices) == 3


def test_who_is_written_at_the_kept_touchpoint_speaks() -> None:
    """A persona that the future journey names at the touchpoint keeps its voice."""
    step = {**STEP, "voices": [{"persona": "cid", "emotion": -2}]}
    kept = future(step, {"personas": ["cid"]}, personas=["ann"]).stages[0].touchpoints[0]
    assert [voice.persona for voice in kept.voices] == ["cid"]
