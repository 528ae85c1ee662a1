"""What the views of a report say of evidence and of what is done: the same on every page, and each thing once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from journeymap import api
from journeymap.health.journey import assess
from journeymap.render.building.gathered import Gathered
from journeymap.render.building.persona_page import persona_sheet
from journeymap.render.building.promises import Promises
from journeymap.render.building.team_page import team_sheet
from journeymap.render.site.journey_rows import readers
from journeymap.render.site.objects import known_objects
from journeymap.render.site.overview import Beside, overview_view
from journeymap.render.site.site import Site
from tests.conftest import TODAY

BOTH = """journeymap: 1
teams: [{id: desk, name: Desk}]
personas: [{id: ann, name: Ann}, {id: bob, name: Bob}]
research: [{id: talks, title: Talks, kind: interview, n: 18}]
journeys:
  - id: now
    name: Now
    language: de
    status: draft
    personas: [ann, bob]
    owner: desk
    stages:
      - id: s
        name: S
        touchpoints:
          - id: call
            name: Call
            emotion: -1
            moment_of_truth: true
            voices: [{persona: bob, emotion: -2}]
            research: {id: talks, count: 11, of: 18}
            pain_points:
              - {id: queue, summary: Queue, severity: high}
              - {id: cheques, summary: Cheques, severity: critical, status: addressed}
            opportunities: [{id: line, summary: Line, addresses: queue, status: idea, owner: desk}]
  - id: next
    name: Next
    state: future
    based_on: now
    personas: ann
    owner: desk
    stages: [{id: s, name: S, touchpoints: [{id: call, keep: true, emotion: 1.5}]}]
"""


@pytest.fixture
def gathered(write: Callable[..., Path]) -> Gathered:
    """A current journey in German and a future one that keeps its touchpoint, in an English workspace."""
    return Gathered(api.load([write({"journeymap.yaml": BOTH})], on=TODAY)[0].catalogue, TODAY)


def test_emotions_of_a_future_journey_are_intentions(gathered: Gathered) -> None:
    """A kept touchpoint with a new emotion does not borrow today's interviews, on the map or the first page."""
    now, nxt = (gathered.journeys[name].cards[0].evidence for name in ("now", "next"))
    assert (now.text, now.strength) == ("11 of 18 · interviews", "strong")
    assert (nxt.text, nxt.strength, nxt.sources) == ("", "intention", ())
    rows = {row.id: row for row in overview_view(gathered, Beside(frozenset())).journeys}
    for moment in (*rows["next"].worst, *rows["next"].moments):
        assert (moment.proof.text, moment.proof.strength) == ("intention", "intention")
    assert "11 of 18" in rows["now"].moments[0].proof.text


def test_who_takes_no_part_in_the_future_is_not_there(gathered: Gathered) -> None:
    """The kept voice of somebody who is not in the future journey brings no persona and no curve into it."""
    view = gathered.journeys["next"]
    assert [persona.id for persona in view.personas] == ["ann"]
    assert {curve.kind for curve in view.curves} == {"base", "main"}
    assert [moment.persona for moment in gathered.health["next"].worst] == [None]


def test_each_thing_is_listed_once(gathered: Gathered) -> None:
    """What the future journey keeps is neither a second pain nor a second idea, on any list."""
    objects = known_objects(gathered, readers(gathered), frozenset())
    found = [(item.kind, item.journey) for item in objects if item.kind in {"pain", "opportunity"}]
    assert found == [("pain", "now"), ("pain", "now"), ("opportunity", "now")]
    overview = overview_view(gathered, Beside(frozenset()))
    assert [(row.summary, row.state) for row in overview.pains] == [("Queue", "1 idea, not taken up")]
    assert [team.pains for team in overview.teams] == ["1"]
    grids = {block.caption: block for section in sheet_of_team(gathered).sections for block in section.blocks}
    assert [len(grids[gathered.words(key)].rows) for key in ("team.pains", "team.opportunities")] == [2, 1]


def sheet_of_team(gathered: Gathered) -> Any:
    """The page of the one team."""
    return team_sheet(gathered, "desk", Promises(gathered))


