"""What customers answered becomes the numbers that their metrics define, and nothing that they leave open."""

from __future__ import annotations

import dataclasses
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.evidence.data import begin_of
from journeymap.evidence.feedback import Answered, feedback
from journeymap.evidence.intervals import of_promoters
from journeymap.evidence.scoring import UnsaidError, scoring
from journeymap.evidence.suppression import ALL, told
from journeymap.model.measurement import MetricMeasured
from journeymap.model.metric import Metric
from journeymap.model.proportion import wilson
from tests.evidence.answered import EVER, SURVEY, csv, opened

DAY = "2026-05-01"


def answered(
    folder: Path, rows: list[tuple[object, ...]], least: int = 1, journey: str = "buy", **how: str
) -> Answered:
    with opened(folder, csv(rows), **how) as data:
        return feedback(data, data.catalogue.journeys[journey], EVER, least)


def of(found: Answered, metric: str, at: str | None, persona: str | None = None) -> MetricMeasured | None:
    those = [item for item in found.metrics if (item.metric, item.at, item.persona) == (metric, at, persona)]
    assert len(those) < 2
    return those[0] if those else None


def rows(metric: str, at: str, scores: list[float], tenure: str = "", who: str = "c") -> list[tuple[object, ...]]:
    return [(DAY, f"{who}{place}", score, "", metric, at, tenure) for place, score in enumerate(scores)]


def test_promoter_score(tmp_path: Path) -> None:
    """Six promoters and three detractors of twelve are 25, with the interval of that trinomial."""
    found = answered(tmp_path, rows("nps", "buy/get", [9, 10, 9, 10, 10, 9, 7, 8, 8, 0, 6, 3]))
    item = of(found, "nps", "get")
    assert (item.value, item.n, item.source) == (25.0, 12, "survey")
    assert (item.low, item.high) == pytest.approx(of_promoters(6, 3, 12), abs=1e-6)
    assert item.method.startswith("Share of answers 9 and 10 less share of answers 0 to 6")
    assert found.remarks == ()


def test_invalid_answers_are_told(tmp_path: Path) -> None:
    """Answers that a metric does not allow are left out, counted and told."""
    scores: list[float] = [9, 10, 11, -1, 7.5]
    found = answered(tmp_path, [*rows("nps", "buy/get", scores), *rows("csat", "pay", [5, 4, 0, 6, 4.5])])
    assert of(found, "nps", "get").n == 2
    assert (of(found, "csat", "pay").n, of(found, "csat", "pay").value) == (2, 1.0)
    assert "3 answers in source `survey` are not on the scale of `nps`, 0-10; left out." in found.remarks
    assert "3 answers in source `survey` are not on the scale of `csat`, 1-5; left out." in found.remarks


def test_top_box_and_mean(tmp_path: Path) -> None:
    """The same answers make a top box of 0.6 and a mean of 3.6, as each metric says."""
    scores = [5, 5, 4, 3, 1]
    found = answered(tmp_path, rows("csat", "pay", scores) + rows("mood", "pay", scores))
    box, mean = of(found, "csat", "pay"), of(found, "mood", "pay")
    assert box.value == 0.6
    assert (box.low, box.high) == pytest.approx(wilson(3, 5), abs=1e-6)
    assert mean.value == 3.6
    assert mean.high == 5  # Student's interval would end at 5.68, off the scale
    assert box.method == "Share of answers 4 and 5 on the scale 1-5; 95 % interval of a share by Wilson's score"
    assert mean.method == "Mean of the answers on the scale 1-5; 95 % interval of a mean by Student's t"


def test_without_a_method_there_is_no_number(tmp_path: Path) -> None:
    """A CSAT that does not say how it is reckoned is not measured, and a remark says why and what of."""
    found = answered(tmp_path, rows("vague", "pay", [5, 4, 3]))
    assert found.metrics == ()
    assert found.remarks == (
        "3 answers in source `survey` are to `vague`, which is not measured: it does not say its `method`.",
    )


