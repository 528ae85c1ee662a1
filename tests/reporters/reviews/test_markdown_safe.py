"""The comment and what must not reach it: confidential words, markup, mentions, too much text."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from journeymap.reporters.reviews.markdown_limit import Section, fitted, length
from journeymap.reporters.reviews.markdown_words import said
from tests.reporters.reviews.commented import Comment, comment, comment_on

__all__ = ["comment"]
SECRET = "zq7x"
HOSTILE = "<script>alert(1)</script> @board #7 GH-12 !3 [x](javascript:alert(1)) ![p](http://e.vil) `a` | b\n```\n</details> 0123456789abcdef"


def planted(kind: str, numbers: count[int]) -> str:
    """A document that is confidential in one kind of object, with a word of its own in every text."""

    def word() -> str:
        return f"{SECRET}{next(numbers):03}"

    hidden = "confidential: true, "
    person = f"{{id: {word()}, {hidden}name: {word()}, summary: {word()}, role: {word()}}}"
    team = f"{{id: {word()}, {hidden}name: {word()}, contact: {word()}}}"
    own_person, own_team = (re.search(r"id: (\w+)", text)[1] for text in (person, team))  # type: ignore[index]
    pain = f"{{id: {word()}, {hidden}summary: {word()}, severity: high, root_cause: {word()}}}"
    step = (
        f"{{id: {word()}, {hidden}name: {word()}, description: {word()}, emotion: -2, thoughts: [{word()}], "
        f"pain_points: [{{id: {word()}, summary: {word()}}}], frontstage: [{word()}]}}"
    )
    steps = (
        f"{{id: open, name: Open, emotion: %s, pain_points: [{pain}], owner: {own_team}, responsible: [{own_team}], "
    )
    steps += f"voices: [{{persona: {own_person}, emotion: -1, thoughts: [{word()}]}}], handoff: {{to: {own_team}, sla: %s}}}}"
    return f"""journeymap: 1
personas: [{person}, {{id: anyone, name: Anyone}}]
teams: [{team}]
metrics: [{{id: {word()}, {hidden}name: {word()}}}]
journeys:
  - {{id: seen, name: Seen, personas: [{own_person}, anyone], stages: [{{id: s, name: S, touchpoints: [{steps}, {step}]}}]}}
  - {{id: {word()}, {hidden}name: {word()}, summary: {word()}, stages: [{{id: t, name: {word()}}}]}}
