"""A report for the public: words that nobody could guess, planted in whatever is confidential, are nowhere in it."""

import random
import typing
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

import pytest

from journeymap import api
from journeymap.model.base import FormatObject
from journeymap.model.journey import Journey, Stage
from journeymap.model.kinds import Ref
from journeymap.model.values import ID_PATTERN
from journeymap.render.building.gathered import Gathered
from journeymap.render.site.site import Site
from journeymap.workspace.catalogue import Catalogue
from tests.conftest import TODAY
from tests.render.test_map import _is_free_text as is_free_text
from tests.render.test_site import DRAWN

WORD = "zq7vulpine"


def objects(value: Any) -> Iterator[FormatObject]:
    """All objects in a value, however deep, outer ones first."""
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, tuple):
        for item in value:
            yield from objects(item)
    elif isinstance(value, FormatObject):
        yield value
        for child in value.__dict__.values():
            yield from objects(child)


def refers(field: Any) -> bool:
    """Whether a field holds ids: an object's own, or those of others."""
    seen = [field.annotation, *field.metadata]
    while seen:
        item = seen.pop()
        if isinstance(item, Ref) or getattr(item, "pattern", "") == ID_PATTERN:
            return True
        seen += [*typing.get_args(item), *getattr(item, "__metadata__", ())]
    return False


def planted(catalogue: Catalogue, seed: int) -> tuple[Catalogue, set[str]]:
    """The catalogue with some objects of every kind made confidential, their texts and ids replaced; and their kinds."""
    rng = random.Random(seed)
    sections = {item.name: getattr(catalogue, item.name) for item in fields(catalogue)}
    sections = {name: value for name, value in sections.items() if isinstance(value, dict)}
    everything = [item for value in sections.values() for item in objects(value)]
    by_kind: dict[type, list[FormatObject]] = {}
    for item in everything:
        by_kind.setdefault(type(item), []).append(item)
    chosen = {id(rng.choice(items)) for kind, items in by_kind.items() if kind is not Journey and len(items) > 1}
    chosen |= {id(item) for item in everything if rng.random() < 0.04 and not isinstance(item, Journey | Stage)}
    chosen.add(id(rng.choice(list(sections["journeys"].values()))))
    ids = Counter(str(item.id) for item in everything if getattr(item, "id", None))
    inside = [inner for item in everything if id(item) in chosen for inner in objects(item)]
    renamed = {item.id: f"{WORD}-{item.id}" for item in inside if ids[str(getattr(item, "id", ""))] == 1}
    kinds = {type(item).__name__ for item in everything if id(item) in chosen}

    def called(text: str) -> str:
        for mark in "/:":
            if mark in text:
                return mark.join(renamed.get(part, part) for part in text.split(mark))
        return renamed.get(text, text)

    def remade(value: Any, secret: bool = False) -> Any:
        if isinstance(value, tuple):
            return tuple(remade(item, secret) for item in value)
        if not isinstance(value, FormatObject):
            return value
        secret = secret or id(value) in chosen
        update = {name: field_of(value, name, secret) for name in value.__dict__}
        return value.model_copy(update={**update, **({"confidential": True} if id(value) in chosen else {})})

    def field_of(value: FormatObject, name: str, secret: bool) -> Any:
        field, child = type(value).model_fields.get(name), getattr(value, name)
        if secret and field is not None and name != "picture" and is_free_text(field):
            if isinstance(child, str):
                return f"{WORD} text"
            if isinstance(child, tuple) and child and all(isinstance(item, str) for item in child):
                return (f"{WORD} text",)
        if field is not None and refers(field):
            return tuple(map(called, child)) if isinstance(child, tuple) else called(child) if child else child
        return remade(child, secret)

    made = {name: {called(key): remade(item) for key, item in value.items()} for name, value in sections.items()}
    return replace(catalogue, **made), kinds


@pytest.mark.parametrize("folder", DRAWN, ids=lambda path: path.name)
@pytest.mark.parametrize("seed", range(4))
def test_nothing_confidential_is_in_the_report_for_the_public(folder: Any, seed: int) -> None:
    """Neither texts nor ids of confidential objects are in any file, or in the single file."""
    whole, kinds = planted(api.load([folder], on=TODAY)[0].catalogue, seed)
    assert len(kinds) > 12
    internal = dict(Site(Gathered(whole, TODAY)).files())
    assert sum(content.lower().count(WORD.encode()) for content in internal.values()) > 50
    assert any(f"{WORD}-".encode() in content for content in internal.values())
    site = Site(Gathered(whole, TODAY, public=True))
    leaks = {}
    for name, content in (*site.files(), ("single.html", site.single_file())):
        text = content.decode().lower()
        if WORD in text or WORD in name:
            at = max(0, text.find(WORD))
            leaks[name] = text[max(0, at - 160) : at + 60]
    assert leaks == {}


def test_findings_are_not_for_the_public() -> None:
    """What the rules find is for those who write: the page and the way to it are missing."""
    workspace = api.load([DRAWN[0]], on=TODAY)[0]
    made = api.site_of(workspace, public=True)
    assert "findings" not in made.names
    assert "findings.html" not in made.html("index").decode()
