"""JM201."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from journeymap.diagnostics import ROOT, Fault, Severity
from journeymap.lint.rule import Bad, Good, Rule
from journeymap.model.kinds import IN_JOURNEY, Kind, Scope
from journeymap.source.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.diagnostics import Diagnostic
    from journeymap.workspace.index import Index, Reference
    from journeymap.workspace.loader import Workspace
    from journeymap.workspace.measured import MeasurementFile

_SECTIONS = {
    Kind.LIFECYCLE: "lifecycles",
    Kind.PERSONA: "personas",
    Kind.TEAM: "teams",
    Kind.SYSTEM: "systems",
    Kind.CHANNEL: "channels",
    Kind.METRIC: "metrics",
    Kind.RESEARCH: "research",
    Kind.SOURCE: "sources",
    Kind.JOURNEY: "journeys",
}


class UnresolvedReference(Rule):
    """A reference names something that is nowhere in the workspace.

    A map whose links lead nowhere cannot be trusted: the owner, the persona or the next step that it names is not the
    one that people think of, or was renamed without it.
    """

    fault = Fault("JM201", "unresolved-reference", Severity.ERROR)
    since = "0.1"
    mend = "Correct the id, or add the object that it names."
    bad = (
        Bad(
            """
            journeymap: 1
            teams:
              - {id: sales, name: Sales}
            journeys:
              - id: buy
                name: Buys a bicycle
                owner: sale
                stages: [{id: choose, name: Choose}]
            """,
            line=7,
        ),
        Bad(
            """
            journeymap: 1
            journeys:
              - id: buy
                name: Buys a bicycle
                stages:
                  - id: choose
                    name: Choose
                    touchpoints:
                      - {id: visit, name: Visits the shop, next: [{to: test-ride}]}
            """,
            line=9,
        ),
    )
    good = (
        Good(
            """
            journeymap: 1
            teams:
              - {id: sales, name: Sales}
            journeys:
              - id: buy
                name: Buys a bicycle
                owner: sales
                stages: [{id: choose, name: Choose, lifecycle_stage: consideration}]
            """
        ),
    )

    def check(self, workspace: Workspace) -> Iterator[Diagnostic]:
        """Every reference that the index cannot find."""
        index = workspace.index
        unread = [loaded.source.text for loaded in workspace.documents if not loaded.source.readable]
        for reference in index.references:
            ref = reference.ref
            if ref.or_text or reference.text in ref.words or index.find(reference) is not None:
                continue
            if _follows(reference, index) or any(_defines(text, reference.text) for text in unread):
                continue
            yield self.fault.found(
                reference.path,
                _message(reference),
                pointer=reference.pointer,
                help_line=_help(reference, index),
            )
        for file in workspace.measured:
            known = index.has(Kind.JOURNEY, file.journey) or any(_defines(text, file.journey) for text in unread)
            if file.wanted and file.measurement is not None and not known:
                yield self._orphan(file, index)

    def _orphan(self, file: MeasurementFile, index: Index) -> Diagnostic:
        """A measurement of a journey that is not there."""
        journeys = index.symbols.get((Kind.JOURNEY, None), {})
        help_line = did_you_mean(file.journey, journeys) or "Delete the file, or call it as the journey is called now."
        pointer = ROOT / "journey"
        message = f"there is no journey `{file.journey}` that this could be the measurement of"
        found = self.found(file.path, pointer, message, help_line=help_line)
        return replace(found, span=file.span(pointer), object=f"measurements/{file.journey}")


def _follows(reference: Reference, index: Index) -> bool:
    """Whether it is only unknown because its journey names an unknown lifecycle or base, which is told itself."""
    home = reference.home
    if home is None or any(mark in reference.text for mark in "/:"):
        return False
    if reference.ref.scope is Scope.BASE_JOURNEY:
        return home.based_on is not None and not index.has(Kind.JOURNEY, home.based_on)
    if Kind.LIFECYCLE_STAGE in reference.ref.kinds:
        return home.lifecycle is not None and not index.has(Kind.LIFECYCLE, home.lifecycle)
    return False


def _defines(text: str, name: str) -> bool:
    """Whether a text that cannot be read seems to define what a reference names."""
    own = re.split("[/:]", name)[-1]
    return re.search(rf"(?<![\w-])id:[ \t]*[\"']?{re.escape(own)}(?![\w-])", text) is not None


def _message(reference: Reference) -> str:
    kinds = " or ".join(kind.value for kind in reference.ref.kinds)
    if reference.ref.scope is Scope.BASE_JOURNEY:
        if reference.home is None or reference.home.based_on is None:
            return "the journey has no `based_on`, so nothing can be kept or replaced"
        return f"journey `{reference.home.based_on}` has no {kinds} `{reference.text}`"
    return f"there is no {kinds} `{reference.text}`"


def _help(reference: Reference, index: Index) -> str:
    if reference.ref.scope is Scope.BASE_JOURNEY and (reference.home is None or reference.home.based_on is None):
        return "Add `based_on: …` to the journey, with the id of the current journey."
    candidates = index.candidates(reference)
    hint = did_you_mean(reference.text, candidates)
    if hint:
        return hint
    tail = [name for name in candidates if name.endswith((f"/{reference.text}", f":{reference.text}"))]
    if tail:
        return f"From outside its journey or lifecycle it is `{tail[0]}`."
    other = index.same_id(reference)
    if other is not None:
        return f"`{other.id}` is a {other.kind.value}, which is not meant here."
    return _missing_home(reference, index) or _place_for(reference.ref.kinds[0])


def _missing_home(reference: Reference, index: Index) -> str:
    """For a name with an owner, whether that is there; empty for a bare one."""
    mark = "/" if "/" in reference.text else ":"
    owner, found, _ = reference.text.partition(mark)
    if not found or not owner:
        return ""
    home = Kind.JOURNEY if mark == "/" else Kind.LIFECYCLE
    if index.has(home, owner):
        return f"The {home.value} `{owner}` is there, and has nothing of that name."
    return f"There is no {home.value} `{owner}`."


def _place_for(kind: Kind) -> str:
    if kind in _SECTIONS:
        return f"Add it under `{_SECTIONS[kind]}`, or correct the id."
    return "Add it to the journey, or correct the id." if kind in IN_JOURNEY else "Correct the id."
