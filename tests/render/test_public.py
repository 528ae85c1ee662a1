"""What a public audience may see, and that nothing is said there that is not so."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from journeymap import api
from journeymap.render.building.gathered import Gathered
from journeymap.render.building.ownership import ownership_view
from journeymap.render.site.health_view import health_view
from journeymap.render.site.overview import Beside, overview_view
from journeymap.render.site.site import Site
from journeymap.render.view import CardView, JourneyView
from journeymap.workspace.loader import Workspace
from tests.conftest import TODAY


@dataclass(frozen=True)
class Editions:
    """A workspace for both audiences."""

    whole: Workspace

    @cached_property
    def internal(self) -> Gathered:
        return Gathered(self.whole.catalogue, TODAY)

    @cached_property
    def public(self) -> Gathered:
        return Gathered(self.whole.catalogue, TODAY, public=True)


@pytest.fixture
def editions(write: Callable[..., Path]) -> Any:
    """Makes both editions of a document."""

    def make(text: str) -> Editions:
        return Editions(api.load([write({"journeymap.yaml": f"journeymap: 1\n{text}"})], on=TODAY)[0])

    return make


def written(gathered: Gathered) -> str:
    """All files of the report, and the single file."""
    site = Site(gathered)
    return "".join(content.decode() for _, content in site.files()) + site.single_file().decode()


def card(view: JourneyView, name: str) -> CardView:
    """A touchpoint of a journey."""
    return next(item for item in view.cards if item.id == name)


KEEPING = """
journeys:
  - id: now
    name: Now
    stages:
      - {id: one, name: One, touchpoints: [{id: a, name: A, emotion: 1}]}
      - id: two
        name: zq-stage
        confidential: true
        touchpoints:
          - id: zq-b
            name: zq-touchpoint
            emotion: -2
            moment_of_truth: true
            pain_points: [{id: zq-p, summary: zq-pain, severity: critical}]
  - {id: zq-j, name: zq-journey, confidential: true, stages: [{id: s, name: zq-s, touchpoints: [{id: zq-c, name: zq-d}]}]}
  - id: next
    name: Next
    state: future
    based_on: now
    stages:
      - id: one
        name: One
        touchpoints: [{id: a, keep: true}, {id: zq-b, keep: true, emotion: -1}, {id: n, name: New, replaces: zq-b}]
  - id: other
    name: Other
    state: future
    based_on: zq-j
    stages:
      - id: one
        name: One
        touchpoints: [{id: zq-c, keep: true, emotion: 1}, {id: m, name: More, emotion: 1, replaces: zq-c}]
"""


def test_what_a_future_journey_keeps_stays_confidential(editions: Any) -> None:
    """A kept touchpoint of a confidential stage or journey is in no file, nor its id, nor the journey it is from."""
    both = editions(KEEPING)
    assert "zq-pain" in written(both.internal)
    assert "zq-" not in written(both.public)
    assert [item.id for item in both.public.journeys["next"].cards] == ["a", "n"]
    assert both.public.journeys["other"].base is None


def test_what_is_replaced_in_confidence_is_not_dropped(editions: Any) -> None:
    """A current touchpoint for which a confidential one stands is not told as given up."""
    both = editions("""
journeys:
  - {id: now, name: Now, stages: [{id: s, name: S, touchpoints: [{id: a, name: A}, {id: b, name: B}, {id: c, name: C}]}]}
  - id: next
    name: Next
    state: future
    based_on: now
    stages:
      - id: s
        name: S
        touchpoints: [{id: a, keep: true}, {id: zq-n, name: N, replaces: b, confidential: true}]
""")
    assert [[one.id for one in found.journeys["next"].dropped] for found in (both.internal, both.public)] == [["c"]] * 2


PERSONAS = """
personas: [{id: ann, name: Ann}, {id: zq-boss, name: zq-name, confidential: true}]
plays:
  - {id: zq-play, name: zq-dinner, for: zq-boss, at: way/a}
  - {id: mail, name: Mail, for: [ann, zq-boss], at: way/a}
journeys:
  - id: way
    name: Way
    personas: [ann, zq-boss]
    stages:
      - id: s
        name: S
        touchpoints:
          - id: a
            name: A
            emotion: 1
            voices: [{persona: zq-boss, emotion: -2, thoughts: zq-thought}]
            next: [{to: c, share: 0.6137}, {to: c, for: zq-boss, when: zq-when}, {to: zq-b, share: 0.1}]
          - {id: zq-b, name: zq-only, personas: zq-boss, emotion: -2}
          - {id: c, name: C, emotion: 0, personas: [ann, zq-boss]}
  - {id: zq-way, name: zq-all, personas: zq-boss, stages: [{id: x, name: zq-x, emotion: 1}]}
