"""Journeys from a few words, for the tests of this folder."""

from __future__ import annotations

import datetime
from typing import Any

from journeymap.diagnostics import Diagnostic, Severity
from journeymap.health.journey import assess
from journeymap.health.values import ChargeHealth, JourneyHealth
from journeymap.model.document import Document
from journeymap.workspace.catalogue import Catalogue
from journeymap.workspace.future import effective

TODAY = datetime.date(2026, 11, 22)
_SECTIONS = ("personas", "teams", "research", "journeys", "initiatives")
_MORE = frozenset({"personas_known", "initiatives", "journeys"})
TEAMS = [{"id": name, "name": name.title()} for name in ("sales", "service", "stock")]
RESEARCH = [
    {"id": "talks", "title": "Talks", "kind": "interview"},
    {"id": "kick-off", "title": "Kick-off", "kind": "workshop"},
]


def catalogue(**sections: Any) -> Catalogue:
    """The catalogue of one valid document, with some teams and research."""
    document = Document.model_validate({"journeymap": 1, "teams": TEAMS, "research": RESEARCH, **sections})
    objects: dict[str, Any] = {name: {item.id: item for item in getattr(document, name)} for name in _SECTIONS}
    return Catalogue(**{**objects, "journeys": effective(objects["journeys"])})


def journey(*touchpoints: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A journey of one stage, its touchpoints named by their ids, with an owner and research behind it.

    A key that is given as None is left out.
    """
    named = [{"name": item["id"], **item} for item in touchpoints]
    stages = [{"id": "stage", "name": "Stage", "touchpoints": named}]
    whole = {"id": "way", "name": "Way", "owner": "sales", "research": "talks", "stages": stages, **more}
    return {key: value for key, value in whole.items() if value is not None}


def pain(name: str, severity: str | None = None, **more: Any) -> dict[str, Any]:
    """A pain point."""
    return {"id": name, "summary": name, **({"severity": severity} if severity else {}), **more}


def health(*touchpoints: dict[str, Any], findings: tuple[Diagnostic, ...] = (), **more: Any) -> JourneyHealth:
    """The health of such a journey.

    `personas_known`, `initiatives` and (other) `journeys` go to the document, all else to the journey.
    """
    own = {key: value for key, value in more.items() if key not in _MORE}
    known = catalogue(
        journeys=[journey(*touchpoints, **own), *more.get("journeys", ())],
        personas=more.get("personas_known", ()),
        initiatives=more.get("initiatives", ()),
    )
    return assess(known.journeys["way"], known, today=TODAY, findings=findings)


def charge(found: JourneyHealth, part: str, key: str) -> ChargeHealth:
    """A charge of a line of the score."""
    return {item.key: item for item in found.part(part).charges}[key]


def finding(code: str, severity: Severity) -> Diagnostic:
    """A finding somewhere."""
    return Diagnostic(code=code, name=code.lower(), severity=severity, message="...", path="journeymap.yaml")
