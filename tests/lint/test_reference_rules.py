"""JM2: what the rules on definitions and dropped touchpoints must not say, and what they must."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from journeymap import api
from tests.conftest import TODAY, dedent

Write = Callable[..., Path]


def _messages(write: Write, code: str, text: str, **others: str) -> list[str]:
    files = {"journeymap.yaml": dedent(text), **{f"{name}.yaml": dedent(other) for name, other in others.items()}}
    return [finding.message for finding in api.lint([write(files)], select=[code], on=TODAY).findings]


@pytest.mark.parametrize(
    "reference",
    [
        "plays: [{id: call, name: Call, metrics: answer-time}]",
        "initiatives: [{id: faster, name: Faster, expects: [{metric: answer-time, from: 4, to: 2}]}]",
        "sources: [{id: survey, kind: feedback, uri: a.csv, metric: answer-time}]",
        "journeys: [{id: buy, name: Buys, stages: [{id: ask, name: Ask, metrics: [{metric: answer-time}]}]}]",
    ],
)
def test_a_metric_is_used_wherever_it_is_named(write: Write, reference: str) -> None:
    definition = "journeymap: 1\nmetrics: [{id: answer-time, name: Time to answer}]\n"
    assert _messages(write, "JM202", definition) == ["nothing refers to metric `answer-time`"]
    assert _messages(write, "JM202", definition + reference + "\n") == []


def test_a_reference_in_another_file_or_in_a_field_of_free_text_counts(write: Write) -> None:
    text = """
        journeymap: 1
        channels: [{id: counter, name: Counter, medium: in-person}]
        teams: [{id: sales, name: Sales}]
    """
    other = """
        journeymap: 1
        personas: [{id: rider, name: Rider, behavioural: {channels: [counter, word of mouth]}}]
        journeys:
          - id: buy
            name: Buys
            personas: rider
            status: retired
            stages: [{id: ask, name: Ask, touchpoints: [{id: talk, name: Talks, actor: sales}]}]
    """
    assert _messages(write, "JM202", text, other=other) == []


def test_a_definition_is_not_called_unused_while_a_file_cannot_be_read(write: Write) -> None:
    """The references in that file are unknown, so everything might be used there."""
    text = "journeymap: 1\nteams: [{id: sales, name: Sales}]\n"
    assert _messages(write, "JM202", text, other="journeymap: 1\njourneys: [\n") == []


def test_an_anti_persona_is_spared_even_where_the_rest_of_it_is_not_valid(write: Write) -> None:
    text = "journeymap: 1\npersonas: [{id: thief, name: Thief, kind: anti-persona, colour: red}]\n"
    assert _messages(write, "JM202", text) == []


def test_a_lifecycle_is_none_of_the_kinds_that_must_be_used(write: Write) -> None:
    text = "journeymap: 1\nlifecycles: [{id: care, name: Care, stages: [{id: visit, name: Visit}]}]\n"
    assert _messages(write, "JM202", text) == []


_BASE = """
    journeymap: 1
    journeys:
      - id: visit
        name: Sees a doctor
        stages:
          - id: day
            name: The day
            touchpoints:
              - {id: talk, name: Talks with the doctor, moment_of_truth: true}
              - {id: pay, name: Pays}
"""


@pytest.mark.parametrize(
    ("touchpoints", "more"),
    [
        ("[{id: talk, keep: true}]", ""),
        ("[{id: talk, name: Talks by video}]", ""),
        ("[{id: call, name: Calls, replaces: talk}]", ""),
        ("[{id: call, name: Calls, journey: consultation}]", ""),
        ("[{id: pay, keep: true}]", "decisions: [{date: 2026-01-01, text: No more talks with the DOCTOR in the room}]"),
        ("[{id: pay, keep: true}]", "status: retired"),
    ],
)
def test_a_moment_of_truth_that_is_still_there_or_spoken_of_is_not_dropped(
    write: Write, touchpoints: str, more: str
) -> None:
    future = f"""
        journeymap: 1
        journeys:
          - id: later
            name: Sees a doctor from home
            state: future
            based_on: visit
            {more or "status: draft"}
            stages: [{{id: day, name: The day, touchpoints: {touchpoints}}}]
          - id: consultation
            name: Is seen
            stages: [{{id: room, name: Room, touchpoints: [{{id: talk, name: Talks}}]}}]
    """
    assert _messages(write, "JM205", _BASE, later=future) == []


def test_a_moment_of_truth_that_moved_has_been_spoken_of(write: Write) -> None:
    future = """
        journeymap: 1
        moved: [{from: visit/talk, to: later/video}]
        journeys:
          - id: later
            name: Sees a doctor from home
            state: future
            based_on: visit
            stages: [{id: day, name: The day, touchpoints: [{id: video, name: Talks by video}]}]
    """
    assert _messages(write, "JM205", _BASE, later=future) == []
    assert _messages(write, "JM205", _BASE, later=future.replace("visit/talk", "visit/pay")) == [
        "`Sees a doctor from home` leaves out a moment of truth of `visit` and does not say so: `Talks with the doctor`"
    ]