@pytest.mark.parametrize(
    ("said", "lacks"),
    [
        ({"kind": "csat", "method": "mean"}, "`scale`"),
        ({"kind": "csat", "scale": "1-5"}, "`method`"),
        ({"kind": "ces", "scale": "1-7"}, "`polarity`"),
        ({"kind": "ces", "polarity": "higher-is-better"}, "`scale`"),
        ({"kind": "score", "formula": "60 x usage"}, "`method`"),
        ({"kind": "score", "method": "top-box"}, "`scale`"),
        ({"kind": "nps", "scale": "1-5"}, "0 to 10"),
        ({"kind": "csat", "method": "top-box", "scale": "0-100"}, "no top box"),
        ({"kind": "csat", "method": "top-box", "scale": "0.5-5"}, "no top box"),
        ({"kind": "csat", "method": "mean", "scale": "5-1"}, "no room"),
        ({"kind": "ratio"}, "no answer gives"),
        ({}, "`kind`"),
    ],
)
def test_what_is_unsaid_is_not_guessed(said: dict[str, str], lacks: str) -> None:
    """Each metric that leaves open how answers become its value is refused, and the reason names what is missing."""
    with pytest.raises(UnsaidError, match=lacks):
        scoring(Metric(id="m", name="M", **said))


@pytest.mark.parametrize(
    ("scale", "polarity", "best"),
    [
        ("0-1", None, {1}),
        ("1-3", None, {3}),
        ("1-4", None, {3, 4}),
        ("1-5", None, {4, 5}),
        ("1-7", "higher-is-better", {6, 7}),
        ("0-10", None, {9, 10}),
        ("1-5", "lower-is-better", {1, 2}),
        ("0-1", "lower-is-better", {0}),
        ("-2-2", None, {1, 2}),
    ],
)
def test_top_box_of_each_scale(scale: str, polarity: str | None, best: set[int]) -> None:
    """Of two or three answers the best is the top box, of more the two best; at the low end where lower is better."""
    said = {"polarity": polarity} if polarity else {}
    found = scoring(Metric(id="m", name="M", kind="csat", method="top-box", scale=scale, **said))
    assert found.best == best


def test_percentages(tmp_path: Path) -> None:
    """A share whose unit is per cent runs to 100, its interval with it."""
    metric = '  - {id: box, name: Box, kind: csat, scale: 1-5, method: top-box, unit: "%", source: Survey}'
    found = answered(tmp_path, rows("box", "pay", [5, 4, 3, 2]), metrics=metric)
    item = of(found, "box", "pay")
    assert item.value == 50.0
    assert item.low == pytest.approx(100 * wilson(2, 4).low, abs=1e-5)


def test_effort(tmp_path: Path) -> None:
    """Effort is a mean on its scale, and says so."""
    found = answered(tmp_path, rows("ease", "buy/get", [1, 2, 3, 2]))
    assert of(found, "ease", "get").value == 2.0


def test_places_and_personas(tmp_path: Path) -> None:
    """Each place, each persona and all together have their own number; rows of other journeys are nobody's here."""
    data = [
        *rows("csat", "pay", [5, 5, 5, 1], "new"),
        *rows("csat", "buy/get", [1, 1], "old", who="o"),
        *rows("csat", "return/get", [3, 3, 3], "old", who="r"),
    ]
    found = answered(tmp_path, data)
    assert {(item.at, item.persona): (item.value, item.n) for item in found.metrics} == {
        (None, None): (0.5, 6),
        (None, "new"): (0.75, 4),
        (None, "old"): (0.0, 2),
        ("pay", None): (0.75, 4),
        ("pay", "new"): (0.75, 4),
        ("get", None): (0.0, 2),
        ("get", "old"): (0.0, 2),
    }


