"""What is made from the code is as the code is now, wherever it is made, and survives hostile text."""

from __future__ import annotations

import importlib
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import typer.main
from markdown_it import MarkdownIt

from journeymap.cli.app import application
from journeymap.lint import registry
from journeymap.model.document import Document
from journeymap.model.outline import classes, outline
from journeymap.render.drawing import VIEWS
from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

sys.path.insert(0, str(REPOSITORY / "docs"))  # the generator is a script beside the pages, not a part of the package

generate: Any = importlib.import_module("generate")
markdown: Any = importlib.import_module("generating.markdown")

HOSTILE = "a|b <script>x</script> *c* [d](e) _f_ `g|h` ~~i~~ &amp; \n| j"


def _check(**environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "docs/generate.py", "--check"]
    return subprocess.run(
        command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


def test_nothing_is_stale() -> None:
    """`python docs/generate.py` would change nothing."""
    done = _check()
    assert (done.returncode, done.stdout) == (0, ""), f"run `python docs/generate.py`\n{done.stdout}{done.stderr}"


def test_pages_do_not_depend_on_the_terminal() -> None:
    done = _check(COLUMNS="40", TERM="dumb", FORCE_COLOR="1", LANG="sv_SE.UTF-8", SHELL="/bin/fish")
    assert (done.returncode, done.stdout) == (0, "")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which the generator works, with all that it makes, freshly made."""
    for name in ("cli.md", "report.md", "views.md", "decisions/index.md"):
        (tmp_path / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs" / name).write_bytes((REPOSITORY / "docs" / name).read_bytes())
    monkeypatch.setattr(generate, "_ROOT", tmp_path)
    monkeypatch.setattr(generate, "_DOCS", tmp_path / "docs")
    monkeypatch.setattr(generate, "_WORDS", tmp_path / "words")
    shutil.copytree(REPOSITORY / "src/journeymap/render/words", tmp_path / "words")
    assert generate.main([]) == 0
    return tmp_path


def test_a_changed_missing_or_left_over_file_is_named(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    with (repository / "docs/views.md").open("a") as page:
        page.write("more words\n")
    assert generate.main(["--check"]) == 0, "words around a generated part are free"
    (repository / "schemas/findings.schema.json").write_text("{}")
    (repository / "docs/rules/missing-key.md").unlink()
    (repository / "docs/rules/no-such-rule.md").write_text("# no-such-rule\n")
    assert generate.main(["--check"]) == 1
    assert sorted(capsys.readouterr().out.splitlines()) == [
        "stale: docs/rules/missing-key.md",
        "stale: docs/rules/no-such-rule.md",
        "stale: schemas/findings.schema.json",
    ]
    assert generate.main([]) == 0
    assert generate.main(["--check"]) == 0
    assert not (repository / "docs/rules/no-such-rule.md").exists()


def test_a_page_without_its_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="lacks the marks"):
        markdown.with_region("# Views\n", "views", "table")


def test_hostile_text_stays_text_in_its_cell() -> None:
    """A bar makes no column, a tag no element, a star no emphasis, in a table as a code host reads it."""
    html = (
        MarkdownIt()
        .enable("table")
        .enable("strikethrough")
        .render(markdown.table(["what"], [[markdown.prose(HOSTILE)]]))
    )
    cells = re.findall(r"<td>(.*?)</td>", html, re.DOTALL)
    assert len(cells) == 1
    assert set(re.findall(r"<(\w+)", cells[0])) == {"code"}
    assert "&lt;script&gt;" in cells[0]
    assert "&amp;amp;" in cells[0]
    assert "~~i~~" in cells[0]


@pytest.mark.parametrize("text", ["plain", "```yaml\nx\n```", "````\n```\n````"])
def test_a_fence_holds_whatever_fences_are_in_it(text: str) -> None:
    tokens = MarkdownIt().parse(markdown.fence(text))
    assert [(token.type, token.content) for token in tokens] == [("fence", text + "\n")]


def _tables(text: str) -> Mapping[str, list[str]]:
    """The cells of the first column of all tables below each heading, by heading."""
    found: dict[str, list[str]] = {}
    heading = ""
    for line in text.splitlines():
        if line.startswith("#"):
            heading = line.lstrip("# ")
            found[heading] = []
        elif line.startswith("| `"):
            found[heading].append(line.split(" | ")[0].strip("| `"))
    return found


def test_the_reference_has_every_key_of_every_object() -> None:
    tables = _tables((REPOSITORY / "docs/format/reference.md").read_text(encoding="utf-8"))
    listed = sorted(sorted(keys) for keys in tables.values() if keys)
    for model in classes(Document):
        assert sorted(key for key in outline(model).fields if key != "confidential") in listed, model.__name__


def test_every_rule_has_its_page_and_its_row() -> None:
    index = (REPOSITORY / "docs/rules/index.md").read_text(encoding="utf-8")
    for rule in registry.rules().values():
        assert f"| {rule.fault.code} | [{rule.fault.name}]({rule.fault.name}.md) |" in index
        assert (REPOSITORY / "docs/rules" / f"{rule.fault.name}.md").is_file()


def test_every_command_has_all_its_options() -> None:
    tables = _tables((REPOSITORY / "docs/cli.md").read_text(encoding="utf-8"))
    for name, command in typer.main.get_command(application()).commands.items():  # type: ignore[attr-defined]
        options = {option.opts[0] for option in command.params if option.param_type_name == "option"}
        listed = {cell.split("`")[0] for cell in tables[f"`journeymap {name}`"]}
        assert options <= listed, name


def test_a_decision_is_listed_with_its_title(repository: Path) -> None:
    (repository / "docs/decisions/007-one-of-two.md").write_text("# One | of two\n\nThe question.\n")
    assert generate.main([]) == 0
    index = (repository / "docs/decisions/index.md").read_text(encoding="utf-8")
    assert "| 007 | [One &#124; of two](007-one-of-two.md) |" in index


def test_every_view_has_its_row() -> None:
    tables = _tables((REPOSITORY / "docs/views.md").read_text(encoding="utf-8"))
    assert tables["Views"] == list(VIEWS)
