"""`journeymap measure`, as a person runs it, on the shop's example and on small logs of a few lines."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from journeymap import api
from journeymap.model.measurement import Measurement
from tests.conftest import REPOSITORY, Run

SHOP = REPOSITORY / "examples" / "shop"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A copy of the shop, so that nothing is written into the example."""
    return Path(shutil.copytree(SHOP, tmp_path / "shop", ignore=shutil.ignore_patterns("measurements")))


SMALL = """\
journeymap: 1
workspace:
  measure: {{min_group: 1, {settings}}}
sources:
  - {{id: log, kind: events, uri: log.csv, timezone: UTC, columns: {{customer: who, time: at, event: what}}}}
metrics:
  - {{id: paid, name: Paid, kind: ratio, polarity: higher-is-better, source: log,
      numerator: {{source: log, event: pay}}, denominator: {{source: log, event: look}}}}
journeys:
  - id: buy
    name: Buy
    stages:
      - id: shop
        name: Shop
        touchpoints:
          - {{id: look, name: Look, channel: web, events: {{source: log, event: look}}}}
          - {{id: pay, name: Pay, channel: web, events: {{source: log, event: pay}},
              metrics: [{{metric: paid, target: 0.9}}]}}
"""
LOG = """\
who,at,what
a,2024-01-01 10:00,look
a,2024-01-01 10:05,pay
b,2024-01-01 11:00,look
b,2024-01-03 11:00,pay
c,2024-01-02 09:00,look
"""


def small(folder: Path, log: str = LOG, settings: str = "cases: customer") -> Path:
    """A workspace of two touchpoints, and its log."""
    folder.mkdir()
    (folder / "journeymap.yaml").write_text(SMALL.format(settings=settings), encoding="utf-8")
    (folder / "log.csv").write_text(log, encoding="utf-8")
    return folder


def measured(run: Run, *arguments: str | Path) -> Any:
    """What a run says as JSON, of its first journey."""
    outcome = run("measure", *arguments, "--output-format", "json", "--no-save")
    assert outcome.code == 0, outcome.err
    return json.loads(outcome.out)["measurements"][0]


def test_the_shop_gives_the_published_funnel(run: Run, shop: Path) -> None:
    """1,022, 512 and 173 of 3,605 sessions, as the makers of the data print them."""
    found = measured(run, "buy-online", "-w", shop, "--steps", "review-cart,delivery-details,order-placed")
    chosen = next(funnel for funnel in found["funnels"] if funnel["of"] == "chosen")
    assert [step["closed"] for step in chosen["steps"]] == [1022, 512, 173]
    assert found["totals"]["seen"] == 3605
    assert [round(step["of_all"], 3) for step in chosen["steps"]] == [0.283, 0.142, 0.048]


def test_a_run_keeps_a_measurement_that_the_model_and_the_schema_take(run: Run, shop: Path) -> None:
    """The file beside the map reads back, fits the published schema, and lint reads it."""
    outcome = run("measure", "-w", shop, "--quiet", "--today", "2024-07-22")
    assert outcome.code == 0, outcome.err
    kept = (shop / "measurements" / "buy-online.json").read_text(encoding="utf-8")
    assert Measurement.model_validate_json(kept).journey == "buy-online"
    jsonschema.validate(json.loads(kept), json.loads(api.schemas()["measurement.schema.json"]))
    found = run("lint", shop, "--today", "2024-07-22", "--select", "JM8", "--output-format", "concise")
    assert "JM803 missed-target" in found.out


def test_two_runs_keep_the_same_bytes(run: Run, shop: Path) -> None:
    """The same data and day give the same file, also where sets have another order."""
    words = ("measure", "buy-online", "-w", shop, "--quiet", "--by", "persona", "--today", "2024-07-22")
    run(*words, env={"PYTHONHASHSEED": "1"})
    first = (shop / "measurements" / "buy-online.json").read_bytes()
    run(*words, env={"PYTHONHASHSEED": "2"})
    assert (shop / "measurements" / "buy-online.json").read_bytes() == first


def test_customers_and_sessions_are_counted_as_asked(run: Run, tmp_path: Path) -> None:
    """Three customers make two who pay; as sessions of 30 minutes there are four paths, and one of them pays."""
    folder = small(tmp_path / "w", settings="session_gap: 30min")
    by_customer = measured(run, "-w", folder)
    assert (by_customer["totals"]["cases"], by_customer["totals"]["completed"]) == (3, 2)
    by_session = measured(run, "-w", folder, "--cases", "session", "--steps", "look,pay")
    chosen = next(funnel for funnel in by_session["funnels"] if funnel["of"] == "chosen")
    assert by_session["totals"]["cases"] == 4
    assert [step["closed"] for step in chosen["steps"]] == [3, 1]


