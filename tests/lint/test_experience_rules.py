"""What the rules of the group experience (JM4) say, and above all what they must not say."""

from __future__ import annotations

import inspect
import json
import unicodedata
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path

import pytest

from journeymap import api
from journeymap.diagnostics import Diagnostic, Pointer
from journeymap.lint.rules import experience
from journeymap.lint.rules.experience import identifiers
from journeymap.lint.rules.experience.texts import texts
from journeymap.model import outline
from journeymap.model.document import Document as Content
from tests.conftest import EXAMPLES, REPOSITORY, TODAY, Run

Find = Callable[..., list[Diagnostic]]

PEOPLE = """
personas:
  - {id: pat, name: Pat, jobs: [Ride], demographic: {age: 41}, behavioural: {triggers: [Rain]}}
  - {id: sam, name: Sam, jobs: [Ride], demographic: {age: 71}, behavioural: {triggers: [Sun]}}
  - {id: jo, name: Jo at the desk, kind: employee, jobs: [Help], demographic: {age: 30}, behavioural: {triggers: [Queue]}}
teams: [{id: desk, name: Desk}]
metrics: [{id: csat, name: Satisfaction}]
"""


@pytest.fixture
def find(write: Callable[..., Path]) -> Find:
    """Lints a document, given without its head, for one rule; the sections `PEOPLE` are there already."""

    def findings(code: str, text: str, people: str = PEOPLE) -> list[Diagnostic]:
        folder = write({"journeymap.yaml": f"journeymap: 1\n{people}{inspect.cleandoc(text)}\n"})
        report = api.lint([folder], select=[code, "JM1", "JM201"], on=TODAY)
        wrong = [finding for finding in report.findings if finding.code != code]
        assert not wrong, wrong
        return list(report.findings)

    return findings


def journey(touchpoints: str, keys: str = "", stage: str = "") -> str:
    """A journey `ride` of one stage, given its touchpoints, its own keys and its stage's, each as flow YAML."""
    return f"journeys: [{{id: ride, name: Rides, {keys} stages: [{{id: go, name: Goes, {stage} touchpoints: [{touchpoints}]}}]}}]"


def future(current: str, coming: str, rest: str = "", keys: str = "") -> str:
    """A current journey `ride` and the future one `ride-2030`, given the touchpoints of each."""
    return f"""journeys:
  - {{id: ride, name: Rides, stages: [{{id: go, name: Goes, touchpoints: [{current}]}}]}}
  - {{id: ride-2030, name: Rides, state: future, based_on: ride, {keys}
     stages: [{{id: go-2030, name: Goes, touchpoints: [{coming}]}}]}}
{rest}"""


def at(findings: Sequence[Diagnostic]) -> list[str]:
    return [str(finding.pointer) for finding in findings]


class TestMissingEmotion:
    ASKED = "{id: lock, name: Unlocks, channel: app}"

    def test_one_finding_names_all_that_is_missing(self, find: Find) -> None:
        many = ", ".join(f"{{id: step-{i}, name: Step, channel: app}}" for i in range(9))
        (found,) = find("JM401", journey(f"{many}, {{id: ends, name: Ends, emotion: 0}}"))
        assert "9 of 10 touchpoints" in found.message
        assert "`step-0`" in found.message
        assert len(found.related) == 9

    @pytest.mark.parametrize(
        "touchpoint",
        [
            "{id: wait, name: Waits, channel: none}",
            "{id: wait, name: The order is looked at, channel: web, wait: 5d, actions: [Waits]}",
            "{id: pack, name: Packs, actor: desk, channel: mail}",
            "{id: pack, name: Packs, actor: jo}",
            "{id: pack, name: Packs, actor: Neighbours}",
            "{id: pack, name: Packs, personas: [jo]}",
            "{id: lock, name: Unlocks, voices: [{persona: sam, emotion: 1}]}",
            "{id: plan, name: The round is planned, backstage: [Plan the round]}",
        ],
    )
    def test_waits_employees_and_touchpoints_with_voices_are_not_asked(self, find: Find, touchpoint: str) -> None:
        assert find("JM401", journey(touchpoint, "personas: [pat, sam],")) == []

    def test_a_wait_before_a_long_step_is_no_excuse_for_the_step(self, find: Find) -> None:
        assert find("JM401", journey("{id: call, name: Calls, channel: phone, wait: 2d, duration: 20min}"))

    def test_a_customer_as_actor_is_asked(self, find: Find) -> None:
        assert find("JM401", journey("{id: lock, name: Unlocks, actor: sam}", "personas: [pat, sam],"))

    @pytest.mark.parametrize("keys", ["status: draft,", "status: retired,", "personas: jo,"])
    def test_drafts_retired_journeys_and_those_of_employees_are_not_asked(self, find: Find, keys: str) -> None:
        assert find("JM401", journey(self.ASKED, keys)) == []

    def test_an_emotion_of_the_stage_is_an_answer(self, find: Find) -> None:
        assert find("JM401", journey(self.ASKED, stage="emotion: -0.5,")) == []

    def test_a_journey_inside_holds_the_emotions(self, find: Find) -> None:
        inside = "\n  - {id: pay, name: Pays, stages: [{id: a, name: A, touchpoints: [{id: b, name: B, emotion: 0}]}]}"
        outer = journey("{id: pays, name: Pays, channel: app, journey: pay}").removeprefix("journeys: [")[:-1]
        assert find("JM401", f"journeys:\n  - {outer}{inside}") == []

    def test_intentions_are_not_asked_for(self, find: Find) -> None:
        found = find("JM401", future("{id: lock, name: Unlocks, emotion: 0}", "{id: new, name: New, channel: app}"))
        assert found == []


