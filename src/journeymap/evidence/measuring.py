"""One journey measured: what was observed, answered and paid, as the measurement that is kept beside the map."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlglot import exp

from journeymap.errors import SettingError, UnknownObjectError
from journeymap.evidence.asking import WHENEVER, asked, goal_of, length, numbers, scope, zone_of
from journeymap.evidence.comparing import compare
from journeymap.evidence.data import microseconds, moment_of
from journeymap.evidence.feedback import feedback
from journeymap.evidence.metrics import metrics
from journeymap.evidence.noticed import late, no_goal, nothing, nothing_before, sessionless
from journeymap.evidence.observed import Wanted
from journeymap.evidence.observing import observe
from journeymap.evidence.plan import plan
from journeymap.evidence.recognising import within
from journeymap.evidence.statement import Statement, Values, whole
from journeymap.evidence.strangers import strangers, unseen_segments
from journeymap.evidence.transactions import transactions
from journeymap.model.measurement import Dimension, Measurement
from journeymap.source.nearest import did_you_mean
from journeymap.workspace.measured import digest_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from journeymap.evidence.asking import Against, Request
    from journeymap.evidence.data import Data
    from journeymap.evidence.log import Scope
    from journeymap.model.journey import Journey
    from journeymap.model.measurement import Comparison, Part, SourceRead
    from journeymap.workspace.catalogue import Catalogue


def measure(data: Data, journey: Journey, request: Request, today: datetime.date) -> Measurement:
    """Holds a journey against the data of its workspace.

    Args:
        data: The workspace's sources, opened.
        journey: One of its journeys.
        request: What is asked.
        today: The day that is written as the day of the measurement.

    Raises:
        InputMissingError: A source's file or table is not there.
        SettingError: What is asked makes no sense for the journey, or a source cannot be read.
        UnknownObjectError: A touchpoint that is named does not exist.
    """
    other = request.against
    if other is None:
        return _measured(data, journey, request, today)
    if other.period is not None:
        if request.period == WHENEVER:
            raise SettingError(
                f"`--compare {other.text}` names the days before, and not those that they are compared with",
                "Say these with `--since` and `--until`.",
            )
        found = _measured(data, journey, request, today)
        before = _measured(data, journey, replace(request, period=other.period, by=()), today)
        names = (other.text, f"{request.period.since or ''}..{request.period.until or ''}")
        remarks = (*late(found), *found.remarks, *nothing_before(before, other))
        return found.model_copy(update={"comparison": compare(before, found, names), "remarks": remarks})
    assert other.by is not None
    found = _measured(data, journey, replace(request, by=tuple(dict.fromkeys((*request.by, other.by)))), today)
    remarks = (*(late(found) if other.by is Dimension.MONTH else ()), *found.remarks)
    return found.model_copy(update={"comparison": _parts_compared(found, other), "remarks": remarks})


def _parts_compared(found: Measurement, other: Against) -> Comparison:
    """Two parts of one measurement side by side."""
    first, last = (_alone(found, other, value) for value in other.parts)
    return compare(first, last, other.parts)


def _alone(found: Measurement, other: Against, value: str) -> Measurement:
    """What was measured of one part, as a measurement of its own."""
    parts = [part for part in found.parts if part.by is other.by]
    part: Part | None = next((item for item in parts if item.value == value), None)
    if part is None:
        known = ", ".join(f"`{item.value}`" for item in parts) or "none"
        raise SettingError(f"there is no {other.by} `{value}` that can be compared", f"There are: {known}.")
    is_persona = other.by is Dimension.PERSONA
    return found.model_copy(
        update={
            "totals": part.totals,
            "touchpoints": part.touchpoints,
            "stages": part.stages,
            "funnels": part.funnels,
            "ways": part.ways,
            "metrics": tuple(item for item in found.metrics if is_persona and item.persona == value),
            "sentiment": tuple(item for item in found.sentiment if is_persona and item.persona == value),
        }
    )


def _measured(data: Data, journey: Journey, request: Request, today: datetime.date) -> Measurement:
    catalogue = data.catalogue
    _check_sources(catalogue, journey)
    goal = goal_of(catalogue, journey, request.goal)
    what = plan(catalogue, journey, goal)
    how = asked(request, what, catalogue.settings.measure)
    sources = [data.staged(source) for source in what.sources]
    data.doing.begin("counting steps and ways")
    counts = scope(how, sources, data.horizon, data.zone)
    against = request.against
    wanted = Wanted(
        steps=numbers(what, how.steps),
        window=length(request.window, "`--window`") if request.window else None,
        by=request.by,
        compared=tuple((against.by, name) for name in against.parts) if against and against.by else (),
        min_group=how.min_group,
    )
    observed = observe(data.engine, what, sources, counts, wanted)
    data.doing.begin("counting orders")
    paid = transactions(data, journey, counts, how.min_group, logged=bool(sources))
    data.doing.begin("reading answers")
    answers = feedback(data, journey, counts, how.min_group)
    data.doing.begin("counting metrics")
    told = metrics(data, journey, answers.metrics, counts, how.min_group)
    read = {item.id: item for item in (*(one.read for one in sources), *answers.sources, *told.sources, *paid.sources)}
    unknown = strangers(data, journey, tuple(read), how.min_group)
    last = _last(data, read.values(), counts)
    return Measurement(
        journey=journey.id,
        map_digest=digest_of(catalogue, journey),
        measured=today,
        as_of=None if last is None else moment_of(last).astimezone(zone_of(sources, data.zone)).date(),
        asked=how.model_copy(update={"approximate": observed.approximate}),
        sources=tuple(read.values()),
        **observed.fields,
        metrics=told.metrics,
        sentiment=answers.sentiment,
        transactions=paid.transactions,
        remarks=(
            *nothing(how.period, last, read),
            *no_goal(goal, what),
            *unknown,
            *unseen_segments(what.segments, sources),
            *sessionless(data, sources, counts),
            *observed.remarks,
            *answers.remarks,
            *told.remarks,
            *paid.remarks,
        ),
    )


def _check_sources(catalogue: Catalogue, journey: Journey) -> None:
    """Refuses a journey whose touchpoints name sources that are not there: their events would be missed in silence."""
    for stage in journey.stages:
        for touchpoint in stage.touchpoints:
            for binding in touchpoint.events:
                if binding.source not in catalogue.sources:
                    raise UnknownObjectError(
                        f"touchpoint `{touchpoint.id}` of journey `{journey.id}` names the source `{binding.source}`,"
                        " which the workspace does not have",
                        did_you_mean(binding.source, catalogue.sources) or f"It has: {', '.join(catalogue.sources)}.",
                    )


def _last(data: Data, read: Iterable[SourceRead], scope: Scope) -> int | None:
    """The moment of the last row that counts, in microseconds since 1970; None where none lies in the period.

    Sources are asked where their own last row lies after the period only.
    """
    moments = [moment for item in read if (moment := _last_of(data, item, scope)) is not None]
    return max(moments, default=None)


def _last_of(data: Data, read: SourceRead, scope: Scope) -> int | None:
    if read.first is None or read.last is None:
        return None
    first, last = microseconds(read.first), microseconds(read.last)
    if (scope.since is not None and last < scope.since) or (scope.until is not None and first >= scope.until):
        return None
    if scope.until is None or last < scope.until:
        return last
    values = Values()
    staged = data.staged(data.catalogue.sources[read.id])
    query = exp.select(exp.Max(this=exp.column("moment"))).from_(staged.name).where(*within(scope, values))
    (found,) = data.engine.rows(Statement(query, values.by_name))[0]
    return None if found is None else whole(found)
