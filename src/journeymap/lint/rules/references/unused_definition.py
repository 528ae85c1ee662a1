"""JM202."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule
from journeymap.model import builtin
from journeymap.model.kinds import Kind
from journeymap.model.persona import PersonaKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.workspace.index import Symbol
    from journeymap.workspace.loader import Workspace

_KINDS = (Kind.PERSONA, Kind.TEAM, Kind.CHANNEL, Kind.METRIC, Kind.RESEARCH)


class UnusedDefinition(Rule):
    """A persona, team, channel, metric or research item is defined, and nothing in the workspace refers to it.

    Work went into it that no map shows: an interview that supports no claim, a metric that nobody looks at, a team
    that answers for nothing. Or the reference that was meant has another id.

    An anti-persona is there to say whom nothing is made for, and a channel that only redefines a built-in one is there
    to name it; neither is reported. Where a file cannot be read nothing is said, because its references are unknown.
    """

    fault = Fault("JM202", "unused-definition", Severity.WARNING)
    since = "0.1"
    mend = "Refer to it where it belongs, or take it out."
    bad = (
        Bad(
            """
            journeymap: 1
            research:
              - {id: talks, title: Talks with eight cyclists, kind: interview}
              - {id: returns-desk, title: A day at the returns desk, kind: usability-test}
            journeys:
              - id: buy
                name: Buys a bicycle
                research: talks
                stages: [{id: choose, name: Choose}]
            """,
            line=4,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            teams:
              - {id: sales, name: Sales}
            personas:
              - {id: commuter, name: Commuter}
              - {id: bike-thief, name: Bicycle thief, kind: anti-persona}
            channels:
              - {id: email, name: Our letters, medium: email}
            journeys:
              - id: buy
                name: Buys a bicycle
                personas: commuter
                stages:
                  - id: choose
                    name: Choose
                    touchpoints: [{id: ride, name: Rides one to try it, actor: sales}]
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """Every definition of these kinds that no reference resolves to."""
        if not all(loaded.source.readable for loaded in workspace.documents):
            return
        index = workspace.index
        used = {found for reference in index.references if (found := index.find(reference)) is not None}
        channels = {channel.id for channel in builtin.channels()}
        for kind in _KINDS:
            for symbol, *_ in index.symbols.get((kind, None), {}).values():
                if symbol.path is None or symbol in used or (kind is Kind.CHANNEL and symbol.id in channels):
                    continue
                if kind is Kind.PERSONA and _written(workspace, symbol).get("kind") == PersonaKind.ANTI_PERSONA:
                    continue
                yield self.found(symbol.path, symbol.pointer / "id", f"nothing refers to {kind.value} `{symbol.id}`")


def _written(workspace: Workspace, symbol: Symbol) -> dict[str, object]:
    """The persona as it is written, valid or not."""
    section, position = symbol.pointer
    found: dict[str, object] = workspace.by_path[symbol.path or ""].source.data[section][position]
    return found
