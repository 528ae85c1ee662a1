"""Rules of a team's own: assertions in `workspace.lint.custom`, their examples, and plug-ins."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap import api
from journeymap.diagnostics import Diagnostic
from journeymap.lint.custom.conditions import is_like
from journeymap.lint.custom.example_documents import document_of
from journeymap.model.custom_path import CLASSES, Subject, read_path
from journeymap.model.outline import outline
from journeymap.reporters.findings import findings as as_findings
from tests.conftest import REPOSITORY, TODAY, Run, lines_of

Write = Callable[..., Path]
EXAMPLE = REPOSITORY / "examples/custom-rules"


def root(*rules: dict[str, Any], **settings: Any) -> str:
    """The root file of a workspace with rules of its own."""
    return json.dumps({"journeymap": 1, "workspace": {"lint": {"custom": list(rules), **settings}}})


def found(write: Write, rule: dict[str, Any], example: str) -> list[Diagnostic]:
    """What a rule finds in an object of its kind, or in a document."""
    rule = {"name": "own", "message": "{name}", **rule}
    files = {
        "journeymap.yaml": root(rule),
        "other.yaml": document_of(example, next(kind for kind in Subject if kind.value == rule["for"])),
    }
    report = api.lint([write(files)], select=["JM1", "X"], on=TODAY)
    assert {finding.code for finding in report.findings} <= {"X-OWN"}, report.findings
    return list(report.findings)


MAP = """
journeymap: 1
teams:
  - {id: desk, name: Desk, function: service}
channels:
  - {id: hotline, name: Hotline, medium: phone, route: owned}
journeys:
  - id: visit
    name: Visits the clinic
    owner: desk
    personas: [old, young]
    status: live
    stages:
      - id: book
        name: Book
        touchpoints:
          - id: call
            name: Calls the clinic
            channel: hotline
            wait: 3d
