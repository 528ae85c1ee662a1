"""Events that the map names and the data does not hold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run

MAP = """
journeymap: 1
workspace: {{measure: {{min_group: {least}}}}}
sources: [{{id: log, kind: events, uri: log.csv, columns: {{customer: who, time: at, event: what}}, timezone: UTC}}]
metrics:
  - id: rate
    name: Rate
    kind: ratio
    method: after
    numerator: {{source: log, event: purchse}}
    denominator: {{source: log, event: visit}}
journeys:
  - id: j
    name: J
    stages:
      - id: s
        name: S
        touchpoints:
          - {{id: a, name: A, events: {{source: log, event: Visit}}}}
          - {{id: b, name: B, events: {{source: log, event: purchase}}, metrics: [{{metric: rate}}]}}
          - {{id: c, name: C, events: [{{source: log, event: "zz'z"}}, {{source: log, event: Visit}}]}}
"""
ROWS = "who,at,what\na,2024-01-01 10:00,visit\na,2024-01-01 10:05,purchase\nb,2024-01-01 10:00,visit\n"


def notes(run: Run, folder: Path) -> list[str]:
    outcome = run("measure", "j", "--no-save", "--workspace", folder)
    assert outcome.code == 0, outcome.err
    return [line for line in " ".join(outcome.out.split()).split("Note: ") if "does not have" in line]


@pytest.mark.parametrize(
    ("least", "purchase"), [(1, "; did you mean `purchase`?"), (2, ".")], ids=["told", "few-customers"]
)
def test_what_the_data_does_not_have_is_said(write: Callable[..., Path], run: Run, least: int, purchase: str) -> None:
    """Of touchpoints and metrics, with the name that was meant, unless too few customers have that."""
    folder = write({"journeymap.yaml": MAP.format(least=least), "log.csv": ROWS})
    assert [line.strip() for line in notes(run, folder)] == [
        "`a` and `c` name the event `Visit`, which `log` does not have; did you mean `visit`?",
        "`c` names the event `zz'z`, which `log` does not have.",
        f"`rate` names the event `purchse`, which `log` does not have{purchase}",
    ]


def test_nothing_is_said_of_what_is_there_or_of_an_empty_source(write: Callable[..., Path], run: Run) -> None:
    """A map whose events are all in the data, and a log without a row."""
    right = MAP.format(least=1).replace("Visit", "visit").replace("zz'z", "visit").replace("purchse", "purchase")
    assert notes(run, write({"journeymap.yaml": right, "log.csv": ROWS})) == []
    assert notes(run, write({"journeymap.yaml": MAP.format(least=1), "log.csv": "who,at,what\n"})) == []
