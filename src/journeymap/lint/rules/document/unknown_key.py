"""JM103."""

from journeymap.diagnostics import UNKNOWN_KEY
from journeymap.lint.rule import Bad, Good, ReadingRule


class UnknownKey(ReadingRule):
    """An object has a key that the format does not know.

    It is most often a slip, and what stands behind it would be missing from every map and every check. Keys of your own
    begin with `x-`.
    """

    fault = UNKNOWN_KEY
    since = "0.1"
    mend = "Correct the key, move it to where it belongs, or begin it with `x-`."
    fixable = True
    bad = (
        Bad(
            """
            journeymap: 1
            personas:
              - id: pat
                name: Pat
                sumary: Cycles to work.
            """,
            line=5,
        ),
        Bad("journeymap: 1\nworkspace:\n  name: Bicycles\n", line=2, file="teams.yaml"),
    )
    good = (Good("journeymap: 1\npersonas: [{id: pat, name: Pat, summary: Cycles to work., x-colour: teal}]\n"),)
