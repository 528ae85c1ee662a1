"""One more journey or persona fits the workspace it is made in."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from journeymap import api
from journeymap.errors import InputMissingError, SettingError, TargetError
from journeymap.scaffold.objects import new_journey, new_persona

ROOT = """
journeymap: 1
workspace: {name: A workspace}
personas:
  - {id: reseller, name: Reseller, kind: anti-persona}
  - {id: patient, name: Patient}
teams:
  - {id: desk, name: Front desk}
"""


def made(folder: Path, path: str) -> Any:
    return YAML(typ="safe").load((folder / path).read_text("utf-8"))


def findings(folder: Path) -> list[str]:
    return [finding.message for finding in api.validate([folder]).findings]


def test_a_journey_takes_the_workspaces_persona_team_and_lifecycle(write):
    folder = write({"journeymap.yaml": ROOT})
    new_journey(api.load([folder]), "book-a-visit")
    (journey,) = made(folder, "journeys/book-a-visit.yaml")["journeys"]
    assert (journey["name"], journey["personas"], journey["owner"]) == ("Book a visit", ["patient"], "desk")
    assert [stage["lifecycle_stage"] for stage in journey["stages"]] == ["awareness", "onboarding", "advocacy"]
    assert all(stage["touchpoints"] for stage in journey["stages"])
    assert findings(folder) == []


def test_a_workspace_with_nothing_in_it_gets_a_journey_without_persona_and_owner(write):
    folder = write({"journeymap.yaml": "journeymap: 1\n"})
    new_journey(api.load([folder]), "a1")
    (journey,) = made(folder, "journeys/a1.yaml")["journeys"]
    assert {"personas", "owner"}.isdisjoint(journey)
    assert findings(folder) == []


@pytest.mark.parametrize(("stages", "used"), [(["a"], "aaa"), (["a", "b"], "abb"), (["a", "b", "c", "d"], "acd")])
def test_short_lifecycles_are_enough(write, stages, used):
    listed = ", ".join(f"{{id: {stage}, name: {stage}}}" for stage in stages)
    text = f"journeymap: 1\nworkspace: {{lifecycle: own}}\nlifecycles: [{{id: own, name: Own, stages: [{listed}]}}]\n"
    folder = write({"journeymap.yaml": text})
    new_journey(api.load([folder]), "trip")
    new_persona(api.load([folder]), "guest")
    (journey,) = made(folder, "journeys/trip.yaml")["journeys"]
    assert "".join(stage["lifecycle_stage"] for stage in journey["stages"]) == used
    assert findings(folder) == []


def test_an_unknown_lifecycle_is_not_asked_for_stages(write):
    folder = write({"journeymap.yaml": "journeymap: 1\nworkspace: {lifecycle: lost}\n"})
    new_journey(api.load([folder]), "trip")
    assert "lifecycle_stage" not in (folder / "journeys/trip.yaml").read_text("utf-8")


def test_a_persona_has_a_profile_and_something_said_to_it(write):
    folder = write({"journeymap.yaml": ROOT})
    outcome = new_persona(api.load([folder]), "carer", "A carer: tired")
    data = made(folder, "personas/carer.yaml")
    (persona,), (play,) = data["personas"], data["plays"]
    assert persona["name"] == "A carer: tired"
    assert persona["psychographic"]["goals"]
    assert persona["behavioural"]
    assert (play["for"], play["at"], play["owner"]) == ("carer", "clm:awareness", "desk")
    assert any("no journey" in note for note in outcome.notes)
    assert findings(folder) == []


def test_the_play_of_a_persona_never_takes_an_id_that_is_taken(write):
    plays = "\n".join(f"  - {{id: welcome-carer{ending}, name: Hello}}" for ending in ("", "-2"))
    folder = write({"journeymap.yaml": f"journeymap: 1\nplays:\n{plays}\n"})
    new_persona(api.load([folder]), "carer")
    assert made(folder, "personas/carer.yaml")["plays"][0]["id"] == "welcome-carer-3"
    assert findings(folder) == []


@pytest.mark.parametrize("identity", ["no", "123", "1e5", "null", "x" * 64])
def test_ids_that_yaml_would_misread_are_quoted(write, identity):
    folder = write({"journeymap.yaml": "journeymap: 1\n"})
    new_persona(api.load([folder]), identity)
    new_journey(api.load([folder]), identity)
    (journey,) = made(folder, f"journeys/{identity}.yaml")["journeys"]
    assert (journey["id"], journey["personas"]) == (identity, [identity])
    assert findings(folder) == []


@pytest.mark.parametrize(
    ("identity", "help_line"),
    [
        ("Åter Köp!", "Write `ater-kop`."),
        ("../../etc/passwd", "Write `etc-passwd`."),
        ("a\n", "Write `a`."),
        ("x" * 65, f"Write `{'x' * 64}`."),
        ("入院", "such as `book-a-visit`"),
        ("", "such as `book-a-visit`"),
    ],
)
def test_a_malformed_id_is_refused_with_the_one_that_was_meant(write, identity, help_line):
    folder = write({"journeymap.yaml": "journeymap: 1\n"})
    with pytest.raises(SettingError) as caught:
        new_journey(api.load([folder]), identity)
    assert help_line in caught.value.help_line
    assert [path.name for path in folder.iterdir()] == ["journeymap.yaml"]


def test_an_id_is_taken_also_by_an_object_with_faults_in_another_file(write):
    folder = write({"journeymap.yaml": "journeymap: 1\n", "b.yaml": "journeymap: 1\njourneys: [{id: trip, nmae: x}]\n"})
    with pytest.raises(TargetError, match=r"there is a journey `trip` already, in .*b\.yaml"):
        new_journey(api.load([folder]), "trip")
    assert not (folder / "journeys").exists()


def test_a_file_of_that_name_is_not_overwritten(write):
    folder = write({"journeymap.yaml": "journeymap: 1\n", "journeys/trip.yaml": "notes: mine\n"})
    with pytest.raises(TargetError, match="is there already"):
        new_journey(api.load([folder]), "trip")
    assert (folder / "journeys/trip.yaml").read_bytes() == b"notes: mine\n"


@pytest.mark.parametrize(
    ("schema", "written"),
    [
        ("./journeymap.schema.json", "../journeymap.schema.json"),
        ("../../schemas/journeymap.schema.json", "../../../schemas/journeymap.schema.json"),
        ("https://example.org/s.json", "https://example.org/s.json"),
        ("/opt/s.json", "/opt/s.json"),
    ],
)
def test_the_editors_line_names_the_same_schema_as_the_root_file(write, schema, written):
    folder = write({"journeymap.yaml": f"# yaml-language-server: $schema={schema}\njourneymap: 1\n"})
    new_journey(api.load([folder]), "trip")
    first = (folder / "journeys/trip.yaml").read_text("utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema={written}"


def test_without_a_schema_there_is_no_editors_line(write):
    folder = write({"journeymap.yaml": "journeymap: 1\n"})
    new_journey(api.load([folder]), "trip")
    assert (folder / "journeys/trip.yaml").read_text("utf-8").startswith("journeymap: 1\n")


def test_a_file_that_the_workspace_leaves_out_is_said_to_be_unread(write):
    folder = write({"journeymap.yaml": "journeymap: 1\nworkspace: {include: [maps/]}\n"})
    outcome = new_journey(api.load([folder]), "trip")
    assert any("is not read" in note for note in outcome.notes)


def test_a_folder_without_documents_is_no_workspace(tmp_path):
    with pytest.raises(InputMissingError, match="no workspace"):
        new_journey(api.load([tmp_path]), "trip")
    assert list(tmp_path.iterdir()) == []


def test_several_workspaces_are_not_guessed_among(write):
    folder = write({f"{name}/journeymap.yaml": "journeymap: 1\n" for name in "abcd"})
    with pytest.raises(SettingError, match=r"several workspaces: .* and others") as caught:
        new_persona(api.load([folder]), "guest")
    assert "--workspace" in caught.value.help_line
