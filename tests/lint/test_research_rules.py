"""What claims rest on: what is found, and above all what is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from journeymap import api
from tests.conftest import TODAY

Write = Callable[..., Path]

RESEARCH = """journeymap: 1
research:
  - {id: old, title: Old talks, kind: interview, date: 2025-05-21, n: 12}
  - {id: fresh, title: Fresh talks, kind: interview, date: 2025-05-23, n: 3}
  - {id: undated, title: Some talks, kind: interview}
  - {id: survey, title: Survey, kind: survey, date: 2026-09-01, n: 400}
  - {id: workshop, title: Workshop, kind: workshop, date: 2026-09-01, n: 9}
  - {id: unknown, title: Something, date: 2026-09-01}
"""


def said(write: Write, code: str, text: str, options: str = "") -> list[str]:
    """The messages of a rule on a document beside the research above."""
    root = f"journeymap: 1\nworkspace: {{lint: {{options: {{{code}: {options}}}}}}}\n" if options else "journeymap: 1\n"
    folder = write({"journeymap.yaml": root, "research.yaml": RESEARCH, "a.yaml": "journeymap: 1\n" + text})
    report = api.lint([folder], select=["JM1", "JM201", code], on=TODAY)
    assert {finding.code for finding in report.findings} <= {code}, report.findings
    return [finding.message for finding in report.findings]


def journey(touchpoint: str = "", keys: str = "", stage: str = "") -> str:
    """A journey with one touchpoint; keys of each as they stand in a flow mapping."""
    point = f"touchpoints: [{{id: a, name: A{touchpoint}}}]"
    return f"journeys: [{{id: j, name: J{keys}, stages: [{{id: s, name: S{stage}, {point}}}]}}]\n"


FEELS = ", emotion: -1"
HURTS = ", pain_points: [{id: p, summary: P, severity: high}]"


class TestReviewOverdue:
    @pytest.mark.parametrize(
        ("keys", "found"),
        [
            (", reviewed: 2026-05-21, review_every: 6mo", 1),
            (", reviewed: 2026-05-22, review_every: 6mo", 0),
            (", reviewed: 2020-05-21", 0),
            (", review_every: 6mo", 0),
            (", reviewed: 2020-05-21, review_every: 1y, state: future", 0),
            (", reviewed: 2020-05-21, review_every: 1y, status: retired", 0),
            (", reviewed: 2020-05-21, review_every: 9999y", 0),
            (f", reviewed: 2020-05-21, review_every: {'9' * 400}d", 0),
        ],
        ids=["late", "today", "no-interval", "never-reviewed", "future", "retired", "far", "beyond-numbers"],
    )
    def test_a_review_is_late_the_day_after(self, keys: str, found: int, write: Write) -> None:
        assert len(said(write, "JM601", journey(keys=keys))) == found


class TestUnsupportedClaim:
    def test_emotions_and_pains_are_one_finding(self, write: Write) -> None:
        text = journey(FEELS + HURTS, stage=", emotion: 1")
        assert said(write, "JM602", text) == [
            "3 of 3 claims in `j` rest on no research: the emotion at `s` and `a`; the pain point `p`"
        ]

    def test_only_what_lacks_research_is_named(self, write: Write) -> None:
        text = journey(FEELS + ", pain_points: [{id: p, summary: P, research: old}, {id: q, summary: Q}]")
        assert said(write, "JM602", text) == [
            "2 of 3 claims in `j` rest on no research: the emotion at `a`; the pain point `q`"
        ]

    def test_the_emotion_of_a_voice_is_a_claim(self, write: Write) -> None:
        text = "personas: [{id: p, name: P}]\n" + journey(", voices: [{persona: p, emotion: 1}]")
        assert len(said(write, "JM602", text)) == 1

    @pytest.mark.parametrize(
        "text",
        [
            journey(FEELS + HURTS + ", research: old"),
            journey(FEELS + HURTS, keys=", research: old"),
            journey(FEELS + HURTS, keys=", state: future"),
            journey(FEELS + HURTS, keys=", status: retired"),
            journey(", research: old", stage=", emotion: 1"),
            journey(", goal: Nothing is claimed"),
        ],
        ids=["touchpoint", "journey", "future", "retired", "stage-by-its-touchpoint", "no-claim"],
    )
    def test_research_above_a_claim_counts_and_intentions_need_none(self, text: str, write: Write) -> None:
        assert said(write, "JM602", text) == []


class TestStaleResearch:
    def test_old_research_alone_behind_claims_is_one_finding(self, write: Write) -> None:
        text = journey(FEELS + HURTS + ", research: old")
        assert said(write, "JM603", text) == [
            "2 claims in `j` rest on nothing newer than 18 months: `a` and `p` (research `old`)"
        ]

    @pytest.mark.parametrize(
        "text",
        [
            journey(FEELS + ", research: [old, fresh]"),
            journey(FEELS + ", research: old", keys=", research: survey"),
            journey(FEELS + ", research: undated"),
            journey(FEELS + ", research: [old, undated]"),
            journey(FEELS),
            journey(", research: old"),
            journey(FEELS + ", research: old", keys=", state: future"),
            journey(FEELS + ", research: old", keys=", status: retired"),
        ],
        ids=["newer-too", "newer-at-journey", "undated", "undated-too", "none", "no-claim", "future", "retired"],
    )
    def test_nothing_is_said_while_something_else_may_be_newer(self, text: str, write: Write) -> None:
        assert said(write, "JM603", text) == []

    def test_the_age_is_an_option(self, write: Write) -> None:
        text = journey(FEELS + ", research: old")
        assert said(write, "JM603", text, "{age: 2y}") == []
        assert len(said(write, "JM603", text, "{age: 9999999999y}")) == 0


class TestSmallSample:
    @pytest.mark.parametrize(
        ("pain", "message"),
        [
            ("severity: high, research: fresh", "the pain point `p` is said to be high, and rests on n = 3"),
            (
                "share_affected: 0.5, research: fresh",
                "the pain point `p` is said to hurt a share of 0.5, and rests on n = 3",
            ),
            (
                "severity: critical, research: {id: survey, count: 2, of: 4}",
                "the pain point `p` is said to be critical, and rests on n = 4",
            ),
        ],
        ids=["severity", "share", "of-in-the-reference"],
    )
    def test_a_grave_word_or_a_share_on_few_is_found(self, pain: str, message: str, write: Write) -> None:
        assert said(write, "JM604", journey(f", pain_points: [{{id: p, summary: P, {pain}}}]")) == [message]

    def test_the_share_of_a_way_on_few_is_found(self, write: Write) -> None:
        text = journey(", next: [{to: end, share: 0.5, research: fresh}]")
        assert said(write, "JM604", text) == ["the share of 0.5 from `a` to `end` rests on n = 3"]

    @pytest.mark.parametrize(
        "text",
        [
            journey(", pain_points: [{id: p, summary: P, severity: medium, research: fresh}]"),
            journey(", pain_points: [{id: p, summary: P, severity: high, research: [fresh, survey]}]"),
            journey(", pain_points: [{id: p, summary: P, severity: high, research: [fresh, undated]}]"),
            journey(HURTS),
            journey(HURTS + ", research: old"),
            journey(", pain_points: [{id: p, summary: P, severity: high, research: survey}], research: fresh"),
            journey(HURTS + ", research: fresh", keys=", state: future"),
            journey(HURTS + ", research: fresh", keys=", status: retired"),
            journey(", next: [{to: end, share: 0.5}], research: fresh"),
        ],
        ids=["medium", "together", "unknown", "none", "inherited", "own-first", "future", "retired", "unsaid"],
    )
    def test_nothing_is_said_of_modest_claims_enough_or_unknown_numbers(self, text: str, write: Write) -> None:
        assert said(write, "JM604", text) == []

    def test_the_bound_is_an_option(self, write: Write) -> None:
        text = journey(HURTS + ", research: fresh")
        assert len(said(write, "JM604", text)) == 1
        assert said(write, "JM604", text, "{n: 3}") == []


class TestUnsourcedQuote:
    def test_quotes_of_a_persona_are_one_finding(self, write: Write) -> None:
        text = "personas: [{id: p, name: P, quotes: [Ha, {text: Oh, research: old}, Hm]}]\n"
        assert said(write, "JM605", text) == ["2 quotes of `p` name no research"]

    def test_research_of_the_persona_counts(self, write: Write) -> None:
        assert said(write, "JM605", "personas: [{id: p, name: P, research: old, quotes: Ha}]\n") == []

    def test_thoughts_may_be_a_paraphrase(self, write: Write) -> None:
        assert said(write, "JM605", journey(', thoughts: ["Ha."]')) == []


class TestWorkshopOnlyEvidence:
    @pytest.mark.parametrize(
        "text",
        [
            journey(keys=", research: [workshop, old]"),
            journey(", research: old", keys=", research: workshop"),
            journey(", pain_points: [{id: p, summary: P, research: old}]", keys=", research: workshop"),
            journey(", gains: [{id: g, summary: G, research: old}]", keys=", research: workshop"),
            journey(", next: [{to: end, research: old}]", keys=", research: workshop"),
            journey(keys=", research: [workshop, unknown]"),
            journey(FEELS),
            journey(keys=", research: workshop, state: future"),
            journey(keys=", research: workshop, status: retired"),
            "personas: [{id: p, name: P, kind: employee}]\n" + journey(keys=", personas: p, research: workshop"),
        ],
        ids=[
            *("beside", "touchpoint", "pain", "gain", "way"),
            *("unknown-kind", "none", "future", "retired", "employees"),
        ],
    )
    def test_anything_else_than_a_workshop_is_enough(self, text: str, write: Write) -> None:
        assert said(write, "JM607", text) == []

    def test_workshops_alone_are_found(self, write: Write) -> None:
        text = journey(HURTS + ", research: workshop")
        assert said(write, "JM607", text) == ["`j` rests on workshops alone (`workshop`): nobody asked a customer"]
