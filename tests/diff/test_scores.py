"""The scores of journeys in reviews and histories: those of the report, whatever part of a workspace is looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeymap.api.diffs import Compared, _linted
from journeymap.api.histories import log
from journeymap.api.reviewing import review
from journeymap.api.scores import Scorer
from journeymap.diff.comparing import compare
from journeymap.health.formula import COUNTED_ELSEWHERE
from journeymap.health.workspace import assess_all, findings_of
from journeymap.workspace.loader import Workspace
from tests.conftest import EXAMPLES
from tests.diff.pairs import FULL, SHOP, files_of, loaded
from tests.diff.repositories import ROOT, Repository, journey

FINDING = SHOP.replace("    goal: Warm feet\n", "").replace("for: [pat], outcome", "for: [pta], outcome")
"""A reference to nobody, which is an error of the journey, and no goal, which is a warning."""


def reported(workspace: Workspace) -> dict[str, int | None]:
    """The scores as the report has them."""
    found = findings_of(workspace, _linted(workspace))
    return {key: one.score for key, one in assess_all(workspace.catalogue, workspace.today, found).items()}


@pytest.mark.parametrize("folder", [*EXAMPLES, FULL], ids=lambda path: path.name)
def test_one_journey_is_scored_as_in_the_report(folder: Path):
    """Alone, with others, or of findings that are there already: the score is the same, and so is what it counts."""
    workspace = loaded(files_of(folder))
    whole = reported(workspace)
    scorer = Scorer()
    assert Scorer().scores(workspace, whole) == whole
    assert Scorer().scores(workspace, whole, _linted(workspace)) == whole
    everything = findings_of(workspace, _linted(workspace))
    for key in whole:
        assert scorer.scores(workspace, {key}) == {key: whole[key]}
        found = findings_of(workspace, scorer._linted(workspace, frozenset({key}))).get(key, ())
        counted = [finding for finding in everything.get(key, ()) if finding.code not in COUNTED_ELSEWHERE]
        assert sorted(map(repr, found)) == sorted(map(repr, counted))


def test_what_the_rules_find_costs_points():
    """An error in a journey lowers its score, in the review as in the report."""
    base, head = loaded(SHOP), loaded(FINDING)
    before, after = reported(base)["buy"], reported(head)["buy"]
    assert before is not None
    assert after is not None
    assert before > after
    comparison = compare(base, head, base_name="base", head_name="head")
    for linted in (None, (_linted(base), _linted(head))):
        (pair,) = review(Compared("", comparison, base, head, linted)).journeys
        assert pair.health == (before, after)


def test_a_journey_that_is_not_there_has_no_score():
    """A new journey has a score on one side."""
    comparison = compare(loaded("journeymap: 1\n"), loaded(SHOP), base_name="base", head_name="head")
    compared = Compared("", comparison, loaded("journeymap: 1\n"), loaded(SHOP))
    assert compared.health("buy", "buy") == (None, reported(loaded(SHOP))["buy"])


def test_the_history_has_the_scores_of_the_report(tmp_path: Path):
    """Each commit is linted by the settings that it had; where those name no rule, the score is not known."""
    repository = Repository(tmp_path / "repository")
    repository.commit("First", {"journeymap.yaml": ROOT, "visit.yaml": journey()})
    repository.commit("Broken", {"visit.yaml": journey(more=", personas: nobody")})
    repository.commit(
        "Spared", {"journeymap.yaml": ROOT.replace("workspace:", "workspace:\n  lint: {ignore: [JM201]}")}
    )
    odd = ROOT.replace("workspace:", "workspace:\n  lint: {ignore: [JM999]}")
    repository.commit("No such rule", {"journeymap.yaml": odd, "visit.yaml": journey(1)})
    (told,) = log(here=repository.top).journeys
    first, broken, spared, unknown = (point.score for point in told.points)
    assert first is not None
    assert first == spared
    assert broken is not None
    assert broken < first
    assert unknown is None