"""


def test_what_belongs_to_confidential_personas_alone_is_gone(editions: Any) -> None:
    """Plays, touchpoints, ways, voices and journeys of theirs are in no file, by name or by id."""
    both = editions(PERSONAS)
    assert written(both.internal).count("zq-") > 20
    assert "zq-" not in written(both.public)
    view = both.public.journeys["way"]
    assert [item.id for item in view.cards] == ["a", "c"]
    assert [item.kind for item in view.curves] == ["main"]
    assert [play.name for play in card(view, "a").plays] == ["Mail"]


def test_shares_that_would_tell_of_a_hidden_way_are_gone(editions: Any) -> None:
    """Where a way is not shown, nothing says how many go it, nor what is left over."""
    both = editions(PERSONAS)
    assert "61.4" in written(both.internal)
    found = card(both.public.journeys["way"], "a")
    assert [(way.target, way.share_text) for way in found.ways] == [("c", "")]
    assert found.unknown_share == ""
    assert "61" not in "".join(way.text for way in found.ways)


def test_a_touchpoint_whose_ways_are_all_hidden_ends_nothing(editions: Any) -> None:
    """That the journey ends, or goes on to the next touchpoint, is not said where it goes elsewhere."""
    both = editions("""
journeys:
  - id: way
    name: Way
    stages:
      - id: s
        name: S
        touchpoints: [{id: a, name: A, next: [{to: end, confidential: true}]}, {id: b, name: B}]
""")
    found = card(both.public.journeys["way"], "a")
    assert (found.ways, found.ends) == ((), False)


SECRETS = """
teams: [{id: open, name: Open}, {id: zq-team, name: zq-people, confidential: true}]
research:
  - {id: zq-talks, title: zq-title, kind: interview, n: 7777, confidential: true}
  - {id: talks, title: Talks, kind: interview}
journeys:
  - id: way
    name: Way
    owner: zq-team
    stages:
      - id: s
        name: S
        touchpoints:
          - id: a
            name: A
            emotion: -1
            moment_of_truth: true
            research: {id: zq-talks, count: 3333, of: 7777}
            pain_points: [{id: p, summary: P, severity: high}, {id: q, summary: Q, severity: high}]
            handoff: {to: open}
          - id: b
            name: B
            owner: open
            emotion: 1
            research: {id: talks, count: 5555, confidential: true}
            handoff: {to: zq-team, sla: 89h}
          - {id: c, name: C, emotion: 1}
initiatives: [{id: zq-i, name: zq-work, addresses: way/p, status: doing, confidential: true}]
"""


def test_what_may_not_be_named_is_not_said_to_be_missing(editions: Any) -> None:
    """Confidential research makes no assumption, a confidential owner no journey without one; no number is told."""
    both = editions(SECRETS)
    view, everything = both.public.journeys["way"], written(both.public)
    for secret in ("zq-", "3,333", "7,777", "5,555", "89 h"):
        assert secret not in everything
    assert [(card(view, name).evidence.text, card(view, name).evidence.strength) for name in "abc"] == [
        *([("not public", "withheld")] * 2),
        ("assumption", "assumption"),
    ]
    assert view.owner is not None
    assert (view.owner.name, view.owner.id) == ("not public", "")
    assert card(view, "b").owner.name == "Open"  # type: ignore[union-attr]  # it is there
    health = both.public.health["way"]
    assert (health.unowned, health.claims.emotions.assumption) == ((), 1)
    assert health.moments_of_truth[0].evidence.strength == "withheld"


def test_a_hand_off_to_a_hidden_team_is_gone(editions: Any) -> None:
    """Neither the map nor the list of hand-offs nor health knows of it, and the one from a hidden team has no giver."""
    both = editions(SECRETS)
    assert both.internal.health["way"].handoff_count == 2
    assert both.public.health["way"].handoff_count == 1
    assert card(both.public.journeys["way"], "b").ways[0].handoff is None
    assert card(both.public.journeys["way"], "a").ways[0].handoff is not None
    page = Site(both.public).html("handoffs").decode()
    assert "not public" in page
    assert "Nobody" not in page


def test_a_pain_on_which_somebody_acts_in_confidence(editions: Any) -> None:
    """The first page does not list it among those that nobody acts on, and the other one with a withheld owner."""
    both = editions(SECRETS)
    rows = overview_view(both.public, Beside(frozenset())).pains
    assert [(row.summary, row.owner.name if row.owner else None) for row in rows] == [("Q", "not public")]


def test_the_public_page_of_health_says_what_it_leaves_out(editions: Any) -> None:
    """Its numbers are not those of the internal edition, and it says so."""
    both = editions(SECRETS)
    note = both.public.words("report.health.public")
    assert note in health_view(both.public).intro
    assert note not in health_view(both.internal).intro


def test_the_index_for_machines_names_nothing_hidden(editions: Any) -> None:
    """A withheld owner has no id there."""
    content = json.loads(Site(editions(SECRETS).public).file("index.json"))
    assert content["journeys"][0]["owner"] == ""


def test_a_journey_of_a_confidential_lifecycle_lies_outside(editions: Any) -> None:
    """It is counted outside of the lifecycle that is shown, with the team that may not be named, and not forgotten."""
    both = editions("""
teams: [{id: open, name: Open}, {id: zq-team, name: zq-people, confidential: true}]
lifecycles: [{id: zq-lc, name: zq-life, confidential: true, stages: [{id: zq-a, name: zq-aa}]}]
journeys:
  - id: way
    name: Way
    lifecycle: zq-lc
    owner: zq-team
    stages: [{id: s, name: S, lifecycle_stage: zq-a, touchpoints: [{id: a, name: A, emotion: 1, channel: web}]}]
""")
    assert "zq-" not in written(both.public)
    rows = [row for matrix in ownership_view(both.public).matrices for row in matrix.rows]
    assert [(row.head.name, row.nobody) for row in rows] == [("not public", False)]
