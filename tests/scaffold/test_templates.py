"""The templates themselves: sizes, promises of their comments, and what a fresh workspace holds."""

import datetime
import os
from collections import Counter
from typing import Any

import pytest
from ruamel.yaml import YAML

from journeymap import api
from journeymap.scaffold.templates import Template, skeleton
from journeymap.scaffold.workspaces import SCHEMA_FILE, start

DAYS = (datetime.date(2000, 2, 29), datetime.date(2026, 11, 22), datetime.date(2150, 1, 1))


@pytest.fixture(params=Template)
def template(request):
    return request.param


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_a_fresh_workspace_has_no_findings_whenever_it_is_made(template, day, tmp_path):
    start(tmp_path, template, day)
    report = api.validate([tmp_path], on=day)
    assert [finding.message for finding in report.findings] == []
    assert report.checked == len(template.texts())


def test_the_minimal_template_is_one_short_file():
    ((path, text),) = Template.MINIMAL.texts().items()
    assert path.name == "journeymap.yaml"
    assert len(text.splitlines()) < 60


def test_the_others_are_a_few_files_that_one_can_read_in_five_minutes(template):
    texts = template.texts()
    assert len(texts) <= 5
    assert sum(len(text.split()) for text in texts.values()) < 1700


def test_no_placeholder_is_left(template, tmp_path):
    start(tmp_path, template, DAYS[1])
    for path in template.texts():
        assert "{{" not in (tmp_path / path).read_text("utf-8")


def test_every_file_names_the_schema_beside_the_root_file(template, tmp_path):
    start(tmp_path, template, DAYS[1])
    for path in template.texts():
        first = (tmp_path / path).read_text("utf-8").splitlines()[0]
        place = first.removeprefix("# yaml-language-server: $schema=")
        assert os.path.normpath((tmp_path / path).parent / place) == str(tmp_path / SCHEMA_FILE)


def test_the_schema_that_is_written_takes_what_is_written(template, tmp_path):
    jsonschema = pytest.importorskip("jsonschema")
    start(tmp_path, template, DAYS[1])
    schema = YAML(typ="safe").load((tmp_path / SCHEMA_FILE).read_text("utf-8"))
    reader = YAML(typ="safe")
    for path in template.texts():
        data = reader.load((tmp_path / path).read_text("utf-8"))
        jsonschema.Draft7Validator(schema).validate(_dates_as_text(data))


def _dates_as_text(value: Any) -> Any:
    """YAML 1.2 has no dates; ruamel.yaml's safe reader makes some all the same."""
    if isinstance(value, dict):
        return {key: _dates_as_text(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_dates_as_text(item) for item in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def test_what_is_defined_is_used_and_what_hurts_is_explained(template, tmp_path):
    """The parts of the rule catalogue that a newcomer would copy."""
    start(tmp_path, template, DAYS[1])
    (workspace,) = api.load([tmp_path], on=DAYS[1])
    named = Counter(reference.text for reference in workspace.index.references)
    catalogue = workspace.catalogue
    for section in (catalogue.personas, catalogue.teams, catalogue.metrics, catalogue.research):
        assert [name for name in section if not named[name]] == []
    addressed = {text.rpartition("/")[2] for text in named}
    for journey in catalogue.journeys.values():
        assert journey.goal
        for touchpoint in (point for stage in journey.stages for point in stage.touchpoints):
            assert touchpoint.emotion is None or touchpoint.research, touchpoint.id
            assert touchpoint.pain_points or (touchpoint.emotion or 0) > -1, touchpoint.id
            assert touchpoint.metrics or not touchpoint.moment_of_truth, touchpoint.id
            assert {pain.id for pain in touchpoint.pain_points} <= addressed
            for handoff in [touchpoint.handoff, *(way.handoff for way in touchpoint.next or ())]:
                assert handoff is None or (handoff.sla and handoff.criteria and handoff.on_reject)
            for target in touchpoint.metrics:
                assert target.target is not None


def test_owners_change_by_a_hand_off_only(template, tmp_path):
    start(tmp_path, template, DAYS[1])
    (workspace,) = api.load([tmp_path], on=DAYS[1])
    for journey in workspace.catalogue.journeys.values():
        steps = [(stage, point) for stage in journey.stages for point in stage.touchpoints]
        owners = {point.id: workspace.catalogue.owner_of(journey, stage, point) for stage, point in steps}
        following = dict(zip([point.id for _, point in steps], [point.id for _, point in steps[1:]], strict=False))
        for _, point in steps:
            assert owners[point.id]
            ways = [(way.to, way.handoff) for way in point.next or ()] or [(following.get(point.id, "end"), None)]
            for target, written in ways:
                handoff = written or point.handoff
                if target != "end" and owners[target] != owners[point.id]:
                    assert handoff is not None, point.id
                    assert handoff.to == owners[target]


def test_each_kind_of_place_teaches_its_own_part_of_the_format():
    texts = {template: "".join(template.texts().values()) for template in Template}
    assert "wait:" in texts[Template.PUBLIC_SERVICE]
    assert texts[Template.PUBLIC_SERVICE].count("organisation:") >= 3
    assert "events: {" in texts[Template.RETAIL]
    assert all(f"to: {team}" in texts[Template.SAAS] for team in ("sales", "customer-success"))


@pytest.mark.parametrize("kind", ["journey", "persona"])
def test_skeletons_hold_no_placeholder_text(kind):
    text = skeleton(kind).lower()
    assert [word for word in ("todo", "tbd", "???", "lorem") if word in text] == []


def test_the_first_journey_is_there(template, tmp_path):
    start(tmp_path, template, DAYS[1])
    (workspace,) = api.load([tmp_path], on=DAYS[1])
    assert template.journey in workspace.catalogue.journeys
