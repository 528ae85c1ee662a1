"""The table of views: every entry can be loaded, and every format of every view draws, or names what it lacks."""

from __future__ import annotations

import datetime
from functools import cache
from typing import Any

import pytest

from journeymap import api
from journeymap.errors import EngineError, SettingError
from journeymap.render.drawing import VIEWS, check, draw, formats, load, suffix_of
from tests.conftest import REPOSITORY, TODAY

PAPER = ("png", "pdf")
ALL = [(name, made) for name, view in VIEWS.items() for made in view.formats]
EXTRAS = ("playwright", "Chromium", "journeymap[")
STARTS = {
    "html": b"<!doctype html>",
    "svg": b"<svg",
    "png": b"\x89PNG",
    "pdf": b"%PDF",
    "dot": b"digraph",
    "json": b"{",
    "ics": b"BEGIN:VCALENDAR",
    "xlsx": b"PK\x03\x04",
    "pptx": b"PK\x03\x04",
}


@cache
def seen(name: str, day: datetime.date = TODAY) -> Any:
    """The view model of the shop's journey, or of the whole shop."""
    workspace = api.load([REPOSITORY / "examples" / "shop"], on=day)[0]
    if VIEWS[name].scope == "journey":
        return api.journey_view(workspace, "buy-online")
    return load(VIEWS[name].build)(api.gathered(workspace))


def drawn(name: str, image_format: str) -> bytes:
    made = draw(seen(name), name, image_format)
    assert made.suffix == suffix_of(image_format)
    assert made.content.lower().lstrip(b"\xef\xbb\xbf").startswith(STARTS.get(image_format, b"").lower())
    return made.content


@pytest.mark.parametrize("place", sorted({place for view in VIEWS.values() for place in view.formats.values()}))
def test_every_entry_can_be_loaded(place: str) -> None:
    """What the table names is there and can be called."""
    assert callable(load(place))


@pytest.mark.parametrize("name", VIEWS)
def test_every_view_of_the_workspace_has_a_builder_and_a_page(name: str) -> None:
    """A report finds the builder, and beside the function for `html` the page of the view's name."""
    view = VIEWS[name]
    assert bool(view.build) is (view.scope == "workspace")
    if view.build:
        assert callable(load(view.build))
        assert callable(load(f"{view.formats['html'].partition(':')[0]}:{name}_page"))


@pytest.mark.parametrize(("name", "image_format"), [pair for pair in ALL if pair[1] not in PAPER])
def test_every_format_draws_an_example(name: str, image_format: str) -> None:
    """The file begins as its format does and has content; a second drawing has the same bytes."""
    first = drawn(name, image_format)
    assert len(first) > 60
    assert drawn(name, image_format) == first


@pytest.mark.browser
@pytest.mark.parametrize(("name", "image_format"), [pair for pair in ALL if pair[1] in PAPER])
def test_every_format_on_paper_draws_an_example(name: str, image_format: str) -> None:
    """With a browser, PNG and PDF of every view are drawn."""
    assert len(drawn(name, image_format)) > 1000


@pytest.mark.parametrize(("name", "image_format"), [pair for pair in ALL if pair[1] in PAPER and pair[0] != "flow"])
def test_without_a_browser_paper_says_what_is_missing(
    name: str, image_format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is no browser, the error names one and says how to get it."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("JOURNEYMAP_CHROMIUM", "/nowhere/chromium")
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", "/nowhere")
    with pytest.raises(EngineError) as told:
        draw(seen(name), name, image_format)
    assert any(word in told.value.message + told.value.help_line for word in EXTRAS)


@pytest.mark.parametrize(
    ("name", "image_format", "said", "there"),
    [
        ("mpa", None, "there is no view `mpa`", list(VIEWS)),
        ("map", "svg", "the view `map` cannot be had as svg", list(VIEWS["map"].formats)),
        ("flow", "csv", "the view `flow` cannot be had as csv", list(VIEWS["flow"].formats)),
    ],
)
def test_what_is_not_in_the_table_is_refused(name: str, image_format: str | None, said: str, there: list[str]) -> None:
    """A view or format that there is not is an error that lists what there is."""
    with pytest.raises(SettingError, match=said) as told:
        check(name, image_format)
    assert ", ".join(there) in told.value.help_line


def test_endings_tell_formats_apart() -> None:
    """No two formats end alike, so that the ending of a file says its format."""
    endings = [suffix_of(name) for name in formats()]
    assert len(set(endings)) == len(endings)
