"""JM112."""

from journeymap.diagnostics import NOT_UTF8
from journeymap.lint.rule import Bad, Good, ReadingRule


class NotUtf8(ReadingRule):
    """The file is not encoded as UTF-8.

    Read as another encoding, names and quotes come out as other characters.
    """

    fault = NOT_UTF8
    since = "0.1"
    mend = "Save the file as UTF-8."
    bad = (Bad(b"journeymap: 1\nteams:\n  - {id: gbg, name: G\xf6teborg}\n", line=3),)
    good = (Good("journeymap: 1\nteams:\n  - {id: gbg, name: Göteborg}\n"),)
