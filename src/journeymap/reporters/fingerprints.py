"""Names of findings that outlive edits, so that a service can tell a new finding from one that has only moved."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.diagnostics import Diagnostic


def fingerprints(findings: Sequence[Diagnostic]) -> list[str]:
    """A name for each finding, as hexadecimal digits, in the order of the findings.

    It is made from the code and from what the finding is about, by ids; from neither message nor line. A finding about
    a document as a whole is named by its path. Where several share all that, they are counted.
    """
    seen: Counter[tuple[str, str]] = Counter()
    names = []
    for finding in findings:
        about = (finding.code, finding.object or f"/{finding.path}")
        seen[about] += 1
        text = "\0".join((*about, str(seen[about])))
        names.append(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
    return names
