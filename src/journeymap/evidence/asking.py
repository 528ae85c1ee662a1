"""What a person asks to be measured, and what it means for a journey: which rows count, what a case is, how to split.

What was asked wrongly is one clear error, before any data is read.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.errors import SettingError, UnknownObjectError
from journeymap.evidence.data import begin_of, microseconds, moment_of, zone_of_days
from journeymap.evidence.log import Scope
from journeymap.evidence.quality import LONG_AGO
from journeymap.model.durations import seconds
from journeymap.model.measurement import Asked, Dimension, Period
from journeymap.model.settings import CaseKind
from journeymap.source.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.evidence.data import Staged
    from journeymap.evidence.plan import Plan
    from journeymap.model.journey import Journey
    from journeymap.model.settings import MeasureSettings
    from journeymap.workspace.catalogue import Catalogue

MICROSECONDS = 1_000_000
_DURATION = re.compile(r"[0-9]+([.][0-9]+)?(s|min|h|d|w|mo|y)\Z")
_LONGEST = seconds("1000y")
_SHOWN = 20
_DAYS = re.compile(r"(?P<first>\d{4}-\d{2}-\d{2})?\.\.(?P<last>\d{4}-\d{2}-\d{2})?\Z")
_PARTS = re.compile(r"(?P<by>persona|channel|month):(?P<first>.+?)\.\.(?P<last>.+)\Z")


_LONG_AGO = moment_of(LONG_AGO)
WHENEVER = Period()
"""Every day."""


@dataclass(frozen=True, slots=True)
class Against:
    """The other side of a comparison: another period, or two parts of the cases.

    Attributes:
        text: As it was asked for.
        period: The first side's days; None where parts are compared.
        by: By what the parts are split; None where periods are compared.
        parts: The two parts.
    """

    text: str
    period: Period | None = None
    by: Dimension | None = None
    parts: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of every journey of a run.

    Attributes:
        cases: What a case is; None leaves it to the workspace.
        period: The days that count.
        window: How long the whole funnel may take, such as `7d`.
        steps: The touchpoints of a funnel of one's own.
        goal: The touchpoint that completes the journey; None leaves it to the workspace.
        by: By what cases are split.
        against: What it is compared with.
    """

    cases: CaseKind | None = None
    period: Period = WHENEVER
    window: str | None = None
    steps: tuple[str, ...] = ()
    goal: str | None = None
    by: tuple[Dimension, ...] = ()
    against: Against | None = None


def against(text: str) -> Against:
    """What `--compare` says: `2024-01-01..2024-01-31`, or two parts as in `persona:new..loyal`.

    Raises:
        SettingError: It says neither.
    """
    days = _DAYS.match(text)
    if days and (days["first"] or days["last"]):
        return Against(text, period=period(_day(days["first"]), _day(days["last"])))
    parts = _PARTS.match(text)
    if parts:
        return Against(text, by=Dimension(parts["by"]), parts=(parts["first"], parts["last"]))
    by, _, two = text.partition(":")
    if ".." in two and by.isidentifier():
        raise SettingError(
            f"`--compare {text}` splits by `{by}`",
            f"It can by {', '.join(Dimension)}: a part each, as persona:new..loyal.",
        )
    raise SettingError(
        f"`--compare {text}` is neither two days nor two parts",
        "Write `2024-01-01..2024-01-31` for a period before, or `persona:new..loyal`.",
    )


def _day(text: str | None) -> datetime.date | None:
    if text is None:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise SettingError(f"there is no day {text}", "Write days as 2024-03-31.") from None


def period(since: datetime.date | None, until: datetime.date | None) -> Period:
    """The days from one to another, both among them.

    Raises:
        SettingError: They end before they begin.
    """
    if since and until and until < since:
        raise SettingError(f"a period ends on {until}, before it begins on {since}", "Swap these two days.")
    return Period(since=since, until=until)


def bare(touchpoint: str, journey: str) -> str:
    """The id of a touchpoint inside a journey: `look` for `buy/look` where the journey is `buy`."""
    return touchpoint.removeprefix(f"{journey}/")


def goal_of(catalogue: Catalogue, journey: Journey, wish: str | None) -> str | None:
    """The touchpoint that completes a journey: the wish, else the workspace's; None for neither.

    Raises:
        UnknownObjectError: The workspace names a goal that is no touchpoint of any journey.
    """
    if wish is not None:
        return bare(wish, journey.id)
    named = {touchpoint.id for stage in journey.stages for touchpoint in stage.touchpoints}
    for goal in catalogue.settings.measure.goals:
        owner, _, name = goal.partition("/")
        if owner == journey.id and name in named:
            return name
        known = {f"{owner}/{one}" for one in named} if owner == journey.id else set(catalogue.journeys)
        if owner == journey.id or owner not in known:
            raise UnknownObjectError(
                f"`workspace.measure.goals` names `{goal}`, which is no touchpoint of a journey",
                did_you_mean(goal if owner == journey.id else owner, known) or "Write it as `journey/touchpoint`.",
            )
    return None


