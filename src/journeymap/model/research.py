"""Section `research`, and the references to it that stand behind claims."""

from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from journeymap.model.base import FormatObject
from journeymap.model.kinds import Kind
from journeymap.model.values import Choice, DateInThePast, Id, Natural, OneOrMore, ResearchId, Text


class ResearchKind(Choice):
    """How something was learnt."""

    INTERVIEW = "interview", "Talks with single people."
    SURVEY = "survey", "The same questions to many."
    USABILITY_TEST = "usability-test", "People were watched while they did it."
    ANALYTICS = "analytics", "Counted from behaviour."
    FEEDBACK = "feedback", "What customers said when they were asked at a touchpoint."
    SOCIAL = "social", "What people say in public."
    TRANSACTIONS = "transactions", "Orders and payments."
    SUPPORT_TICKETS = "support-tickets", "What customers asked for help with."
    WORKSHOP = "workshop", "What colleagues believe; nobody asked a customer."


class Research(FormatObject):
    """A piece of research that claims can rest on."""

    defines: ClassVar[Kind] = Kind.RESEARCH

    id: Id = Field(description="The id by which claims refer to it.")
    title: Text = Field(description="What it is called.")
    kind: ResearchKind | None = Field(default=None, description="How it was learnt.")
    date: DateInThePast | None = Field(default=None, description="When it was done (its last day).")
    n: Natural | None = Field(default=None, description="How many people, answers or cases it rests on.")
    url: Text | None = Field(default=None, description="Where it can be read.")
    file: Text | None = Field(default=None, description="Where it can be read, as a path inside the workspace.")
    author: Text | None = Field(default=None, description="Who did it.")


class ResearchReference(FormatObject):
    """What a claim rests on; `{id, count: 11, of: 18}` reads "11 of 18"."""

    id: ResearchId = Field(description="The id of the research item.")
    count: Natural | None = Field(default=None, description="How many said or did so.")
    of: Natural | None = Field(default=None, description="Of how many.")
    quote: Text | None = Field(default=None, description="Words that stand for it.")


def _bare_id(value: object) -> object:
    return {"id": value} if isinstance(value, str) else value


Reference = Annotated[
    ResearchReference, BeforeValidator(_bare_id, json_schema_input_type=ResearchId | ResearchReference)
]
References = OneOrMore[Reference]
