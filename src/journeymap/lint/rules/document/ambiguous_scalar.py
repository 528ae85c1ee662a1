"""JM110."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import AMBIGUOUS_SCALAR, Edit, Fix, Part
from journeymap.lint.rule import Bad, Good, Rule
from journeymap.model.document import Document as Content
from journeymap.model.outline import field_at
from journeymap.source import other_reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic, Pointer
    from journeymap.workspace.loader import Loaded, Workspace


class AmbiguousScalar(Rule):
    """Text without quotes that other programs read as something else: `yes`, `no`, `on`, `1_000`, `12:30`.

    YAML 1.1, which many tools still speak, makes true, false or a number of it; the country `NO` becomes false in a
    spreadsheet export, and nobody notices for months.
    """

    fault = AMBIGUOUS_SCALAR
    since = "0.1"
    mend = "Put the text in quotes."
    fixable = True
    bad = (
        Bad("journeymap: 1\nworkspace:\n  language: no\n", line=3),
        Bad(
            """
            journeymap: 1
            personas:
              - id: pat
                name: Pat
                demographic:
                  family: no
            """,
            line=6,
        ),
        Bad("journeymap: 1\nteams: [{id: desk, name: Help desk, contact: 08:30}]\n", line=2),
    )
    good = (
        Good("journeymap: 1\nworkspace:\n  language: 'no'\n"),
        Good(
            """
            journeymap: 1
            journeys:
              - id: buy
                name: Buys a bicycle
                stages: [{id: pay, name: Pay, touchpoints: [{id: pay-now, name: Pays, goal_met: yes}]}]
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """Every such text of a field that takes text; words that the format itself defines are none."""
        for loaded in workspace.documents:
            if loaded.source.readable and loaded.source.may_be_ambiguous():
                yield from self._in_document(loaded)

    def _in_document(self, loaded: Loaded) -> Iterator[Diagnostic]:
        told = {fault.pointer for fault in loaded.faults}
        for pointer, text in loaded.source.plain_scalars().items():
            reading = other_reading(text)
            if not reading or not isinstance(_value(loaded.source.data, pointer), str):
                continue
            field = field_at(pointer, Content)
            if pointer in told or field is None or field.choice is not None:
                continue
            yield self.fault.found(
                loaded.path,
                f"`{text}` without quotes is {reading} to other programs",
                pointer=pointer,
                help_line=f'Put it in quotes: "{text}".',
                fix=Fix("Put it in quotes", (Edit(pointer, Part.VALUE, f'"{text}"'),)),
            )


def _value(data: object, pointer: Pointer) -> object:
    for part in pointer:
        data = data[part]  # type: ignore[index]  # pointers of a document lead through its own containers
    return data
