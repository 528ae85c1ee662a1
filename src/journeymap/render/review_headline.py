"""The first line of a review, the same on the page, in the comment and in the terminal.

It says what a change means, for whom, and who must know. Each output writes names and texts from files in its own way,
with a `Pen`; which change leads is ranked elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.diff.values import Category, Direction, Level
from journeymap.render.review_changes import listed, short
from journeymap.render.review_ranking import (
    BROKEN_LINK,
    TRUTH,
    address,
    addresses,
    concerned,
    is_grave,
    noun,
    place,
    weightiest,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from journeymap.diff.values import Change, Plain
    from journeymap.render.review_view import ReviewView
    from journeymap.render.wording import Words

_NAMES = 3
"""Names that are told; more would hide the rest of the line."""


_ENDED = re.compile(r"[.!?…][”\"']?\Z")
"""The end of a text that needs no full stop of ours."""


def _as_it_is(text: str) -> str:
    return text


@dataclass(frozen=True)
class Pen:
    """How an output writes text from files: names of touchpoints, of people, and what changes say in English."""

    name: Callable[[str], str] = _as_it_is
    person: Callable[[str], str] = _as_it_is
    english: Callable[[str], str] = _as_it_is


PLAIN = Pen()


def headline(view: ReviewView, words: Words, pen: Pen = PLAIN) -> str:
    """What a manager reads first: what cannot be read, what breaks, for whom it gets worse or better, who must know.

    Args:
        view: The review.
        words: The words of the output.
        pen: How text from files is written.

    Returns:
        A sentence; empty where there is nothing to tell.
    """
    return _Writer(view, words, pen).sentence()


class _Writer:
    """Words the first line of one review."""

    def __init__(self, view: ReviewView, words: Words, pen: Pen) -> None:
        self.view = view
        self.say = words
        self.pen = pen
        self.changes = view.comparison.changes
        self.worse = weightiest(self.changes, Direction.WORSE)
        self.better = weightiest(self.changes, Direction.BETTER)

    def sentence(self) -> str:
        """All clauses."""
        if self.view.says_nothing:
            return ""
        grave = [*self._unread(), *self._journeys(), *self._broken()]
        felt = self._felt()
        clauses = [*grave, *felt]
        if not clauses:
            clauses = [*self._neither()]
        text = "; ".join((*clauses, *self._calm(grave), *self._must()))
        return f"{text[:1].upper()}{text[1:]}{'' if _ENDED.search(text) else '.'}"

    def _unread(self) -> Iterable[str]:
        """What cannot be read comes first: whatever else is told, the review is not whole."""
        unread = self.view.comparison.unreadable
        side = "head" if any(item.side == "head" for item in unread) else "base"
        labels = [
            self.view.labels.get(item.object, item.object.partition(":")[2] or item.path)
            for item in unread
            if item.side == side
        ]
        if labels:
            yield self.say(f"review.head.unread.{side}", what=self._names(labels))

    def _journeys(self) -> Iterable[str]:
        """Journeys that are there no more, or are new, as a whole."""
        for word in ("removed", "added"):
            found = [one for one in self.changes if one.kind == f"journey-{word}" and one.counts]
            if found:
                names, people = self._names([one.label for one in found]), self._people(found[0])
                key = f"review.head.{word}{'_for' if people else ''}"
                yield self.say.count(key, len(found), names=names, people=people)

    def _broken(self) -> Iterable[str]:
        """Which links lead nowhere now."""
        links = sum(finding.code == BROKEN_LINK for finding in self.view.comparison.findings.introduced)
        gone = [one for one in self.changes if one.level is Level.BREAKING and one.counts]
        names = self._names([one.label for one in gone if one.kind != "journey-removed"])
        if names and links:
            yield self.say.count("review.head.breaks", links, names=names)
        elif names:
            yield self.say("review.head.breaks_some", names=names)
        elif links:
            yield self.say.count("review.head.nowhere", links)

    def _felt(self) -> Iterable[str]:
        """For whom it gets worse, or else better, and where."""
        ranked = self.worse or self.better
        if not ranked:
            return []
        first = ranked[0]
        if first.category is Category.EVIDENCE:
            return [self._known()]
        text = self._led(first, "worse" if self.worse else "better")
        rest = addresses(ranked) - {address(first)}
        if rest:
            text = self.say.count("review.head.and_at", len(rest), told=text)
        return [self._besides(text) if self.worse else text]

    def _led(self, first: Change, way: str) -> str:
        """The weightiest change: for whom, where, and what it is."""
        where, who = self._where(first), self._who(first)
        key = f"review.head.{way}{'_for' if who else ''}{'_at' if where else ''}"
        return self.say(key, people=who, place=where, what=self._what(first))

    def _besides(self, text: str) -> str:
        """What gets better where something else gets worse."""
        there = addresses(self.better) - addresses(self.worse)
        other = {address(one): one for one in self.better if address(one) in there}
        if len(other) == 1:
            return self.say("review.head.but_at", told=text, place=self._where(next(iter(other.values()))))
        return self.say.count("review.head.but_better", len(other), told=text) if other else text

    def _calm(self, grave: Sequence[str]) -> Iterable[str]:
        """That nothing gets worse, where something gets better and all of it could be read."""
        if self.better and not grave and not any(map(is_grave, self.changes)):
            yield self.say("review.head.nothing_worse")

    def _must(self) -> Iterable[str]:
        teams = [self.pen.person(self.view.label("teams", team)) for team in concerned(self.changes, self.view)]
        if teams:
            must = "must" if any(map(is_grave, self.changes)) else "should"
            yield self.say.count(f"review.{must}_know", len(teams), names=self._some(teams))

    def _known(self) -> str:
        """A change of nothing but what is known."""
        if self.worse:
            return self.say.count("review.head.less_known", len(self.worse))
        titles = [one.label for one in self.changes if one.kind == "research-added"]
        behind = len([one for one in self.better if one.kind != "research-added"])
        if not titles:
            return self.say.count("review.head.more_known", behind)
        names = self._names(titles)
        if not behind:
            return self.say("review.head.research", names=names)
        return self.say.count("review.head.more_known_by", behind, names=names)

    def _neither(self) -> Iterable[str]:
        """A change that is neither better nor worse."""
        held = [one for one in self.changes if one.counts]
        if not self.changes:
            yield self._unchanged()
        elif not held:
            yield self.say.count("review.head.accepted", len(self.changes))
        elif all(one.category is Category.TEXT for one in self.changes):
            yield self.say.count("review.head.text", len(self.changes))
        else:
            what = self.pen.english(held[0].message)
            more = len(self.changes) - 1
            yield (
                self.say.count("review.head.neither_more", more, what=what)
                if more
                else self.say("review.head.neither", what=what)
            )

    def _unchanged(self) -> str:
        """A review without changes that can be told."""
        if self.view.withheld:
            return self.say("review.head.withheld")
        found = self.view.comparison.findings
        return self.say("review.head.findings", came=len(found.introduced), went=len(found.fixed))

    def _who(self, change: Change) -> str:
        """The personas, where it is about what they live through."""
        return self._people(change) if change.category in {Category.EXPERIENCE, Category.STRUCTURE} else ""

    def _people(self, change: Change) -> str:
        """The personas that a change touches."""
        labels = (self.view.labels.get(f"personas:{one}", "") for one in change.impact.personas)
        people = [self.pen.person(label.partition(",")[0]) for label in labels if label]
        if len(people) > _NAMES:
            return self.say("review.head.everybody", n=len(people))
        return listed(people, self.say)

    def _where(self, change: Change) -> str:
        """The touchpoint, and the journey where there are several."""
        at = place(change, self.view)
        if not at or len(self.view.journeys) < 2:  # noqa: PLR2004  # with one, everybody knows which
            return at and self.pen.name(at)
        journey = next((pair.name for pair in self.view.journeys if pair.id == change.journey), "")
        return (
            self.say("review.head.place", place=self.pen.name(at), journey=self.pen.name(journey))
            if journey
            else self.pen.name(at)
        )

    def _what(self, change: Change) -> str:
        """What it is, where the name of its touchpoint stands before it."""
        if noun(change) == "emotion":
            told = self.say("review.head.emotion", before=self._score(change.before), after=self._score(change.after))
        elif change.kind in {"pain-point-added", "pain-point-removed"}:
            came = "new" if change.kind.endswith("added") else "gone"
            told = self.say(f"review.head.pain_{came}", name=self.pen.english(change.label))
        else:
            brief = short(change, place(change, self.view))
            text = f"{brief.words} {brief.before} \N{RIGHTWARDS ARROW} {brief.after}" if brief.after else brief.words
            told = self.pen.english(text)
        return self.say("review.head.truth", what=told) if TRUTH in change.reason else told

    def _score(self, value: Plain) -> str:
        if isinstance(value, int | float):
            return self.say.signed(value)
        return self.say("review.head.unscored")

    def _names(self, labels: Iterable[str]) -> str:
        return self._some([self.pen.name(label) for label in dict.fromkeys(labels)])

    def _some(self, told: Sequence[str]) -> str:
        """Names as people list them, and how many more there are."""
        if len(told) <= _NAMES:
            return listed(told, self.say)
        return self.say("review.head.and_more", names=", ".join(told[:_NAMES]), n=len(told) - _NAMES)
