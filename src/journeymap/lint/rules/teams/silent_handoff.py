"""JM503."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule, RuleOptions
from journeymap.lint.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.model.team import Team
    from journeymap.workspace.flow import Way
    from journeymap.workspace.loader import Workspace
    from journeymap.workspace.survey import JourneyPlace, Survey, TouchpointPlace


class SilentHandoff(Rule):
    """The owner changes from one touchpoint to the next, across functions or organisations, without a hand-off.

    The customer is in two pairs of hands and in none: what they have told the one team the other asks again, and
    what falls between both is nobody's. Teams of one function and organisation are taken to talk; of teams whose
    function and organisation are unknown nothing is said.
    """

    fault = Fault("JM503", "silent-handoff", Severity.WARNING)
    since = "0.1"
    mend = "Write a `handoff` on the way: to whom, within what time (`sla`), when it counts (`criteria`)."
    bad = (
        Bad(
            """
            journeymap: 1
            teams:
              - {id: sales, name: Sales, function: sales}
              - {id: onboarding, name: Onboarding, function: service}
            journeys:
              - id: start
                name: Starts with us
                stages:
                  - id: sign
                    name: Sign
                    touchpoints:
                      - {id: contract, name: Signs the contract, owner: sales}
                      - {id: kick-off, name: Meets the coach, owner: onboarding}
            """,
            line=12,
        ),
        Bad(
            """
            journeymap: 1
            teams:
              - {id: shop, name: Shop, function: sales, organisation: The shop}
              - {id: carrier, name: Carrier, function: sales, organisation: The carrier}
            journeys:
              - id: order
                name: Orders a sofa
                owner: shop
                stages:
                  - id: buy
                    name: Buy
                    touchpoints:
                      - id: pay
                        name: Pays
                        next:
                          - {to: end, share: 0.1, outcome: Breaks off}
                          - {to: delivery, share: 0.9}
                      - {id: delivery, name: Lets the carrier in, owner: carrier}
            """,
            line=17,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            teams:
              - {id: inside-sales, name: Inside sales, function: sales}
              - {id: field-sales, name: Field sales, function: sales}
              - {id: onboarding, name: Onboarding, function: service}
            journeys:
              - id: start
                name: Starts with us
                stages:
                  - id: sign
                    name: Sign
                    touchpoints:
                      - {id: call, name: Calls us, owner: inside-sales}
                      - id: contract
                        name: Signs the contract
                        owner: field-sales
                        handoff: {to: onboarding, sla: 1d, criteria: [Contract signed]}
                      - {id: waits, name: Waits for a date, channel: none}
                      - {id: kick-off, name: Meets the coach, owner: onboarding}
            """
        ),
    )

    class Options(RuleOptions):
        """Which changes of owner are meant."""

        any_change: bool = Field(
            default=False, description="Whether any change of owner is meant, within one function and organisation too."
        )

    options: Options

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """One finding a touchpoint from which the customer goes to other teams."""
        survey = workspace.survey
        for journey in survey.living:
            for place, found in self.silent_handoffs(journey, survey):
                yield self._finding(place, found, survey)

    def silent_handoffs(
        self, journey: JourneyPlace, survey: Survey
    ) -> Iterator[tuple[TouchpointPlace, list[tuple[Way, TouchpointPlace]]]]:
        """The touchpoints from which the customer goes to other teams in silence, each with the ways and their ends.

        What a future journey has from the current one is told there.
        """
        base = survey.journey(journey.value.based_on)
        known = {_takeover(source, target) for source, _, target in self._silent(base, survey)}
        for place in journey.touchpoints:
            found = [
                (way, target)
                for source, way, target in self._silent_from(place, survey)
                if not (target.value.keep and _takeover(source, target) in known)
            ]
            if found:
                yield place, found

    def _finding(self, place: TouchpointPlace, found: list[tuple[Way, TouchpointPlace]], survey: Survey) -> Diagnostic:
        teams = list(dict.fromkeys(_name(target.owner, survey) for _, target in found))
        ids = list(dict.fromkeys(target.value.id for _, target in found))
        message = (
            f"after `{place.value.id}` the customer goes from {_name(place.owner, survey)} to {' and '.join(teams)} "
            f"({listed(ids)}), and no hand-off is written"
        )
        position = found[0][0].position
        pointer = place.pointer if position is None else place.pointer / "next" / position
        return self.found(place.path, pointer, message)

    def _silent(
        self, journey: JourneyPlace | None, survey: Survey
    ) -> Iterator[tuple[TouchpointPlace, Way, TouchpointPlace]]:
        for place in journey.touchpoints if journey else ():
            yield from self._silent_from(place, survey)

    def _silent_from(
        self, place: TouchpointPlace, survey: Survey
    ) -> Iterator[tuple[TouchpointPlace, Way, TouchpointPlace]]:
        """The ways out of a touchpoint, each with where it leads, on which the owner changes in silence."""
        if _is_passed_through(place, survey):
            return
        for way, target in _unspoken_ways(place, survey):
            leaving, arriving = _leaving(place, survey), _arriving(target, survey)
            if all(self._is_a_change(one, other, survey) for one in leaving for other in arriving):
                yield place, way, target

    def _is_a_change(self, one: str | None, other: str | None, survey: Survey) -> bool:
        if one is None or other is None or one == other:
            return False
        if self.options.any_change:
            return True
        teams = survey.catalogue.teams
        return one in teams and other in teams and _are_apart(teams[one], teams[other])


