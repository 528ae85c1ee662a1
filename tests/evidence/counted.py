"""A journey counted in plain Python, event by event, from definitions alone: what the questions in SQL must give too.

Nothing of the package is used here. A group is kept as the cases and the customers behind a number, so that the same
counter says what may be shown.
"""

from __future__ import annotations

import math
import statistics
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import groupby, pairwise


@dataclass(frozen=True)
class Event:
    """A row of data; `n` orders rows of the same time in a source."""

    source: int
    customer: str
    session: str
    moment: int
    n: int
    name: str
    channel: str = ""
    traits: tuple[tuple[str, str], ...] = ()

    def trait(self, name: str) -> str | None:
        return dict(self.traits).get(name)


@dataclass(frozen=True)
class Map:
    """A map, as far as data is held against it: `bound` says for each touchpoint which events are of it."""

    ids: tuple[str, ...]
    stages: tuple[str, ...]
    bound: tuple[Callable[[Event], bool], ...]
    elsewhere: Callable[[Event], bool]
    ways: frozenset
    starts: frozenset
    ends: frozenset
    goal: int
    segments: tuple = ()
    written: dict = field(default_factory=dict)

    def steps(self, event: Event) -> list[int]:
        return [number for number, matches in enumerate(self.bound) if matches(event)]


@dataclass
class Group:
    """What stands behind a number: customers, one each time it counts."""

    customers: list = field(default_factory=list)

    @property
    def n(self) -> int:
        return len(self.customers)

    def told(self, least: int) -> int | None:
        return self.n if self.n == 0 or len(set(self.customers)) >= least else None


@dataclass
class Case:
    """A path: its events in order, and each with the touchpoints that it is of (-1: none, -2: another journey's)."""

    customer: str
    events: list
    steps: list

    @property
    def mapped(self) -> list:
        """The events of the path over the touchpoints: place in the case, touchpoint, time."""
        return [
            (i, steps[0], event.moment)
            for i, (event, steps) in enumerate(zip(self.events, self.steps, strict=True))
            if steps[0] >= 0
        ]

    @property
    def path(self) -> tuple[int, ...]:
        return tuple(step for step, _ in groupby(step for _, step, _ in self.mapped))

    def at(self, wanted: set) -> list[int]:
        """The places of the events that are of one of some touchpoints."""
        return [i for i, steps in enumerate(self.steps) if wanted & set(steps)]


def cases(events: list, kind: str, gap: int | None, world: Map) -> list[Case]:
    """All cases, in which events of other journeys part sessions, and nothing else."""
    by_customer = defaultdict(list)
    for event in sorted(events, key=lambda event: (event.moment, event.source, event.n)):
        by_customer[event.customer].append(event)
    found = []
    for customer, own in by_customer.items():
        visits: list[list[Event]] = []
        if kind == "customer":
            visits = [own]
        elif gap is None:
            named = defaultdict(list)
            for event in own:
                named[event.session].append(event)
            visits = list(named.values())
        else:
            for event in own:
                if visits and event.moment - visits[-1][-1].moment <= gap:
                    visits[-1].append(event)
                else:
                    visits.append([event])
        for visit in visits:
            steps = [world.steps(event) or [-2 if world.elsewhere(event) else -1] for event in visit]
            found.append(Case(customer, visit, steps))
    return found


def greedy(case: Case, levels: list[set], start: int) -> list[int]:
    """The events with which the levels of a funnel are taken from one start, as far as it gets."""
    taken = [start]
    for wanted in levels[1:]:
        later = [i for i in case.at(wanted) if i > taken[-1]]
        if not later:
            break
        taken.append(later[0])
    return taken


def taken(case: Case, levels: list[set], window: int | None) -> list[int]:
    """The same from the earliest start that gets furthest within the window."""
    best: list[int] = []
    for start in case.at(levels[0]):
        found = greedy(case, levels, start)
        if window is not None:
            found = [i for i in found if case.events[i].moment - case.events[start].moment <= window]
        if len(found) > len(best):
            best = found
    return best


def spent(times: list[int]) -> tuple[int, float, float] | None:
    """n, median, nearest-rank ninth decile in seconds."""
    if not times:
        return None
    ordered = sorted(times)
    return len(times), statistics.median(ordered) / 1e6, ordered[math.ceil(0.9 * len(times)) - 1] / 1e6


def funnel(found: list[Case], levels: list[set], window: int | None) -> list[tuple[Group, Group, list]]:
    """For each level who took it in order, who took it at all, and the times since the level before."""
    answer: list[tuple[Group, Group, list]] = [(Group(), Group(), []) for _ in levels]
    for case in found:
        places = taken(case, levels, window)
        for level, place in enumerate(places):
            answer[level][0].customers.append(case.customer)
            if level:
                answer[level][2].append(case.events[place].moment - case.events[places[level - 1]].moment)
        for level, wanted in enumerate(levels):
            if case.at(wanted):
                answer[level][1].customers.append(case.customer)
    return answer


def touchpoint(found: list[Case], number: int, world: Map) -> dict[str, Group]:
    """All that is counted at a touchpoint."""
    told: dict[str, Group] = defaultdict(Group)
    for case in found:
        who, here = case.customer, case.at({number})
        if not here:
            continue
        told["cases"].customers.append(who)
        told["events"].customers += [who] * len(here)
        walked = [step for _, step, _ in case.mapped]
        if walked[0] == number:
            told["entries"].customers.append(who)
        if walked[-1] == number:
            told["exits"].customers.append(who)
        told["again"].customers += [who for one, other in pairwise(walked) if one == other == number]
        if case.path.count(number) > 1:
            told["returns"].customers.append(who)
        if any(i > here[0] for i in case.at({number + 1})):
            told["next"].customers.append(who)
        if any(i > here[0] for i in case.at({world.goal})):
            told["goal"].customers.append(who)
    return told


