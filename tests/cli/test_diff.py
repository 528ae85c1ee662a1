"""`journeymap diff` as a user runs it: sides, formats and files, gates, exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES, Run
from tests.diff.pairs import SHOP
from tests.diff.test_git import Repo
from tests.diff.test_review_rules import TO_BE

WORSE = SHOP.replace("emotion: 2}", "emotion: -2}")
BROKEN = SHOP.replace("name: Buy shoes", "name: [Buy, shoes]")
Write = Callable[..., Path]


@pytest.fixture
def sides(tmp_path: Path) -> Callable[..., tuple[Path, Path]]:
    """Two folders, each with a workspace."""

    def put(before: str, after: str) -> tuple[Path, Path]:
        for name, text in (("a", before), ("b", after)):
            (tmp_path / name).mkdir(exist_ok=True)
            (tmp_path / name / "journeymap.yaml").write_text(text, encoding="utf-8")
        return tmp_path / "a", tmp_path / "b"

    return put


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: path.name)
def test_equal_workspaces(run: Run, folder: Path):
    """No change, exit code 0, whatever the gate."""
    done = run("diff", folder, folder, "--gate", "any", "--fail-on-introduced", "info")
    assert (done.code, done.out, done.err) == (0, "No changes.\n", "")


def test_a_repository(run: Run, tmp_path: Path):
    """Without arguments: the last commit against the working tree."""
    repo = Repo(tmp_path / "repo")
    repo.commit({"journeymap.yaml": SHOP})
    assert run("diff", cwd=repo.folder).out == "No changes.\n"
    repo.write({"journeymap.yaml": WORSE})
    done = run("diff", cwd=repo.folder)
    assert done.code == 0
    assert "HEAD → the working tree\n" in done.out
    assert "▼ worse    “Open the box”: emotion +2 → −2" in done.out
    assert run("diff", "-w", repo.folder, cwd=tmp_path).out.splitlines()[4] == done.out.splitlines()[4]


@pytest.mark.parametrize(
    ("gates", "code"),
    [((), 0), (("worse",), 1), (("breaking",), 0), (("breaking", "experience"), 1), (("any",), 1), (("text",), 0)],
)
def test_gates(run: Run, sides: Callable[..., tuple[Path, Path]], gates: tuple[str, ...], code: int):
    """The option may be given again and again; what it holds up is said on stderr."""
    done = run("diff", *sides(SHOP, WORSE), *(word for gate in gates for word in ("--gate", gate)))
    assert done.code == code
    assert ("held up by the gate" in done.err) is (code == 1)
    assert ("accepted:" in done.out) is (code == 1)


def test_the_setting_and_the_option(run: Run, sides: Callable[..., tuple[Path, Path]]):
    """`workspace.diff.gate` holds where no option is given; the option wins."""
    guarded = [text + "workspace: {diff: {gate: worse}}\n" for text in (SHOP, WORSE)]
    assert run("diff", *sides(*guarded)).code == 1
    assert run("diff", *sides(*guarded), "--gate", "breaking").code == 0


def test_quiet(run: Run, sides: Callable[..., tuple[Path, Path]]):
    """The exit code says the same without a word on stderr."""
    done = run("diff", *sides(SHOP, WORSE), "--gate", "worse", "--quiet")
    assert (done.code, done.err) == (1, "")


def test_an_accepted_change_passes(run: Run, sides: Callable[..., tuple[Path, Path]]):
    """Until the day that its entry names."""
    entry = "accepted:\n  - {change: emotion-lowered, object: buy/open, reason: It must be, expires: 2027-01-01}\n"
    both = sides(SHOP, WORSE + entry)
    assert run("diff", *both, "--gate", "worse").code == 0
    assert "accepted until 2027-01-01: It must be" in run("diff", *both).out
    assert run("diff", *both, "--gate", "worse", "--today", "2027-01-01").code == 1


@pytest.mark.parametrize(("severity", "code"), [("error", 0), ("warning", 1), ("info", 1)])
def test_findings_that_come(run: Run, sides: Callable[..., tuple[Path, Path]], severity: str, code: int):
    """A low without a pain is a warning; it is nothing new where it was there already, or on the way back."""
    bland = SHOP.replace("emotion: 2}", "emotion: 1}")
    assert run("diff", *sides(bland, WORSE), "--fail-on-introduced", severity).code == code
    assert run("diff", *sides(WORSE, WORSE), "--fail-on-introduced", severity).code == 0
    assert run("diff", *sides(WORSE, bland), "--fail-on-introduced", severity).code == 0


def test_a_head_that_cannot_be_read_is_never_clean(run: Run, sides: Callable[..., tuple[Path, Path]]):
    """Exit code 1 without any gate; a base that cannot be read is said, and passes."""
    done = run("diff", *sides(SHOP, BROKEN))
    assert done.code == 1
    assert "journeys:buy" in done.out
    assert "not to be read in the head" in done.err
    back = run("diff", *sides(BROKEN, SHOP))
    assert back.code == 0
    assert "journeys:buy in a/journeymap.yaml, in the base: it has faults" in back.out


def test_formats_and_files(run: Run, sides: Callable[..., tuple[Path, Path]], tmp_path: Path):
    """Several at once, each to its file, one to stdout."""
    words = [
        "--output-format",
        "json:out/diff.json",
        "--output-format",
        "sarif:diff.sarif",
        "--output-format",
        "github",
    ]
    done = run("diff", *sides(SHOP, WORSE), *words)
    assert done.code == 0
    assert done.out.startswith("::warning file=b/journeymap.yaml,")
    assert json.loads((tmp_path / "out" / "diff.json").read_text())["summary"]["worse"] == 1
    assert json.loads((tmp_path / "diff.sarif").read_text())["version"] == "2.1.0"


@pytest.mark.parametrize(("name", "begins"), [("x.json", "{"), ("x.xml", "<?xml"), ("x.sarif", "{"), ("x.txt", "/")])
def test_a_file_says_its_format(
    run: Run, sides: Callable[..., tuple[Path, Path]], tmp_path: Path, name: str, begins: str
):
    """Where none is asked for, the end of its name counts; nothing goes to stdout."""
    done = run("diff", *sides(SHOP, WORSE), "--output-file", name)
    assert (done.code, done.out) == (0, "")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--gate", "bad"], "is not one of breaking, worse, notable, any, reference"),
        (["--output-format", "pdf"], "is not one of text, json, markdown"),
        (["--output-format", "json:"], "there is no file behind"),
        (["--output-format", "json", "--output-format", "text"], "would be mixed in stdout"),
        (["--output-format", "json:x", "--output-file", "y"], "--output-file goes with one format"),
        (["--journey", "buy"], "--journey compares two journeys"),
        (["--journey", "buy", "--journey", "sell"], "--journey compares two journeys"),
        (["--today", "soon"], "is no date"),
        (["--fail-on-introduced", "bad"], "fail-on-introduced"),
    ],
)
def test_wrong_usage(run: Run, sides: Callable[..., tuple[Path, Path]], words: list[str], told: str):
    """Exit code 2, and what is wrong."""
    done = run("diff", *sides(SHOP, WORSE), *words)
    assert done.code == 2
    assert told in " ".join(done.err.replace("│", " ").split())
    assert "Traceback" not in done.err


def test_what_is_not_there(run: Run, tmp_path: Path):
    """No repository, no folder, no revision: exit code 2, in a line."""
    environment = {"GIT_CEILING_DIRECTORIES": str(tmp_path.parent)}
    for words in ([], ["a", "b"], ["HEAD~1"], ["-w", "nowhere"]):
        done = run("diff", *words, env=environment)
        assert done.code == 2
        assert done.err.startswith("error: ")
        assert done.err.count("\n") == 1


def test_two_journeys(run: Run, write: Write):
    """As it is against as it shall be: what is dropped, replaced, and what becomes of the pains."""
    folder = write({"journeymap.yaml": TO_BE})
    done = run("diff", "--journey", "now", "--journey", "next", "--workspace", folder)
    assert done.code == 0
    assert "touchpoint “Books” replaces “Queues”" in done.out
    assert "dropped on purpose" in done.out
    assert "3 pains resolved, 1 untouched, 1 new." in done.out
    assert (
        run("diff", "--journey", "now", "--journey", "now", "--workspace", folder).out.startswith("now → now") is False
    )
    unknown = run("diff", "--journey", "now", "--journey", "nxt", "--workspace", folder)
    assert unknown.code == 2
    assert "nxt" in unknown.err


def test_a_public_audience(run: Run, sides: Callable[..., tuple[Path, Path]]):
    """What is confidential is counted and not told, and held up by its gate all the same."""
    secret = SHOP.replace("{id: lou, name: Lou}", "{id: lou, name: Lou, confidential: true}")
    done = run(
        "diff",
        *sides(secret, secret.replace("name: Lou,", "name: Lou the mole,")),
        "--audience",
        "public",
        "--gate",
        "any",
    )
    assert done.code == 1
    assert "mole" not in done.out + done.err
    assert "1 confidential and left out" in done.out


def test_it_takes_no_part_of_the_renderers(run: Run, sides: Callable[..., tuple[Path, Path]]):
    """Text and formats for programs come without templates and pictures, so that they come at once."""
    a, b = sides(SHOP, WORSE)
    code = (
        "import sys; from journeymap.cli.app import run; "
        f"run(['diff', {str(a)!r}, {str(b)!r}, '--output-format', 'json']); "
        "print([name for name in ('jinja2', 'pygraphviz', 'graphviz', 'markdown_it') if name in sys.modules])"
    )
    import subprocess
    import sys

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]"