def test_sessions_without_a_gap_are_refused(run: Run, tmp_path: Path) -> None:
    """Nobody chose what a session is, so nothing is guessed."""
    outcome = run("measure", "-w", small(tmp_path / "w"), "--cases", "session")
    assert outcome.code == 2
    assert "session_gap" in outcome.err


def test_a_window_cuts_the_slow_ones_off(run: Run, tmp_path: Path) -> None:
    """Who pays two days later is not in a funnel of one day."""
    found = measured(run, "-w", small(tmp_path / "w"), "--window", "1d", "--steps", "look,pay")
    chosen = next(funnel for funnel in found["funnels"] if funnel["of"] == "chosen")
    assert [step["closed"] for step in chosen["steps"]] == [3, 1]


def test_check_exits_with_1_when_a_target_is_missed(run: Run, tmp_path: Path) -> None:
    """Two of three are not the nine of ten that the map asks for: the table says it, and the last line on stderr."""
    folder = small(tmp_path / "w")
    assert run("measure", "-w", folder, "--no-save").code == 0
    outcome = run("measure", "-w", folder, "--no-save", "--check")
    assert outcome.code == 1
    assert "off target" in outcome.out
    assert outcome.err == "1 target missed: paid 66.7 % (target 90.0 %)\n"
    assert not (folder / "measurements").exists()


def test_a_period_counts_its_own_days_only(run: Run, tmp_path: Path) -> None:
    """Both days of a period count, and nothing outside them."""
    found = measured(run, "-w", small(tmp_path / "w"), "--since", "2024-01-01", "--until", "2024-01-01")
    assert found["totals"]["cases"] == 2
    assert found["totals"]["completed"] == 1


def test_two_periods_stand_side_by_side(run: Run, shop: Path) -> None:
    """In the weeks of the broken payment fewer payments succeed than in the weeks before, and it is no noise."""
    found = measured(
        run,
        "buy-online",
        "-w",
        shop,
        "--since",
        "2024-05-19",
        "--until",
        "2024-06-07",
        "--compare",
        "2024-04-10..2024-05-18",
    )
    news = {
        (item["what"], item.get("metric"), item.get("at"))
        for item in found["comparison"]["differences"]
        if item.get("news")
    }
    assert ("metric", "payment-success", "payment") in news


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--since", "2024-02-01", "--until", "2024-01-01"], "before it begins"),
        (["--by", "weather"], "nothing can be split by `weather`"),
        (["--window", "soon"], "no duration"),
        (["--steps", "look,fly"], "no journey has a touchpoint `fly`"),
        (["--steps", "look,pays"], "no journey has a touchpoint `pays`. Did you mean `pay`?"),
        (["--steps", "look,look"], "`--steps` names `look` twice"),
        (["buy", "--steps", "look,buy/look"], "`--steps` names `look` twice"),
        (["--goal", "lok"], "no journey has a touchpoint `lok`. Did you mean `look`?"),
        (["--goal", "buy/lok"], "no journey has a touchpoint `buy/lok`. Did you mean `buy/look`?"),
        (["buy", "--goal", "lok"], "journey `buy` has no touchpoint `lok`. Did you mean `look`?"),
        (["buy", "--goal", "sell/look"], "journey `buy` has no touchpoint `sell/look`. Did you mean"),
        (["buy", "--goal", "zzz"], "journey `buy` has no touchpoint `zzz`. Bound to events: `look`, `pay`."),
        (["buyy"], "there is no journey `buyy`. Did you mean `buy`?"),
        (["--compare", "sideways"], "neither two days nor two parts"),
        (["--compare", "persona:a..b"], "there is no persona `a`"),
        (["nowhere"], "there is no journey `nowhere`"),
    ],
)
def test_what_makes_no_sense_is_one_clear_sentence(run: Run, tmp_path: Path, options: list[str], said: str) -> None:
    """A mistake of the user ends with 2, a sentence and no traceback."""
    outcome = run("measure", "-w", small(tmp_path / "w"), *options)
    assert outcome.code == 2
    assert said in outcome.err
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize(
    ("log", "said"),
    [
        ("who,at\na,2024-01-01\n", "no column `what`"),
        ("who,at,what\n", ""),
        ("who,at,what\na,yesterday,look\n", "no time in it can be read"),
    ],
)
def test_bad_data_is_told_and_never_counted_in_silence(run: Run, tmp_path: Path, log: str, said: str) -> None:
    """A missing column, an empty file and unreadable times each have an outcome of their own."""
    outcome = run("measure", "-w", small(tmp_path / "w", log), "--no-save")
    assert outcome.code == (2 if said else 0)
    assert said in outcome.err


