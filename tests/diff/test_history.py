"""The history of a workspace: which commits changed it, and what each of them changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from journeymap.api.histories import log
from journeymap.diff.history import History
from journeymap.errors import InputMissingError, SettingError, UnknownObjectError
from tests.diff.repositories import ROOT, Repository, journey

if TYPE_CHECKING:
    from pathlib import Path

    from journeymap.diff.past import Past

LOW, HIGH = journey(-1), journey(1)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository with a workspace of one journey."""
    made = Repository(tmp_path / "repository")
    made.commit("First map", {"journeymap.yaml": ROOT, "visit.yaml": journey()})
    return made


def told(past: Past) -> list[tuple[str, list[str]]]:
    """The subject of each commit, with the kinds of what it changed."""
    return [(entry.commit.subject, [change.kind for change in entry.changes]) for entry in past.entries]


def test_commit_by_commit(repository: Repository) -> None:
    """Each commit is told with what it changed, the newest first; the first one brings everything."""
    repository.commit("Down", {"visit.yaml": LOW})
    repository.commit("No document", {"readme.md": "text"})
    repository.commit("Up", {"visit.yaml": HIGH})
    past = log(here=repository.top)
    assert told(past)[:2] == [("Up", ["emotion-raised"]), ("Down", ["emotion-lowered"])]
    assert told(past)[2][0] == "First map"
    assert {"journey-added", "team-added"} <= set(told(past)[2][1])
    assert (past.name, past.cut_off, past.more) == ("Clinic", False, False)


def test_renamed_files_do_not_matter(repository: Repository) -> None:
    """Objects are known by their ids: moving and splitting files is no change, and the history goes on behind it."""
    repository.commit("Move", {"visit.yaml": None, "journeys/first.yaml": journey()})
    repository.commit("Down", {"journeys/first.yaml": LOW})
    assert told(log(here=repository.top))[:2] == [("Down", ["emotion-lowered"]), ("Move", [])]


def test_a_journey_is_followed_under_its_old_ids(repository: Repository) -> None:
    """The log of a journey goes on where it was renamed, and leaves out what belongs to others."""
    repository.commit("Down", {"visit.yaml": LOW})
    moved = f"{journey(-1, own='stay')}moved:\n  - {{from: 'journeys:visit', to: 'journeys:stay'}}\n"
    repository.commit("Rename", {"visit.yaml": moved})
    repository.commit("Another", {"other.yaml": journey(own="other", name="Other")})
    repository.commit("Up", {"visit.yaml": moved.replace("emotion: -1", "emotion: 2")})
    past = log(here=repository.top, journey="stay")
    assert [subject for subject, _ in told(past)] == ["Up", "Rename", "Down", "First map"]
    assert [one.id for one in past.journeys] == ["stay"]
    assert len(past.journeys[0].points) == 4


def test_what_cannot_be_read_is_said_and_made_up_for(repository: Repository) -> None:
    """A commit that breaks a file says so; the one that mends it is held against what could last be read."""
    repository.commit("Break", {"visit.yaml": "journeymap: 1\njourneys: [\n"})
    repository.commit("Still broken", {"visit.yaml": "journeymap: 1\njourneys: [[\n"})
    repository.commit("Mend", {"visit.yaml": LOW})
    past = log(here=repository.top)
    entries = {entry.commit.subject: entry for entry in past.entries}
    assert [item.why for item in entries["Break"].unreadable] == ["it is no valid YAML"]
    assert entries["Still broken"].unreadable
    assert not entries["Break"].changes
    assert [change.kind for change in entries["Mend"].changes] == ["emotion-lowered"]


def test_what_could_not_be_read_before_is_said(repository: Repository) -> None:
    """Where the history that was asked for begins behind a broken file, that is said, and not that nothing changed."""
    repository.commit("Break", {"visit.yaml": "journeymap: 1\njourneys: [\n"})
    repository.commit("Mend", {"visit.yaml": LOW})
    newest = log(here=repository.top, most=1).entries[0]
    assert [(item.side, item.why) for item in newest.unreadable] == [("base", "it is no valid YAML")]


