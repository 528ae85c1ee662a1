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


def name_of(item: FormatObject) -> str:
    """The id of an object; empty for one that has none."""
    return str(getattr(item, "id", None) or "")


def refers(field: Any) -> bool:
    """Whether a field holds ids: an object's own, or those of others."""
    seen = [field.annotation, *field.metadata]
    while seen:
        item = seen.pop()
        if isinstance(item, Ref) or getattr(item, "pattern", "") == ID_PATTERN:
            return True
        seen += [*typing.get_args(item), *getattr(item, "__metadata__", ())]
    return False


class Planting:
    """A catalogue in which some objects of every kind become confidential, with texts and ids that are replaced."""

    def __init__(self, catalogue: Catalogue, seed: int) -> None:
        rng = random.Random(seed)
        sections = {item.name: getattr(catalogue, item.name) for item in fields(catalogue)}
        self.catalogue = catalogue
        self.sections = {name: value for name, value in sections.items() if isinstance(value, dict)}
        everything = [item for value in self.sections.values() for item in objects(value)]
        self.chosen = set(self._choice(rng, everything))
        self.kinds = {type(item).__name__ for item in everything if id(item) in self.chosen}
        ids = Counter(map(name_of, everything))
        inside = [inner for item in everything if id(item) in self.chosen for inner in objects(item)]
        self.renamed = {name: f"{WORD}-{name}" for name in map(name_of, inside) if name and ids[name] == 1}

    def _choice(self, rng: random.Random, everything: list[FormatObject]) -> Iterator[int]:
        by_kind: dict[type, list[FormatObject]] = {}
        for item in everything:
            by_kind.setdefault(type(item), []).append(item)
        yield from (id(rng.choice(items)) for kind, items in by_kind.items() if kind is not Journey and len(items) > 1)
        yield from (id(item) for item in everything if rng.random() < 0.04 and not isinstance(item, Journey | Stage))
        yield id(rng.choice(list(self.sections["journeys"].values())))

    def planted(self) -> Catalogue:
        made = {
            name: {self.called(key): self.remade(item) for key, item in value.items()}
            for name, value in self.sections.items()
        }
        return replace(self.catalogue, **made)

    def called(self, text: str) -> str:
        for mark in "/:":
            if mark in text:
                return mark.join(self.renamed.get(part, part) for part in text.split(mark))
        return self.renamed.get(text, text)

    def remade(self, value: Any, secret: bool = False) -> Any:
        if isinstance(value, tuple):
            return tuple(self.remade(item, secret) for item in value)
        if not isinstance(value, FormatObject):
            return value
        chosen = id(value) in self.chosen
        update = {name: self.field_of(value, name, secret or chosen) for name in value.__dict__}
        return value.model_copy(update={**update, **({"confidential": True} if chosen else {})})

    def field_of(self, value: FormatObject, name: str, secret: bool) -> Any:
        field, child = type(value).model_fields.get(name), getattr(value, name)
        if field is None:
            return child
        if secret and name != "picture" and is_free_text(field):
            if isinstance(child, str):
                return f"{WORD} text"
            if isinstance(child, tuple) and child and all(isinstance(item, str) for item in child):
                return (f"{WORD} text",)
        if refers(field):
            return tuple(map(self.called, child)) if isinstance(child, tuple) else child and self.called(child)
        return self.remade(child, secret)


@pytest.mark.parametrize("folder", DRAWN, ids=lambda path: path.name)
@pytest.mark.parametrize("seed", range(4))
def test_nothing_confidential_is_in_the_report_for_the_public(folder: Any, seed: int) -> None:
    """Neither texts nor ids of confidential objects are in any file, or in the single file."""
    planting = Planting(api.load([folder], on=TODAY)[0].catalogue, seed)
    assert len(planting.kinds) > 12
    whole = planting.planted()
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
