"""Reviews for programs: JSON by its schema, annotations, Code Quality, SARIF, JUnit; hostile text in each."""

from __future__ import annotations

import copy
import io
import json
import re
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap import api
from journeymap.api.reference import DIFF_SCHEMA
from journeymap.diff.values import Category
from journeymap.reporters.reviews import FORMS, ReviewFormat, write
from journeymap.reporters.reviews.sarif import page_of
from tests.conftest import REPOSITORY
from tests.diff.pairs import SHOP
from tests.diff.test_review_rules import BROKEN, both
from tests.reporters import sarif_shape

OWN = (
    ReviewFormat.TEXT,
    ReviewFormat.JSON,
    ReviewFormat.GITHUB,
    ReviewFormat.GITLAB,
    ReviewFormat.SARIF,
    ReviewFormat.JUNIT,
)
SCHEMA = json.loads(api.schemas()[DIFF_SCHEMA])
AFTER = (
    SHOP.replace("emotion: 2}", "emotion: -2}")
    .replace("sla: 1d", "sla: 4h")
    .replace("summary: From need to box", "summary: From wish to box")
    .replace("lost-in-list, summary", "list-too-long, summary")
)
PICK = "          - {id: pick, name: Pick, emotion: -1, moment_of_truth: true}\n"


def written(
    before: str, after: str, form: ReviewFormat, *gates: str, linted: bool = False, public: bool = False
) -> str:
    """What a format makes of two revisions."""
    stream = io.StringIO()
    write([both(before, after, linted).review(gates, public=public, maps=False)], form, stream)
    return stream.getvalue()


def test_the_published_schema_is_the_one_that_is_made():
    """The file in `schemas/` is what the models say; `journeymap schema --output schemas` writes it."""
    assert (REPOSITORY / "schemas" / DIFF_SCHEMA).read_text(encoding="utf-8") == api.schemas()[DIFF_SCHEMA]
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    "after", [SHOP, AFTER, BROKEN, SHOP.replace(PICK, "")], ids=["equal", "edited", "broken", "removed"]
)
def test_json_is_valid_against_its_schema(after: str):
    """Whatever changed, or could not be read."""
    made = json.loads(written(SHOP, after, ReviewFormat.JSON, "worse", linted=True))
    jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(made)
    assert made["format_version"] == 1
    assert made["summary"]["changes"] == len(made["workspaces"][0]["changes"])


def test_json_refuses_what_it_does_not_know():
    """The schema is strict, so that a test of it means something."""
    made = json.loads(written(SHOP, AFTER, ReviewFormat.JSON))
    for spoil in (lambda one: one.update(more=1), lambda one: one.pop("kind"), lambda one: one.update(direction="up")):
        spoiled = copy.deepcopy(made)
        spoil(spoiled["workspaces"][0]["changes"][0])
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(spoiled, SCHEMA)


def test_json_tells_a_change_whole():
    """Values as they are, places on both sides, impact by ids, and whether a gate holds it up."""
    made = json.loads(written(SHOP, AFTER, ReviewFormat.JSON, "worse"))
    change = next(one for one in made["workspaces"][0]["changes"] if one["kind"] == "emotion-lowered")
    assert (change["before"], change["after"], change["field"], change["stopped"]) == (2.0, -2.0, "emotion", True)
    assert change["head"]["pointer"] == change["base"]["pointer"] == "/journeys/0/stages/1/touchpoints/2/emotion"
    line = AFTER[: AFTER.index("emotion: -2}")].count("\n") + 1
    assert change["shown_at"]["location"]["row"] == line
    assert change["impact"]["personas"] == ["pat"]
    assert made["summary"]["stopped"] == made["summary"]["worse"] == 1
    assert made["workspaces"][0]["moved"] == [{"from": "buy/lost-in-list", "to": "buy/list-too-long"}]


def test_the_same_input_gives_the_same_bytes():
    """In every format."""
    for form in OWN:
        assert written(SHOP, AFTER, form, "any", linted=True) == written(SHOP, AFTER, form, "any", linted=True)