def test_markdown_escapes_what_comes_from_data(run: Run, tmp_path: Path) -> None:
    """An event with a name full of markup stays text."""
    rows = "".join(f"{name},2024-01-01 12:00,<img src=x>|**x**\n" for name in "abc")
    folder = small(tmp_path / "w", LOG + rows)
    outcome = run("measure", "-w", folder, "--no-save", "--output-format", "markdown")
    assert outcome.code == 0
    assert "<img" not in outcome.out
    assert "&#60;img" in outcome.out


def test_a_date_long_ago_takes_no_time_and_is_told(run: Run, tmp_path: Path) -> None:
    """1970, which some programs write for no date, makes no hundreds of months; year 1 is no date at all."""
    log = LOG + "d,1970-01-01 00:00,look\ne,0001-01-01 00:00,look\n"
    found = measured(run, "-w", small(tmp_path / "w", log), "--by", "month")
    assert [(part["value"], part["totals"]["cases"]) for part in found["parts"]] == [
        ("before 1990-01", 1),
        ("2024-01", 3),
    ]
    assert any("before 1990" in remark for remark in found["sources"][0]["remarks"])
    assert found["sources"][0]["dropped"] == [{"reason": "no-time", "n": 1}]


@pytest.mark.parametrize("words", [("--goal", "look"), ("buy", "--goal", "buy/look"), ("--goal", "buy/look")])
def test_a_goal_is_written_as_on_the_command_line_or_as_in_the_settings(
    run: Run, tmp_path: Path, words: tuple[str, ...]
) -> None:
    """`look` and `buy/look` are the same touchpoint of the journey `buy`, which all three customers reach."""
    found = measured(run, *words, "-w", small(tmp_path / "w"))
    assert (found["asked"]["goal"], found["totals"]["completed"]) == ("look", 3)


def test_a_goal_that_data_cannot_see_is_refused(run: Run, tmp_path: Path) -> None:
    """A touchpoint that is not bound to events completes nothing, and a 0 would be no answer."""
    folder = small(tmp_path / "w")
    path = folder / "journeymap.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}          - {{id: use, name: Use, channel: web}}\n", encoding="utf-8")
    for words in (("buy",), ()):
        outcome = run("measure", *words, "--goal", "use", "-w", folder, "--no-save")
        assert outcome.code == 2
        assert "touchpoint `use` of journey `buy` is not bound to events" in outcome.err


def test_touchpoints_of_two_journeys_are_no_funnel(run: Run, tmp_path: Path) -> None:
    """Each is known, and no journey has both: the message says that, and suggests nothing."""
    folder = small(tmp_path / "w")
    (folder / "more.yaml").write_text(
        "journeymap: 1\njourneys: [{id: use, name: Use, stages: [{id: home, name: Home, "
        "touchpoints: [{id: open, name: Open, events: {source: log, event: open}}]}]}]\n",
        encoding="utf-8",
    )
    outcome = run("measure", "-w", folder, "--steps", "look,open", "--no-save")
    assert outcome.code == 2
    assert "no journey has all of the touchpoints `look`, `open`. Name those of one journey." in outcome.err


STOCKHOLM = """\
who,at,what
a,2024-06-29 12:00,look
a,2024-07-01 00:30,look
b,2024-07-01 00:45,other
"""


def in_stockholm(folder: Path, log: str = STOCKHOLM) -> Path:
    """The small workspace, with times of Stockholm."""
    small(folder, log)
    path = folder / "journeymap.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("UTC", "Europe/Stockholm"), encoding="utf-8")
    return folder


def test_a_measurement_is_as_of_the_last_day_in_the_zone_of_the_days(run: Run, tmp_path: Path) -> None:
    """Half past midnight of 1 July in Stockholm is that day, though UTC is still at the one before."""
    assert measured(run, "-w", in_stockholm(tmp_path / "w"))["as_of"] == "2024-07-01"


