"""`journeymap render`: which journeys are drawn, in which format, and what is told beside it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY, Run

Write = Callable[..., Path]
STAGES = "stages: [{id: s, name: S, touchpoints: [{id: t, name: T, channel: web}]}]"
OPEN = f"{{id: open, name: Open, {STAGES}}}"
SECRET = f"{{id: secret, name: Secret, confidential: true, {STAGES}}}"
HALF = "{id: half, name: Half, stages: [{id: s, name: S, confidential: true}]}"
FAULTY = "{id: faulty, name: Faulty, stages: 3}"
FONT = b"wOF2" + bytes(900)


def workspace(write: Write, *journeys: str, settings: str = "") -> Path:
    """A workspace of these journeys, with these settings."""
    listed = "".join(f"  - {journey}\n" for journey in journeys)
    head = f"workspace: {settings}\n" if settings else ""
    return write({"journeymap.yaml": f"journeymap: 1\n{head}journeys:\n{listed}", "f.woff2": FONT})


def drawn(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.is_file()}


def test_confidential_journeys_are_left_out_for_the_public(run: Run, write: Write, tmp_path: Path) -> None:
    """Without ids the others are drawn and nothing is said; a journey with nothing but secret stages is left out too."""
    done = run("render", "-w", workspace(write, OPEN, SECRET, HALF), "--audience", "public", "--format", "csv")
    assert (done.code, done.err) == (0, "")
    assert drawn(tmp_path) == {"open-map.csv"}


@pytest.mark.parametrize("name", ["secret", "half"])
def test_a_confidential_journey_that_is_named_is_refused(run: Run, write: Write, tmp_path: Path, name: str) -> None:
    """Exit 2 with one sentence, and no file."""
    done = run("render", name, "-w", workspace(write, OPEN, SECRET, HALF), "--audience", "public")
    assert done.code == 2
    assert done.err == f"error: journey `{name}` is confidential. Draw it for an internal audience.\n"
    assert drawn(tmp_path) == set()


def test_nothing_is_left_for_the_public(run: Run, write: Write) -> None:
    """Where every journey is confidential there is nothing to draw: exit 2."""
    done = run("render", "-w", workspace(write, SECRET), "--audience", "public")
    assert (done.code, "every journey is confidential" in done.err) == (2, True)


def test_a_faulty_journey_does_not_stop_the_others(run: Run, write: Write, tmp_path: Path) -> None:
    """The sound ones are drawn, the run succeeds, and stderr names the faulty one."""
    done = run("render", "-w", workspace(write, OPEN, FAULTY), "--format", "csv")
    assert (done.code, drawn(tmp_path)) == (0, {"open-map.csv"})
    assert done.err == "note: left out: `faulty` has faults; `journeymap validate` says where.\n"


def test_faults_that_leave_nothing_or_are_named_stop_it(run: Run, write: Write, tmp_path: Path) -> None:
    """Exit 2 where the faulty journey is the only one, or is asked for by its id."""
    root = workspace(write, OPEN, FAULTY)
    named = run("render", "faulty", "-w", root)
    assert (named.code, named.err) == (2, "error: journey `faulty` has faults. `journeymap validate` says where.\n")
    alone = run("render", "-w", write({"journeymap.yaml": f"journeymap: 1\njourneys: [{FAULTY}]\n"}, tmp_path / "b"))
    assert (alone.code, alone.err) == (2, "error: every journey has faults. `journeymap validate` says where.\n")


def test_a_view_of_the_workspace_tells_of_faulty_journeys(run: Run, write: Write) -> None:
    """What is not in the matrix is named there as well."""
    done = run("render", "-w", workspace(write, OPEN, FAULTY), "--view", "lifecycle", "--format", "csv")
    assert done.code == 0
    assert "left out: `faulty` has faults" in done.err


@pytest.mark.parametrize(
    ("view", "output", "begins"),
    [
        ("map", "x.csv", b""),
        ("map", "x.md", b"# "),
        ("map", "x.mmd", b""),
        ("map", "x.json", b"{"),
        ("map", "x.HTML", b"<!doctype html>"),
        ("flow", "x.svg", b"<svg"),
        ("flow", "x.dot", b"digraph"),
        ("blueprint", "x.svg", b"<svg"),
        ("reviews", "x.ics", b"BEGIN:VCALENDAR"),
    ],
)
def test_the_format_follows_from_the_ending(
    run: Run, write: Write, tmp_path: Path, view: str, output: str, begins: bytes
) -> None:
    """Without `--format` a file holds what its name says."""
    done = run("render", "-w", workspace(write, OPEN), "--view", view, "--output", output)
    assert (done.code, done.out) == (0, f"{output}\n")
    content = (tmp_path / output).read_bytes()
    assert content.lstrip(b"\xef\xbb\xbf").lower().startswith(begins.lower())
    assert output == "x.HTML" or b"<!doctype html>" not in content.lower()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--output", "x.svg"), ("--output x.svg", "--view map", "html, png")),
        (("--view", "flow", "--output", "x.xlsx"), ("--output x.xlsx", "--view flow", "svg, png")),
        (("--format", "html", "--output", "x.pdf"), ("--format html", "--output x.pdf")),
        (("--format", "mermaid", "--output", "x.md"), ("--format mermaid", "--output x.md", ".mmd")),
    ],
)
def test_an_ending_that_contradicts_is_refused(
    run: Run, write: Write, tmp_path: Path, arguments: tuple[str, ...], said: tuple[str, ...]
) -> None:
    """Exit 2 with one line that names both sides, and no file."""
    done = run("render", "-w", workspace(write, OPEN), *arguments)
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert all(words in done.err for words in said)
    assert drawn(tmp_path) == set()


@pytest.mark.parametrize("output", ["out.v2", "x.unknown", "plain"])
def test_other_names_take_the_default(run: Run, write: Write, tmp_path: Path, output: str) -> None:
    """An ending that is no format's is part of a name, and a folder is a folder."""
    (tmp_path / "out.v2").mkdir()
    assert run("render", "-w", workspace(write, OPEN), "--output", output).code == 0
    made = tmp_path / output
    assert (made if made.is_file() else made / "open-map.html").read_bytes().startswith(b"<!doctype html>")


