"""All opportunities of a workspace."""

from typing import Any

import pytest

from journeymap.render.building.opportunities import opportunities_view, opportunity_score
from journeymap.render.drawing import draw
from journeymap.render.opportunities_view import OpportunitiesView
from tests.render.matrix_workspaces import gather, journey


def view_of(*items: dict[str, Any], **more: Any) -> OpportunitiesView:
    pain = {"id": "pain", "summary": "It hurts", "severity": "critical"}
    listed = [{"id": f"o{n}", "summary": f"Idea {n}", **item} for n, item in enumerate(items, 1)]
    way = journey("way", {"points": [{"pain_points": [pain], "opportunities": listed}]})
    return opportunities_view(gather(journeys=[way, *more.pop("journeys", ())], **more))


@pytest.mark.parametrize(
    ("importance", "satisfaction", "score"), [(9, 3, 15), (3, 9, 3), (10, 0, 20), (0, 0, 0), (8.5, 8.5, 8.5)]
)
def test_the_score_is_ulwicks(importance: float, satisfaction: float, score: float) -> None:
    """Importance counts twice where satisfaction lags behind it, and once where it does not."""
    assert opportunity_score(importance, satisfaction) == score


def test_each_has_one_field_or_stands_beside() -> None:
    """What has impact and effort stands in its field of the matrix, the rest beside it, and all in the table."""
    made = view_of({"impact": "high", "effort": "low"}, {"impact": "low"}, {})
    fields = {
        (field.impact, field.effort): [item.id for item in field.items] for row in made.rows for field in row.fields
    }
    assert fields.pop((3, 1)) == ["o1"]
    assert not any(fields.values())
    assert {item.id for item in made.unrated} == {"o2", "o3"}
    assert len(made.ranked) == len(made.tables[0].rows) == 3
    assert len({field.advice for row in made.rows for field in row.fields}) == 9


def test_a_full_field_shows_its_first_and_folds_the_rest() -> None:
    """Of many in one place the first by rank stand there, the others unfold behind their number; none is lost."""
    rated = {"impact": "high", "effort": "low"}
    made = view_of(*[rated | {"importance": n, "satisfaction": 0} for n in range(1, 10)], *[{}] * 8)
    field = made.rows[0].fields[0]
    assert [item.id for item in field.shown] == ["o9", "o8", "o7", "o6", "o5", "o4"]
    assert (len(field.folded), field.more) == (3, "3 more")
    assert (len(made.unrated_shown), len(made.unrated_folded), made.unrated_more) == (6, 2, "2 more")
    page = draw(made, "opportunities", "html").content.decode()
    assert all(page.count(f">Idea {n}</a>") + page.count(f">Idea {n}</bdi>") == 2 for n in range(1, 18))


def test_a_very_long_ranking_folds_its_end() -> None:
    """Behind the first hundred by score the others stand in a table of their own, which unfolds."""
    made = view_of(*[{}] * 103)
    assert (len(made.ranked_shown.rows), len(made.ranked_folded.rows), made.ranked_more) == (100, 3, "3 more")
    assert view_of(*[{}] * 100).ranked_more == ""
    page = draw(made, "opportunities", "html").content.decode()
    assert page.count('<table role="table" class="mx mx-ranked') == 2


def test_nothing_is_folded_where_all_fits() -> None:
    """A field with few has no number behind it."""
    field = view_of({"impact": "high", "effort": "low"}).rows[0].fields[0]
    assert (len(field.shown), field.folded, field.more) == (1, (), "")


def test_the_most_urgent_comes_first() -> None:
    """Open before closed, high score before low, and what is not scored last."""
    made = view_of(
        {},
        {"importance": 5, "satisfaction": 5},
        {"importance": 9, "satisfaction": 1},
        {"importance": 10, "satisfaction": 0, "status": "shipped"},
    )
    assert [item.id for item in made.ranked] == ["o3", "o2", "o1", "o4"]
    assert [item.score for item in made.ranked] == [17, 5, None, 20]


def test_a_score_needs_both_ratings() -> None:
    """With importance alone there is no score, and no bar is drawn."""
    (line,) = view_of({"importance": 9}).ranked
    assert (line.score, line.score_text, line.bar) == (None, "", 0)


def test_what_it_solves_is_told_with_its_severity() -> None:
    """The pain that an opportunity solves is linked and rated, and so is the work on it."""
    work = {"id": "work", "name": "Build it", "addresses": "way/o1", "status": "doing"}
    (line,) = view_of({"addresses": "pain"}, initiatives=[work]).ranked
    assert (line.severity, line.solves[0].spot.anchor, line.spot.anchor) == ("critical", "pain-pain", "opportunity-o1")
    assert any("Build it" in text for text in line.work)


def test_what_a_future_journey_keeps_is_not_told_twice() -> None:
    """An opportunity of the current journey that its future one has too is one opportunity; a new one is another."""
    kept = [{"id": "o1", "summary": "Idea 1"}, {"id": "new", "summary": "New"}]
    later = journey("later", {"points": [{"opportunities": kept}]}, state="future", based_on="way")
    made = view_of({}, journeys=[later])
    assert sorted((item.id, item.spot.journey) for item in made.ranked) == [("new", "Later"), ("o1", "Way")]