def _takeover(source: TouchpointPlace, target: TouchpointPlace) -> tuple[str | None, str | None, str]:
    """By what a hand-off is known again in a future journey, where other touchpoints may lead to it."""
    return source.owner, target.owner, target.value.id


def _unspoken_ways(place: TouchpointPlace, survey: Survey) -> Iterator[tuple[Way, TouchpointPlace]]:
    """The ways to the next touchpoints that a team owns, through waits, as far as no hand-off is on them.

    The way back of a customer who was refused is part of the hand-off that refused them.
    """
    journey, seen = place.journey, {place.value.id}
    pending = [(way, way) for way in journey.flow.ways[place.value.id]]
    while pending:
        first, way = pending.pop(0)
        handoff = way.handoff or journey.by_id[way.source].value.handoff
        if way.returning or handoff is not None or way.target is None:
            continue
        target = journey.by_id[way.target]
        if not _is_passed_through(target, survey):
            yield first, target
        elif way.target not in seen:
            seen.add(way.target)
            pending += [(first, onward) for onward in journey.flow.ways[way.target]]


def _is_passed_through(place: TouchpointPlace, survey: Survey) -> bool:
    """Whether it is a wait that no team took for its own: whoever has the customer before or after has the wait."""
    return place.value.owner is None and survey.has_no_contact(place)


def _leaving(place: TouchpointPlace, survey: Survey) -> set[str | None]:
    """The teams that may have the customer at the end of a touchpoint, those inside its own journey among them."""
    inside = survey.journey(place.value.journey)
    found = {place.owner}
    if inside is not None:
        ends = [name for name, ways in inside.flow.ways.items() if any(way.target is None for way in ways)]
        found |= {owner for name in ends if (owner := inside.by_id[name].owner)}
        found |= {way.handoff.to for ways in inside.flow.ways.values() for way in ways if way.handoff}
    return found


def _arriving(place: TouchpointPlace, survey: Survey) -> set[str | None]:
    """The teams that may take the customer at a touchpoint: its owner, or the first one inside its own journey."""
    inside = survey.journey(place.value.journey)
    first = inside.touchpoints[0].owner if inside is not None and inside.touchpoints else None
    return {place.owner, first} if first else {place.owner}


def _are_apart(one: Team, other: Team) -> bool:
    return _differ(one.function, other.function) or _differ(one.organisation, other.organisation)


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one.strip().casefold() != other.strip().casefold()


def _name(team: str | None, survey: Survey) -> str:
    known = survey.catalogue.teams.get(team or "")
    return known.name if known else str(team)
