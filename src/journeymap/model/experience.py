"""What a customer lives through: fields that stages, touchpoints and voices share."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from journeymap.model.base import FormatObject
from journeymap.model.pain import Gain, Opportunity, PainPoint
from journeymap.model.values import Emotion, OneOrMore, PersonaId, SystemId, TeamId, Text, Texts


class Work(FormatObject):
    """A piece of work before or behind the scenes."""

    do: Text = Field(description="What is done.")
    by: TeamId | None = Field(default=None, description="The team that does it.")
    using: OneOrMore[SystemId] = Field(default=(), description="The systems it is done with.")
    fails: Text | None = Field(default=None, description="How it goes wrong.")


def _bare_work(value: object) -> object:
    return {"do": value} if isinstance(value, str) else value


WorkOrText = Annotated[Work, BeforeValidator(_bare_work, json_schema_input_type=Text | Work)]
Works = OneOrMore[WorkOrText]


class Voice(FormatObject):
    """How one persona lives a touchpoint, where personas differ; what is not said is as in the touchpoint."""

    persona: PersonaId = Field(description="The persona that speaks.")
    emotion: Emotion | None = Field(default=None, description="How it feels to them, -2 to 2 in half steps.")
    feelings: Texts = Field(default=(), description="Their feelings, in a word each.")
    thoughts: Texts = Field(default=(), description="Their thoughts, in their words.")
    expectation: Text | None = Field(default=None, description="What they expect.")


class Experience(FormatObject):
    """What a stage or a touchpoint is like, and what makes it so."""

    emotion: Emotion | None = Field(
        default=None,
        description="How it feels: -2 very negative, -1 negative, 0 neutral, 1 positive, 2 very positive; half steps.",
    )
    thoughts: Texts = Field(default=(), description="What customers think, in their words or a paraphrase.")
    pain_points: tuple[PainPoint, ...] = Field(default=(), description="What hurts.")
    gains: tuple[Gain, ...] = Field(default=(), description="What delights.")
    opportunities: tuple[Opportunity, ...] = Field(default=(), description="What could be done.")
    frontstage: Works = Field(default=(), description="What the customer meets: people and screens.")
    backstage: Works = Field(default=(), description="What our people do unseen.")
    support: Works = Field(default=(), description="What systems and partners do underneath.")
