"""What lies in folders besides documents, what paths overlap, and what a fault in the root file leaves standing."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from journeymap import api
from journeymap.errors import InputMissingError
from journeymap.workspace import discovery
from tests.conftest import TODAY, lines_of

ROOT = "journeymap: 1\n"
BAD = "journeymap: 1\nnope: 1\n"
Write = Callable[..., Path]

posix = pytest.mark.skipif(os.name != "posix", reason="needs pipes and links")


@posix
def test_pipes_and_links_that_lead_nowhere_are_no_documents(write: Write) -> None:
    """A pipe would be waited for without end, and editors leave such links as locks."""
    root = write({"journeymap.yaml": ROOT})
    os.mkfifo(root / "pipe.yaml")
    (root / ".#lock.yaml").symlink_to("somebody@somewhere.1234")
    (root / "round.yaml").symlink_to("round.yaml")
    (root / "folder.yaml").mkdir()
    (root / ".gitignore").symlink_to("nowhere")
    assert [path.name for path in discovery.files(root)] == ["journeymap.yaml"]
    assert api.validate([root], on=TODAY).checked == 1


@posix
def test_a_folder_that_was_deleted_meanwhile_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Write
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(InputMissingError, match="does not exist any more"):
        discovery.select([])


def test_a_path_given_twice_is_told_once(write: Write) -> None:
    base = write({"a.yaml": BAD, "deep/b.yaml": BAD})
    file, folder = base / "a.yaml", base / "deep"
    assert api.validate([file, file, folder / ".." / "a.yaml"], on=TODAY).checked == 1
    for paths in ([base, file, folder], [file, folder, base]):
        report = api.validate(paths, on=TODAY)
        assert (report.checked, len(report.findings)) == (2, 2)


def test_a_file_named_beside_its_folder_is_still_a_document_whatever_it_holds(write: Write) -> None:
    base = write({"a.yaml": ROOT, "ci.yaml": "on: push\n"})
    assert lines_of(api.validate([base, base / "ci.yaml"], on=TODAY)) == [("JM104", 1)]


def test_utf16_is_told_also_of_a_file_that_nobody_named(write: Write) -> None:
    root = write({"journeymap.yaml": ROOT, "a.yaml": "journeymap: 1\n".encode("utf-16")})
    assert lines_of(api.validate([root], on=TODAY)) == [("JM112", 1)]


@pytest.mark.parametrize("fault", ["teams: [{id: t}]", "nope: 1"])
def test_a_fault_beside_the_settings_does_not_undo_them(fault: str, write: Write) -> None:
    root = write(
        {
            "journeymap.yaml": f"journeymap: 1\nworkspace: {{exclude: old/}}\n{fault}\n",
            "old/a.yaml": BAD,
            "b.yaml": ROOT,
        }
    )
    report = api.validate([root], on=TODAY)
    assert ({finding.path.rpartition("/")[2] for finding in report.findings}, report.checked) == (
        {"journeymap.yaml"},
        2,
    )


def test_a_fault_in_one_setting_leaves_the_others(write: Write) -> None:
    settings = "journeymap: 1\nworkspace:\n  exclude: old/\n  languag: sv\n  lint: {severity: {JM606: fatal}}\n"
    root = write({"journeymap.yaml": settings, "old/a.yaml": BAD})
    (workspace,) = api.load([root], on=TODAY)
    assert workspace.settings.exclude == ("old/",)
    assert lines_of(api.validate([root], on=TODAY)) == [("JM103", 4), ("JM105", 5)]


def future_of(name: str, base: str) -> str:
    """A future journey that keeps the one touchpoint of its base."""
    touchpoint = "{id: t, keep: true}"
    stages = f"[{{id: s, name: S, touchpoints: [{touchpoint}]}}]"
    return f"- {{id: {name}, name: J, state: future, based_on: {base}, stages: {stages}}}\n"


NOW = "- {id: j0, name: J, stages: [{id: s, name: S, touchpoints: [{id: t, name: T, pain_points: [%s]}]}]}\n"


def test_what_is_kept_over_several_future_journeys_can_be_referred_to(write: Write) -> None:
    text = "journeymap: 1\njourneys:\n" + NOW % "{id: pain, summary: P}" + future_of("j1", "j0") + future_of("j2", "j1")
    text += "initiatives: [{id: i, name: I, addresses: j2/pain}]\n"
    assert api.validate([write({"a.yaml": text})], on=TODAY).findings == ()


def test_a_long_chain_of_future_journeys_is_filled_in_whatever_their_order(write: Write) -> None:
    chain = [future_of(f"j{n}", f"j{n - 1}") for n in range(1, 1_500)]
    text = "journeymap: 1\njourneys:\n" + "".join(reversed(chain)) + NOW % ""
    (workspace,) = api.load([write({"a.yaml": text})], on=TODAY)
    assert workspace.catalogue.journeys["j1499"].stages[0].touchpoints[0].name == "T"


def helps(write: Write, text: str) -> list[str]:
    return [finding.help for finding in api.validate([write({"a.yaml": text})], on=TODAY).findings]


def test_suggestions_come_from_the_same_journey_or_the_one_that_is_named(write: Write) -> None:
    stage = "stages: [{id: s, name: S, touchpoints: [{id: ask, name: A, next: [{to: %s}]}, {id: leave, name: L}]}]"
    text = f"""journeymap: 1
journeys:
- {{id: one, name: O, {stage % "leav"}}}
- {{id: two, name: O, {stage % "end"}}}
plays:
- {{id: p, name: P, at: two/aks}}
- {{id: q, name: Q, at: leave}}
"""
    assert helps(write, text) == [
        "Did you mean `leave`?",
        "Did you mean `two/ask`?",
        "From outside its journey or lifecycle it is `one/leave`.",
    ]
