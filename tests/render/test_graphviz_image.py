"""The seam to the engines: what they return, and that their complaints do not get lost."""

from __future__ import annotations

import json
import os
import sys

import pytest

from journeymap.errors import EngineError
from journeymap.render import graphviz_image
from journeymap.render.graphviz_image import draw

GRAPH = "digraph { a -> b }"
CLASHING = (
    'digraph { a -> b [headport="nowhere"]; a [shape=plain label=<<TABLE><TR><TD>x</TD></TR></TABLE>>]; c:p -> a }'
)


@pytest.mark.parametrize(("image_format", "magic"), [("png", b"\x89PNG"), ("pdf", b"%PDF"), ("svg", b"<?xml")])
def test_the_embedded_engine_draws_every_format(image_format, magic):
    assert draw(GRAPH, image_format).startswith(magic)


def test_json_holds_the_geometry():
    assert [item["name"] for item in json.loads(draw(GRAPH, "json"))["objects"]] == ["a", "b"]


@pytest.mark.parametrize("engine", ["embedded", pytest.param("dot", marks=pytest.mark.dot)])
def test_a_warning_of_the_engine_is_an_error(engine):
    with pytest.raises(EngineError, match="unrecognized"):
        draw(CLASHING, "json", engine)


@pytest.mark.parametrize("engine", ["embedded", pytest.param("dot", marks=pytest.mark.dot)])
def test_what_is_no_graph_is_an_error_with_the_reason(engine):
    with pytest.raises(EngineError, match="syntax error"):
        draw("digraph { a -> ", "json", engine)


@pytest.mark.parametrize("engine", ["embedded", pytest.param("dot", marks=pytest.mark.dot)])
def test_a_cell_that_is_too_small_is_no_error(engine):
    cell = '<TD FIXEDSIZE="TRUE" WIDTH="4" HEIGHT="4">wide</TD>'
    assert draw(f"digraph {{ a [label=<<TABLE><TR>{cell}</TR></TABLE>>] }}", "json", engine)


def test_what_fontconfig_says_is_no_complaint_of_graphviz():
    said = 'Fontconfig warning: "/etc/x.conf", line 6\nWarning: node a, port p unrecognized\nin label of node a\n'
    assert graphviz_image._complaints(said) == ["node a, port p unrecognized in label of node a"]


def test_the_captured_descriptor_is_given_back(capfd):
    draw(GRAPH, "json")
    os.write(2, b"still heard")
    assert "still heard" in capfd.readouterr().err


def test_a_missing_program_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EngineError, match="no `dot` on PATH"):
        draw(GRAPH, "json", "dot")


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "pygraphviz", None)
    with pytest.raises(EngineError, match="pygraphviz"):
        draw(GRAPH, "json")


def test_an_unknown_engine_lists_those_there_are():
    with pytest.raises(EngineError, match="neato") as caught:
        draw(GRAPH, "json", "neato")  # type: ignore[arg-type]
    assert "embedded, dot" in caught.value.help_line


def test_a_machine_without_fonts_is_no_complaint_about_the_graph():
    said = "Warning: no value for width of non-ASCII character 194. Falling back to width of space character\n"
    assert graphviz_image._complaints(said) == []
