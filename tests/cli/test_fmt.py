"""`journeymap fmt` as people, editors and CI run it: what is written, what is only told, exit codes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY, Run

Write = Callable[..., Path]
LAID_OUT = "journeymap: 1\n\nteams:\n  - {id: sales, name: Sales}\n"
AWRY = "journeymap:   1\nteams: [{name: Sales, id: sales}]\n"
BROKEN = "journeymap: 1\nteams: [\n"


def test_the_examples_are_laid_out(run: Run) -> None:
    outcome = run("fmt", "--check", REPOSITORY / "examples")
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err.startswith("0 documents would change, ")


def test_documents_are_laid_out_and_others_are_left_alone(run: Run, write: Write) -> None:
    folder = write({"a.yaml": AWRY, "b.yaml": LAID_OUT, "ci.yaml": "on:   push\n"})
    outcome = run("fmt", cwd=folder)
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err == "1 document changed, 1 already in order.\n"
    assert [(folder / name).read_text() for name in ("a.yaml", "b.yaml", "ci.yaml")] == [
        LAID_OUT,
        LAID_OUT,
        "on:   push\n",
    ]
    assert run("fmt", "--quiet", cwd=folder).err == ""


def test_only_what_is_named_is_laid_out(run: Run, write: Write) -> None:
    folder = write({"journeymap.yaml": AWRY, "team/a.yaml": AWRY, "b.yaml": AWRY})
    assert run("fmt", "team", cwd=folder).code == 0
    assert (folder / "team" / "a.yaml").read_text() == LAID_OUT
    assert (folder / "journeymap.yaml").read_text() == (folder / "b.yaml").read_text() == AWRY


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_nothing_is_written_where_it_is_only_asked(option: str, run: Run, write: Write) -> None:
    folder = write({"a.yaml": AWRY, "b.yaml": LAID_OUT})
    outcome = run("fmt", option, cwd=folder)
    assert outcome.code == 1
    assert outcome.err == "1 document would change, 1 already in order.\n"
    assert (folder / "a.yaml").read_text() == AWRY
    assert run("fmt", option, "b.yaml", cwd=folder).code == 0


def test_check_names_the_files_and_diff_shows_the_change(run: Run, write: Write) -> None:
    folder = write({"a.yaml": AWRY, "b.yaml": AWRY.removesuffix("\n")})
    assert run("fmt", "--check", cwd=folder).out == "a.yaml\nb.yaml\n"
    assert run("fmt", "--diff", "b.yaml", cwd=folder).out == (
        "--- b.yaml\n+++ b.yaml\n@@ -1,2 +1,4 @@\n-journeymap:   1\n"
        "-teams: [{name: Sales, id: sales}]\n\\ No newline at end of file\n"
        "+journeymap: 1\n+\n+teams:\n+  - {id: sales, name: Sales}\n"
    )


def test_what_cannot_be_read_is_left_alone_and_the_others_are_not(run: Run, write: Write) -> None:
    folder = write({"a.yaml": BROKEN, "b.yaml": AWRY, "c.yaml": b"journeymap: 1\nx-a: \xff\n"})
    outcome = run("fmt", cwd=folder)
    assert outcome.code == 1
    assert "error: a.yaml was left alone: line " in outcome.err
    assert "error: c.yaml was left alone: line 2: the file is not UTF-8" in outcome.err
    assert "`journeymap validate` shows what has to be mended first." in outcome.err
    assert outcome.err.endswith("1 document changed, 0 already in order, 2 left alone.\n")
    assert (folder / "a.yaml").read_text() == BROKEN
    assert (folder / "b.yaml").read_text() == LAID_OUT
    assert (folder / "c.yaml").read_bytes() == b"journeymap: 1\nx-a: \xff\n"
    assert run("fmt", "--check", "a.yaml", cwd=folder).code == 1


def test_a_named_file_that_is_no_document_is_left_alone(run: Run, write: Write) -> None:
    folder = write({"ci.yaml": "on:   push\n"})
    outcome = run("fmt", "ci.yaml", cwd=folder)
    assert outcome.code == 1
    assert "ci.yaml was left alone: it has no key `journeymap`" in outcome.err
    assert (folder / "ci.yaml").read_text() == "on:   push\n"
    assert run("fmt", "--only-documents", "ci.yaml", cwd=folder).code == 0
    assert run("fmt", cwd=folder).code == 2


def test_line_ends_stay_and_a_byte_order_mark_goes(run: Run, write: Write) -> None:
    windows = LAID_OUT.replace("\n", "\r\n").encode()
    folder = write({"a.yaml": AWRY.replace("\n", "\r\n").encode(), "b.yaml": b"\xef\xbb\xbf" + windows})
    assert run("fmt", "--check", cwd=folder).out == "a.yaml\nb.yaml\n"
    assert run("fmt", cwd=folder).code == 0
    assert (folder / "a.yaml").read_bytes() == (folder / "b.yaml").read_bytes() == windows


def test_stdin_becomes_stdout(run: Run, write: Write) -> None:
    folder = write({"a.yaml": AWRY})
    outcome = run("fmt", "-", "--stdin-filename", "a.yaml", cwd=folder, stdin=AWRY.replace("Sales", "Selling"))
    assert (outcome.code, outcome.out, outcome.err) == (0, LAID_OUT.replace("Sales", "Selling"), "")
    assert (folder / "a.yaml").read_text() == AWRY
    assert run("fmt", "-", stdin=LAID_OUT).out == LAID_OUT
    assert run("fmt", "-", "--check", stdin=LAID_OUT).code == 0
    asked = run("fmt", "-", "--check", "--stdin-filename", "a.yaml", stdin=AWRY)
    assert (asked.code, asked.out) == (1, "a.yaml\n")
    broken = run("fmt", "-", stdin=BROKEN)
    assert (broken.code, broken.out) == (1, "")
    assert "stdin.yaml was left alone" in broken.err


@pytest.mark.parametrize("arguments", [["gone.yaml"], ["-", "."], ["--stdin-filename", "a.yaml", "."]])
def test_what_makes_no_sense_exits_with_two(arguments: list[str], run: Run, write: Write) -> None:
    outcome = run("fmt", *arguments, cwd=write({"a.yaml": LAID_OUT}))
    assert (outcome.code, outcome.out) == (2, "")
    assert "Traceback" not in outcome.err


def test_rights_and_symbolic_links_stay(run: Run, write: Write) -> None:
    folder = write({"shared/a.yaml": AWRY})
    (folder / "shared" / "a.yaml").chmod(0o640)
    (folder / "link.yaml").symlink_to("shared/a.yaml")
    assert run("fmt", "link.yaml", cwd=folder).code == 0
    assert (folder / "link.yaml").is_symlink()
    assert (folder / "shared" / "a.yaml").read_text() == LAID_OUT
    assert (folder / "shared" / "a.yaml").stat().st_mode & 0o777 == 0o640