def asked(request: Request, plan: Plan, settings: MeasureSettings) -> Asked:
    """How a journey is measured, with everything that the settings decide filled in.

    Raises:
        SettingError: A duration is none, a touchpoint cannot be seen in data, or a step is named twice.
        UnknownObjectError: The journey has no such touchpoint.
    """
    if request.window is not None and not _DURATION.match(request.window):
        raise SettingError(f"`--window {request.window}` is no duration", "Write it as 30min, 5h or 7d.")
    if request.window is not None:
        length(request.window, "`--window`")
    if request.goal is not None:
        _number(plan, request.goal)
    steps = tuple(plan.steps[number].id for number in numbers(plan, request.steps))
    twice = next((name for place, name in enumerate(steps) if name in steps[:place]), None)
    if twice is not None:
        raise SettingError(f"`--steps` names `{twice}` twice", "A funnel has each touchpoint once: leave one out.")
    return Asked(
        cases=request.cases or settings.cases,
        session_gap=settings.session_gap,
        window=request.window,
        steps=steps,
        goal=plan.steps[plan.goal].id if plan.goal is not None else None,
        min_group=settings.min_group,
        period=request.period,
    )


def numbers(plan: Plan, names: Sequence[str]) -> tuple[int, ...]:
    """The numbers of touchpoints in a plan.

    Raises:
        SettingError: One is not bound to events.
        UnknownObjectError: The journey has no such touchpoint.
    """
    return tuple(_number(plan, name) for name in names)


def _number(plan: Plan, name: str) -> int:
    here = bare(name, plan.journey.id)
    number = plan.number(here)
    if number is not None:
        return number
    known = {touchpoint.id for stage in plan.journey.stages for touchpoint in stage.touchpoints}
    bound = ", ".join(f"`{step.id}`" for step in plan.steps) or "none"
    if here in known:
        raise SettingError(
            f"touchpoint `{here}` of journey `{plan.journey.id}` is not bound to events", f"Those that are: {bound}."
        )
    raise UnknownObjectError(
        f"journey `{plan.journey.id}` has no touchpoint `{name}`",
        did_you_mean(name.rpartition("/")[2], known) or f"Bound to events: {bound}.",
    )


def scope(how: Asked, sources: Sequence[Staged], horizon: int, otherwise: datetime.tzinfo = datetime.UTC) -> Scope:
    """Which rows count, and what a case is, now that the sources are known.

    Sessions are those that every source names; where one names none, they are told by the workspace's `session_gap`.

    Args:
        how: How it is measured.
        sources: The sources of events.
        horizon: The first moment of the future.
        otherwise: The zone in which days begin where there are none.

    Raises:
        SettingError: Sessions are asked for, and neither the sources nor the settings say what one is.
    """
    zone = zone_of(sources, otherwise)
    first = begin_of(how.period.since, zone) if how.period.since else None
    last = _end_of(how.period.until, zone) if how.period.until else horizon
    return Scope(
        cases=how.cases,
        gap=_gap(how, sources),
        since=first,
        until=min(last, horizon),
        months=tuple(months(sources, first, min(last, horizon), zone)),
    )


def _end_of(day: datetime.date, zone: datetime.tzinfo) -> int:
    """The begin of the next day; that of the calendar's last one itself, which has no next."""
    return begin_of(min(day, datetime.date.max - datetime.timedelta(days=1)) + datetime.timedelta(days=1), zone)


def _gap(how: Asked, sources: Sequence[Staged]) -> int | None:
    if how.cases is CaseKind.CUSTOMER or all("session" in item.layout.roles for item in sources):
        return None
    if how.session_gap is None:
        silent = ", ".join(f"`{item.source.id}`" for item in sources if "session" not in item.layout.roles)
        raise SettingError(
            f"sessions are asked for, and source {silent} does not name them",
            "Write `columns: {session: …}`, or how long a pause ends one: `workspace.measure.session_gap: 30min`.",
        )
    return length(how.session_gap, "`session_gap`")


def length(duration: str, what: str) -> int:
    """A duration in whole microseconds.

    Args:
        duration: As `30min` or `7d`.
        what: What it is, for messages.

    Raises:
        SettingError: It is longer than any data reaches, so that moments could no longer be reckoned with it.
    """
    lasting = seconds(duration)
    if lasting > _LONGEST:
        shown = duration if len(duration) <= _SHOWN else f"{duration[:_SHOWN]}…"
        raise SettingError(f"{what} is {shown}, which is longer than 1000 years", "Write it as 30min, 5h or 7d.")
    return round(lasting * MICROSECONDS)


def zone_of(sources: Sequence[Staged], otherwise: datetime.tzinfo = datetime.UTC) -> datetime.tzinfo:
    """In which zone days begin: that of the sources where they agree, else UTC; where there are none, `otherwise`."""
    return zone_of_days((item.source for item in sources), otherwise)


def months(
    sources: Sequence[Staged], since: int | None, until: int, zone: datetime.tzinfo
) -> Iterator[tuple[int, str]]:
    """The beginnings of the months that the rows of sources lie in, with their names.

    A date long ago is mostly a way of writing that there is none (`0001-01-01`): all that lies before 1990 is one.

    Args:
        sources: The sources, staged.
        since: The first moment that counts; None is no bound.
        until: The first moment that no longer counts.
        zone: The zone in which months begin.
    """
    seen = [moment for item in sources for moment in (item.read.first, item.read.last) if moment is not None]
    if not seen:
        return
    first = max(min(seen), moment_of(since)) if since is not None else min(seen)
    last = min(max(seen), moment_of(until))
    if first < _LONG_AGO:
        yield microseconds(first), f"before {_LONG_AGO:%Y-%m}"
        first = _LONG_AGO
    day = first.astimezone(zone).date().replace(day=1)
    while begin_of(day, zone) <= microseconds(last):
        yield begin_of(day, zone), f"{day:%Y-%m}"
        day = (day + datetime.timedelta(days=31)).replace(day=1)