def shown(text: str) -> list[tuple[str, dict[str, str], str]]:
    found = [
        re.fullmatch(r"::(\w+) ([^:]*(?:%3A[^:]*)*)::(.*)", line) for line in text.splitlines() if line.startswith("::")
    ]
    return [(one[1], dict(part.split("=", 1) for part in one[2].split(",")), one[3]) for one in found if one]


def test_annotations_stand_in_the_head():
    """Breaking is an error, worse a warning, the rest a notice; errors come first."""
    made = shown(written(SHOP, AFTER, ReviewFormat.GITHUB))
    levels = [level for level, _, _ in made]
    assert levels == sorted(levels, key=["error", "warning", "notice"].index)
    by_title = {properties["title"].partition(" ")[0]: (level, properties) for level, properties, _ in made}
    assert by_title["pain-point-renamed"][0] == "error"
    assert by_title["emotion-lowered"][0] == "warning"
    assert by_title["sla-lowered"][0] == by_title["summary-changed"][0] == "notice"
    assert by_title["emotion-lowered"][1]["line"] == str(AFTER[: AFTER.index("emotion: -2}")].count("\n") + 1)


def test_what_is_gone_is_shown_at_what_was_around_it():
    """A removed touchpoint has no line in the head; its stage has."""
    after = "# one more line\n" + SHOP.replace(PICK, "")
    ((_, properties, message),) = shown(written(SHOP, after, ReviewFormat.GITHUB))
    assert properties["line"] == str(after[: after.index("id: look")].count("\n") + 1)
    assert message.startswith("touchpoint “Pick” removed at “Look”")


def test_what_leaves_nothing_behind_is_shown_at_its_file():
    """A removed team was in a file; the head has no line for it."""
    ((_, properties, _),) = shown(
        written(SHOP + "x-a: 1\n", SHOP.replace("  - {id: kiosk", "  # {id: kiosk"), ReviewFormat.GITHUB)
    )
    assert properties["file"].endswith("journeymap.yaml")
    assert "line" not in properties


def test_only_so_many_annotations_are_shown():
    """GitHub shows ten of a kind; how many more there are is said."""
    after = re.sub(r"name: (\w+)", r"name: New \1", SHOP)
    text = written(SHOP, after, ReviewFormat.GITHUB)
    count = sum(level == "notice" for level, _, _ in shown(text))
    assert f"GitHub shows 10 info annotations per step; {count - 10} more stand above." in text


def test_code_quality():
    """A list with what GitLab requires; the fingerprints outlive edits elsewhere in the file."""
    made = json.loads(written(SHOP, AFTER, ReviewFormat.GITLAB))
    again = json.loads(written(SHOP, "# A line more\n" + AFTER, ReviewFormat.GITLAB))
    assert {one["severity"] for one in made} == {"major", "minor", "info"}
    for one in made:
        assert set(one) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert one["location"]["lines"]["begin"] <= one["location"]["lines"]["end"]
    assert len({one["fingerprint"] for one in made}) == len(made)
    assert [one["fingerprint"] for one in made] == [one["fingerprint"] for one in again]
    assert json.loads(written(SHOP, SHOP, ReviewFormat.GITLAB)) == []


def shape() -> dict[str, Any]:
    """The shape of SARIF logs of findings, with kinds of changes for rules, and suppressions."""
    log = copy.deepcopy(sarif_shape.LOG)
    result = log["properties"]["runs"]["items"]["properties"]["results"]["items"]
    result["properties"]["ruleId"] = {"type": "string", "pattern": "^(JM[0-9]{3}|[a-z]+(-[a-z]+)+)$"}
    result["properties"]["suppressions"] = {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {"kind": {"const": "inSource"}, "justification": {"type": "string", "minLength": 1}},
            "required": ["kind", "justification"],
            "additionalProperties": False,
        },
    }
    return log


ACCEPTED = AFTER + "accepted:\n  - {change: emotion-lowered, object: buy/open, reason: It must be, author: Kim}\n"


