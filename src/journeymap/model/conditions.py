"""Conditions on the columns of data: how a segment or an event is recognised. Never SQL."""

from typing import Annotated, ClassVar

from pydantic import Field, Strict, model_validator
from pydantic_core import PydanticCustomError

from journeymap.model.base import FormatObject
from journeymap.model.values import OneOrMore, Scalar, SourceId, Word

Bound = str | Annotated[int, Strict()] | Annotated[float, Strict()]


class Comparison(FormatObject):
    """A range or pattern that a column's value must lie in; all that is given must hold."""

    either: ClassVar[tuple[tuple[str, ...], ...]] = (("gte", "gt", "lte", "lt", "not", "like"),)

    gte: Bound | None = Field(default=None, description="Greater than this, or equal.")
    gt: Bound | None = Field(default=None, description="Greater than this.")
    lte: Bound | None = Field(default=None, description="Less than this, or equal.")
    lt: Bound | None = Field(default=None, description="Less than this.")
    not_: OneOrMore[Scalar] | None = Field(
        default=None, alias="not", description="None of these values, or no value at all."
    )
    like: str | None = Field(default=None, description="Text with % for any characters and _ for one.")

    @model_validator(mode="after")
    def _says_something(self) -> "Comparison":
        if not self.model_fields_set & {"gte", "gt", "lte", "lt", "not_", "like"}:
            raise PydanticCustomError("empty_condition", "a condition needs one of gte, gt, lte, lt, not, like")
        return self


Conditions = Annotated[
    dict[Word, Scalar | list[Scalar] | Comparison],
    Field(min_length=1),
]
"""Column name to value, list of values, or comparison; all together must hold."""


class EventBinding(FormatObject):
    """How something is seen in data: an event of a source, perhaps under conditions."""

    source: SourceId = Field(description="The id of the source that holds the event.")
    event: Word = Field(description="The event's name in the source.")
    where: Conditions | None = Field(
        default=None,
        description="Conditions on other columns: column to value, values or {gte, gt, lte, lt, not, like}.",
    )
