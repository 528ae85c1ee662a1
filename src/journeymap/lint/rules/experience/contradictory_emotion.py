"""JM406."""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from pydantic import Field

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule, RuleOptions
from journeymap.lint.rules.experience.lived import scores, writes
from journeymap.model.pain import PainSeverity, PainStatus
from journeymap.model.values import Emotion, Share  # noqa: TC001  # the options are validated by them

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.diagnostics import Diagnostic, Pointer
    from journeymap.model.pain import PainPoint
    from journeymap.workspace.loader import Workspace
    from journeymap.workspace.survey import StagePlace, TouchpointPlace


class ContradictoryEmotion(Rule):
    """The emotion says one thing, and the pain points or the feelings beside it say another.

    Readers believe the curve, and a slip in its sign hides what customers suffer. Found are an open critical pain of
    most customers at a place that feels good, and feelings that all say the opposite of the score. The feelings are
    looked up in a small list of plain words in English, German, French, Spanish and Swedish; where one of them is not
    in it, or personas differ, nothing is said.
    """

    class Options(RuleOptions):
        """What counts as a contradiction."""

        score: Emotion = Field(
            default=0.5, gt=0, description="Feelings are held against emotions this far from 0, and further."
        )
        share: Share = Field(
            default=0.5,
            description="A critical pain that hurts fewer customers may go with a good emotion.",
        )

    options: Options
    fault = Fault("JM406", "contradictory-emotion", Severity.WARNING)
    since = "0.1"
    mend = "Correct what is wrong; where personas differ, give each a voice under `voices`."
    bad = (
        Bad(
            """
            journeymap: 1
            journeys:
              - id: pay-a-bill
                name: Pays a bill
                stages:
                  - id: pay
                    name: Pay
                    touchpoints:
                      - {id: log-in, name: Logs in, emotion: 1, feelings: [frustrated, angry]}
            """,
            line=9,
        ),
        Bad(
            """
            journeymap: 1
            journeys:
              - id: pay-a-bill
                name: Pays a bill
                stages:
                  - id: pay
                    name: Pay
                    touchpoints:
                      - id: log-in
                        name: Logs in
                        emotion: 1.5
                        pain_points:
                          - {id: locked-out, summary: The new device is not let in, severity: critical}
            """,
            line=11,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            personas:
              - {id: sam, name: Sam}
              - {id: pat, name: Pat}
            journeys:
              - id: pay-a-bill
                name: Pays a bill
                personas: [sam, pat]
                stages:
                  - id: pay
                    name: Pay
                    touchpoints:
                      - id: log-in
                        name: Logs in
                        emotion: 1
                        feelings: [proud, annoyed]
                        voices: [{persona: pat, emotion: -2, feelings: [desperate]}]
                        pain_points:
                          - {id: locked-out, summary: The new device is not let in, severity: critical}
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """At most one finding for each emotion."""
        survey = workspace.survey
        for journey in survey.living:
            for stage in journey.stages:
                yield from self._stage(stage)
            for place in journey.touchpoints:
                if writes(place, survey, "emotion", "feelings", "voices", "pain_points"):
                    yield from self._touchpoint(place)

    def _stage(self, stage: StagePlace) -> Iterator[Diagnostic]:
        message = self._against_pain(stage.value.id, stage.value.emotion, stage.value.pain_points)
        if message:
            yield self.found(stage.path, stage.pointer / "emotion", message)

    def _touchpoint(self, place: TouchpointPlace) -> Iterator[Diagnostic]:
        value = place.value
        if len({score.emotion for score in scores(place)}) == 1:
            message = self._against_pain(value.id, value.emotion, value.pain_points)
            message = message or self._against_feelings(f"`{value.id}`", value.emotion, value.feelings)
            if message:
                yield self.found(place.path, place.pointer / "emotion", message)
        for pointer, persona, emotion, feelings in _voices(place):
            message = self._against_feelings(f"`{persona}` at `{value.id}`", emotion, feelings)
            if message:
                yield self.found(place.path, pointer, message)

    def _against_pain(self, name: str, emotion: float | None, pains: Sequence[PainPoint]) -> str:
        if emotion is None or emotion <= 0:
            return ""
        for pain in pains:
            common = pain.share_affected is None or pain.share_affected >= self.options.share
            if common and pain.severity is PainSeverity.CRITICAL and pain.status is PainStatus.OPEN:
                return f"`{name}` feels {emotion:+g}, and its pain point `{pain.id}` is critical"
        return ""

    def _against_feelings(self, whose: str, emotion: float | None, feelings: Sequence[str]) -> str:
        if emotion is None or abs(emotion) < self.options.score or not feelings:
            return ""
        known = {_lexicon().get(_plain(word), 0) for word in feelings}
        if known != {-1 if emotion > 0 else 1}:
            return ""
        return f"the feelings of {whose} ({', '.join(feelings)}) say the opposite of the emotion, {emotion:+g}"


def _voices(place: TouchpointPlace) -> Iterator[tuple[Pointer, str, float | None, Sequence[str]]]:
    """The voices with feelings of their own; an emotion that they do not say is as at the touchpoint."""
    for i, voice in enumerate(place.value.voices):
        if voice.feelings:
            emotion = place.value.emotion if voice.emotion is None else voice.emotion
            yield place.pointer / "voices" / i / "feelings", voice.persona, emotion, voice.feelings


@cache
def _lexicon() -> Mapping[str, int]:
    """Plain words for feelings: 1 for a pleasant one, -1 for an unpleasant one."""
    languages = json.loads((files(__package__) / "feelings.json").read_text(encoding="utf-8"))
    del languages["about"]
    signs = {"pleasant": 1, "unpleasant": -1}
    return {_plain(word): signs[kind] for words in languages.values() for kind in words for word in words[kind]}


def _plain(word: str) -> str:
    return unicodedata.normalize("NFC", word).strip(" .!").casefold()
