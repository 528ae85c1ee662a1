"""Owners, hand-offs, plays and initiatives: what is found, and above all what is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from journeymap import api
from tests.conftest import TODAY, dedent

Write = Callable[..., Path]

TEAMS = """
journeymap: 1
teams:
  - {id: sales, name: Sales, function: sales, organisation: Us}
  - {id: field, name: Field sales, function: Sales, organisation: Us}
  - {id: service, name: Service, function: service, organisation: Us}
  - {id: carrier, name: Carrier, organisation: Them}
  - {id: unknown, name: Some team}
"""


def said(write: Write, code: str, text: str, options: str = "") -> list[str]:
    """The messages of a rule on a document beside the teams above."""
    root = f"journeymap: 1\nworkspace: {{lint: {{options: {{{code}: {options}}}}}}}\n" if options else "journeymap: 1\n"
    folder = write({"journeymap.yaml": root, "teams.yaml": dedent(TEAMS), "a.yaml": "journeymap: 1\n" + dedent(text)})
    report = api.lint([folder], select=["JM1", "JM201", code], on=TODAY)
    assert {finding.code for finding in report.findings} <= {code}, report.findings
    return [finding.message for finding in report.findings]


def journey(touchpoints: str, keys: str = "") -> str:
    """A journey of one stage with touchpoints, a flow mapping a line."""
    lines = "\n".join(f"          - {line.strip()}" for line in touchpoints.strip().splitlines())
    head = f"journeys:\n  - id: j\n    name: J\n{keys}"
    return f"{head}    stages:\n      - id: s\n        name: S\n        touchpoints:\n{lines}\n"


class TestMissingOwner:
    def test_a_journey_without_any_owner_is_one_finding(self, write: Write) -> None:
        text = journey("{id: a, name: A}\n{id: b, name: B}\n{id: c, name: C}")
        assert said(write, "JM501", text) == [
            "no team answers for the journey `j`, nor for any stage or touchpoint of it"
        ]

    def test_several_touchpoints_of_a_stage_are_one_finding(self, write: Write) -> None:
        text = journey("{id: a, name: A, owner: sales}\n{id: b, name: B}\n{id: c, name: C}")
        assert said(write, "JM501", text) == ["no team answers for 2 touchpoints of the stage `s`: `b` and `c`"]

    @pytest.mark.parametrize(
        "text",
        [
            journey("{id: a, name: A}", "    owner: sales\n"),
            "journeys: [{id: j, name: J, stages: [{id: s, name: S, owner: sales, touchpoints: [{id: a, name: A}]}]}]",
            journey("{id: a, name: A}", "    status: retired\n"),
            journey("{id: a, name: A, owner: sales}\n{id: b, name: Waits, channel: none}"),
            journey("{id: a, name: A, owner: sales}\n{id: b, name: Sends it, actor: service}"),
            "initiatives: [{id: i, name: I, status: idea}, {id: k, name: K, status: shipped}]",
            "initiatives: [{id: i, name: I, status: dropped}, {id: k, name: K, status: doing, owner: sales}]",
        ],
        ids=["journey", "stage", "retired", "wait", "acting-team", "idea", "owned"],
    )
    def test_nothing_is_said_where_it_is_clear_or_nobody_is_needed(self, text: str, write: Write) -> None:
        assert said(write, "JM501", text) == []

    def test_a_sub_journey_answers_for_the_step_that_holds_it(self, write: Write) -> None:
        text = """
        journeys:
          - id: j
            name: J
            stages:
              - id: s
                name: S
                touchpoints: [{id: a, name: A, owner: sales}, {id: b, name: B, journey: inside}]
          - {id: inside, name: Inside, owner: service, stages: [{id: t, name: T}]}
        """
        assert said(write, "JM501", text) == []

    def test_what_a_future_journey_keeps_is_told_once(self, write: Write) -> None:
        text = """
        journeys:
          - id: j
            name: J
            stages: [{id: s, name: S, touchpoints: [{id: a, name: A, owner: sales}, {id: b, name: B}]}]
          - id: k
            name: K
            state: future
            based_on: j
            stages: [{id: s2, name: S, touchpoints: [{id: a, keep: true}, {id: b, keep: true}]}]
        """
        assert said(write, "JM501", text) == ["no team answers for the touchpoint `b`"]


class TestHandoffWithoutSla:
    def test_a_habit_is_one_finding(self, write: Write) -> None:
        lines = "\n".join(f"{{id: t{i}, name: T, handoff: {{to: service}}}}" for i in range(3))
        assert said(write, "JM502", journey(lines)) == [
            "none of the 3 hand-offs of `j` says within what time the other team takes over"
        ]

    def test_a_single_one_among_others_is_named(self, write: Write) -> None:
        text = journey(
            "{id: a, name: A, handoff: {to: service, sla: 1d}}\n{id: b, name: B, next: [{to: end, handoff: {to: carrier}}]}"
        )
        assert said(write, "JM502", text) == [
            "the hand-off to Carrier after `b` does not say within what time they take over"
        ]

    def test_one_within_the_team_or_in_a_retired_journey_is_none(self, write: Write) -> None:
        own = journey("{id: a, name: A, owner: sales, handoff: {to: sales}}")
        retired = journey("{id: a, name: A, handoff: {to: sales}}", "    status: retired\n")
        assert said(write, "JM502", own) == []
        assert said(write, "JM502", retired) == []

    def test_what_a_future_journey_keeps_is_told_once(self, write: Write) -> None:
        text = """
        journeys:
          - {id: j, name: J, stages: [{id: s, name: S, touchpoints: [{id: a, name: A, handoff: {to: sales}}]}]}
          - id: k
            name: K
            state: future
            based_on: j
            stages: [{id: s2, name: S, touchpoints: [{id: a, keep: true}]}]
        """
        assert len(said(write, "JM502", text)) == 1


class TestSilentHandoff:
    def test_several_ways_from_one_touchpoint_are_one_finding(self, write: Write) -> None:
        text = journey(
            """{id: a, name: A, owner: sales, next: [{to: b}, {to: c}]}
            {id: b, name: B, owner: service, next: []}
            {id: c, name: C, owner: carrier, next: []}"""
        )
        assert said(write, "JM503", text) == [
            "after `a` the customer goes from Sales to Service and Carrier (`b` and `c`), and no hand-off is written"
        ]

    @pytest.mark.parametrize(
        "touchpoints",
        [
            "{id: a, name: A, owner: sales}\n{id: b, name: B, owner: field}",
            "{id: a, name: A, owner: sales}\n{id: b, name: B, owner: unknown}",
            "{id: a, name: A, owner: sales}\n{id: b, name: B}",
            "{id: a, name: A, owner: sales, handoff: {to: service}}\n{id: b, name: B, owner: service}",
            "{id: a, name: A, owner: sales, next: [{to: b, handoff: {to: service}}]}\n{id: b, name: B, owner: service}",
            "{id: a, name: A, owner: sales, handoff: {to: service}, next: [{to: b}, {to: end}]}\n{id: b, name: B, owner: service}",
            "{id: a, name: A, owner: sales, next: []}\n{id: b, name: B, owner: service}",
            "{id: a, name: A, owner: sales, handoff: {to: service}}\n{id: w, name: W, channel: none}\n{id: b, name: B, owner: service}",
            "{id: a, name: A, owner: sales}\n{id: w, name: W, channel: none, handoff: {to: service}}\n{id: b, name: B, owner: service}",
            "{id: a, name: A, owner: sales, handoff: {to: service}}\n{id: b, name: B, owner: service, next: [{to: end, handoff: {to: sales, recycle_to: a}}]}",
        ],
        ids=[
            *("one-function", "unknown-function", "no-owner", "shorthand", "on-the-way", "shorthand-beside-an-end"),
            *("end", "before-a-wait", "after-a-wait", "sent-back"),
        ],
    )
    def test_nothing_is_said_where_the_map_answers(self, touchpoints: str, write: Write) -> None:
        assert said(write, "JM503", journey(touchpoints)) == []

    def test_a_wait_that_only_inherits_its_owner_does_not_hide_a_change(self, write: Write) -> None:
        text = journey(
            "{id: a, name: A, owner: sales}\n{id: w, name: W, channel: none}\n{id: b, name: B}", "    owner: service\n"
        )
        assert said(write, "JM503", text) == [
            "after `a` the customer goes from Sales to Service (`b`), and no hand-off is written"
        ]

    def test_waits_in_a_circle_end(self, write: Write) -> None:
        text = journey(
            """{id: a, name: A, owner: sales}
            {id: w, name: W, channel: none, next: [{to: x}, {to: b}]}
            {id: x, name: X, channel: none, next: [{to: w}]}
            {id: b, name: B, owner: service}"""
        )
        assert len(said(write, "JM503", text)) == 1

    def test_any_change_is_meant_when_it_is_asked_for(self, write: Write) -> None:
        text = journey("{id: a, name: A, owner: sales}\n{id: b, name: B, owner: field}")
        assert len(said(write, "JM503", text, "{any_change: true}")) == 1

    def test_the_hand_off_may_be_inside_a_sub_journey(self, write: Write) -> None:
        """The step belongs to service, but its own journey begins with sales, who hand over there."""
        text = """
        journeys:
          - id: j
            name: J
            stages:
              - id: s
                name: S
                touchpoints:
                  - {id: a, name: A, owner: sales}
                  - {id: b, name: B, owner: service, journey: inside}
                  - {id: c, name: C, owner: carrier}
          - id: inside
            name: Inside
            stages:
              - id: t
                name: T
                touchpoints:
                  - {id: d, name: D, owner: sales, handoff: {to: service}}
                  - {id: e, name: E, owner: service, handoff: {to: carrier}}
        """
        assert said(write, "JM503", text) == []

    def test_what_a_future_journey_keeps_is_told_once(self, write: Write) -> None:
        text = """
        journeys:
          - id: j
            name: J
            stages: [{id: s, name: S, touchpoints: [{id: a, name: A, owner: sales}, {id: b, name: B, owner: service}]}]
          - id: k
            name: K
            state: future
            based_on: j
            stages: [{id: s2, name: S, touchpoints: [{id: a, keep: true}, {id: b, keep: true}]}]
        """
        assert len(said(write, "JM503", text)) == 1

    @pytest.mark.parametrize(("owner", "count"), [("sales", 1), ("carrier", 2)])
    def test_a_future_journey_that_leaves_a_step_out_has_the_same_gap(
        self, owner: str, count: int, write: Write
    ) -> None:
        text = f"""
        journeys:
          - id: j
            name: J
            stages:
              - id: s
                name: S
                touchpoints:
                  - {{id: a, name: A, owner: sales}}
                  - {{id: b, name: B, owner: sales}}
                  - {{id: c, name: C, owner: service}}
          - id: k
            name: K
            state: future
            based_on: j
            stages: [{{id: s2, name: S, touchpoints: [{{id: a, keep: true, owner: {owner}}}, {{id: c, keep: true}}]}}]
        """
        assert len(said(write, "JM503", text)) == count


PERSONA = "personas: [{id: p, name: P}]\n"
ELSEWHERE = "plays: [{id: hello, name: Hello, at: clm:advocacy}]\n"


class TestUntailoredStage:
    def test_all_stages_of_a_persona_are_one_finding(self, write: Write) -> None:
        text = PERSONA + "journeys: [{id: j, name: J, personas: p, stages: [{id: s, name: S}, {id: t, name: T}]}]\n"
        text += ELSEWHERE
        assert said(write, "JM505", text) == [
            "nothing is said or offered to `p` in particular at 2 of 2 stages: `j/s` and `j/t`"
        ]

    @pytest.mark.parametrize(
        "play",
        ["for: p, at: j/a", "for: p, at: clm:awareness", "at: j/a"],
        ids=["touchpoint", "lifecycle-stage", "for-everybody"],
    )
    def test_a_play_at_the_stage_is_enough(self, play: str, write: Write) -> None:
        text = (
            PERSONA
            + """
