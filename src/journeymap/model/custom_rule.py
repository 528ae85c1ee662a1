"""A team's own rules in `workspace.lint.custom`: assertions about objects of the format, without code.

Here is what may be written, and whether it can be meant: a path that leads nowhere or a word that a field never holds
is refused with its place. How an assertion is held against a workspace is in `journeymap.lint.custom`.
"""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self

from pydantic import AfterValidator, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from journeymap.diagnostics import Severity
from journeymap.model.base import FormatObject
from journeymap.model.custom_path import CLASSES, FieldPath, PathError, Subject, read_path, words
from journeymap.model.durations import parts
from journeymap.model.values import Date, Flag, Id, Natural, Number, OneOrMore, Scalar, Text, Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TODAY = "today"
PLACEHOLDER = re.compile(r"\{([^{}\s]*)\}")
"""A placeholder of a message; it is only ever replaced by text, never evaluated."""
OF_EVERY_OBJECT = frozenset({"id", "name", "field"})
"""Placeholders that every object fills: its id, what it is called, and the field that is at fault."""

Bound = Number | Word
Day = Date | Word
_IDENTITIES = ("id", "do")


class FieldCondition(FormatObject):
    """What a field must be like; all that is given must hold. Of a field with several values one is enough."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    present: Flag | None = Field(default=None, description="Whether the field is written, or inherited.")
    gte: Bound | None = Field(default=None, description="This number or duration, or more.")
    gt: Bound | None = Field(default=None, description="More than this number or duration.")
    lte: Bound | None = Field(default=None, description="This number or duration, or less.")
    lt: Bound | None = Field(default=None, description="Less than this number or duration.")
    not_: OneOrMore[Scalar] | None = Field(default=None, alias="not", description="None of its values is one of these.")
    like: Text | None = Field(
        default=None, description="Text with % for any characters and _ for one; small and capital letters differ."
    )
    unlike: Text | None = Field(default=None, description="No value is like this text with % and _.")
    min_items: Natural | None = Field(default=None, description="At least so many values.")
    max_items: Natural | None = Field(default=None, description="At most so many values.")
    before: Day | None = Field(default=None, description="Before this date, or before `today`.")
    after: Day | None = Field(default=None, description="After this date, or after `today`.")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set - {"confidential"}:
            keys = [info.alias or name for name, info in type(self).model_fields.items() if name != "confidential"]
            raise PydanticCustomError("empty_condition", "a condition needs one of {keys}", {"keys": ", ".join(keys)})
        return self


Conditions = Annotated[dict[Word, Scalar | list[Scalar] | FieldCondition], Field(min_length=1)]
"""Field path to value, list of values, or condition; all together must hold."""
AnyOf = OneOrMore[Conditions]
"""Conditions; of a list of them one is enough."""


class RuleExamples(FormatObject):
    """Objects or whole documents that show what a rule means; `journeymap rules --test` runs them."""

    bad: OneOrMore[Text | dict[str, Any]] = Field(
        default=(), description="In each the rule must find something: an object of its kind, or a document, as YAML."
    )
    good: OneOrMore[Text | dict[str, Any]] = Field(
        default=(), description="In none of these may the rule find anything."
    )


class CustomRule(FormatObject):
    """A rule of a team's own: what must hold for every object of a kind."""

    either: ClassVar[tuple[tuple[str, ...], ...]] = (("require", "forbid"),)

    name: Id | None = Field(
        default=None,
        description="The name to select and to suppress it by, such as phone-needs-hours; default from the message.",
    )
    for_: Subject = Field(alias="for", description="What it is about.")
    where: AnyOf = Field(
        default=(), description="Which of them: field to value, values or condition; of a list one is enough."
    )
    unless: AnyOf = Field(default=(), description="Which of them it spares, written as `where` is.")
    require: AnyOf = Field(default=(), description="What must hold for them, written as `where` is.")
    forbid: AnyOf = Field(default=(), description="What must not hold for them, written as `where` is.")
    message: Text = Field(
        description="What is wrong, in a sentence; {name}, {id}, {field} and field paths in braces are filled in."
    )
    severity: Severity = Field(default=Severity.WARNING, description="error, warning or info.")
    why: Text | None = Field(default=None, description="Why that hurts a customer or a team.")
    mend: Text | None = Field(default=None, description="What to do about it, in a sentence.")
    examples: RuleExamples = Field(default_factory=RuleExamples, description="What it must find, and what not.")

    @property
    def label(self) -> str:
        """Its name; one that has none is named by the first words of its message."""
        return self.name or _slug(self.message)

    @property
    def code(self) -> str:
        """The code of its findings."""
        return f"X-{self.label.upper()}"

    @property
    def model(self) -> type[FormatObject]:
        """The class of the objects that it is about."""
        return CLASSES[self.for_]

    @model_validator(mode="after")
    def _can_be_meant(self) -> Self:
        if not (self.require or self.forbid):
            message = "a rule needs something to require or to forbid"
            raise PydanticCustomError("missing_key", message, {"key": "require"})
        faults = [*self._faults_of_conditions(), *self._faults_of_message()]
        if faults:
            raise ValidationError.from_exception_data(type(self).__name__, faults)
        return self

    def _faults_of_conditions(self) -> Iterator[InitErrorDetails]:
        for key in ("where", "unless", "require", "forbid"):
            for position, conditions in enumerate(getattr(self, key)):
                for path, condition in conditions.items():
                    yield from _faults(path, condition, self.model, (key, position, path))

    def _faults_of_message(self) -> Iterator[InitErrorDetails]:
        for name in PLACEHOLDER.findall(self.message):
            if name not in OF_EVERY_OBJECT:
                try:
                    read_path(name, self.model)
                except PathError as error:
                    yield _fault(f"{{{name}}} cannot be filled in: {error}", ("message",), self.message)


