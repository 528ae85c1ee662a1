"""JM102."""

from journeymap.diagnostics import DUPLICATE_KEY
from journeymap.lint.rule import Bad, Good, ReadingRule


class DuplicateKey(ReadingRule):
    """A mapping has the same key twice.

    Programs keep one of the two values and drop the other without a word; which one differs between programs.
    """

    fault = DUPLICATE_KEY
    since = "0.1"
    mend = "Keep one of them, or put both values in one list."
    bad = (Bad("journeymap: 1\nteams:\n  - id: sales\n    name: Sales\n    name: Field sales\n", line=5),)
    good = (Good("journeymap: 1\nteams:\n  - {id: sales, name: Sales}\n"),)
