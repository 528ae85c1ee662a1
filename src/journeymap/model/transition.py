"""The ways from one touchpoint to the next, and the hand-offs between teams on them."""

from pydantic import Field

from journeymap.model.base import FormatObject
from journeymap.model.research import References
from journeymap.model.values import (
    Duration,
    Flag,
    NextTouchpoint,
    OneOrMore,
    PersonaId,
    Share,
    TeamId,
    Text,
    Texts,
    TouchpointId,
)


class Handoff(FormatObject):
    """What one team owes another when the customer goes from its hands to theirs."""

    to: TeamId = Field(description="The team that takes over.")
    sla: Duration | None = Field(default=None, description="Within what time it takes over, such as 4h.")
    criteria: Texts = Field(default=(), description="What must be true for the hand-off to count.")
    on_reject: Text | None = Field(default=None, description="What happens when the other team refuses.")
    recycle_to: TouchpointId | None = Field(
        default=None, description="The touchpoint to which a refused customer returns."
    )


class Transition(FormatObject):
    """A way out of a touchpoint."""

    to: NextTouchpoint = Field(description="The touchpoint it leads to, or `end`.")
    when: Text | None = Field(default=None, description="The condition, in words.")
    share: Share | None = Field(default=None, description="The share of customers that go this way, from 0 to 1.")
    for_: OneOrMore[PersonaId] = Field(default=(), alias="for", description="The personas that go this way.")
    also: Flag = Field(default=False, description="Beside the other ways, outside their shares.")
    outcome: Text | None = Field(default=None, description="How the journey ends here, such as won, lost, cancelled.")
    research: References = Field(default=(), description="What says so.")
    handoff: Handoff | None = Field(default=None, description="What one team owes the other on this way.")
