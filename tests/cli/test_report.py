"""`journeymap report`: the whole report or none, in a place that is free for it."""

import json
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY, Run

SHOP = REPOSITORY / "examples" / "shop"
DAY = ("--today", "2026-11-22")


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_report_is_written_and_its_first_page_named(run: Run, tmp_path: Path) -> None:
    """The folder `report` here holds what its index lists, nothing else is left beside it, and stdout is the path."""
    done = run("report", SHOP, *DAY)
    assert (done.code, done.out) == (0, str(Path("report") / "index.html") + "\n")
    index = json.loads((tmp_path / "report" / "index.json").read_text(encoding="utf-8"))
    assert names(tmp_path / "report") == set(index["files"])
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


def test_the_same_day_gives_the_same_bytes_and_an_old_report_is_replaced(run: Run, tmp_path: Path) -> None:
    """A second run takes the place of the first with the same files; what is no longer there is gone."""
    run("report", "--workspace", SHOP, "--output", "out", *DAY, env={"PYTHONHASHSEED": "1"})
    first = {name: (tmp_path / "out" / name).read_bytes() for name in names(tmp_path / "out")}
    stale = tmp_path / "out" / "journeys" / "gone.html"
    stale.write_text("old", encoding="utf-8")
    index = tmp_path / "out" / "index.json"
    listed = json.loads(index.read_text(encoding="utf-8"))
    listed["files"].append("journeys/gone.html")
    index.write_text(json.dumps(listed), encoding="utf-8")
    again = run("report", "--workspace", SHOP, "--output", "out", *DAY, "--quiet", env={"PYTHONHASHSEED": "2"})
    assert again.out == ""
    assert {name: (tmp_path / "out" / name).read_bytes() for name in names(tmp_path / "out")} == first


def test_a_folder_with_something_else_in_it_is_left_alone(run: Run, tmp_path: Path) -> None:
    """Neither a folder that is no report is replaced, nor a report into which somebody put a file."""
    mine = tmp_path / "report"
    mine.mkdir()
    (mine / "notes.txt").write_text("mine", encoding="utf-8")
    done = run("report", SHOP)
    assert done.code == 2
    assert "notes.txt" in done.err
    assert names(mine) == {"notes.txt"}
    (mine / "index.json").write_text('{"generator": "journeymap report", "files": []}', encoding="utf-8")
    assert run("report", SHOP).code == 2
    assert names(mine) == {"notes.txt", "index.json"}


def test_a_link_is_not_followed(run: Run, tmp_path: Path) -> None:
    """A link where the report should go is refused, and what it leads to stays as it is."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "report").symlink_to("elsewhere", target_is_directory=True)
    assert run("report", SHOP).code == 2
    assert names(tmp_path / "elsewhere") == set()


def test_one_file_holds_everything(run: Run, tmp_path: Path) -> None:
    """With --single-file one file is written, `report.html` by itself."""
    done = run("report", SHOP, "--single-file", *DAY)
    assert (done.code, done.out) == (0, "report.html\n")
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert text.count("<article ") > 20
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--output", "report.html"), "--single-file"),
        (("--single-file", "--output", "."), "is a folder"),
        (("--workspace", str(SHOP)), "--workspace stands beside paths"),
    ],
)
def test_options_that_do_not_fit_are_refused(run: Run, arguments: tuple[str, ...], said: str) -> None:
    """A file's name for a folder, a folder for a file, and two workspaces: exit 2 and one line."""
    done = run("report", SHOP, *arguments)
    assert done.code == 2
    assert said in done.err


def test_several_workspaces_are_refused(run: Run) -> None:
    """A report is of one workspace: the folder of all examples is none."""
    done = run("report", REPOSITORY / "examples")
    assert done.code == 2
    assert "several" in done.err


def test_journeys_with_faults_are_left_out_and_named(run: Run, write: object, tmp_path: Path) -> None:
    """The others are drawn, the run succeeds, and stderr and the first page name what is missing."""
    folder = tmp_path / "workspace"
    folder.mkdir()
    text = "journeymap: 1\njourneys:\n  - {id: good, name: Good, stages: [{id: s, name: S, emotion: 1}]}\n"
    (folder / "journeymap.yaml").write_text(text + "  - {id: bad, name: Bad, stages: 3}\n", encoding="utf-8")
    done = run("report", folder, "--output", "out")
    assert done.code == 0
    assert "left out" in done.err
    assert "bad" in done.err
    assert "bad" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")


def test_nothing_is_left_where_nothing_can_be_drawn(run: Run, tmp_path: Path) -> None:
    """No journey, no report: exit 2, and no folder."""
    folder = tmp_path / "workspace"
    folder.mkdir()
    (folder / "journeymap.yaml").write_text(
        "journeymap: 1\njourneys: [{id: a, name: A, stages: 3}]\n", encoding="utf-8"
    )
    done = run("report", folder, "--output", "out")
    assert done.code == 2
    assert "faults" in done.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["workspace"]


def test_an_old_report_stays_when_a_new_one_fails(run: Run, tmp_path: Path) -> None:
    """A picture that is missing stops the run, and the report from before is still whole."""
    folder = tmp_path / "workspace"
    folder.mkdir()
    root = folder / "journeymap.yaml"
    good = "journeymap: 1\njourneys: [{id: a, name: A, stages: [{id: s, name: S}]}]\n"
    root.write_text(good, encoding="utf-8")
    assert run("report", folder, "--output", "out").code == 0
    before = names(tmp_path / "out")
    root.write_text(good.replace("name: S", "name: S, picture: none.png"), encoding="utf-8")
    assert run("report", folder, "--output", "out").code == 2
    assert names(tmp_path / "out") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "workspace"]


def test_many_journeys_are_drawn_by_several_processes_as_by_one(run: Run, tmp_path: Path) -> None:
    """With as many journeys as pay for it the report has each of them, in the order of one process."""
    folder = tmp_path / "workspace"
    folder.mkdir()
    journeys = [
        f"  - {{id: j{n}, name: Journey {n}, stages: [{{id: s, name: S, touchpoints: [{{id: t, name: T}}]}}]}}\n"
        for n in range(12)
    ]
    (folder / "journeymap.yaml").write_text("journeymap: 1\njourneys:\n" + "".join(journeys), encoding="utf-8")
    done = run("report", folder, "--output", "out", *DAY)
    assert (done.code, done.err.count("\n")) == (0, 1)
    from journeymap import api
    from tests.conftest import TODAY

    alone = dict(api.site_of(api.load([folder], on=TODAY)[0]).files())
    assert {name: (tmp_path / "out" / name).read_bytes() for name in names(tmp_path / "out")} == alone


def test_a_public_report_holds_no_findings(run: Run, tmp_path: Path) -> None:
    """For a public audience the page of findings is not written."""
    assert run("report", SHOP, "--audience", "public", "--output", "out").code == 0
    assert "findings.html" not in names(tmp_path / "out")
    assert json.loads((tmp_path / "out" / "index.json").read_text(encoding="utf-8"))["audience"] == "public"