class TestUnexplainedLow:
    LOW = "{id: lock, name: Unlocks, emotion: -1.5}"
    PAIN = "pain_points: [{id: rain, summary: It rains}]"

    def test_the_lowest_of_several_voices_is_named_once(self, find: Find) -> None:
        voices = "voices: [{persona: pat, emotion: -1}, {persona: sam, emotion: -2}]"
        found = find("JM402", journey(f"{{id: lock, name: Unlocks, emotion: -1, {voices}}}"))
        assert at(found) == ["/journeys/0/stages/0/touchpoints/0/voices/1/emotion"]
        assert "-2 to `sam`" in found[0].message

    def test_a_pain_of_the_stage_explains_its_touchpoints(self, find: Find) -> None:
        assert find("JM402", journey(self.LOW, stage=f"{self.PAIN},")) == []

    def test_a_pain_of_a_touchpoint_explains_its_stage(self, find: Find) -> None:
        assert find("JM402", journey(f"{{id: lock, name: Unlocks, {self.PAIN}}}", stage="emotion: -2,")) == []

    def test_a_low_of_a_stage_is_not_asked_beside_that_of_its_touchpoint(self, find: Find) -> None:
        found = find("JM402", journey(self.LOW, stage="emotion: -1,"))
        assert at(found) == ["/journeys/0/stages/0/touchpoints/0/emotion"]

    def test_a_low_of_a_stage_without_touchpoints_is_asked_too(self, find: Find) -> None:
        found = find("JM402", "journeys: [{id: ride, name: Rides, stages: [{id: go, name: Goes, emotion: -1}]}]")
        assert at(found) == ["/journeys/0/stages/0/emotion"]

    def test_a_journey_inside_may_hold_the_pain(self, find: Find) -> None:
        text = """
            journeys:
              - {id: ride, name: Rides, stages: [{id: go, name: Goes, touchpoints: [
                  {id: pays, name: Pays, emotion: -1.5, journey: pay}]}]}
              - {id: pay, name: Pays, stages: [{id: card, name: Card, touchpoints: [
                  {id: enter, name: Enters it, emotion: -1, pain_points: [{id: long, summary: Sixteen digits}]}]}]}
            """
        assert find("JM402", text) == []

    def test_what_is_kept_is_reported_where_it_is_written_only(self, find: Find) -> None:
        found = find("JM402", future(self.LOW, "{id: lock, keep: true}"))
        assert at(found) == ["/journeys/0/stages/0/touchpoints/0/emotion"]

    def test_a_pain_taken_away_without_the_low_is_a_fault_of_the_future_journey(self, find: Find) -> None:
        current = f"{{id: lock, name: Unlocks, emotion: -1.5, {self.PAIN}}}"
        found = find("JM402", future(current, "{id: lock, keep: true, pain_points: []}"))
        assert [pointer.startswith("/journeys/1/") for pointer in at(found)] == [True]

    def test_the_bound_can_be_set(self, find: Find) -> None:
        options = f"{PEOPLE}workspace: {{lint: {{options: {{JM402: {{low: -2}}}}}}}}\n"
        assert find("JM402", journey(self.LOW), options) == []


class TestUnaddressedPain:
    def pain(self, keys: str = "severity: high") -> str:
        return f"{{id: lock, name: Unlocks, pain_points: [{{id: jam, summary: It jams, {keys}}}]}}"

    @pytest.mark.parametrize("severity", ["high", "critical"])
    def test_a_bad_pain_is_reported_at_its_severity(self, find: Find, severity: str) -> None:
        assert at(find("JM403", journey(self.pain(f"severity: {severity}")))) == [
            "/journeys/0/stages/0/touchpoints/0/pain_points/0/severity"
        ]

    @pytest.mark.parametrize(
        "keys",
        ["severity: medium", "severity: high, status: addressed", "severity: critical, status: accepted"],
    )
    def test_small_solved_and_accepted_pains_are_not(self, find: Find, keys: str) -> None:
        assert find("JM403", journey(self.pain(keys))) == []

    @pytest.mark.parametrize(
        ("status", "counts"),
        [
            ("", True),
            ("status: idea", True),
            ("status: doing", True),
            ("status: shipped", True),
            ("status: dropped", False),
        ],
    )
    def test_an_initiative_counts_unless_it_was_dropped(self, find: Find, status: str, counts: bool) -> None:
        initiative = f"\ninitiatives: [{{id: oil, name: Oil, addresses: ride/jam, {status}}}]"
        assert (find("JM403", journey(self.pain()) + initiative) == []) is counts

    @pytest.mark.parametrize(("status", "counts"), [("idea", True), ("shipped", True), ("dropped", False)])
    def test_an_opportunity_of_another_place_counts_unless_it_was_dropped(
        self, find: Find, status: str, counts: bool
    ) -> None:
        stage = f"opportunities: [{{id: oil, summary: Oil, addresses: jam, status: {status}}}],"
        assert (find("JM403", journey(self.pain(), stage=stage)) == []) is counts

    def test_an_initiative_takes_a_dropped_opportunity_up_again(self, find: Find) -> None:
        stage = "opportunities: [{id: oil, summary: Oil, addresses: jam, status: dropped}],"
        taken_up = "\ninitiatives: [{id: winter, name: Winter, addresses: ride/oil}]"
        assert find("JM403", journey(self.pain(), stage=stage) + taken_up) == []

    def test_an_opportunity_of_the_future_journey_addresses_what_it_keeps(self, find: Find) -> None:
        coming = "{id: lock, keep: true, opportunities: [{id: oil, summary: Oil, addresses: jam}]}"
        assert find("JM403", future(self.pain(), coming)) == []

    def test_a_kept_pain_is_reported_once(self, find: Find) -> None:
        assert [pointer[:11] for pointer in at(find("JM403", future(self.pain(), "{id: lock, keep: true}")))] == [
            "/journeys/0"
        ]

    @pytest.mark.parametrize("status", ["draft", "retired"])
    def test_drafts_and_retired_journeys_are_not_asked(self, find: Find, status: str) -> None:
        assert find("JM403", journey(self.pain(), f"status: {status},")) == []


