"""Placeholders of templates: dates by the day, values as text, lines without a value left out."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from journeymap.errors import SettingError
from journeymap.scaffold.placeholders import fill

DAY = datetime.date(2024, 3, 1)


@pytest.mark.parametrize(
    ("placeholder", "written"),
    [
        ("{{today}}", "2024-03-01"),
        ("{{today - 1d}}", "2024-02-29"),
        ("{{today + 2w}}", "2024-03-15"),
        ("{{today - 1y}}", "2023-03-02"),  # 365.2425 days, rounded
    ],
)
def test_dates_are_reckoned_from_the_day_and_lose_their_quotes(placeholder, written):
    assert fill(f'date: "{placeholder}" # when\n', {}, DAY) == f"date: {written} # when\n"


def test_a_date_outside_the_calendar_is_the_operators_mistake():
    with pytest.raises(SettingError, match="end of the calendar"):
        fill('date: "{{today - 1d}}"', {}, datetime.date.min)


def test_a_line_without_a_value_is_left_out():
    template = 'a: "{{persona}}"\nb: ["{{persona}}"]\nc: "{{team}}"\n'
    assert fill(template, {"persona": None, "team": "sales"}) == "c: sales\n"


def test_a_name_that_looks_like_a_placeholder_or_a_date_stays_text():
    filled = fill('a: "{{name}}"\nb: "{{other}}"\n', {"name": "{{other}}", "other": "2026-01-01"}, DAY)
    assert YAML(typ="safe").load(filled) == {"a": "{{other}}", "b": "2026-01-01"}


def test_a_placeholder_that_nothing_fills_is_our_fault():
    with pytest.raises(KeyError):
        fill('a: "{{unheard_of}}"', {})


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_value_amid_text_is_only_text(name):
    filled = fill('a: "{{name}}, to the end." # a comment\nb: 1\n', {"name": name})
    assert YAML(typ="safe", pure=True).load(filled) == {"a": f"{name}, to the end.", "b": 1}