def test_bare_ids(tmp_path: Path) -> None:
    """A bare id of one journey is that journey's; of several it is told; of none too, by names that many rows have."""
    data = [*rows("csat", "send", [5]), *rows("csat", "get", [5, 5]), *rows("csat", "nowhere", [4, 4, 4])]
    found = answered(tmp_path, data, least=2)
    assert found.metrics == ()
    assert found.remarks == (
        "3 rows in source `survey` name a touchpoint that the workspace does not have: `nowhere`.",
        "2 rows in source `survey` name a touchpoint that several journeys have, without the journey: `get`.",
    )
    assert of(answered(tmp_path, data, journey="return"), "csat", "send").n == 1


def test_rows_without_a_touchpoint(tmp_path: Path) -> None:
    """A metric that stands at one place is about that place; one that stands at several is about the journey."""
    found = answered(tmp_path, rows("csat", "", [5, 4]) + rows("nps", "", [10, 10]) + rows("mood", "", [3]))
    assert [(item.metric, item.at) for item in found.metrics] == [("nps", None), ("csat", "pay")]


def test_fixed_by_the_source(tmp_path: Path) -> None:
    """A source without such columns says itself what its rows answer, and where."""
    source = """
  - id: survey
    kind: feedback
    uri: survey.csv
    columns: {time: day, score: score}
    metric: csat
    touchpoint: buy/pay
"""
    found = answered(tmp_path, [(DAY, "", 5), (DAY, "", 1)], sources=source)
    assert (of(found, "csat", "pay").value, of(found, "csat", "pay").n) == (0.5, 2)
    assert answered(tmp_path, [(DAY, "", 5)], sources=source, journey="return") == Answered()


def test_metric_that_names_its_source(tmp_path: Path) -> None:
    """The one metric that says it comes from a source is what its rows answer, where they say nothing else."""
    source = "\n  - {id: survey, kind: feedback, uri: survey.csv, columns: {time: day, score: score}}\n"
    metric = "  - {id: till, name: Till, kind: csat, scale: 1-5, method: mean, source: survey}"
    found = answered(tmp_path, [(DAY, "", 5), (DAY, "", 1)], sources=source, metrics=metric, more=", {metric: till}")
    assert of(found, "till", "pay").value == 3.0
    alone = answered(tmp_path, [(DAY, "", 5)], sources=source)
    assert alone.remarks == ("1 score in source `survey` names no metric.",)


def test_period(tmp_path: Path) -> None:
    """Answers outside the period, without a time or from the future do not count."""
    days = ["2026-04-30", "2026-05-01", "2026-05-31", "2026-06-01", "", "2099-01-01"]
    text = csv([(day, f"c{place}", 5, "", "csat", "pay") for place, day in enumerate(days)])
    with opened(tmp_path, text) as data:
        import datetime

        may = dataclasses.replace(
            EVER, since=begin_of(datetime.date(2026, 5, 1)), until=begin_of(datetime.date(2026, 6, 1))
        )
        journey = data.catalogue.journeys["buy"]
        assert of(feedback(data, journey, may, 1), "csat", "pay").n == 2
        assert of(feedback(data, journey, EVER, 1), "csat", "pay").n == 4


def test_small_groups(tmp_path: Path) -> None:
    """Fewer people than the least are left out, however many answers they gave; so is what would tell of them."""
    few = [(DAY, f"c{place % 3}", 5, "", "csat", "pay", "old") for place in range(30)]
    many = rows("csat", "pay", [4, 3] * 10, "new", who="n")
    some = rows("csat", "pay", [4, 3] * 6, "", who="x")
    assert answered(tmp_path, few, least=10).metrics == ()
    found = answered(tmp_path, [*few, *many], least=10)
    assert [(item.persona, item.n) for item in found.metrics] == [(None, 50)]
    found = answered(tmp_path, [*few, *many, *some], least=10)
    assert [(item.persona, item.n) for item in found.metrics] == [(None, 62), ("new", 20)]