journeys:
  - id: j
    name: J
    personas: p
    stages: [{id: s, name: S, lifecycle_stage: awareness, touchpoints: [{id: a, name: A}]}]
"""
            + f"plays: [{{id: play, name: Play, {play}}}]\n"
        )
        assert said(write, "JM505", text) == []

    @pytest.mark.parametrize(
        "text",
        [
            "personas: [{id: p, name: P, kind: anti-persona}]\n" + journey("{id: a, name: A}", "    personas: p\n"),
            "personas: [{id: p, name: P, kind: employee}]\n" + journey("{id: a, name: A}", "    personas: p\n"),
            PERSONA + journey("{id: a, name: A}", "    personas: p\n    state: future\n"),
            PERSONA + journey("{id: a, name: A}", "    personas: p\n    status: retired\n"),
            PERSONA + journey("{id: a, name: A}", "    personas: p\n    status: draft\n"),
            PERSONA + journey("{id: a, name: Waits, channel: none}", "    personas: p\n"),
            "personas: [{id: p, name: P}, {id: q, name: Q, kind: employee}]\n"
            + journey("{id: a, name: A, personas: q}", "    personas: [p, q]\n"),
        ],
        ids=["anti-persona", "employee", "future", "retired", "draft", "wait", "not-there"],
    )
    def test_nobody_is_asked_who_cannot_be_spoken_to_or_not_yet(self, text: str, write: Write) -> None:
        assert said(write, "JM505", text + ELSEWHERE) == []

    def test_a_workspace_that_has_no_plays_is_not_asked_for_them(self, write: Write) -> None:
        text = PERSONA + journey("{id: a, name: A}", "    personas: p\n")
        assert said(write, "JM505", text) == []
        assert len(said(write, "JM505", text + ELSEWHERE)) == 1


class TestOverdueInitiative:
    def test_the_day_itself_is_not_late(self, write: Write) -> None:
        text = "initiatives: [{id: i, name: I, due: 2026-11-22}, {id: k, name: K, due: 2026-11-21}]"
        assert said(write, "JM506", text) == ["`k` was due on 2026-11-21, 1 day ago, and does not say that it shipped"]

    def test_what_is_done_or_dropped_is_not_late(self, write: Write) -> None:
        text = "initiatives: [{id: i, name: I, status: shipped, due: 2020-01-01}, {id: k, name: K, status: dropped, due: 2020-01-01}]"
        assert said(write, "JM506", text) == []


class TestShippedButStillOpen:
    RESEARCH = "research: [{id: old, title: Old, date: 2026-01-01}, {id: new, title: New, date: 2026-09-01}]\n"

    def text(
        self, pain: str = "", touchpoint: str = "", others: str = "", keys: str = "", due: str = "2026-06-01"
    ) -> str:
        point = f"{{id: a, name: A, pain_points: [{{id: p, summary: P, {pain}}}], opportunities: [{{id: o, summary: O, addresses: p}}]{touchpoint}}}"
        shipped = f"{{id: i, name: I, status: shipped, addresses: j/p{f', due: {due}' if due else ''}}}"
        return self.RESEARCH + journey(point, keys) + f"initiatives: [{shipped}{others}]\n"

    def test_an_open_pain_with_older_research_is_found(self, write: Write) -> None:
        assert said(write, "JM507", self.text("research: old")) == [
            "`i` has shipped, `j/p` is still open, and no research is newer"
        ]

    def test_a_pain_is_found_by_way_of_an_opportunity(self, write: Write) -> None:
        text = self.text().replace("addresses: j/p", "addresses: j/o")
        assert len(said(write, "JM507", text)) == 1

    def test_where_it_is_unknown_when_it_shipped_no_research_is_newer(self, write: Write) -> None:
        assert len(said(write, "JM507", self.text("research: new", due=""))) == 1

    @pytest.mark.parametrize(
        "wishes",
        [
            {"pain": "status: addressed"},
            {"pain": "status: accepted"},
            {"pain": "research: new"},
            {"touchpoint": ", research: new"},
            {"keys": "    research: new\n"},
            {"keys": "    status: retired\n"},
            {"others": ", {id: k, name: K, status: doing, addresses: j/o}"},
        ],
        ids=["addressed", "accepted", "newer", "newer-at-touchpoint", "newer-at-journey", "retired", "more-under-way"],
    )
    def test_nothing_is_said_where_somebody_has_looked_or_is_at_work(
        self, wishes: dict[str, str], write: Write
    ) -> None:
        assert said(write, "JM507", self.text(**wishes)) == []