"""


def test_a_finding_stands_at_the_field_and_tells_what_the_team_wrote(write: Write) -> None:
    rule = {
        "for": "touchpoint",
        "where": {"in.journey.status": "live"},
        "require": {"wait": {"lte": "1d"}},
        "message": "{name} ({id}) in {in.journey.name}: {field} is {wait} by {channel}, {channel_reason}.",
        "severity": "error",
        "mend": "Answer at once.",
    }
    [finding] = found(write, rule, MAP)
    assert finding.message == "Calls the clinic (call) in Visits the clinic: wait is 3d by hotline, nothing"
    assert (finding.code, finding.name, finding.severity, finding.help) == ("X-OWN", "own", "error", "Answer at once.")
    assert str(finding.pointer) == "/journeys/0/stages/0/touchpoints/0/wait"
    assert finding.span is not None
    assert finding.span.start.line == 19


def test_what_is_missing_is_told_at_the_object(write: Write) -> None:
    [finding] = found(write, {"for": "touchpoint", "require": {"goal": {"present": True}}}, MAP)
    assert str(finding.pointer) == "/journeys/0/stages/0/touchpoints/0"


@pytest.mark.parametrize(
    ("subject", "condition", "example"),
    [
        ("touchpoint", {"channel": "mail"}, "channel: [email, mail]"),
        ("touchpoint", {"channel": ["web", "mail"]}, "channel: mail"),
        ("touchpoint", {"channel": {"not": "mail"}}, "channel: [email, web]"),
        ("touchpoint", {"channel": {"not": ["mail"]}}, "goal: Be heard"),
        ("touchpoint", {"moment_of_truth": True}, "moment_of_truth: true"),
        ("touchpoint", {"moment_of_truth": False}, "goal: Be heard"),
        ("touchpoint", {"emotion": -1}, "emotion: -1"),
        ("touchpoint", {"emotion": {"gte": -1, "lt": 1}}, "emotion: 0.5"),
        ("touchpoint", {"emotion": {"gt": -0.25}}, "emotion: 0"),
        ("touchpoint", {"wait": {"gt": "1d"}}, "wait: 25h"),
        ("touchpoint", {"goal": {"present": True}}, "goal: Be heard"),
        ("touchpoint", {"goal": {"present": False}}, "channel: web"),
        ("touchpoint", {"name": {"like": "%clinic"}}, "name: Calls the clinic"),
        ("touchpoint", {"name": {"unlike": "%Clinic"}}, "name: Calls the clinic"),
        ("touchpoint", {"feelings": {"min_items": 2, "max_items": 2}}, "feelings: [calm, glad]"),
        ("touchpoint", {"pain_points": {"max_items": 0}}, "goal: Be heard"),
        ("touchpoint", {"pain_points.severity": "high"}, "pain_points: [{id: a, summary: A}, {id: b, summary: B, severity: high}]"),
        ("touchpoint", {"frontstage": "Opens"}, "frontstage: [Opens, {do: Greets}]"),
        ("touchpoint", {"research.id": "talks"}, "research: talks"),
        ("touchpoint", {"x-cost.centre": 12}, "x-cost: {centre: 12}"),
        ("pain-point", {"status": "open"}, "severity: low"),
        ("transition", {"for": "old"}, "for: [old, young]"),
        ("transition", {"handoff.sla": {"lte": "4h"}}, "{to: end, handoff: {to: desk, sla: 90min}}"),
        ("handoff", {"in.transition.when": {"present": False}}, "to: desk"),
        ("initiative", {"due": {"after": "today"}}, "due: 2026-11-23"),
        ("initiative", {"due": {"before": "today", "after": "2026-11-20"}}, "due: 2026-11-21"),
        ("initiative", {"due": "2026-11-21"}, "due: 2026-11-21"),
        ("research", {"n": {"lt": 5}}, "n: 4"),
        ("persona", {"segment.country": "se"}, "segment: {country: se}"),
        ("metric-target", {"n": 0}, "{metric: nps, n: 0}"),
        ("lifecycle-stage", {"in.lifecycle.id": "example-lifecycle"}, "name: Ask"),
    ],
)  # fmt: skip
def test_a_condition_that_holds(subject: str, condition: dict[str, Any], example: str, write: Write) -> None:
    """Said both ways: what is forbidden is found, what is required is not."""
    assert len(found(write, {"for": subject, "forbid": condition}, example)) == 1
    assert found(write, {"for": subject, "require": condition}, example) == []


@pytest.mark.parametrize(
    ("subject", "condition", "example"),
    [
        ("touchpoint", {"channel": "mail"}, "channel: email"),
        ("touchpoint", {"channel": {"not": "mail"}}, "channel: [email, mail]"),
        ("touchpoint", {"emotion": {"gte": 0, "lt": 1}}, "emotion: 1"),
        ("touchpoint", {"emotion": {"lt": 1}}, "goal: Be heard"),
        ("touchpoint", {"wait": {"gt": "1d"}}, "wait: 24h"),
        ("touchpoint", {"moment_of_truth": {"present": True}}, "goal: Be heard"),
        ("touchpoint", {"x-cost": True}, "x-cost: 1"),
        ("touchpoint", {"x-cost": {"gt": 0}}, "x-cost: true"),
        ("touchpoint", {"x-wait": {"gt": "1d"}}, "x-wait: long"),
        ("pain-point", {"status": {"present": True}}, "severity: low"),
        ("transition", {"when": {"like": "%todo%"}}, "when: To do"),
        ("initiative", {"due": {"after": "today"}}, "due: 2026-11-22"),
        ("initiative", {"due": {"after": "today"}}, "status: idea"),
        ("persona", {"segment.country": "se"}, "segment: {country: no}"),
    ],
)
def test_a_condition_that_does_not_hold(subject: str, condition: dict[str, Any], example: str, write: Write) -> None:
    assert found(write, {"for": subject, "forbid": condition}, example) == []
    assert len(found(write, {"for": subject, "require": condition}, example)) == 1


@pytest.mark.parametrize(
    ("where", "count"),
    [
        ({"owner": "desk"}, 1),
        ({"owner": {"present": True}}, 1),
        ({"owner.function": "service"}, 1),
        ({"owner.function": "sales"}, 0),
        ({"personas": ["young"]}, 1),
        ({"channel.medium": "phone", "channel.route": "owned"}, 1),
        ({"in.stage.owner": "desk", "in.stage.id": "book"}, 1),
        ({"in.journey.state": "current"}, 1),
        ([{"channel": "web"}, {"wait": "3d"}], 1),
        ([{"channel": "web"}, {"wait": "1d"}], 0),
    ],
)
def test_fields_are_inherited_followed_and_looked_up(where: Any, count: int, write: Write) -> None:
    assert len(found(write, {"for": "touchpoint", "where": where, "forbid": {"id": "call"}}, MAP)) == count


def test_unless_spares_what_it_describes(write: Write) -> None:
    rule = {"for": "touchpoint", "unless": {"in.journey.status": ["live"]}, "forbid": {"id": "call"}}
    assert found(write, rule, MAP) == []


def test_one_of_several_requirements_is_enough(write: Write) -> None:
    rule = {"for": "pain-point", "require": [{"research": {"min_items": 1}}, {"status": "accepted"}]}
    assert found(write, rule, "status: accepted") == []
    assert len(found(write, rule, "status: open")) == 1


KEPT = """
journeymap: 1
journeys:
  - id: now
    name: Now
    stages: [{id: a, name: A, touchpoints: [{id: call, name: Calls, channel: phone, pain_points: [{id: queue, summary: Waits}]}]}]
  - id: then
    name: Then
    state: future
    based_on: now
    stages: [{id: a, name: A, touchpoints: [{id: call, keep: true%s}]}]