def _slug(text: str) -> str:
    """The first words of a text as a name."""
    return "-".join(re.findall(r"[a-z0-9]+", PLACEHOLDER.sub(" ", text).casefold())[:6])[:64].rstrip("-") or "unnamed"


Place = tuple[str | int, ...]


def _fault(message: str, place: Place, value: Any) -> InitErrorDetails:
    told = PydanticCustomError("custom_rule", "{told}", {"told": message})
    return InitErrorDetails(type=told, loc=place, input=value)


def _faults(text: str, condition: Any, model: type[FormatObject], place: Place) -> Iterator[InitErrorDetails]:
    """What cannot be meant in a condition on a field."""
    try:
        path = read_path(text, model)
    except PathError as error:
        yield _fault(str(error), place, condition)
        return
    if isinstance(condition, FieldCondition):
        yield from _faults_of_condition(path, condition, place)
        return
    for position, value in enumerate(condition if isinstance(condition, list) else [condition]):
        yield from _faults_of_value(path, value, (*place, position))


def _faults_of_condition(path: FieldPath, condition: FieldCondition, place: Place) -> Iterator[InitErrorDetails]:
    for position, value in enumerate(condition.not_ or ()):
        yield from _faults_of_value(path, value, (*place, "not", position))
    for key in ("gte", "gt", "lte", "lt"):
        bound = getattr(condition, key)
        if bound is not None and not _can_be_compared(path, bound):
            yield _fault(_comparison(path, bound), (*place, key), bound)
    for key in ("before", "after"):
        day = getattr(condition, key)
        if isinstance(day, str) and day != TODAY:
            yield _fault("write a date, such as 2026-03-31, or `today`", (*place, key), day)
        elif day is not None and not _holds_dates(path):
            yield _fault(f"`{path.text}` holds no dates", (*place, key), day)


def _faults_of_value(path: FieldPath, value: Any, place: Place) -> Iterator[InitErrorDetails]:
    if path.model is not None:
        if not any(key in path.model.model_fields for key in _IDENTITIES):
            key = next(key for key in path.model.model_fields if key != "confidential")
            yield _fault(f"it holds {words(path.model)}: name a key of it, such as `{path.text}.{key}`", place, value)
        return
    try:
        path.accepts(value)
    except ValidationError as error:
        for line in error.errors(include_url=False):
            detail = InitErrorDetails(type=line["type"], loc=(*place, *line["loc"]), input=value)
            if "ctx" in line:
                detail["ctx"] = line["ctx"]
            yield detail


def _can_be_compared(path: FieldPath, bound: float | str) -> bool:
    if isinstance(bound, str):
        return _is_duration(bound) and _accepts(path, bound)
    return any(_accepts(path, number) for number in (bound, int(bound), 0, 1))


def _comparison(path: FieldPath, bound: float | str) -> str:
    if isinstance(bound, str) and not _is_duration(bound):
        return "write a number, or a duration such as 20min, 3d or 6mo"
    other = "numbers, not durations" if isinstance(bound, str) else "no numbers"
    return f"`{path.text}` holds {other}"


def _is_duration(text: str) -> bool:
    try:
        parts(text)
    except ValueError:
        return False
    return True


def _holds_dates(path: FieldPath) -> bool:
    day = "2000-01-01"
    return path.field is None or (_accepts(path, day) and isinstance(path.accepts(day), datetime.date))


def _accepts(path: FieldPath, value: Any) -> bool:
    if path.model is not None:
        return False
    try:
        path.accepts(value)
    except ValidationError:
        return False
    return True


def _with_names_of_their_own(rules: tuple[CustomRule, ...]) -> tuple[CustomRule, ...]:
    seen: set[str] = set()
    faults = []
    for position, rule in enumerate(rules):
        if rule.label in seen:
            key = "name" if rule.name else "message"
            told = f"another rule is called `{rule.label}`; give each a `name` of its own"
            faults.append(_fault(told, (position, key), getattr(rule, key)))
        seen.add(rule.label)
    if faults:
        raise ValidationError.from_exception_data("custom", faults)
    return rules


CustomRules = Annotated[tuple[CustomRule, ...], AfterValidator(_with_names_of_their_own)]
"""The rules of a workspace; each has a name of its own."""


def placeholders(message: str) -> Mapping[str, None]:
    """The placeholders of a message, each once, in order."""
    return dict.fromkeys(PLACEHOLDER.findall(message))
