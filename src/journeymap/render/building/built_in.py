"""The built-in channels and lifecycles in the language of a page: their names are ours, not the workspace's."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from journeymap.model import builtin

if TYPE_CHECKING:
    from journeymap.model.channel import Channel
    from journeymap.model.lifecycle import Lifecycle
    from journeymap.render.wording import Words
    from journeymap.workspace.catalogue import Catalogue


def in_language(catalogue: Catalogue, words: Words) -> Catalogue:
    """The catalogue with the built-in channels and lifecycles called as in a language; what replaces one stays."""
    channels, lifecycles = _translated(words)
    return replace(
        catalogue,
        channels={
            name: channels[name] if item == _channels().get(name) else item for name, item in catalogue.channels.items()
        },
        lifecycles={
            name: lifecycles[name] if item == _lifecycles().get(name) else item
            for name, item in catalogue.lifecycles.items()
        },
    )


@cache
def _channels() -> dict[str, Channel]:
    return {channel.id: channel for channel in builtin.channels()}


@cache
def _lifecycles() -> dict[str, Lifecycle]:
    return {lifecycle.id: lifecycle for lifecycle in builtin.lifecycles()}


@cache
def _translated(words: Words) -> tuple[dict[str, Channel], dict[str, Lifecycle]]:
    channels = {
        name: channel.model_copy(update={"name": words(f"built-in.channel.{name}")})
        for name, channel in _channels().items()
    }
    return channels, {name: _lifecycle(item, words) for name, item in _lifecycles().items()}


def _lifecycle(lifecycle: Lifecycle, words: Words) -> Lifecycle:
    stages = tuple(
        stage.model_copy(
            update={
                "name": words(f"built-in.{lifecycle.id}.{stage.id}"),
                "description": words(f"built-in.{lifecycle.id}.{stage.id}.description"),
            }
        )
        for stage in lifecycle.stages
    )
    return lifecycle.model_copy(update={"name": words(f"built-in.lifecycle.{lifecycle.id}"), "stages": stages})
