"""The formula: each weight with an example, and what holds of the score whatever a journey says."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.diagnostics import Severity
from journeymap.health.formula import COUNTED_ELSEWHERE, FINDINGS, HANDOFFS, OPEN_PAINS, OWNERS, START, formula
from journeymap.health.pains import UNRATED
from journeymap.health.values import HandoffFault, JourneyHealth, OwnedKind
from journeymap.lint.registry import rules
from journeymap.model.pain import PainSeverity
from tests.health.journeys import charge, finding, health, pain

GOOD = {"id": "a", "emotion": 1}
BAD_PAIN = {**GOOD, "pain_points": [pain("p", "high")]}
IDEA = {**BAD_PAIN, "opportunities": [{"id": "o", "summary": "o", "addresses": "p"}]}
STAGE = {"id": "s", "name": "S", "emotion": 1}
INITIATIVE = {"id": "i", "name": "I", "status": "doing", "delivers": "way/a"}


def _pain(severity: str | None) -> JourneyHealth:
    return health({**GOOD, "pain_points": [pain("p", severity)]})


def _handed(handoff: dict[str, Any], **target: Any) -> JourneyHealth:
    first = {**GOOD, "handoff": {"to": "service", "sla": "1d", **handoff}}
    return health(first, {"id": "b", "emotion": 0, "owner": "service", **target})


EXAMPLES = [
    ("open-pains", "critical", 5, _pain("critical")),
    ("open-pains", "high", 2, _pain("high")),
    ("open-pains", "medium", 1, _pain("medium")),
    ("open-pains", "unrated", 1, _pain(None)),
    ("open-pains", "low", 0, _pain("low")),
    ("unattended-pains", "no-answer", 4, health(BAD_PAIN)),
    ("unattended-pains", "idea-only", 2, health(IDEA)),
    ("lowest-point", "half-step", 6, health({"id": "a", "emotion": -1.5}, {"id": "b", "emotion": 2})),
    ("moments-of-truth", "negative", 3, health({"id": "a", "emotion": -0.5, "moment_of_truth": True})),
    ("assumed-emotions", "assumption", 10, health(GOOD, research=None)),
    ("assumed-emotions", "workshop", 5, health(GOOD, research="kick-off")),
    ("assumed-pains", "assumption", 1, health({**GOOD, "pain_points": [pain("p")]}, research=None)),
    ("handoffs", "unknown-team", 4, _handed({"to": "nobody"})),
    ("handoffs", "not-taken-up", 4, _handed({"to": "stock"})),
    ("handoffs", "no-sla", 2, health({**GOOD, "handoff": {"to": "service"}})),
    ("handoffs", "late", 1, _handed({}, wait="2d")),
    ("handoffs", "no-reject-path", 0, _handed({})),
    ("owners", "touchpoint", 1, health(GOOD, owner=None)),
    ("owners", "stage", 1, health(owner=None, stages=[STAGE])),
    ("owners", "initiative", 1, health(GOOD, initiatives=[INITIATIVE])),
    ("review", "overdue", 2, health(GOOD, reviewed="2026-10-21", review_every="1mo")),
    ("review", "month", 1, health(GOOD, reviewed="2026-09-22", review_every="1mo")),
    ("findings", "error", 3, health(GOOD, findings=(finding("JM201", Severity.ERROR),))),
    ("findings", "warning", 1, health(GOOD, findings=(finding("JM402", Severity.WARNING),))),
    ("findings", "info", 0, health(GOOD, findings=(finding("JM413", Severity.INFO),))),
]


@pytest.mark.parametrize(
    ("part", "key", "lost", "found"), EXAMPLES, ids=[f"{part}-{key}" for part, key, *_ in EXAMPLES]
)
def test_each_weight(part: str, key: str, lost: int, found: JourneyHealth) -> None:
    """What is wrong once costs the points that stand here."""
    assert (charge(found, part, key).count > 0, charge(found, part, key).lost) == (True, lost)


def test_every_weight_has_its_example() -> None:
    """The examples show the whole table."""
    shown = {(part, key) for part, key, *_ in EXAMPLES}
    assert shown == {(part.key, item.key) for part in formula() for item in part.charges}


def test_caps_add_up() -> None:
    """A journey that loses all it can in every part has 0, so that nothing is clamped; names are unique."""
    assert sum(part.cap for part in formula()) == START == 100
    assert len({part.key for part in formula()}) == len(formula())
    assert all(part.reason and all(item.meaning for item in part.charges) for part in formula())


def test_every_value_has_its_weight() -> None:
    """Severities of pains and of findings, faults of hand-offs, kinds of owned things: none is passed over."""
    assert {item.key for item in OPEN_PAINS.charges} == {*map(str, PainSeverity), UNRATED}
    assert {item.key for item in HANDOFFS.charges} == set(get_args(HandoffFault))
    assert {item.key for item in OWNERS.charges} == set(get_args(OwnedKind))
    assert {item.key for item in FINDINGS.charges} == set(map(str, Severity))


def test_nothing_counts_twice() -> None:
    """A finding of a rule whose subject has a part of its own is listed, and costs nothing more."""
    assert set(COUNTED_ELSEWHERE) <= set(rules())
    assert set(COUNTED_ELSEWHERE.values()) <= {part.key for part in formula()}
    found = health(GOOD, findings=tuple(finding(code, Severity.WARNING) for code in COUNTED_ELSEWHERE))
    assert found.score == 100
    assert {item.code: item.counted_by for item in found.findings} == COUNTED_ELSEWHERE


def test_the_lines_add_up_to_the_score() -> None:
    """What a page shows line by line is the whole reckoning; a cap cuts a part, and the line says so."""
    awful = {"id": "a", "emotion": -2, "moment_of_truth": True}
    found = health({**awful, "pain_points": [pain(f"p{n}", "critical") for n in range(9)]}, owner=None)
    assert found.score == 100 - sum(part.lost for part in found.parts)
    assert {part.key: part.lost for part in found.parts if part.is_capped} == {"open-pains": 30, "unattended-pains": 12}
    assert found.part("lowest-point").lost == 8


def test_a_share_is_rounded_up() -> None:
    """One assumed emotion of three costs a third of 10 points, and not less."""
    supported = [{"id": name, "emotion": 1, "research": "talks"} for name in "bc"]
    found = charge(health(GOOD, *supported, research=None), "assumed-emotions", "assumption")
    assert (found.count, found.of, found.points, found.lost) == (1, 3, 10, 4)


PAINS = st.builds(
    lambda severity, status, research: {
        **({"severity": severity} if severity else {}),
        "status": status,
        "research": research,
    },
    st.sampled_from([None, *map(str, PainSeverity)]),
    st.sampled_from(["open", "addressed", "accepted"]),
    st.sampled_from([[], ["talks"], ["kick-off"]]),
)
EMOTIONS = st.none() | st.sampled_from([n / 2 for n in range(-4, 5)])
TOUCHPOINTS = st.lists(st.tuples(EMOTIONS, st.lists(PAINS, max_size=4), st.booleans()), min_size=1, max_size=4)
JOURNEYS = st.fixed_dictionaries(
    {
        "research": st.sampled_from([None, "talks", "kick-off"]),
        "state": st.sampled_from(["current", "future"]),
        "status": st.sampled_from([None, "draft", "live"]),
        "owner": st.sampled_from([None, "sales"]),
    }
)
FINDINGS_FOUND = st.lists(
    st.builds(finding, st.sampled_from(["JM201", "JM402", "JM403", "X1"]), st.sampled_from(Severity)), max_size=9
)


def _steps(drawn: list[Any]) -> list[dict[str, Any]]:
    return [
        {
            "id": f"t{n}",
            "moment_of_truth": matters,
            "pain_points": [{**pain(f"p{n}-{m}"), **item} for m, item in enumerate(pains)],
            "opportunities": [{"id": f"o{n}", "summary": "o", "addresses": [f"p{n}-0"], "status": "doing"}]
            if pains
            else [],
            **({} if emotion is None else {"emotion": emotion}),
        }
        for n, (emotion, pains, matters) in enumerate(drawn)
    ]


@settings(deadline=None)
@given(TOUCHPOINTS, JOURNEYS, PAINS, st.integers(0, 3))
def test_an_open_pain_more_never_raises_the_score(
    drawn: list[Any], more: dict[str, Any], new: dict[str, Any], at: int
) -> None:
    """Whatever its severity and research: to write a pain down is never rewarded, nor is to prove it."""
    steps = _steps(drawn)
    before = health(*steps, **more).score
    steps[at % len(steps)]["pain_points"].append({**pain("new"), **new, "status": "open"})
    after = health(*steps, **more).score
    assert after is not None
    assert before is None or after <= before


@settings(deadline=None)
@given(TOUCHPOINTS, JOURNEYS, FINDINGS_FOUND, st.data())
def test_a_finding_less_never_lowers_the_score(
    drawn: list[Any], more: dict[str, Any], findings: list[Any], data: st.DataObject
) -> None:
    """Whichever is mended; and the score lies between 0 and 100."""
    kept = data.draw(st.lists(st.sampled_from(findings), unique_by=id) if findings else st.just([]))
    steps = _steps(drawn)
    whole, less = (health(*steps, **more, findings=tuple(found)).score for found in (findings, kept))
    assert (whole is None) == (less is None)
    assert whole is None or less is None or 0 <= whole <= less <= 100
