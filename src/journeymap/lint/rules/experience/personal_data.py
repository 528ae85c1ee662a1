"""JM416."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule
from journeymap.lint.rules.experience import identifiers
from journeymap.lint.rules.experience.texts import texts
from journeymap.model.play import Play
from journeymap.model.team import Team

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.lint.rules.experience.texts import Text
    from journeymap.workspace.loader import Workspace


class PersonalData(Rule):
    """A text or a quote holds an e-mail address, a telephone number, or a personal, card or account number.

    A map is printed, shared and kept in git for good, and the person never agreed to that. Swedish personal numbers,
    cards and IBANs are told by their check digits. The `contact` of a team is meant for such data; addresses of a
    function (support@), reserved domains (example.org), numbers that are free to call, and addresses and telephone
    numbers in the messages of plays are nobody's secret. The finding does not repeat what it found.
    """

    fault = Fault("JM416", "personal-data", Severity.WARNING)
    since = "0.1"
    mend = "Take it out, and out of the history of the repository too; a quote says as much without it."
    bad = (
        Bad(
            """
            journeymap: 1
            personas:
              - id: margit
                name: Margit, 74
                jobs: [Know how the day will go]
                demographic: {age: 74}
                behavioural: {channels: [phone]}
                quotes:
                  - My daughter's number is 01632 960983, ring her
            """,
            line=9,
        ),
        Bad(
            """
            journeymap: 1
            research:
              - id: talks
                title: Talk with patient 811218-9876
            """,
            line=4,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            teams:
              - {id: desk, name: Service desk, contact: "margit.lind@lindholm-bikes.se, 01632 960001"}
            research:
              - {id: talks, title: "Talks on 2026-03-31 about order 4711-0815, EUR 1 200 000 000 a year", n: 12}
            plays:
              - {id: call, name: Call us, message: Call 0800 555 000 or write to help@lindholm-bikes.se.}
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """One finding for each text."""
        for loaded in workspace.documents:
            if not identifiers.QUICK.search(loaded.source.text) and "\\" not in loaded.source.text:
                continue  # without escapes, what is not in the source is not in its texts
            for found in texts(loaded.source.data, identifiers.QUICK.search):
                kinds = [kind for kind in identifiers.kinds(found.text) if not _is_meant_for_it(found, kind)]
                if kinds:
                    yield self.found(loaded.path, found.pointer, f"this text holds {' and '.join(kinds)}")


def _is_meant_for_it(found: Text, kind: str) -> bool:
    if found.model is Team and found.key == "contact":
        return True
    return found.model is Play and kind in identifiers.CONTACT
