"""Workspaces with answers and events, for the tests of what is made of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from journeymap import api
from journeymap.evidence.data import Data
from journeymap.evidence.engines.duckdb import DuckDB
from journeymap.evidence.log import Scope
from journeymap.model.settings import CaseKind
from tests.conftest import TODAY

EVER = Scope(CaseKind.CUSTOMER)
VISITS = Scope(CaseKind.SESSION)

MAP = """
journeymap: 1
workspace: {{language: {language}}}
personas:
  - {{id: new, name: New, segment: {{tenure: new}}}}
  - {{id: old, name: Old, segment: {{tenure: old}}}}
metrics:
  - {{id: nps, name: Recommend, kind: nps, source: Survey}}
  - {{id: csat, name: Pleased, kind: csat, scale: 1-5, method: top-box, source: Survey}}
  - {{id: mood, name: Pleased on average, kind: csat, scale: 1-5, method: mean, source: Survey}}
  - {{id: vague, name: Pleased somehow, kind: csat, scale: 1-5, source: Survey}}
  - {{id: ease, name: Ease, kind: ces, scale: 1-7, polarity: lower-is-better, source: Survey}}
{metrics}
sources:
{sources}
journeys:
  - id: buy
    name: Buys
    personas: [new, old]
    stages:
      - id: shop
        name: Shop
        touchpoints:
          - id: pay
            name: Pays
            metrics: [{{metric: csat, target: 0.8, warn: 0.7}}{more}]
          - id: get
            name: Gets it
            metrics: [{{metric: ease, target: 2}}, {{metric: nps, target: 30}}]
      - {{id: use, name: Use, metrics: [{{metric: nps, target: 30}}]}}
  - id: return
    name: Returns
    stages: [{{id: back, name: Back, touchpoints: [{{id: get, name: Gets a label}}, {{id: send, name: Sends it}}]}}]
"""

SURVEY = """
  - id: survey
    kind: feedback
    uri: survey.csv
    columns: {time: day, customer: who, score: score, text: words, metric: metric, touchpoint: at}
"""


@contextmanager
def opened(
    folder: Path, rows: str, *, sources: str = SURVEY, metrics: str = "", more: str = "", language: str = "en"
) -> Iterator[Data]:
    """A workspace whose survey (or whatever its source calls `survey.csv`) has some rows, opened."""
    folder.mkdir(exist_ok=True)
    text = MAP.format(sources=sources.rstrip("\n"), metrics=metrics, more=more, language=language)
    (folder / "journeymap.yaml").write_text(text, encoding="utf-8")
    (folder / "survey.csv").write_text(rows, encoding="utf-8")
    report = api.validate([folder])
    assert not report.findings, [finding.message for finding in report.findings]
    (workspace,) = api.load([folder])
    engine = DuckDB(folder)
    try:
        yield Data(workspace.catalogue, engine, TODAY)
    finally:
        engine.close()


def csv(rows: list[tuple[object, ...]], header: str = "day,who,score,words,metric,at,tenure") -> str:
    """A file with a header; a row is as long as the header, or ends earlier."""
    columns = header.count(",") + 1
    return "\n".join([header, *(",".join(map(str, (*row, *[""] * (columns - len(row))))) for row in rows)]) + "\n"
