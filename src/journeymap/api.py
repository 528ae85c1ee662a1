"""What the command line, an editor and a Python user call: plain arguments in, values out; nothing is printed.

>>> from pathlib import Path
>>> from journeymap import api
>>> report = api.validate([Path("examples/saas")])  # doctest: +SKIP
>>> [finding.message for finding in report.findings]  # doctest: +SKIP
[]
"""

from __future__ import annotations

import datetime
import os
import time
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journeymap.diagnostics import Report
from journeymap.errors import ContentError, InputMissingError, SettingError, UnknownObjectError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from journeymap.lint.baseline import Held
    from journeymap.lint.selection import Plan
    from journeymap.model.persona import Persona
    from journeymap.render.drawing import Engine
    from journeymap.render.view import JourneyView
    from journeymap.workspace.loader import Workspace


def today() -> datetime.date:
    """The day that everything dated is held against: `SOURCE_DATE_EPOCH` where it is set, else the calendar's.

    Raises:
        SettingError: `SOURCE_DATE_EPOCH` is no number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.datetime.now(tz=datetime.UTC).astimezone().date()
    try:
        return datetime.datetime.fromtimestamp(int(epoch), tz=datetime.UTC).date()
    except (ValueError, OverflowError, OSError):
        raise SettingError(f"SOURCE_DATE_EPOCH is {epoch!r}", "It is seconds since 1970, such as 1767225600.") from None


def load(
    paths: Sequence[Path] = (), *, on: datetime.date | None = None, unsaved: tuple[Path, bytes] | None = None
) -> list[Workspace]:
    """The workspaces that paths mean, loaded whole.

    Args:
        paths: Files and folders; none means the folder one stands in.
        on: The day to hold dates against; default today.
        unsaved: A file and the bytes to read in its place, whether it exists or not.

    Raises:
        InputMissingError: A path does not exist or cannot be opened.
    """
    return _load(paths, on or today(), unsaved, {})


def _load(
    paths: Sequence[Path],
    day: datetime.date,
    unsaved: tuple[Path, bytes] | None,
    replaced: Mapping[Path, bytes],
) -> list[Workspace]:
    """As `load`, with the bytes of some files replaced whose findings are wanted only where the paths say so."""
    from journeymap.workspace import discovery, loader  # noqa: PLC0415  # the models are only loaded when they are used

    selections = discovery.select(paths) if paths or unsaved is None else []
    if unsaved is not None:
        place = Path(os.path.abspath(unsaved[0]))  # noqa: PTH100  # symbolic links keep the name that was typed
        replaced = {**replaced, place: unsaved[1]}
        root = discovery.find_root(place) if place.parent.is_dir() else None
        selections.append(discovery.Selection(root or place.parent, named=[place], lone=root is None))
    return [loader.load(selection, day, _below(selection.root, replaced)) for selection in selections]


def _below(root: Path, replaced: Mapping[Path, bytes]) -> dict[Path, bytes]:
    return {path: content for path, content in replaced.items() if path.is_relative_to(root)}


def validate(
    paths: Sequence[Path] = (), *, on: datetime.date | None = None, unsaved: tuple[Path, bytes] | None = None
) -> Report:
    """Checks structure: what a team never lets through.

    Args:
        paths: Files and folders whose findings are wanted; each one's workspace is loaded whole.
        on: The day to hold dates against; default today.
        unsaved: A file and the bytes to read in its place.

    Raises:
        InputMissingError: A path does not exist, cannot be opened, or has no documents.
    """
    from journeymap.lint import registry  # noqa: PLC0415  # loaded when it is used
    from journeymap.lint.selection import Plan  # noqa: PLC0415

    began = time.perf_counter()
    loaded = load(paths, on=on, unsaved=unsaved)
    return _check([(workspace, Plan(registry.structure())) for workspace in loaded], paths, began)


def lint(
    paths: Sequence[Path] = (),
    *,
    select: Sequence[str] = (),
    extend_select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    on: datetime.date | None = None,
    unsaved: tuple[Path, bytes] | None = None,
) -> Report:
    """Checks journeys for structure, flow, experience, teams, research and metrics.

    Args:
        paths: Files and folders whose findings are wanted; each one's workspace is loaded whole.
        select: Codes, prefixes or names of the only rules to run; none means what the workspace says.
        extend_select: Rules to run beside those.
        ignore: Rules not to run.
        on: The day to hold dates against; default today.
        unsaved: A file and the bytes to read in its place.

    Raises:
        InputMissingError: A path does not exist, cannot be opened, or has no documents.
        SettingError: A rule or option that does not exist, here or in the workspace's settings.
    """
    from journeymap.lint.selection import Wishes, plan  # noqa: PLC0415  # loaded when it is used

    began = time.perf_counter()
    loaded = load(paths, on=on, unsaved=unsaved)
    wishes = Wishes(select, extend_select, ignore)
    return _check([(workspace, plan(workspace.settings.lint, wishes)) for workspace in loaded], paths, began)


@dataclass(frozen=True)
class Fixed:
    """What fixes have made of files (path to old and new bytes), how many findings they mended, and what is left."""

    changed: Mapping[Path, tuple[bytes, bytes]]
    mended: int
    report: Report


def fix(
    paths: Sequence[Path] = (),
    *,
    select: Sequence[str] = (),
    extend_select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    unsafe: bool = False,
    on: datetime.date | None = None,
) -> Fixed:
    """Mends what fixes can mend, in memory: whoever calls it writes the files.

    Args:
        paths: Files and folders whose findings are wanted.
        select: As for `lint`.
        extend_select: As for `lint`.
        ignore: As for `lint`.
        unsafe: Also make fixes that may change the meaning.
        on: The day to hold dates against; default today.

    Raises:
        InputMissingError: A path does not exist, cannot be opened, or has no documents.
        SettingError: A rule or option that does not exist.
    """
    from journeymap.lint import fixing, runner  # noqa: PLC0415  # loaded when it is used
    from journeymap.lint.selection import Wishes, plan  # noqa: PLC0415

    began = time.perf_counter()
    day, wishes = on or today(), Wishes(select, extend_select, ignore)
    replaced: dict[Path, bytes] = {}
    mended = 0
    for _ in range(fixing.PASSES):
        workspaces = _load(paths, day, None, replaced)
        planned = [(workspace, plan(workspace.settings.lint, wishes)) for workspace in workspaces]
        before = dict(replaced)
        for workspace, chosen in planned:
            done = fixing.mend(workspace, runner.run(workspace, chosen).findings, unsafe=unsafe)
            mended += done.count
            replaced.update({workspace.full_path(path): _encoded(path, text) for path, text in done.texts.items()})
        if replaced == before:
            break
    report = _check(planned, paths, began)
    old = {path: path.read_bytes() for path in replaced}
    return Fixed({path: (old[path], new) for path, new in replaced.items() if new != old[path]}, mended, report)


def _encoded(path: str, text: str) -> bytes:
    """A text as the bytes of its file, with the byte-order mark that the file has."""
    mark = "\ufeff".encode()
    return (mark if Path(path).read_bytes().startswith(mark) else b"") + text.encode()


def against_baseline(report: Report, baseline: Path) -> tuple[Report, Held]:
    """A report without the findings that a baseline knows, and what became of its entries.

    Raises:
        InputMissingError: The baseline cannot be opened.
        SettingError: It is no baseline.
    """
    from journeymap.lint import baseline as baselines  # noqa: PLC0415  # loaded when it is used

    held = baselines.hold(report.findings, baselines.read(baseline), report.paths)
    return replace(report, findings=held.new), held


def baseline_text(report: Report, baseline: Path) -> str:
    """A baseline of a report's findings; entries that stand in the file for documents not checked are kept."""
    from journeymap.lint import baseline as baselines  # noqa: PLC0415  # loaded when it is used

    old = baselines.read(baseline) if baseline.exists() else []
    return baselines.text(report.findings, [entry for entry in old if entry.path not in report.paths])


