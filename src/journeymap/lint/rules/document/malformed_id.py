"""JM108."""

from journeymap.diagnostics import MALFORMED_ID
from journeymap.lint.rule import Bad, Good, ReadingRule


class MalformedId(ReadingRule):
    """An id is not written in kebab-case: lower-case letters and digits with single hyphens, at most 64 characters.

    Ids stand in links, file names and addresses, where blanks, capitals and accents break.
    """

    fault = MALFORMED_ID
    since = "0.1"
    mend = "Write the id that the message suggests, also where it is referred to."
    bad = (Bad("journeymap: 1\nteams:\n  - id: Field Sales\n    name: Field sales\n", line=3),)
    good = (Good("journeymap: 1\nteams:\n  - {id: field-sales, name: Field sales}\n"),)