@pytest.mark.parametrize("after", [SHOP, AFTER, ACCEPTED, BROKEN], ids=["equal", "edited", "accepted", "broken"])
def test_sarif(after: str):
    """Valid by the standard's sections that are used; each result points at its rule."""
    log = json.loads(written(SHOP, after, ReviewFormat.SARIF, linted=True))
    jsonschema.Draft202012Validator(shape(), format_checker=jsonschema.FormatChecker()).validate(log)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert run["invocations"][0]["executionSuccessful"] is (after != BROKEN)
    suppressed = [result["ruleId"] for result in run["results"] if "suppressions" in result]
    assert suppressed == (["emotion-lowered"] if after == ACCEPTED else [])


def test_rules_of_sarif_lead_to_their_part_of_the_documentation():
    """Each category has a heading of its own on the page on reviews, and each rule leads to that of its category."""
    page = (REPOSITORY / "docs" / "review.md").read_text(encoding="utf-8")
    headings = {heading.lower() for heading in re.findall(r"^### (\w+)$", page, re.MULTILINE)}
    assert {category.value for category in Category} <= headings
    site = re.search(r"^site_url: (.*)$", (REPOSITORY / "mkdocs.yml").read_text(), re.MULTILINE)
    assert site is not None
    (run,) = json.loads(written(SHOP, AFTER, ReviewFormat.SARIF))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert {rule["helpUri"].removeprefix(f"{site[1]}review/#") for rule in rules} <= headings
    assert {rule["helpUri"] for rule in rules} <= {page_of(category) for category in Category}


@pytest.mark.parametrize(("gates", "failures"), [((), 0), (("breaking",), 1), (("worse",), 1), (("structure",), 0)])
def test_junit(gates: tuple[str, ...], failures: int):
    """A case for each journey; it fails where a gate holds up one of its changes."""
    root = ET.fromstring(written(SHOP, AFTER, ReviewFormat.JUNIT, *gates))
    assert root.get("failures") == str(failures) == str(len(root.findall(".//failure")))
    assert [case.get("name") for case in root.iter("testcase")] == ["journeys:buy"]


def test_junit_fails_on_what_cannot_be_read():
    """Without any gate; and it has a case that passes where nothing changed."""
    assert ET.fromstring(written(SHOP, BROKEN, ReviewFormat.JUNIT)).get("failures") == "1"
    assert ET.fromstring(written(BROKEN, SHOP, ReviewFormat.JUNIT)).get("failures") == "0"
    assert ET.fromstring(written(SHOP, SHOP, ReviewFormat.JUNIT)).get("tests") == "1"


HOSTILE = "\x1b[31mred\x07 ::error::x%0A]]>&<script>\"'\\ [a](b) \u202e rtl \u2028"


@pytest.mark.parametrize("form", OWN)
def test_hostile_text(form: ReviewFormat):
    """Text from files is text: no control characters, no commands of a runner, no markup."""
    after = AFTER.replace("name: Pick,", f"name: {json.dumps(HOSTILE)},").replace(
        "name: Sales}", f"name: {json.dumps(HOSTILE)}}}"
    )
    text = written(SHOP, after, form, "any", linted=True)
    assert "red" in text
    assert "\x1b" not in text
    assert "\x07" not in text
    if form is ReviewFormat.JSON:
        labels = {change["label"] for change in json.loads(text)["workspaces"][0]["changes"]}
        assert HOSTILE in labels
    if form is ReviewFormat.GITHUB:
        assert all(
            line.startswith(("::error ", "::warning ", "::notice ", "GitHub shows")) for line in text.splitlines()
        )
    if form is ReviewFormat.JUNIT:
        ET.fromstring(text)


@settings(max_examples=25, deadline=None)
@given(text=st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=30).filter(str.strip))
def test_any_text(text: str):
    """Every format can be written and read back, whatever an object is called."""
    after = SHOP.replace("name: Pick,", f"name: {json.dumps(text)},")
    for form in (ReviewFormat.JSON, ReviewFormat.GITLAB, ReviewFormat.SARIF):
        json.loads(written(SHOP, after, form, "any"))
    ET.fromstring(written(SHOP, after, ReviewFormat.JUNIT, "any"))
    for form in (ReviewFormat.TEXT, ReviewFormat.GITHUB):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", written(SHOP, after, form, "any").replace("\t", ""))


def test_every_format_has_its_place():
    """Nothing in the table is missing."""
    assert set(FORMS) == set(ReviewFormat)
