"""The models: what the format takes, and what it refuses."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from journeymap.model import builtin
from journeymap.model.base import FormatObject
from journeymap.model.document import Document
from journeymap.model.kinds import Kind
from journeymap.model.outline import classes, outline
from journeymap.model.values import Choice


def touchpoint(**fields: Any) -> Document:
    step = {"id": "t", "name": "T", **fields}
    journey = {"id": "j", "name": "J", "stages": [{"id": "s", "name": "S", "touchpoints": [step]}]}
    return Document.model_validate({"journeymap": 1, "journeys": [journey]})


def read_touchpoint(**fields: Any) -> Any:
    return touchpoint(**fields).journeys[0].stages[0].touchpoints[0]


@pytest.mark.parametrize("emotion", [-2, -1.5, -0.5, 0, 0.5, 2])
def test_emotion_takes_half_steps(emotion: float) -> None:
    assert read_touchpoint(emotion=emotion).emotion == emotion


@pytest.mark.parametrize("emotion", [-2.5, 0.25, 3, "1", True, None, float("nan")])
def test_emotion_refuses_what_is_no_half_step(emotion: object) -> None:
    with pytest.raises(ValidationError):
        touchpoint(emotion=emotion)


@pytest.mark.parametrize("text", ["90s", "20min", "5h", "3d", "2w", "6mo", "1y", "1.5h"])
def test_durations_are_a_number_and_a_unit(text: str) -> None:
    assert read_touchpoint(wait=text).wait == text


@pytest.mark.parametrize("text", ["5m", "5", "5 h", "-3d", "h", "1h30min", 5, ""])
def test_other_durations_are_refused(text: object) -> None:
    with pytest.raises(ValidationError):
        touchpoint(wait=text)


@pytest.mark.parametrize("word", ["a", "a-b", "2-fast", "x" * 64])
def test_ids_are_kebab_case(word: str) -> None:
    assert read_touchpoint(id=word).id == word


@pytest.mark.parametrize("word", ["A", "a_b", "a--b", "-a", "a-", "", "x" * 65, "å", "a b", "a\n"])
def test_other_ids_are_refused(word: str) -> None:
    with pytest.raises(ValidationError):
        touchpoint(id=word)


@pytest.mark.parametrize("day", ["2026-02-28", "2024-02-29"])
def test_dates_are_days_of_the_calendar(day: str) -> None:
    made = Document.model_validate({"journeymap": 1, "research": [{"id": "r", "title": "R", "date": day}]})
    assert str(made.research[0].date) == day


@pytest.mark.parametrize("day", ["2026-02-30", "28-02-2026", "2026-2-1", 20260228, "2026-02-28T00:00:00", ""])
def test_other_dates_are_refused(day: object) -> None:
    with pytest.raises(ValidationError):
        Document.model_validate({"journeymap": 1, "research": [{"id": "r", "title": "R", "date": day}]})


def test_short_and_long_forms_mean_the_same() -> None:
    short = read_touchpoint(channel="web", frontstage="Form", research="talks", events={"source": "w", "event": "e"})
    long = read_touchpoint(
        channel=["web"], frontstage=[{"do": "Form"}], research=[{"id": "talks"}], events=[{"source": "w", "event": "e"}]
    )
    assert short == long


def test_free_keys_are_kept_on_any_object_and_no_others() -> None:
    step = read_touchpoint(**{"x-ticket": {"any": ["thing"]}}, frontstage=[{"do": "Form", "x-a": None}])
    assert step.model_extra == {"x-ticket": {"any": ["thing"]}}
    assert step.frontstage[0].model_extra == {"x-a": None}
    with pytest.raises(ValidationError, match="ticket"):
        touchpoint(ticket=1)


def test_a_kept_touchpoint_needs_no_name_and_any_other_does() -> None:
    journey = {"id": "j", "name": "J", "stages": [{"id": "s", "name": "S", "touchpoints": [{"id": "t", "keep": True}]}]}
    assert Document.model_validate({"journeymap": 1, "journeys": [journey]}).journeys[0].stages[0].touchpoints[0].keep
    journey["stages"][0]["touchpoints"] = [{"id": "t"}]  # type: ignore[index]
    with pytest.raises(ValidationError, match="name"):
        Document.model_validate({"journeymap": 1, "journeys": [journey]})


@pytest.mark.parametrize(
    "source",
    [
        {"uri": "a.csv"},
        {"connection": "postgres://db", "table": "events"},
    ],
)
def test_a_source_is_a_file_or_a_table(source: dict[str, str]) -> None:
    made = Document.model_validate({"journeymap": 1, "sources": [{"id": "s", "kind": "events", **source}]})
    assert made.sources[0].id == "s"


@pytest.mark.parametrize("source", [{}, {"uri": "a.csv", "connection": "x", "table": "y"}, {"connection": "x"}])
def test_a_source_in_two_places_or_none_is_refused(source: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Document.model_validate({"journeymap": 1, "sources": [{"id": "s", "kind": "events", **source}]})


def test_each_medium_has_a_built_in_channel() -> None:
    channels = builtin.channels()
    assert [channel.id for channel in channels] == [channel.medium.value for channel in channels if channel.medium]


def test_the_built_in_lifecycles() -> None:
    stages = {lifecycle.id: [stage.id for stage in lifecycle.stages] for lifecycle in builtin.lifecycles()}
    assert stages == {
        "clm": ["awareness", "consideration", "purchase", "onboarding", "retention", "advocacy"],
        "buying": ["awareness", "research", "evaluation", "decision"],
    }


@pytest.mark.parametrize("model", classes(Document), ids=lambda model: model.__name__)
def test_every_field_says_what_it_is(model: type[FormatObject]) -> None:
    for name, field in model.model_fields.items():
        assert field.description, f"{model.__name__}.{name}"
        assert field.description.endswith("."), f"{model.__name__}.{name}"


@pytest.mark.parametrize("model", classes(Document), ids=lambda model: model.__name__)
def test_a_key_order_names_every_key(model: type[FormatObject]) -> None:
    keys = {field.alias or name for name, field in model.model_fields.items()}
    assert set(outline(model).fields) == keys
    if model.key_order:
        assert sorted((*model.key_order, "confidential")) == sorted(keys)


def test_every_choice_says_what_its_words_mean() -> None:
    pending = list(Choice.__subclasses__())
    assert pending
    for choice in pending:
        assert all(member.description.endswith(".") for member in choice)


def test_every_kind_of_thing_is_defined_by_one_class() -> None:
    defined = [model.defines for model in classes(Document) if model.defines is not None]
    assert sorted(defined) == sorted(Kind)
