"""What is done about pains: counted once, and said alike of a pain wherever it is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from journeymap.health.answers import Answer
from journeymap.health.known import Known
from journeymap.workspace.catalogue import Catalogue
from tests.health.journeys import TODAY, catalogue, journey, pain


def workspace(*, status: str = "idea", **more: Any) -> Catalogue:
    """A current journey with a bad pain and an opportunity, and a future one that keeps both."""
    opportunity = {"id": "o", "summary": "o", "addresses": "p", "status": status}
    step = {"id": "a", "emotion": -1, "pain_points": [pain("p", "high")], "opportunities": [opportunity]}
    now = journey(step)
    nxt = {**journey({"id": "a", "keep": True}), "id": "nxt", "state": "future", "based_on": "way"}
    return catalogue(journeys=[now, nxt], **more)


def test_what_is_kept_counts_once() -> None:
    """An opportunity that a future journey keeps is one idea, not two, and answers the kept pain too."""
    known = Known(workspace(), TODAY)
    assert known.answers_to("way/p") == (Answer("way/o", acts=False),)
    assert known.answers_to("nxt/p") == known.answers_to("way/p")


def test_an_initiative_through_the_kept_opportunity() -> None:
    """What takes up the kept opportunity acts on the pain, under both its names."""
    taken = [{"id": "i", "name": "I", "addresses": "nxt/o", "status": "doing"}]
    known = Known(workspace(initiatives=taken), TODAY)
    assert {answer.name: answer.acts for answer in known.answers_to("way/p")} == {"way/o": False, "initiatives:i": True}
    assert known.answers_to("nxt/p") == known.answers_to("way/p")


def test_what_is_done_in_confidence_has_no_name() -> None:
    """For the public a pain on which somebody acts in confidence has an answer without a name."""
    whole = workspace(initiatives=[{"id": "i", "name": "I", "addresses": "way/p", "status": "doing"}])
    known = Known(replace(whole, initiatives={}), TODAY, frozenset({"i"}), whole)
    assert known.answers_to("way/p") == (Answer("way/o", acts=False), Answer("", acts=True))
