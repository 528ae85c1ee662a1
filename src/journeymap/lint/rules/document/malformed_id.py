"""JM108."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from journeymap.diagnostics import MALFORMED_ID, Edit, Fix, Part
from journeymap.lint.rule import Bad, Good, ReadingRule
from journeymap.source import other_reading, wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.workspace.index import Index, Reference, Symbol
    from journeymap.workspace.loader import Workspace


class MalformedId(ReadingRule):
    """An id is not written in kebab-case: lower-case letters and digits with single hyphens, at most 64 characters.

    Ids stand in links, file names and addresses, where blanks, capitals and accents break.
    """

    fault = MALFORMED_ID
    since = "0.1"
    mend = "Write the id that the message suggests, also where it is referred to."
    fixable = True
    bad = (Bad("journeymap: 1\nteams:\n  - id: Field Sales\n    name: Field sales\n", line=3),)
    good = (Good("journeymap: 1\nteams:\n  - {id: field-sales, name: Field sales}\n"),)

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """The malformed ids; where the well-formed one is free, a fix renames it with all that refers to it."""
        for fault in super().check(workspace):
            symbol = workspace.index.at(fault.path, fault.pointer.parent)
            yield fault if symbol is None else replace(fault, fix=_renaming(symbol, workspace.index))


def _renaming(symbol: Symbol, index: Index) -> Fix | None:
    slug = wording.slug(symbol.id)
    if not slug or symbol.path is None or index.is_taken(symbol, slug):
        return None
    edits = [Edit(symbol.pointer / "id", Part.VALUE, _written(slug), path=symbol.path)]
    for reference in index.references:
        renamed = _renamed(reference, symbol, slug, index)
        if renamed is not None and reference.pointer[-1] != "keep":
            edits.append(Edit(reference.pointer, Part.VALUE, _written(renamed), path=reference.path))
    return Fix(f"Rename `{symbol.id}` to `{slug}`, here and in {len(edits) - 1} references", tuple(edits))


def _renamed(reference: Reference, symbol: Symbol, slug: str, index: Index) -> str | None:
    """What a reference says once the symbol has its new id; None where it does not name it."""
    for mark in "/:":
        owner, found, name = reference.text.partition(mark)
        if found and owner == symbol.id and symbol.owner is None:
            return f"{slug}{mark}{name}"
    if index.find(reference) is not symbol:
        return None
    return reference.text.removesuffix(symbol.id) + slug


def _written(text: str) -> str:
    """The id as YAML text, in quotes where it would be read as something else."""
    return f'"{text}"' if text.isdigit() or other_reading(text) else text
