"""What the command line, an editor and a Python user call: plain arguments in, values out; nothing is printed.

>>> from pathlib import Path
>>> from journeymap import api
>>> report = api.validate([Path("examples/saas")])  # doctest: +SKIP
>>> [finding.message for finding in report.findings]  # doctest: +SKIP
[]
"""

from journeymap.api.checks import against_baseline, baseline_text, fix, lint, load, today, validate
from journeymap.api.drawings import (
    Drawn,
    Found,
    Rendered,
    find,
    gathered,
    journey_view,
    render,
    render_told,
    workspace_of,
)
from journeymap.api.reference import (
    FINDINGS_SCHEMA,
    FORMAT_SCHEMA,
    WORKSPACE_SCHEMA,
    rule_text,
    rule_trials,
    rules,
    schemas,
)
from journeymap.api.remarks import Remarks, left_out_of
from journeymap.api.reports import Reported, report, site_of

__all__ = [
    "FINDINGS_SCHEMA",
    "FORMAT_SCHEMA",
    "WORKSPACE_SCHEMA",
    "Drawn",
    "Found",
    "Remarks",
    "Rendered",
    "Reported",
    "against_baseline",
    "baseline_text",
    "find",
    "fix",
    "gathered",
    "journey_view",
    "left_out_of",
    "lint",
    "load",
    "render",
    "render_told",
    "report",
    "rule_text",
    "rule_trials",
    "rules",
    "schemas",
    "site_of",
    "today",
    "validate",
    "workspace_of",
]
