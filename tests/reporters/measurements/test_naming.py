"""What is called how in tables: names of the map where they are at hand, else ids."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from journeymap.evidence.kept import Measured
from journeymap.model.journey import Journey
from journeymap.model.lifecycle import Lifecycle
from journeymap.model.measurement import Measurement
from journeymap.model.metric import Metric
from journeymap.model.persona import Persona
from journeymap.reporters.measurements.told import Section, told
from journeymap.workspace.catalogue import Catalogue


@dataclass(frozen=True)
class Known(Measured):
    """A journey that was measured, with the catalogue of its workspace."""

    catalogue: Catalogue | None = None


JOURNEY = Journey.model_validate(
    {
        "id": "book",
        "name": "Books a room",
        "lifecycle": "guest",
        "stages": [{"id": "s", "name": "S", "touchpoints": [{"id": "pay", "name": "Pays"}]}],
    }
)
CATALOGUE = Catalogue(
    personas={"pat": Persona.model_validate({"id": "pat", "name": "Pat, travels alone", "jobs": ["Sleep"]})},
    metrics={
        "stay": Metric.model_validate({"id": "stay", "name": "Length of a stay", "kind": "duration", "unit": "d"}),
        "ease": Metric.model_validate({"id": "ease", "name": "Ease", "kind": "csat", "unit": "%"}),
    },
    lifecycles={
        "guest": Lifecycle.model_validate(
            {"id": "guest", "name": "Guest", "stages": [{"id": "regular", "name": "Comes every year"}]}
        )
    },
)
TOTALS = {"cases": 20, "customers": 20}
METRIC = {"at": "pay", "value": 2, "n": 20, "method": "a mean"}
BOUGHT = {"customers": 20, "orders": 30, "revenue": 900, "per_customer": 45, "repeat_rate": 0.5}
DIFFERENCE = {"what": "metric", "metric": "stay", "before": 2, "after": 3, "n_before": 20, "n_after": 20}
MEASURED = Measurement.model_validate(
    {
        "journey": "book",
        "map_digest": "sha256:1",
        "measured": "2026-11-20",
        "asked": {"cases": "customer", "min_group": 10},
        "parts": [
            {"by": "persona", "value": "pat", "totals": TOTALS},
            {"by": "persona", "value": "", "totals": TOTALS},
            {"by": "channel", "value": "web", "totals": TOTALS},
        ],
        "metrics": [{"metric": "stay", "persona": "pat", **METRIC}, {"metric": "ease", **METRIC}],
        "transactions": [
            {
                "source": "orders",
                "groups": [
                    {"of": "all", **BOUGHT},
                    {"of": "persona", "value": "pat", **BOUGHT},
                    {"of": "lifecycle-stage", "value": "regular", **BOUGHT},
                    {"of": "lifecycle-stage", "value": "rest", **BOUGHT},
                ],
            }
        ],
        "comparison": {"before": "pat", "after": "zoe", "method": "Welch.", "differences": [DIFFERENCE]},
    }
)


def first_cells(measured: Measured, title: str) -> list[str]:
    return [row[0] for row in section(measured, title).rows]


def section(measured: Measured, title: str) -> Section:
    return next(item for item in told(measured).sections if item.title.startswith(title))


def test_names_of_the_map_stand_where_people_read() -> None:
    """Personas, metrics with their units and stages of the lifecycle are called as on the map; channels as in the data."""
    known = Known(MEASURED, Path("book.json"), JOURNEY, catalogue=CATALOGUE)
    assert first_cells(known, "By persona") == ["Pat, travels alone", "(unknown)"]
    assert first_cells(known, "By channel") == ["web"]
    assert first_cells(known, "Metrics") == ["Length of a stay (d) · Pays · Pat, travels alone", "Ease · Pays"]
    assert first_cells(known, "What customers paid") == [
        *("all", "persona: Pat, travels alone"),
        *("lifecycle stage: Comes every year", "lifecycle stage: rest"),
    ]
    compared = section(known, "Side by side")
    assert compared.columns[1:3] == ("Pat, travels alone", "zoe")
    assert compared.rows[0][0] == "metric · Length of a stay (d)"


def test_ids_stand_for_themselves_where_no_catalogue_is_at_hand() -> None:
    """A measurement alone names places of its journey, and ids of the rest."""
    bare = Known(MEASURED, Path("book.json"), JOURNEY)
    assert first_cells(bare, "By persona") == ["pat", "(unknown)"]
    assert first_cells(bare, "Metrics") == ["stay · Pays · pat", "ease · Pays"]
