"""Drawn frames for touchpoints without a picture: a person, what they hold or meet, and where they are.

Put together from the simple parts of `templates/frames.json`, each in a drawing of 240 by 150: the place and what is
in it by the channel's medium, the pose and the face by the emotion, hair and clothes by the persona.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from journeymap.render.pages.environment import asset

if TYPE_CHECKING:
    from journeymap.render.view import CardView, JourneyView, StageView

PEOPLE = 4
"""Looks of personas; they come round again after so many."""
STAFF = 4
"""The look of somebody who is no persona: a colleague, a partner."""
_VARIANTS = 3
_CALM = 3
_DESK, _HOME, _STREET, _COUNTER, _WAIT = "desk", "home", "street", "counter", "wait"
PLACES = {
    "web": _DESK,
    "search": _DESK,
    "email": _DESK,
    "video-call": _DESK,
    "review-site": _DESK,
    "app": _HOME,
    "sms": _HOME,
    "phone": _HOME,
    "chat": _HOME,
    "social": _HOME,
    "mail": _HOME,
    "in-person": _COUNTER,
    "partner": _COUNTER,
    "event": _STREET,
    "display": _STREET,
    "none": _WAIT,
}
"""Where a person is who uses a medium; at home for any other."""
_HOUR, _DAY, _WEEK = 3600, 86400, 604800


def card_scene(view: JourneyView, card: CardView) -> Markup:
    """The drawing of a touchpoint."""
    medium = card.channels[0].icon if card.channels else "other"
    who = _speaker(card, [persona.id for persona in view.personas])
    return _drawn(medium, card.emotion.face if card.emotion else 0, STAFF if card.actor else who, card.number)


def _speaker(card: CardView, known: list[str]) -> int:
    """The look of the persona whose thought the frame shows; of the first who takes part where all think alike."""
    said = [item.persona_id for item in card.thoughts if item.texts]
    ids = [item for item in (*said[:1], *card.persona_ids) if item in known]
    return known.index(ids[0]) % PEOPLE if ids else 0


def stage_scene(stage: StageView) -> Markup:
    """The drawing of a stage that has no touchpoints."""
    return _drawn("other", stage.emotion.face if stage.emotion else 0, 0, stage.number)


def _drawn(medium: str, face: int, who: int, turn: int) -> Markup:
    place = f"place-{PLACES.get(medium, _HOME)}-{turn % _VARIANTS}"
    names = (place, f"body-{who}-{face or _CALM}", f"head-{who}", f"mood-{face}", _thing(medium, turn))
    return Markup("".join(_parts()[name] for name in names))  # noqa: S704 the project's own drawings


def _thing(medium: str, turn: int) -> str:
    """What the person holds or meets; common media have several looks, which change after the places do."""
    name = f"medium-{medium if medium in PLACES else 'other'}"
    varied = f"{name}-{turn // _VARIANTS % _VARIANTS}"
    return varied if varied in _parts() else name


def wait_scene(seconds: float) -> Markup:
    """The drawing of a wait: a clock for minutes and hours, calendar leaves for days and weeks."""
    name = "minutes" if seconds < _HOUR else "hours" if seconds < _DAY else "days" if seconds < _WEEK else "weeks"
    return Markup(_parts()[f"wait-{name}"])  # noqa: S704 the project's own drawing


@cache
def _parts() -> dict[str, str]:
    drawings: dict[str, str] = json.loads(asset("frames.json"))
    return drawings
