"""Customer journeys as code: YAML files in git, validated, drawn, diffed and measured.

`journeymap.api` is what a Python user calls; the command line is a thin front end to it.
"""

__version__ = "0.1.0"