"""


def folder(place: Path, text: str) -> Path:
    place.mkdir()
    (place / "journeymap.yaml").write_text(text)
    return place


def test_nothing_confidential_reaches_it(tmp_path: Path) -> None:
    """Words in every text of confidential objects on either side, and in what refers to them, are not in it."""
    base = planted("base", count(100)) % ("0", "1d")
    head = planted("head", count(500)) % ("-2", "3d")
    text = comment_on(folder(tmp_path / "a", base), folder(tmp_path / "b", head), ["any"])
    assert "(0 → −2)" in text
    assert re.findall(rf"{SECRET}\d+", text) == []


def test_what_becomes_confidential_is_not_told_either(tmp_path: Path) -> None:
    """The mark on one side hides the words of the other, which everybody could read before."""
    head = planted("head", count(100)) % ("-2", "3d")
    base = head.replace("confidential: true, ", "").replace("emotion: -2", "emotion: 0", 1)
    for one, two in ((base, head), (head, base)):
        place = tmp_path / str(one is base)
        place.mkdir()
        text = comment_on(folder(place / "a", one), folder(place / "b", two), ["any"])
        assert re.findall(rf"{SECRET}\d+", text) == []


def rendered(text: str) -> str:
    """As GitHub renders it, but that its sanitiser does not run: what gets through here is ours."""
    return str(MarkdownIt("commonmark", {"html": True}).enable("table").render(text))


def test_text_of_files_is_text(comment: Comment) -> None:
    """Markup, HTML, links, mentions, issues, commits and what would end a table, a block of code or a fold."""
    written = HOSTILE.replace("\n", "\\n").replace('"', '\\"')
    edits = {
        "name: Hears nothing": f'name: "{written}"',
        "summary: Nobody tells that the referral has arrived": f'summary: "{written}"',
        "name: Booking": f'name: "{written}"',
        "emotion: 0\n": "emotion: -2\n",
        "No news, so it cannot be bad.": written,
        "sla: 2d": "sla: 4d",
    }
    text = comment(edits, gates=["any"])
    html = rendered(text)
    prose = re.sub(r"<pre>.*?</pre>", "", html, flags=re.DOTALL)
    assert "<script" not in html
    assert "<img" not in html
    assert set(re.findall(r'href="([^"]*)"', html)) <= set(re.findall(r"https://journeymap\.readthedocs[^)]*", text))
    assert not re.search(r"(?<![\w\u2060])[@#!]\w", re.sub(r"<[^>]*>|&\w+;|&#\d+;", "", prose))
    assert "GH-12" not in prose
    assert "0123456789abcdef" not in prose
    assert html.count("<details>") == html.count("</details>")
    assert html.count("<table>") == html.count("</table>") >= 1


@given(st.text(max_size=60))
def test_any_text_stays_text(text: str) -> None:
    """No element, no mention and no line of its own, whatever is in it."""
    made = said(text)
    html = rendered(f"| a | b |\n| --- | --- |\n| {made} | *{made}* |")
    tags = set(re.findall(r"</?(\w+)", html))
    assert tags <= {"table", "thead", "tbody", "tr", "th", "td", "em", "p"}
    assert html.count("<td>") == 2
    assert not re.search(r"[@#](?=\w)", re.sub(r"&#?\w+;", "", html))


def large(touchpoints: int, emotion: int, name: str) -> str:
    rows = [
        f'      - {{id: t{n}, name: "{name} {n}", emotion: {emotion}, wait: {n + emotion + 3}d, thoughts: ["{name} {emotion}"]}}'
        for n in range(touchpoints)
    ]
    return "\n".join(
        [
            "journeymap: 1",
            "journeys:",
            *(
                f'- id: j{n}\n  name: "{name}"\n  stages:\n  - id: s\n    name: S\n    touchpoints:\n' + "\n".join(rows)
                for n in range(20)
            ),
        ]
    )


@pytest.mark.parametrize("name", ["Waits", "👩\u200d👩\u200d👧 待つ" * 12, "`" * 90])
def test_it_is_cut_at_whole_sections(name: str, tmp_path: Path) -> None:
    """However much changes, it fits, says what is left out, and nothing in it stays open."""
    base, head = (folder(tmp_path / side, large(30, emotion, name)) for side, emotion in (("a", 1), ("b", -1)))
    text = comment_on(base, head, ["any"])
    assert length(text) <= 62_000
    assert len(text.encode()) <= 262_144
    assert re.search(r"parts of this review are left out[,:]", text)
    assert text.count("<details>") == text.count("</details>")
    fences = [line for line in text.splitlines() if line.startswith("```")]
    assert len(fences) % 2 == 0
    assert text.splitlines()[2].startswith("**Worse")


def test_drawings_make_room_for_what_is_said() -> None:
    """A drawing stands where it belongs, but only if all tables have their place."""
    made = fitted([Section("a" * 30_000), Section("b" * 20_000, spare=True), Section("c" * 20_000, 3)])
    assert [line[0] for line in made.splitlines() if line] == ["a", "c", "*"]
    assert "**1 part of this review is left out:**" in made
    assert [line[0] for line in fitted([Section("a", spare=True), Section("c")]).splitlines() if line] == ["a", "c"]


def test_a_count_of_what_is_left_out_counts_changes() -> None:
    """A section that does not fit is counted with its changes; a smaller one behind it still stands."""
    made = fitted([Section("a"), Section("b" * 70_000, 41), Section("c")])
    assert made.startswith("a\n\nc\n\n**1 part of this review is left out, with 41 changes:**")
    assert fitted([Section("a"), Section("c")]) == "a\n\nc\n"