class TestUnmeasuredMomentOfTruth:
    def test_nothing_measures_it(self, find: Find) -> None:
        assert find("JM404", journey("{id: lock, name: Unlocks, moment_of_truth: true}"))

    @pytest.mark.parametrize(
        ("touchpoint", "stage"),
        [
            ("metrics: [{metric: csat}]", ""),
            ("", "metrics: [{metric: csat}],"),
            ("events: [{source: log, event: e}]", ""),
        ],
    )
    def test_a_metric_of_touchpoint_or_stage_or_an_event_is_enough(
        self, find: Find, touchpoint: str, stage: str
    ) -> None:
        sources = "\nsources: [{id: log, kind: events, uri: log.csv}]"
        text = journey(f"{{id: lock, name: Unlocks, moment_of_truth: true, {touchpoint}}}", stage=stage)
        assert find("JM404", text + sources) == []

    def test_answers_about_the_touchpoint_are_enough(self, find: Find) -> None:
        sources = "\nsources: [{id: answers, kind: feedback, uri: a.csv, touchpoint: ride/lock}]"
        assert find("JM404", journey("{id: lock, name: Unlocks, moment_of_truth: true}") + sources) == []

    def test_a_kept_one_is_reported_once(self, find: Find) -> None:
        found = find("JM404", future("{id: lock, name: Unlocks, moment_of_truth: true}", "{id: lock, keep: true}"))
        assert [pointer[:11] for pointer in at(found)] == ["/journeys/0"]


class TestEmptyStage:
    @pytest.mark.parametrize(
        "notes",
        [
            "emotion: 0",
            "thoughts: [Hm]",
            "description: Nobody knows yet",
            "backstage: [Cleaning]",
            "pain_points: [{id: rain, summary: It rains}]",
            "metrics: [{metric: csat}]",
        ],
    )
    def test_notes_of_a_workshop_are_enough(self, find: Find, notes: str) -> None:
        assert find("JM405", f"journeys: [{{id: ride, name: Rides, stages: [{{id: go, name: Goes, {notes}}}]}}]") == []

    def test_a_list_of_stages_is_one_finding(self, find: Find) -> None:
        stages = ", ".join(f"{{id: stage-{i}, name: Stage}}" for i in range(6))
        found = find("JM405", f"journeys: [{{id: ride, name: Rides, stages: [{stages}]}}]")
        assert at(found) == ["/journeys/0/name"]

    def test_a_draft_is_not_asked(self, find: Find) -> None:
        assert find("JM405", "journeys: [{id: ride, name: Rides, status: draft, stages: [{id: go, name: Goes}]}]") == []


