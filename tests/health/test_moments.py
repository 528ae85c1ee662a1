"""Worst moments, moments of truth, and what they rest on."""

from __future__ import annotations

import dataclasses

from journeymap.health.values import Felt, JourneyHealth
from tests.health.journeys import health, pain

BOTH = {"personas": ["ann", "ben"]}


def worst(found: JourneyHealth) -> list[tuple[str | None, float, str | None]]:
    return [(moment.persona, moment.score, moment.touchpoint) for moment in found.worst]


def test_one_worst_moment_where_all_agree() -> None:
    """Without voices there is one for all, the first of several as low."""
    steps = [{"id": "a", "emotion": 1}, {"id": "b", "emotion": -1}, {"id": "c", "emotion": -1}]
    assert worst(health(*steps, **BOTH)) == worst(health(*steps)) == [(None, -1, "b")]
    assert health(*steps).worst[0].number == 2


def test_a_worst_moment_for_each_persona() -> None:
    """A voice counts for its persona, the touchpoint's emotion for the others; nothing is averaged."""
    steps = [
        {"id": "a", "emotion": 1, "voices": [{"persona": "ben", "emotion": -2}]},
        {"id": "b", "emotion": -1, "voices": [{"persona": "ben", "feelings": ["tired"]}]},
    ]
    found = health(*steps, **BOTH)
    assert worst(found) == [("ann", -1, "b"), ("ben", -2, "a")]
    assert found.part("lowest-point").lost == 8


def test_a_good_day_of_another_does_not_help() -> None:
    """The lowest point is that of whoever has it worst, however many voices are glad."""
    alone = health({"id": "a", "emotion": -1})
    glad = [{"persona": name, "emotion": 2} for name in ("ben", "cat", "dee")]
    assert health({"id": "a", "emotion": -1, "voices": glad}, personas=["ann", "ben", "cat", "dee"]).part(
        "lowest-point"
    ) == alone.part("lowest-point")


def test_those_who_do_not_take_part_do_not_suffer() -> None:
    """A touchpoint of one persona is no moment of another."""
    steps = [{"id": "a", "emotion": -2, "personas": "ann"}, {"id": "b", "emotion": 0.5}]
    assert worst(health(*steps, **BOTH)) == [("ann", -2, "a"), ("ben", 0.5, "b")]


def test_a_persona_of_whom_nothing_is_told() -> None:
    """The worst moment is not said to be everybody's where the map is silent about somebody."""
    assert worst(health({"id": "a", "emotion": -1, "personas": "ann"}, **BOTH)) == [("ann", -1, "a")]


def test_a_voice_where_the_journey_names_nobody() -> None:
    """Beside the voice there is what holds for everyone else."""
    step = {"id": "a", "emotion": -1, "voices": [{"persona": "ben", "emotion": -2}]}
    assert worst(health(step)) == [(None, -1, "a"), ("ben", -2, "a")]


def test_a_voice_elsewhere_does_not_take_one_out() -> None:
    """Who speaks at one touchpoint also lives the others, where the journey names nobody."""
    steps = [{"id": "a", "emotion": -2}, {"id": "b", "emotion": 0, "voices": [{"persona": "ben", "emotion": 1}]}]
    assert worst(health(*steps)) == [(None, -2, "a")]


def test_stages_without_touchpoints() -> None:
    """A workshop's stages have a worst moment; a stage's emotion does not count beside its touchpoints'."""
    bare = {"id": "s", "name": "S", "emotion": -1.5, "pain_points": [pain("p", "high")]}
    found = health(stages=[bare, {"id": "t", "name": "T", "emotion": 1}], research=None)
    assert [(moment.stage, moment.touchpoint, moment.number) for moment in found.worst] == [("s", None, None)]
    assert found.worst[0].evidence.strength == "assumption"
    assert found.unattended_pains[0].touchpoint is None
    full = {**bare, "touchpoints": [{"id": "a", "name": "A", "emotion": -1}]}
    assert worst(health(stages=[full])) == [(None, -1, "a")]


def test_moments_of_truth() -> None:
    """Each with how it feels to each persona; one value where they agree, none where nobody has said."""
    steps = [
        {"id": "a", "emotion": 1, "moment_of_truth": True},
        {"id": "b", "emotion": 1, "moment_of_truth": True, "voices": [{"persona": "ben", "emotion": -1}]},
        {"id": "c", "moment_of_truth": True},
        {"id": "d", "emotion": -1},
    ]
    found = health(*steps, **BOTH)
    assert [moment.felt for moment in found.moments_of_truth] == [
        (Felt(None, 1),),
        (Felt("ann", 1), Felt("ben", -1)),
        (),
    ]
    assert [moment.lowest for moment in found.moments_of_truth] == [1, -1, None]
    assert found.part("moments-of-truth").charges[0].count == 1


def test_evidence_of_a_moment() -> None:
    """The research at the place is named, with its numbers; else that of the journey."""
    near = [{"id": "talks", "count": 11, "of": 18}]
    own = health({"id": "a", "emotion": -1, "research": near}).worst[0].evidence
    assert [(source.kind, source.count, source.of) for source in own.sources] == [("interview", 11, 18)]
    assert (own.strength, own.of_journey) == ("strong", False)
    of_journey = health({"id": "a", "emotion": -1}, research="kick-off").worst[0].evidence
    assert (of_journey.strength, of_journey.of_journey) == ("weak", True)


def test_claims_by_what_they_rest_on() -> None:
    """Research, workshops alone, or nothing; the debt is the share of nothing."""
    found = health(
        {"id": "a", "emotion": 1, "research": ["talks", "kick-off"]},
        {"id": "b", "emotion": 1, "research": "kick-off", "pain_points": [pain("p", research="talks")]},
        {"id": "c", "emotion": 1, "pain_points": [pain("q"), pain("r", status="addressed")]},
        research=None,
    ).claims
    assert dataclasses.astuple(found.emotions) == (3, 1, 1, 1)
    assert dataclasses.astuple(found.pains) == (3, 1, 0, 2)
    assert found.assumed_pains == ("q",)
    assert (found.debt, found.researched_share) == (3 / 6, 2 / 6)


def test_colleagues_know_their_own_journey() -> None:
    """A workshop is research where employees are the persona."""
    nurse = {"id": "nurse", "name": "Nurse", "kind": "employee"}
    found = health({"id": "a", "emotion": 1}, research="kick-off", personas="nurse", personas_known=[nurse])
    assert found.score == 100
