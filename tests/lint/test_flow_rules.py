"""JM3: where the rules on the flow of a journey must keep silent, and where they must not."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from journeymap import api
from journeymap.model.transition import Transition
from journeymap.workspace.flow import Way
from journeymap.workspace.outcome import Losses
from tests.conftest import TODAY

Write = Callable[..., Path]


def _journey(touchpoints: str, more: str = "", name: str = "visit") -> str:
    """A journey of one stage; `more` are further keys of the journey."""
    steps = textwrap.indent(inspect.cleandoc(touchpoints), "          ")
    keys = textwrap.indent(inspect.cleandoc(more), "    ") + "\n" if more else ""
    return f"  - id: {name}\n    name: Journey {name}\n{keys}    stages:\n      - id: day-{name}\n        name: Day\n        touchpoints:\n{steps}\n"


def _found(write: Write, code: str, *journeys: str, more: str = "") -> list[str]:
    text = f"journeymap: 1\n{inspect.cleandoc(more)}\njourneys:\n" + "".join(journeys)
    report = api.lint([write({"journeymap.yaml": text})], select=["JM1", code], on=TODAY)
    assert {finding.code for finding in report.findings} <= {code}, report.findings
    return [finding.message for finding in report.findings]


_PEOPLE = "personas: [{id: ann, name: Ann}, {id: bo, name: Bo}]"


class TestUnreachable:
    def test_only_the_first_of_those_that_hang_together_is_named(self, write: Write) -> None:
        steps = """
            - {id: a, name: A, next: []}
            - {id: b, name: B}
            - {id: c, name: C, next: [{to: b}, {to: end}]}
        """
        assert _found(write, "JM301", _journey(steps)) == [
            "no way leads from the start to `B`, nor to the 1 that only follow from it"
        ]

    @pytest.mark.parametrize(
        "first",
        [
            "{id: a, name: A, next: [{to: c, share: 1}, {to: b, also: true}]}",
            "{id: a, name: A, next: [{to: c}, {to: b, for: ann}]}",
            "{id: a, name: A, next: [{to: c, handoff: {to: desk, recycle_to: b}}]}",
        ],
    )
    def test_ways_beside_for_some_or_back_after_a_refusal_lead_there(self, write: Write, first: str) -> None:
        steps = f"- {first}\n- {{id: b, name: B}}\n- {{id: c, name: C}}"
        assert _found(write, "JM301", _journey(steps)) == []

    def test_a_way_to_a_touchpoint_that_is_not_there_hides_what_is_reachable(self, write: Write) -> None:
        """JM201 names the wrong id; what it should be is unknown."""
        steps = "- {id: a, name: A, next: [{to: bb}]}\n- {id: b, name: B}"
        assert _found(write, "JM301", _journey(steps)) == []

    def test_a_retired_journey_is_left_in_peace(self, write: Write) -> None:
        steps = "- {id: a, name: A, next: []}\n- {id: b, name: B}"
        assert _found(write, "JM301", _journey(steps, "status: retired")) == []

    def test_a_future_journey_answers_only_for_what_it_brings(self, write: Write) -> None:
        steps = "- {id: a, name: A, next: []}\n- {id: b, name: B}"
        kept = _journey("- {id: a, keep: true}\n- {id: b, keep: true}", "state: future\nbased_on: visit", "later")
        assert len(_found(write, "JM301", _journey(steps), kept)) == 1
        worse = _journey(
            "- {id: a, keep: true, next: []}\n- {id: b, keep: true}", "state: future\nbased_on: visit", "x"
        )
        assert len(_found(write, "JM301", _journey(steps.replace(", next: []", "")), worse)) == 1


class TestDeadEndsAndLoops:
    def test_a_circle_is_one_finding_and_no_dead_end(self, write: Write) -> None:
        steps = """
            - {id: a, name: A}
            - {id: b, name: B}
            - {id: c, name: C, next: [{to: b}]}
        """
        assert _found(write, "JM303", _journey(steps)) == ["a circle that no way leads out of: `B`, `C`"]
        assert _found(write, "JM302", _journey(steps)) == []

    @pytest.mark.parametrize("way_out", ["{to: end}", "{to: d, also: true}", "{to: d, for: ann}"])
    def test_a_circle_with_any_way_out_is_none(self, write: Write, way_out: str) -> None:
        steps = f"""
            - {{id: b, name: B}}
            - {{id: c, name: C, next: [{{to: b}}, {way_out}]}}
            - {{id: d, name: D}}
        """
        assert _found(write, "JM303", _journey(steps)) == []

    def test_two_circles_are_two_findings(self, write: Write) -> None:
        steps = """
            - {id: a, name: A, next: [{to: b}, {to: d}]}
            - {id: b, name: B}
            - {id: c, name: C, next: [{to: b}]}
            - {id: d, name: D}
            - {id: e, name: E, next: [{to: d}]}
        """
        assert len(_found(write, "JM303", _journey(steps))) == 2

    def test_someone_who_does_not_take_part_is_not_stranded(self, write: Write) -> None:
        steps = """
            - {id: a, name: A, personas: ann, next: [{to: b, for: ann}]}
            - {id: b, name: B}
        """
        assert _found(write, "JM302", _journey(steps, "personas: [ann, bo]"), more=_PEOPLE) == []

    def test_someone_who_never_comes_there_is_not_stranded(self, write: Write) -> None:
        steps = """
            - {id: a, name: A, next: [{to: b, for: ann}, {to: c, for: bo}]}
            - {id: b, name: B, next: [{to: c, for: ann}]}
            - {id: c, name: C}
        """
        assert _found(write, "JM302", _journey(steps, "personas: [ann, bo]"), more=_PEOPLE) == []

    def test_an_end_for_everyone_else_is_a_way_on(self, write: Write) -> None:
        steps = "- {id: a, name: A, next: [{to: b, for: ann}, {to: end}]}\n- {id: b, name: B}"
        assert _found(write, "JM302", _journey(steps, "personas: [ann, bo]"), more=_PEOPLE) == []


class TestStages:
    @staticmethod
    def _stages(write: Write, *stages: str, more: str = "") -> list[str]:
        lines = "".join(f"      - {{id: s{i}, name: S{i}, lifecycle_stage: {s}}}\n" for i, s in enumerate(stages))
        return _found(write, "JM304", f"  - id: visit\n    name: Visit\n    stages:\n{lines}", more=more)

    def test_only_the_stage_that_is_out_of_place_is_named(self, write: Write) -> None:
        assert self._stages(write, "advocacy", "awareness", "consideration", "purchase") == [
            "stage `S0` (advocacy) stands before `S1` (awareness); in lifecycle `clm` it comes after"
        ]
        assert self._stages(write, "consideration", "awareness") == [
            "stage `S1` (awareness) stands after `S0` (consideration); in lifecycle `clm` it comes before"
        ]

    def test_the_same_stage_twice_and_one_of_several_are_in_order(self, write: Write) -> None:
        assert self._stages(write, "purchase", "purchase", "[purchase, retention]", "onboarding", "retention") == []
        assert self._stages(write, "[retention, awareness]", "awareness", "purchase") == []

    def test_stages_of_two_lifecycles_are_not_compared(self, write: Write) -> None:
        assert self._stages(write, "advocacy", "buying:awareness", "buying:decision") == []
        assert len(self._stages(write, "advocacy", "buying:decision", "buying:awareness")) == 1

    def test_a_stage_that_nobody_knows_is_left_to_jm201(self, write: Write) -> None:
        assert self._stages(write, "purchase", "awarenes") == []


class TestCoverage:
    @staticmethod
    def _of(personas: str, stages: str, more: str = "", name: str = "visit") -> str:
        return f"  - {{id: {name}, name: Visit, personas: {personas}, {more} stages: [{{id: s, name: S, lifecycle_stage: {stages}}}]}}\n"

    def test_it_says_nothing_where_no_lifecycle_is_used_or_all_of_it_is_covered(self, write: Write) -> None:
        assert _found(write, "JM305", self._of("ann", "[]"), more=_PEOPLE) == []
        every = "[awareness, consideration, purchase, onboarding, retention, advocacy]"
        assert _found(write, "JM305", self._of("[ann, bo]", every), more=_PEOPLE) == []

    def test_a_map_of_a_small_part_says_nothing_of_the_rest_unless_it_is_asked(self, write: Write) -> None:
        part = self._of("[ann, bo]", "[onboarding, retention]")
        assert _found(write, "JM305", part, more=_PEOPLE) == []
        half = self._of("ann", "[purchase, onboarding, retention]")
        assert len(_found(write, "JM305", half, more=_PEOPLE)) == 1
        asked = "\nworkspace: {lint: {options: {JM305: {covered: 0}}}}"
        assert len(_found(write, "JM305", part, more=_PEOPLE + asked)) == 2

    def test_a_journey_of_everyone_counts_and_one_that_is_retired_does_not(self, write: Write) -> None:
        first = self._of("ann", "[awareness, consideration, purchase, onboarding]")
        rest = self._of("[]", "[retention, advocacy]", name="rest")
        assert _found(write, "JM305", first, rest, more=_PEOPLE) == []
        assert _found(write, "JM305", first, rest.replace("personas", "status: retired, personas"), more=_PEOPLE) == [
            "no journey of `Ann` covers `Retention`, `Advocacy` of lifecycle `clm`"
        ]

    def test_what_happens_in_a_sub_journey_counts(self, write: Write) -> None:
        outer = _journey("- {id: a, name: A, journey: inner}", "personas: ann")
        outer = outer.replace("name: Day\n", "name: Day\n        lifecycle_stage: [awareness, consideration]\n")
        inner = self._of("bo", "[purchase, onboarding, retention, advocacy]", name="inner")
        assert _found(write, "JM305", outer, inner, more=_PEOPLE) == [
            "no journey of `Bo` covers `Awareness`, `Consideration` of lifecycle `clm`"
        ]


class TestShares:
    @pytest.mark.parametrize(
        "ways",
        [
            "{to: b, share: 0.1}, {to: c, share: 0.2}, {to: end, share: 0.7}",
            "{to: b, share: 0.34}, {to: c, share: 0.33}, {to: end, share: 0.34}",
            "{to: b, share: 0.9, for: ann}, {to: c, share: 0.9, for: bo}",
            "{to: b, share: 1}, {to: c, share: 1, also: true}",
            "{to: b, share: 0.9}, {to: c}",
        ],
        ids=["floating point", "rounded", "one persona each", "beside", "the rest is unknown"],
    )
    def test_these_do_not_exceed_one(self, write: Write, ways: str) -> None:
        steps = f"- {{id: a, name: A, next: [{ways}]}}\n- {{id: b, name: B}}\n- {{id: c, name: C}}"
        assert _found(write, "JM306", _journey(steps, "personas: [ann, bo]"), more=_PEOPLE) == []

    def test_the_sum_of_one_persona_counts_the_ways_that_are_open_to_all(self, write: Write) -> None:
        steps = "- {id: a, name: A, next: [{to: b, share: 0.5, for: ann}, {to: end, share: 0.6}]}\n- {id: b, name: B}"
        assert _found(write, "JM306", _journey(steps, "personas: [ann, bo]"), more=_PEOPLE) == [
            "the shares of the ways out of `A` sum to 1.1 for `Ann`"
        ]

    def test_what_a_future_journey_keeps_is_said_once(self, write: Write) -> None:
        steps = "- {id: a, name: A, next: [{to: b, share: 0.9}, {to: end, share: 0.6}]}\n- {id: b, name: B}"
        kept = _journey("- {id: a, keep: true}\n- {id: b, keep: true}", "state: future\nbased_on: visit", "later")
        assert len(_found(write, "JM306", _journey(steps), kept)) == 1


class TestUnrecoveredLow:
    def test_the_last_low_on_the_way_is_named(self, write: Write) -> None:
        steps = """
            - {id: a, name: A, emotion: -2}
            - {id: b, name: B, emotion: -1.5}
            - {id: c, name: C, emotion: -0.5}
        """
        assert _found(write, "JM307", _journey(steps)) == ["`B` feels -1.5, and nothing after it comes back to 0"]

    @pytest.mark.parametrize(
        "after",
        [
            "- {id: b, name: B}\n- {id: c, name: C}",
            "- {id: b, name: B, emotion: -1}\n- {id: c, name: C, emotion: 0}",
            "- {id: b, name: B, emotion: -1}\n- {id: c, name: C, journey: inner}",
            "- {id: b, name: B, emotion: -1, next: [{to: end, outcome: 'Lost: buys elsewhere'}]}",
        ],
        ids=["unknown", "neutral", "a sub-journey comes back", "the customer is lost"],
    )
    def test_it_keeps_silent(self, write: Write, after: str) -> None:
        inner = _journey("- {id: d, name: D, emotion: 1}", name="inner")
        assert _found(write, "JM307", _journey(f"- {{id: a, name: A, emotion: -2}}\n{after}"), inner) == []

    def test_the_last_touchpoint_is_left_to_jm308(self, write: Write) -> None:
        steps = "- {id: a, name: A, emotion: 1}\n- {id: b, name: B, emotion: -2}"
        assert _found(write, "JM307", _journey(steps)) == []
        assert len(_found(write, "JM308", _journey(steps))) == 1

    def test_each_persona_is_followed_on_its_own_ways(self, write: Write) -> None:
        steps = """
            - {id: a, name: A, emotion: -2, next: [{to: b, for: ann}, {to: c, for: bo}]}
            - {id: b, name: B, emotion: 1, next: []}
            - {id: c, name: C, emotion: -1}
        """
        assert _found(write, "JM307", _journey(steps, "personas: [ann, bo]"), more=_PEOPLE) == [
            "`A` feels -2 to `Bo`, and nothing after it comes back to 0"
        ]

    def test_a_voice_that_comes_back_counts_for_its_persona_only(self, write: Write) -> None:
        steps = """
            - {id: a, name: A, emotion: -2}
            - {id: b, name: B, emotion: -1, voices: [{persona: ann, emotion: 0.5}]}
        """
        assert _found(write, "JM307", _journey(steps, "personas: [ann, bo]"), more=_PEOPLE) == [
            "`A` feels -2 to `Bo`, and nothing after it comes back to 0"
        ]

    def test_a_sub_journey_is_put_right_by_the_step_after_it(self, write: Write) -> None:
        low = _journey("- {id: c, name: C, emotion: -2}\n- {id: d, name: D, emotion: -1}", name="inner")
        outer = "- {id: a, name: A, journey: inner}\n- {id: b, name: B, emotion: {}}"
        assert _found(write, "JM307", low, _journey(outer.replace("{}}", "0.5}"))) == []
        assert len(_found(write, "JM307", low, _journey(outer.replace("{}}", "-1}")))) == 1

    def test_the_bound_is_an_option(self, write: Write) -> None:
        steps = "- {id: a, name: A, emotion: -1}\n- {id: b, name: B, emotion: -0.5}"
        options = "workspace: {lint: {options: {unrecovered-low: {low: -1}}}}"
        assert _found(write, "JM307", _journey(steps)) == []
        assert len(_found(write, "JM307", _journey(steps), more=options)) == 1

    def test_a_future_journey_that_drops_what_put_it_right_is_told(self, write: Write) -> None:
        steps = """
            - {id: a, name: A, emotion: -2}
            - {id: b, name: B, emotion: 1}
            - {id: c, name: C, emotion: -0.5}
        """
        future = "state: future\nbased_on: visit"
        kept = _journey("- {id: a, keep: true}\n- {id: b, keep: true}\n- {id: c, keep: true}", future, "later")
        dropped = _journey("- {id: a, keep: true}\n- {id: c, keep: true}", future, "later")
        assert _found(write, "JM307", _journey(steps), kept) == []
        assert len(_found(write, "JM307", _journey(steps), dropped)) == 1


class TestEndsLow:
    @pytest.mark.parametrize(
        "steps",
        [
            "- {id: a, name: A, emotion: -1, next: [{to: end, outcome: Sucht woanders}, {to: b}]}\n- {id: b, name: B}",
            "- {id: a, name: A, emotion: -1, next: [{to: end, outcome: Kunden har förlorats}]}",
            "- {id: a, name: A, emotion: -1, next: [{to: b}, {to: end, also: true}]}\n- {id: b, name: B}",
            "- {id: a, name: A, emotion: 1}\n- {id: b, name: B}",
            "- {id: a, name: A, emotion: -1, voices: [{persona: ann, emotion: 0}, {persona: bo, emotion: 1}]}",
        ],
        ids=["others go on", "lost", "beside", "unknown", "nobody feels it"],
    )
    def test_it_keeps_silent(self, write: Write, steps: str) -> None:
        assert _found(write, "JM308", _journey(steps, "personas: [ann, bo]"), more=_PEOPLE) == []

    def test_a_way_back_or_beside_does_not_make_it_another_end(self, write: Write) -> None:
        steps = """
            - {id: a, name: A, emotion: 1}
            - {id: b, name: B, emotion: -1, next: [{to: a, when: Again}, {to: c, also: true}, {to: end}]}
            - {id: c, name: C, emotion: 1}
        """
        assert _found(write, "JM308", _journey(steps)) == ["the journey ends with `B`, which feels -1"]

    def test_where_most_end_it_ends_though_others_go_on(self, write: Write) -> None:
        steps = (
            "- {id: a, name: A, emotion: -1, next: [{to: end, share: 0.6}, {to: b}]}\n- {id: b, name: B, emotion: 1}"
        )
        assert len(_found(write, "JM308", _journey(steps))) == 1
        assert _found(write, "JM308", _journey(steps.replace("0.6", "0.4"))) == []

    def test_trying_again_on_an_earlier_touchpoint_is_a_way_on(self, write: Write) -> None:
        steps = """
            - {id: a, name: A, emotion: 0, next: [{to: b}, {to: c}]}
            - {id: b, name: B, emotion: -2, next: [{to: a, when: Again}, {to: end, outcome: Bleibt weg}]}
            - {id: c, name: C, emotion: 1}
        """
        assert _found(write, "JM308", _journey(steps)) == []

    def test_only_those_who_feel_it_are_named(self, write: Write) -> None:
        steps = "- {id: a, name: A, emotion: 1, voices: [{persona: bo, emotion: -0.5}]}"
        assert _found(write, "JM308", _journey(steps, "personas: [ann, bo]"), more=_PEOPLE) == [
            "the journey ends with `A`, which feels -0.5 to `Bo`"
        ]

    def test_a_sub_journey_ends_where_the_journey_around_it_ends(self, write: Write) -> None:
        inner = _journey("- {id: c, name: C, emotion: -1}", name="inner")
        goes_on = _journey("- {id: a, name: A, journey: inner}\n- {id: b, name: B}")
        judged = _journey("- {id: a, name: A, journey: inner, emotion: 0.5}")
        open_end = _journey("- {id: a, name: A, journey: inner}")
        assert _found(write, "JM308", inner, goes_on) == []
        assert _found(write, "JM308", inner, judged) == []
        assert _found(write, "JM308", inner, open_end) == ["the journey ends with `C`, which feels -1"]

    def test_words_for_a_loss_can_be_added(self, write: Write) -> None:
        steps = "- {id: a, name: A, emotion: -1, next: [{to: end, outcome: Aus die Maus}]}"
        options = "workspace: {lint: {options: {ends-low: {lost_words: ['aus die*']}}}}"
        assert len(_found(write, "JM308", _journey(steps))) == 1
        assert _found(write, "JM308", _journey(steps), more=options) == []


@pytest.mark.parametrize(
    ("outcome", "lost"),
    [
        ("Lost: not a fit", True),
        ("Abandons the cart", True),
        ("CANCELLED", True),
        ("Kündigt den Vertrag", True),
        ("Tackar nej", True),
        ("Résiliation", True),
        ("契約を解約した", True),
        ("Ко́д", False),
        ("Won", False),
        ("Flossing explained", False),
        ("Il personale risponde", False),
        ("Blossom", False),
        (None, False),
    ],
)
def test_a_loss_is_known_by_its_words(outcome: str | None, lost: bool) -> None:
    way = Way("a", None, Transition.model_validate({"to": "end", **({"outcome": outcome} if outcome else {})}), 0)
    assert Losses().lost(way) is lost


def test_an_outcome_on_a_way_that_leads_on_is_no_loss() -> None:
    assert not Losses().lost(Way("a", "b", Transition.model_validate({"to": "b", "outcome": "Lost"}), 0))


class TestSilentWait:
    @pytest.mark.parametrize(
        ("second", "more"),
        [
            ("{id: b, name: B, channel: mail, wait: 2d}", ""),
            ("{id: b, name: B, channel: robot, wait: 3w}", ""),
            ("{id: b, name: B, channel: search, wait: 3w}", ""),
            ("{id: b, name: B, channel: none, duration: 3w, actions: [Uses it]}", ""),
            ("{id: b, name: B, channel: none, duration: 3w, emotion: 1}", ""),
            ("{id: b, name: B, channel: app, duration: 3w}", ""),
            ("{id: b, name: B, channel: mail, wait: 3w}", "plays: [{id: p, name: P, at: visit/b, channel: sms}]"),
            ("{id: b, name: B, channel: mail, wait: 3w}", "plays: [{id: p, name: P, at: visit/a}]"),
            ("{id: b, name: B, channel: mail, wait: 3w}", "plays: [{id: p, name: P, at: 'clm:purchase'}]"),
        ],
        ids=[
            "short",
            "a machine writes",
            "own pace",
            "own work",
            "a happy time",
            "no wait but use",
            "a play at the wait",
            "a play before it",
            "a play at the stage",
        ],
    )
    def test_it_keeps_silent(self, write: Write, second: str, more: str) -> None:
        assert self._waits(write, second, more) == []

    @pytest.mark.parametrize(
        ("second", "more"),
        [
            ("{id: b, name: B, channel: mail, wait: 3d}", ""),
            ("{id: b, name: B, wait: 3w}", ""),
            ("{id: b, name: B, channel: phone, wait: 3w}", ""),
            ("{id: b, name: B, channel: none, wait: 3w}", ""),
            ("{id: b, name: B, channel: none, duration: 3w, emotion: -1}", ""),
            ("{id: b, name: B, channel: mail, wait: 3w}", "plays: [{id: p, name: P, at: visit/b, channel: in-person}]"),
            ("{id: b, name: B, channel: mail, wait: 3w}", "plays: [{id: p, name: P, at: visit/c, channel: sms}]"),
        ],
    )
    def test_it_tells(self, write: Write, second: str, more: str) -> None:
        assert len(self._waits(write, second, more)) == 1

    @staticmethod
    def _waits(write: Write, second: str, more: str) -> list[str]:
        steps = f"- {{id: a, name: A, channel: web}}\n- {second}\n- {{id: c, name: C, channel: web}}"
        journey = _journey(steps).replace("name: Day\n", "name: Day\n        lifecycle_stage: purchase\n")
        robot = "channels: [{id: robot, name: Robot, medium: sms, initiation: automated}]\n"
        return _found(write, "JM309", journey, more=robot + more)

    def test_a_message_with_which_the_journey_ends_is_waited_for_by_nobody(self, write: Write) -> None:
        steps = "- {id: a, name: A, channel: web}\n- {id: b, name: B, channel: email, wait: 3w}"
        assert _found(write, "JM309", _journey(steps)) == []

    def test_a_wait_before_the_first_touchpoint_is_none(self, write: Write) -> None:
        steps = "- {id: a, name: A, channel: in-person, wait: 3w}\n- {id: b, name: B}"
        assert _found(write, "JM309", _journey(steps)) == []

    @pytest.mark.parametrize(("channel", "count"), [("email", 0), ("phone", 1)])
    def test_a_step_beside_the_wait_counts_where_we_begin_it(self, write: Write, channel: str, count: int) -> None:
        steps = f"""
            - {{id: a, name: A, channel: web, next: [{{to: c}}, {{to: b, also: true}}]}}
            - {{id: b, name: B, channel: {channel}}}
            - {{id: c, name: C, channel: in-person, wait: 3w}}
        """
        assert len(_found(write, "JM309", _journey(steps))) == count

    def test_a_touchpoint_that_is_the_wait_itself_is_named_as_one(self, write: Write) -> None:
        steps = "- {id: a, name: A}\n- {id: b, name: Waits, channel: none, wait: 3w}\n- {id: c, name: C}"
        assert _found(write, "JM309", _journey(steps)) == [
            "the customer waits 3 weeks at `Waits`, and nothing tells them how it stands"
        ]

    def test_the_bound_is_an_option(self, write: Write) -> None:
        steps = "- {id: a, name: A}\n- {id: b, name: B, wait: 4h}\n- {id: c, name: C}"
        options = "workspace: {lint: {options: {silent-wait: {wait: 2h}}}}"
        assert _found(write, "JM309", _journey(steps)) == []
        assert _found(write, "JM309", _journey(steps), more=options) == [
            "the customer waits 4 hours for `B`, and nothing tells them how it stands"
        ]


class TestRefusals:
    _DESK = "teams: [{id: desk, name: Desk}]"

    def test_a_journey_is_one_finding_with_its_hand_offs(self, write: Write) -> None:
        steps = """
            - {id: a, name: A, handoff: {to: desk}}
            - {id: b, name: B, next: [{to: end, handoff: {to: desk, on_reject: Asks again}}, {to: c, handoff: {to: desk}}]}
            - {id: c, name: C}
        """
        assert _found(write, "JM310", _journey(steps), more=self._DESK) == [
            "2 hand-offs do not say what happens when the next team refuses: `A` to Desk; `B` to Desk"
        ]

    def test_a_kept_hand_off_is_a_matter_of_the_current_journey(self, write: Write) -> None:
        steps = "- {id: a, name: A, handoff: {to: desk}}\n- {id: b, name: B}"
        kept = _journey("- {id: a, keep: true}\n- {id: b, keep: true}", "state: future\nbased_on: visit", "later")
        assert len(_found(write, "JM310", _journey(steps), kept, more=self._DESK)) == 1
