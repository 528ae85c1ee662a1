"""A touchpoint: one meeting of the customer with the organisation, or one wait for it."""

from typing import ClassVar

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from journeymap.model.conditions import EventBinding
from journeymap.model.experience import Experience, Voice
from journeymap.model.kinds import Kind
from journeymap.model.metric import MetricTarget
from journeymap.model.research import References
from journeymap.model.transition import Handoff, Transition
from journeymap.model.values import (
    Actor,
    BaseTouchpoint,
    ChannelId,
    Choice,
    Duration,
    Flag,
    Id,
    JourneyId,
    OneOrMore,
    PersonaId,
    TeamId,
    Text,
    Texts,
)


class GoalMet(Choice):
    """Whether the customer reaches what they came for."""

    YES = "yes", "They do."
    PARTLY = "partly", "Not all of it."
    NO = "no", "They do not."


class Touchpoint(Experience):
    """One step of the journey, as the customer lives it."""

    defines: ClassVar[Kind] = Kind.TOUCHPOINT
    either: ClassVar[tuple[tuple[str, ...], ...]] = (("name", "keep"),)
    key_order: ClassVar[tuple[str, ...]] = (
        *("id", "name", "keep", "replaces", "description", "picture", "channel", "channel_reason", "duration", "wait"),
        *("personas", "actor", "goal", "goal_met", "expectation", "actions", "thoughts", "feelings", "emotion"),
        *("moment_of_truth", "voices", "owner", "responsible", "consulted", "informed"),
        *("frontstage", "backstage", "support", "artifacts", "pain_points", "gains", "opportunities"),
        *("metrics", "events", "next", "handoff", "journey", "research"),
    )

    id: Id = Field(description="The id, unique in the journey.")
    name: Text | None = Field(default=None, description="What the customer does, in a few words.")
    description: Text | None = Field(default=None, description="More about it (Markdown).")
    picture: Text | None = Field(
        default=None, description="A picture for the storyboard, as a path inside the workspace."
    )
    channel: OneOrMore[ChannelId] = Field(default=(), description="The channel, or channels with the main one first.")
    channel_reason: Text | None = Field(default=None, description="Why this channel and no other.")
    duration: Duration | None = Field(default=None, description="How long it takes the customer, such as 20min.")
    wait: Duration | None = Field(default=None, description="How long the customer waited since the step before.")
    personas: OneOrMore[PersonaId] = Field(default=(), description="Who takes part; else all personas of the journey.")
    actor: Actor | None = Field(default=None, description="Who acts: a persona, a team, or text; else the customer.")
    goal: Text | None = Field(default=None, description="What the customer wants here.")
    goal_met: GoalMet | None = Field(default=None, description="Whether they reach it.")
    expectation: Text | None = Field(default=None, description="What they expect.")
    actions: Texts = Field(default=(), description="What the customer does.")
    feelings: Texts = Field(default=(), description="Feelings, in a word each.")
    moment_of_truth: Flag = Field(default=False, description="Here the customer decides what to think of us.")
    voices: tuple[Voice, ...] = Field(default=(), description="How single personas live it, where they differ.")
    owner: TeamId | None = Field(
        default=None, description="The accountable team; else the stage's or the journey's owner."
    )
    responsible: OneOrMore[TeamId] = Field(default=(), description="The teams that do the work.")
    consulted: OneOrMore[TeamId] = Field(default=(), description="The teams that are asked.")
    informed: OneOrMore[TeamId] = Field(default=(), description="The teams that are told.")
    artifacts: Texts = Field(default=(), description="What the customer sees or holds.")
    metrics: tuple[MetricTarget, ...] = Field(default=(), description="What is measured here, and its target.")
    events: OneOrMore[EventBinding] = Field(default=(), description="How the touchpoint is seen in data.")
    next: tuple[Transition, ...] | None = Field(
        default=None, description="The ways out; absent: the next touchpoint in order; []: the journey ends here."
    )
    handoff: Handoff | None = Field(default=None, description="The hand-off on the only way out.")
    keep: Flag = Field(
        default=False,
        description="In a future journey: what is not written is as in the same touchpoint of `based_on`.",
    )
    replaces: OneOrMore[BaseTouchpoint] = Field(
        default=(), description="In a future journey: the touchpoints of `based_on` that this one stands for."
    )
    journey: JourneyId | None = Field(default=None, description="A journey of its own that happens inside this step.")
    research: References = Field(default=(), description="What the step rests on.")

    @model_validator(mode="after")
    def _has_a_name_unless_kept(self) -> "Touchpoint":
        if self.name is None and not self.keep:
            raise PydanticCustomError("missing_key", "a touchpoint needs a name", {"key": "name"})
        return self
