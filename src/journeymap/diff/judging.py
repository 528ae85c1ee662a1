"""What a difference means: its category, direction and level, with the reason, as a service designer would say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diff import telling
from journeymap.diff.confidential import is_confidential
from journeymap.diff.entities import own_id
from journeymap.diff.heirs import heir_of
from journeymap.diff.table import OBJECTS, Good, Row, row_for
from journeymap.diff.values import Category, Change, Direction, Fact, Level, Place, Verb

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from journeymap.diff.links import Links
    from journeymap.diff.sides import Side
    from journeymap.diff.values import Entity

_OBJECT_VERBS = frozenset({Verb.RENAMED, Verb.MOVED, Verb.REORDERED})
_BETTER, _WORSE, _NEUTRAL = Direction.BETTER, Direction.WORSE, Direction.NEUTRAL
_ADDED_OR_REMOVED = {Verb.ADDED: _BETTER, Verb.REMOVED: _WORSE}
_UP_OR_DOWN = {Verb.RAISED: _BETTER, Verb.LOWERED: _WORSE}


def judge(fact: Fact, base: Side, head: Side, links: Links) -> Change:
    """A judged change.

    Args:
        fact: The difference.
        base: The side it was.
        head: The side it is.
        links: What linked to objects that are gone, or are called otherwise.
    """
    row = row_of(fact)
    direction, reason = _direction(fact, row, base, head)
    category, level, why = _gravity(fact, row, head, links)
    entity, side = fact.entity, (head if fact.head else base)
    touchpoint = side.above(entity, "touchpoint")
    return Change(
        kind=fact.kind,
        object=entity.name,
        object_kind=entity.kind,
        label=entity.label,
        field=fact.field,
        before=fact.before,
        after=fact.after,
        category=category,
        direction=direction,
        level=level,
        message=telling.message(fact, row, base, head),
        reason="; ".join(text for text in (reason, why) if text),
        journey=entity.journey,
        touchpoint=touchpoint.name.partition("/")[2] if touchpoint else "",
        base=_place(fact.base, fact),
        head=_place(fact.head, fact),
        confidential=is_confidential(fact, base, head),
        proposed=fact.proposed,
        near=links.near(fact) if fact.head is None else None,
    )


def _place(entity: Entity | None, fact: Fact) -> Place | None:
    """Where it is written on one side: the field, where a field changed."""
    if entity is None:
        return None
    whole = not fact.field or fact.verb is Verb.RENAMED or entity.model is None
    return entity.place if whole else Place(entity.place.path, entity.place.pointer / fact.field)


def row_of(fact: Fact) -> Row:
    """The row of the table that a difference falls under."""
    if not fact.field or fact.verb is Verb.RENAMED:
        return OBJECTS[fact.noun]
    return row_for(fact.entity.kind, fact.field)


def _direction(fact: Fact, row: Row, base: Side, head: Side) -> tuple[Direction, str]:
    """Whether it is better or worse, and why where the two values do not say it."""
    if fact.verb in _OBJECT_VERBS:
        return _NEUTRAL, ""
    return _JUDGES[row.good](fact, base, head)


def _neither(fact: Fact, base: Side, head: Side) -> tuple[Direction, str]:
    del fact, base, head
    return _NEUTRAL, ""


def _more(fact: Fact, base: Side, head: Side) -> tuple[Direction, str]:
    del base, head
    return _UP_OR_DOWN.get(fact.verb, _NEUTRAL), ""


def _less(fact: Fact, base: Side, head: Side) -> tuple[Direction, str]:
    del base, head
    return _UP_OR_DOWN.get(fact.verb, _NEUTRAL).mirrored, ""


def _there(fact: Fact, base: Side, head: Side) -> tuple[Direction, str]:
    del base, head
    return _ADDED_OR_REMOVED.get(fact.verb, _NEUTRAL), ""


def _gone(fact: Fact, base: Side, head: Side) -> tuple[Direction, str]:
    del base, head
    return _ADDED_OR_REMOVED.get(fact.verb, _NEUTRAL).mirrored, ""


def _emotion(fact: Fact, base: Side, head: Side) -> tuple[Direction, str]:
    """An emotion up or down; it weighs more where a customer decides what to think of us."""
    return _UP_OR_DOWN.get(fact.verb, _NEUTRAL), _moment_of_truth(fact, base, head)


def _moment_of_truth(fact: Fact, base: Side, head: Side) -> str:
    places = [side.touchpoint(one) for side, one in ((base, fact.base), (head, fact.head)) if one]
    return "at a moment of truth" if any(place and place.moment_of_truth for place in places) else ""


def _by_polarity(fact: Fact, base: Side, head: Side) -> tuple[Direction, str]:
    """A target, a warning or a value, by which way is good for its metric."""
    if fact.verb in _ADDED_OR_REMOVED:
        return (_ADDED_OR_REMOVED[fact.verb] if fact.field == "target" else _NEUTRAL), ""
    if fact.verb not in _UP_OR_DOWN:
        return _NEUTRAL, ""
    known = {
        side.polarity(str(one.fields.get("metric"))) for side, one in ((base, fact.base), (head, fact.head)) if one
    } - {None}
    polarity = known.pop() if len(known) == 1 else None
    if polarity is None:
        return _NEUTRAL, "nothing says which way is good"
    better = _UP_OR_DOWN[fact.verb]
    return (better if polarity.value == "higher-is-better" else better.mirrored), polarity.value.replace("-", " ")


def _pain(fact: Fact, base: Side, head: Side) -> tuple[Direction, str]:
    """A pain that came or went, or whose status changed; one that is lived with on purpose is neither."""
    reason = _moment_of_truth(fact, base, head)
    if fact.field == "status":
        if "accepted" in {fact.before, fact.after}:
            return _NEUTRAL, "it is lived with on purpose" if fact.after == "accepted" else ""
        return _UP_OR_DOWN.get(fact.verb, _NEUTRAL).mirrored, reason
    status = fact.entity.fields.get("status")
    if status != "open":
        return _NEUTRAL, "lived with on purpose" if status == "accepted" else "dealt with already"
    return _ADDED_OR_REMOVED.get(fact.verb, _NEUTRAL).mirrored, reason


def _sla(fact: Fact, base: Side, head: Side) -> tuple[Direction, str]:
    """A promised time: shorter is better, and any is better than none."""
    if fact.verb in _ADDED_OR_REMOVED:
        return _there(fact, base, head)
    direction, _ = _less(fact, base, head)
    return direction, {_WORSE: "loosened", _BETTER: "tightened"}.get(direction, "")


def _owner(fact: Fact, base: Side, head: Side) -> tuple[Direction, str]:
    """A team that answers for something, or not any more: where that around it has an owner, somebody still does."""
    heir = heir_of(fact, base, head)
    if heir is None:
        return _there(fact, base, head)
    as_owner = f"as the owner of {telling.quoted(heir.around)}"
    if fact.verb is Verb.ADDED:
        return _NEUTRAL, f"before, {telling.quoted(heir.team_label)} answered for it, {as_owner}"
    still = "still answers for it" if heir.team == fact.before else "takes over"
    return _NEUTRAL, f"{telling.quoted(heir.team_label)} {still}, {as_owner}"


def _wait(fact: Fact, base: Side, head: Side) -> tuple[Direction, str]:
    """Waiting: where none is told there is none, so that any is worse."""
    return (_gone if fact.verb in _ADDED_OR_REMOVED else _less)(fact, base, head)


_JUDGES: Mapping[Good, Callable[[Fact, Side, Side], tuple[Direction, str]]] = {
    Good.MORE: _more,
    Good.LESS: _less,
    Good.THERE: _there,
    Good.GONE: _gone,
    Good.NEITHER: _neither,
    Good.EMOTION: _emotion,
    Good.BY_POLARITY: _by_polarity,
    Good.PAIN: _pain,
    Good.SLA: _sla,
    Good.WAIT: _wait,
    Good.OWNER: _owner,
}


def _gravity(fact: Fact, row: Row, head: Side, links: Links) -> tuple[Category, Level, str]:
    """Category and level: an id that others link to and that vanishes breaks them, unless `moved` says where it is."""
    if head.only is not None:
        return row.category, row.level, _dropped(fact, head)
    lost, left = links.of(fact)
    if not lost and not left:
        heir = heir_of(fact, links.base, head)
        same = heir is not None and heir.team in {fact.before, fact.after}
        return row.category, Level.MINOR if same else row.level, ""
    here = f", {left} still" if left else ""
    return Category.REFERENCE, Level.BREAKING, f"{_places(lost)} linked to it{here}"


def _dropped(fact: Fact, head: Side) -> str:
    """Why a touchpoint of the current journey is not in the future one."""
    if fact.noun != "touchpoint" or fact.verb is not Verb.REMOVED or fact.base is None:
        return ""
    own = own_id(fact.base.name)
    instead = [one.label for one in head.entities.values() if own in getattr(one.model, "replaces", ())]
    return f"replaced by {telling.quoted_list(instead)}" if instead else "dropped on purpose"


def _places(count: int) -> str:
    return f"{count} place{'' if count == 1 else 's'}"


def weight(change: Change) -> tuple[int, int, int, float]:
    """Orders changes as a reviewer needs them: breaking first, then worse, then moments of truth, then by size."""
    direction = {_WORSE: 0, _BETTER: 1, _NEUTRAL: 2}[change.direction]
    truth = 0 if "moment of truth" in change.reason else 1
    size = _size(change)
    return change.level.rank, direction, truth, -size


def _size(change: Change) -> float:
    if isinstance(change.before, float) and isinstance(change.after, float) and change.kind.startswith("emotion"):
        return abs(change.after - change.before)
    return 0.0
