"""The shape of a review for programs, as models: the JSON output and its published schema are made from them."""

from __future__ import annotations

import datetime  # noqa: TC003  # Pydantic reads it
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from pydantic import ConfigDict, Field

from journeymap.render.review_headline import headline
from journeymap.render.wording import words_for
from journeymap.reporters.findings import Finding, Location, finding, location
from journeymap.reporters.reviews.weighing import counted, encodable
from journeymap.reporters.shapes import PlainValue, Shape, plain_value, schema_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from journeymap.diagnostics import Diagnostic
    from journeymap.diff import values
    from journeymap.render.review_view import ReviewView, Spot

FORMAT_VERSION = 1


class WrittenAt(Shape):
    """Where something is written on one side."""

    path: str = Field(description="The file, as that side names it.")
    pointer: str = Field(description="The value, as a JSON Pointer (RFC 6901).")


class ShownAt(Shape):
    """Where a change is best shown."""

    path: str = Field(description="The file.")
    location: Location = Field(description="Where it begins.")
    end_location: Location = Field(description="Where it ends; the column is the first behind it.")
    in_head: bool = Field(description="Whether this is a place of the head; else nothing of it is left there.")


class AcceptedBy(Shape):
    """Who accepted a change."""

    reason: str = Field(description="Why it is right.")
    author: str = Field(description="Who accepted it; may be empty.")
    expires: datetime.date | None = Field(description="The day from which it no longer counts.")
    expired: bool = Field(description="Whether that day has come, so that the change counts again.")


class Touched(Shape):
    """What a change touches beside its object, by ids."""

    personas: list[str] = Field(description="The personas that live it.")
    journeys: list[str] = Field(description="The journeys it is in, and those around them.")
    initiatives: list[str] = Field(description="The initiatives that work on it.")
    plays: list[str] = Field(description="The plays that are played there.")
    metrics: list[str] = Field(description="The metrics that are measured there.")
    teams: list[str] = Field(description="The teams that answer for all that.")


class ReviewedChange(Shape):
    """One change."""

    kind: str = Field(pattern="^[a-z]+(-[a-z]+)+$", description="What happened, such as `emotion-lowered`.")
    object: str = Field(description="What changed: `section:id`, `journey/id`, and below those what it is about.")
    object_kind: str = Field(description="What sort of object that is, such as `touchpoint`.")
    label: str = Field(description="What people call it.")
    field: str = Field(description="The key that changed; empty for the object as a whole.")
    before: PlainValue = Field(description="The value before; of a list what went.")
    after: PlainValue = Field(description="The value after; of a list what came.")
    category: Literal[
        "reference",
        "structure",
        "experience",
        "accountability",
        "measurement",
        "personalization",
        "evidence",
        "text",
    ] = Field(description="What it is about.")
    direction: Literal["better", "worse", "neutral"] = Field(description="What it does to customers.")
    level: Literal["breaking", "notable", "minor"] = Field(description="How much it asks for attention.")
    message: str = Field(description="The change in a sentence, without a full stop.")
    reason: str = Field(description="Why it is better, worse or breaking; may be empty.")
    journey: str = Field(description="The id of the journey it is in; empty outside of journeys.")
    touchpoint: str = Field(description="The id of the touchpoint it is at; empty where it is at none.")
    base: WrittenAt | None = Field(description="Where it is written in the base.")
    head: WrittenAt | None = Field(description="Where it is written in the head.")
    shown_at: ShownAt | None = Field(description="Where it is best shown.")
    confidential: bool = Field(description="Whether it is about something confidential on either side, or names it.")
    proposed: bool = Field(description="Whether only likeness says that it is a rename or a move.")
    stopped: bool = Field(description="Whether a gate holds it up.")
    accepted: AcceptedBy | None = Field(description="Who accepted it, if somebody did.")
    impact: Touched = Field(description="What it touches.")


class NotCompared(Shape):
    """Something that one side has and that cannot be read there, so that nothing is said of it."""

    object: str = Field(description="The object, as `section:id`; empty for a whole file.")
    side: Literal["base", "head"] = Field(description="The side that cannot be read.")
    path: str = Field(description="The file.")
    why: str = Field(description="What is wrong with it.")


class LintFindings(Shape):
    """Findings of lint on both sides, by object and not by line; empty where lint did not run."""

    introduced: list[Finding] = Field(description="Those that the base does not have.")
    fixed: list[Finding] = Field(description="Those that the head does not have any more, at their place in the base.")
    there_already: list[Finding] = Field(description="Those of the head that the base has too.")


class Reviewer(Shape):
    """A team that ought to look."""

    id: str = Field(description="Its id.")
    name: str = Field(description="What people call it.")


