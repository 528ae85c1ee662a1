"""A workspace in which all that the pages of details tell is written, and small ones."""

import datetime
from collections.abc import Mapping
from typing import Any

from journeymap.diagnostics import Diagnostic
from journeymap.model.document import Document
from journeymap.model.settings import Settings
from journeymap.render.building.gathered import Gathered
from journeymap.workspace.catalogue import Catalogue

TODAY = datetime.date(2026, 11, 22)
SECTIONS = (
    *("personas", "teams", "systems", "channels", "metrics", "research", "lifecycles"),
    *("journeys", "initiatives", "plays"),
)
TEAMS = [
    {"id": "sales", "name": "Sales", "function": "sales"},
    {"id": "care", "name": "Care", "function": "service"},
    {"id": "mail", "name": "Mail room", "function": "operations"},
]


def gather(
    *, public: bool = False, findings: Mapping[str, tuple[Diagnostic, ...]] | None = None, **sections: Any
) -> Gathered:
    """A workspace from the sections of a document."""
    document = Document.model_validate({"journeymap": 1, **sections})
    default = Catalogue()
    given = {name: {item.id: item for item in getattr(document, name)} for name in SECTIONS}
    given["channels"] = {**default.channels, **given["channels"]}
    given["lifecycles"] = {**default.lifecycles, **given["lifecycles"]}
    return Gathered(Catalogue(settings=document.workspace or Settings(), **given), TODAY, public, findings or {})


def journey(name: str, *points: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A journey of one stage, its touchpoints named `t1`, `t2` and so on."""
    named = [{"id": f"t{n}", "name": f"Point {n}", **point} for n, point in enumerate(points, 1)]
    return {"id": name, "name": name.title(), "stages": [{"id": "s", "name": "Stage", "touchpoints": named}], **more}


def full(*, public: bool = False) -> Gathered:
    """Every field of personas, teams, systems, metrics, research, initiatives and plays, each text its own word."""
    proof = [{"id": "talks", "count": 3, "of": 9, "quote": "w-proof-quote"}]
    kinds = {
        "demographic": ("age", "location", "occupation", "education", "income", "family"),
        "firmographic": ("industry", "size", "region", "revenue"),
        "technographic": ("tools", "devices", "maturity"),
        "psychographic": ("goals", "challenges", "motivations", "values", "desired_features"),
        "behavioural": ("channels", "triggers", "objections", "buying_role", "interactions"),
    }
    traits = {kind: {**{name: f"w-{name}" for name in names}, "x-own": f"w-x-{kind}"} for kind, names in kinds.items()}
    persona = {
        "id": "ann",
        "name": "w-persona-name",
        "kind": "segment",
        "summary": "w-summary",
        "role": "w-role",
        "jobs": ["w-job"],
        "quotes": ["w-bare", {"text": "w-quote", "research": "talks"}],
        "research": proof,
        "segment": {"plan": "w-segment"},
        "x-mood": "w-x-persona",
        **traits,
    }
    handoff = {"to": "care", "sla": "4h", "criteria": ["w-criterion"], "on_reject": "w-reject", "recycle_to": "t1"}
    pain = {"id": "queue", "summary": "w-pain", "severity": "high", "root_cause": "w-cause", "share_affected": 0.37}
    first = {
        "owner": "sales",
        "emotion": -1,
        "moment_of_truth": True,
        "research": proof,
        "handoff": handoff,
        "voices": [{"persona": "ann", "emotion": -2, "feelings": "w-felt", "thoughts": "w-thought"}],
        "pain_points": [{**pain, "owner": "sales", "research": proof}],
        "gains": [{"id": "joy", "summary": "w-gain", "research": proof}],
        "opportunities": [{"id": "chance", "summary": "w-chance", "owner": "sales", "impact": "high"}],
        "metrics": [{"metric": "m", "target": 0.91, "warn": 0.52, "value": 0.43, "n": 977, "team": "sales"}],
        "backstage": [{"do": "w-work", "by": "care"}],
    }
    second = {"owner": "care", "responsible": "sales", "consulted": "sales", "informed": "sales"}
    metric = {
        "id": "m",
        "name": "w-metric",
        "kind": "ratio",
        "scale": "0-1",
        "polarity": "higher-is-better",
        "formula": "w-formula",
        "source": "w-source",
        "numerator": "w-above",
        "denominator": "w-below",
    }
    research = {
        "id": "talks",
        "title": "w-title",
        "kind": "interview",
        "date": "2026-03-04",
        "n": 18,
        "author": "w-author",
        "url": "https://example.org/w-url",
        "file": "w-file.pdf",
        "x-where": "w-x-research",
    }
    initiative = {
        "id": "repair",
        "name": "w-initiative",
        "summary": "w-what",
        "status": "doing",
        "due": "2026-10-01",
        "addresses": ["way/queue", "way/chance"],
        "delivers": "way/t2",
        "owner": "sales",
        "cost": "w-cost",
        "rice": {"reach": 700, "impact": 2, "confidence": 0.8, "effort": 4},
        "x-plan": "w-x-initiative",
        "expects": [{"metric": "m", "from": 0.43, "to": 0.66}],
    }
    play = {
        "id": "call",
        "name": "w-play",
        "for": "ann",
        "at": ["way/t1", "clm:purchase"],
        "channel": "phone",
        "message": "w-message",
        "offer": "w-offer",
        "trigger": "w-trigger",
        "owner": "sales",
        "metrics": "m",
    }
    return gather(
        public=public,
        personas=[persona],
        teams=[{**TEAMS[0], "organisation": "w-house", "contact": "w-contact", "x-note": "w-x-team"}, *TEAMS[1:]],
        systems=[{"id": "crm", "name": "w-system", "owner": "sales", "x-version": "w-x-system"}],
        metrics=[metric],
        research=[research],
        journeys=[journey("way", first, second, personas=["ann"], owner="sales", research=proof)],
        initiatives=[initiative],
        plays=[play],
    )
