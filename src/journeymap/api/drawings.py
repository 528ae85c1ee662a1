"""Journeys drawn and found: what `render` and `show` are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.errors import ContentError, InputMissingError, SettingError, UnknownObjectError

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence
    from pathlib import Path

    from journeymap.diagnostics import Diagnostic
    from journeymap.model.journey import Journey
    from journeymap.model.persona import Persona
    from journeymap.render.building.gathered import Gathered
    from journeymap.render.options import Options
    from journeymap.render.view import JourneyView
    from journeymap.workspace.catalogue import Catalogue
    from journeymap.workspace.loader import Workspace
from journeymap.api.checks import load
from journeymap.api.remarks import Remarks, left_out_of, remarks_on


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
        ContentError: The journey has faults or may not be shown, or a picture of it cannot be used.
        UnknownObjectError: There is no such journey.
    """
    from journeymap.render.building.journey import build_journey_view  # noqa: PLC0415  # loaded when it is used

    catalogue = workspace_of([workspace], journey).catalogue
    found = catalogue.journeys[journey]
    if public and _is_confidential(found, catalogue):
        raise ContentError(f"journey `{journey}` is confidential", "Draw it for an internal audience.")
    base = catalogue.journeys.get(found.based_on) if found.based_on else None
    return build_journey_view(found, catalogue, today=on or workspace.today, public=public, base=base)


