"""The scores of journeys as the report has them, for revisions of which only some journeys are asked about.

What the rules find counts in a score. Where only some journeys are asked for, only those are linted: the others are
there for them to refer to, and nothing is found in them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from journeymap.model.kinds import Kind
from journeymap.workspace.index import Index
from journeymap.workspace.loader import Workspace
from journeymap.workspace.survey import JourneyPlace, Survey

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from journeymap.diagnostics import Diagnostic
    from journeymap.workspace.catalogue import Catalogue
    from journeymap.workspace.loader import Loaded


class Scorer:
    """Reckons scores; of several revisions of a workspace it remembers what their documents define and refer to."""

    def __init__(self) -> None:
        self._indexes: dict[int, tuple[Loaded, Index]] = {}

    def scores(
        self, workspace: Workspace, journeys: Collection[str], findings: Sequence[Diagnostic] | None = None
    ) -> dict[str, int | None]:
        """The scores of some journeys by id, in the order of the catalogue; None for one that has none.

        Args:
            workspace: The workspace.
            journeys: The ids of the journeys; those that are not there are left out.
            findings: What the rules found in the workspace; None where nothing was asked of them yet.

        Raises:
            SettingError: The settings name a rule or an option that does not exist, and nothing was found before.
        """
        from journeymap.health.journey import assess_known  # noqa: PLC0415  # loaded when it is used
        from journeymap.health.known import Known  # noqa: PLC0415
        from journeymap.health.workspace import findings_of  # noqa: PLC0415

        wanted = [item for key, item in workspace.catalogue.journeys.items() if key in journeys]
        if not wanted:
            return {}
        found = self._linted(workspace, frozenset(item.id for item in wanted)) if findings is None else findings
        by_journey = findings_of(workspace, found)
        known = Known(workspace.catalogue, workspace.today, frozenset())
        return {item.id: assess_known(item, known, by_journey.get(item.id, ())).score for item in wanted}

    def _linted(self, workspace: Workspace, journeys: frozenset[str]) -> Sequence[Diagnostic]:
        """What the rules find in some journeys, by the settings of the workspace, as far as a score counts it."""
        from journeymap.health.formula import COUNTED_ELSEWHERE  # noqa: PLC0415  # loaded when it is used
        from journeymap.lint import runner  # noqa: PLC0415
        from journeymap.lint.checking import planned  # noqa: PLC0415
        from journeymap.lint.wishes import Wishes  # noqa: PLC0415

        plan = planned(workspace, Wishes())
        counted = tuple(rule for rule in plan.rules if rule.fault.code not in COUNTED_ELSEWHERE)
        places = {place.path for place in workspace.survey.journeys if place.value.id in journeys}
        documents = tuple(
            loaded for loaded in workspace.documents if loaded.path in places or not loaded.source.readable
        )
        settings = (workspace.root, documents, workspace.today, workspace.settings)
        some = _Some(*settings, whole=workspace, asked=journeys, known=self._index(workspace, places))
        return runner.run(some, replace(plan, rules=counted)).findings

    def _index(self, workspace: Workspace, places: Collection[str]) -> Index:
        """Ids of all documents, put together from those of each; of references those that some documents have.

        From one journey to another they are all there: a circle leads through documents that nobody asked about.
        """
        whole = Index(default_lifecycle=workspace.settings.lifecycle)
        there: dict[int, tuple[Loaded, Index]] = {}
        for loaded in workspace.documents:
            there[id(loaded)] = self._indexes.get(id(loaded)) or (loaded, _indexed(loaded))
            _take_in(whole, there[id(loaded)][1], all_references=loaded.path in places)
        self._indexes = there
        whole.add_builtins()
        return whole


def _indexed(loaded: Loaded) -> Index:
    index = Index()
    if isinstance(loaded.source.data, dict):
        index.add(loaded.source)
    return index


def _take_in(whole: Index, part: Index, *, all_references: bool) -> None:
    """Adds to an index what another one has."""
    for key, table in part.symbols.items():
        for name, symbols in table.items():
            whole.symbols[key][name] += symbols
    whole.references += [
        reference for reference in part.references if all_references or Kind.JOURNEY in reference.ref.kinds
    ]
    whole.dates += part.dates
    whole.bases |= part.bases


@dataclass(frozen=True)
class _Some(Workspace):
    """A workspace in which the rules look at some journeys; all that these may refer to is there."""

    whole: Workspace | None = field(default=None)
    asked: frozenset[str] = frozenset()
    known: Index = field(default_factory=Index)

    @property
    def _whole(self) -> Workspace:
        if self.whole is None:
            raise ValueError("some journeys are those of a whole workspace")
        return self.whole

    @cached_property
    def index(self) -> Index:
        """Ids and references of all documents."""
        return self.known

    @cached_property
    def catalogue(self) -> Catalogue:
        """The objects of the whole workspace."""
        return self._whole.catalogue

    @cached_property
    def by_path(self) -> Mapping[str, Loaded]:
        """All documents."""
        return self._whole.by_path

    @cached_property
    def survey(self) -> Survey:
        """All objects; only the journeys that are asked about are living."""
        return _SomeSurvey(self._whole, self.asked)


class _SomeSurvey(Survey):
    """All objects of a workspace, of whose journeys only some are looked at."""

    def __init__(self, whole: Workspace, asked: frozenset[str]) -> None:
        super().__init__(whole.documents, whole.catalogue)
        self.asked = asked

    @cached_property
    def living(self) -> tuple[JourneyPlace, ...]:
        """The journeys that are asked about, without those that are retired."""
        return tuple(place for place in super().living if place.value.id in self.asked)