def test_an_object_with_faults_is_said(repository: Repository) -> None:
    """A journey that is not valid is named, with no score for it, and the others are told of as ever."""
    repository.commit("Break", {"visit.yaml": journey().replace("stages:", "stagess:"), "b.yaml": journey(own="b")})
    newest = log(here=repository.top).entries[0]
    assert "journeys:visit" in {item.object for item in newest.unreadable}
    assert newest.health["visit"] is None
    assert "journey-added" in {change.kind for change in newest.changes}


def test_health_is_that_of_the_day(repository: Repository) -> None:
    """A journey's health is reckoned on the day of each commit that touched it, so that the past does not change."""
    pain = ", pain_points: [{id: queue, summary: Waits for hours, severity: critical}]"
    repository.commit("Pain", {"visit.yaml": journey(-2, more=pain)})
    repository.commit("Mended", {"visit.yaml": journey(1)})
    scores = [point.score for point in log(here=repository.top).journeys[0].points]
    assert len(scores) == 3
    assert all(score is not None for score in scores)
    assert scores[1] < scores[0] == scores[2]  # type: ignore[operator]


def test_first_parents_only(repository: Repository) -> None:
    """A merge is one commit of the history, with all that it brought."""
    repository.git("switch", "--quiet", "--create", "work")
    repository.commit("One", {"visit.yaml": LOW})
    repository.commit("Two", {"other.yaml": journey(own="other", name="Other")})
    repository.git("switch", "--quiet", "main")
    repository.git("merge", "--quiet", "--no-ff", "--message", "Merge work", "work")
    past = log(here=repository.top)
    assert [subject for subject, _ in told(past)] == ["Merge work", "First map"]
    assert {"emotion-lowered", "journey-added"} == set(told(past)[0][1])


def test_ranges_counts_and_days(repository: Repository) -> None:
    """A range, a count and a day leave out older commits, and the oldest one left is held against what was before."""
    repository.git("tag", "v1")
    repository.commit("Down", {"visit.yaml": LOW})
    repository.commit("Up", {"visit.yaml": HIGH})
    here = repository.top
    assert told(log("v1..HEAD", here=here)) == [("Up", ["emotion-raised"]), ("Down", ["emotion-lowered"])]
    one = log(here=here, most=1)
    assert (told(one), one.more) == ([("Up", ["emotion-raised"])], True)
    assert [subject for subject, _ in told(log(here=here, since="2026-01-03T00:00:00Z"))] == ["Up"]


def test_a_shallow_clone_is_said_to_be_cut_off(repository: Repository, tmp_path: Path) -> None:
    """Where a shallow clone ends, the history says so, and the commit at its edge is not told as if it were the first."""
    repository.commit("Down", {"visit.yaml": LOW})
    repository.commit("Up", {"visit.yaml": HIGH})
    clone = tmp_path / "clone"
    repository.git("clone", "--quiet", "--depth=2", f"file://{repository.top}", str(clone))
    past = log(here=clone)
    assert past.cut_off
    assert told(past) == [("Up", ["emotion-raised"]), ("Down", [])]
    assert [entry.hidden for entry in past.entries] == [False, True]
    assert not log(here=repository.top).cut_off


def test_releases(repository: Repository) -> None:
    """A commit belongs to the first tag on it or after it, also where that names a commit without documents."""
    repository.commit("Down", {"visit.yaml": LOW})
    repository.commit("Bump", {"version": "2"})
    repository.git("tag", "--annotate", "v2", "--message", "Second")
    repository.commit("Up", {"visit.yaml": HIGH})
    assert [entry.commit.release for entry in log(here=repository.top).entries] == ["", "v2", "v2"]


