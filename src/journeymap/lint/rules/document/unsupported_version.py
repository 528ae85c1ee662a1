"""JM106."""

from journeymap.diagnostics import UNSUPPORTED_VERSION
from journeymap.lint.rule import Bad, Good, ReadingRule


class UnsupportedVersion(ReadingRule):
    """The file is written for a version of the format that this program does not know.

    Reading it as another version could misunderstand it in silence.
    """

    fault = UNSUPPORTED_VERSION
    since = "0.1"
    mend = "Write `journeymap: 1`, or use a newer journeymap."
    bad = (
        Bad("journeymap: 2\n", line=1),
        Bad("journeymap: '1'\n", line=1),
    )
    good = (Good("journeymap: 1\n"),)
