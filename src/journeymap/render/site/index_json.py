"""The report for machines: its pages, the objects on them with their places, and the health of each journey."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from journeymap import __version__
from journeymap.render.seen import json_visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.health.values import JourneyHealth
    from journeymap.render.building.gathered import Gathered
    from journeymap.render.site.objects import Known
    from journeymap.render.view_measured import MeasuredView

FORMAT_VERSION = 1
GENERATOR = "journeymap report"
FILE = "index.json"


def index_json(gathered: Gathered, files: Sequence[str], objects: Sequence[Known]) -> bytes:
    """The index as JSON, sorted.

    Args:
        gathered: The workspace.
        files: All files of the report.
        objects: All objects in it.
    """
    settings = gathered.catalogue.settings
    content = {
        "format_version": FORMAT_VERSION,
        "generator": GENERATOR,
        "version": __version__,
        "workspace": settings.name or "",
        "title": settings.report.title or settings.name or "",
        "language": settings.language,
        "audience": "public" if gathered.public else "internal",
        "today": gathered.today.isoformat(),
        "files": sorted(files),
        "objects": sorted(map(_object, objects), key=lambda item: (item["kind"], item["journey"], item["id"])),
        "journeys": [_journey(gathered, name) for name in sorted(gathered.journeys)],
    }
    return (json_visible(json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)) + "\n").encode()


def _object(item: Known) -> dict[str, str]:
    place = item.place
    return {
        "kind": item.kind,
        "id": item.id,
        "journey": item.journey,
        "name": place.text,
        "page": f"{place.page}.html" if place.page else "",
        "anchor": place.anchor,
    }


def _journey(gathered: Gathered, name: str) -> dict[str, Any]:
    view = gathered.journeys[name]
    return {
        "id": name,
        "name": view.name,
        "state": "future" if view.future else "current",
        "status": view.status,
        "based_on": view.base.id if view.base else "",
        "owner": view.owner.id if view.owner else "",
        "personas": [persona.id for persona in view.personas],
        "reviewed": view.review.reviewed,
        "next_review": view.review.next,
        "review_overdue": view.review.overdue,
        "health": _health(gathered.health[name]),
        **({"measured": _measured(view.measured)} if view.measured else {}),
    }


def _measured(found: MeasuredView) -> dict[str, Any]:
    worst = next((use for use in found.uses if use.worst), None)
    return {
        "page": f"{found.page}.html",
        "measured": found.measured_on,
        "as_of": found.as_of,
        "stale": bool(found.stale),
        "cases": found.cases,
        "completed": found.completed,
        "completion": found.completion,
        "targets_missed": len(found.missed),
        "worst": {"touchpoint": worst.id, "exits": worst.exits, "drop_off": worst.drop_off} if worst else None,
    }


def _health(health: JourneyHealth) -> dict[str, Any]:
    return {
        "score": health.score,
        "unscored": health.unscored,
        "parts": [
            {"key": part.key, "lost": part.lost, "cap": part.cap, "not_asked": part.not_asked} for part in health.parts
        ],
    }
