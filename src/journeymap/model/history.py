"""Sections `moved` and `accepted`: what a comparison of two revisions has to know."""

from typing import Annotated

from pydantic import Field

from journeymap.model.base import FormatObject
from journeymap.model.values import Date, OneOrMore, Scalar, Text, Word

ObjectName = Annotated[Word, Field(pattern="^[a-z_]+:[^:]+$|^[a-z0-9-]+/[a-z0-9-]+$|^[a-z0-9-]+:[a-z0-9-]+$")]


class Moved(FormatObject):
    """An id that was renamed: a comparison reads a rename, not a removal and an addition."""

    from_: ObjectName = Field(alias="from", description="The old name, as section:id or journey/id.")
    to: ObjectName = Field(description="The new name, as section:id or journey/id.")


class Accepted(FormatObject):
    """A change that its gate lets pass, because somebody decided so."""

    change: Word = Field(description="The kind of change, such as emotion-lowered.")
    object: Word = Field(description="What changed, as section:id or journey/id.")
    before: OneOrMore[Scalar] = Field(default=(), description="The value before, or values.")
    after: OneOrMore[Scalar] = Field(default=(), description="The value after, or values.")
    reason: Text = Field(description="Why it is right.")
    author: Text | None = Field(default=None, description="Who accepted it.")
    expires: Date | None = Field(default=None, description="The day from which it no longer counts.")
