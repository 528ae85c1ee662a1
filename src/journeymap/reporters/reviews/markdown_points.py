"""The points below the first line: evidence, promises between teams, pains, what is held up, who should look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diff.values import Direction, Level
from journeymap.reporters.reviews.markdown_claims import claims, closed_unproven, new_research
from journeymap.reporters.reviews.markdown_headline import place
from journeymap.reporters.reviews.markdown_words import (
    counted,
    listed,
    names,
    noun,
    people,
    said,
    scores,
    stressed,
    told,
    verb,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.diff.values import Change
    from journeymap.render.review_view import ReviewView
    from journeymap.render.view_parts import TeamView

_MOST = 4
"""So many things stand in one point; the others stand in the tables."""
_MOST_REVIEWERS = 5


def points(view: ReviewView) -> list[str]:
    """A line of counts, and a list; a point that has nothing to say is not there."""
    found = [
        *(*_unread(view), *_evidence(view), *_steps(view), *_promises(view), *_pains(view)),
        *(*_held(view), *_reviewers(view)),
    ]
    counts = [_counts(view), ""] if view.comparison.changes else []
    return [*counts, *(f"- {point}" for point in found)]


def _counts(view: ReviewView) -> str:
    changes = view.comparison.changes
    breaking = sum(one.level is Level.BREAKING for one in changes)
    worse = sum(one.direction is Direction.WORSE and one.level is not Level.BREAKING for one in changes)
    better = sum(one.direction is Direction.BETTER and one.level is not Level.BREAKING for one in changes)
    rest = len(changes) - breaking - worse - better
    parts = (
        f"💥 {breaking} breaking" if breaking else "",
        f"🔻 {worse} worse" if worse else "",
        f"🔺 {better} better" if better else "",
        f"▫️ {rest} neither" if rest else "",
    )
    where = f" in {counted(len(view.journeys), 'journey')}" if view.journeys else ""
    return f"{' · '.join(filter(None, parts))}{where}"


def _unread(view: ReviewView) -> Iterator[str]:
    """What cannot be compared comes first: nothing is said of it, and that is no good news."""
    unread = view.comparison.unreadable
    if unread:
        what = listed([said(item.object or item.path, 80) for item in unread], _MOST)
        sides = " and ".join(dict.fromkeys("before" if item.side == "base" else "after" for item in unread))
        yield f"⚠️ **Not compared:** {what} cannot be read {sides} the change, so nothing is said of it here."


def _held(view: ReviewView) -> Iterator[str]:
    """What the gates hold up."""
    if view.stopped:
        yield f"⛔ **Held up:** {counted(len(view.stopped), 'change')} that a gate does not let pass unseen."
    if view.withheld:
        held = f", {view.withheld_stopped} of them held up by a gate" if view.withheld_stopped else ""
        yield f"🔒 {counted(view.withheld, 'change')} of what is confidential {_is(view.withheld)} not told here{held}."


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _evidence(view: ReviewView) -> Iterator[str]:
    """Whether new evidence came, or only an opinion changed."""
    proven, opinions = claims(view)
    research = listed([stressed(change.label) for change in new_research(view)], 2)
    if proven:
        came = f" ({research})" if research else ""
        yield f"**New evidence**{came} behind {_judgements(proven, view)}."
    elif research:
        yield f"**New evidence:** {research}; no judgement changes with it."
    if opinions:
        yield f"**Only an opinion changed**, with no new research, for {_judgements(opinions, view)}."
    lost = [change for change in view.comparison.changes if change.kind in {"evidence-removed", "research-removed"}]
    if lost:
        yield f"**Evidence lost:** {listed([told(change)[0] for change in lost], 2)}."


def _judgements(changes: Sequence[Change], view: ReviewView) -> str:
    return listed(list(dict.fromkeys(_judgement(change, view) for change in changes)), _MOST)


def _judgement(change: Change, view: ReviewView) -> str:
    """A claim in a few words."""
    where = stressed(place(change, view) or change.label)
    if noun(change) == "emotion":
        voice = people([change.object.rpartition("/")[2]], view) if change.object_kind == "voice" else []
        who = f" of {voice[0]}" if voice else ""
        return f"the emotion{who} at {where} ({scores(change.before, change.after)})"
    if change.object_kind == "voice":
        return f"a voice at {where}"
    kind = {"pain-point": "pain", "gain": "gain"}.get(change.object_kind, "")
    if not kind:
        return f"{noun(change).replace('-', ' ')} at {where}"
    came = {"added": "new ", "removed": "lost "}.get(verb(change), "") if not change.field else ""
    return f"the {came}{kind} {stressed(change.label)}"


def _steps(view: ReviewView) -> Iterator[str]:
    """Touchpoints that are no more, and new ones."""
    for word, kind in (("Gone", "touchpoint-removed"), ("New", "touchpoint-added")):
        found = [change for change in view.comparison.changes if change.kind == kind]
        if found:
            yield f"**{word}:** {listed([_step(change) for change in found], _MOST)}."


def _step(change: Change) -> str:
    """A touchpoint, with what the message says in brackets: its emotion, its pains and gains."""
    _, bracket, held = change.message.rpartition(" (")
    return stressed(change.label) + (f" ({said(held)}" if bracket else "")


def _promises(view: ReviewView) -> Iterator[str]:
    """Hand-offs and their times, those that are gone and loosened first."""
    touched = [change for change in view.comparison.changes if change.object_kind == "hand-off"]
    ways = [one for one in touched if one.direction is Direction.WORSE]
    gone = [one for one in ways if one.kind.endswith("-removed")]
    rest = [one for one in touched if one not in gone]
    if gone:
        yield f"**{counted(len(gone), 'promise')} between teams removed:** {_told(gone)}."
    if rest:
        yield f"**Promises between teams changed:** {_told(rest)}."


def _told(changes: Sequence[Change]) -> str:
    return listed([": ".join(filter(None, told(change))) for change in changes], _MOST)


def _pains(view: ReviewView) -> Iterator[str]:
    """Pains that are said to be gone, and nothing shows it."""
    closed = closed_unproven(view)
    if closed:
        what = listed([stressed(change.label) for change in closed], _MOST)
        yield f"**Closed without evidence:** {what}. No research and no measure shows that {_it(closed)} gone."


def _it(changes: Sequence[Change]) -> str:
    return "the pain is" if len(changes) == 1 else "these pains are"


def _reviewers(view: ReviewView) -> Iterator[str]:
    """Teams that ought to look, with how they are reached."""
    contacts = _contacts(view)
    teams = [team for team in view.comparison.reviewers if f"teams:{team}" in view.labels]
    shown = []
    for team, name in zip(teams, names("teams", teams, view), strict=True):
        contact = contacts.get(team, "")
        shown.append(f"**{name}**" + (f" ({said(contact, 60)})" if contact else ""))
    if shown:
        yield f"**Ask:** {listed(shown, _MOST_REVIEWERS)}."


def _contacts(view: ReviewView) -> dict[str, str]:
    """How teams are reached, by id, as the journeys of the change name them."""
    sides = (side for pair in view.journeys for side in (pair.base, pair.head) if side)
    teams: Iterator[TeamView] = (team for side in sides for team in side.teams)
    return {team.id: team.contact for team in teams}