class MovedEntry(Shape):
    """An entry of `moved` that would make a proposed rename certain."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    from_: str = Field(alias="from", description="The old name.")
    to: str = Field(description="The new name.")


class PainsLeft(Shape):
    """What becomes of the open pains of one journey in another."""

    resolved: int = Field(ge=0, description="Pains that are gone or dealt with.")
    untouched: int = Field(ge=0, description="Pains that are open in both.")
    new: int = Field(ge=0, description="Open pains that only the other has.")


class ReviewedWorkspace(Shape):
    """One workspace on both sides."""

    folder: str = Field(description="Where it lies below what was compared; empty for the place itself.")
    base: str = Field(description="What the base is called.")
    head: str = Field(description="What the head is called.")
    headline: str = Field(description="What it means, and who must know; empty where nothing changes.")
    changes: list[ReviewedChange] = Field(description="What changed, the worst first.")
    unreadable: list[NotCompared] = Field(description="What could not be compared.")
    findings: LintFindings = Field(description="What lint found on both sides.")
    reviewers: list[Reviewer] = Field(description="Teams that ought to look, those with the most at stake first.")
    moved: list[MovedEntry] = Field(description="Entries that would make proposed renames certain.")
    pains: PainsLeft | None = Field(description="Only for two journeys of one workspace.")
    withheld: int = Field(ge=0, description="Changes left out because they are confidential.")


class ReviewCounts(Shape):
    """How much there is, over all workspaces."""

    changes: int = Field(ge=0, description="All changes.")
    breaking: int = Field(ge=0, description="Those that break references.")
    worse: int = Field(ge=0, description="Those of the rest that make something worse.")
    better: int = Field(ge=0, description="Those of the rest that make something better.")
    neutral: int = Field(ge=0, description="All others.")
    accepted: int = Field(ge=0, description="Those that somebody accepted, until that expires.")
    stopped: int = Field(ge=0, description="Those that gates hold up, withheld ones among them.")
    unreadable: int = Field(ge=0, description="What could not be compared.")
    introduced: int = Field(ge=0, description="Findings of lint that came.")
    fixed: int = Field(ge=0, description="Findings of lint that went.")


class Review(Shape):
    """The output of `journeymap diff --output-format json`."""

    format_version: Literal[1] = Field(description="The version of this format.")
    workspaces: list[ReviewedWorkspace] = Field(description="Each workspace, by its folder.")
    summary: ReviewCounts = Field(description="How much there is.")


def review(views: Sequence[ReviewView]) -> Review:
    """Reviews in the shape for programs; it holds nothing that changes from run to run."""
    changes = [change for view in views for change in view.comparison.changes]
    return Review(
        format_version=FORMAT_VERSION,
        workspaces=[_workspace(view) for view in views],
        summary=ReviewCounts(
            changes=len(changes),
            **{weight.value: number for weight, number in counted(changes).items()},
            accepted=sum(not change.counts for change in changes),
            stopped=sum(len(view.stopped) + view.withheld_stopped for view in views),
            unreadable=sum(len(view.comparison.unreadable) for view in views),
            introduced=sum(len(view.comparison.findings.introduced) for view in views),
            fixed=sum(len(view.comparison.findings.fixed) for view in views),
        ),
    )


def _workspace(view: ReviewView) -> ReviewedWorkspace:
    comparison = view.comparison
    found, pains = comparison.findings, comparison.pains
    held = set(view.stopped)
    return ReviewedWorkspace(
        folder=encodable(view.folder),
        base=encodable(comparison.base),
        head=encodable(comparison.head),
        headline=headline(view, words_for("en")),
        changes=[_change(change, view.spots.get(change), stopped=change in held) for change in comparison.changes],
        unreadable=[
            NotCompared(object=item.object, side=_side(item.side), path=encodable(item.path), why=item.why)
            for item in comparison.unreadable
        ],
        findings=LintFindings(
            introduced=_findings(found.introduced),
            fixed=_findings(found.fixed),
            there_already=_findings(found.there_already),
        ),
        reviewers=[Reviewer(id=team, name=view.label("teams", team)) for team in comparison.reviewers],
        moved=[MovedEntry(from_=old, to=new) for old, new in comparison.moved_entries],
        pains=PainsLeft(resolved=pains.resolved, untouched=pains.untouched, new=pains.new) if pains else None,
        withheld=view.withheld,
    )


def _side(name: str) -> Literal["base", "head"]:
    return "base" if name == "base" else "head"


def _findings(found: Iterable[Diagnostic]) -> list[Finding]:
    return [
        finding(
            replace(
                item,
                path=encodable(item.path),
                related=tuple(replace(other, path=encodable(other.path)) for other in item.related),
            )
        )
        for item in found
    ]


def _change(change: values.Change, spot: Spot | None, *, stopped: bool) -> ReviewedChange:
    impact, accepted = change.impact, change.accepted
    return ReviewedChange(
        kind=change.kind,
        object=change.object,
        object_kind=change.object_kind,
        label=change.label,
        field=change.field,
        before=plain_value(change.before),
        after=plain_value(change.after),
        category=change.category.value,
        direction=change.direction.value,
        level=change.level.value,
        message=change.message,
        reason=change.reason,
        journey=change.journey,
        touchpoint=change.touchpoint,
        base=_written(change.base),
        head=_written(change.head),
        shown_at=_shown(spot) if spot else None,
        confidential=change.confidential,
        proposed=change.proposed,
        stopped=stopped,
        accepted=AcceptedBy(
            reason=accepted.reason, author=accepted.author, expires=accepted.expires, expired=accepted.expired
        )
        if accepted
        else None,
        impact=Touched(
            personas=list(impact.personas),
            journeys=list(impact.journeys),
            initiatives=list(impact.initiatives),
            plays=list(impact.plays),
            metrics=list(impact.metrics),
            teams=list(impact.teams),
        ),
    )


def _written(place: values.Place | None) -> WrittenAt | None:
    return WrittenAt(path=encodable(place.path), pointer=str(place.pointer)) if place else None


def _shown(spot: Spot) -> ShownAt:
    start, end = spot.span.start, spot.span.end
    return ShownAt(
        path=encodable(spot.path),
        location=location(start),
        end_location=location(end),
        in_head=spot.in_head,
    )


def schema_text() -> str:
    """The JSON Schema of the output, as indented text."""
    return schema_of(Review)
