"""JM204."""

from journeymap.diagnostics import USELESS_SUPPRESSION
from journeymap.lint.rule import Bad, Good, RunnerRule


class UselessSuppression(RunnerRule):
    """A comment asks not to be told of a finding that is not there.

    Left where it is, it hides the next finding of that kind, which nobody has seen yet. Only rules that ran are judged.
    """

    fault = USELESS_SUPPRESSION
    since = "0.1"
    mend = "Take the comment out, or name a rule in its brackets."
    bad = (
        Bad(
            """
            journeymap: 1
            teams:
              - {id: sales, name: Sales}  # journeymap: ignore[JM201] renamed in May
            """,
            line=3,
        ),
        Bad(
            """
            journeymap: 1
            # journeymap: ignore
            teams: [{id: sales, name: Sales}]
            """,
            line=2,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            systems:
              - {id: crm, name: CRM, owner: sales}  # journeymap: ignore[JM201] the team is being named
            """
        ),
    )