def stage(found: list[Case], steps: set) -> tuple[Group, Group]:
    """Cases that were in a stage, and those that ended in it."""
    there = [case for case in found if case.at(steps)]
    return Group([case.customer for case in there]), Group([c.customer for c in found if c.path[-1] in steps])


def ways(found: list[Case]) -> dict[tuple[int, int], tuple[Group, Group, list]]:
    """Each way that was taken, -1 for an end: how often, in which cases, and the times."""
    answer: dict[tuple[int, int], tuple[Group, Group, list]] = defaultdict(lambda: (Group(), Group(), []))
    for case in found:
        seen = set()
        for (_, one, left), (_, other, came) in pairwise(case.mapped):
            if one != other:
                answer[one, other][0].customers.append(case.customer)
                answer[one, other][2].append(came - left)
                seen.add((one, other))
        last = (case.path[-1], -1)
        answer[last][0].customers.append(case.customer)
        for way in {*seen, last}:
            answer[way][1].customers.append(case.customer)
    return answer


def unmapped(found: list[Case]) -> dict[tuple[int, str], tuple[Group, Group, dict[int, Group]]]:
    """Each event on no touchpoint: how many, in which cases, and after which touchpoint."""
    answer: dict[tuple[int, str], tuple[Group, Group, dict[int, Group]]] = defaultdict(
        lambda: (Group(), Group(), defaultdict(Group))
    )
    for case in found:
        last, seen = -1, set()
        for event, steps in zip(case.events, case.steps, strict=True):
            if steps == [-1]:
                key = (event.source, event.name)
                answer[key][0].customers.append(case.customer)
                answer[key][2][last].customers.append(case.customer)
                seen.add(key)
            elif steps[0] >= 0:
                last = steps[0]
        for key in seen:
            answer[key][1].customers.append(case.customer)
    return answer


def came_by(found: list[Case], key: tuple[int, str], least: int) -> int | None:
    """The last touchpoint that more than half of the cases with an event on none had been at before it."""
    having = 0
    been: defaultdict[int, Group] = defaultdict(Group)
    for case in found:
        places = [
            i for i, event in enumerate(case.events) if case.steps[i] == [-1] and key == (event.source, event.name)
        ]
        having += bool(places)
        for step in {steps[0] for steps in case.steps[: max(places, default=0)] if steps[0] >= 0}:
            been[step].customers.append(case.customer)
    return max((step for step, who in been.items() if 2 * who.n > having and who.told(least)), default=None)


def later(found: list[Case], one: int, other: int) -> Group:
    """The cases that were at a touchpoint at any time after they were first at another one."""
    return Group([c.customer for c in found if c.at({one}) and c.at({other}) and c.at({one})[0] < c.at({other})[-1]])


def paths(found: list[Case]) -> dict[tuple[int, ...], Group]:
    """Each whole path and the cases that took it."""
    answer: dict[tuple[int, ...], Group] = defaultdict(Group)
    for case in found:
        answer[case.path].customers.append(case.customer)
    return answer


class Replay:
    """A net with a place before the first touchpoint, one after each, and one at the end, through which a token goes.

    Touchpoints are transitions: one that can be a start also takes from the first place, and each takes from the places
    of those that lead to it. What is missing when a touchpoint happens is put there and counted, as in token replay; what
    is left in the net besides the end remains.
    """

    def __init__(self, world: Map) -> None:
        self.world = world
        self.marking: Counter = Counter({"begin": 1})
        self.missing = 0

    def fire(self, step: int) -> None:
        places: list[object] = [("after", one) for one, other in self.world.ways if other == step]
        places += ["begin"] if step in self.world.starts else []
        ready = [place for place in places if self.marking[place]]
        if ready:
            self.marking[ready[0]] -= 1
        else:
            self.missing += 1
        self.marking["after", step] += 1

    def finish(self) -> int:
        """Fires the silent end, and says how many tokens remain."""
        ready = [place for step in self.world.ends if self.marking[place := ("after", step)]]
        if ready:
            self.marking[ready[0]] -= 1
        else:
            self.missing += 1
        return sum(self.marking.values())


def fits(case: Case, world: Map) -> bool:
    """Whether token replay runs through a whole path with nothing missing and nothing left."""
    replay = Replay(world)
    for step in case.path:
        replay.fire(step)
    return replay.finish() == 0 and replay.missing == 0


def conformance(found: list[Case], world: Map) -> dict[str, Group]:
    """What the map says of each case, judged one by one."""
    answer: dict[str, Group] = defaultdict(Group)
    for case in found:
        odd = [-1] in case.steps
        strayed = any(way not in world.ways for way in pairwise(case.path))
        judged = {
            "with_unmapped_event": odd,
            "with_unmapped_way": strayed,
            "starting_elsewhere": case.path[0] not in world.starts,
            "ending_elsewhere": case.path[-1] not in world.ends,
            "explained": not odd and not strayed,
            "complete": not odd and fits(case, world),
        }
        for name, holds in judged.items():
            if holds:
                answer[name].customers.append(case.customer)
    return answer
