"""Hand-offs that are broken, late, or promise too little."""

from __future__ import annotations

from typing import Any

import pytest

from tests.health.journeys import health


def faults(handoff: dict[str, Any], *following: dict[str, Any], **more: Any) -> list[tuple[str, ...]]:
    first = {"id": "a", "emotion": 0, "handoff": {"sla": "1d", "on_reject": "Asks", **handoff}}
    return [item.faults for item in health(first, *following, **more).handoffs]


def test_a_good_handoff_is_only_counted() -> None:
    """Nothing is wrong with it, so it is not listed."""
    handoff = {"to": "service", "sla": "1d", "recycle_to": "a"}
    found = health({"id": "a", "emotion": 0, "handoff": handoff}, {"id": "b", "owner": "service", "wait": "1d"})
    assert (found.handoffs, found.handoff_count) == ((), 1)


@pytest.mark.parametrize(
    ("taker", "following", "expected"),
    [
        ("service", [{"id": "b", "owner": "service"}], []),
        ("service", [{"id": "b"}, {"id": "c", "responsible": "service"}], []),
        ("service", [{"id": "b", "backstage": [{"do": "Packs", "by": "service"}]}], []),
        ("service", [{"id": "b", "owner": "stock"}], [("not-taken-up",)]),
        ("service", [], []),
        ("nobody", [{"id": "b"}], [("unknown-team",)]),
        ("sales", [{"id": "b"}], []),
    ],
)
def test_broken_handoffs(taker: str, following: list[dict[str, Any]], expected: list[Any]) -> None:
    """Broken is one to a team that is not there, or that has no part in what follows; one to oneself is none."""
    assert faults({"to": taker}, *following) == expected


@pytest.mark.parametrize(
    ("following", "expected"),
    [
        ([{"id": "b", "owner": "service", "wait": "1d"}], []),
        ([{"id": "b", "owner": "service", "wait": "25h"}], [("late",)]),
        (
            [{"id": "b", "channel": "none", "duration": "20h"}, {"id": "c", "owner": "service", "wait": "5h"}],
            [("late",)],
        ),
        ([{"id": "b", "wait": "5d", "emotion": 0}, {"id": "c", "owner": "service"}], []),
    ],
)
def test_late_handoffs(following: list[dict[str, Any]], expected: list[Any]) -> None:
    """Late is one after which the customer waits longer than its SLA until that team has them, through waits too."""
    found = faults({"to": "service"}, *following, owner=None)
    assert found == expected


def test_what_was_waited_is_told() -> None:
    """The times are as they are written, so that a page can show them beside the SLA."""
    first = {"id": "a", "emotion": 0, "handoff": {"to": "service", "sla": "1d"}}
    wait = {"id": "b", "channel": "none", "duration": "20h"}
    found = health(first, wait, {"id": "c", "owner": "service", "wait": "5h"}, owner=None).handoffs[0]
    assert (found.giver, found.taker, found.sla, found.waited, found.targets) == (
        None,
        "service",
        "1d",
        ("20h", "5h"),
        ("b",),
    )
    assert found.faults == ("late", "no-reject-path")
    assert not found.is_broken


def test_handoffs_of_ways() -> None:
    """Each way has its own, and a circle of waits is gone round once."""
    ways = [
        {"to": "b", "handoff": {"to": "service"}},
        {"to": "c", "handoff": {"to": "stock", "sla": "1h", "on_reject": "Asks"}},
    ]
    found = health(
        {"id": "a", "emotion": 0, "next": ways},
        {"id": "b", "channel": "none", "wait": "1d", "next": [{"to": "b"}, {"to": "c"}]},
        {"id": "c", "owner": "stock", "responsible": "service", "wait": "2h"},
        owner=None,
    )
    assert [(item.taker, item.targets, item.faults) for item in found.handoffs] == [
        ("service", ("b",), ("no-sla", "no-reject-path")),
        ("stock", ("c",), ("late",)),
    ]


def test_the_shortest_way_counts() -> None:
    """A hand-off is not late where the team has the customer in time on one of its ways."""
    first = {
        "id": "a",
        "emotion": 0,
        "next": [{"to": "b", "handoff": {"to": "service", "sla": "1d", "on_reject": "Asks"}}],
    }
    wait = {"id": "b", "channel": "none", "next": [{"to": "c"}, {"to": "d"}]}
    targets = [{"id": "c", "owner": "service", "wait": "9d"}, {"id": "d", "owner": "service", "wait": "5h"}]
    assert health(first, wait, *targets, owner=None).handoffs == ()
    late = [{**target, "wait": "9d"} for target in targets]
    assert health(first, wait, *late, owner=None).handoffs[0].waited == ("9d",)