def _check(planned: Iterable[tuple[Workspace, Plan]], paths: Sequence[Path], began: float) -> Report:
    from journeymap.lint import runner  # noqa: PLC0415  # loaded when it is used

    findings, lines = [], {}
    seconds: Counter[str] = Counter()
    paths_checked: set[str] = set()
    for workspace, plan in planned:
        run = runner.run(workspace, plan)
        findings += run.findings
        seconds.update(run.seconds)
        paths_checked.update(loaded.path for loaded in workspace.documents if loaded.wanted)
        shown = {finding.path for finding in run.findings}
        shown.update(related.path for finding in run.findings for related in finding.related)
        lines.update({path: workspace.by_path[path].source.lines for path in shown if path in workspace.by_path})
    if not paths_checked:
        where = ", ".join(str(path) for path in paths) or "this folder"
        raise InputMissingError(f"there are no journeymap documents in {where}", "`journeymap init` makes some.")
    took = time.perf_counter() - began
    return Report(tuple(findings), len(paths_checked), took, lines, dict(seconds), frozenset(paths_checked))


def workspace_of(workspaces: Sequence[Workspace], journey: str, also: Sequence[str] = ()) -> Workspace:
    """The one workspace that has a journey.

    Args:
        workspaces: Where to look.
        journey: The id.
        also: Ids of other things that would have been understood, for a did-you-mean.

    Raises:
        ContentError: The journey is there, and has faults.
        UnknownObjectError: No workspace has it, or several have.
    """
    from journeymap.model.kinds import Kind  # noqa: PLC0415  # loaded when it is used
    from journeymap.source.nearest import did_you_mean  # noqa: PLC0415

    having = [workspace for workspace in workspaces if journey in workspace.catalogue.journeys]
    if len(having) == 1:
        return having[0]
    if having:
        roots = ", ".join(str(workspace.root) for workspace in having)
        raise UnknownObjectError(
            f"several workspaces have a journey `{journey}`: {roots}", "Name one by `--workspace`."
        )
    if any(journey in workspace.index.symbols.get((Kind.JOURNEY, None), {}) for workspace in workspaces):
        raise ContentError(f"journey `{journey}` has faults", "`journeymap validate` says where.")
    known = [name for workspace in workspaces for name in workspace.catalogue.journeys]
    hint = did_you_mean(journey, [*known, *also]) or (
        f"There are: {', '.join(known)}." if known else "There are no journeys."
    )
    kinds = "journey or persona" if also else "journey"
    raise UnknownObjectError(f"there is no {kinds} `{journey}`", hint)


