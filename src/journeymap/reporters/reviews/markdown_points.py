"""The points below the first line: what to decide, whom to ask, evidence, promises between teams, pains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diff.values import Direction
from journeymap.render.review_changes import short
from journeymap.render.review_ranking import noun, place, verb
from journeymap.reporters.reviews.markdown_claims import claims, closed_unproven, new_research
from journeymap.reporters.reviews.markdown_words import (
    coded,
    counted,
    listed,
    names,
    people,
    said,
    scores,
    stressed,
    told,
)
from journeymap.reporters.reviews.weighing import Weight, fault, is_detail, weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.diff.values import Change, Unreadable
    from journeymap.render.review_view import ReviewView
    from journeymap.render.view_parts import TeamView

_MOST = 4
"""So many things stand in one point; the others stand in the tables."""
_MOST_REVIEWERS = 5
_SIGNS = {Weight.BREAKING: "💥", Weight.WORSE: "🔻", Weight.BETTER: "🔺", Weight.NEUTRAL: "▫️"}


def points(view: ReviewView) -> list[str]:
    """A line of counts, and a list, what asks for a decision first; a point that has nothing to say is not there."""
    found = [
        *(*_unread(view), *_held(view), *_guessed(view), *_calm(view), *_reviewers(view)),
        *(*_evidence(view), *_pains(view), *_steps(view), *_promises(view), *_withheld(view)),
    ]
    counts = [_counts(view), ""] if view.comparison.changes else []
    return [*counts, *(f"- {point}" for point in found)]


def _counts(view: ReviewView) -> str:
    changes = view.comparison.changes
    numbers = {one: sum(weight(change) is one for change in changes) for one in Weight}
    words = {one: "other" if one is Weight.NEUTRAL else one.value for one in Weight}
    parts = " · ".join(f"{_SIGNS[one]} {number} {words[one]}" for one, number in numbers.items() if number)
    if len(view.journeys) == 1:
        return f"{parts}, in {stressed(view.journeys[0].name)}"
    return f"{parts}, in {counted(len(view.journeys), 'journey')}" if view.journeys else parts


def _unread(view: ReviewView) -> Iterator[str]:
    """What cannot be compared comes first: nothing is said of it, and that is no good news."""
    unread = view.comparison.unreadable
    if unread:
        what = listed([_unread_item(item, view) for item in unread], _MOST, "; ")
        yield f"⚠️ **Mend first:** {what}. Nothing is said of it here."


def _unread_item(item: Unreadable, view: ReviewView) -> str:
    """What cannot be read, on which side, and the first fault in it where it is known."""
    first = fault(item, view)
    place = item.path if first is None else f"{item.path}:{first[0]}"
    why = said(item.why) if first is None else coded(first[1])
    what = f"{stressed(view.labels[item.object])} in " if item.object in view.labels else ""
    when = "could not be read before the change" if item.side == "base" else "cannot be read"
    return f"{what}{said(place, 120)} {when}: {why}"


def _held(view: ReviewView) -> Iterator[str]:
    """What the gates hold up."""
    if view.stopped:
        held = counted(len(view.stopped), "change")
        it = "it" if len(view.stopped) == 1 else "each"
        yield f"⛔ **Decide:** {held} held up by a gate. Change the map, or say why {it} is meant (entries below)."


def _guessed(view: ReviewView) -> Iterator[str]:
    """Renames that only likeness speaks for."""
    pairs = view.comparison.moved_entries
    if pairs:
        right = "it is right" if len(pairs) == 1 else "they are right"
        guessed = counted(len(pairs), "rename")
        yield f"❔ **Confirm:** {guessed} guessed from likeness. If {right}, add the entries below."


def _calm(view: ReviewView) -> Iterator[str]:
    """That nobody needs to do anything."""
    if _is_calm(view):
        yield "✅ Nothing here asks for a decision."


def _is_calm(view: ReviewView) -> bool:
    """Whether there are only details, such as wordings, and nothing that is held up, guessed or cannot be read."""
    comparison = view.comparison
    asks = (view.stopped, view.withheld, comparison.unreadable, comparison.moved_entries)
    return bool(comparison.changes) and not any(asks) and all(map(is_detail, comparison.changes))


def _withheld(view: ReviewView) -> Iterator[str]:
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
        yield f"**Evidence lost:** {listed(_together([(change, told(change)[0]) for change in lost], view), 2, '; ')}."


def _judgements(changes: Sequence[Change], view: ReviewView) -> str:
    return listed(_together([(change, _judgement(change, view)) for change in changes], view), _MOST)


def _together(pairs: Sequence[tuple[Change, str]], view: ReviewView) -> list[str]:
    """What is told of several changes, the same words once; with its journey where the review is of several."""
    journeys = {pair.id: pair.name for pair in view.journeys}
    found: dict[str, list[str]] = {}
    for change, text in pairs:
        found.setdefault(text, []).append(journeys.get(change.journey, ""))
    several = len(journeys) > 1
    return [f"{text}{_of(list(dict.fromkeys(there)))}" if several else text for text, there in found.items()]


def _of(journeys: Sequence[str]) -> str:
    """In which journey something is, or in how many."""
    if len(journeys) > 1:
        return f" in {len(journeys)} journeys"
    return f" in {stressed(journeys[0])}" if journeys[0] else ""


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
        found = [(change, _step(change)) for change in view.comparison.changes if change.kind == kind]
        if found:
            yield f"**{word}:** {listed(_together(found, view), _MOST)}."


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
        yield f"**{counted(len(gone), 'promise')} between teams removed:** {_promised(gone, view)}."
    if rest:
        yield f"**Promises between teams changed:** {_promised(rest, view)}."


def _promised(changes: Sequence[Change], view: ReviewView) -> str:
    return listed(_together([(one, _promise(one, view)) for one in changes], view), _MOST, "; ")


def _promise(change: Change, view: ReviewView) -> str:
    """What happens to a hand-off, and at which touchpoint."""
    at = place(change, view)
    brief = short(change, at)
    text = f"{brief.words} {brief.before} \N{RIGHTWARDS ARROW} {brief.after}" if brief.after else brief.words
    return said(text, 240) + (f" at {stressed(at)}" if at else "")


def _pains(view: ReviewView) -> Iterator[str]:
    """Pains that are said to be gone, and nothing shows it."""
    closed = closed_unproven(view)
    if closed:
        what = listed(_together([(change, stressed(change.label)) for change in closed], view), _MOST)
        yield f"**Closed without evidence:** {what}. No research and no measure shows that {_it(closed)} gone."


def _it(changes: Sequence[Change]) -> str:
    return "the pain is" if len(changes) == 1 else "these pains are"


def _reviewers(view: ReviewView) -> Iterator[str]:
    """Teams that ought to look, with how they are reached; nobody for a detail."""
    if _is_calm(view):
        return
    contacts = _contacts(view)
    teams = [team for team in view.comparison.reviewers if f"teams:{team}" in view.labels]
    shown = []
    for team, name in zip(teams, names("teams", teams, view), strict=True):
        contact = contacts.get(team, "")
        shown.append(f"**{name}**" + (f" ({said(contact, 60)})" if contact else ""))
    if shown:
        yield f"👀 **Ask:** {listed(shown, _MOST_REVIEWERS)}."


def _contacts(view: ReviewView) -> dict[str, str]:
    """How teams are reached, by id, as the journeys of the change name them."""
    sides = (side for pair in view.journeys for side in (pair.base, pair.head) if side)
    teams: Iterator[TeamView] = (team for side in sides for team in side.teams)
    return {team.id: team.contact for team in teams}
