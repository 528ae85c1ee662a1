"""This project's side of `measure.py`: a log bound to a map of 20 touchpoints, and the questions of `measure`."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

KINDS = 20


def workspace(path: str) -> str:
    """A workspace whose one journey has a touchpoint for each kind of event."""
    touchpoints = "\n".join(
        f"          - {{id: step-{number:02d}, name: Step {number}, channel: web,"
        f" events: [{{source: log, event: event_{number:02d}}}]}}"
        for number in range(KINDS)
    )
    return f"""\
journeymap: 1
workspace: {{name: Benchmark}}
sources:
  - {{id: log, kind: events, uri: {path!r}, timezone: UTC,
     columns: {{customer: customer, time: moment, event: event, channel: channel}}}}
journeys:
  - id: way
    name: Way
    stages:
      - id: all
        name: All
        touchpoints:
{touchpoints}
"""


def ask(path: str, steps: Sequence[str]) -> dict[str, Callable[[], Any]]:
    """The three questions on a log that is staged here; reading and staging are part of the whole process's cost.

    Args:
        path: The log, as Parquet.
        steps: The events of the funnel.
    """
    from journeymap import api
    from journeymap.evidence.counts import Levels
    from journeymap.evidence.data import Data
    from journeymap.evidence.engines.opening import open_engine
    from journeymap.evidence.in_order import in_order
    from journeymap.evidence.log import Scope
    from journeymap.evidence.plan import plan
    from journeymap.evidence.queries.funnel import chain, funnel
    from journeymap.evidence.queries.paths import paths
    from journeymap.evidence.queries.transitions import transitions, waits
    from journeymap.model.settings import CaseKind

    folder = Path(tempfile.mkdtemp(prefix="journeymap-bench-"))
    (folder / "journeymap.yaml").write_text(workspace(path), encoding="utf-8")
    loaded = api.load([folder])[0]
    engine = open_engine(loaded.catalogue, None, loaded.root)
    data = Data(loaded.catalogue, engine, api.today())
    way = plan(loaded.catalogue, loaded.catalogue.journeys["way"])
    scope = Scope(CaseKind.CUSTOMER, by=())
    engine.stage("walk", in_order(engine, way, [data.staged(source) for source in way.sources], scope).walk)
    chosen = Levels("chosen", tuple(steps), tuple((number,) for number in range(len(steps))))

    def asked_funnel() -> list[int]:
        engine.stage("chain", chain(chosen.steps, None))
        found = funnel(engine, approximate=False)
        return [found[0, place].cases for place in range(len(steps))]

    return {
        "funnel": asked_funnel,
        "transitions": lambda: (len(transitions(engine, scope.cases)), len(waits(engine, approximate=False))),
        "variants": lambda: paths(engine, scope.cases, 10, 20, stored=True).distinct,
    }
