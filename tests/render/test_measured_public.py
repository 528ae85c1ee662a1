"""Nothing confidential that was measured is in a public edition, nor what would let it be reckoned."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from journeymap import api
from journeymap.model.measurement import Measurement
from journeymap.render.building.audience import public_catalogue
from journeymap.render.building.gathered import Gathered
from journeymap.render.drawing import VIEWS, draw
from journeymap.render.site.site import Site
from journeymap.workspace.loader import Workspace
from tests.conftest import TODAY
from tests.render.measured_workspaces import HIDDEN, MAP, NUMBERS, measured, numbers_without

Write = Callable[..., Path]


def public(workspace: Workspace) -> Measurement:
    """What the public sees of the measurement."""
    return public_catalogue(workspace.catalogue).measurements["buy"]


def everything(workspace: Workspace) -> str:
    """All files of the public report, and every drawing of the public journey that is text."""
    site = Site(Gathered(workspace.catalogue, TODAY, public=True))
    files = b"".join(content for _, content in site.files()) + site.single_file()
    view = api.journey_view(workspace, "buy", public=True)
    formats = ("html", "svg", "dot", "mermaid", "markdown", "json", "csv")
    drawn = (
        draw(view, name, one).content
        for name, item in VIEWS.items()
        if item.scope == "journey"
        for one in item.formats
        if one in formats
    )
    return files.decode() + b"".join(drawn).decode()


@pytest.mark.parametrize("document", [MAP, HIDDEN], ids=["open", "hidden touchpoint"])
def test_no_confidential_name_or_source_is_in_any_file(write: Write, document: str) -> None:
    """Names, ids, sources, events, remarks and reasons that are not public are nowhere; internally they are."""
    workspace = measured(write, document)
    internal = b"".join(content for _, content in Site(Gathered(workspace.catalogue, TODAY)).files()).decode()
    for word in ("zq-remark", "zq-crash", "zq-odd", "zq-profit"):
        assert word in internal
    text = everything(workspace)
    assert [text[max(0, at - 60) : at + 40] for at in [text.find("zq-")] if at >= 0] == []


@pytest.mark.parametrize("number", ["4747", "5757.5", "1.4242", "0.4141", "5 311", "5311"])
def test_no_number_of_what_is_confidential_is_told(write: Write, number: str) -> None:
    """Numbers of the confidential persona and metric, and of rows read, are in no file."""
    spaces = {" ": "\N{NARROW NO-BREAK SPACE}"}
    text = everything(measured(write, MAP))
    assert number not in text
    assert number.translate(str.maketrans(spaces)) not in text


def test_the_rest_cannot_be_reckoned_by_persona(write: Write) -> None:
    """Where one persona is hidden no number is split by persona: all less the others would tell it."""
    found = public(measured(write, MAP))
    assert {item.persona for item in found.metrics} == {None}
    assert [part.by.value for part in found.parts] == ["month"]
    assert [group.of for group in found.transactions[0].groups] == ["all"]


def test_a_hidden_touchpoint_leaves_reach_alone(write: Write) -> None:
    """With a measured touchpoint hidden, nothing is left of who goes where: ends and shares would tell of it."""
    found = public(measured(write, HIDDEN))
    assert [item.id for item in found.touchpoints] == ["view", "cart", "pay"]
    assert all((item.exits, item.drop_off, item.to_next, item.entries) == (None,) * 4 for item in found.touchpoints)
    assert (found.ways, found.funnels, found.paths, found.stages, found.parts, found.conformance) == ((),) * 5 + (None,)
    assert found.totals is not None
    assert (found.totals.cases, found.totals.completed) == (1000, None)
    assert found.comparison is None


def test_a_hidden_way_counts_as_one(write: Write) -> None:
    """A way for a confidential persona alone is hidden like a touchpoint: the shares of the others would tell it."""
    document = MAP.replace("next: [{to: view}, {to: pay, share: 0.4}]", "next: [{to: view}, {to: pay, for: zq-vip}]")
    assert public(measured(write, document)).ways == ()


def test_a_hidden_goal_hides_who_reaches_it(write: Write) -> None:
    """Completion and ways to the goal say nothing where the goal is not shown."""
    document = MAP.replace("- id: pay\n", "- id: pay\n            confidential: true\n")
    found = public(measured(write, document))
    assert found.asked.goal is None
    assert found.totals is not None
    assert found.totals.completion is None
    assert "pay" not in found.asked.steps


def test_a_confidential_source_takes_its_numbers_with_it(write: Write) -> None:
    """Where events are from a confidential source, nothing of them is told, nor texts and metrics from there."""
    document = MAP.replace("kind: events,", "kind: events, confidential: true,")
    found = public(measured(write, document))
    assert (found.totals, found.touchpoints, found.sentiment, found.transactions) == (None, (), (), ())
    assert {item.metric for item in found.metrics} == {"kind", "top"}


def test_a_metric_that_is_hidden_at_its_place_is_not_told_there(write: Write) -> None:
    """A target that is confidential hides what was measured there, and of the whole journey."""
    document = MAP.replace("[{metric: kind, target: 4}]", "[{metric: kind, target: 4, confidential: true}]")
    whole = {"metric": "kind", "value": 4.1, "n": 300, "method": "Mean."}
    found = public(measured(write, document, numbers_without(metrics=[*NUMBERS["metrics"], whole])))
    assert {item.metric for item in found.metrics} == {"top", "paid"}


@pytest.mark.parametrize("stale", [True, False])
def test_the_public_map_is_as_fresh_as_the_whole_one(write: Write, stale: bool) -> None:
    """A measurement of this map is not called stale because parts of the map are hidden."""
    view = api.journey_view(measured(write, HIDDEN, stale=stale), "buy", public=True)
    assert view.measured is not None
    assert bool(view.measured.stale) is stale


def test_a_confidential_journey_has_no_measurement(write: Write) -> None:
    """Its measurement is not in the public catalogue at all."""
    numbers: dict[str, Any] = {"measured": "2026-11-01", "asked": {"cases": "session", "min_group": 10}}
    workspace = measured(write, MAP, numbers, journeys=("zq-plan", "calm"))
    assert set(public_catalogue(workspace.catalogue).measurements) == {"calm"}
    assert "zq-plan" not in json.dumps([*map(str, public_catalogue(workspace.catalogue).measurements)])
