"""Section `personas`: for whom the journeys are, as personas, ideal customers, segments or employees."""

from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from journeymap.model.base import FormatObject
from journeymap.model.conditions import Conditions
from journeymap.model.kinds import Kind
from journeymap.model.research import References
from journeymap.model.values import ChannelOrText, Choice, Facet, Id, OneOrMore, Text, Texts


class PersonaKind(Choice):
    """What a persona stands for."""

    IDEAL_CUSTOMER = "ideal-customer", "The company or person that gains most and is worth most."
    TARGET_VERTICAL = "target-vertical", "An industry that is sold to."
    SEGMENT = "segment", "A group of customers that data can tell apart."
    USER = "user", "Someone who uses the product or service."
    EMPLOYEE = "employee", "A colleague who serves customers."
    ANTI_PERSONA = "anti-persona", "Someone whom the offer is not made for."


class Demographic(FormatObject):
    """Who the person is."""

    age: Facet = Field(default=(), description="Age, in years or as a range.")
    location: Facet = Field(default=(), description="Where they live.")
    occupation: Facet = Field(default=(), description="What they work as.")
    education: Facet = Field(default=(), description="What they have learnt.")
    income: Facet = Field(default=(), description="What they earn.")
    family: Facet = Field(default=(), description="Whom they live with.")


class Firmographic(FormatObject):
    """What the company is, where the customer is one."""

    industry: Facet = Field(default=(), description="Its industry.")
    size: Facet = Field(default=(), description="Its size, such as employees or sites.")
    region: Facet = Field(default=(), description="Where it works.")
    revenue: Facet = Field(default=(), description="What it turns over.")


class Technographic(FormatObject):
    """What they work with."""

    tools: Facet = Field(default=(), description="Software in use.")
    devices: Facet = Field(default=(), description="Devices in use.")
    maturity: Facet = Field(default=(), description="How practised they are with technology.")


class Psychographic(FormatObject):
    """What moves them."""

    goals: Facet = Field(default=(), description="What they want to reach.")
    challenges: Facet = Field(default=(), description="What stands in the way.")
    motivations: Facet = Field(default=(), description="Why they care.")
    values: Facet = Field(default=(), description="What matters to them.")
    desired_features: Facet = Field(default=(), description="What they wish the offer had.")


class Behavioural(FormatObject):
    """What they do."""

    channels: OneOrMore[ChannelOrText] = Field(default=(), description="Channels they use: ids, or words.")
    triggers: Facet = Field(default=(), description="What makes them act.")
    objections: Facet = Field(default=(), description="What makes them hesitate.")
    buying_role: Facet = Field(default=(), description="Their part in a decision: user, champion, buyer, blocker.")
    interactions: Facet = Field(default=(), description="What contact they have had so far.")


class Quote(FormatObject):
    """Words that a real person said."""

    text: Text = Field(description="The words.")
    research: References = Field(default=(), description="Where they were said.")


def _bare_text(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


QuoteOrText = Annotated[Quote, BeforeValidator(_bare_text, json_schema_input_type=Text | Quote)]


class Persona(FormatObject):
    """For whom a journey is."""

    defines: ClassVar[Kind] = Kind.PERSONA

    id: Id = Field(description="The id by which journeys name the persona.")
    name: Text = Field(description="A person's name, or a segment's.")
    kind: PersonaKind | None = Field(default=None, description="What it stands for.")
    summary: Text | None = Field(default=None, description="The persona in a sentence or two (Markdown).")
    picture: Text | None = Field(default=None, description="A picture, as a path inside the workspace.")
    role: Text | None = Field(default=None, description="Their role, such as a job title.")
    demographic: Demographic | None = Field(default=None, description="Who the person is.")
    firmographic: Firmographic | None = Field(default=None, description="What the company is.")
    technographic: Technographic | None = Field(default=None, description="What they work with.")
    psychographic: Psychographic | None = Field(default=None, description="What moves them.")
    behavioural: Behavioural | None = Field(default=None, description="What they do.")
    jobs: Texts = Field(default=(), description="Jobs to be done: what they hire the offer for.")
    quotes: OneOrMore[QuoteOrText] = Field(default=(), description="What they said; text, or {text, research}.")
    research: References = Field(default=(), description="What the persona rests on.")
    segment: Conditions | None = Field(
        default=None, description="How the persona is recognised in data: attribute to value, all together."
    )
