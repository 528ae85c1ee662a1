"""JM311."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Applicability, Edit, Fault, Fix, Part, Severity
from journeymap.lint.rule import Bad, Good, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.diagnostics import Diagnostic, Pointer
    from journeymap.model.transition import Transition
    from journeymap.source import Document
    from journeymap.workspace.loader import Workspace

_LEAST = 0.005
"""A rest smaller than this is rounding."""


class MissingShare(Rule):
    """All ways out of a touchpoint but one have a share, so the share of the last one follows, and is not written.

    Written down it is drawn, compared and measured like the others.
    """

    fault = Fault("JM311", "missing-share", Severity.INFO)
    since = "0.1"
    mend = "Write the share, unless some customers go where nobody knows."
    off = "A way without a share may be one whose share nobody knows; ask for the rule where all ways are known."
    fixable = True
    bad = (
        Bad(
            """
            journeymap: 1
            journeys:
              - id: buy
                name: Buys a bicycle
                stages:
                  - id: pay
                    name: Pay
                    touchpoints:
                      - id: till
                        name: Comes to the till
                        next: [{to: card, share: 0.8}, {to: end, outcome: left without buying}]
                      - {id: card, name: Pays by card}
            """,
            line=11,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            journeys:
              - id: buy
                name: Buys a bicycle
                stages:
                  - id: pay
                    name: Pay
                    touchpoints:
                      - id: till
                        name: Comes to the till
                        next: [{to: card, share: 0.8}, {to: end, outcome: left without buying, share: 0.2}]
                      - {id: card, name: Pays by card}
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """One finding a branch, at the way without a share."""
        for place in workspace.survey.touchpoints:
            found = _the_missing_one(place.value.next or ())
            if found is None or not workspace.survey.is_written(place.path, place.pointer / "next"):
                continue
            position, rest = found
            pointer = place.pointer / "next" / position
            message = f"the other ways out of `{place.value.id}` leave a share of {rest:g} to this one"
            fix = _writing(workspace.by_path[place.path].source, pointer / "to", rest)
            yield self.found(place.path, pointer, message, fix=fix)


def _the_missing_one(ways: Sequence[Transition]) -> tuple[int, float] | None:
    """The position of the only way without a share, and what the others leave to it."""
    if any(way.for_ for way in ways):
        return None  # shares are then of different customers
    missing = [i for i, way in enumerate(ways) if way.share is None and not way.also]
    known = [way.share for way in ways if way.share is not None and not way.also]
    rest = round(1 - sum(known), 6)
    return (missing[0], rest) if len(missing) == 1 and known and rest >= _LEAST else None


def _writing(document: Document, pointer: Pointer, share: float) -> Fix:
    """Writes the share behind the target of the way, in the style in which the way is written."""
    key, value = document.span(pointer, Part.KEY), document.span(pointer)
    line = document.lines[key.start.line - 1]
    written = document.lines[value.start.line - 1][value.start.column - 1 : value.end.column - 1]
    in_braces = line[: key.start.column - 1].rstrip().endswith(("{", ","))
    between = ", " if in_braces else "\n" + " " * (key.start.column - 1)
    edit = Edit(pointer, Part.VALUE, f"{written}{between}share: {share:g}")
    return Fix(f"Write `share: {share:g}`", (edit,), Applicability.UNSAFE)
