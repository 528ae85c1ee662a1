"""Section `channels`: the ways in which a customer and the organisation meet."""

from typing import ClassVar

from pydantic import Field

from journeymap.model.base import FormatObject
from journeymap.model.kinds import Kind
from journeymap.model.values import Choice, Id, Text


class Medium(Choice):
    """What a channel is made of; each is also a built-in channel of that id."""

    WEB = "web", "A web page."
    APP = "app", "A mobile or desktop application."
    EMAIL = "email", "E-mail."
    PHONE = "phone", "A telephone call."
    VIDEO_CALL = "video-call", "A call with pictures."
    CHAT = "chat", "Written talk at once, with a person or a bot."
    SMS = "sms", "A text message."
    SOCIAL = "social", "Social networks."
    REVIEW_SITE = "review-site", "Places where customers judge in public."
    IN_PERSON = "in-person", "Face to face."
    MAIL = "mail", "A letter or a parcel."
    EVENT = "event", "A fair, a conference, a meeting of many."
    SEARCH = "search", "A search engine, or an assistant that answers."
    DISPLAY = "display", "An advertisement or a sign that is shown."
    PARTNER = "partner", "Another organisation that speaks for this one."
    OTHER = "other", "Anything else."
    NONE = "none", "No contact: the customer waits, or acts alone."


class Route(Choice):
    """Whose channel it is."""

    PAID = "paid", "Bought attention, such as advertising."
    OWNED = "owned", "The organisation's own."
    EARNED = "earned", "Others speak: word of mouth, reviews, press."


class Initiation(Choice):
    """Who begins the contact."""

    REACTIVE = "reactive", "The customer begins, the organisation answers."
    PROACTIVE = "proactive", "The organisation begins."
    AUTOMATED = "automated", "A machine begins, by a rule."


class Channel(FormatObject):
    """A way in which a customer and the organisation meet."""

    defines: ClassVar[Kind] = Kind.CHANNEL

    id: Id = Field(description="The id by which touchpoints name the channel.")
    name: Text = Field(description="What it is called on the map.")
    medium: Medium | None = Field(default=None, description="What it is made of; decides the icon.")
    route: Route | None = Field(default=None, description="Whose channel it is: paid, owned or earned.")
    initiation: Initiation | None = Field(default=None, description="Who begins the contact.")
