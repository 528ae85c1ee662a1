"""Findings as frozen values: where, what, how bad, what to do.

Nothing here reads a file or knows a rule's logic. Codes, names and severities of the faults that are found while a
document is read (JM1) stand here, because every layer above reports them; `journeymap.lint` documents them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Severity(StrEnum):
    """How much a finding matters: `error` must be mended, `warning` should be, `info` is worth a thought."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for an error, 1 for a warning, 2 for an information: worst first when sorted."""
        return _RANKS[self]

    def at_least(self, threshold: Severity) -> bool:
        """Whether this is as bad as `threshold` or worse."""
        return self.rank <= threshold.rank


_RANKS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


class Pointer(tuple[str | int, ...]):
    """The place of a value in a document, as keys and list positions; prints as a JSON Pointer (RFC 6901).

    >>> str(Pointer(("journeys", 0)) / "name")
    '/journeys/0/name'
    """

    __slots__ = ()

    def __truediv__(self, part: str | int) -> Pointer:
        return Pointer((*self, part))

    @property
    def parent(self) -> Pointer:
        """The container of this value; the root is its own parent."""
        return Pointer(self[:-1])

    def __str__(self) -> str:
        return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in self)


ROOT = Pointer()


def object_name(data: object, pointer: Pointer) -> str:
    """A place of a document by ids where its lists have them, such as `journeys/buy/stages/pay/emotion`.

    Args:
        data: The document's plain values.
        pointer: The place; parts that are not there are kept as they are.
    """
    parts = []
    for part in pointer:
        data = _inside(data, part)
        name = data.get("id") if isinstance(part, int) and isinstance(data, dict) else None
        parts.append(name if isinstance(name, str) else str(part))
    return "/".join(parts)


def _inside(data: object, part: str | int) -> object:
    if isinstance(data, dict):
        return data.get(part)
    if isinstance(data, list) and isinstance(part, int) and part < len(data):
        return data[part]
    return None


class Part(StrEnum):
    """Which text of a mapping entry is meant: its key or its value."""

    KEY = "key"
    VALUE = "value"


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a text; line and column count from 1, columns in code points."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text from `start` up to, not including, `end`."""

    start: Position
    end: Position


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that belongs to a finding, such as the first of two duplicates."""

    message: str
    path: str
    pointer: Pointer = ROOT
    part: Part = Part.VALUE
    span: Span | None = None


class Applicability(StrEnum):
    """`safe` keeps the meaning; `unsafe` may change it, and is applied only when asked for."""

    SAFE = "safe"
    UNSAFE = "unsafe"


@dataclass(frozen=True, slots=True)
class Edit:
    """The text of a key or a value is replaced by `text`; `span` is filled in once positions are resolved.

    `path` names the document where that is not the one of the finding.
    """

    pointer: Pointer
    part: Part
    text: str
    span: Span | None = None
    path: str = ""


@dataclass(frozen=True, slots=True)
class Fix:
    """Text edits that mend a finding, all or none."""

    message: str
    edits: tuple[Edit, ...]
    applicability: Applicability = Applicability.SAFE


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding.

    `path` is relative to the workspace's root, with slashes. `pointer` and `part` say what is meant; `span` is where
    that stands in the text, None until `journeymap.source` has resolved it.
    """

    code: str
    name: str
    severity: Severity
    message: str
    path: str
    pointer: Pointer = ROOT
    part: Part = Part.VALUE
    span: Span | None = None
    related: tuple[Related, ...] = ()
    help: str = ""
    fix: Fix | None = None
    object: str = ""
    """What it is about, by ids and keys and not by positions, so that it survives edits; see `object_name`."""

    @property
    def sort_key(self) -> tuple[str, Position, str, str]:
        """Orders findings as a reader meets them: by file, then place, then code."""
        start = self.span.start if self.span else Position(1, 1)
        return (self.path, start, self.code, self.message)


@dataclass(frozen=True, slots=True)
class Fault:
    """The identity of a finding: its code, its name and how bad it is by default."""

    code: str
    name: str
    severity: Severity

    def found(
        self,
        path: str,
        message: str,
        *,
        pointer: Pointer = ROOT,
        part: Part = Part.VALUE,
        span: Span | None = None,
        related: tuple[Related, ...] = (),
        help_line: str = "",
        fix: Fix | None = None,
    ) -> Diagnostic:
        """A finding of this fault at one place."""
        return Diagnostic(
            code=self.code,
            name=self.name,
            severity=self.severity,
            message=message,
            path=path,
            pointer=pointer,
            part=part,
            span=span,
            related=related,
            help=help_line,
            fix=fix,
        )


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found.

    Attributes:
        findings: In the order of files and lines.
        checked: How many documents were looked at.
        seconds: How long it took.
        lines: The lines of each document that has findings, by its path.
        rule_seconds: How long each rule took, by its code.
        paths: The documents that were looked at.
    """

    findings: tuple[Diagnostic, ...]
    checked: int
    seconds: float = 0.0
    lines: Mapping[str, Sequence[str]] = field(default_factory=dict)
    rule_seconds: Mapping[str, float] = field(default_factory=dict)
    paths: frozenset[str] = frozenset()

    def count(self, severity: Severity) -> int:
        """How many findings are of a severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def reaches(self, threshold: Severity) -> bool:
        """Whether a finding is as bad as `threshold` or worse."""
        return any(finding.severity.at_least(threshold) for finding in self.findings)


RULE_CRASHED = Fault("JM001", "rule-crashed", Severity.ERROR)
INVALID_YAML = Fault("JM101", "invalid-yaml", Severity.ERROR)
DUPLICATE_KEY = Fault("JM102", "duplicate-key", Severity.ERROR)
UNKNOWN_KEY = Fault("JM103", "unknown-key", Severity.ERROR)
MISSING_KEY = Fault("JM104", "missing-key", Severity.ERROR)
INVALID_VALUE = Fault("JM105", "invalid-value", Severity.ERROR)
UNSUPPORTED_VERSION = Fault("JM106", "unsupported-version", Severity.ERROR)
DUPLICATE_ID = Fault("JM107", "duplicate-id", Severity.ERROR)
MALFORMED_ID = Fault("JM108", "malformed-id", Severity.ERROR)
FORBIDDEN_YAML_FEATURE = Fault("JM109", "forbidden-yaml-feature", Severity.ERROR)
AMBIGUOUS_SCALAR = Fault("JM110", "ambiguous-scalar", Severity.WARNING)
OVERSIZED_DOCUMENT = Fault("JM111", "oversized-document", Severity.ERROR)
NOT_UTF8 = Fault("JM112", "not-utf8", Severity.ERROR)
USELESS_SUPPRESSION = Fault("JM204", "useless-suppression", Severity.WARNING)
