"""JM605."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.workspace.loader import Workspace


class UnsourcedQuote(Rule):
    """A persona is quoted, and nothing says where the words were said.

    Words in quotation marks are believed as a customer's own. Made-up ones say what the team wished to hear, and a
    real one cannot be told from them. Research of the persona as a whole counts; thoughts at touchpoints may be a
    paraphrase and are not asked about.
    """

    fault = Fault("JM605", "unsourced-quote", Severity.WARNING)
    since = "0.1"
    mend = "Write the quote as `{text: …, research: …}`, or move words that nobody said to `summary`."
    bad = (
        Bad(
            """
            journeymap: 1
            personas:
              - id: landlord
                name: Lets two flats
                quotes:
                  - I just want the meter reading and my evening.
            """,
            line=6,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            research:
              - {id: landlord-talks, title: Talks with landlords, kind: interview, date: 2026-03-31, n: 8}
            personas:
              - id: landlord
                name: Lets two flats
                quotes:
                  - {text: I just want the meter reading and my evening., research: landlord-talks}
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """One finding a persona, at its first quote without a source."""
        for placed in workspace.survey.personas:
            persona = placed.value
            unsourced = [] if persona.research else [i for i, quote in enumerate(persona.quotes) if not quote.research]
            if unsourced:
                many = len(unsourced) > 1
                which = f"{len(unsourced)} quotes" if many else "a quote"
                message = f"{which} of `{persona.id}` {'name' if many else 'names'} no research"
                yield self.found(placed.path, placed.pointer / "quotes" / unsourced[0], message)
