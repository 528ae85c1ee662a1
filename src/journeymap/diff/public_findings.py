"""Which lint findings others may read: those that are about nothing confidential, and that name nothing confidential.

What a finding is about is told by where it stands, not by its words. Words are asked only for what it names beside: ids
and names as rules write them, each as a whole.
"""

from __future__ import annotations

import re
from dataclasses import fields
from functools import cached_property
from typing import TYPE_CHECKING, Any

from journeymap.diff.entities import own_id
from journeymap.diff.matching import WITH_ID
from journeymap.diff.values import Findings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from journeymap.diagnostics import Diagnostic, Pointer
    from journeymap.diff.sides import Side

_QUOTED = re.compile("`([^`]+)`")
_SECTION_OBJECT = 2
"""The parts of a pointer that name an object of a section: the section and the position."""


def public_findings(findings: Findings, base: Side, head: Side) -> Findings:
    """The findings without those that tell of what is confidential on either side.

    Args:
        findings: What lint found, split.
        base: The one side; what was fixed is about it.
        head: The other side; what was introduced, and what was there already, is about it.
    """
    secrets = base.confidential | head.confidential
    words = _Words((base, head), secrets)
    kept = {
        item.name: tuple(
            finding
            for finding in getattr(findings, item.name)
            if not _is_about(finding, base if item.name == "fixed" else head, secrets) and not words.named(finding)
        )
        for item in fields(findings)
    }
    return Findings(**kept)


def _is_about(finding: Diagnostic, side: Side, secrets: frozenset[str]) -> bool:
    """Whether a finding stands in something confidential, at a reference to it, or has a place of it beside it."""
    places = [(finding.path, finding.pointer), *((other.path, other.pointer) for other in finding.related)]
    if any(side.at(*place) in secrets or _is_marked(*place, side) for place in places):
        return True
    return any(name in secrets for place in places for name in side.named_at(*place))


def _is_marked(path: str, pointer: Pointer, side: Side) -> bool:
    """Whether something around a place says that it is confidential, in what is written: it may not be valid."""
    if len(pointer) < _SECTION_OBJECT or path not in side.workspace.by_path:
        return False
    hidden = {own_id(name) for name in side.confidential if name.startswith("personas:")}
    value: Any = side.workspace.by_path[path].source.data
    for part in pointer:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            return False
        if isinstance(value, dict) and (value.get("confidential") or _belongs_to(value, hidden)):
            return True
    return False


def _belongs_to(value: dict[str, Any], hidden: set[str]) -> bool:
    whose = value.get("personas") or value.get("for")
    listed = [whose] if isinstance(whose, str) else whose
    return isinstance(listed, list) and bool(listed) and all(one in hidden for one in listed if isinstance(one, str))


class _Words:
    """What confidential objects are called; not what some other object is called as well, for that tells nothing.

    Args:
        sides: Both sides.
        secrets: The names of what is confidential on either of them.
    """

    def __init__(self, sides: Sequence[Side], secrets: frozenset[str]) -> None:
        self.sides = sides
        self.secrets = secrets

    @cached_property
    def quoted(self) -> set[str]:
        """What rules put into backticks: ids, ids from outside, names."""
        told = {word for side in self.sides for name in self.secrets for word in _called(name, side)}
        public = {
            word
            for side in self.sides
            for name in side.entities
            if name not in self.secrets
            for word in _called(name, side)
        }
        return told - public

    @cached_property
    def plain(self) -> re.Pattern[str] | None:
        """The names of teams, which rules also write without backticks."""
        labels = {
            side.entities[name].label
            for side in self.sides
            for name in self.secrets
            if name in side.entities and side.entities[name].kind == "team"
        }
        longest_first = sorted(labels & self.quoted, key=lambda label: (-len(label), label))
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)") if longest_first else None

    def named(self, finding: Diagnostic) -> bool:
        """Whether a finding names something confidential."""
        if not self.secrets:
            return False
        texts = list(_texts(finding))
        if any(word in self.quoted for text in texts for word in _QUOTED.findall(text)):
            return True
        return self.plain is not None and any(self.plain.search(text) for text in texts)


def _called(name: str, side: Side) -> Iterator[str]:
    """An object's id, its id from outside and what people call it."""
    entity = side.entities.get(name)
    if entity is not None and entity.kind in WITH_ID:
        yield from (own_id(name), name.rpartition(":")[2] if not entity.parent else name, entity.label)


def _texts(finding: Diagnostic) -> Iterable[str]:
    yield from (finding.message, finding.help, *(other.message for other in finding.related))
    if finding.fix is not None:
        yield finding.fix.message