def works(sheet: Any) -> list[list[str]]:
    """What stands in the column of what is done, row by row, on the page of a persona or team."""
    sections = [*sheet.sections, *(part for item in sheet.sections for part in item.parts)]
    sections += [inner for section in sections for inner in section.parts]
    grids = {
        id(grid): grid for section in sections for grid in section.blocks if "severity" in str(grid.columns).lower()
    }
    return [[bit.text for bit in row.cells[-1]] for grid in grids.values() for row in grid.rows]


def test_all_pages_say_the_same_of_what_is_done(gathered: Gathered) -> None:
    """The idea is told on the persona's page for both journeys; what is addressed is not said to lie about."""
    idea = ["Line", "1 idea, not taken up"]
    assert works(persona_sheet(gathered, "ann")) == [idea, idea]
    assert works(sheet_of_team(gathered)) == [idea, []]


def test_pages_across_the_workspace_speak_its_language(gathered: Gathered) -> None:
    """The status of a German journey is told in English on the first page, and in German on its own map."""
    rows = {row.id: row for row in overview_view(gathered, Beside(frozenset())).journeys}
    assert rows["now"].status_word == "Draft"
    assert (gathered.journeys["now"].language, gathered.own_views["now"].language) == ("de", "de")
    assert gathered.own_views["now"].status_word == "Entwurf"
    assert gathered.own_views["next"] is gathered.journeys["next"]
    site = Site(gathered)
    assert "Entwurf" in site.html("journeys/now").decode()
    for name in ("index", "teams/desk", "personas/ann", "reviews", "research"):
        assert "Entwurf" not in site.html(name).decode()


def test_the_tile_counts_open_pains(gathered: Gathered) -> None:
    """A critical pain that is addressed is not among the high or critical ones."""
    tiles = {tile.key: tile for tile in gathered.journeys["now"].tiles}
    assert tiles["pains"].text == "pain points: 1 high or critical, 1 open"
    assert tiles["pains"].anchor == "pain-queue"


def test_a_draft_has_its_bad_pains_on_the_first_page(gathered: Gathered) -> None:
    """It is not asked for research or answers, and yet nobody overlooks what hurts."""
    health = gathered.health["now"]
    assert [item.id for item in health.unattended_pains] == ["queue"]
    assert {part.key for part in health.parts if part.not_asked == "draft"} == {
        *("unattended-pains", "assumed-emotions", "assumed-pains")
    }


ONE_NOTION = """journeymap: 1
personas: [{{id: ann, name: Ann, kind: {kind}}}]
research: [{{id: found, title: Found, kind: {research}}}]
journeys:
  - id: way
    name: Way
    personas: ann
    research: found
    stages:
      - id: s
        name: S
        touchpoints:
          - {{id: a, name: A, emotion: -1, pain_points: [{{id: p, summary: P, severity: low}}]}}
          - {{id: b, name: B, voices: [{{persona: ann, emotion: 1}}]}}
          - {{id: c, name: C}}
"""


@pytest.mark.parametrize(
    ("kind", "research", "proven", "strength"),
    [("segment", "interview", 2, "strong"), ("segment", "workshop", 0, "weak"), ("employee", "workshop", 2, "weak")],
)
def test_research_of_the_journey_counts_everywhere(
    write: Callable[..., Path], kind: str, research: str, proven: int, strength: str
) -> None:
    """The tile of the map counts as health does, and no claim is an assumption where the journey has research."""
    text = ONE_NOTION.format(kind=kind, research=research)
    whole = api.load([write({"journeymap.yaml": text})], on=TODAY)[0].catalogue
    view = Gathered(whole, TODAY).journeys["way"]
    tile = next(tile for tile in view.tiles if tile.key == "evidence")
    emotions = assess(whole.journeys["way"], whole, today=TODAY).claims.emotions
    assert (tile.value, tile.text) == (str(proven), "of 2 scored touchpoints rest on research")
    assert (emotions.researched, emotions.assumption) == (proven, 0)
    card = view.cards[0]
    assert (card.evidence.strength, card.pains[0].evidence.strength) == (strength, strength)
    assert card.evidence.text.endswith("for the journey as a whole")
