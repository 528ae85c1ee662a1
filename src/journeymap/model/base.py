"""What every object of the format has in common: strict keys, free `x-` keys, no nulls, `confidential`."""

from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, StringConstraints
from pydantic_core import CoreSchema

from journeymap.model.kinds import Kind

FREE_KEY = "^x-"


def _refuse_nulls(schema: Any) -> None:
    """Reads each `X | None` field that has a default as `X`, in place."""
    inner = schema
    while inner["type"] in {"model", "definitions", "function-after", "function-before", "function-wrap"}:
        inner = inner["schema"]
    for field in inner.get("fields", {}).values():
        default = field["schema"]
        if default["type"] == "default" and default["schema"]["type"] == "nullable":
            default["schema"] = default["schema"]["schema"]


class FormatObject(BaseModel):
    """An object of the format.

    Unknown keys are refused, keys that begin with `x-` are kept in `model_extra`. A field that may be absent is
    declared with `| None`, for the types' sake, but `null` is not a value that a file may give.
    """

    model_config = ConfigDict(extra="allow", frozen=True, populate_by_name=False, regex_engine="rust-regex")
    __pydantic_extra__: dict[Annotated[str, StringConstraints(pattern=FREE_KEY)], Any]

    defines: ClassVar[Kind | None] = None
    """What an object of this class adds to the index of ids; None for a value without an id."""

    key_order: ClassVar[tuple[str, ...]] = ()
    """The keys in the order in which they are best read, where that is not the order of the fields."""

    either: ClassVar[tuple[tuple[str, ...], ...]] = ()
    """Groups of keys of which an object must have at least one; the first is the one to ask for."""

    confidential: bool = Field(
        default=False,
        strict=True,
        description="Leave this out of everything made for a public audience and of pull-request comments.",
    )

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[BaseModel], handler: GetCoreSchemaHandler) -> CoreSchema:
        """Refuses `null` where a field may only be absent."""
        schema = handler(source)
        _refuse_nulls(schema)
        return schema
