"""JM104."""

from journeymap.diagnostics import MISSING_KEY
from journeymap.lint.rule import Bad, Good, ReadingRule


class MissingKey(ReadingRule):
    """An object lacks a key that it must have, such as its id or its name.

    Without it nobody can refer to the object, or say what it is.
    """

    fault = MISSING_KEY
    since = "0.1"
    mend = "Add the key."
    bad = (Bad("journeymap: 1\nteams:\n  - id: sales\n", line=3),)
    good = (Good("journeymap: 1\nteams:\n  - {id: sales, name: Sales}\n"),)