@pytest.mark.parametrize(
    ("days", "as_of"),
    [
        (("--until", "2024-06-30"), "2024-06-29"),
        (("--since", "2024-06-29", "--until", "2024-07-01"), "2024-07-01"),
        (("--since", "2024-07-01"), "2024-07-01"),
    ],
)
def test_a_measurement_of_a_period_is_as_of_its_last_row(
    run: Run, tmp_path: Path, days: tuple[str, ...], as_of: str
) -> None:
    """What lies outside the period makes a measurement no newer."""
    assert measured(run, "-w", in_stockholm(tmp_path / "w"), *days)["as_of"] == as_of


def test_a_period_of_the_shop_ends_with_its_last_row_though_another_source_goes_on(run: Run, shop: Path) -> None:
    """Answers come in until 22 July; of four days in spring the last row is of the fourth."""
    found = measured(run, "buy-online", "-w", shop, "--since", "2024-02-29", "--until", "2024-03-03")
    assert found["as_of"] == "2024-03-03"


@pytest.mark.parametrize("days", [("--since", "2025-01-01"), ("--until", "2024-06-28"), ("--until", "2023-01-01")])
def test_a_period_without_rows_says_so_first(run: Run, tmp_path: Path, days: tuple[str, str]) -> None:
    """Nothing happened on these days, and no day is told as that of the last event."""
    folder = in_stockholm(tmp_path / "w")
    found = measured(run, "-w", folder, *days)
    assert found.get("as_of") is None
    said = f"No row of the data lies in the period ({days[0].removeprefix('--')} {days[1]})"
    assert any(remark.startswith(said) for remark in found["remarks"])
    outcome = run("measure", "-w", folder, "--no-save", *days)
    assert outcome.code == 0
    assert outcome.out.splitlines()[1].startswith(said)
    assert "As of" not in outcome.out
    assert "Ways that nobody takes" not in outcome.out


def test_an_empty_period_is_not_kept(run: Run, tmp_path: Path) -> None:
    """A period without rows leaves the measurement of before as it is, and says so."""
    folder = in_stockholm(tmp_path / "w")
    assert run("measure", "-w", folder).code == 0
    (kept,) = (folder / "measurements").iterdir()
    before = kept.read_bytes()
    outcome = run("measure", "-w", folder, "--since", "2025-01-01")
    assert outcome.code == 0
    assert f"Not kept, for no row lies in the period: {kept}" in outcome.err
    assert kept.read_bytes() == before


@pytest.mark.parametrize("few", [1, 10])
def test_a_goal_that_nobody_can_be_seen_to_reach(run: Run, tmp_path: Path, few: int) -> None:
    """A goal of the settings without events is remarked, and completion is not told as nought."""
    folder = small(tmp_path / "w", settings="goals: [buy/rest]")
    text = (folder / "journeymap.yaml").read_text(encoding="utf-8").replace("min_group: 1", f"min_group: {few}")
    rest = "          - {id: rest, name: Rest, channel: web}\n"
    (folder / "journeymap.yaml").write_text(f"{text}{rest}", encoding="utf-8")
    found = measured(run, "-w", folder)
    said = "`workspace.measure.goals` names `rest`, which is not bound to events: who reaches it cannot be told."
    assert said in found["remarks"]
    assert "completed" not in found.get("totals", {})
    shown = run("measure", "-w", folder, "--no-save").out
    assert "reach the goal" not in shown
    assert ("Fewer than 10 customers" in shown) is (few == 10)


def test_a_log_without_rows_has_no_period_to_tell_of(run: Run, tmp_path: Path) -> None:
    """Where no days were asked for, nothing is said of days."""
    found = measured(run, "-w", small(tmp_path / "w", "who,at,what\n"))
    assert found.get("as_of") is None
    assert not any("period" in remark for remark in found.get("remarks", []))


def test_the_future_begins_at_midnight_of_the_zone_of_the_days(run: Run, tmp_path: Path) -> None:
    """A day of grace after 1 July ends at midnight in Stockholm, two hours before it ends in UTC."""
    log = "who,at,what\na,2024-07-02 23:59,look\na,2024-07-03 00:01,look\na,2024-07-03 01:59,look\n"
    found = measured(run, "-w", in_stockholm(tmp_path / "w", log), "--today", "2024-07-01")
    source = found["sources"][0]
    assert (source["used"], source["dropped"]) == (1, [{"reason": "future", "n": 2}])


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("timezone: UTC", 'timezone: "+01:00"', ":5:53: `timezone` cannot be `+01:00`"),
        ("columns:", "colums:", "a source has no key `colums`"),
        ("cases: customer", "cases: custommer", "`cases` cannot be `custommer`"),
        ("sources:", "source:", "the document has no key `source`"),
        ("sources:", "sources: [", "journeymap.yaml:"),
    ],
)
@pytest.mark.parametrize("command", ["measure", "customers"])
def test_what_is_wrong_with_the_map_is_named(
    run: Run, tmp_path: Path, command: str, was: str, becomes: str, said: str
) -> None:
    """A source with a fault is not called missing, nor is a setting with a fault passed over."""
    folder = small(tmp_path / "w")
    path = folder / "journeymap.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(was, becomes), encoding="utf-8")
    outcome = run(command, "-w", folder)
    assert outcome.code == 2
    assert said in outcome.err
    assert "`journeymap validate` says more." in outcome.err
    assert "names no data" not in outcome.err


