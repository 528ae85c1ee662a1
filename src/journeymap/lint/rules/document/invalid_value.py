"""JM105."""

from journeymap.diagnostics import INVALID_VALUE
from journeymap.lint.rule import Bad, Good, ReadingRule


class InvalidValue(ReadingRule):
    """A value is of the wrong type, outside its range, or not one of the words that are allowed.

    What cannot be read as meant cannot be drawn, compared or measured.
    """

    fault = INVALID_VALUE
    since = "0.1"
    mend = "Write one of the values that the message names."
    fixable = True
    bad = (
        Bad(
            """
            journeymap: 1
            journeys:
              - id: buy
                name: Buys a bicycle
                stages:
                  - id: choose
                    name: Choose
                    emotion: 3
            """,
            line=8,
        ),
        Bad("journeymap: 1\nteams:\n  - id: sales\n    name: 1.10\n", line=4),
        Bad("journeymap: 1\nresearch:\n  - {id: talks, title: Talks, kind: interviews}\n", line=3),
        Bad("- a list\n- and no mapping\n", line=1),
    )
    good = (Good("journeymap: 1\nresearch:\n  - {id: talks, title: Talks, kind: interview, date: 2024-02-29}\n"),)
