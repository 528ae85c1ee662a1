"""The history of a workspace or of one journey: what each commit changed, and how healthy journeys were then."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.errors import InputMissingError, SettingError, UnknownObjectError
from journeymap.workspace.belonging import is_confidential

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from journeymap.api.scores import Scorer
    from journeymap.diff.history import Walk
    from journeymap.diff.past import Entry, Journey, Past
    from journeymap.diff.unfolding import Unfolded
    from journeymap.workspace.loader import Workspace

    Progress = Callable[[int, int], None]


def log(
    span: str = "HEAD",
    *,
    here: Path | None = None,
    journey: str = "",
    most: int | None = None,
    since: str = "",
    public: bool = False,
    progress: Progress | None = None,
) -> Past:
    """What changed in a workspace, commit by commit along first parents, newest first.

    Objects are known by their ids, so it does not matter which files they were in. The past does not change: everything
    dated is held against the day of each commit.

    Args:
        span: A revision, or a range such as `v1..v2`.
        here: The folder of the workspace; default the one one stands in.
        journey: The id of a journey, to tell of that one alone, also under ids that it had before.
        most: How many commits at most.
        since: Only commits from then on, as git reads dates.
        public: Leave out what is marked confidential.
        progress: Told how many commits are done, and of how many.

    Raises:
        InputMissingError: There is no repository, no such revision, or no commit that changed a document.
        SettingError: The span makes no sense.
        UnknownObjectError: No journey of the history has the id.
    """
    from journeymap.diff.history import History  # noqa: PLC0415  # loaded when it is used
    from journeymap.diff.unfolding import unfold  # noqa: PLC0415

    place = here or Path()
    if not place.exists():
        raise InputMissingError(f"there is no {place}", "Name the folder of the workspace.")
    history = History(place if place.is_dir() else place.parent)
    walk = history.walk(span, most=most, since=since)
    if not walk.steps:
        raise InputMissingError(
            f"no commit in {span} changed a document of {place}", "Is it a workspace, and is it committed?"
        )
    teller = _Teller(walk, public=public)
    for done, unfolded in enumerate(unfold(history, walk), 1):
        teller.take(unfolded)
        if progress is not None:
            progress(done, len(walk.steps))
    return teller.past(journey)


class _Teller:
    """Gathers what each commit changed into one history."""

    def __init__(self, walk: Walk, *, public: bool) -> None:
        from journeymap.api.scores import Scorer  # noqa: PLC0415  # loaded when it is used

        self.scorer = Scorer()
        self.walk = walk
        self.public = public
        self.hidden: set[str] = set()
        self.entries: list[Entry] = []
        self.names: dict[str, str] = {}
        self.homes: dict[str, set[str]] = {}
        self.workspaces: Mapping[Path, Workspace] = {}

    def take(self, unfolded: Unfolded) -> None:
        """The next commit, oldest first."""
        self.workspaces = unfolded.workspaces
        health: dict[str, int | None] = {}
        for workspace in unfolded.workspaces.values():
            health |= _scores(self.scorer, workspace, unfolded.touched)
            journeys = workspace.catalogue.journeys
            secret = {key for key, persona in workspace.catalogue.personas.items() if persona.confidential}
            self.names |= {key: item.name for key, item in journeys.items()}
            self.hidden |= {key for key, item in journeys.items() if self.public and is_confidential(item, secret)}
            for place in workspace.survey.journeys:
                self.homes.setdefault(place.path, set()).add(place.value.id)
        health |= dict.fromkeys(self._unread(unfolded.entry) - health.keys())
        entry = unfolded.entry
        shown = tuple(change for change in entry.changes if not (self.public and change.confidential))
        self.entries.append(replace(entry, changes=shown, health=health))

    def _unread(self, entry: Entry) -> set[str]:
        """The journeys that a commit left in no state to be read, also those of a file that is no YAML any more."""
        found: set[str] = set()
        for item in entry.unreadable:
            if item.side == "head":
                section, _, own = item.object.partition(":")
                found |= {own} if section == "journeys" else set()
                found |= self.homes.get(item.path, set()) if not item.object else set()
        return found

    def past(self, journey: str) -> Past:
        """The whole history, or that of one journey.

        Raises:
            UnknownObjectError: There never was such a journey.
        """
        from journeymap.diff.past import Past  # noqa: PLC0415

        if journey and journey not in self.names:
            names = ", ".join(sorted(self.names)) or "none"
            raise UnknownObjectError(f"there is no journey `{journey}` in this history", f"There are: {names}.")
        self._hide()
        newest = self.entries[::-1]
        lives = list(_lives(newest, self.names))
        if journey:
            lives = [life for life in lives if life[0] == journey] or [(journey, {})]
            newest = list(_of_journey(newest, lives[0][1], journey))
        first = next(iter(self.workspaces.values()), None)
        settings = first.settings if first else None
        return Past(
            name=self.names[journey] if journey else (settings.name or "" if settings else ""),
            language=_language(self.workspaces, journey),
            journey=journey,
            entries=tuple(newest),
            journeys=tuple(self._journey(own, names) for own, names in lives),
            cut_off=self.walk.cut_off,
            more=self.walk.more,
            released=self.walk.released,
        )

    def _hide(self) -> None:
        """Leaves out the journeys that are confidential, or once were."""
        if self.hidden:
            self.names = {key: name for key, name in self.names.items() if key not in self.hidden}
            self.entries = [
                replace(
                    entry,
                    changes=tuple(one for one in entry.changes if one.journey not in self.hidden),
                    unreadable=tuple(
                        one for one in entry.unreadable if one.object.partition(":")[2] not in self.hidden
                    ),
                    health={key: score for key, score in entry.health.items() if key not in self.hidden},
                )
                for entry in self.entries
            ]

    def _journey(self, own: str, names: Mapping[str, str]) -> Journey:
        """A journey with its health, under the names that it had at each commit."""
        from journeymap.diff.past import Journey, Point  # noqa: PLC0415

        points = []
        for entry in self.entries:
            then = names.get(entry.commit.hash, own)
            if then in entry.health:
                points.append(Point(entry.commit, entry.health[then]))
        return Journey(own, self.names[own], tuple(points))


def _scores(scorer: Scorer, workspace: Workspace, touched: frozenset[str]) -> dict[str, int | None]:
    """The health of the journeys that a commit touched; of all, where it touched what they rest on.

    It is unknown where the settings of then name rules that there are not: nothing says what should be found.
    """
    own = {path for path in touched if path in workspace.by_path}
    if not own:
        return {}
    whole = any(set(workspace.by_path[path].source.data or ()) - {"journeymap", "journeys"} for path in own)
    asked = [place.value.id for place in workspace.survey.journeys if whole or place.path in own]
    try:
        return scorer.scores(workspace, asked)
    except SettingError:
        return dict.fromkeys(asked)


def _lives(newest: Sequence[Entry], names: Mapping[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Each journey by its last id, with the id that it had at each commit where that is another."""
    taken: set[str] = set()
    for journey in reversed(tuple(names)):
        if journey in taken:
            continue
        own = journey
        told: dict[str, str] = {}
        for entry in newest:
            told[entry.commit.hash] = own
            for change in entry.changes:
                if change.kind == "journey-renamed" and str(change.after).partition(":")[2] == own:
                    own = str(change.before).partition(":")[2]
                    taken.add(own)
        yield journey, told


def _of_journey(newest: Sequence[Entry], names: Mapping[str, str], journey: str) -> Iterator[Entry]:
    """What commits changed in one journey, under the ids that it had then; the other commits are left out."""
    for entry in newest:
        own = names.get(entry.commit.hash, journey)
        changes = tuple(change for change in entry.changes if change.journey == own)
        unread = tuple(item for item in entry.unreadable if item.object in {"", f"journeys:{own}"})
        if changes or unread:
            yield replace(entry, changes=changes, unreadable=unread)


def _language(workspaces: Mapping[Path, Workspace], journey: str) -> str:
    """The language of the journey, or that of the workspace."""
    for workspace in workspaces.values():
        found = workspace.catalogue.journeys.get(journey)
        if found is not None and found.language:
            return found.language
        if workspace.settings.language:
            return workspace.settings.language
    return "en"