def _is_confidential(journey: Journey, catalogue: Catalogue) -> bool:
    """Whether nothing of a journey may be shown to the public."""
    from journeymap.render.building.audience import Edition  # noqa: PLC0415  # only for a public audience

    return Edition(catalogue).journey(journey) is None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture or document, and the name of the file it is for."""

    file_name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Rendered:
    """Pictures or documents, and what is to be said about them."""

    drawn: tuple[Drawn, ...]
    remarks: Remarks


@dataclass(frozen=True, slots=True)
class _Wish:
    """How something is to be drawn."""

    view: str
    image_format: str | None
    options: Options | None
    public: bool


def render(
    journeys: Sequence[str],
    *,
    paths: Sequence[Path] = (),
    view: str = "map",
    image_format: str | None = None,
    options: Options | None = None,
    public: bool = False,
    on: datetime.date | None = None,
) -> list[Drawn]:
    """Draws journeys, or the workspace as a whole.

    Args:
        journeys: Their ids; none means every journey in the documents that the paths mean, without those that have
            faults or may not be shown. A view across the workspace takes none.
        paths: The workspace, or several; default the folder one stands in.
        view: A view of `journeymap.render.drawing.VIEWS`.
        image_format: One of the view's formats; None for its default.
        options: Engine and browser; default the embedded engine, and the browser that is found.
        public: Leave out what is confidential.
        on: The day that reviews and due dates are held against; default today.

    Raises:
        ContentError: A journey that was named has faults or may not be shown, or none is left to be drawn.
        EngineError: The engine, the browser or a package that draws it is missing, or cannot draw it.
        InputMissingError: There are no journeys.
        SettingError: The view does not exist, or not in this format, or ids stand beside a view of the workspace.
        UnknownObjectError: A journey does not exist.
    """
    made = render_told(
        journeys, paths=paths, view=view, image_format=image_format, options=options, public=public, on=on
    )
    return list(made.drawn)


def render_told(
    journeys: Sequence[str],
    *,
    paths: Sequence[Path] = (),
    view: str = "map",
    image_format: str | None = None,
    options: Options | None = None,
    public: bool = False,
    on: datetime.date | None = None,
) -> Rendered:
    """As `render`, and says what was left out or not heeded; takes and raises the same."""
    from journeymap.render.drawing import VIEWS, check  # noqa: PLC0415  # loaded when it is used

    check(view, image_format)
    wish = _Wish(view, image_format, options, public)
    workspaces = load(paths, on=on)
    if VIEWS[view].scope == "workspace":
        return _render_workspaces(journeys, workspaces, wish)
    return _render_journeys(journeys, workspaces, wish)


def _render_journeys(journeys: Sequence[str], workspaces: Sequence[Workspace], wish: _Wish) -> Rendered:
    from journeymap.render.drawing import draw  # noqa: PLC0415  # loaded when it is used

    left_out: list[str] = []
    named = [(workspace_of(workspaces, journey), journey) for journey in journeys]
    if not named:
        named, left_out = _all_journeys(workspaces, public=wish.public)
    ids = [journey for _, journey in named]
    drawn, languages = [], []
    for workspace, journey in named:
        made = journey_view(workspace, journey, public=wish.public)
        languages.append(made.language)
        drawing = draw(made, wish.view, wish.image_format, wish.options)
        stem = f"{workspace.root.resolve().name}-{journey}" if ids.count(journey) > 1 else journey
        drawn.append(Drawn(f"{stem}-{wish.view}.{drawing.suffix}", drawing.content))
    sources = [workspace for workspace in workspaces if any(workspace is one for one, _ in named)]
    return Rendered(tuple(drawn), remarks_on(sources, languages, left_out))


def _render_workspaces(journeys: Sequence[str], workspaces: Sequence[Workspace], wish: _Wish) -> Rendered:
    from journeymap.render.drawing import VIEWS, draw, load  # noqa: PLC0415  # loaded when it is used

    if journeys:
        raise SettingError(
            f"the view `{wish.view}` is of the whole workspace, and `{journeys[0]}` was named",
            "Leave the ids away; `--workspace` says which workspace.",
        )
    build = load(VIEWS[wish.view].build)
    drawn = []
    for workspace in workspaces:
        seen = build(gathered(workspace, public=wish.public))
        drawing = draw(seen, wish.view, wish.image_format, wish.options)
        stem = f"{workspace.root.resolve().name}-" if len(workspaces) > 1 else ""
        drawn.append(Drawn(f"{stem}{wish.view}.{drawing.suffix}", drawing.content))
    languages = [workspace.settings.language for workspace in workspaces]
    left_out = [name for workspace in workspaces for name in left_out_of(workspace)]
    return Rendered(tuple(drawn), remarks_on(workspaces, languages, left_out))


def gathered(workspace: Workspace, *, public: bool = False, findings: Sequence[Diagnostic] = ()) -> Gathered:
    """A workspace, ready for the views across it.

    Args:
        workspace: The workspace, loaded.
        public: Leave out what is confidential.
        findings: What lint found in it.
    """
    from journeymap.health.workspace import findings_of  # noqa: PLC0415  # loaded when it is used
    from journeymap.render.building.gathered import Gathered  # noqa: PLC0415

    return Gathered(workspace.catalogue, workspace.today, public, findings_of(workspace, findings) if findings else {})


def _all_journeys(workspaces: Sequence[Workspace], *, public: bool) -> tuple[list[tuple[Workspace, str]], list[str]]:
    """Every journey in a document that was asked for that can be drawn, and the ids of those that have faults.

    Raises:
        ContentError: There are journeys, and all have faults or may not be shown.
        InputMissingError: There are no journeys.
    """
    written = [(workspace, name) for workspace in workspaces for name in _wanted(workspace)]
    sound = [(workspace, name) for workspace, name in written if name in workspace.catalogue.journeys]
    shown = [
        (one, name)
        for one, name in sound
        if not (public and _is_confidential(one.catalogue.journeys[name], one.catalogue))
    ]
    if not shown:
        raise nothing_to_draw(confidential=bool(sound), faulty=bool(written))
    return shown, [name for workspace, name in written if name not in workspace.catalogue.journeys]


def _wanted(workspace: Workspace) -> list[str]:
    """The ids of the journeys in the documents that were asked for."""
    from journeymap.model.kinds import Kind  # noqa: PLC0415  # loaded when it is used

    wanted = {loaded.path for loaded in workspace.documents if loaded.wanted}
    table = workspace.index.symbols.get((Kind.JOURNEY, None), {})
    return [name for name, symbols in table.items() if symbols[0].path in wanted]


def nothing_to_draw(*, confidential: bool, faulty: bool, where: str = "here") -> ContentError | InputMissingError:
    """Why no journey is left: each sound one is confidential, or all have faults, or there are none."""
    if confidential:
        return ContentError("every journey is confidential", "Draw them for an internal audience.")
    if faulty:
        return ContentError("every journey has faults", "`journeymap validate` says where.")
    return InputMissingError(f"there are no journeys {where}", "`journeymap new journey ID` makes one.")


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
