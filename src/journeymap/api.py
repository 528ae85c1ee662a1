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
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from journeymap.errors import ContentError, InputMissingError, SettingError, UnknownObjectError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from journeymap.diagnostics import Report
    from journeymap.lint.baseline import Held
    from journeymap.lint.checking import Memory
    from journeymap.lint.custom.trials import Trial
    from journeymap.lint.fixing import Fixed
    from journeymap.model.persona import Persona
    from journeymap.render.drawing import Engine
    from journeymap.render.view import JourneyView
    from journeymap.workspace.discovery import Selection
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
    from journeymap.lint.checking import Request, opened  # noqa: PLC0415  # the models are only loaded when they are used

    selections, replaced = _selected(paths, unsaved)
    request = Request(on or today(), None, replaced=replaced)
    return [opened(selection, request) for selection in selections]


def _selected(
    paths: Sequence[Path], unsaved: tuple[Path, bytes] | None, *, only_documents: bool = False
) -> tuple[list[Selection], dict[Path, bytes]]:
    """What paths mean, and the bytes to read in place of a file."""
    from journeymap.workspace import discovery  # noqa: PLC0415
    from journeymap.workspace.paths import full_path  # noqa: PLC0415

    selections = discovery.select(paths) if paths or unsaved is None else []
    for selection in selections:
        selection.only_documents = only_documents
    if unsaved is None:
        return selections, {}
    place = full_path(unsaved[0])
    root = discovery.find_root(place) if place.parent.is_dir() else None
    selections.append(discovery.Selection(root or place.parent, named=[place], lone=root is None))
    return selections, {place: unsaved[1]}


def validate(
    paths: Sequence[Path] = (),
    *,
    on: datetime.date | None = None,
    unsaved: tuple[Path, bytes] | None = None,
    cached: bool = False,
    only_documents: bool = False,
) -> Report:
    """Checks structure: what a team never lets through.

    Args:
        paths: Files and folders whose findings are wanted; each one's workspace is loaded whole.
        on: The day to hold dates against; default today.
        unsaved: A file and the bytes to read in its place.
        cached: Use what an earlier run found where nothing has changed, and keep it for the next.
        only_documents: Pass over named files that are no documents of a workspace, also where none is left.

    Raises:
        InputMissingError: A path does not exist, cannot be opened, or has no documents.
    """
    from journeymap.lint.checking import Request, check  # noqa: PLC0415  # loaded when it is used

    selections, replaced = _selected(paths, unsaved, only_documents=only_documents)
    return check(selections, Request(on or today(), None, cached, replaced))


def lint(
    paths: Sequence[Path] = (),
    *,
    select: Sequence[str] = (),
    extend_select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    on: datetime.date | None = None,
    unsaved: tuple[Path, bytes] | None = None,
    cached: bool = False,
    only_documents: bool = False,
    memory: Memory | None = None,
) -> Report:
    """Checks journeys for structure, flow, experience, teams, research and metrics.

    Args:
        paths: Files and folders whose findings are wanted; each one's workspace is loaded whole.
        select: Codes, prefixes or names of the only rules to run; none means what the workspace says.
        extend_select: Rules to run beside those.
        ignore: Rules not to run.
        on: The day to hold dates against; default today.
        unsaved: A file and the bytes to read in its place.
        cached: Use what an earlier run found where nothing has changed, and keep it for the next.
        only_documents: Pass over named files that are no documents of a workspace, also where none is left.
        memory: Documents of earlier runs in this process; those that have not changed are not read again.

    Raises:
        InputMissingError: A path does not exist, cannot be opened, or has no documents.
        SettingError: A rule or option that does not exist, here or in the workspace's settings.
    """
    from journeymap.lint.checking import Request, check  # noqa: PLC0415  # loaded when it is used
    from journeymap.lint.wishes import Wishes  # noqa: PLC0415

    selections, replaced = _selected(paths, unsaved, only_documents=only_documents)
    wishes = Wishes(tuple(select), tuple(extend_select), tuple(ignore))
    return check(selections, Request(on or today(), wishes, cached, replaced, memory))


def fix(
    paths: Sequence[Path] = (),
    *,
    select: Sequence[str] = (),
    extend_select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    unsafe: bool = False,
    on: datetime.date | None = None,
    only_documents: bool = False,
) -> Fixed:
    """Mends what fixes can mend, in memory: whoever calls it writes the files.

    Args:
        paths: Files and folders whose findings are wanted.
        select: As for `lint`.
        extend_select: As for `lint`.
        ignore: As for `lint`.
        unsafe: Also make fixes that may change the meaning.
        on: The day to hold dates against; default today.
        only_documents: As for `lint`.

    Raises:
        InputMissingError: A path does not exist, cannot be opened, or has no documents.
        SettingError: A rule or option that does not exist.
    """
    from journeymap.lint.checking import Request  # noqa: PLC0415  # loaded when it is used
    from journeymap.lint.fixing import mend  # noqa: PLC0415
    from journeymap.lint.wishes import Wishes  # noqa: PLC0415

    selections, _ = _selected(paths, None, only_documents=only_documents)
    wishes = Wishes(tuple(select), tuple(extend_select), tuple(ignore))
    return mend(selections, Request(on or today(), wishes), unsafe=unsafe)


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


def rules(code_or_name: str | None = None, workspace: Path | None = None) -> list[dict[str, Any]]:
    """What the rules say of themselves: all, or the one with a code or a name.

    Args:
        code_or_name: A code or a name; None means all.
        workspace: A path in the workspace whose own rules shall be among them.

    Raises:
        ContentError: The workspace's settings have faults.
        InputMissingError: The path does not exist.
        SettingError: A plug-in cannot be used, or two rules have the same code or name.
        UnknownObjectError: There is no such rule.
    """
    from journeymap.lint import registry  # noqa: PLC0415  # loaded when it is used
    from journeymap.lint.custom.settings import own_rules  # noqa: PLC0415
    from journeymap.lint.page import page  # noqa: PLC0415

    known = registry.known(own_rules(workspace) if workspace is not None else ())
    found = known.values() if code_or_name is None else [registry.rule(code_or_name, known)]
    return [page(rule) for rule in found]


def rule_trials(workspace: Path, *, on: datetime.date | None = None) -> dict[str, list[Trial]]:
    """Runs the examples of a team's own rules, those of its plug-ins among them: each rule's, by its code.

    Args:
        workspace: A path in the workspace.
        on: The day to hold dates against; default today.

    Raises:
        ContentError: The workspace's settings have faults.
        InputMissingError: The path does not exist, or there are no rules of a team's own.
        SettingError: A plug-in cannot be used, or two rules have the same code or name.
    """
    from journeymap.lint import registry  # noqa: PLC0415  # loaded when it is used
    from journeymap.lint.custom.settings import own_rules  # noqa: PLC0415
    from journeymap.lint.custom.trials import trials  # noqa: PLC0415

    known = registry.known(own_rules(workspace))
    own = [rule for code, rule in known.items() if code not in registry.rules()]
    if not own:
        raise InputMissingError(
            f"no rules of its own are known in {workspace}", "Write them under `workspace.lint.custom`."
        )
    day = on or today()
    return {rule.fault.code: list(trials(rule, day)) for rule in own}


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
