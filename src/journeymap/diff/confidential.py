"""What must not reach a comment: changes of what is confidential on either side, and those that name it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diff.entities import own_id
from journeymap.diff.heirs import heir_of
from journeymap.diff.references import names_of, reference_of
from journeymap.diff.values import Verb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diff.sides import Side
    from journeymap.diff.values import Entity, Fact

_ABOUT = {"voice": "personas", "measure": "metrics", "evidence": "research", "expected-move": "metrics"}
"""Kinds that are known by an object of a section, which their messages name."""


def is_confidential(fact: Fact, base: Side, head: Side) -> bool:
    """Whether a difference is about something confidential on either side, or its message would name such a thing."""
    if any(one.confidential for one in (fact.base, fact.head) if one):
        return True
    secret = base.confidential | head.confidential
    return bool(secret) and not secret.isdisjoint(_named(fact, base, head))


def _named(fact: Fact, base: Side, head: Side) -> Iterator[str]:
    """The names of the objects that a change names beside its own."""
    for side, entity in ((base, fact.base), (head, fact.head)):
        if entity is not None:
            yield from _of_entity(entity, side)
            yield from _of_values(fact, entity)
            if fact.verb is Verb.REORDERED and not fact.field:
                yield from _of_children(fact, entity, side)
    heir = heir_of(fact, base, head)
    if heir is not None:
        yield f"teams:{heir.team}"
    if head.only is not None and fact.base is not None:
        yield from (
            one.name for one in head.entities.values() if own_id(fact.base.name) in getattr(one.model, "replaces", ())
        )


def _of_children(fact: Fact, entity: Entity, side: Side) -> Iterator[str]:
    """The objects that another order names: ways by their targets."""
    for child in side.children.get(entity.name, ()):
        yield child.name
        if fact.noun == "ways":
            yield f"{child.journey}/{child.key}"


def _of_entity(entity: Entity, side: Side) -> Iterator[str]:
    """What an object is called after."""
    for one in (entity, side.entities.get(entity.parent)):
        if one is None:
            continue
        if one.kind == "way":
            yield f"{one.journey}/{one.key}"
        elif one.kind in _ABOUT:
            yield f"{_ABOUT[one.kind]}:{one.key}"
        elif one.kind == "hand-off":
            yield f"teams:{one.fields.get('to')}"


def _of_values(fact: Fact, entity: Entity) -> Iterator[str]:
    """What the values before and after refer to."""
    reference = reference_of(entity, fact.field) if fact.field else None
    for value in (fact.before, fact.after) if reference else ():
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, str) and reference is not None:
                yield from names_of(text, reference, entity.scope)