def test_a_journey_with_faults_is_not_called_missing(run: Run, tmp_path: Path) -> None:
    """It is there, and cannot be measured: the message says where to look."""
    folder = small(tmp_path / "w")
    path = folder / "journeymap.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("channel: web", "chanel: web"), encoding="utf-8")
    outcome = run("measure", "buy", "-w", folder)
    assert outcome.code == 2
    assert "journey `buy` has faults. `journeymap validate` says where." in outcome.err


def test_lines_that_are_no_rows_are_not_laid_on_the_columns(run: Run, tmp_path: Path) -> None:
    """Where no line of a file can be read, its quotes or delimiters are broken, and not the names of its columns."""
    log = 'who,at,what\n"a"x,2024-01-01 10:00,look\n"b"x,2024-01-01 10:00,look\n'
    outcome = run("measure", "-w", small(tmp_path / "w", log), "--no-save")
    assert outcome.code == 2
    assert "no line of it can be read as a row" in outcome.err
    assert "quotes" in outcome.err
    assert "Check `columns`" not in outcome.err


def test_an_option_that_stands_before_the_command_says_so(run: Run, tmp_path: Path) -> None:
    """`--traceback` is known, and only in the wrong place."""
    outcome = run("measure", "--traceback", "-w", small(tmp_path / "w"))
    assert outcome.code == 2
    assert "Write it before the command: `journeymap --traceback measure`." in outcome.err
    trace = run("--traceback", "measure", "nowhere", "-w", tmp_path / "w")
    assert "Traceback" in trace.err


@pytest.mark.parametrize(("check", "code"), [((), 0), (("--check",), 1)])
def test_a_quiet_run_names_what_is_missed_and_writes_no_table(
    run: Run, tmp_path: Path, check: tuple[str, ...], code: int
) -> None:
    """A log of a job has one line, and the measurement is kept all the same."""
    folder = small(tmp_path / "w")
    outcome = run("measure", "-w", folder, "--quiet", *check)
    assert (outcome.code, outcome.out) == (code, "")
    assert outcome.err == "1 target missed: paid 66.7 % (target 90.0 %)\n"
    assert (folder / "measurements" / "buy.json").is_file()


def test_a_quiet_run_writes_what_a_program_asks_for(run: Run, tmp_path: Path) -> None:
    """JSON on stdout, and a table in a file, are results and no talk."""
    folder, target = small(tmp_path / "w"), tmp_path / "told.txt"
    outcome = run("measure", "-w", folder, "--quiet", "--output-format", "json")
    assert json.loads(outcome.out)["measurements"][0]["journey"] == "buy"
    assert run("measure", "-w", folder, "--quiet", "--output-file", target).out == ""
    assert target.read_text(encoding="utf-8").startswith("Buy\n")


def test_the_last_line_names_what_is_missed_after_all_else(run: Run, tmp_path: Path) -> None:
    """Where the file lies stands before it."""
    outcome = run("measure", "-w", small(tmp_path / "w"), "--check")
    assert outcome.err.splitlines()[-1].startswith("1 target missed: ")
    assert outcome.err.startswith("Kept in ")


def test_nothing_is_said_of_targets_that_are_met(run: Run, tmp_path: Path) -> None:
    """A quiet run in which all is well writes nothing at all."""
    folder = small(tmp_path / "w")
    path = folder / "journeymap.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("target: 0.9", "target: 0.5"), encoding="utf-8")
    outcome = run("measure", "-w", folder, "--quiet", "--check")
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")


def test_a_quiet_run_says_where_nothing_was_measured(run: Run, tmp_path: Path) -> None:
    """A period without a row misses no target, and must not look as if all were met."""
    outcome = run("measure", "-w", small(tmp_path / "w"), "--quiet", "--check", "--since", "2030-01-01")
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err == "buy: No row of the data lies in the period (since 2030-01-01).\n"