"""


@pytest.mark.parametrize(
    ("rule", "written", "lines"),
    [
        ({"for": "touchpoint", "forbid": {"channel": "phone"}}, "", [5]),
        ({"for": "touchpoint", "forbid": {"channel": "phone"}}, ", channel: [web, phone]", [5, 10]),
        ({"for": "touchpoint", "require": {"goal": {"present": True}}}, "", [5]),
        ({"for": "touchpoint", "require": {"goal": {"present": True}}}, ", goal: Rest", [5]),
        ({"for": "pain-point", "require": {"severity": {"present": True}}}, "", [5]),
        ({"for": "touchpoint", "where": {"in.journey.state": "future"}, "forbid": {"channel": "phone"}}, "", [10]),
    ],
)  # fmt: skip
def test_what_a_future_journey_keeps_is_told_where_it_is_written(
    rule: dict[str, Any], written: str, lines: list[int], write: Write
) -> None:
    told = found(write, rule, KEPT % written)
    assert [finding.span.start.line for finding in told] == lines


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ({"require": {"chanel": "web"}}, "`chanel`: a touchpoint has no key `chanel`; did you mean `channel`?"),
        ({"where": [{"owner.functon": "x"}]}, "`owner.functon`: a team has no key `functon`; did you mean `function`?"),
        ({"unless": {"goal.text": "x"}}, "`goal.text`: `goal` of a touchpoint holds a plain value, so nothing lies behind it"),
        ({"forbid": {"moment_of_truth": "yes"}}, "`moment_of_truth` must be true or false, not the text `yes`"),
        ({"forbid": {"emotion": 3}}, "an emotion cannot be `3`"),
        ({"forbid": {"pain_points.severity": ["hihg"]}}, "`pain_points.severity` cannot be `hihg`"),
        ({"forbid": {"pain_points.severity": {"not": "hihg"}}}, "`not` cannot be `hihg`"),
        ({"forbid": {"handoff": "desk"}}, "`handoff`: it holds a handoff: name a key of it, such as `handoff.to`"),
        ({"forbid": {"wait": {"gt": 3}}}, "`gt`: `wait` holds no numbers"),
        ({"forbid": {"emotion": {"gt": "3d"}}}, "`gt`: `emotion` holds numbers, not durations"),
        ({"forbid": {"wait": {"gt": "3 days"}}}, "`gt`: write a number, or a duration such as 20min, 3d or 6mo"),
        ({"forbid": {"wait": {"after": "today"}}}, "`after`: `wait` holds no dates"),
        ({"forbid": {"in.journey.reviewed": {"after": "tomorrow"}}}, "`after`: write a date, such as 2026-03-31, or `today`"),
        ({"forbid": {"in.team.name": "x"}}, "`in.team.name`: a touchpoint does not lie in a team; write `in.journey`, `in.stage`"),
        ({"forbid": {"in.journey": "x"}}, "`in.journey`: it names no key; write one behind it, such as `in.journey.id`"),
        ({"forbid": {"channel..route": "x"}}, "`channel..route`: words of a path are divided by single dots, such as `handoff.sla`"),
        ({"forbid": {"goal": {}}}, "`goal`: a condition needs one of present, gte, gt, lte, lt, not, like, unlike, min_items, max_items, before, after"),
        ({"forbid": {"id": "a"}, "message": "{ownr}"}, "`message`: {ownr} cannot be filled in: a touchpoint has no key `ownr`; did you mean `owner`?"),
        ({"forbid": {"id": "a"}, "message": "{id.__class__}"}, "`message`: {id.__class__} cannot be filled in: `id` of a touchpoint holds a plain value, so nothing lies behind it"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_told_where_it_stands(rule: dict[str, Any], message: str, write: Write) -> None:
    """Also by `validate`, and in a document, not as an error of the program."""
    text = root({"name": "own", "for": "touchpoint", "message": "x", "require": {"id": "a"}, **rule})
    [finding] = api.validate([write({"journeymap.yaml": text})], on=TODAY).findings
    assert (finding.code, finding.message) == ("JM105", message)
    assert str(finding.pointer).startswith("/workspace/lint/custom/0/")


def test_a_rule_that_asserts_nothing_is_incomplete(write: Write) -> None:
    text = root({"name": "own", "for": "touchpoint", "where": {"id": "a"}, "message": "x"})
    [finding] = api.validate([write({"journeymap.yaml": text})], on=TODAY).findings
    assert (finding.code, finding.message) == ("JM104", "custom rule `own` has no `require`")


def test_two_rules_of_one_name_are_told_at_the_second(write: Write) -> None:
    rule = {"name": "own", "for": "touchpoint", "forbid": {"id": "a"}, "message": "x"}
    [finding] = api.validate([write({"journeymap.yaml": root(rule, rule)})], on=TODAY).findings
    assert str(finding.pointer) == "/workspace/lint/custom/1/name"


def test_the_name_of_a_rule_of_the_program_is_taken(write: Write, run: Run) -> None:
    rule = {"name": "unresolved-reference", "for": "touchpoint", "forbid": {"id": "a"}, "message": "x"}
    outcome = run("lint", write({"journeymap.yaml": root(rule)}))
    assert outcome.code == 2
    assert "rules JM201 and X-UNRESOLVED-REFERENCE are both called `unresolved-reference`" in outcome.err


def test_what_a_person_wrote_is_never_filled_in_again(write: Write) -> None:
    [finding] = found(
        write, {"for": "touchpoint", "forbid": {"goal": {"present": True}}, "message": "{goal}!"}, "goal: '{id} {name}'"
    )
    assert finding.message == "{id} {name}!"


NAMELESS = {
    "for": "touchpoint",
    "forbid": {"channel": "phone"},
    "message": "Nobody may be called by {channel} at night any more",
}


@pytest.mark.parametrize(
    ("settings", "options", "expected"),
    [
        ({}, {}, ["warning"]),
        ({}, {"select": ["X"]}, ["warning"]),
        ({}, {"select": ["JM3"]}, []),
        ({}, {"ignore": ["nobody-may-be-called-by-at"]}, []),
        ({"severity": {"X-NOBODY-MAY-BE-CALLED-BY-AT": "info"}}, {}, ["info"]),
        ({"ignore": ["nobody-may-be-called-by-at"]}, {}, []),
        ({"per-file-ignores": {"other.yaml": ["X"]}}, {}, []),
    ],
)
def test_it_is_selected_and_judged_like_any_rule(
    settings: dict[str, Any], options: dict[str, Any], expected: list[str], write: Write
) -> None:
    """One without a name is called by the first words of its message."""
    example = document_of("channel: phone", Subject.TOUCHPOINT)
    report = api.lint(
        [write({"journeymap.yaml": root(NAMELESS, **settings), "other.yaml": example})], on=TODAY, **options
    )
    assert [finding.severity for finding in report.findings if finding.code.startswith("X-")] == expected


@pytest.mark.parametrize("word", ["X-NO-PHONE", "x-no-phone", "no-phone"])
def test_a_comment_suppresses_it_and_is_told_when_it_is_useless(word: str, write: Write) -> None:
    rule = {"name": "no-phone", "for": "play", "forbid": {"channel": "phone"}, "message": "{name}"}
    text = f"journeymap: 1\nplays:\n  - {{id: a, name: A, channel: %s}}  # journeymap: ignore[{word}] until May\n"
    for channel, codes in (("phone", []), ("web", ["JM204"])):
        folder = write({"journeymap.yaml": root(rule), "other.yaml": text % channel})
        assert [code for code, _ in lines_of(api.lint([folder], select=["X", "JM204"], on=TODAY))] == codes


def test_findings_of_every_code_keep_to_the_published_schema(write: Write) -> None:
    rule = {"name": "no-phone-2", "for": "play", "forbid": {"channel": "phone"}, "message": "{name}"}
    text = "journeymap: 1\nplays:\n  - {id: a, name: A, channel: phone}\n"
    report = api.lint([write({"journeymap.yaml": root(rule), "other.yaml": text})], select=["X"], on=TODAY)
    made = as_findings(report).model_dump(mode="json")
    jsonschema.validate(made, json.loads(api.schemas()["findings.schema.json"]))
    assert made["findings"][0]["url"].endswith("/custom-rules/")


@given(text=st.text(alphabet="ab%_.", max_size=8), pattern=st.text(alphabet="ab%_.", max_size=6))
def test_like_reads_percent_and_underscore(text: str, pattern: str) -> None:
    """Held against a regular expression, which the program itself never runs."""
    expression = "".join(".*" if part == "%" else "." if part == "_" else re.escape(part) for part in pattern)
    assert is_like(text, pattern) is (re.fullmatch(expression, text, re.DOTALL) is not None)


def test_a_hostile_pattern_ends() -> None:
    """As a regular expression it would not within the life of the sun."""
    assert not is_like("a" * 5000, "%a" * 200 + "%b")


@pytest.mark.parametrize("subject", list(Subject))
def test_every_kind_can_be_asked_about_with_an_object_alone(subject: Subject, write: Write) -> None:
    """A bare object is completed to a document, and is found there."""
    least = {
        Subject.METRIC_TARGET: "metric: nps",
        Subject.VOICE: "persona: old",
        Subject.SOURCE: "{kind: events, uri: a.csv}",
    }
    least |= {Subject.DECISION: "date: 2026-01-01", Subject.EXPECTATION: "{metric: nps, to: 3}"}
    key = next(iter(outline(CLASSES[subject]).fields))
    rule = {"for": subject.value, "require": {key: {"present": False}}}
    assert len(found(write, rule, least.get(subject, "x-note: a"))) == 1


def test_every_field_of_every_kind_is_a_path() -> None:
    for model in CLASSES.values():
        for key in outline(model).fields:
            assert read_path(key, model).text == key


def tried(run: Run, write: Write, examples: dict[str, Any]) -> tuple[int, list[str]]:
    rule = {"name": "own", "for": "touchpoint", "forbid": {"channel": "phone"}, "message": "{name}"}
    outcome = run("rules", "--test", write({"journeymap.yaml": root({**rule, "examples": examples})}))
    return outcome.code, outcome.out.splitlines()


def test_examples_that_go_as_they_should(run: Run, write: Write) -> None:
    document = "journeymap: 1\njourneys: [{id: a, name: A, stages: [{id: b, name: B, touchpoints: [{id: c, name: C, channel: phone}]}]}]"
    examples = {"bad": [{"channel": "phone"}, "channel: phone", document], "good": {"channel": "web"}}
    code, lines = tried(run, write, examples)
    assert code == 0
    assert lines == ["pass  X-OWN bad 1", "pass  X-OWN bad 2", "pass  X-OWN bad 3", "pass  X-OWN good 1"]


@pytest.mark.parametrize(
    ("examples", "line"),
    [
        ({"bad": {"channel": "web"}}, "FAIL  X-OWN bad 1: finds nothing in it"),
        ({"good": {"channel": "phone"}}, "FAIL  X-OWN good 1: finds what is good: Example"),
        ({"bad": {"chanel": "phone"}}, "FAIL  X-OWN bad 1: the example is not valid: a touchpoint has no key `chanel` (JM103)"),
        ({"bad": "channel: ["}, "FAIL  X-OWN bad 1: the example is not valid: the file ends where a value is missing (JM101)"),
    ],
)  # fmt: skip
def test_an_example_that_goes_wrong_fails_the_run(examples: dict[str, Any], line: str, run: Run, write: Write) -> None:
    assert tried(run, write, examples) == (1, [line])


def test_a_rule_without_examples_is_named(run: Run, write: Write) -> None:
    assert tried(run, write, {}) == (0, ["none  X-OWN has no examples"])


def test_trials_are_told_to_programs(run: Run) -> None:
    outcome = run("rules", "--test", "-w", EXAMPLE, "--output-format", "json")
    told = json.loads(outcome.out)
    assert outcome.code == 0
    assert told[0] == {"code": "X-LETTER-WITHOUT-A-REASON", "kind": "bad", "number": 1, "told": "", "passed": True}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["rules", "--test"], "no rules of its own are known in ."),
        (["rules", "--test", "nowhere"], "nowhere does not exist"),
        (["rules", "--test", "here", "-w", "there"], "--test is given two workspaces"),
    ],
)
def test_a_trial_of_nothing_is_an_error(arguments: list[str], message: str, run: Run) -> None:
    outcome = run(*arguments)
    assert outcome.code == 2
    assert message in outcome.err


def test_rules_of_a_workspace_are_listed_and_explained(run: Run) -> None:
    assert "X-UNPLANNED-PROMISE" in run("rules", cwd=EXAMPLE).out.split()
    text = run("rules", "unplanned-promise", "-w", EXAMPLE / "README.md").out
    assert text.startswith(
        "X-UNPLANNED-PROMISE unplanned-promise (error)\n\n{name} is {status}, and {field} does not hold\n"
    )
    assert "To mend: Give it a day to come" in text


def test_in_a_faulty_workspace_other_rules_are_still_explained(run: Run, write: Write) -> None:
    folder = write({"journeymap.yaml": "journeymap: 1\nworkspace: {nme: a}\n"})
    outcome = run("rules", "JM201", cwd=folder)
    assert outcome.out.startswith("JM201 unresolved-reference")
    assert outcome.err.startswith("note: journeymap.yaml has faults, so its own rules are not known here.")
    assert run("rules", "-w", folder).code == 2


def test_text_of_a_rule_cannot_steer_the_terminal(run: Run, write: Write) -> None:
    rule = {"name": "own", "for": "play", "forbid": {"id": "a"}, "message": "\u001b[2Jgone", "why": "\u202eno"}
    folder = write({"journeymap.yaml": root(rule)})
    for outcome in (run("rules", cwd=folder), run("rules", "own", cwd=folder)):
        assert "\x1b" not in outcome.out
        assert "\u202e" not in outcome.out
        assert "\\x1b[2Jgone" in outcome.out


def installed(folder: Path, name: str, entry: str, code: str = "") -> dict[str, str]:
    """A folder on the import path with an installed package; returns the environment that has it."""
    information = folder / f"{name.replace('-', '_')}-1.0.dist-info"
    information.mkdir(parents=True)
    (information / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    (information / "entry_points.txt").write_text(f"[journeymap.rules]\n{name} = {entry}\n", encoding="utf-8")
    if code:
        (folder / f"{entry.partition(':')[0]}.py").write_text(code, encoding="utf-8")
    return {"PYTHONPATH": str(folder)}


RULE = '''
from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Rule

class Mine(Rule):
    """It finds.

    It hurts.
    """

    fault = Fault("{code}", "{name}", Severity.INFO)
    since, bad, good = "1.0", (), ()

    def check(self, workspace):
        yield self.found(workspace.documents[0].path, (), "always")
'''


def test_the_package_of_the_example_is_found_run_and_tried(run: Run, tmp_path: Path) -> None:
    package = EXAMPLE / "journeymap-rules-library"
    environment = installed(tmp_path / "site", "journeymap-rules-library", "library_rules")
    environment["PYTHONPATH"] += f"{os.pathsep}{package / 'src'}"
    outcome = run("lint", EXAMPLE, "--select", "LIB101", env=environment)
    assert (outcome.code, outcome.out) == (0, "")
    assert "LIB101" in run("rules", env=environment).out.split()
    lines = run("rules", "--test", EXAMPLE, env=environment).out.splitlines()
    assert {"pass  LIB101 bad 1", "pass  LIB101 good 1"} <= set(lines)
    declared = (package / "pyproject.toml").read_text(encoding="utf-8")
    assert '[project.entry-points."journeymap.rules"]\nlibrary = "library_rules"' in declared


@pytest.mark.parametrize("entry", ["mine", "mine:Mine"])
def test_an_entry_point_names_a_module_or_a_class(entry: str, run: Run, write: Write, tmp_path: Path) -> None:
    environment = installed(tmp_path / "site", "mine-rules", entry, RULE.format(code="MINE1", name="mine"))
    outcome = run("lint", write({"journeymap.yaml": "journeymap: 1\n"}), "--fail-on", "info", env=environment)
    assert outcome.code == 1
    assert "MINE1 mine always" in outcome.out


@pytest.mark.parametrize(
    ("entry", "code", "message"),
    [
        ("mine", "import nothing_like_it", "plug-in `mine-rules` cannot be loaded from `mine`: ModuleNotFoundError"),
        ("mine", "raise SystemError('no')", "plug-in `mine-rules` cannot be loaded from `mine`: SystemError: no"),
        ("mine:Other", "Mine = 1", "plug-in `mine-rules` cannot be loaded from `mine:Other`: AttributeError"),
        ("mine", "Mine = 1", "plug-in `mine-rules`: `mine` is no rule, and no module with rules"),
        ("mine:Mine", "Mine = dict", "plug-in `mine-rules`: `mine:Mine` is no rule, and no module with rules"),
        ("mine", RULE.format(code="JM999", name="mine"), "the code `JM999` of rule Mine cannot be used"),
        ("mine", RULE.format(code="X-MINE", name="mine"), "the code `X-MINE` of rule Mine cannot be used"),
        ("mine", RULE.format(code="MINE1", name="dead-end"), "are both called `dead-end`"),
        ("mine", RULE.format(code="MINE1", name="mine").replace("since, bad, good = ", "other = "), "rule Mine has no `since`, `bad`, `good`"),
    ],
)  # fmt: skip
def test_a_plug_in_that_cannot_be_used_is_named(
    entry: str, code: str, message: str, run: Run, write: Write, tmp_path: Path
) -> None:
    environment = installed(tmp_path / "site", "mine-rules", entry, code)
    outcome = run("lint", write({"journeymap.yaml": "journeymap: 1\n"}), env=environment)
    assert outcome.code == 2
    assert message in outcome.err


def test_validate_never_loads_a_plug_in(run: Run, write: Write, tmp_path: Path) -> None:
    environment = installed(tmp_path / "site", "mine-rules", "mine", "import nothing_like_it")
    assert run("validate", write({"journeymap.yaml": "journeymap: 1\n"}), env=environment).code == 0


def test_two_plug_ins_with_one_code_are_both_named(run: Run, write: Write, tmp_path: Path) -> None:
    installed(tmp_path / "site", "ours", "ours", RULE.format(code="ACME1", name="ours"))
    environment = installed(tmp_path / "site", "theirs", "theirs", RULE.format(code="ACME1", name="theirs"))
    outcome = run("lint", write({"journeymap.yaml": "journeymap: 1\n"}), env=environment)
    assert outcome.code == 2
    assert "`ours` and `theirs` both bring a rule ACME1" in outcome.err