def test_the_tree_is_not_touched(repository: Repository) -> None:
    """Neither the index nor the working tree is changed, and what is not committed plays no part."""
    (repository.top / "visit.yaml").write_text(HIGH, encoding="utf-8")
    before = repository.git("status", "--porcelain=v2")
    assert told(log(here=repository.top))[0][0] == "First map"
    assert repository.git("status", "--porcelain=v2") == before


def test_a_workspace_below_the_top(repository: Repository) -> None:
    """Only commits that touch the folder of the workspace are its history."""
    repository.commit("Second", {"two/journeymap.yaml": ROOT, "two/a.yaml": journey(own="a")})
    repository.commit("Down", {"visit.yaml": LOW})
    repository.commit("Up", {"two/a.yaml": journey(2, own="a")})
    assert [subject for subject, _ in told(log(here=repository.top / "two"))] == ["Up", "Second"]


def test_links_and_submodules(repository: Repository) -> None:
    """A commit that brings a link is read whole, so that the link means what it leads to."""
    (repository.top / "linked.yaml").symlink_to("visit.yaml")
    repository.commit("Link")
    repository.commit("Down", {"visit.yaml": LOW})
    kinds = dict(told(log(here=repository.top)))
    assert kinds["Down"] == ["emotion-lowered"]


def test_quick_and_whole_comparisons_agree(repository: Repository) -> None:
    """What is told of a commit that changed one journey is what a diff of the two revisions tells."""
    from journeymap.api.diffs import diff

    repository.commit("More", {"b.yaml": journey(own="b"), "c.yaml": journey(own="c")})
    repository.commit("Down", {"b.yaml": journey(-2, own="b", more=", wait: 2h")})
    newest = log(here=repository.top).entries[0]
    whole = diff(["HEAD~1", "HEAD"], here=repository.top, findings=False)[0].comparison
    assert [(one.kind, one.message, one.level) for one in newest.changes] == [
        (one.kind, one.message, one.level) for one in whole.changes
    ]


@pytest.mark.parametrize(
    ("span", "error"), [("nothing", InputMissingError), ("--all", InputMissingError), ("HEAD...HEAD", SettingError)]
)
def test_spans_that_mean_nothing(repository: Repository, span: str, error: type[Exception]) -> None:
    """A revision that is not there is a clear error, and nothing in it is read as an option of git."""
    with pytest.raises(error):
        log(span, here=repository.top)


def test_no_repository_and_no_journey(repository: Repository, tmp_path: Path) -> None:
    """Outside of git, without a commit that matters, and for an unknown journey the error says what to do."""
    with pytest.raises(InputMissingError, match="in no git repository"):
        log(here=tmp_path)
    (repository.top / "empty").mkdir()
    with pytest.raises(InputMissingError, match="no commit in HEAD"):
        log(here=repository.top / "empty")
    with pytest.raises(UnknownObjectError, match="no journey `none`"):
        log(here=repository.top, journey="none")


def test_odd_names_of_people(repository: Repository) -> None:
    """Authors and subjects are anybody's words: separators of the plumbing in them change nothing."""
    subject = f"Sub\tject :100644 100644 0 0 M \x01{'a' * 40}"
    repository.commit(subject, {"visit.yaml": LOW}, GIT_AUTHOR_NAME=f"A\x1b[31m :1 2 \x01{'b' * 40}")
    entries = log(here=repository.top).entries
    assert [entry.commit.subject for entry in entries] == [subject, "First map"]
    assert [change.kind for change in entries[0].changes] == ["emotion-lowered"]


def test_the_walk_names_plain_files(repository: Repository) -> None:
    """A walk lists the commits without reading any document."""
    walk = History(repository.top).walk()
    assert [step.commit.subject for step in walk.steps] == ["First map"]
    assert {one.path for one in walk.steps[0].touched} == {"journeymap.yaml", "visit.yaml"}
