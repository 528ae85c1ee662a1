"""`journeymap show`: a journey and a persona in the terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len

from journeymap import api
from tests.conftest import EXAMPLES, TODAY, Run

JOURNEYS = [
    (example, journey)
    for example in EXAMPLES
    for workspace in api.load([example], on=TODAY)
    for journey in workspace.catalogue.journeys
]


@pytest.mark.parametrize(("example", "journey"), JOURNEYS, ids=[journey for _, journey in JOURNEYS])
@pytest.mark.parametrize("width", [80, 50])
def test_a_journey_fits_the_width(example: Path, journey: str, width: int, run: Run) -> None:
    outcome = run("show", journey, "-w", example, "--width", width)
    assert outcome.code == 0, outcome.err
    assert max(cell_len(line) for line in outcome.out.splitlines()) <= width


def test_stages_curve_pains_and_owners_are_there(run: Run) -> None:
    saas = next(example for example in EXAMPLES if example.name == "saas")
    text = run("show", "shift-planning-adoption", "-w", saas).out
    for part in ("1 Notice", "Emotion · Fiona Baird", "● ", "Pains", "Owners", "moment of truth"):
        assert part in text


def test_the_curve_has_a_mark_for_each_known_emotion(run: Run, write: Callable[..., Path]) -> None:
    steps = "".join(f"          - {{id: t{i}, name: T{i}, emotion: {e}}}\n" for i, e in enumerate((-2, 0.5, 2)))
    folder = write(
        {
            "a.yaml": "journeymap: 1\njourneys:\n  - id: j\n    name: J\n    stages:\n      - id: s\n        name: S\n"
            f"        touchpoints:\n{steps}          - {{id: t9, name: T9}}\n"
        }
    )
    lines = run("show", "j", cwd=folder).out.splitlines()
    first = lines.index("Emotion") + 1
    assert [("●" in line) for line in lines[first : first + 9]] == [True, False, False, True, *[False] * 4, True]


def test_a_persona_is_shown_with_its_journeys(run: Run) -> None:
    saas = next(example for example in EXAMPLES if example.name == "saas")
    text = run("show", "it-lead", "-w", saas).out
    for part in ("Psychographic", "Jobs to be done", "Quotes", "Journeys", "worst:"):
        assert part in text


def test_an_unknown_id_is_an_error_with_a_suggestion(run: Run) -> None:
    saas = next(example for example in EXAMPLES if example.name == "saas")
    outcome = run("show", "it-led", "-w", saas)
    assert (outcome.code, outcome.err) == (
        2,
        "error: there is no journey or persona `it-led`. Did you mean `it-lead`?\n",
    )


def test_a_journey_with_faults_is_not_shown(run: Run, write: Callable[..., Path]) -> None:
    folder = write({"a.yaml": "journeymap: 1\njourneys: [{id: j, name: J, stages: [{id: s, name: S, emotion: 7}]}]\n"})
    outcome = run("show", "j", cwd=folder)
    assert (outcome.code, outcome.err) == (2, "error: journey `j` has faults. `journeymap validate` says where.\n")


def test_text_cannot_command_the_terminal(run: Run, write: Callable[..., Path]) -> None:
    text = 'journeymap: 1\njourneys: [{id: j, name: "a\\u001b[2Jb\\u202e", stages: [{id: s, name: S}]}]\n'
    out = run("show", "j", cwd=write({"a.yaml": text})).out
    assert "\x1b" not in out
    assert "\u202e" not in out
