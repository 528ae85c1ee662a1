"""What the layout of an object depends on: which keys come first, what is never put on one line, where air is due."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from journeymap.model import experience, initiative, journey, lifecycle, metric, persona, play, research, settings
from journeymap.model.channel import Channel
from journeymap.model.document import Document
from journeymap.model.outline import outline
from journeymap.model.source import Columns, Source
from journeymap.model.team import System, Team
from journeymap.model.touchpoint import Touchpoint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.formatting.layout_source import Entry
    from journeymap.model.base import FormatObject

WIDTH: Final = 100
"""Columns of a line, where the text allows; comments beside a value are not counted."""

_LARGE: Final = frozenset(
    {
        journey.Journey,
        journey.Stage,
        Touchpoint,
        lifecycle.Lifecycle,
        persona.Persona,
        Source,
        initiative.Initiative,
        play.Play,
    }
)
_RECORDS: Final = frozenset({Team, System, Channel, metric.Metric, research.Research})
_NEVER_ON_A_LINE: Final = frozenset(
    {
        *_LARGE,
        Document,
        lifecycle.LifecycleStage,
        persona.Demographic,
        persona.Firmographic,
        persona.Technographic,
        persona.Psychographic,
        persona.Behavioural,
        settings.Settings,
        settings.LintSettings,
        settings.DiffSettings,
        settings.ReportSettings,
        settings.MeasureSettings,
        Columns,
    }
)
_CLOSING: Final = frozenset({journey.Stage, Touchpoint, lifecycle.LifecycleStage})
_SPOKEN: Final = frozenset(
    {
        (journey.Stage, "thoughts"),
        (Touchpoint, "thoughts"),
        (experience.Voice, "thoughts"),
        (persona.Persona, "quotes"),
        (persona.Quote, "text"),
        (research.ResearchReference, "quote"),
    }
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands in the format.

    Attributes:
        model: The class of the object there, or of the objects in a list or mapping there; None where the format does
            not say.
        free_keys: It is a mapping whose keys are the author's, to objects of `model`.
        spoken: Its texts are what somebody said.
    """

    model: type[FormatObject] | None = None
    free_keys: bool = False
    spoken: bool = False

    def under(self, key: str) -> Place:
        """The place below a key."""
        if self.free_keys:
            return Place(self.model)
        return _places(self.model).get(key, _UNKNOWN) if self.model else _UNKNOWN

    def knows(self, key: str) -> bool:
        """Whether a key is one that the format has for an object here."""
        return self.model is not None and not self.free_keys and key in outline(self.model).fields

    @property
    def large(self) -> bool:
        """Whether objects here have an empty line between them."""
        return self.model in _LARGE

    @property
    def records(self) -> bool:
        """Whether the objects of a list here make a table: all on a line each, or none."""
        return self.model in _RECORDS

    @property
    def on_a_line(self) -> bool:
        """Whether an object here may stand on one line."""
        return self.free_keys or self.model not in _NEVER_ON_A_LINE

    @property
    def reference(self) -> bool:
        """Whether objects here are references, so that several may share a line as ids do."""
        return self.model is research.ResearchReference

    @property
    def is_document(self) -> bool:
        """Whether this is the top level of a document, whose keys are sections."""
        return self.model is Document

    def ordered(self, entries: list[Entry], *, keep_first: bool) -> list[Entry]:
        """The entries of an object: keys of the format in its order, then others in the author's.

        The stages of a journey and the touchpoints of a stage close it, so that nothing is overlooked below them.

        Args:
            entries: In the author's order, which stays where an anchor would come behind its alias otherwise.
            keep_first: The first one stays first.
        """
        if self.model is None or self.free_keys or not entries:
            return entries
        head, rest = (entries[:1], entries[1:]) if keep_first else ([], entries)
        ranks = _ranks(self.model)
        others = len(ranks)
        ordered = [*head, *sorted(rest, key=lambda entry: ranks.get(_name(entry), others))]
        return ordered if _tied(ordered) == _tied(entries) else entries


_UNKNOWN: Final = Place()
DOCUMENT: Final = Place(Document)
"""The top level of a document."""


@cache
def _places(model: type[FormatObject]) -> dict[str, Place]:
    fields = outline(model).fields.items()
    return {key: Place(field.model, field.mapping, (model, key) in _SPOKEN) for key, field in fields}


@cache
def _ranks(model: type[FormatObject]) -> dict[str, int]:
    """The rank of each key; keys of the author's have the rank that is the number of these."""
    fields = outline(model).fields
    ranks = {key: rank for rank, key in enumerate(fields)}
    ranks.update({key: len(fields) + 1 for key, field in fields.items() if field.model in _CLOSING})
    return ranks


def _name(entry: Entry) -> str:
    return entry.key.text if entry.key is not None and not entry.key.alias else ""


def _tied(entries: Iterable[Entry]) -> list[int]:
    """The entries whose order among themselves has to stay, for the anchors and aliases in them."""
    return [entry.begin for entry in entries if entry.value.tied or (entry.key is not None and entry.key.tied)]
