"""Journeys that pictures and pages find hard, as views: one touchpoint and sixty, other scripts, nothing optional."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from journeymap.model.document import Document
from journeymap.render.building.journey import build_journey_view
from journeymap.render.view import JourneyView
from journeymap.workspace.catalogue import Catalogue

TODAY = datetime.date(2026, 11, 22)
SECTIONS = ("personas", "teams", "systems", "metrics", "research", "journeys", "initiatives", "plays")
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"
MEDIA = ("web", "app", "email", "phone", "video-call", "chat", "sms", "social", "review-site", "in-person", "mail")
MORE_MEDIA = ("event", "search", "display", "partner", "other", "none")
TEAMS = [
    {"id": "sales", "name": "Sales"},
    {"id": "care", "name": f"Care and {LONG}"},
    {"id": "ops", "name": "Operations"},
]
SYSTEMS = [{"id": "crm", "name": "CRM"}, {"id": "billing", "name": "Billing engine of the second generation"}]


def view(journey: dict[str, Any], *, base: dict[str, Any] | None = None, personas: int = 0) -> JourneyView:
    """The view of a journey with some teams, systems and personas around it."""
    people = [{"id": f"p{n}", "name": f"{'ABCDEFGH'[n]}nna the {n}th persona"} for n in range(personas)]
    journeys = [{"id": "way", "name": "Way", "personas": [one["id"] for one in people], **journey}]
    sections = {
        "personas": people,
        "teams": TEAMS,
        "systems": SYSTEMS,
        "journeys": [*journeys, *([base] if base else [])],
    }
    document = Document.model_validate({"journeymap": 1, **sections})
    known = Catalogue(**{name: {item.id: item for item in getattr(document, name)} for name in SECTIONS})
    before = known.journeys[base["id"]] if base else None
    return build_journey_view(known.journeys["way"], known, today=TODAY, base=before)


def touchpoint(n: int, name: str, **more: Any) -> dict[str, Any]:
    """A touchpoint with work on all sides."""
    work = {"do": f"Does the {n}th thing for {name}", "by": "care", "using": ["crm", "billing"]}
    return {
        "id": f"t{n}",
        "name": name,
        "channel": [(*MEDIA, *MORE_MEDIA)[n % 17], "web"],
        "emotion": (n * 3) % 9 / 2 - 2,
        "actions": [f"Reads {name}", "Waits"],
        "thoughts": [f"Is {name} for me?"],
        "feelings": ["unsure"],
        "artifacts": [f"Leaflet on {name}"],
        "wait": ("20min", "5h", "3d", "6w")[n % 4],
        "duration": "8min",
        "moment_of_truth": n % 5 == 2,
        "frontstage": [work],
        "backstage": [{**work, "fails": f"It fails when {name} is late"}] if n % 2 else [],
        "support": [{"do": "Runs the mill", "using": "billing"}] if n % 3 == 0 else [],
        "handoff": {"to": "ops", "sla": "4h", "criteria": ["complete"], "recycle_to": "t1"} if n % 4 == 1 else None,
        **more,
    }


def _points(stages: int, each: int, name: str, **more: Any) -> list[dict[str, Any]]:
    found = []
    for stage in range(stages):
        numbers = range(stage * each + 1, stage * each + each + 1)
        made = [_without_none(touchpoint(n, f"{name} {n}", **more)) for n in numbers]
        found.append({"id": f"s{stage}", "name": f"{name} {stage}", "when": f"day {stage} {name}", "touchpoints": made})
    return found


def _without_none(item: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in item.items() if value is not None}


def usual() -> JourneyView:
    """Four stages of three."""
    return view({"stages": _points(4, 3, "Order")}, personas=1)


def one() -> JourneyView:
    """A single touchpoint."""
    return view({"stages": _points(1, 1, "Order")})


def sixty() -> JourneyView:
    """Sixty touchpoints in fifteen stages."""
    return view({"stages": _points(15, 4, "Order the move")}, personas=2)


def crowded_stage() -> JourneyView:
    """Thirty touchpoints in one stage."""
    return view({"stages": _points(1, 30, "Order the move")})


def right_to_left() -> JourneyView:
    """Arabic, with Latin words in it."""
    return view(
        {"name": "رحلة المريض إلى العيادة", "language": "ar", "stages": _points(3, 3, "يقرأ رسالة CRM")}, personas=2
    )


def chinese() -> JourneyView:
    """Chinese, which has no spaces."""
    return view(
        {
            "name": "搬家宽带旅程",
            "language": "zh",
            "stages": _points(4, 3, "在网站上比较套餐和上传速度然后决定是否继续"),
        }
    )


def long_words() -> JourneyView:
    """Words wider than any tile, and emoji."""
    return view({"name": f"{LONG} 🚂", "language": "nl", "stages": _points(3, 3, f"{LONG} 🚂👩‍👩‍👧")}, personas=1)


def stages_only() -> JourneyView:
    """What a workshop begins with: stages with claims of their own and no touchpoints."""
    stages = [
        {"id": f"s{n}", "name": f"Stage {n}", "emotion": n - 2, "goal": "Get on", "thoughts": ["Why?"], "frontstage": ["Desk"],
         "support": [{"do": "Prints", "using": "crm"}]}
        for n in range(4)
    ]  # fmt: skip
    return view({"stages": stages})


def mixed() -> JourneyView:
    """Stages with touchpoints that have work of their own too, and one that is empty."""
    stages = _points(2, 2, "Order")
    stages[0]["backstage"] = [{"do": "Plans all weeks", "by": "ops"}]
    return view({"stages": [*stages, {"id": "last", "name": "Nobody knows yet"}]})


def bare() -> JourneyView:
    """Names and nothing else: no emotion, no channel, no work."""
    stages = [{"id": "s", "name": "S", "touchpoints": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]}]
    return view({"stages": stages})


def voices(personas: int = 3) -> JourneyView:
    """Personas who feel the same here and differently there."""
    stages = _points(3, 4, "Order")
    for stage in stages:
        for n, item in enumerate(stage["touchpoints"]):
            item["voices"] = [
                {"persona": f"p{k}", "emotion": (k + n) % 3 - 1, "thoughts": [f"I am {k}"]} for k in range(personas)
            ]
    return view({"stages": stages}, personas=personas)


def future() -> JourneyView:
    """A journey as it shall be, behind it as it is."""
    base = {"id": "today", "name": "Way today", "stages": _points(2, 3, "Order")}
    stages = _points(2, 3, "Order", emotion=1)
    return view({"state": "future", "based_on": "today", "stages": stages}, base=base)


SHAPES: dict[str, Callable[[], JourneyView]] = {
    "usual": usual,
    "one": one,
    "sixty": sixty,
    "crowded-stage": crowded_stage,
    "right-to-left": right_to_left,
    "chinese": chinese,
    "long-words": long_words,
    "stages-only": stages_only,
    "mixed": mixed,
    "bare": bare,
    "voices": voices,
    "eight-voices": lambda: voices(8),
    "future": future,
}
"""All of them by name."""