class TestContradictoryEmotion:
    CRITICAL = "pain_points: [{id: jam, summary: It jams, severity: critical"

    @pytest.mark.parametrize(
        ("feelings", "emotion"),
        [
            ("[frustrated]", 1),
            ("[Satisfied.]", -1),
            ("[verärgert, enttäuscht]", 0.5),
            ("[zufrieden]", -0.5),
            ("[déçue]", 1),
            ("[ravi]", -2),
            ("[enfadada]", 1),
            ("[contento]", -1),
            ("[besviken]", 1),
            ("[confused, annoyed]", 1),
            ("[förvirrad]", 0.5),
            ("[nöjd]", -1),
        ],
    )
    def test_plain_words_that_say_the_opposite(self, find: Find, feelings: str, emotion: float) -> None:
        text = journey(f"{{id: lock, name: Unlocks, emotion: {emotion}, feelings: {feelings}}}")
        assert at(find("JM406", text)) == ["/journeys/0/stages/0/touchpoints/0/emotion"]

    @pytest.mark.parametrize(
        ("feelings", "emotion"),
        [
            ("[frustrated]", 0),
            ("[frustrated, relieved]", 1),
            ("[frustrated, seen]", 1),
            ("[not satisfied]", -1),
            ("[relieved]", -1),
            ("[grateful]", -1.5),
            ("[surprised]", -1),
            ("[worried]", 0.5),
            ("[lättnad, oro]", 0.5),
            ("[harmissaan]", 1),
        ],
    )
    def test_unknown_mixed_and_two_sided_words_say_nothing(self, find: Find, feelings: str, emotion: float) -> None:
        assert find("JM406", journey(f"{{id: lock, name: Unlocks, emotion: {emotion}, feelings: {feelings}}}")) == []

    def test_the_feelings_of_a_voice_are_held_against_its_own_emotion(self, find: Find) -> None:
        fits = "voices: [{persona: sam, emotion: -1, feelings: [angry]}]"
        slips = "voices: [{persona: sam, feelings: [angry]}]"
        assert find("JM406", journey(f"{{id: lock, name: Unlocks, emotion: 1, feelings: [happy], {fits}}}")) == []
        assert find("JM406", journey(f"{{id: lock, name: Unlocks, emotion: 1, feelings: [angry], {fits}}}")) == []
        assert at(find("JM406", journey(f"{{id: lock, name: Unlocks, emotion: 1, feelings: [happy], {slips}}}"))) == [
            "/journeys/0/stages/0/touchpoints/0/voices/0/feelings"
        ]

    @pytest.mark.parametrize(
        "touchpoint",
        [
            f"emotion: 0, {CRITICAL}}}]",
            f"emotion: 1, {CRITICAL}, share_affected: 0.1}}]",
            f"emotion: 1, {CRITICAL}, status: addressed}}]",
            f"emotion: 1, voices: [{{persona: sam, emotion: -1}}], {CRITICAL}}}]",
            "emotion: 1, pain_points: [{id: jam, summary: It jams, severity: high}]",
        ],
    )
    def test_a_pain_may_go_with_a_good_emotion(self, find: Find, touchpoint: str) -> None:
        assert find("JM406", journey(f"{{id: lock, name: Unlocks, {touchpoint}}}")) == []

    def test_a_critical_pain_of_most_does_not(self, find: Find) -> None:
        assert find(
            "JM406", journey(f"{{id: lock, name: Unlocks, emotion: 1, {self.CRITICAL}, share_affected: 0.8}}]}}")
        )

    def test_a_raised_emotion_with_the_old_feelings_is_found_in_the_future_journey(self, find: Find) -> None:
        current = "{id: lock, name: Unlocks, emotion: -1, feelings: [angry]}"
        found = find("JM406", future(current, "{id: lock, keep: true, emotion: 1}"))
        assert [pointer[:11] for pointer in at(found)] == ["/journeys/1"]

    def test_no_word_is_pleasant_in_one_language_and_unpleasant_in_another(self) -> None:
        languages = json.loads((files(experience) / "feelings.json").read_text(encoding="utf-8"))
        assert isinstance(languages.pop("about"), str)
        assert set(languages) == {"en", "de", "fr", "es", "sv"}
        words = {
            kind: [word for both in languages.values() for word in both[kind]] for kind in ("pleasant", "unpleasant")
        }
        assert not set(words["pleasant"]) & set(words["unpleasant"])
        every = [*words["pleasant"], *words["unpleasant"]]
        assert all(word == unicodedata.normalize("NFC", word).strip().casefold() for word in every)


class TestPersonas:
    @pytest.mark.parametrize(
        "keys",
        [
            "jobs: [Ride], demographic: {age: 41}, behavioural: {triggers: [Rain]}",
            "psychographic: {goals: [Ride]}, demographic: {x-height: 1.8}",
            "jobs: [Ride], demographic: {age: 41}, segment: {rides: {gte: 5}}",
            "kind: anti-persona",
        ],
    )
    def test_a_profile_is_complete(self, find: Find, keys: str) -> None:
        for code in ("JM407", "JM409"):
            assert find(code, f"personas: [{{id: pat, name: Pat, {keys}}}]", people="") == []

    def test_empty_categories_do_not_count(self, find: Find) -> None:
        text = (
            "personas: [{id: pat, name: Pat, jobs: [Ride], demographic: {age: []}, behavioural: {confidential: true}}]"
        )
        assert find("JM407", text, people="")

    def test_a_persona_without_anything_is_said_once(self, find: Find) -> None:
        nobody = "personas: [{id: pat, name: Pat}]"
        (found,) = find("JM407", nobody, people="")
        assert "neither goals nor jobs" in found.message
        assert find("JM409", nobody, people="") == []

    @pytest.mark.parametrize(
        "named",
        ["actor: sam", "personas: [sam]", "voices: [{persona: sam}]", "next: [{to: end, for: [sam]}]"],
    )
    def test_a_persona_may_be_named_anywhere_in_a_journey(self, find: Find, named: str) -> None:
        text = journey(f"{{id: lock, name: Unlocks, {named}}}, {{id: ends, name: Ends, actor: jo}}", "personas: [pat],")
        assert find("JM408", f"{text}\nplays: [{{id: hi, name: Hi, for: [pat, sam, jo]}}]") == []

    def test_a_persona_that_only_a_play_is_for_has_no_journey(self, find: Find) -> None:
        text = f"{journey('', 'personas: [pat, jo],')}\nplays: [{{id: hi, name: Hi, for: sam}}]"
        assert at(find("JM408", text)) == ["/personas/1/id"]

    def test_a_persona_that_nothing_refers_to_is_left_to_unused_definition(self, find: Find) -> None:
        text = journey("", "personas: [pat, jo],")
        assert find("JM408", text) == []
        assert at(find("JM202", text))[0] == "/personas/1/id"

    def test_nothing_is_said_before_there_is_a_journey(self, find: Find) -> None:
        assert find("JM408", "plays: [{id: hi, name: Hi, for: [pat, sam, jo]}]") == []

    @pytest.mark.parametrize("kind", ["anti-persona", "target-vertical", "ideal-customer"])
    def test_those_who_have_no_way_of_their_own_are_not_asked(self, find: Find, kind: str) -> None:
        firm = f"personas: [{{id: firm, name: Firm, kind: {kind}, firmographic: {{size: 30 homes}}}}]\n"
        assert find("JM408", f"{journey('')}\nplays: [{{id: hi, name: Hi, for: firm}}]", people=firm) == []


