"""What is shipped with the map: its script is small, its drawings are there, and compiled templates are kept safely."""

import sys
from pathlib import Path

import pytest
from jinja2 import Environment, FunctionLoader

from journeymap.render.building.stages import SCENES
from journeymap.render.pages.compiled import CompiledTemplates, compiled_templates
from journeymap.render.pages.environment import asset, symbols

SCRIPT_LIMIT = 6 * 1024


def test_the_script_of_a_map_is_small() -> None:
    """Theme and map together stay below 6 KB."""
    assert sum(len(asset(name).encode()) for name in ("theme.js", "map.js")) <= SCRIPT_LIMIT


def test_every_scene_is_drawn() -> None:
    """Each drawing that a stage may have is there."""
    names = {scene for both in SCENES.values() for scene in both} | {"path"}
    assert symbols(names).count("id='s-") == len(names)


def rendered(folder: Path, source: str, cache: CompiledTemplates | None = None) -> str:
    environment = Environment(
        loader=FunctionLoader(lambda _: source),
        bytecode_cache=cache or CompiledTemplates(str(folder), "%s.jinja"),
        autoescape=True,
    )
    return environment.get_template("x").render()


def test_compiled_templates_follow_their_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kept template is used again, and anew compiled when its source has changed or the file is damaged."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    assert rendered(tmp_path, "one") == "one"
    kept = list(tmp_path.iterdir())
    assert len(kept) == 1
    assert rendered(tmp_path, "two") == "two"
    kept[0].write_bytes(kept[0].read_bytes()[:40])
    assert rendered(tmp_path, "two") == "two"
    kept[0].write_bytes(b"")
    assert rendered(tmp_path, "two") == "two"


def test_nothing_is_kept_where_python_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`PYTHONDONTWRITEBYTECODE` holds for templates too, and so does `PYTHONPYCACHEPREFIX`."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert rendered(tmp_path, "one") == "one"
    assert not list(tmp_path.iterdir())
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    assert Path(compiled_templates(Path("/somewhere/templates")).directory).is_relative_to(tmp_path)


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page is drawn all the same."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    file = tmp_path / "file"
    file.write_text("")
    assert rendered(tmp_path, "one", CompiledTemplates(str(file / "below"), "%s.jinja")) == "one"