tables = st.dictionaries(st.tuples(st.integers(-1, 3), st.integers(-1, 2)), st.integers(1, 40), min_size=1, max_size=12)


@given(tables, st.integers(1, 15))
def test_nobody_can_be_made_out(table: dict[tuple[int, int], int], least: int) -> None:
    """No sum less what is told of its parts leaves fewer people than the least."""
    people: Counter[tuple[int, int]] = Counter()
    for (place, persona), n in table.items():
        for field in ((place, persona), (place, ALL), (ALL, persona), (ALL, ALL)):
            people[field] += n
    shown = told(people, least)
    assert all(people[field] >= least for field in shown)
    for place, persona in shown:
        for line in ({f for f in table if f[0] == place}, {f for f in table if f[1] == persona}):
            parts = line if (ALL in {place, persona} and {place, persona} != {ALL}) else set()
            if (place == ALL and all(f[1] == persona for f in parts)) or (
                persona == ALL and all(f[0] == place for f in parts)
            ):
                hidden = sum(table[field] for field in parts - shown)
                assert hidden == 0 or hidden >= least or not parts & shown


def test_unknown_metrics(tmp_path: Path) -> None:
    """Rows that name a metric that nobody defined are counted and told, their names without what could harm."""
    odd = "`\u202eevil" + "x" * 60
    found = answered(tmp_path, rows(odd, "pay", [1, 2, 3]) + rows("", "pay", [4, 5]))
    assert found.remarks == (
        "2 scores in source `survey` name no metric.",
        f"3 rows in source `survey` name a metric that the workspace does not have: `??evil{'x' * 34}…`.",
    )
    assert found.metrics == ()


def test_a_name_that_one_person_wrote_is_not_quoted(tmp_path: Path) -> None:
    """However many rows have it: what is quoted is of so many people as any number."""
    mine = [(DAY, "ann", score, "", "my-own-name", "pay", "") for score in range(5)]
    ours = rows("nqs", "pay", [1, 2, 3])
    found = answered(tmp_path, [*mine, *ours], least=3)
    named = "a metric that the workspace does not have"
    assert found.remarks == (f"8 rows in source `survey` name {named}: `nqs`.",)


HOSTILE = st.text(st.characters(exclude_characters="\r\n\x00", exclude_categories=["Cs"]), max_size=30)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(HOSTILE, HOSTILE, HOSTILE), max_size=8))
def test_hostile_cells(tmp_path_factory: pytest.TempPathFactory, cells: list[tuple[str, str, str]]) -> None:
    """Whatever stands in the columns, nothing breaks, and what is right still counts."""
    folder = tmp_path_factory.mktemp("hostile")

    def quoted(text: str) -> str:
        return '"' + text.replace('"', '""') + '"'

    bad = [(DAY, "c", quoted(score), quoted(score), quoted(metric), quoted(at), "") for score, metric, at in cells]
    found = answered(folder, [*bad, *rows("csat", "pay", [5, 5])])
    assert of(found, "csat", "pay").n >= 2


def test_same_data_same_numbers(tmp_path: Path) -> None:
    """The order of rows changes nothing."""
    data = rows("mood", "pay", [1.1, 2.7, 3.3, 4.9, 1.2] * 40, "new") + rows("mood", "pay", [5, 3], "old", who="o")
    assert answered(tmp_path, data).metrics == answered(tmp_path, list(reversed(data))).metrics


def test_scores_of_any_size(tmp_path: Path) -> None:
    """A score without a scale is a mean of whatever numbers came."""
    metric = "  - {id: health, name: Health, kind: score, method: mean, formula: as the tool says, source: Survey}"
    found = answered(tmp_path, rows("health", "pay", [-1000, 3000]), metrics=metric, sources=SURVEY)
    assert of(found, "health", "pay").value == 1000.0