class TestMissingGoal:
    def test_goals_of_all_stages_are_an_answer(self, find: Find) -> None:
        assert find("JM409", journey("", stage="goal: Arrive,")) == []
        assert find("JM409", journey(""))

    def test_a_future_journey_has_the_goal_of_its_base(self, find: Find) -> None:
        text = future("", "").replace("name: Rides,", "name: Rides, goal: Arrive dry,", 1)
        assert find("JM409", text) == []

    @pytest.mark.parametrize("status", ["draft", "retired"])
    def test_drafts_and_retired_journeys_are_not_asked(self, find: Find, status: str) -> None:
        assert find("JM409", journey("", f"status: {status},")) == []


class TestPlaceholderText:
    def found(self, find: Find, words: Sequence[str]) -> list[str]:
        """Those of some texts, as titles of research, that are found to be placeholders."""
        items = ", ".join(f"{{id: item-{i}, title: {json.dumps(word)}}}" for i, word in enumerate(words))
        return [words[int(str(found.pointer).split("/")[2])] for found in find("JM410", f"research: [{items}]")]

    def test_placeholders_are_found(self, find: Find) -> None:
        words = [
            *("TODO", "TODO: ask sales", "Ask sales (TODO)", "TBD", "tbd", "Price TBD", "TBC", "Owner: TBC", "FIXME"),
            *(
                "???",
                "Takes ??? days",
                "Costs: ???",
                "xxx",
                "XXX",
                "Costs xxx euro",
                "Lorem ipsum dolor",
                "LOREM  IPSUM",
            ),
            *("<name>", "Ask <your team> first", "…TODO…", "To be defined", "(to be confirmed)"),
        ]
        assert self.found(find, words) == words

    def test_words_that_only_look_like_one_are_not(self, find: Find) -> None:
        words = [
            *("Todo bien", "Hay que hacerlo todo: llamar y pagar", "TODO INCLUIDO", "¡TODO ESTÁ LISTO!", "todo"),
            *("Her TODO list", "TODO-listan", "Screening för TBC", "Tuberkulos (TBC-provet)", "Size XXL or XXXL"),
            *("Thank you so much xxx", "070-xxx xx xx", "Calls 070 xxx xx xx", "Where is it???", "Où est-il ???"),
            *(
                "<b>Bold</b> and <br>",
                "Fewer than <5 of >9",
                "a<b and b>c",
                "<https://example.org>",
                "Photodos",
                "TODOS",
            ),
            *("The method", "What? Why? Who?", "Mastodon", "Tabata", "Waits for the price to be confirmed"),
        ]
        assert self.found(find, words) == []

    def test_words_as_they_were_said_may_hide_a_name(self, find: Find) -> None:
        said = 'thoughts: ["Then <name> called", "??? no idea", "xxx and out"]'
        plays = "\nplays: [{id: hi, name: Hi, message: 'Hello <first name>, welcome'}]"
        assert find("JM410", journey(f"{{id: lock, name: Unlocks, {said}}}") + plays) == []
        assert find("JM410", journey("{id: lock, name: Unlocks, thoughts: ['<quote>']}"))

    def test_a_draft_has_one_finding_and_a_retired_journey_none(self, find: Find) -> None:
        waiting = "{id: lock, name: TBD, goal: TBD}, {id: ends, name: TODO}"
        (found,) = find("JM410", journey(waiting, "status: draft,"))
        assert "2 more places" in found.message
        assert len(found.related) == 2
        assert find("JM410", journey(waiting, "status: retired,")) == []
        assert len(find("JM410", journey(waiting))) == 3

    def test_data_values_are_not_text(self, find: Find) -> None:
        bound = "{id: lock, name: Unlocks, events: [{source: log, event: e, where: {state: [TBD, TODO]}}]}"
        assert find("JM410", journey(bound) + "\nsources: [{id: log, kind: events, uri: log.csv}]") == []

    def test_a_long_row_of_signs_is_read_in_linear_time(self, find: Find) -> None:
        """Quadratic patterns would take hours here, and no test would end."""
        assert self.found(find, ["?" * 200_000 + "a", "a" * 200_000 + " TODO", "x" * 200_000 + "y"]) == [
            "a" * 200_000 + " TODO"
        ]


