"""`journeymap new`, as it is typed."""

import pytest
from ruamel.yaml import YAML

HOSTILE = [
    'Say "hi": #1, {a} [b] \\ `c`',
    "a: b\nc: d",
    ": #",
    "-x",
    "yes",
    "2026-01-01",
    "\U0001f9d3\U0001f3fd waits",
    "<script>alert(1)</script>",
    "x" * 300,
]


@pytest.fixture
def workspace(run, tmp_path):
    assert run("init", "w", "--template", "public-service").code == 0
    return tmp_path / "w"


@pytest.mark.parametrize("kind", ["journey", "persona"])
def test_one_more_object_validates_at_once(kind, run, workspace):
    made = run("new", kind, "renew-it", cwd=workspace)
    assert (made.code, made.out) == (0, f"{kind}s/renew-it.yaml\n"), made.err
    checked = run("validate", cwd=workspace)
    assert (checked.code, checked.out) == (0, "")


def test_twice_is_refused_and_leaves_the_first(run, workspace):
    run("new", "journey", "renew", cwd=workspace)
    before = (workspace / "journeys/renew.yaml").read_bytes()
    refused = run("new", "journey", "renew", "--name", "Other", cwd=workspace)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == "error: there is a journey `renew` already, in journeys/renew.yaml. Choose another id.\n"
    assert (workspace / "journeys/renew.yaml").read_bytes() == before


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_name_is_only_text(name, run, workspace):
    for kind in ("journey", "persona"):
        made = run("new", kind, "x1", f"--name={name}", cwd=workspace)
        assert made.code == 0, made.err
        data = YAML(typ="safe").load((workspace / f"{kind}s/x1.yaml").read_text("utf-8"))
        (thing,) = data[f"{kind}s"]
        assert thing["name"] == " ".join(name.split())
        assert thing["id"] == "x1"
    assert run("validate", cwd=workspace).code == 0


def test_the_workspace_can_be_named_by_any_path_in_it(run, workspace, tmp_path):
    made = run("new", "journey", "renew", "--workspace", "w/journeys/get-a-parking-permit.yaml")
    assert made.out == "w/journeys/renew.yaml\n"
    assert "  python -m journeymap validate w\n" in made.err
    assert run("new", "persona", "renew", "-w", "w/journeys").out == "w/personas/renew.yaml\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["journey", "Renew It"], "Write `renew-it`."),
        (["journey", "renew", "--name", " "], "the name is empty"),
        (["journey", "renew", "--workspace", "nowhere"], "does not exist"),
        (["stage", "renew"], "journey"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_written(arguments, told, run, workspace):
    before = sorted(workspace.rglob("*"))
    refused = run("new", *arguments, cwd=workspace)
    assert (refused.code, refused.out) == (2, "")
    assert told in refused.err
    assert sorted(workspace.rglob("*")) == before


def test_without_a_workspace_there_is_nothing_to_add_to(run, tmp_path):
    refused = run("new", "journey", "renew")
    assert refused.code == 2
    assert "`journeymap init` makes one" in refused.err
    assert list(tmp_path.iterdir()) == []
