"""The comment on a pull request: what a reviewer who has one minute reads first, and what stands below it."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from journeymap.api import diffs
from journeymap.reporters.reviews import markdown
from tests.conftest import TODAY
from tests.reporters.reviews.commented import PAIR, Comment, comment, comment_on, first_line, points

__all__ = ["comment"]
HEARS = "emotion: 0\n            moment_of_truth: true"
RESEARCH = "            research: [{id: waiting-interviews, count: 9, of: 14}]\n"
NURSE = "          - id: nurse-rings"


def test_the_example_reads_as_its_page_says() -> None:
    """The pair of revisions in the examples: first line, counts, and each point in its order."""
    text = comment_on(PAIR / "before", PAIR / "after", ["worse"])
    assert text.startswith("<!-- journeymap:review changes=18 -->\n\n")
    assert first_line(text) == (
        "**Worse for Margit and Yusuf at *Hears nothing* (emotion 0 → −2, moment of truth), better at "
        "*Gets a letter with a time*; Booking, Nursing and Reception must know.**"
    )
    begins = [re.match(r"\W*\*\*(.+?)\*\*", point) for point in points(text)]
    assert [found[1] for found in begins if found] == [
        *("Decide:", "Ask:", "New evidence", "Only an opinion changed", "Closed without evidence:"),
        *("Gone:", "New:", "1 promise between teams removed:", "Promises between teams changed:"),
    ]


@pytest.mark.parametrize(
    ("edits", "line"),
    [
        (
            {HEARS: HEARS.replace("0", "-1", 1)},
            "Worse for Margit and Yusuf at *Hears nothing* (emotion 0 → −1, moment of truth); ",
        ),
        (
            {HEARS: HEARS.replace("0", "1.5", 1)},
            "Better for Margit and Yusuf at *Hears nothing* (emotion 0 → +1.5, moment of truth); nothing gets worse; ",
        ),
        ({"wait: 8d": "wait: 10d"}, "Worse for Margit and Yusuf at *Hears nothing* (wait 8 days → 10 days); "),
        (
            {"sla: 2d": "sla: 1w"},
            "Worse at *Is told about the referral* (hand-off to “Booking”: SLA 2 days → 1 week); ",
        ),
        (
            {"severity: medium": "severity: critical"},
            "Worse for Margit and Yusuf at *Hears nothing* (pain “Nobody tells that the referral has arrived”: severity ",
        ),
        ({"Hears nothing": "Hears nothing at all"}, "Nothing but text: 1 wording changed."),
        ({"channel: phone": "channel: video-call"}, "Neither better nor worse: “A nurse rings”: "),
        ({"count: 9": "count: 12"}, "New evidence behind 1 claim, and no judgement changes; "),
        ({"count: 9": "count: 2"}, "Less research than before behind 1 claim, the same judgements"),
        ({"Front desk": "Front desk  # the same"}, "No change for customers or teams."),
    ],
)
def test_the_first_line_says_what_it_means(edits: dict[str, str], line: str, comment: Comment) -> None:
    """Better, worse, text, evidence, nothing: one sentence, with names and no ids."""
    assert first_line(comment(edits)).removeprefix("**").startswith(line)


def test_what_breaks_comes_first(comment: Comment) -> None:
    """A pain that an initiative names is gone: the link leads nowhere."""
    pain = "              - id: nobody-tells\n                summary: Nobody tells that the referral has arrived\n"
    renamed = pain.replace("nobody-tells", "silence").replace("Nobody tells that the referral has arrived", "X")
    text = comment(
        {pain: renamed, "addresses: nobody-tells": "addresses: silence", "severity: medium": "severity: low"}
    )
    assert first_line(text).startswith("**Breaks 1 link")
    assert "💥&nbsp;breaks" in text


def test_an_opinion_is_not_taken_for_evidence(comment: Comment) -> None:
    """The same judgement, once alone and once with new research behind it."""
    alone = comment({HEARS: HEARS.replace("0", "-2", 1)})
    assert "**Only an opinion changed**, with no new research, for the emotion at *Hears nothing* (0 → −2)." in points(
        alone
    )
    assert "New evidence" not in alone


def test_new_research_is_named_with_what_it_is_behind(comment: Comment) -> None:
    """The judgement came with research that was not there before."""
    more = RESEARCH.replace("[", "[{id: waiting-interviews-2, count: 8, of: 9}, ")
    item = "  - id: waiting-interviews\n    title: Interviews with"
    known = item.replace("interviews\n", "interviews-2\n").replace("Interviews with", "More interviews with")
    rest = (
        " patients who waited for a first visit\n    kind: interview\n    date: 2026-10-14\n    n: 9\n    author: Us\n"
    )
    text = comment({HEARS: HEARS.replace("0", "-2", 1), RESEARCH: more, item: f"{known}{rest}{item}"})
    assert any(point.startswith("**New evidence** (*More interviews with") for point in points(text))
    assert "Only an opinion" not in text


def test_a_pain_that_is_closed_needs_a_reason(comment: Comment) -> None:
    """Addressed without research or a better measure is told; with a better value at the touchpoint it is not."""
    closed = {
        "root_cause: The register sends no letter": "root_cause: The register sends no letter\n                status: addressed"
    }
    assert any(point.startswith("**Closed without evidence:** *Nobody tells") for point in points(comment(closed)))


def test_a_pain_that_a_measure_shows_to_be_gone_is_closed(comment: Comment) -> None:
    """The value at the touchpoint got better."""
    closed = {
        "root_cause: The register sends no letter": "root_cause: The register sends no letter\n                status: addressed"
    }
    assert "Closed without evidence" not in comment({**closed, "value: 0.61": "value: 0.93"})


def test_nothing_is_told_of_what_cannot_be_read(comment: Comment) -> None:
    """A broken head never looks clean."""
    text = comment({"name: Hears nothing": "name: [Hears nothing"})
    assert "No change" not in text
    assert any("**Mend first:**" in point for point in points(text))
    assert "changes=0" not in text


def test_the_entries_let_pass_what_is_held_up(tmp_path: Path) -> None:
    """What the comment offers to paste is taken: with reasons, no gate holds anything up."""
    text = comment_on(PAIR / "before", PAIR / "after", ["worse"])
    found = re.search(r"```yaml\n(accepted:\n.*?)```", text, re.DOTALL)
    assert found is not None
    head = tmp_path / "head"
    head.mkdir()
    for file in (PAIR / "after").glob("*.yaml"):
        (head / file.name).write_text(file.read_text())
    entries = found[1].replace('reason: ""', 'reason: "Decided by @board, see #7"')
    (head / "accepted.yaml").write_text(f"journeymap: 1\n{entries}")
    after = comment_on(PAIR / "before", head, ["worse"])
    assert "**Decide:**" not in after
    assert "5 accepted changes" in after
    assert "Decided by &#64;\u2060board, see &#35;\u20607" in after


def test_a_proposed_rename_comes_with_its_entry(tmp_path: Path) -> None:
    """The entry makes the rename certain, and the break goes away."""
    head = tmp_path / "head"
    head.mkdir()
    for file in (PAIR / "before").glob("*.yaml"):
        (head / file.name).write_text(file.read_text().replace("nurse-rings", "nurse-calls"))
    text = comment_on(PAIR / "before", head)
    found = re.search(r"```yaml\n(moved:\n.*?)```", text, re.DOTALL)
    assert found is not None
    (head / "moved.yaml").write_text(f"journeymap: 1\n{found[1]}")
    after = comment_on(PAIR / "before", head)
    assert "possible rename" not in after
    assert "💥" not in after


def test_only_public_views_become_a_comment() -> None:
    """A comment is read by more people than the files, so that nobody can forget it."""
    (compared,) = diffs.diff([str(PAIR / "before"), str(PAIR / "after")], on=TODAY)
    with pytest.raises(ValueError, match="public"):
        markdown.write([compared.review()], io.StringIO())


def test_workspaces_share_a_comment(tmp_path: Path) -> None:
    """One mark, all first lines above all details, and none for a workspace in which nothing changed."""
    for side in ("before", "after"):
        for name, source in (("heart", side), ("lungs", side), ("quiet", "before")):
            folder = tmp_path / side / name
            folder.mkdir(parents=True)
            for file in (PAIR / source).glob("*.yaml"):
                (folder / file.name).write_text(file.read_text())
    text = comment_on(tmp_path / "before", tmp_path / "after")
    assert text.count("<!-- journeymap:review") == 1
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == ["heart", "lungs", "heart: details", "lungs: details"]
    assert text.count("**Worse for") == 2
    assert text == comment_on(tmp_path / "before", tmp_path / "after")