class TestPersonalData:
    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("Write to maria.lund@skogspost.se", "an e-mail address"),
            ("<maria+bike@post.skogspost.se>", "an e-mail address"),
            ("mailto:maria@skogspost.se", "an e-mail address"),
            ("+46 70 123 45 67", "a telephone number"),
            ("+46701234567", "a telephone number"),
            ("0046 70 123 45 67", "a telephone number"),
            ("Ring 070-123 45 67 before noon", "a telephone number"),
            ("(030) 123456", "a telephone number"),
            ("0171/1234567", "a telephone number"),
            ("06 12 34 56 78", "a telephone number"),
            ("06.12.34.56.78", "a telephone number"),
            ("07700 900123", "a telephone number"),
            ("+34 612 345 678", "a telephone number"),
            ("(415) 555-2671", "a telephone number"),
            ("415-555-2671", "a telephone number"),
            ("811218-9876", "a personal number"),
            ("19811218-9876", "a personal number"),
            ("198112189876", "a personal number"),
            ("701063-2391", "a personal number"),
            ("GB82 WEST 1234 5698 7654 32", "a bank account"),
            ("DE89370400440532013000", "a bank account"),
            ("4111 1111 1111 1111", "a card number"),
            ("378282246310005", "a card number"),
        ],
    )
    def test_what_gives_a_person_away(self, text: str, kind: str) -> None:
        assert identifiers.QUICK.search(text)
        assert list(identifiers.kinds(text)) == [kind]

    @pytest.mark.parametrize(
        "text",
        [
            "maria@example.com, sam@shop.example, x@nowhere.invalid, y@sub.example.org",
            "support@skogspost.se, no-reply@skogspost.se, kundtjanst@skogspost.se, INFO@skogspost.se, hilfe@skogspost.de",
            "Follow @skogspost and @maria",
            "postgresql://reader:secret@db.skogspost.se/journeys",
            "https://skogspost.se/orders/0171/1234567",
            "%@skogspost.se",
            "2026-03-31 to 2026-04-30, 31.03.2026-30.04.2026, 31/03/2026",
            "From 01.02.2026 10.30 to 03.02.2026 12.00",
            "Open 08.00-12.00 13.00-17.00, 08.30-12.30 15 min",
            "1 200 000 000 kr, EUR 1.200.000.000,00, +10 000 000 kr, 0.123456789",
            "+250 000 000 €",
            "Order 4711-0815-0042, order #0171-1234567, ORD-0171-1234567",
            "ISBN 978-0-306-40615-7",
            "1Z 999 AA1 01 2345 6784",
            "811218-9875",
            "556016-0680",
            "20261231-0000",
            "GB82 WEST 1234 5698 7654 33",
            "4111 1111 1111 1112",
            "0000 0000 0000 0000",
            "Ring 1177 or 112, 0800 555 000, 1-800-555-2671, +1 415 555 0123",
            "23 of 31, 0-10, 1-5, 2019-2024, 100 000-250 000",
            "Version 10.0.19045.3803, 192.168.100.200",
            "NYHA II, NT-proBNP 1250 ng/l, 120/80",
        ],
    )
    def test_what_only_looks_like_it(self, text: str) -> None:
        assert list(identifiers.kinds(text)) == []

    def test_a_finding_does_not_repeat_what_it_found(self, find: Find) -> None:
        (found,) = find("JM416", "research: [{id: talks, title: Talk with maria.lund@skogspost.se}]")
        assert "maria" not in f"{found.message}{found.help}"

    def test_data_meant_for_contact_is_exempt(self, find: Find) -> None:
        teams = "teams: [{id: desk, name: Desk, contact: 'maria.lund@skogspost.se, 070-123 45 67'}]"
        plays = "\nplays: [{id: hi, name: Hi, message: Ring 070-123 45 67}]"
        assert find("JM416", teams + plays, people="") == []
        assert find("JM416", "teams: [{id: desk, name: 'Desk, 070-123 45 67'}]", people="")
        assert find("JM416", "plays: [{id: hi, name: Hi, message: For 811218-9876}]", people="")

    def test_conditions_on_data_are_no_text_and_free_keys_are(self, find: Find) -> None:
        persona = "personas: [{id: pat, name: Pat, segment: {mail: {like: 'maria@skogspost.se'}}}]"
        assert find("JM416", persona, people="") == []
        free = "personas: [{id: pat, name: Pat, demographic: {x-reached: [{by: maria@skogspost.se}]}}]"
        assert at(find("JM416", free, people="")) == ["/personas/0/demographic/x-reached/0/by"]

    @pytest.mark.parametrize("status", ["draft", "retired"])
    def test_a_persons_data_is_no_less_theirs_in_a_draft(self, find: Find, status: str) -> None:
        assert find("JM416", journey("{id: lock, name: Sam on 070-123 45 67}", f"status: {status},"))


class TestTexts:
    def test_every_text_of_the_examples_is_walked(self) -> None:
        """All free text that the outlines know is found, and nothing twice: counted another way, by pointer."""
        for example in EXAMPLES:
            for workspace in api.load([example], on=TODAY):
                for loaded in workspace.documents:
                    walked = [found.pointer for found in texts(loaded.source.data, bool)]
                    assert len(walked) == len(set(walked))
                    assert set(walked) == _free_text(loaded.source.data)

    def test_values_of_the_wrong_shape_are_passed_over(self) -> None:
        odd = {
            "personas": "TBD",
            "journeys": [None, 3, {"stages": {"name": "TBD"}}],
            7: "TBD",
            "metrics": {"x-a": "TBD"},
        }
        assert [str(found.pointer) for found in texts(odd, bool)] == ["/journeys/2/stages/name", "/metrics/x-a"]


def _free_text(data: object) -> set[tuple[str | int, ...]]:
    """The places of all free text, found by asking for the field of every single string."""
    found: set[tuple[str | int, ...]] = set()
    pending: list[tuple[tuple[str | int, ...], object]] = [((), data)]
    while pending:
        place, value = pending.pop()
        if isinstance(value, dict):
            pending += [((*place, key), item) for key, item in value.items()]
        elif isinstance(value, list):
            pending += [((*place, i), item) for i, item in enumerate(value)]
        elif isinstance(value, str):
            free = any(isinstance(part, str) and part.startswith("x-") for part in place)
            field = None if free else outline.field_at(Pointer(place), Content)
            if free or (field is not None and field.free_text and not field.mapping):
                found.add(place)
    return found


