"""The words of the flow that the shared table does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.render.wording import words_for

if TYPE_CHECKING:
    from collections.abc import Callable

_ENGLISH = {
    "flow.title": "{name}: flow",
    "flow.description": "{touchpoints} touchpoints in {stages} stages, and the ways between them",
    "flow.empty": "No touchpoints yet",
    "flow.ends": "Ends",
    "flow.next": "On to the next touchpoint",
    "flow.switch": "The channel changes",
    "flow.handoff": "Hand-off between teams",
    "flow.within": "within {sla}",
    "flow.recycle": "Refused, goes back",
    "flow.mot": "Moment of truth",
    "flow.end": "The journey ends",
}


def flow_words(language: str) -> Callable[..., str]:
    """What says a key in a language, values filled in: the shared table first, then the flow's own."""
    shared = words_for(language)

    def say(key: str, **values: object) -> str:
        try:
            return shared(key, **values)
        except KeyError:
            return _ENGLISH[key].format(**values)

    return say
