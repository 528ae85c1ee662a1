"""JM109."""

from journeymap.diagnostics import FORBIDDEN_YAML_FEATURE
from journeymap.lint.rule import Bad, Good, ReadingRule


class ForbiddenYamlFeature(ReadingRule):
    """The file uses a feature of YAML that documents do without.

    Tags, merge keys, other versions than 1.2, several documents in a file, nesting over 64 levels and aliases that
    unfold without bound: programs disagree on what these mean, and some can be abused to exhaust a machine.
    """

    fault = FORBIDDEN_YAML_FEATURE
    since = "0.1"
    mend = "Write it plainly, without the feature."
    bad = (
        Bad("journeymap: 1\nteams:\n  - &t {id: sales, name: Sales}\n  - {<<: *t, id: service}\n", line=4),
        Bad("journeymap: 1\nteams:\n  - {id: sales, name: !upper Sales}\n", line=3),
        Bad("%YAML 1.1\n---\njourneymap: 1\n", line=1),
        Bad("journeymap: 1\n---\njourneymap: 1\n", line=2),
    )
    good = (Good("journeymap: 1\nteams:\n  - {id: sales, name: &n Sales}\n  - {id: field, name: *n}\n"),)