class TestHighsAndVoices:
    def test_a_gain_of_the_stage_or_a_future_delight_needs_no_more(self, find: Find) -> None:
        high = "{id: lock, name: Unlocks, emotion: 2}"
        assert find("JM411", journey(high, stage="gains: [{id: click, summary: It clicks}],")) == []
        assert find("JM411", future("{id: old, name: Old, emotion: 0}", high)) == []
        assert at(find("JM411", journey("{id: lock, name: L, emotion: 0, voices: [{persona: sam, emotion: 2}]}"))) == [
            "/journeys/0/stages/0/touchpoints/0/voices/0/emotion"
        ]

    @pytest.mark.parametrize(
        ("emotions", "keys", "rosy"),
        [
            ((0, 0.5, 1, 2), "", True),
            ((0, 0.5, 1), "", False),
            ((0, 0.5, 1, -0.5), "", False),
            ((0, 0.5, 1, 2), "status: draft,", False),
        ],
    )
    def test_only_a_map_of_some_size_can_be_rosy(
        self, find: Find, emotions: Sequence[float], keys: str, rosy: bool
    ) -> None:
        steps = ", ".join(f"{{id: step-{i}, name: Step, emotion: {value}}}" for i, value in enumerate(emotions))
        assert bool(find("JM412", journey(steps, keys))) is rosy

    def test_a_low_voice_or_a_low_in_a_journey_inside_keeps_a_map_from_being_rosy(self, find: Find) -> None:
        steps = ", ".join(f"{{id: step-{i}, name: Step, emotion: 1}}" for i in range(4))
        assert find("JM412", journey(f"{steps}, {{id: a, name: A, voices: [{{persona: sam, emotion: -1}}]}}")) == []
        text = f"""
            journeys:
              - {{id: ride, name: R, stages: [{{id: go, name: G, touchpoints: [{steps}, {{id: p, name: P, journey: pay}}]}}]}}
              - {{id: pay, name: P, stages: [{{id: c, name: C, touchpoints: [{{id: e, name: E, emotion: -1}}]}}]}}
            """
        assert find("JM412", text) == []

    @pytest.mark.parametrize(
        ("touchpoint", "polarised"),
        [
            ("emotion: 1, voices: [{persona: sam, emotion: -1}]", True),
            ("emotion: 1, voices: [{persona: sam, emotion: -0.5}]", False),
            ("voices: [{persona: pat, emotion: -1}, {persona: sam, emotion: 1.5}]", True),
            ("emotion: 2, voices: [{persona: pat, emotion: 0}, {persona: sam, emotion: 0}]", False),
            ("emotion: 2, personas: [sam], voices: [{persona: sam, emotion: -1}]", False),
        ],
    )
    def test_the_touchpoints_own_emotion_counts_for_those_without_a_voice(
        self, find: Find, touchpoint: str, polarised: bool
    ) -> None:
        found = find("JM413", journey(f"{{id: lock, name: Unlocks, {touchpoint}}}", "personas: [pat, sam],"))
        assert bool(found) is polarised


class TestInsideOut:
    @pytest.mark.parametrize(
        "lived",
        ["actions: [Waits]", "channel: email", "wait: 2d", "emotion: 0", "frontstage: [A letter]", "goal: A yes"],
    )
    def test_anything_of_the_customers_is_enough(self, find: Find, lived: str) -> None:
        assert find("JM414", journey(f"{{id: check, name: Check, backstage: [Looks it up], {lived}}}")) == []

    def test_work_of_employees_is_what_their_journeys_are_made_of(self, find: Find) -> None:
        check = "{id: check, name: Check, backstage: [Looks it up]}"
        assert find("JM414", journey(check, "personas: jo,")) == []
        assert find("JM414", journey(check, "personas: pat,"))

    def test_no_work_and_no_contact_is_no_step_of_the_house(self, find: Find) -> None:
        assert find("JM414", journey("{id: check, name: Check}")) == []
        assert find("JM414", journey("{id: check, name: Check, channel: none, support: [A queue]}"))