FORMAT_SCHEMA = "journeymap.schema.json"
FINDINGS_SCHEMA = "findings.schema.json"
WORKSPACE_SCHEMA = "workspace.schema.json"


def schemas(workspace: Path | None = None) -> dict[str, str]:
    """The published JSON Schemas by file name: the format's, that of findings, and one for a workspace's own ids.

    Args:
        workspace: A path in the workspace whose ids the third schema shall name; None leaves it out.
    """
    from journeymap.model import schema  # noqa: PLC0415  # loaded when it is used
    from journeymap.reporters.findings import schema_text  # noqa: PLC0415

    made = {FORMAT_SCHEMA: schema.text(), FINDINGS_SCHEMA: schema_text()}
    if workspace is not None:
        made[WORKSPACE_SCHEMA] = schema.text(load([workspace])[0].index.names)
    return made


def rules(code_or_name: str | None = None) -> list[dict[str, Any]]:
    """What the rules say of themselves: all, or the one with a code or a name.

    Raises:
        UnknownObjectError: There is no such rule.
    """
    from journeymap.lint import registry  # noqa: PLC0415  # loaded when it is used
    from journeymap.lint.page import page  # noqa: PLC0415

    found = registry.rules().values() if code_or_name is None else [registry.rule(code_or_name)]
    return [page(rule) for rule in found]


def rule_text(about: dict[str, Any]) -> str:
    """What a rule says of itself, for the terminal."""
    from journeymap.lint.page import as_text  # noqa: PLC0415  # loaded when it is used

    return as_text(about)


