"""Which rules run: settings and command line, severities, per-file ignores, crashes, baselines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from journeymap import api
from journeymap.diagnostics import Diagnostic, Fault, Severity
from journeymap.errors import SettingError
from journeymap.lint import registry, runner
from journeymap.lint.rule import Bad, Good, Rule
from journeymap.lint.selection import Plan, plan
from journeymap.lint.wishes import Wishes
from journeymap.model.settings import LintSettings
from journeymap.workspace.loader import Workspace
from tests.conftest import TODAY, Run, lines_of

Write = Callable[..., Path]
BROKEN = "journeymap: 1\nteams: [{id: a, name: yes}]\nsystems: [{id: s, name: S, owner: b}]\n"


def codes(settings: dict, **wishes: list[str]) -> frozenset[str]:
    return plan(LintSettings.model_validate(settings), Wishes(**wishes)).codes


def test_all_rules_run_unless_they_are_off() -> None:
    assert codes({}) == {code for code, rule in registry.rules().items() if not rule.off}


@pytest.mark.parametrize("word", ["JM201", "jm201", "unresolved-reference"])
def test_a_rule_is_named_by_code_or_name(word: str) -> None:
    assert codes({}, select=[word]) == {"JM201"}
    assert "JM201" not in codes({}, ignore=[word])


def test_prefixes_and_all() -> None:
    assert codes({}, select=["JM10"]) == {code for code in registry.rules() if code.startswith("JM10")}
    assert codes({}, select=["ALL"]) == set(registry.rules())


def test_the_command_line_goes_before_the_settings() -> None:
    settings = {"select": ["JM1"], "ignore": ["JM110"]}
    assert "JM110" not in codes(settings)
    assert "JM201" not in codes(settings)
    assert codes(settings, select=["JM110"]) == {"JM110"}
    assert {"JM201", "JM101"} <= codes(settings, extend_select=["JM201"])


@pytest.mark.parametrize(
    ("settings", "wishes", "where"),
    [
        ({"select": "JM999"}, {}, "workspace.lint.select"),
        ({"ignore": "unresolvd-reference"}, {}, "workspace.lint.ignore"),
        ({"severity": {"nope": "error"}}, {}, "workspace.lint.severity"),
        ({"options": {"nope": {}}}, {}, "workspace.lint.options"),
        ({"per-file-ignores": {"*": "nope"}}, {}, "workspace.lint.per-file-ignores"),
        ({"options": {"JM201": {"depth": 3}}}, {}, "workspace.lint.options of unresolved-reference"),
        ({}, {"select": ["nope"]}, "--select"),
        ({}, {"ignore": [""]}, "--ignore"),
        ({}, {"severity": ["nope=info"]}, "--severity"),
        ({}, {"per_file_ignores": ["*=nope"]}, "--per-file-ignore"),
    ],
)
def test_what_does_not_exist_is_an_error_that_says_where(settings: dict, wishes: dict, where: str) -> None:
    with pytest.raises(SettingError, match=where):
        codes(settings, **wishes)


def test_an_unknown_rule_gets_a_suggestion(run: Run, write: Write) -> None:
    outcome = run("lint", "--select", "unresolvd-reference", cwd=write({"a.yaml": BROKEN}))
    assert outcome.code == 2
    assert "Did you mean `unresolved-reference`?" in outcome.err


def test_the_command_line_weighs_and_spares_too(run: Run, write: Write) -> None:
    folder = write(
        {"journeymap.yaml": "journeymap: 1\n", "a.yaml": BROKEN, "old/b.yaml": BROKEN.replace("id: ", "id: o")}
    )
    options = ["lint", "--select", "JM110", "--severity", "JM110=error", "--per-file-ignore", "old/=ambiguous-scalar"]
    assert run(*options, "--fail-on", "error", cwd=folder).out.splitlines() == [
        "a.yaml:2:23: JM110 ambiguous-scalar `yes` without quotes is the truth value true to other programs"
    ]
    for wrong in (["--severity", "JM110"], ["--severity", "JM110=bad"], ["--per-file-ignore", "old/"]):
        assert run("lint", *wrong, cwd=folder).code == 2


def test_severities_per_file_ignores_and_suppressions(write: Write) -> None:
    root = (
        "journeymap: 1\nworkspace:\n  lint:\n    select: [JM1, JM2]\n    ignore: [JM202]\n    severity: {JM110: info}\n"
        "    per-file-ignores: {old/: [JM201]}\n"
    )
    folder = write(
        {
            "journeymap.yaml": root,
            "a.yaml": BROKEN,
            "old/b.yaml": BROKEN.replace("id: a", "id: c").replace("id: s", "id: t"),
        }
    )
    found = api.lint([folder], on=TODAY).findings
    assert [(finding.code, finding.severity.value, Path(finding.path).name) for finding in found] == [
        ("JM110", "info", "a.yaml"),
        ("JM201", "error", "a.yaml"),
        ("JM110", "info", "b.yaml"),
    ]


class Crashing(Rule):
    """Crashes.

    For a test.
    """

    fault = Fault("JM999", "crashing", Severity.ERROR)
    since = "0.1"
    bad = (Bad("", 1),)
    good = (Good(""),)

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        yield from ()
        raise KeyError(workspace.root.name)


def test_a_rule_that_crashes_is_a_finding_and_the_run_goes_on(write: Write) -> None:
    (workspace,) = api.load([write({"a.yaml": BROKEN})], on=TODAY)
    found = runner.run(workspace, Plan((Crashing(), *registry.structure()))).findings
    assert sorted(finding.code for finding in found) == ["JM001", "JM110", "JM201"]
    assert "JM999 crashing crashed: KeyError" in next(item.message for item in found if item.code == "JM001")


def test_a_suppression_in_an_unreadable_file_suppresses_nothing(write: Write) -> None:
    folder = write({"a.yaml": "# journeymap: ignore-file[JM101]\njourneymap: 1\nteams: [\n"})
    assert [code for code, _ in lines_of(api.validate([folder], on=TODAY))] == ["JM101"]


def test_a_baseline_hides_what_is_known_and_names_what_is_mended(run: Run, write: Write) -> None:
    folder = write({"a.yaml": BROKEN, "b.yaml": "journeymap: 1\nsystems: [{id: z, name: Z, owner: q}]\n"})
    select = ["--select", "JM1,JM201"]
    written = run("lint", *select, "--write-baseline", "known.json", cwd=folder)
    assert (written.code, len(json.loads((folder / "known.json").read_text())["findings"])) == (0, 3)
    assert run("lint", *select, "--baseline", "known.json", cwd=folder).code == 0

    moved = "# a comment\n" + BROKEN.replace("name: yes", "name: Yes!").replace(
        "systems: [", "systems: [{id: fresh, name: Fresh, owner: new}, "
    )
    (folder / "a.yaml").write_text(moved)
    outcome = run("lint", *select, "--baseline", "known.json", cwd=folder)
    assert outcome.code == 1
    assert [line.split(":")[:2] for line in outcome.out.splitlines()] == [["a.yaml", "4"]]
    assert "The baseline knows JM110 at teams/a/name, which is mended" in outcome.err


def test_writing_a_baseline_for_some_paths_leaves_the_others_entries(run: Run, write: Write) -> None:
    folder = write(
        {
            "journeymap.yaml": "journeymap: 1\n",
            "a.yaml": BROKEN,
            "b.yaml": "journeymap: 1\nsystems: [{id: z, name: Z, owner: q}]\n",
        }
    )
    select = ["--select", "JM1,JM201", "--write-baseline", "known.json"]
    run("lint", *select, cwd=folder)
    (folder / "a.yaml").write_text("journeymap: 1\n")
    run("lint", "a.yaml", *select, cwd=folder)
    assert [item["path"] for item in json.loads((folder / "known.json").read_text())["findings"]] == ["b.yaml"]


@pytest.mark.parametrize("content", ["", "[]", '{"findings": 3}', '{"findings": [{}]}'])
def test_a_file_that_is_no_baseline_is_an_error(content: str, run: Run, write: Write) -> None:
    outcome = run("lint", "--baseline", "known.json", cwd=write({"a.yaml": BROKEN, "known.json": content}))
    assert outcome.code == 2
    assert "is no baseline" in outcome.err
