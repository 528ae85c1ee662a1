"""JM309."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule, RuleOptions
from journeymap.model import durations
from journeymap.model.channel import Channel, Initiation, Medium
from journeymap.model.values import Duration  # noqa: TC001  # Pydantic reads it

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.model.play import Play
    from journeymap.workspace.loader import Workspace
    from journeymap.workspace.survey import JourneyPlace, Survey, TouchpointPlace

_GOES_OUT = frozenset({Medium.EMAIL, Medium.SMS, Medium.MAIL, Medium.PHONE, Medium.APP, Medium.CHAT, Medium.VIDEO_CALL})
"""Media that a message can be sent through to somebody who does not ask for it."""
_OWN_PACE = frozenset({Medium.SEARCH, Medium.SOCIAL, Medium.REVIEW_SITE, Medium.DISPLAY, Medium.EVENT})
"""Media in which people come across an offer, or speak of it, when they please: nobody keeps them waiting."""


class SilentWait(Rule):
    """A customer waits long, and nothing that we begin reaches them in that time.

    In silence a wait feels longer than it is, and as if one were forgotten: people call, ask again, and go elsewhere.

    A wait is the `wait` of a touchpoint, or the `duration` of one without contact in which the customer does nothing.
    What reaches the customer in it is a play at either end of it or at the lifecycle stage of either end, through a
    channel that can go out to people; or a touchpoint beside the wait (`also`) on a channel that is proactive or
    automated. Not reported: messages that a machine sends by a rule, which break the silence themselves; a message
    with which the journey ends, such as a survey, which nobody waits for; and steps that customers take at their own
    pace, such as searching.
    """

    fault = Fault("JM309", "silent-wait", Severity.WARNING)
    since = "0.1"
    mend = "Tell the customer how it stands before they ask: a play at this touchpoint, or a step beside the wait."
    bad = (
        Bad(
            """
            journeymap: 1
            journeys:
              - id: permit
                name: Gets a building permit
                stages:
                  - id: apply
                    name: Apply
                    touchpoints:
                      - {id: send, name: Sends the drawings, channel: web}
                      - id: answer
                        name: Gets the decision
                        channel: mail
                        wait: 10w
                      - {id: build, name: Begins to build, channel: none}
            """,
            line=13,
        ),
        Bad(
            """
            journeymap: 1
            journeys:
              - id: permit
                name: Gets a building permit
                stages:
                  - id: apply
                    name: Apply
                    touchpoints:
                      - {id: send, name: Sends the drawings, channel: web}
                      - {id: hope, name: Waits for the decision, channel: none, duration: 10w}
                      - {id: answer, name: Gets the decision, channel: mail}
            """,
            line=10,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            journeys:
              - id: permit
                name: Gets a building permit
                stages:
                  - id: apply
                    name: Apply
                    touchpoints:
                      - {id: send, name: Sends the drawings, channel: web}
                      - {id: receipt, name: Learns who works on it, channel: email, wait: 1d}
                      - {id: answer, name: Gets the decision, channel: mail, wait: 10w}
                      - {id: build, name: Begins to build, channel: none}
                      - {id: survey, name: Is asked how it was, channel: email, wait: 6mo}
            plays:
              - id: progress
                name: How it stands
                at: permit/answer
                channel: sms
                trigger: Every second week
            """
        ),
    )

    class Options(RuleOptions):
        """What counts as long."""

        wait: Duration = Field(default="3d", description="A wait of this length or more is a long one.")

    options: Options

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """Every long wait in which nothing reaches the customer."""
        survey = workspace.survey
        told = frozenset(at for play in survey.plays if _goes_out(play.value, survey) for at in play.value.at)
        for journey in survey.living:
            base = survey.base(journey)
            known = {place.value.id for place, _, _ in self._silent(base, survey, told)} if base else set()
            for place, key, length in self._silent(journey, survey, told):
                if place.value.id in known:
                    continue  # the journey it is based on has the same fault
                at = "at" if survey.has_no_contact(place) else "for"
                message = f"the customer waits {durations.words(length)} {at} `{place.label}`"
                yield self.found(place.path, place.pointer / key, f"{message}, and nothing tells them how it stands")

    def _silent(
        self, journey: JourneyPlace, survey: Survey, told: frozenset[str]
    ) -> Iterator[tuple[TouchpointPlace, str, str]]:
        """The silent waits, each with the field that holds its length, and the length."""
        bound = durations.seconds(self.options.wait)
        for place in journey.touchpoints:
            key = "wait" if place.value.wait is not None else "duration"
            length = getattr(place.value, key)
            if length is None or durations.seconds(length) < bound or not _kept_waiting(place, key, survey):
                continue
            before = [journey.by_id[way.source] for way in journey.flow.into[place.value.id] if not way.returning]
            ends = [place, *(other for other in before if other is not place)]
            if key == "wait" and len(ends) == 1:
                continue  # nothing comes before it, so there is nothing to have waited since
            if told.isdisjoint(_spots(ends, survey)) and not _met_beside(ends, survey):
                yield place, key, length


def _channels(names: Iterable[str], survey: Survey) -> list[Channel]:
    known = survey.catalogue.channels
    return [known[name] for name in names if name in known]


def _kept_waiting(place: TouchpointPlace, key: str, survey: Survey) -> bool:
    """Whether it is us whom the customer waits for."""
    if key == "duration":
        happy = place.value.emotion is not None and place.value.emotion > 0
        return survey.has_no_contact(place) and not place.value.actions and not happy
    main = next(iter(_channels(place.value.channel, survey)), None)
    if main is None:
        return True
    is_last = not place.journey.flow.after(place.value.id) - {place.value.id}
    reaches_out = main.initiation in {Initiation.PROACTIVE, Initiation.AUTOMATED}
    return (
        main.medium not in _OWN_PACE and main.initiation is not Initiation.AUTOMATED and not (reaches_out and is_last)
    )


def _spots(ends: list[TouchpointPlace], survey: Survey) -> Iterator[str]:
    """The places at which a play reaches the customer in the wait, as plays name them."""
    for place in ends:
        journey = place.journey.value
        yield f"{journey.id}/{place.value.id}"
        default = journey.lifecycle or survey.catalogue.settings.lifecycle
        for stage in place.stage.value.lifecycle_stage:
            yield stage if ":" in stage else f"{default}:{stage}"


def _goes_out(play: Play, survey: Survey) -> bool:
    """Whether a play can reach somebody who does not ask; one that names no channel is taken to."""
    channels = _channels(play.channel, survey)
    return not play.channel or any(channel.medium in _GOES_OUT or _begins(channel) for channel in channels)


def _begins(channel: Channel) -> bool:
    return channel.initiation in {Initiation.PROACTIVE, Initiation.AUTOMATED}


def _met_beside(ends: list[TouchpointPlace], survey: Survey) -> bool:
    """Whether a touchpoint beside the wait is one that we begin."""
    journey = ends[0].journey
    beside = (
        journey.by_id[way.target]
        for place in ends
        for way in journey.flow.ways[place.value.id]
        if way.target is not None and way.transition is not None and way.transition.also
    )
    return any(
        _begins(channel)
        for place in beside
        if place is not ends[0]
        for channel in _channels(place.value.channel, survey)
    )
