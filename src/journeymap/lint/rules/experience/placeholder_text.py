"""JM410."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from journeymap.diagnostics import Fault, Related, Severity
from journeymap.lint.rule import Bad, Good, Rule
from journeymap.lint.rules.experience.texts import Text, texts
from journeymap.lint.wording import counted
from journeymap.model.journey import JourneyStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic, Pointer
    from journeymap.workspace.loader import Loaded, Workspace

_SPOKEN = frozenset({"thoughts", "quotes", "quote", "text", "message", "offer"})
"""Keys with words as they were said or will be sent: `<name>` hides somebody there, or is filled in when it is sent."""

_SIGNS = (
    *("TODO", "TBA", "TBC", "TBD", "tbd", "FIXME", "XXX", "xxx", "Xxx", "???", "<"),
    *("lorem", "Lorem", "LOREM", "dolor", "Dolor"),
    *("o be announced", "o be confirmed", "o be decided", "o be defined"),
)
"""What every placeholder has in it."""
_WORD = re.compile(r"(?<![\w-])(?:TODO|TB[AD]|FIXME)(?![\w-])")
_LATIN = re.compile(r"\blorem\s+ipsum\b|\bdolor\s+sit\s+amet\b", re.IGNORECASE)
_ALONE = re.compile(
    r"[\W_]*(?:TODO|TB[ACD]|tbd|FIXME|[Xx]{3,}|\?{3,}|[Tt]o be (?:announced|confirmed|decided|defined))[\W_]*"
    r"|\s*<[^\W\d_][^<>\n:@/]*>\s*"
)
_ALONE_LENGTH = 40
_IN_A_SLOT = re.compile(
    r"(?:[:=]\s*|[(\[])(TBC|[Xx]{3,}|\?{3,})(?=\s*(?:[.,;)\]]|\Z))"  # `Owner: TBC`, `costs (xxx)`
    r"|(?<![\w-])(?<!\d )([Xx]{3,}|(?<=\s)\?{3,})(?=\s[a-zß-ÿ\d%€$£]+)(?!\s[Xx]+\b)"  # `takes xxx days`
)
_ANGLES = re.compile(r"(?<![\w<=])<([^\W\d_][\w' -]{0,30})>")
_HTML = re.compile(
    "a|abbr|b|blockquote|br|code|del|div|em|h[1-6r]|i|img|ins|kbd|li|mark|ol|p|pre|q|s|small|span|strong|sub|sup|table"
    "|tbody|td|th|thead|tr|u|ul",
    re.IGNORECASE,
)
_LOUD_NEXT = re.compile(r"\s+[^\W\d_]{2,30}")
_LOUD_BEFORE = re.compile(r"[^\W\d_]{2,30}[¡!]?\s\Z")
_A_LIST = re.compile(r"[ -](?:lists?|lista|listan|listor|liste|listen|app|item|items)\b", re.IGNORECASE)


class PlaceholderText(Rule):
    """A text still has a placeholder, such as TODO, TBD, lorem ipsum, ??? or `<name>`.

    On a printed map it tells everybody that nobody has finished it, and that the rest may be made up too. Words that
    only look like one are passed over: `todo` in Spanish and Portuguese, "Where is my parcel???" or "Thanks xxx" in a
    quote, TBC for tuberculosis, `<name>` in words as they were said or in a message that is filled in when it is sent.
    A draft has one finding for all, a retired journey none.
    """

    fault = Fault("JM410", "placeholder-text", Severity.WARNING)
    since = "0.1"
    mend = "Write what belongs there, or leave the key out until it is known."
    bad = (
        Bad(
            """
            journeymap: 1
            personas:
              - id: pat
                name: Pat, commuter
                summary: TBD
                jobs: [Get to work dry]
                behavioural: {channels: [app]}
                demographic: {location: <city>}
            """,
            line=5,
        ),
        Bad(
            """
            journeymap: 1
            journeys:
              - id: rent-a-bike
                name: Rents a bicycle
                goal: Be at work by eight
                stages:
                  - id: find
                    name: Finds a bicycle
                    touchpoints:
                      - {id: unlock, name: Unlocks it, emotion: 1, thoughts: ["Lorem ipsum dolor sit amet"]}
            """,
            line=10,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            journeys:
              - id: alquilar
                name: Alquila una bicicleta
                goal: Tenerlo todo listo a las ocho
                language: es
                stages:
                  - id: buscar
                    name: Busca una bicicleta
                    touchpoints:
                      - {id: abrir, name: Abre el candado, emotion: 1, thoughts: ["Todo bien. ¿Y el casco???"]}
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """One finding for each text; one for all texts of a draft."""
        for loaded in workspace.documents:
            if not _may_hold_one(loaded.source.text) and "\\" not in loaded.source.text:
                continue  # without escapes, what is not in the source is not in its texts
            drafts: dict[Pointer, list[Text]] = {}
            for found in texts(loaded.source.data, _may_hold_one):
                placeholder = _placeholder(found)
                status = _journey_status(loaded.source.data, found.pointer)
                if placeholder is None or status == JourneyStatus.RETIRED:
                    continue
                if status == JourneyStatus.DRAFT:
                    drafts.setdefault(type(found.pointer)(found.pointer[:2]), []).append(found)
                else:
                    yield self.found(loaded.path, found.pointer, f"`{placeholder}` stands for a text to come")
            yield from (self._draft(loaded, waiting) for waiting in drafts.values())

    def _draft(self, loaded: Loaded, waiting: list[Text]) -> Diagnostic:
        first, *others = waiting
        placeholder = f"`{_placeholder(first)}` stands for a text to come"
        rest = f", as in {counted(len(others), 'more place')} of this draft" if others else ""
        related = tuple(Related("so does this", loaded.path, other.pointer) for other in others)
        return self.found(loaded.path, first.pointer, placeholder + rest, related=related)


def _may_hold_one(text: str) -> bool:
    """Whether a placeholder may be in a text; quick, for every text is asked."""
    return any(sign in text for sign in _SIGNS)


def _journey_status(data: Any, pointer: Pointer) -> Any:
    """The status of the journey that a text is in; None for a text of another section."""
    if len(pointer) < 2 or pointer[0] != "journeys":  # noqa: PLR2004  # section and position
        return None
    return data["journeys"][pointer[1]].get("status")


def _placeholder(found: Text) -> str | None:
    """The placeholder in a text, if it has one."""
    text = found.text
    if len(text) <= _ALONE_LENGTH and _ALONE.fullmatch(text):
        return text.strip()
    for match in _WORD.finditer(text):
        if not _is_ordinary(text, match):
            return match[0]
    latin = _LATIN.search(text)
    if latin:
        return latin[0]
    if found.key in _SPOKEN:
        return None
    slot = _IN_A_SLOT.search(text)
    if slot:
        return slot[1] or slot[2]
    angles = next((match for match in _ANGLES.finditer(text) if not _HTML.fullmatch(match[1])), None)
    return angles[0] if angles else None


def _is_ordinary(text: str, match: re.Match[str]) -> bool:
    """Whether TODO is a word: the Spanish one in capitals among capitals, or that of a list of things to do."""
    if match[0] != "TODO":
        return False
    after = _LOUD_NEXT.match(text, match.end())
    before = _LOUD_BEFORE.search(text[max(0, match.start() - _ALONE_LENGTH) : match.start()])
    loud = any(word and word[0].strip(" ¡!\t\n").isupper() for word in (after, before))
    return loud or _A_LIST.match(text, match.end()) is not None
