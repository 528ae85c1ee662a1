"""Field paths of a team's own rules, such as `handoff.sla` or `in.journey.status`: read, and held against the models.

What a path leads to is only known here by the classes; values are fetched in `journeymap.lint.custom`.
"""

from __future__ import annotations

import typing
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from journeymap.model.channel import Channel
from journeymap.model.experience import Voice, Work
from journeymap.model.initiative import Expectation, Initiative
from journeymap.model.journey import Decision, Journey, Stage
from journeymap.model.kinds import Kind
from journeymap.model.lifecycle import Lifecycle, LifecycleStage
from journeymap.model.metric import Metric, MetricTarget
from journeymap.model.outline import classes, outline
from journeymap.model.pain import Gain, Opportunity, PainPoint
from journeymap.model.persona import Persona
from journeymap.model.play import Play
from journeymap.model.research import Research
from journeymap.model.source import Source
from journeymap.model.team import System, Team
from journeymap.model.touchpoint import Touchpoint
from journeymap.model.transition import Handoff, Transition
from journeymap.model.values import Choice

if TYPE_CHECKING:
    from journeymap.model.base import FormatObject

UP = "in"
"""The first word of a path that begins at what the object lies in, such as `in.journey.status`."""


class Subject(Choice):
    """What a rule is about."""

    JOURNEY = "journey", "Each journey."
    STAGE = "stage", "Each stage of a journey."
    TOUCHPOINT = "touchpoint", "Each touchpoint of a journey."
    VOICE = "voice", "Each voice of a persona at a touchpoint."
    WORK = "work", "Each piece of work in frontstage, backstage and support."
    PAIN_POINT = "pain-point", "Each pain point, of stages and touchpoints."
    GAIN = "gain", "Each gain, of stages and touchpoints."
    OPPORTUNITY = "opportunity", "Each opportunity, of stages and touchpoints."
    METRIC_TARGET = "metric-target", "Each metric that a stage or touchpoint measures, with its target."
    TRANSITION = "transition", "Each way out that is written under `next`."
    HANDOFF = "handoff", "Each hand-off, of touchpoints and of ways out."
    DECISION = "decision", "Each decision about a journey."
    LIFECYCLE = "lifecycle", "Each lifecycle."
    LIFECYCLE_STAGE = "lifecycle-stage", "Each stage of a lifecycle."
    PERSONA = "persona", "Each persona."
    TEAM = "team", "Each team."
    SYSTEM = "system", "Each system."
    CHANNEL = "channel", "Each channel that the workspace writes itself."
    METRIC = "metric", "Each metric."
    RESEARCH = "research", "Each research item."
    SOURCE = "source", "Each source of data."
    INITIATIVE = "initiative", "Each initiative."
    EXPECTATION = "expectation", "What each initiative shall do to each metric."
    PLAY = "play", "Each play."


CLASSES: typing.Mapping[Subject, type[FormatObject]] = {
    Subject.JOURNEY: Journey,
    Subject.STAGE: Stage,
    Subject.TOUCHPOINT: Touchpoint,
    Subject.VOICE: Voice,
    Subject.WORK: Work,
    Subject.PAIN_POINT: PainPoint,
    Subject.GAIN: Gain,
    Subject.OPPORTUNITY: Opportunity,
    Subject.METRIC_TARGET: MetricTarget,
    Subject.TRANSITION: Transition,
    Subject.HANDOFF: Handoff,
    Subject.DECISION: Decision,
    Subject.LIFECYCLE: Lifecycle,
    Subject.LIFECYCLE_STAGE: LifecycleStage,
    Subject.PERSONA: Persona,
    Subject.TEAM: Team,
    Subject.SYSTEM: System,
    Subject.CHANNEL: Channel,
    Subject.METRIC: Metric,
    Subject.RESEARCH: Research,
    Subject.SOURCE: Source,
    Subject.INITIATIVE: Initiative,
    Subject.EXPECTATION: Expectation,
    Subject.PLAY: Play,
}
_NAMES = {model: subject for subject, model in CLASSES.items()}

FOLLOWED: typing.Mapping[Kind, tuple[str, type[FormatObject]]] = {
    Kind.PERSONA: ("personas", Persona),
    Kind.TEAM: ("teams", Team),
    Kind.SYSTEM: ("systems", System),
    Kind.CHANNEL: ("channels", Channel),
    Kind.METRIC: ("metrics", Metric),
    Kind.RESEARCH: ("research", Research),
    Kind.SOURCE: ("sources", Source),
    Kind.JOURNEY: ("journeys", Journey),
}
"""References that a path goes on behind, such as `owner.function`: the section, and the class of its objects."""


class PathError(ValueError):
    """A path that leads nowhere; the text says where it goes wrong."""


