"""A journey as a view: the entry to this package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.model import durations
from journeymap.model.journey import JourneyState
from journeymap.render.building import audience, rest
from journeymap.render.building.built_in import in_language
from journeymap.render.building.context import Context, extras
from journeymap.render.building.curves import curves
from journeymap.render.building.measured import held, measured_view
from journeymap.render.building.measured_felt import felt_marks
from journeymap.render.building.measured_spots import felt_spots
from journeymap.render.building.measures import definitions
from journeymap.render.building.people import personas
from journeymap.render.building.proof import evidence, research_list
from journeymap.render.building.stages import stages
from journeymap.render.building.tiles import tiles
from journeymap.render.look import look_of
from journeymap.render.pictures import LOGO, picture
from journeymap.render.view import JourneyView
from journeymap.render.view_parts import DecisionView, Named, ReviewView
from journeymap.render.wording import direction, words_for

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from journeymap.model.journey import Journey
    from journeymap.render.view import StageView
    from journeymap.render.wording import Words
    from journeymap.workspace.catalogue import Catalogue


def build_journey_view(
    journey: Journey,
    catalogue: Catalogue,
    *,
    today: datetime.date,
    public: bool = False,
    base: Journey | None = None,
    cleared: tuple[Catalogue, frozenset[str]] | None = None,
    words: Words | None = None,
) -> JourneyView:
    """All that is drawn of a journey.

    Args:
        journey: The journey; a future one with what it keeps already filled in.
        catalogue: The workspace that its ids refer to.
        today: The day against which reviews and dates are overdue.
        public: Leave out every object marked `confidential`.
        base: The current journey that a future one is based on, for comparison.
        cleared: What a public may see of the catalogue, and the ids that it may not, where both are known already:
            whoever draws many journeys looks for them once.
        words: The words of the page that it is told on, where that is not one of its own.

    Raises:
        ContentError: A picture cannot be used, or a public view of a confidential journey was asked for.
    """
    words = words or words_for(journey.language or catalogue.settings.language)
    if not public:
        return _view(Context(journey, in_language(catalogue, words), words, today, public, base))
    known, hidden = cleared or (audience.public_catalogue(catalogue), audience.hidden_ids(journey, catalogue))
    return _view(
        Context(
            journey=audience.public_journey(journey, catalogue),
            catalogue=in_language(known, words),
            words=words,
            today=today,
            public=True,
            base=audience.Edition(catalogue).journey(base),
            hidden=hidden | (audience.taken_over(journey, catalogue) if base else frozenset()),
        )
    )


def _view(context: Context) -> JourneyView:
    journey, catalogue, words = context.journey, context.catalogue, context.words
    language = journey.language or catalogue.settings.language
    drawn, people = held(context, stages(context)), personas(context)
    lines, felt = curves(context, drawn, people), felt_marks(context, drawn, people)
    lifecycle = catalogue.lifecycle_of(journey)
    report = catalogue.settings.report
    return JourneyView(
        id=journey.id,
        name=journey.name,
        workspace=report.title or catalogue.settings.name or "",
        language=language,
        direction=direction(language),
        future=journey.state is JourneyState.FUTURE,
        state_word=words.choice("state", journey.state),
        summary=journey.summary or "",
        scenario=journey.scenario or "",
        goal=journey.goal or "",
        trigger=journey.trigger or "",
        owner=context.team(journey.owner),
        status=str(journey.status or ""),
        status_word=words.choice("status", journey.status),
        review=_review(context),
        tags=journey.tags,
        lifecycle=lifecycle.name if lifecycle and any(stage.lifecycle for stage in drawn) else "",
        base=_base(context),
        dropped=rest.dropped(context),
        evidence=evidence(context, journey.research),
        public=context.public,
        logo=picture(catalogue.root, report.logo, LOGO),
        look=look_of(catalogue),
        personas=people,
        tiles=tiles(context, drawn, lines),
        stages=drawn,
        edges=tuple(edge for stage in drawn for card in stage.cards for edge in card.ways),
        curves=lines,
        decisions=tuple(DecisionView(words.date(item.date), item.text, item.by or "") for item in journey.decisions),
        initiatives=rest.initiatives(context),
        research=research_list(context, rest.research_ids(context)),
        metrics=definitions(context, _metric_ids(drawn)),
        teams=rest.teams(context, drawn),
        systems=rest.systems(context, drawn),
        channels=rest.channels(drawn),
        extras=extras(journey),
        measured=measured_view(context, drawn, felt, felt_spots(words, felt, drawn, lines, people)),
    )


def _review(context: Context) -> ReviewView:
    """When the next review is due: a draft that was never reviewed has no date."""
    journey, words = context.journey, context.words
    due = durations.after(journey.reviewed, journey.review_every) if journey.reviewed and journey.review_every else None
    return ReviewView(
        reviewed=words.date(journey.reviewed),
        every=words.duration(journey.review_every),
        next=words.date(due),
        overdue=due is not None and due < context.today,
    )


def _base(context: Context) -> Named | None:
    """The current journey that a future one is based on."""
    based_on = context.journey.based_on
    if based_on is None:
        return None
    if context.base is not None:
        return Named(context.base.id, context.base.name)
    return next(iter(context.named([based_on], context.catalogue.journeys)), None)


def _metric_ids(drawn: Sequence[StageView]) -> list[str]:
    measured = [item.id for stage in drawn for item in stage.all_measures]
    return measured + [metric.id for stage in drawn for item in stage.all_plays for metric in item.metrics]
