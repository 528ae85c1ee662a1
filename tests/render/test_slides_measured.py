"""The slide of a measured journey: what data say of the map, and all of it in the notes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from journeymap import api
from journeymap.render.view import JourneyView
from journeymap.render.view_measured import MeasuredView
from tests.render.measured_workspaces import MAP, NUMBERS, measured, numbers_without, spaced
from tests.render.office_journeys import example, spoken
from tests.render.test_slides import AWKWARD, check_layout, drawn, named, texts

Write = Callable[..., Path]


@pytest.fixture
def view(write: Write) -> JourneyView:
    """The measured journey, with plain blanks."""
    found = spaced(api.journey_view(measured(write), "buy"))
    assert isinstance(found, JourneyView)
    return found


def last(view: JourneyView) -> Any:
    """The slide of what was measured."""
    return drawn(view).slides[-1]


def part(slide: Any, title: str) -> str:
    """The lines of a panel."""
    return "".join(texts(shape) for shape in named(slide, f"Lines {title}"))


def held(view: JourneyView) -> MeasuredView:
    """What was measured."""
    assert view.measured is not None
    return view.measured


def test_it_says_first_how_many_come_through(view: JourneyView) -> None:
    """The title names the journey; the sentences of the page stand side by side."""
    slide = last(view)
    assert slide.shapes.title.text_frame.text == "Map against reality: Buys"
    assert [texts(shape) for shape in named(slide, r"Lead \d")] == list(held(view).lead)
    assert "200 of 1 000 sessions (20 %) reach the goal: Pays." in texts(named(slide, "Lead 1")[0])


def test_bars_show_where_people_leave(view: JourneyView) -> None:
    """Most first and without the goal; as long as many leave, and the number beside it."""
    slide = last(view)
    bars = named(slide, r"Left \d+")
    assert [shape.name for shape in bars] == ["Left 2", "Left 1"]
    assert bars[0].width / bars[1].width == pytest.approx(333 / 90, rel=0.01)
    assert texts(named(slide, "Left 2: number")[0]) == "333 · 55.5 % leave here"


def test_it_tells_what_the_map_lacks_and_how_good_the_data_are(view: JourneyView) -> None:
    """Ways, events, metrics that miss and remarks, each with its number."""
    slide = last(view)
    assert part(slide, "Ways that the map does not have").startswith("2 Views it → 1 Finds it: 19 %")
    assert "zq-crash: 6.2 % of 1 000 sessions" in part(slide, "Events that are not in the map")
    assert part(slide, "Metrics off their target") == "\n".join(held(view).missed)
    assert "zq-log: zq-remark of a source." in part(slide, "How good the data are")


@pytest.mark.parametrize(
    ("written", "told"),
    [("0.4", "1 Finds it → 4 Pays: 0 %, the map says 40 %"), ("0.05", ""), ("0.1", "")],
)
def test_a_share_that_is_not_held_is_told(written: str, told: str, write: Write) -> None:
    """One that is about right is not."""
    found = api.journey_view(measured(write, MAP.replace("share: 0.4", f"share: {written}")), "buy")
    off = [text.replace("\N{NO-BREAK SPACE}", " ") for text in held(found).off]
    assert off == ([told] if told else [])


def test_a_share_that_is_reached_later_is_held(write: Write) -> None:
    """The map may say how many come there ever after."""
    later = [
        {
            "from": "find",
            "to": "pay",
            "times": 20,
            "cases": 20,
            "share": 0.02,
            "mapped": True,
            "written": 0.4,
            "later": 0.38,
        },
        {"from": "find", "to": "view", "times": 900, "cases": 880, "share": 0.9, "mapped": True},
    ]
    numbers = numbers_without(ways=later, not_taken=[])
    assert held(api.journey_view(measured(write, numbers=numbers), "buy")).off == ()
    near = numbers_without(ways=[{**later[0], "later": 0.1}, later[1]], not_taken=[])
    assert len(held(api.journey_view(measured(write, numbers=near), "buy")).off) == 1


def test_the_notes_have_all_of_it(view: JourneyView) -> None:
    """Also what has no room, and what customers said."""
    notes = last(view).notes_slide.notes_text_frame.text
    found = held(view)
    told = (*found.lead, *found.missed, *found.off, *found.unused, *found.remarks, *(mark.text for mark in found.felt))
    assert [text for text in told if text not in notes] == []


def test_long_lists_are_cut_and_say_so(view: JourneyView) -> None:
    """Parts give way to each other, and none loses its title."""
    many = tuple(f"Remark {n} of the data, which is rather long and says what nobody wants to know." for n in range(40))
    full = replace(view, measured=replace(held(view), remarks=many, missed=many, off=many, unused=many))
    check_layout(full)
    slide = last(full)
    for title in ("How good the data are", "Metrics off their target", "Shares that are not held"):
        assert " more" in part(slide, title).splitlines()[-1]


def test_numbers_of_an_older_map_are_told_of_first(view: JourneyView) -> None:
    """Whoever sees them must not take them for those of this map."""
    stale = replace(view, measured=replace(held(view), stale="The map has changed."))
    assert texts(named(last(stale), "Lead 1")[0]) == "The map has changed."


def test_the_share_of_an_end_is_held_against_those_who_end(write: Write) -> None:
    """It is named by its outcome."""
    document = MAP.replace("{to: end, outcome: Gone}", "{to: end, outcome: Gone, share: 0.1}")
    off = [
        text.replace("\N{NO-BREAK SPACE}", " ") for text in held(api.journey_view(measured(write, document), "buy")).off
    ]
    assert "2 Views it → Gone: 51 %, the map says 10 %" in off


@pytest.mark.parametrize("text", AWKWARD)
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_nothing_overflows_with_awkward_text(text: str, direction: str) -> None:
    """Long words, Arabic, Japanese and emoji everywhere fit too, in both directions."""
    full = spoken(example("buy-online"), text)
    told = (text,) * 12
    strange = replace(
        held(full), stale=text, about=text, lead=told[:3], missed=told, off=told, unused=told, remarks=told
    )
    check_layout(replace(full, direction=direction, measured=strange))


@pytest.mark.parametrize("public", [False, True])
def test_the_public_is_told_nothing_of_the_data(public: bool, write: Write) -> None:
    """Neither names of events nor remarks."""
    deck = drawn(api.journey_view(measured(write), "buy", public=public))
    said = " ".join(
        texts(shape) + slide.notes_slide.notes_text_frame.text for slide in deck.slides for shape in slide.shapes
    )
    assert ("zq-" in said) != public


def test_without_numbers_there_is_no_such_slide(write: Write) -> None:
    """Remarks and metrics alone are nothing to show."""
    bare = {key: value for key, value in NUMBERS.items() if key in {"measured", "as_of", "asked", "sources", "metrics"}}
    found = api.journey_view(measured(write, numbers=bare), "buy")
    assert held(found).remarks
    assert len(drawn(found).slides) == 1