@pytest.mark.parametrize("command", [("render", "--format", "csv"), ("report", "--output", "out")])
@pytest.mark.parametrize(
    "settings",
    [
        "{report: {accent: notacolour}}",
        "{report: {theme: pink}}",
        "{report: {acent: '#112233'}}",
        "{report: {font_file: f.woff2}}",
        "3",
    ],
)
def test_faulty_settings_are_told(run: Run, write: Write, settings: str, command: tuple[str, ...]) -> None:
    """The drawing is made with defaults, and one line on stderr says that settings were not heeded."""
    root = workspace(write, OPEN, settings=settings)
    done = run(*command, "--quiet", "-w", root)
    assert (done.code, done.err.count("\n")) == (0, 1)
    assert "settings in" in done.err
    assert "`journeymap validate` says where" in done.err
    assert run("validate", root).code == 1


def test_a_file_of_a_font_without_its_name_is_found(run: Run, write: Write) -> None:
    """`validate` names the key, and with `font` beside it all is well."""
    done = run("validate", workspace(write, OPEN, settings="{report: {font_file: f.woff2}}"))
    assert done.code == 1
    assert "`font_file` names the first font: give `font`" in done.out
    assert run("validate", workspace(write, OPEN, settings="{report: {font: A, font_file: f.woff2}}")).code == 0


@pytest.mark.parametrize("command", [("render",), ("report", "--output", "out")])
@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("{report: {logo: no.png}}", "the picture `no.png` of `workspace.report.logo` cannot be opened"),
        ("{report: {logo: ../no.png}}", "the picture `../no.png` of `workspace.report.logo` is outside the workspace"),
        (
            "{report: {font: A, font_file: no.woff2}}",
            "the font `no.woff2` of `workspace.report.font_file` cannot be opened",
        ),
    ],
)
def test_a_file_that_is_missing_names_its_key(
    run: Run, write: Write, settings: str, said: str, command: tuple[str, ...]
) -> None:
    """Exit 2, and one sentence with the setting and the path."""
    done = run(*command, "-w", workspace(write, OPEN, settings=settings))
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert done.err.startswith(f"error: {said}")


def test_json_holds_no_files(run: Run, write: Write) -> None:
    """A font and a picture are named by their names and paths; their content is not there."""
    journey = OPEN.replace("id: s,", "id: s, picture: p.png,")
    root = workspace(write, journey, settings="{report: {font: A, font_file: f.woff2, logo: p.png}}")
    (root / "p.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
    done = run("render", "-w", root, "--format", "json", "--output", "-")
    assert done.code == 0
    data = json.loads(done.out)
    assert (data["look"]["fonts"], data["look"]["font_uri"]) == (["A"], "")
    assert data["logo"] == data["stages"][0]["picture"] == {"path": "p.png", "uri": ""}
    assert "data:" not in done.out


@pytest.mark.parametrize("command", [("render", "--format", "csv"), ("report", "--output", "out")])
@pytest.mark.parametrize(("language", "told"), [("da", True), ("da-DK", True), ("de", False), ("en-GB", False)])
def test_a_language_without_words_is_told_once(
    run: Run, write: Write, language: str, told: bool, command: tuple[str, ...]
) -> None:
    """One line on stderr for all journeys together, and none where there are words."""
    root = workspace(write, OPEN, OPEN.replace("open", "other"), settings=f"{{language: {language}}}")
    done = run(*command, "--quiet", "-w", root)
    assert done.code == 0
    assert (f"there are no words in `{language}` yet: fixed words are in English" in done.err) is told
    assert done.err.count("\n") == int(told)


def test_the_examples_need_no_remark(run: Run) -> None:
    """Nothing is told beside an example."""
    done = run("render", "-w", REPOSITORY / "examples" / "outpatient", "--format", "csv", "--quiet")
    assert (done.code, done.out, done.err) == (0, "", "")