def journey_view(
    workspace: Workspace, journey: str, *, public: bool = False, on: datetime.date | None = None
) -> JourneyView:
    """A journey of a workspace, ready to be drawn.

    Args:
        workspace: The workspace, loaded.
        journey: The id of the journey.
        public: Leave out what is confidential.
        on: The day that reviews and due dates are held against; default the workspace's.

    Raises:
        ContentError: The journey has faults, or a picture of it cannot be used.
        UnknownObjectError: There is no such journey.
    """
    from journeymap.render.building.journey import build_journey_view  # noqa: PLC0415  # loaded when it is used

    catalogue = workspace_of([workspace], journey).catalogue
    found = catalogue.journeys[journey]
    base = catalogue.journeys.get(found.based_on) if found.based_on else None
    return build_journey_view(found, catalogue, today=on or workspace.today, public=public, base=base)


@dataclass(frozen=True, slots=True)
class DrawnJourney:
    """A picture or document of a journey, and the name of the file it is for."""

    file_name: str
    content: bytes


def render(
    journeys: Sequence[str],
    *,
    paths: Sequence[Path] = (),
    view: str = "map",
    image_format: str | None = None,
    engine: Engine = "embedded",
    public: bool = False,
    on: datetime.date | None = None,
) -> list[DrawnJourney]:
    """Draws journeys.

    Args:
        journeys: Their ids; none means every journey in the documents that the paths mean.
        paths: The workspace, or several; default the folder one stands in.
        view: `map` or `flow`.
        image_format: One of the view's formats; None for its default.
        engine: Who lays out graphs: `embedded`, or `dot` for the program on PATH.
        public: Leave out what is confidential.
        on: The day that reviews and due dates are held against; default today.

    Raises:
        ContentError: A journey has faults.
        SettingError: The view does not exist, or not in this format.
        UnknownObjectError: A journey does not exist.
    """
    from journeymap.render.drawing import draw  # noqa: PLC0415  # loaded when it is used

    workspaces = load(paths, on=on)
    named = [(workspace_of(workspaces, journey), journey) for journey in journeys] or _all_journeys(workspaces)
    drawn = []
    for workspace, journey in named:
        drawing = draw(journey_view(workspace, journey, public=public), view, image_format, engine)
        drawn.append(DrawnJourney(f"{journey}-{view}.{drawing.suffix}", drawing.content))
    return drawn


def _all_journeys(workspaces: Sequence[Workspace]) -> list[tuple[Workspace, str]]:
    """Every journey that stands in a document that was asked for."""
    from journeymap.model.kinds import Kind  # noqa: PLC0415  # loaded when it is used

    found = []
    for workspace in workspaces:
        wanted = {loaded.path for loaded in workspace.documents if loaded.wanted}
        table = workspace.index.symbols.get((Kind.JOURNEY, None), {})
        found += [(workspace, name) for name, symbols in table.items() if symbols[0].path in wanted]
    if not found:
        raise InputMissingError("there are no journeys here", "`journeymap new journey ID` makes one.")
    return found


@dataclass(frozen=True, slots=True)
class Found:
    """A persona with the journeys it takes part in, or one journey."""

    persona: Persona | None
    views: tuple[JourneyView, ...]


def find(paths: Sequence[Path], name: str, *, on: datetime.date | None = None) -> Found:
    """The journey, or else the persona, with an id.

    Args:
        paths: The workspace, or several; default the folder one stands in.
        name: The id.
        on: The day that reviews and due dates are held against; default today.

    Raises:
        ContentError: It has faults.
        UnknownObjectError: There is neither.
    """
    workspaces = load(paths, on=on)
    if not any(name in workspace.catalogue.journeys for workspace in workspaces):
        for workspace in workspaces:
            catalogue = workspace.catalogue
            if name in catalogue.personas:
                theirs = [item.id for item in catalogue.journeys.values() if name in item.personas]
                views = tuple(journey_view(workspace, journey) for journey in theirs)
                return Found(catalogue.personas[name], views)
    workspace = workspace_of(workspaces, name, also=_personas(workspaces))
    return Found(None, (journey_view(workspace, name),))


def _personas(workspaces: Sequence[Workspace]) -> list[str]:
    return [persona for workspace in workspaces for persona in workspace.catalogue.personas]
