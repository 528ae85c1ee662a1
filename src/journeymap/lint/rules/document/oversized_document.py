"""JM111."""

from journeymap.diagnostics import OVERSIZED_DOCUMENT
from journeymap.lint.rule import Bad, Good, ReadingRule


class OversizedDocument(ReadingRule):
    """The file is larger than 5 MiB.

    Nobody can review a file of that size, and no journey needs it.
    """

    fault = OVERSIZED_DOCUMENT
    since = "0.1"
    mend = "Split it: sections can be spread over as many files as you like."
    bad = (Bad(b"journeymap: 1\nx-padding: " + b"a" * (5 * 1024 * 1024), line=1),)
    good = (Good(b"journeymap: 1\nx-padding: " + b"a" * 1024),)
