"""Small workspaces for the tests of the matrices."""

import datetime
from typing import Any

from journeymap.model.document import Document
from journeymap.model.settings import Settings
from journeymap.render.building.gathered import Gathered
from journeymap.workspace.catalogue import Catalogue

TODAY = datetime.date(2026, 11, 22)
SECTIONS = ("personas", "teams", "channels", "metrics", "lifecycles", "journeys", "initiatives", "plays")


def gather(*, public: bool = False, **sections: Any) -> Gathered:
    """A workspace from the sections of a document."""
    document = Document.model_validate({"journeymap": 1, **sections})
    given = {name: {item.id: item for item in getattr(document, name)} for name in SECTIONS}
    default = Catalogue()
    given["channels"] = {**default.channels, **given["channels"]}
    given["lifecycles"] = {**default.lifecycles, **given["lifecycles"]}
    return Gathered(Catalogue(settings=document.workspace or Settings(), **given), TODAY, public)


def journey(name: str, *stages: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A journey of these stages, all at the lifecycle stage purchase unless they say otherwise."""
    return {"id": name, "name": name.title(), "stages": [stage(n, **item) for n, item in enumerate(stages, 1)], **more}


def stage(n: int, **more: Any) -> dict[str, Any]:
    """A stage, its touchpoints named `t1-1`, `t1-2` and so on."""
    points = [{"id": f"t{n}-{k}", "name": f"Point {n}.{k}", **item} for k, item in enumerate(more.pop("points", ()), 1)]
    return {"id": f"s{n}", "name": f"Stage {n}", "lifecycle_stage": "purchase", "touchpoints": points, **more}


PERSONAS = [{"id": "ann", "name": "Ann, who buys"}, {"id": "bob", "name": "Bob"}]
TEAMS = [{"id": "sales", "name": "Sales"}, {"id": "care", "name": "Care"}]
