"""JM8: when what was measured speaks against the map, and above all when it says too little to."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from journeymap import api
from journeymap.lint.rules.measured.held import amount, apart, gathered, per_cent, written_share
from journeymap.workspace.measured import digest_of
from tests.conftest import TODAY, Run

Write = Callable[..., Path]
SOURCES = "sources: [{id: web, kind: events, uri: web.csv, columns: {customer: c, time: t, event: e}}]\n"
TOTALS: dict[str, Any] = {"cases": 1000, "customers": 1000, "events": 5000, "completed": 100}
FEW: dict[str, Any] = {**TOTALS, "cases": 29}


def seen(name: str, *more: str) -> str:
    """A touchpoint bound to an event of its own name."""
    return (
        f"{{{', '.join([f'id: {name}', f'name: {name.upper()}', f'events: {{source: web, event: {name}}}', *more])}}}"
    )


def plain(name: str, *more: str) -> str:
    """A touchpoint that data cannot see."""
    return f"{{{', '.join([f'id: {name}', f'name: {name.upper()}', *more])}}}"


def journey(*touchpoints: str, keys: str = "", stage: str = "", before: str = "") -> str:
    """A map of one journey `j` with one stage."""
    steps = ", ".join(touchpoints)
    head = f"journeymap: 1\n{SOURCES}{before}"
    return (
        f"{head}journeys:\n  - {{id: j, name: J{keys}, stages: [{{id: s, name: S{stage}, touchpoints: [{steps}]}}]}}\n"
    )


def measured(digest: str = "sha256:1", **numbers: Any) -> str:
    """A measurement of it."""
    asked = {"cases": "customer", "min_group": 10, **numbers.pop("asked", {})}
    head = {"format_version": 1, "journey": "j", "map_digest": digest, "measured": "2026-11-20", "as_of": "2026-11-19"}
    return json.dumps({**head, "asked": asked, **numbers})


def said(write: Write, code: str, text: str, numbers: str | None, options: str = "", on: Any = TODAY) -> list[str]:
    """The messages of a rule on a map with a measurement beside it."""
    if options:
        text += f"workspace: {{lint: {{options: {{{code}: {{{options}}}}}}}}}\n"
    files = {"journeymap.yaml": text, **({"measurements/j.json": numbers} if numbers else {})}
    report = api.lint([write(files)], select=["JM1", "JM201", code], on=on)
    assert {finding.code for finding in report.findings} <= {code}, report.findings
    return [finding.message for finding in report.findings]


def digest(write: Write, text: str) -> str:
    """The digest of the map."""
    catalogue = api.load([write({"journeymap.yaml": text})], on=TODAY)[0].catalogue
    return digest_of(catalogue, catalogue.journeys["j"])


def been(name: str, cases: int, drop_off: float = 0.0, **more: Any) -> dict[str, Any]:
    """What was seen of a touchpoint."""
    return {"id": name, "events": cases, "cases": cases, "customers": cases, "drop_off": drop_off, **more}


def way(source: str, target: str | None, share: float, left: int = 1000, **more: Any) -> dict[str, Any]:
    """A way that a share of the times was taken."""
    times = round(share * left)
    to = {} if target is None else {"to": target}
    return {"from": source, **to, "times": times, "cases": times, "share": share, "mapped": False, **more}


class TestUnobserved:
    MAP = journey(seen("a"), seen("b"))

    def test_it_is_told_of_the_map_that_was_measured_alone(self, write: Write) -> None:
        """Once a binding has changed, whether it is seen is not known."""
        numbers: dict[str, Any] = {"totals": TOTALS, "touchpoints": [been("a", 1000), been("b", 0)]}
        text = measured(digest(write, self.MAP), **numbers)
        assert said(write, "JM801", self.MAP, text) == [
            "`b` is bound to `b`, and none was seen of 1,000 customers on the journey"
        ]
        assert said(write, "JM801", self.MAP.replace("event: b", "event: bb"), text) == []

    @pytest.mark.parametrize(
        "numbers",
        [
            {"totals": FEW, "touchpoints": [been("b", 0)]},
            {"totals": TOTALS, "touchpoints": [{"id": "b"}]},
            {"totals": TOTALS, "touchpoints": [been("b", 1)]},
            {"totals": TOTALS},
            {"touchpoints": [been("b", 0)]},
        ],
        ids=["few", "left-out", "seen", "unknown", "no-events"],
    )
    def test_silence_where_numbers_say_too_little(self, numbers: dict[str, Any], write: Write) -> None:
        """Too few cases, numbers left out for privacy, one event, or none measured."""
        assert said(write, "JM801", self.MAP, measured(digest(write, self.MAP), **numbers)) == []

    @pytest.mark.parametrize(("rows", "findings"), [(29, 0), (30, 1)])
    def test_a_journey_that_nobody_is_on_is_one_finding(self, rows: int, findings: int, write: Write) -> None:
        """Where its sources had rows: then every name is wrong."""
        source = {"id": "web", "kind": "events", "rows": 99, "used": rows}
        numbers = {"totals": {**TOTALS, "cases": 0}, "touchpoints": [been("a", 0), been("b", 0)], "sources": [source]}
        messages = said(write, "JM801", self.MAP, measured(digest(write, self.MAP), **numbers))
        told = "none of the events that 2 touchpoints of `j` are bound to is among 30 events that were read"
        assert messages == [told][:findings]


class TestUnmapped:
    MAP = journey(seen("a"), seen("b"), seen("c"), keys=", state: current")

    @staticmethod
    def events(*shares: float, cases: int = 1000) -> str:
        """Events e0, e1, … that shares of cases have."""
        items = [
            {"source": "web", "event": f"e{i}", "events": 500, "cases": round(share * cases), "share": share}
            for i, share in enumerate(shares)
        ]
        return measured(totals={**TOTALS, "cases": cases}, unmapped=items)

    def test_events_are_one_finding_that_names_them(self, write: Write) -> None:
        """A long list is cut."""
        assert said(write, "JM802", self.MAP, self.events(0.5, 0.05, 0.049)) == [
            "2 events that are on no touchpoint, of 1,000 customers on `j`: `e0` of `web` (50%) and `e1` of `web` (5%)"
        ]
        (message,) = said(write, "JM802", self.MAP, self.events(*[0.5] * 9))
        assert message.startswith("9 events")
        assert message.endswith("`e3` of `web` (50%) and 5 more")

    @pytest.mark.parametrize(
        ("cases", "there", "options", "told"),
        [
            (32, 798, "", "`bug` of `web` (32, mostly after `b`, which 798 come to)"),
            (32, 798, "share_there: 0.05", None),
            (29, 100, "", None),
            (29, 100, "n: 29", "`bug` of `web` (29, mostly after `b`, which 100 come to)"),
            (32, None, "", None),
        ],
    )
    def test_an_event_is_held_against_the_touchpoint_that_it_follows(
        self, cases: int, there: int | None, options: str, told: str | None, write: Write
    ) -> None:
        """A fault at one place is told though few of all cases have it; not by a handful, and not of an unknown number."""
        event = {"source": "web", "event": "bug", "events": 50, "cases": cases, "share": 0.009, "after": "b"}
        touchpoints = [been("b", there)] if there else [{"id": "b"}]
        numbers = measured(totals={**TOTALS, "cases": 3605}, touchpoints=touchpoints, unmapped=[event])
        head = "an event that is on no touchpoint, of 3,605 customers on `j`: "
        assert said(write, "JM802", self.MAP, numbers, options) == ([head + told] if told else [])

    def test_options_say_how_many_are_many_and_what_does_not_matter(self, write: Write) -> None:
        """A share, a number of cases, and events that no customer takes as a step."""
        assert said(write, "JM802", self.MAP, self.events(0.5, 0.05), "share: 0.6") == []
        assert said(write, "JM802", self.MAP, self.events(0.5, cases=29)) == []
        assert len(said(write, "JM802", self.MAP, self.events(0.5, cases=29), "n: 29")) == 1
        assert said(write, "JM802", self.MAP, self.events(0.5), "events: [e0]") == []

    def test_what_the_map_has_by_now_is_not_told(self, write: Write) -> None:
        """An event that any journey is bound to since, a way that was drawn since."""
        bound = (
            self.MAP
            + "  - {id: k, name: K, stages: [{id: t, name: T, touchpoints: [{id: x, name: X, events: {source: web, event: e0}}]}]}\n"
        )
        assert said(write, "JM802", bound, self.events(0.5)) == []
        numbers = measured(totals=TOTALS, ways=[way("a", "c", 0.4), way("a", "b", 0.6)])
        assert len(said(write, "JM802", self.MAP, numbers)) == 1
        drawn = journey(seen("a", "next: [{to: b}, {to: c}]"), seen("b"), seen("c"))
        assert said(write, "JM802", drawn, numbers) == []

    def test_ways_out_of_a_touchpoint_are_one_finding(self, write: Write) -> None:
        """Back and forth alike; ends are not told, nor is what the map no longer has."""
        ways = [way("c", "a", 0.3), way("c", "b", 0.2), way("c", None, 0.3), way("c", "gone", 0.2)]
        assert said(write, "JM802", self.MAP, measured(ways=[*ways, way("gone", "a", 1)])) == [
            "of 1,000 times that `c` was left, many led to `a` (30%) and `b` (20%), and the map has no such ways"
        ]

    def test_where_customers_wander_all_ways_are_one_finding(self, write: Write) -> None:
        """The most taken first, so that a log of a web site does not fill the screen."""
        names = "abcde"
        text = journey(*map(seen, names))
        ways = [way(one, other, 0.1 + i / 100) for i, one in enumerate(names) for other in "ae" if other != one]
        assert said(write, "JM802", text, measured(totals=TOTALS, ways=ways)) == [
            (
                "7 ways that many take are not in the map of `j`: from `e` to `a` (14%), from `d` to `a` (13%), "
                "from `c` to `a` (12%), from `c` to `e` (12%) and 3 more"
            )
        ]

    def test_a_way_that_few_of_all_take_is_silent(self, write: Write) -> None:
        """However many of those at a rare touchpoint take it."""
        rare = [way("a", "c", 0.9, left=50)]
        assert said(write, "JM802", self.MAP, measured(totals=TOTALS, ways=rare)) == []
        assert len(said(write, "JM802", self.MAP, measured(totals={**TOTALS, "cases": 900}, ways=rare))) == 1

    @pytest.mark.parametrize("found", [way("a", "c", 0.04), way("a", "c", 0.5, left=28), way("a", "b", 0.9)])
    def test_rare_ways_few_times_and_mapped_ways_are_silent(self, found: dict[str, Any], write: Write) -> None:
        """Below the share, below n, or drawn."""
        assert said(write, "JM802", self.MAP, measured(ways=[found])) == []

    def test_touchpoints_that_data_cannot_see_are_looked_through(self, write: Write) -> None:
        """The way from `a` to `c` by an unbound one is in the map."""
        through = journey(seen("a"), plain("b"), plain("d"), seen("c"))
        assert said(write, "JM802", through, measured(ways=[way("a", "c", 1)])) == []
        assert len(said(write, "JM802", through, measured(ways=[way("c", "a", 1)]))) == 1


class TestMissedTarget:
    @staticmethod
    def map(asked: str = "target: 4", metric: str = "kind: csat, method: mean, scale: 1-5") -> str:
        """A metric `m` with a target at `a`."""
        return journey(
            plain("a", f"metrics: [{{metric: m, {asked}}}]"), before=f"metrics: [{{id: m, name: M, {metric}}}]\n"
        )

    @staticmethod
    def numbers(**more: Any) -> str:
        """A value of 3.5 that misses a target of 4."""
        item = {"metric": "m", "at": "a", "value": 3.5, "n": 200, "low": 3.3, "high": 3.7, "method": "mean"}
        return measured(metrics=[{**item, "target": 4, "status": "missed", **more}])

    def test_a_miss_beyond_chance_is_told_with_all_it_rests_on(self, write: Write) -> None:
        """Value, n, interval, target, and which way it should go."""
        told = "`m` is 3.5 at `a` (n 200, 95% interval 3.3 to 3.7), and should be at least 4"
        assert said(write, "JM803", self.map(), self.numbers()) == [told]
        lower = self.map("target: 2", "kind: duration, unit: days, polarity: lower-is-better")
        (message,) = said(write, "JM803", lower, self.numbers(target=2, low=None, high=None))
        assert message == "`m` is 3.5 days at `a` (n 200), and should be at most 2"

    @pytest.mark.parametrize(
        "more",
        [
            {"high": 4.0},
            {"n": 29},
            {"status": "warn"},
            {"status": "met"},
            {"status": "unknown"},
            {"persona": "ann"},
            {"at": "elsewhere"},
            {"metric": "other"},
        ],
        ids=lambda more: next(iter(more)) + str(next(iter(more.values()))),
    )
    def test_chance_few_answers_and_other_places_are_silent(self, more: dict[str, Any], write: Write) -> None:
        """An interval that reaches the target may be chance; a part of the customers is not judged."""
        assert said(write, "JM803", self.map(), self.numbers(**more)) == []

    @pytest.mark.parametrize(
        ("metric", "asked", "numbers", "told"),
        [
            (
                "kind: ratio, polarity: higher-is-better",
                "target: 0.55",
                (0.4599, 0.4295, 0.4905),
                "46%, 43% to 49%, 55%",
            ),
            ("kind: csat, method: top-box, scale: 1-5", "target: 0.725", (0.6, 0.58, 0.62), "60%, 58% to 62%, 72.5%"),
            (
                "kind: ratio, polarity: higher-is-better",
                "target: 0.9",
                (0.896, 0.894, 0.898),
                "89.6%, 89.4% to 89.8%, 90%",
            ),
            (
                'kind: ratio, polarity: higher-is-better, unit: "%"',
                "target: 85",
                (74.37, 70.8, 77.6),
                "74%, 71% to 78%, 85%",
            ),
            (
                "kind: ratio, polarity: higher-is-better, unit: visits per order",
                "target: 0.9",
                (0.7123, 0.5, 0.8),
                "0.7123 visits per order, 0.5 to 0.8, 0.9",
            ),
        ],
    )
    def test_shares_are_told_in_per_cent(
        self, metric: str, asked: str, numbers: tuple[float, float, float], told: str, write: Write
    ) -> None:
        """As pages tell them; the target with all the digits that it was written with."""
        value, low, high = numbers
        target = float(asked.partition(": ")[2])
        item = self.numbers(value=value, low=low, high=high, target=target)
        (message,) = said(write, "JM803", self.map(asked, metric), item)
        is_, between, least = told.split(", ")
        assert message == f"`m` is {is_} at `a` (n 200, 95% interval {between}), and should be at least {least}"

    def test_a_count_is_no_sample(self, write: Write) -> None:
        """Three of what should be a hundred are a miss, however few they are."""
        text = self.map("target: 100", "kind: count, polarity: higher-is-better")
        assert len(said(write, "JM803", text, self.numbers(value=3, n=3, low=None, high=None, target=100))) == 1

    @pytest.mark.parametrize(
        ("asked", "metric", "findings"),
        [
            ("target: 3", "kind: csat", 0),
            ("target: 4.5", "kind: csat", 1),
            ("target: 4.5, warn: 3.5", "kind: csat", 1),
            ("target: 4.5, warn: 3", "kind: csat", 0),
            ("target: 3", "kind: score, polarity: lower-is-better", 1),
            ("target: 3", "kind: score", 0),
            ("warn: 3", "kind: csat", 0),
        ],
    )
    def test_a_target_that_was_changed_is_judged_anew(
        self, asked: str, metric: str, findings: int, write: Write
    ) -> None:
        """Where it is known which way is good; short of the target but not at the warning is no miss."""
        assert len(said(write, "JM803", self.map(asked, metric), self.numbers())) == findings

    def test_what_is_measured_of_a_stage_or_the_whole_journey_has_its_place(self, write: Write) -> None:
        """At the target of the stage, or the first one of the metric."""
        metric = "metrics: [{id: m, name: M, kind: nps}]\n"
        at_stage = journey(plain("a"), stage=", metrics: [{metric: m, target: 40}]", before=metric)
        (message,) = said(write, "JM803", at_stage, self.numbers(at="s", target=40))
        assert "at `s`" in message
        (message,) = said(write, "JM803", at_stage, self.numbers(at=None, target=40))
        assert "in `j`" in message


def answers(value: float, half: float = 0.2, n: int = 100, **more: Any) -> dict[str, Any]:
    """A mean with its interval."""
    ends = {"low": value - half, "high": value + half}
    return {"metric": "m", "at": "a", "value": value, "n": n, **ends, "method": "mean", **more}


def texts(mean: float, half: float = 0.2, **more: Any) -> dict[str, Any]:
    """How texts sound."""
    ends = {"low": mean - half, "high": mean + half, "positive": 0.5, "negative": 0.5, "method": "lexicon"}
    return {"source": "web", "at": "a", "n": 80, "mean": mean, **ends, **more}


class TestContradictedEmotion:
    @staticmethod
    def map(*point: str, people: str = "") -> str:
        """A touchpoint `a`, and a metric on how it was."""
        before = "metrics: [{id: m, name: M, kind: csat, method: mean, scale: 1-5}, {id: box, name: B, kind: csat, method: top-box, scale: 1-5}]\n"
        who = "personas: [{id: ann, name: Ann}, {id: bo, name: Bo}]\n"
        return journey(plain("a", *point), keys=people, before=before + who)

    def test_answers_and_texts_that_say_the_opposite_are_one_finding(self, write: Write) -> None:
        """Both are named, with what they rest on."""
        numbers = measured(metrics=[answers(2)], sentiment=[texts(-0.5)])
        assert said(write, "JM804", self.map("emotion: 0.5"), numbers) == [
            (
                "`a` feels +0.5, and customers say otherwise: `m` is 2 (n 100, 95% interval 1.8 to 2.2) and "
                "80 texts of `web` sound -0.5 (95% interval -0.7 to -0.3)"
            )
        ]

    def test_the_other_way_round_too(self, write: Write) -> None:
        """A map that is too gloomy sends money to the wrong place as well."""
        assert len(said(write, "JM804", self.map("emotion: -0.5"), measured(metrics=[answers(4)]))) == 1

    @pytest.mark.parametrize(
        ("emotion", "numbers"),
        [
            ("emotion: 0", {"metrics": [answers(1.5)]}),
            ("emotion: -1", {"metrics": [answers(1.5)]}),
            ("emotion: 1", {"metrics": [answers(2.9)]}),
            ("emotion: 1", {"metrics": [answers(1.5, n=29)]}),
            ("emotion: 1", {"metrics": [answers(1.5, metric="box")]}),
            ("emotion: 1", {"metrics": [answers(1.5, at="s")]}),
            ("emotion: 1", {"metrics": [answers(1.5, low=None)]}),
            ("emotion: 1", {"sentiment": [texts(-0.1)]}),
            ("emotion: 1", {"metrics": [answers(1.5)], "sentiment": [texts(1)]}),
            ("goal: Rest", {"metrics": [answers(1.5)]}),
        ],
        ids=["neutral", "agrees", "chance", "few", "top-box", "stage", "no-interval", "texts", "itself", "unsaid"],
    )
    def test_silence_where_the_map_or_the_answers_leave_it_open(
        self, emotion: str, numbers: dict[str, Any], write: Write
    ) -> None:
        """Nothing is a contradiction that chance, another place or other feedback can explain."""
        assert said(write, "JM804", self.map(emotion), measured(**numbers)) == []

    def test_a_persona_is_held_against_its_own_voice(self, write: Write) -> None:
        """And everybody against all voices: where they differ the map has said it."""
        people = ", personas: [ann, bo]"
        voice = self.map("emotion: 1", "voices: [{persona: bo, emotion: -1}]", people=people)
        assert said(write, "JM804", voice, measured(metrics=[answers(1.5)])) == []
        assert said(write, "JM804", voice, measured(metrics=[answers(1.5, persona="bo")])) == []
        (message,) = said(write, "JM804", voice, measured(metrics=[answers(4.5, persona="bo")]))
        assert message.startswith("`a` feels -1 to `bo`, and customers say otherwise")
        (message,) = said(write, "JM804", voice, measured(metrics=[answers(1.5, persona="ann")]))
        assert message.startswith("`a` feels +1 to `ann`")

    def test_one_emotion_is_one_finding(self, write: Write) -> None:
        """Everybody and each persona may say the same of it."""
        everyone = [answers(1.5, persona=who) for who in (None, "ann", "bo")]
        text = self.map("emotion: 1", people=", personas: [ann, bo]")
        assert len(said(write, "JM804", text, measured(metrics=everyone))) == 1


class TestDropOff:
    @staticmethod
    def numbers(drop_off: float = 0.5, cases: int = 1000, **more: Any) -> str:
        """What was seen of `a`, and of `b` after it."""
        return measured(totals=TOTALS, touchpoints=[been("a", cases, drop_off), been("b", 500, 1.0)], **more)

    def test_a_large_one_without_a_reason_is_told(self, write: Write) -> None:
        """With how many came; the last touchpoint is where the journey ends."""
        assert said(write, "JM805", journey(seen("a"), seen("b")), self.numbers()) == [
            "50% of 1,000 customers that came to `a` ended there, and no pain point says why"
        ]
        sessions = self.numbers(asked={"cases": "session"})
        assert "1,000 sessions" in said(write, "JM805", journey(seen("a"), seen("b")), sessions)[0]

    @pytest.mark.parametrize(
        "text",
        [
            journey(seen("a", "pain_points: [{id: p, summary: Slow}]"), seen("b")),
            journey(seen("a"), seen("b"), stage=", pain_points: [{id: p, summary: Slow}]"),
            journey(seen("a", "next: []"), seen("b")),
            journey(seen("a", "next: [{to: b}, {to: end}]"), seen("b")),
            journey(seen("a", "next: [{to: b}, {to: end, outcome: has what they came for, share: 0.1}]"), seen("b")),
            journey(seen("a", "next: [{to: b}, {to: end, outcome: lost, share: 0.4}]"), seen("b")),
            journey(seen("a", "next: [{to: b}, {to: c}]"), seen("b"), plain("c")),
        ],
        ids=["pain", "pain-of-stage", "end", "end-beside", "good-end", "expected", "end-unseen"],
    )
    def test_what_the_map_says_is_explained(self, text: str, write: Write) -> None:
        """A pain, an end that is meant, a loss that is drawn about as large, an end that data cannot see."""
        assert said(write, "JM805", text, self.numbers()) == []

    @pytest.mark.parametrize(("share", "known"), [(", share: 0.1", " (the map expects 10%)"), ("", "")])
    def test_a_loss_that_is_larger_than_drawn_is_told(self, share: str, known: str, write: Write) -> None:
        """Also where the map does not say how large it is."""
        text = journey(seen("a", f"next: [{{to: b}}, {{to: end, outcome: lost{share}}}]"), seen("b"))
        (message,) = said(write, "JM805", text, self.numbers())
        assert message == f"50% of 1,000 customers that came to `a` ended there{known}, and no pain point says why"

    def test_small_ones_few_cases_and_the_goal_are_silent(self, write: Write) -> None:
        """At the bound is not above it; what lies behind the goal is as silent as the goal."""
        text = journey(seen("a"), seen("b"))
        assert said(write, "JM805", text, self.numbers(0.3)) == []
        assert said(write, "JM805", text, self.numbers(cases=29)) == []
        assert said(write, "JM805", text, self.numbers(asked={"goal": "a"})) == []
        assert len(said(write, "JM805", text, self.numbers(0.2), "bound: 0.1")) == 1
        assert said(write, "JM805", journey(seen("b"), seen("a"), seen("c")), self.numbers(asked={"goal": "b"})) == []
        lost = journey(seen("a", "next: [{to: b}, {to: end, outcome: weg}]"), seen("b"))
        assert said(write, "JM805", lost, self.numbers()) == []
        assert len(said(write, "JM805", lost, self.numbers(), "lost_words: [weg]")) == 1


class TestStale:
    MAP = journey(seen("a"))

    def test_another_map_and_old_numbers_are_one_finding(self, write: Write) -> None:
        """It says which of the two it is."""
        fresh = measured(digest(write, self.MAP))
        assert said(write, "JM806", self.MAP, fresh) == []
        assert said(write, "JM806", self.MAP, measured()) == [
            "the measurement of `j` is stale: the map has changed in what its numbers hang on since it was measured on 2026-11-20"
        ]
        later = TODAY + datetime.timedelta(days=90)
        (message,) = said(write, "JM806", self.MAP, fresh, on=later)
        assert message == "the measurement of `j` is stale: its numbers end on 2026-11-19, more than 3 months ago"
        assert "; its numbers end" in said(write, "JM806", self.MAP, measured(), on=later)[0]

    @pytest.mark.parametrize(("day", "findings"), [("2027-02-19", 0), ("2027-02-20", 1)])
    def test_three_months_go_by_the_calendar(self, day: str, findings: int, write: Write) -> None:
        """The last day is not yet too late."""
        on = datetime.date.fromisoformat(day)
        assert len(said(write, "JM806", self.MAP, measured(digest(write, self.MAP)), on=on)) == findings

    def test_the_command_takes_the_day(self, run: Run, write: Write) -> None:
        """`--today` decides, not the calendar."""
        folder = write({"journeymap.yaml": self.MAP, "measurements/j.json": measured(digest(write, self.MAP))})
        options = ["lint", "--select", "JM806", "--fail-on", "info", "--output-format", "concise"]
        assert run(*options, "--today", "2026-12-01", cwd=folder).code == 0
        outcome = run(*options, "--today", "2027-12-01", cwd=folder)
        assert outcome.code == 1
        assert "JM806 stale-measurement" in outcome.out


class TestShareOff:
    MAP = journey(
        seen("a", "next: [{to: b, share: 0.8}, {to: c, share: 0.15}, {to: end, share: 0.05}]"), seen("b"), seen("c")
    )

    def test_all_shares_of_a_touchpoint_are_one_finding(self, write: Write) -> None:
        """Those that are about right are not named."""
        ways = [way("a", "b", 0.4), way("a", "c", 0.2), way("a", None, 0.4)]
        assert said(write, "JM807", self.MAP, measured(ways=ways)) == [
            (
                "of 1,000 times that `a` was left, 40% led to `b`, where the map says 80% and 40% ended there, "
                "where the map says 5%"
            )
        ]

    @pytest.mark.parametrize(("later", "findings"), [(0.8, 0), (0.71, 0), (0.6, 1)])
    def test_a_share_may_mean_at_any_time_after(self, later: float, findings: int, write: Write) -> None:
        """Who comes there later on counts as well; where neither agrees, both numbers are said."""
        ways = [way("a", "b", 0.4, later=later), way("a", "c", 0.15), way("a", None, 0.05)]
        told = "of 1,000 times that `a` was left, 40% led to `b` (60% of 600 customers came there later on), "
        messages = said(write, "JM807", self.MAP, measured(touchpoints=[been("a", 600)], ways=ways))
        assert messages == [told + "where the map says 80%"][:findings]

    def test_small_differences_and_chance_are_silent(self, write: Write) -> None:
        """A share must be off by more than the bound, and lie outside of its interval."""
        near = [way("a", "b", 0.7), way("a", "c", 0.25), way("a", None, 0.05)]
        assert said(write, "JM807", self.MAP, measured(ways=near)) == []
        assert len(said(write, "JM807", self.MAP, measured(ways=near), "bound: 0.05")) == 1
        few = [way("a", "b", 2 / 3, left=30), way("a", "c", 0.2, left=30)]
        assert said(write, "JM807", self.MAP, measured(ways=few)) == []
        assert said(write, "JM807", self.MAP, measured(ways=[way("a", "b", 0.1, left=20)])) == []

    @pytest.mark.parametrize(
        "ways",
        [
            "next: [{to: b, share: 0.8, for: ann}, {to: c, share: 0.2}]",
            "next: [{to: b, share: 0.8}, {to: c, share: 0.2}, {to: c, also: true}]",
            "next: [{to: b, share: 0.8}, {to: d, share: 0.2}]",
            "next: [{to: b}, {to: c}]",
        ],
        ids=["for-some", "beside", "unseen", "unsaid"],
    )
    def test_shares_that_cannot_be_compared_are_silent(self, ways: str, write: Write) -> None:
        """Of some personas, beside other ways, or to what data cannot see."""
        people = "personas: [{id: ann, name: Ann}]\n"
        text = journey(seen("a", ways), seen("b"), seen("c"), plain("d"), before=people)
        assert said(write, "JM807", text, measured(ways=[way("a", "b", 0.3), way("a", "c", 0.7)])) == []

    def test_a_way_that_nobody_takes_is_at_nought_where_that_is_known(self, write: Write) -> None:
        """A way that is only missing may have been taken by too few to be shown."""
        ways = [way("a", "b", 1.0)]
        told = said(write, "JM807", self.MAP, measured(ways=ways, not_taken=[{"from": "a", "to": "c"}]))
        assert told == [
            (
                "of 1,000 times that `a` was left, 100% led to `b`, where the map says 80% and 0% led to `c`, "
                "where the map says 15%"
            )
        ]
        (message,) = said(write, "JM807", self.MAP, measured(ways=ways))
        assert "`c`" not in message

    def test_several_ways_to_one_place_count_together(self, write: Write) -> None:
        """Data cannot tell them apart."""
        text = journey(
            seen("a", "next: [{to: b, share: 0.4, when: Once}, {to: b, share: 0.4, when: Twice}, {to: end}]"), seen("b")
        )
        assert said(write, "JM807", text, measured(ways=[way("a", "b", 0.8), way("a", None, 0.2)])) == []


@pytest.mark.parametrize("code", ["JM801", "JM802", "JM803", "JM804", "JM805", "JM806", "JM807"])
class TestAll:
    def test_without_a_measurement_nothing_is_said(self, code: str, write: Write) -> None:
        """Whoever does not measure is not told anything new."""
        assert said(write, code, journey(seen("a"), seen("b")), None) == []

    @pytest.mark.parametrize("keys", [", status: retired", ", state: future"])
    def test_journeys_that_are_not_lived_are_not_held_against_numbers(self, code: str, keys: str, write: Write) -> None:
        """What was, and what shall be; only that numbers are stale is said of what shall be."""
        text = journey(
            seen("a", "emotion: 1", "metrics: [{metric: m, target: 40}]", "next: [{to: b, share: 0.9}]"),
            seen("b"),
            keys=keys,
            before="metrics: [{id: m, name: M, kind: nps}]\n",
        )
        score = {"metric": "m", "at": "a", "value": -50, "n": 500, "low": -60, "high": -40, "method": "nps"}
        numbers = {
            "totals": TOTALS,
            "touchpoints": [been("a", 1000, 0.9), been("b", 0)],
            "ways": [way("a", "b", 0.1), way("b", "a", 0.9), way("a", None, 0.9)],
            "unmapped": [{"source": "web", "event": "x", "events": 900, "cases": 900, "share": 0.9}],
            "metrics": [{**score, "target": 40, "status": "missed"}],
        }
        found = "sha256:1" if code == "JM806" else digest(write, text)
        told = 1 if code == "JM806" and "future" in keys else 0
        assert len(said(write, code, text, measured(found, **numbers))) == told
        lived = text.replace(keys, "")
        assert said(write, code, lived, measured("sha256:1" if code == "JM806" else digest(write, lived), **numbers))

    def test_names_from_data_cannot_break_a_message(self, code: str, write: Write) -> None:
        """Line ends and length of an event's name are the data's, not ours."""
        text = journey(seen("a"), seen("b"))
        item = {"source": "web", "event": "x\n" + "y" * 500, "events": 900, "cases": 900, "share": 0.9}
        numbers = measured(digest(write, text), totals=TOTALS, unmapped=[item], ways=[way("zz", "yy", 1.0)])
        assert all("\n" not in message and len(message) < 200 for message in said(write, code, text, numbers))


def test_findings_can_be_suppressed_where_they_stand(write: Write) -> None:
    """They are findings on the map, as all others are."""
    text = journey(seen("a"), seen("b")).replace("  - {id: j", "  # journeymap: ignore[JM806] frozen\n  - {id: j")
    assert said(write, "JM806", text, measured()) == []


def test_numbers_are_said_as_people_say_them() -> None:
    """No exponents, no digits that do not count, and long lists cut."""
    assert [per_cent(share) for share in (0, 0.004, 0.05, 0.527, 1)] == ["0%", "0.4%", "5%", "53%", "100%"]
    assert [written_share(share) for share in (0, 0.004, 0.05, 0.725, 0.1 + 0.2)] == [
        "0%",
        "0.4%",
        "5%",
        "72.5%",
        "30%",
    ]
    assert [amount(value) for value in (0.7123, 4, 62.25, 1234567.8, -1500)] == [
        "0.7123",
        "4",
        "62.25",
        "1,234,568",
        "-1,500",
    ]
    assert gathered(["a"]) == "a"
    assert gathered(list("abcde")) == "a, b, c, d and e"
    assert gathered(list("abcdef")) == "a, b, c, d and 2 more"


@pytest.mark.parametrize(
    ("shares", "told"),
    [
        ([0.4599, 0.4295, 0.4905, 0.55], ["46%", "43%", "49%", "55%"]),
        ([0.896, 0.9], ["89.6%", "90.0%"]),
        ([0.8996, 0.9], ["89.96%", "90.00%"]),
        ([0.9, 0.9], ["90%", "90%"]),
        ([0.900000001, 0.9], ["90.000%", "90.000%"]),
    ],
)
def test_shares_that_differ_are_told_so_that_it_can_be_seen(shares: list[float], told: list[str]) -> None:
    """Nobody is told that 90 % miss 90 %; and no more digits than that takes."""
    assert apart(shares) == told
