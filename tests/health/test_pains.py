"""Bad pains, and whether anybody acts on them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.health.journeys import health, journey, pain


def acting(**more: Any) -> list[tuple[str, tuple[str, ...]]]:
    step = {"id": "a", "emotion": 0, "pain_points": [pain("p", "high")], **more.pop("step", {})}
    return [(item.id, item.ideas) for item in health(step, **more).unattended_pains]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (None, [("p", ("way/o",))]),
        ("open", [("p", ("way/o",))]),
        ("idea", [("p", ("way/o",))]),
        ("exploring", []),
        ("building", []),
        ("shipped", []),
        ("dropped", [("p", ())]),
    ],
)
def test_opportunities_that_act(status: str | None, expected: list[Any]) -> None:
    """Somebody acts from the moment on that an opportunity is looked into; a dropped one is none."""
    opportunity = {"id": "o", "summary": "o", "addresses": "p", **({"status": status} if status else {})}
    assert acting(step={"opportunities": [opportunity]}) == expected


@pytest.mark.parametrize(
    ("status", "expected"),
    [("idea", [("p", ("initiatives:i",))]), ("planned", []), ("shipped", []), ("dropped", [("p", ())])],
)
def test_initiatives_that_act(status: str, expected: list[Any]) -> None:
    """An initiative acts once it is planned."""
    item = {"id": "i", "name": "I", "status": status, "addresses": "way/p", "owner": "sales"}
    assert acting(initiatives=[item]) == expected


def test_an_initiative_that_takes_up_an_opportunity() -> None:
    """What addresses the pain may be the one through the other."""
    item = {"id": "i", "name": "I", "status": "doing", "addresses": "way/o", "owner": "sales"}
    opportunity = {"id": "o", "summary": "o", "addresses": "p", "status": "idea"}
    assert acting(step={"opportunities": [opportunity]}, initiatives=[item]) == []


def test_only_bad_open_pains_are_unattended() -> None:
    """Medium ones, and those that are dealt with or lived with, are not listed; critical ones come first."""
    pains = [pain("m", "medium"), pain("h", "high"), pain("k", "critical"), pain("x", "high", status="accepted")]
    found = health({"id": "a", "emotion": 0, "pain_points": pains})
    assert [item.id for item in found.unattended_pains] == ["k", "h"]
    assert [(item.severity, item.ids) for item in found.open_pains] == [
        ("critical", ("k",)),
        ("high", ("h",)),
        ("medium", ("m",)),
    ]
    assert found.unattended_pains[0].owner == "sales"


def test_pains_are_answered_in_the_journey_inside() -> None:
    """A touchpoint whose own journey acts on its pains is not asked again."""
    inner = journey({"id": "x", "pain_points": [pain("q")], "opportunities": []}, id="inner")
    item = {"id": "i", "name": "I", "status": "doing", "addresses": "inner/q", "owner": "sales"}
    assert acting(step={"journey": "inner"}, journeys=[inner]) == [("p", ())]
    assert acting(step={"journey": "inner"}, journeys=[inner], initiatives=[item]) == []