class TestWishfulFuture:
    NOW = "{id: lock, name: Unlocks, emotion: -1, voices: [{persona: sam, emotion: -2}]}"
    PAIN = "{id: lock, name: Unlocks, emotion: -1, pain_points: [{id: jam, summary: It jams, severity: critical}]}"

    @pytest.mark.parametrize(
        "coming",
        [
            "{id: lock, keep: true}",
            "{id: lock, keep: true, emotion: -1}",
            "{id: lock, keep: true, emotion: -1.5}",
            "{id: fresh, name: New and good, emotion: 2}",
            "{id: open, name: Opens, replaces: [lock], emotion: -1}",
        ],
    )
    def test_what_does_not_rise_is_no_wish(self, find: Find, coming: str) -> None:
        assert find("JM415", future(self.NOW, coming)) == []

    @pytest.mark.parametrize(
        ("coming", "key"),
        [
            ("{id: lock, keep: true, emotion: -0.5}", "emotion"),
            ("{id: lock, keep: true, voices: [{persona: sam, emotion: 0}]}", "voices/0/emotion"),
            ("{id: open, name: Opens, replaces: [lock], emotion: 1}", "emotion"),
        ],
    )
    def test_what_rises_without_an_initiative_is(self, find: Find, coming: str, key: str) -> None:
        assert at(find("JM415", future(self.NOW, coming))) == [f"/journeys/1/stages/0/touchpoints/0/{key}"]

    @pytest.mark.parametrize(("status", "counts"), [("idea", True), ("shipped", True), ("dropped", False)])
    def test_an_initiative_that_delivers_is_an_answer_unless_dropped(
        self, find: Find, status: str, counts: bool
    ) -> None:
        does = f"initiatives: [{{id: oil, name: Oil, delivers: ride-2030/lock, status: {status}}}]"
        assert (find("JM415", future(self.NOW, "{id: lock, keep: true, emotion: 1}", does)) == []) is counts

    def test_an_initiative_that_addresses_the_pain_of_today_is_an_answer(self, find: Find) -> None:
        does = "initiatives: [{id: oil, name: Oil, addresses: ride/jam}]"
        assert find("JM415", future(self.PAIN, "{id: lock, keep: true, emotion: 1}", does)) == []

    def test_a_merged_touchpoint_is_held_against_the_best_of_what_it_replaces(self, find: Find) -> None:
        two = "{id: lock, name: Unlocks, emotion: -1}, {id: ride-off, name: Rides, emotion: 1}"
        assert find("JM415", future(two, "{id: both, name: Both, replaces: [lock, ride-off], emotion: 1}")) == []

    def test_many_wishes_without_any_initiative_are_one_finding(self, find: Find) -> None:
        now = ", ".join(f"{{id: step-{i}, name: Step, emotion: -1}}" for i in range(7))
        coming = ", ".join(f"{{id: step-{i}, keep: true, emotion: 1}}" for i in range(7))
        (found,) = find("JM415", future(now, coming))
        assert "7 touchpoints" in found.message
        assert len(found.related) == 7

    def test_kept_bad_pains_are_listed_once(self, find: Find) -> None:
        assert at(find("JM415", future(self.PAIN, "{id: lock, keep: true}"))) == ["/journeys/1/based_on"]

    @pytest.mark.parametrize(
        ("coming", "rest"),
        [
            ("{id: lock, keep: true, pain_points: []}", ""),
            ("{id: open, name: Opens, replaces: [lock], emotion: -1}", ""),
            ("{id: other, name: Other}", ""),
            ("{id: lock, keep: true}", "initiatives: [{id: oil, name: Oil, addresses: ride/jam}]"),
        ],
    )
    def test_a_pain_that_is_gone_or_addressed_is_not_ignored(self, find: Find, coming: str, rest: str) -> None:
        assert find("JM415", future(self.PAIN, coming, rest)) == []

    def test_a_retired_future_is_no_plan(self, find: Find) -> None:
        assert find("JM415", future(self.PAIN, "{id: lock, keep: true, emotion: 1}", keys="status: retired,")) == []


class TestUnmetGoal:
    @pytest.mark.parametrize(
        ("touchpoint", "stage"),
        [
            ("pain_points: [{id: jam, summary: It jams}]", ""),
            ("", "pain_points: [{id: jam, summary: It jams}],"),
            ("thoughts: [It will not open]", ""),
            ("description: The lock freezes", ""),
            ("backstage: [{do: Oils the lock, fails: In frost}]", ""),
            ("voices: [{persona: sam, thoughts: [It will not open]}]", ""),
        ],
    )
    def test_any_reason_is_enough(self, find: Find, touchpoint: str, stage: str) -> None:
        text = journey(f'{{id: lock, name: Unlocks, goal: Ride, goal_met: "no", {touchpoint}}}', stage=stage)
        assert find("JM417", text) == []

    @pytest.mark.parametrize(("met", "found"), [("no", True), ("partly", False), ("yes", False)])
    def test_only_a_goal_that_is_missed_is_asked(self, find: Find, met: str, found: bool) -> None:
        assert bool(find("JM417", journey(f'{{id: lock, name: Unlocks, goal: Ride, goal_met: "{met}"}}'))) is found


def test_the_templates_begin_without_findings(run: Run, tmp_path: Path) -> None:
    """A new workspace has nothing of this group to mend, so that the first finding is about one's own words."""
    templates = REPOSITORY / "src/journeymap/scaffold/templates"
    for template in sorted(path.name for path in templates.iterdir() if path.is_dir()):
        assert run("init", template, "--template", template).code == 0
        assert api.lint([tmp_path / template], select=["JM4"], on=TODAY).findings == ()


def test_escapes_and_folded_lines_hide_nothing(write: Callable[..., Path]) -> None:
    """The source is searched first, and it does not look like the text that it stands for."""
    hidden = r"""
        journeymap: 1
        research:
          - {id: escaped, title: "maria.lund\x40skogspost.se, T\x4fDO"}
        """
    folded = """
        journeymap: 1
        research:
          - id: folded
            title: >-
              Ring 070-123
              45 67, lorem
              ipsum
        """
    report = api.lint(
        [write({"a.yaml": hidden, "b.yaml": folded, "journeymap.yaml": "journeymap: 1\n"})],
        select=["JM410", "JM416"],
        on=TODAY,
    )
    assert [finding.code for finding in report.findings] == ["JM410", "JM416", "JM410", "JM416"]
