"""The first line of a review: one for the page, the comment and the terminal, in the language and the pen of each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from journeymap.render.review_headline import Pen, headline
from journeymap.render.review_html import draw_html
from journeymap.render.wording import words_for
from tests.render.review_workspaces import BASE, changed, reviewed, touchpoints, typical

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Change = dict[str, Any]
ENGLISH = words_for("en")


def line(folder: Path, change: Callable[[Change], object], base: Change | None = None) -> str:
    """The first line for a change of the small workspace."""
    return headline(reviewed(folder, base or BASE, changed(change, base), findings=True)[0], ENGLISH)


def worse(document: Change) -> None:
    touchpoints(document, 0)[0]["emotion"] = -1


def better(document: Change) -> None:
    touchpoints(document, 0)[0]["emotion"] = 1


def both(document: Change) -> None:
    worse(document)
    touchpoints(document, 1)[0]["wait"] = "5min"


def text(document: Change) -> None:
    document["personas"][0]["summary"] = "Ann waits."


def gone(document: Change) -> None:
    document["journeys"].pop()


def came(document: Change) -> None:
    document["journeys"].append({**BASE["journeys"][0], "id": "back", "name": "Comes back", "personas": ["bob"]})


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (worse, "Worse for Ann and Bob at Calls the clinic (emotion 0 → −1); Front desk must know."),
        (
            better,
            "Better for Ann and Bob at Calls the clinic (emotion 0 → +1); nothing gets worse; Front desk should know.",
        ),
        (both, "Worse for Ann and Bob at Calls the clinic (emotion 0 → −1), better at Waits; Front desk must know."),
        (gone, "Removes the journey First visit for Ann and Bob."),
        (came, "Adds the journey Comes back for Bob."),
        (lambda document: document, ""),
    ],
)
def test_it_says_what_it_means(change: Callable[[Change], object], told: str, tmp_path: Path) -> None:
    """Worse, better, both, journeys that go and come, and nothing."""
    assert line(tmp_path, change) == told


def test_what_cannot_be_read_comes_first(tmp_path: Path) -> None:
    """Better news elsewhere does not hide it, and it is never said that nothing gets worse."""

    def broken(document: Change) -> None:
        better(document)
        document["personas"][0]["kind"] = "nobody knows"

    told = line(tmp_path, broken)
    assert told.startswith("Ann cannot be read after the change, so nothing is known")
    assert "nothing gets worse" not in told


def test_a_place_has_its_journey_where_there_are_several(tmp_path: Path) -> None:
    """The same name may stand in both."""
    two = changed(lambda document: document["journeys"].append({**BASE["journeys"][0], "id": "again", "name": "Again"}))

    def change(document: Change) -> None:
        for number, emotion in ((0, -1), (1, -2)):
            touchpoints(document, 0, number)[0]["emotion"] = emotion

    assert line(tmp_path, change, two).startswith(
        "Worse for Ann and Bob at Calls the clinic in Again (emotion 0 → −2) and at 1 more touchpoint; "
    )


def test_it_needs_no_maps(tmp_path: Path) -> None:
    """The terminal, which draws none, says the same as the page."""
    one, two = (reviewed(tmp_path / str(maps), BASE, changed(typical), maps=maps)[0] for maps in (True, False))
    assert headline(one, ENGLISH) == headline(two, ENGLISH) != ""


def test_each_output_has_its_pen(tmp_path: Path) -> None:
    """Every text from files goes through it; fixed words do not."""
    view = reviewed(tmp_path, BASE, changed(both))[0]
    told = headline(view, ENGLISH, Pen(name=lambda _: "N", person=lambda _: "P", english=lambda _: "E"))
    assert told == "Worse for P and P at N (emotion 0 → −1), better at N; P must know."


@pytest.mark.parametrize("language", ["de", "sv", "fr", "es"])
def test_what_is_told_in_english_is_marked_so(language: str, tmp_path: Path) -> None:
    """On a page in another language the words of the first line are in that language, and what changes say is not."""

    def change(document: Change) -> None:
        document["journeys"][0]["language"] = language
        touchpoints(document, 1)[0]["wait"] = "2h"

    base = changed(lambda document: document["journeys"][0].update(language=language))
    page = draw_html(reviewed(tmp_path, base, changed(change))).decode()
    assert f'<html lang="{language}"' in page
    found = re.search(r'<h1 class="rv-line" dir="auto">(.*?)</h1>', page)
    assert found is not None
    assert '<bdi lang="en">wait 10 minutes → 2 hours</bdi>' in found[1]
    assert not found[1].startswith("Worse")
    for message in ("wait 10 minutes → 2 hours", "“Waits”: wait"):
        for place in re.finditer(re.escape(message), page):
            before = page[: place.start()]
            assert 'lang="en"' in before[before.rindex("<", 0, before.rindex("<")) :], message
