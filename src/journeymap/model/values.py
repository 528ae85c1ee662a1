"""The small values of the format: text, ids, references, emotions, durations, dates, shares.

Each is a plain Python type with constraints that Pydantic checks and the JSON Schema shows.
"""

import datetime
import re
from enum import StrEnum
from typing import Annotated, Any, Self, TypeVar

from pydantic import (
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    Strict,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from journeymap.model.kinds import FreeText, Kind, PastDate, Ref, Scope

ID_PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*$"
ID_LENGTH = 64

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=ID_LENGTH)]
Text = Annotated[str, StringConstraints(pattern=r"\S"), FreeText()]
Word = Annotated[str, StringConstraints(min_length=1)]
Whole = Annotated[int, Strict()]
Natural = Annotated[int, Strict(), Field(ge=0)]
Number = Annotated[float, Strict(), Field(allow_inf_nan=False)]
Flag = Annotated[bool, Strict()]
Share = Annotated[float, Strict(), Field(ge=0, le=1)]
Rating = Annotated[float, Strict(), Field(ge=0, le=10)]
Emotion = Annotated[float, Strict(), Field(ge=-2, le=2, multiple_of=0.5)]
LanguageTag = Annotated[str, StringConstraints(pattern="^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$")]
Scalar = Annotated[str, FreeText()] | Flag | Whole | Number

Duration = Annotated[str, StringConstraints(pattern="^[0-9]+([.][0-9]+)?(s|min|h|d|w|mo|y)$")]
"""A length of time as it is written, such as `20min` or `6mo`; `journeymap.model.durations` reckons with it."""


class _OneOrMore:
    """Reads a single value as a list of one; the schema allows both."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_listed, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        many = handler(schema)
        return {"anyOf": [many["items"], many]}


def _listed(value: Any) -> Any:
    return value if isinstance(value, list | tuple | None) else [value]


class OneOf:
    """Allows only certain numbers; `true` is not 1."""

    def __init__(self, *allowed: float) -> None:
        self.allowed = allowed

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        del source, handler
        return core_schema.no_info_after_validator_function(self._check, core_schema.float_schema(strict=True))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), "enum": list(self.allowed)}

    def _check(self, value: float) -> float:
        if value not in self.allowed:
            words = ", ".join(f"{number:g}" for number in self.allowed)
            raise PydanticCustomError("enum", "must be one of {expected}", {"expected": words})
        return value


T = TypeVar("T")
OneOrMore = Annotated[tuple[T, ...], _OneOrMore()]
Texts = OneOrMore[Text]
Facet = OneOrMore[Text | Whole | Number]
"""A trait of a persona: a word, a number, or a list of them."""

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def _iso_date(value: Any) -> Any:
    if type(value) is datetime.date:
        return value
    if isinstance(value, str) and _ISO_DATE.match(value):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            raise PydanticCustomError("no_such_day", "there is no such day in the calendar") from None
    raise PydanticCustomError("date_format", "dates are written year-month-day, such as 2026-03-31")


Date = Annotated[
    datetime.date,
    BeforeValidator(_iso_date),
    WithJsonSchema({"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
]
DateInThePast = Annotated[Date, PastDate()]

PersonaId = Annotated[Word, Ref((Kind.PERSONA,))]
TeamId = Annotated[Word, Ref((Kind.TEAM,))]
SystemId = Annotated[Word, Ref((Kind.SYSTEM,))]
ChannelId = Annotated[Word, Ref((Kind.CHANNEL,))]
ChannelOrText = Annotated[Text, Ref((Kind.CHANNEL,), or_text=True)]
MetricId = Annotated[Word, Ref((Kind.METRIC,))]
ResearchId = Annotated[Word, Ref((Kind.RESEARCH,))]
SourceId = Annotated[Word, Ref((Kind.SOURCE,))]
SourceOrText = Annotated[Text, Ref((Kind.SOURCE,), or_text=True)]
JourneyId = Annotated[Word, Ref((Kind.JOURNEY,))]
LifecycleId = Annotated[Word, Ref((Kind.LIFECYCLE,))]
LifecycleStageId = Annotated[Word, Ref((Kind.LIFECYCLE_STAGE,), Scope.JOURNEY)]
Actor = Annotated[Text, Ref((Kind.PERSONA, Kind.TEAM), or_text=True)]
NextTouchpoint = Annotated[Word, Ref((Kind.TOUCHPOINT,), Scope.JOURNEY, frozenset({"end"}))]
TouchpointId = Annotated[Word, Ref((Kind.TOUCHPOINT,), Scope.JOURNEY)]
PainOrGain = Annotated[Word, Ref((Kind.PAIN_POINT, Kind.GAIN), Scope.JOURNEY)]
BaseTouchpoint = Annotated[Word, Ref((Kind.TOUCHPOINT,), Scope.BASE_JOURNEY)]
PlacedTouchpoint = Annotated[Word, Ref((Kind.TOUCHPOINT,))]
PlacedPainOrOpportunity = Annotated[Word, Ref((Kind.PAIN_POINT, Kind.OPPORTUNITY))]
PlayPlace = Annotated[Word, Ref((Kind.TOUCHPOINT, Kind.LIFECYCLE_STAGE))]


class Choice(StrEnum):
    """An enumeration whose members say what they mean, for editors and the reference."""

    description: str

    def __new__(cls, value: str, description: str) -> Self:
        """A member: the word that is written, and what it means."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.description = description
        return member


class Level(Choice):
    """A rough size."""

    LOW = "low", "Small."
    MEDIUM = "medium", "Neither small nor large."
    HIGH = "high", "Large."
