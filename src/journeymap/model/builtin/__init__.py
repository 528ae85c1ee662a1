"""Lifecycles and channels that every workspace has, as data; a workspace's own with the same id replaces them."""

import json
from functools import cache
from importlib.resources import files

from journeymap.model.channel import Channel
from journeymap.model.lifecycle import Lifecycle


@cache
def lifecycles() -> tuple[Lifecycle, ...]:
    """The built-in lifecycles: `clm` (the default) and `buying`."""
    return tuple(Lifecycle.model_validate(item) for item in _items("lifecycles.json"))


@cache
def channels() -> tuple[Channel, ...]:
    """The built-in channels, one a medium."""
    return tuple(Channel.model_validate(item) for item in _items("channels.json"))


def _items(name: str) -> list[dict[str, object]]:
    text = (files(__name__) / name).read_text(encoding="utf-8")
    items: list[dict[str, object]] = json.loads(text)
    return items
