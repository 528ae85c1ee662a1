"""The page of what the rules found: by journey, then by rule, each finding with the object that it is about.

A public edition counts findings and tells none: their messages name what may be confidential.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from journeymap.diagnostics import Severity
from journeymap.render.building.workspace_names import WithNames, tag
from journeymap.render.details.sheet import Bit, Grid, Row, Section, Sheet, Tile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.diagnostics import Diagnostic
    from journeymap.render.building.gathered import Gathered
    from journeymap.render.details.sheet import Cell, Tone

_TONES: dict[Severity, Tone] = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.INFO: "soft"}
_CLAIMS = {"pain_points": "pain-", "gains": "gain-", "opportunities": "opportunity-", "touchpoints": "touchpoint-"}
_PAGES = {"personas": "personas/{}", "teams": "teams/{}", "journeys": "journeys/{}"}
_LISTS = {"research": "research-", "metrics": "metric-", "initiatives": "initiative-"}


def findings_sheet(gathered: Gathered) -> Sheet:
    """What the rules found in a workspace."""
    return _Page(gathered).sheet()


@dataclass(frozen=True)
class _Page(WithNames):
    @cached_property
    def findings(self) -> dict[str, tuple[Diagnostic, ...]]:
        """The findings of each journey that may be shown, worst first; under an empty id those of none."""
        shown = {"", *self.gathered.catalogue.journeys}
        order = {name: n for n, name in enumerate(self.gathered.catalogue.journeys)}
        named = sorted((name for name in self.gathered.findings if name in shown), key=lambda name: order.get(name, -1))
        found = {name: tuple(filter(self._may_be_counted, self.gathered.findings[name])) for name in named}
        return {name: tuple(sorted(items, key=_worst_first)) for name, items in found.items() if items}

    def _may_be_counted(self, finding: Diagnostic) -> bool:
        """Whether all that it is about may be shown."""
        parts = finding.object.split("/")
        if not self.gathered.public or len(parts) < len(("section", "id")):
            return True
        section, name, *inside = parts
        if name not in getattr(self.gathered.catalogue, section, {}):
            return False
        pairs = zip(inside[::2], inside[1::2], strict=False)
        return all(self.names.is_there(f"{name}/{item}") for key, item in pairs if key in _CLAIMS or key == "stages")

    def sheet(self) -> Sheet:
        words = self.names.words
        every = [item for items in self.findings.values() for item in items]
        return Sheet(
            name="findings",
            heading=self.gathered.heading(words("findings.title")),
            eyebrow=words("findings.eyebrow"),
            title=words("findings.title"),
            lead=(Bit(words("findings.public")),) if self.gathered.public and every else (),
            tiles=tuple(self._tiles(every)),
            sections=tuple(self._sections(every)),
            empty=words("findings.empty"),
        )

    def _tiles(self, every: Sequence[Diagnostic]) -> Iterator[Tile]:
        words, counts = self.names.words, Counter(item.severity for item in every)
        for severity in Severity:
            n = counts[severity]
            tone = _TONES[severity] if n else "good"
            yield Tile(words.number(n), words.count(f"findings.tile.{severity}", n), tone=tone)

    def _sections(self, every: Sequence[Diagnostic]) -> Iterator[Section]:
        words = self.names.words
        if every:
            title = words("findings.rules")
            yield Section("rules", Bit(title), blocks=(self._rule_grid(title, every),))
        for name, items in self.findings.items():
            heading = self.names.journey(name) if name else Bit(words("findings.elsewhere"))
            parts = () if self.gathered.public else tuple(self._parts(name, items))
            blocks = (self._rule_grid(words("findings.rules"), items),) if self.gathered.public else ()
            note = words.count("findings.count", len(items))
            yield Section(f"in.{name}", heading or Bit(name), note, blocks, parts)

    def _rule_grid(self, title: str, items: Sequence[Diagnostic]) -> Grid:
        words = self.names.words
        counts = Counter((item.severity.rank, item.code, item.name, item.severity) for item in items)
        columns = tuple(words(f"details.column.{key}") for key in ("rule", "severity", "count"))
        rows = tuple(
            Row(((self._rule(code, name),), self._severity(severity), (Bit(words.number(n)),)))
            for (_, code, name, severity), n in sorted(counts.items())
        )
        return Grid(title, columns, rows)

    def _rule(self, code: str, name: str) -> Bit:
        return Bit(self.names.words("findings.by_rule", code=code, name=name), tone="strong")

    def _severity(self, severity: Severity) -> Cell:
        return tag(self.names.words(f"findings.severity.{severity}"), _TONES[severity])

    def _parts(self, journey: str, items: Sequence[Diagnostic]) -> Iterator[Section]:
        """A table for each rule, with what to do about it."""
        words = self.names.words
        columns = tuple(words(f"details.column.{key}") for key in ("finding", "object", "severity"))
        for (_, code, name), found in groupby(items, key=lambda item: (item.severity.rank, item.code, item.name)):
            here = list(found)
            title = self._rule(code, name)
            rows = tuple(Row(self._cells(item)) for item in here)
            helps = dict.fromkeys(item.help for item in here if item.help)
            anchor = f"in.{journey}.{code}.{here[0].severity}"
            yield Section(anchor, title, " ".join(helps), (Grid(title.text, columns, rows, "dense"),))

    def _cells(self, item: Diagnostic) -> tuple[Cell, ...]:
        return (Bit(item.message, form="markdown"),), self._object(item), self._severity(item.severity)

    def _object(self, item: Diagnostic) -> Cell:
        """What it is about, by its name and with a link where there is a page of it."""
        parts = item.object.split("/")
        place = self._place(parts)
        file = Bit(item.path if item.span is None else f"{item.path}:{item.span.start.line}", tone="soft")
        return (place, file) if place else (file,)

    def _place(self, parts: Sequence[str]) -> Bit | None:
        section, name = (*parts, "", "")[:2]
        if not name:
            return None
        if section == "journeys":
            return self._in_journey(name, parts[2:])
        if section in _LISTS:
            known = getattr(self.gathered.catalogue, section).get(name)
            title = getattr(known, "title", None) or getattr(known, "name", None) or name
            return Bit(title, section if known else "", f"{_LISTS[section]}{name}")
        known = getattr(self.gathered.catalogue, section, {})
        found = known.get(name) if hasattr(known, "get") else None
        page = _PAGES[section].format(name) if found is not None and section in _PAGES else ""
        return Bit(getattr(found, "name", None) or name, page)

    def _in_journey(self, journey: str, inside: Sequence[str]) -> Bit | None:
        """The innermost object of a journey that has a place on its map; else the journey."""
        pairs = list(zip(inside[::2], inside[1::2], strict=False))
        for key, name in reversed(pairs):
            if key in _CLAIMS or key == "stages":
                found = self.names.place(f"{journey}/{name}")
                return found[0] if found else self.names.journey(journey)
        return self.names.journey(journey)


def _worst_first(item: Diagnostic) -> tuple[int, str, str]:
    return (item.severity.rank, item.code, str(item.pointer))
