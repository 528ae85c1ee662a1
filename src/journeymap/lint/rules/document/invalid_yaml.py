"""JM101."""

from journeymap.diagnostics import INVALID_YAML
from journeymap.lint.rule import Bad, Good, ReadingRule


class InvalidYaml(ReadingRule):
    """The file cannot be read as YAML 1.2.

    Nothing in it counts until it can: other files that refer to it look wrong too.
    """

    fault = INVALID_YAML
    since = "0.1"
    mend = "Mend the place that is shown; most often it is an indentation, a missing blank after a colon, or a quote."
    bad = (
        Bad("journeymap: 1\nteams:\n  - id: sales\n   name: Sales\n", line=4),
        Bad('journeymap: 1\nteams: [{id: sales, name: "Sales}]\n', line=2),
    )
    good = (Good('journeymap: 1\nteams: [{id: sales, name: "Sales: north"}]\n'),)