@dataclass(frozen=True, slots=True)
class Step:
    """One word of a path.

    Attributes:
        key: The key as it is written.
        attribute: The name of the field in the class; empty for a key that is free.
        up: The class of the object to go up to, for the step `in.journey`.
        follows: What the value refers to, where the path goes on behind it.
    """

    key: str
    attribute: str = ""
    up: type[FormatObject] | None = None
    follows: Kind | None = None


@dataclass(frozen=True, slots=True)
class FieldPath:
    """A path that leads somewhere.

    Attributes:
        text: As it is written.
        steps: Its words.
        model: The class of the objects it leads to, if it leads to objects.
        field: The class and the attribute of the field that it leads to; None for a free key.
    """

    text: str
    steps: tuple[Step, ...]
    model: type[FormatObject] | None
    field: tuple[type[FormatObject], str] | None

    def accepts(self, value: Any) -> Any:
        """The value as the field reads it; a Pydantic `ValidationError` where it never can be one."""
        return value if self.field is None else _adapter(*self.field).validate_python(value)


@cache
def _adapter(model: type[FormatObject], attribute: str) -> TypeAdapter[Any]:
    return TypeAdapter(_hints(model)[attribute])


@cache
def _hints(model: type[FormatObject]) -> dict[str, Any]:
    return typing.get_type_hints(model, include_extras=True)


@cache
def _attributes(model: type[FormatObject]) -> dict[str, str]:
    return {info.alias or name: name for name, info in model.model_fields.items()}


@cache
def holders(model: type[FormatObject]) -> dict[str, type[FormatObject]]:
    """What objects of a class can lie in, by the word that a path names it with."""
    return {
        subject.value: holder
        for subject, holder in CLASSES.items()
        if holder is not model and model in classes(holder)[1:]
    }


def words(model: type[FormatObject] | None) -> str:
    """What an object of a class is called in a sentence: "a touchpoint"."""
    if model is None:
        return "this"
    name = _NAMES[model].value.replace("-", " ") if model in _NAMES else model.__name__.lower()
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def hint_for(word: str, known: typing.Iterable[str]) -> str:
    """The end of a sentence that names the nearest word there is, or nothing."""
    import difflib  # noqa: PLC0415  # only needed when something is wrong

    found = difflib.get_close_matches(word.casefold().replace("-", "_"), list(known), 1, 0.7)
    return f"; did you mean `{found[0]}`?" if found else ""


@lru_cache(maxsize=1024)
def read_path(text: str, model: type[FormatObject]) -> FieldPath:
    """A path that begins at objects of a class.

    Raises:
        PathError: It leads nowhere.
    """
    keys = text.split(".")
    steps: list[Step] = []
    here: type[FormatObject] | None = model
    if keys[0] == UP:
        step = _up(keys, model)
        steps, here, keys = [step], step.up, keys[2:]
    field = None
    for position, key in enumerate(keys):
        step, here, field = _step(key, here, last=position == len(keys) - 1)
        steps.append(step)
    return FieldPath(text, tuple(steps), here, field)


def _up(keys: list[str], model: type[FormatObject]) -> Step:
    allowed = holders(model)
    listed = ", ".join(f"`{UP}.{name}`" for name in allowed)
    word = keys[1] if len(keys) > 1 else ""
    if word not in allowed:
        where = f"write {listed}" if allowed else "it stands in a section of its own"
        raise PathError(f"{words(model)} does not lie in {f'a {word}' if word else 'that'}; {where}")
    if len(keys) == 2:  # noqa: PLR2004  # `in` and its word
        raise PathError(f"it names no key; write one behind it, such as `{UP}.{word}.id`")
    return Step(f"{UP}.{word}", up=allowed[word])


def _step(
    key: str, here: type[FormatObject] | None, *, last: bool
) -> tuple[Step, type[FormatObject] | None, tuple[type[FormatObject], str] | None]:
    """The step, the class that it leads to, and the field that it leads to."""
    if not key:
        raise PathError("words of a path are divided by single dots, such as `handoff.sla`")
    if here is None or key.startswith("x-"):
        return Step(key), None, None
    field = outline(here).fields.get(key)
    if field is None:
        raise PathError(f"{words(here)} has no key `{key}`{hint_for(key, outline(here).fields)}")
    attribute = _attributes(here)[key]
    if field.mapping:
        return Step(key, attribute), None, None
    if field.model is not None or last:
        return Step(key, attribute), field.model, (here, attribute)
    if field.ref is not None and len(field.ref.kinds) == 1 and field.ref.kinds[0] in FOLLOWED:
        kind = field.ref.kinds[0]
        return Step(key, attribute, follows=kind), FOLLOWED[kind][1], None
    raise PathError(f"`{key}` of {words(here)} holds a plain value, so nothing lies behind it")
