"""The table of who is in which stage now, with what to say to them: what a CRM or a mailing tool takes in.

It is the one result with a row a customer; `measure` never has any. Everybody who shows it says so.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.evidence.asking import zone_of
from journeymap.evidence.data import moment_of
from journeymap.evidence.lifecycle import course, marks
from journeymap.evidence.queries.people import flows, following, now
from journeymap.evidence.statement import whole

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.evidence.data import Data
    from journeymap.evidence.lifecycle import Course
    from journeymap.evidence.log import Scope
    from journeymap.model.lifecycle import Lifecycle
    from journeymap.model.play import Play


@dataclass(frozen=True, slots=True)
class Customer:
    """Who a customer is now.

    Attributes:
        customer: The id in the data, or its hash.
        persona: The persona by the latest event that tells it; empty where none does.
        stage: The stage of the lifecycle; empty for who has left, or was never in one.
        since: The day of the entry, in the sources' zone.
        reached: The furthest stage ever entered; empty for none.
        touchpoint: The last touchpoint, as journey/touchpoint; empty for none.
        seen: The day of the last event.
        following: The touchpoint that most often follows the last one; empty where nothing is known.
        plays: The plays that apply, by id.
    """

    customer: str
    persona: str
    stage: str
    since: datetime.date | None
    reached: str
    touchpoint: str
    seen: datetime.date
    following: str
    plays: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StageFlow:
    """How many customers moved from one stage to another in a month, however few; an empty stage is none."""

    month: str
    before: str
    after: str
    customers: int


@dataclass(frozen=True)
class People:
    """All customers of a lifecycle, and who moved: not to be shown as it is, see `journeymap.evidence.standing`.

    Attributes:
        lifecycle: The lifecycle's id.
        stages: Its stages.
        customers: A row a customer, in the order of the ids; of the hashes, where ids are hashed.
        flows: Who moved, in the order of months.
        min_group: Groups of fewer customers are not told in summaries.
    """

    lifecycle: str
    stages: tuple[str, ...]
    customers: tuple[Customer, ...]
    flows: tuple[StageFlow, ...]
    min_group: int


def people(data: Data, lifecycle: Lifecycle, scope: Scope, min_group: int, key: str | None = None) -> People:
    """Who is in which stage of a lifecycle now, and who moved.

    Args:
        data: The workspace's sources, opened.
        lifecycle: The lifecycle; its stages name the events that mark entry and exit.
        scope: Which rows count; its months are the periods of the flows.
        min_group: Groups of fewer customers are not told in summaries.
        key: Hashes ids with HMAC-SHA256 under this key; None leaves them as they are. Rows are in the order of the
            hashes then, since the order of the ids tells whoever knows these which one is which.

    Raises:
        InputMissingError: No stage of the lifecycle names events.
        SettingError: A source cannot be read.
    """
    stages = lifecycle.stages
    what = course(data, lifecycle)
    data.engine.stage("marks", marks(what, scope))
    after = _following(data)
    plays = _plays(data)
    zone = zone_of(what.sources)
    who = data.engine.rows(data.named(now(len(stages))))
    found = [_customer(row, what, after, plays, key, zone) for row in who]
    if key is not None:
        found.sort(key=lambda item: item.customer)
    return People(
        lifecycle=lifecycle.id,
        stages=tuple(stage.id for stage in stages),
        customers=tuple(found),
        flows=tuple(_flows(data, what, scope)),
        min_group=min_group,
    )


def _following(data: Data) -> dict[int, int]:
    """The touchpoint that most often follows each one."""
    found: dict[int, int] = {}
    for touch, after, _ in data.engine.rows(following()):
        found.setdefault(whole(touch), whole(after))
    return found


def _plays(data: Data) -> Mapping[str, Sequence[Play]]:
    """The plays by the place that they are at."""
    found: dict[str, list[Play]] = {}
    for play in data.catalogue.plays.values():
        for place in play.at:
            found.setdefault(place, []).append(play)
    return found


def _customer(
    row: Sequence[object],
    what: Course,
    after: Mapping[int, int],
    plays: Mapping[str, Sequence[Play]],
    key: str | None,
    zone: datetime.tzinfo,
) -> Customer:
    customer, state, reached, since, persona, touch, seen = row
    stage = what.lifecycle.stages[whole(state)].id if whole(state) >= 0 else ""
    who = what.personas[whole(persona)].id if whole(persona) >= 0 else ""
    touched = what.touchpoints[whole(touch)][0] if whole(touch) >= 0 else ""
    next_one = after.get(whole(touch))
    return Customer(
        customer=hashed(str(customer), key) if key is not None else str(customer),
        persona=who,
        stage=stage,
        since=_day(since, zone) if since is not None else None,
        reached=what.lifecycle.stages[whole(reached)].id if whole(reached) >= 0 else "",
        touchpoint=touched,
        seen=_day(seen, zone),
        following=what.touchpoints[next_one][0] if next_one is not None else "",
        plays=tuple(dict.fromkeys(_applying(plays, (f"{what.lifecycle.id}:{stage}", touched), who))),
    )


def _applying(plays: Mapping[str, Sequence[Play]], places: Sequence[str], persona: str) -> Iterator[str]:
    for place in places:
        yield from (play.id for play in plays.get(place, ()) if not play.for_ or persona in play.for_)


def hashed(customer: str, key: str) -> str:
    """An id that tells nobody who it is, the same for the same id and key: HMAC-SHA256 (RFC 2104), in hex."""
    return hmac.new(key.encode(), customer.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def _flows(data: Data, what: Course, scope: Scope) -> Iterator[StageFlow]:
    names = [stage.id for stage in what.lifecycle.stages]
    for month, before, after, customers in data.engine.rows(flows(len(names))):
        yield StageFlow(
            month=scope.months[whole(month)][1] if scope.months else "",
            before=names[whole(before)] if whole(before) >= 0 else "",
            after=names[whole(after)] if whole(after) >= 0 else "",
            customers=whole(customers),
        )


def _day(moment: object, zone: datetime.tzinfo) -> datetime.date:
    return moment_of(whole(moment)).astimezone(zone).date()
