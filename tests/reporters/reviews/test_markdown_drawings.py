"""The drawings of the comment: the flow with both sides in it, and the curves before and after."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import EXAMPLES, REPOSITORY
from tests.reporters.reviews.commented import PAIR, Comment, comment, comment_on

__all__ = ["comment"]


def diagrams(text: str) -> list[str]:
    return re.findall(r"```mermaid\n(.*?)```", text, re.DOTALL)


def classes(diagram: str) -> dict[str, str]:
    """The class of each touchpoint that has one, by its name."""
    found = re.findall(r'^\s+t\d+\("(?:◆ )?\d+ · ([^<"]*).*?"\):::(\w+)$', diagram, re.MULTILINE)
    return dict(found)


def test_both_sides_are_in_the_flow() -> None:
    """What is gone stands behind what it stood behind, in its own class, and every class is written out in words."""
    (diagram,) = diagrams(comment_on(PAIR / "before", PAIR / "after"))
    assert classes(diagram) == {
        "Is told about the referral": "worse",
        "Hears nothing": "worse",
        "A nurse rings": "removed",
        "Chooses a time on the web": "added",
        "Gets a letter with a time": "better",
        "Arrives at the heart clinic": "changed",
    }
    for name, word in classes(diagram).items():
        told = {"added": "NEW"}.get(word, word.upper())
        assert re.search(rf"{name}.*<br/>{told}", diagram)
    numbers = re.findall(r"^\s+t(\d+)\(", diagram, re.MULTILINE)
    assert len(numbers) == len(set(numbers)) == 6
    assert "t2 ==>" in diagram


def test_a_rename_is_no_removal(tmp_path: Path) -> None:
    """A touchpoint with another id is drawn once, on its new place in the journey."""
    head = tmp_path / "head"
    head.mkdir()
    for file in (PAIR / "before").glob("*.yaml"):
        text = file.read_text().replace("nurse-rings", "nurse-calls").replace("emotion: 1\n", "emotion: 0.5\n", 1)
        (head / file.name).write_text(text)
    (head / "moved.yaml").write_text(
        "journeymap: 1\nmoved: [{from: first-visit/nurse-rings, to: first-visit/nurse-calls}]\n"
    )
    (diagram,) = diagrams(comment_on(PAIR / "before", head))
    assert "removed" not in classes(diagram).values()
    assert classes(diagram)["A nurse rings"] == "worse"


def test_a_journey_that_comes_is_drawn_and_one_that_goes_is_not(tmp_path: Path) -> None:
    """A drawing in which all is removed would say nothing."""
    rest = tmp_path / "rest"
    rest.mkdir()
    (rest / "journeymap.yaml").write_text((PAIR / "before" / "journeymap.yaml").read_text())
    gone = comment_on(PAIR / "before", rest)
    assert "The journey is gone." in gone
    assert diagrams(gone) == []
    assert "Emotion before and after" not in gone
    new = comment_on(rest, PAIR / "before")
    assert "The journey is new." in new
    assert len(diagrams(new)) == 1


def test_curves_stand_one_below_the_other() -> None:
    """Before and after in the columns of the flow; where a touchpoint is not there, a dot."""
    text = comment_on(PAIR / "before", PAIR / "after")
    (block,) = re.findall(r"numbers are those of the flow\n\n```\n(.*?)```", text, re.DOTALL)
    rows = [line.split() for line in block.splitlines()]
    assert rows[0] == ["Touchpoint", "1", "2", "6", "3", "4", "5"]
    assert [row[0] for row in rows[1:]] == ["All,", "Margit,", "Yusuf,"]
    assert "·" in rows[1]
    assert len({len(line) for line in block.splitlines()}) == 1


def test_only_curves_that_changed_are_shown(comment: Comment) -> None:
    """A change that is felt nowhere has no curve."""
    assert "Emotion before and after" not in comment({"sla: 2d": "sla: 4d"})


def test_a_long_journey_is_drawn_where_it_changes(tmp_path: Path) -> None:
    """Of forty touchpoints in four stages only the stage with the change is in the flow."""

    def text(emotion: int) -> str:
        stages = "\n".join(
            f"      - {{id: s{s}, name: S{s}, touchpoints: ["
            + ", ".join(f"{{id: t{s}-{n}, name: T{s} {n}, emotion: {emotion if s == 2 else 0}}}" for n in range(10))
            + "]}"
            for s in range(4)
        )
        return f"journeymap: 1\njourneys:\n  - id: j\n    name: J\n    stages:\n{stages}\n"

    for side, emotion in (("a", 0), ("b", -1)):
        (tmp_path / side).mkdir()
        (tmp_path / side / "j.yaml").write_text(text(emotion))
    (diagram,) = diagrams(comment_on(tmp_path / "a", tmp_path / "b"))
    assert len(re.findall(r"subgraph", diagram)) == 1
    assert len(classes(diagram)) == 10


@pytest.mark.node
def test_mermaid_reads_them() -> None:
    """Mermaid's own parser reads every flow: of the pair both ways round, and of examples that come, go and change."""
    root = os.environ.get("JOURNEYMAP_MERMAID")
    if not root:
        pytest.fail("JOURNEYMAP_MERMAID must name a folder made by `npm install --prefix FOLDER mermaid jsdom`")
    pairs = [(PAIR / "before", PAIR / "after"), (PAIR / "after", PAIR / "before")]
    pairs += [(PAIR / "before", example) for example in EXAMPLES]
    found = [diagram for one, two in pairs for diagram in diagrams(comment_on(one, two))]
    assert len(found) >= 6
    script = REPOSITORY / "tests" / "render" / "mermaid_check.mjs"
    lines = "".join(json.dumps(diagram) + "\n" for diagram in found)
    done = subprocess.run(["node", str(script)], input=lines, capture_output=True, encoding="utf-8", check=True)
    answers: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(found)
    assert [answer for answer in answers if "error" in answer] == []
    assert {node for answer in answers for one in answer["nodes"] for node in one["classes"]} >= {"removed", "added"}


def test_drawings_of_many_journeys_are_folded(tmp_path: Path) -> None:
    """Of two journeys they stand open, of three each has its own fold; the tables stay in sight."""

    def side(name: str, journeys: int, emotion: int) -> Path:
        folder = tmp_path / f"{name}{journeys}"
        folder.mkdir()
        maps = "".join(
            f"  - {{id: j{n}, name: J{n}, stages: [{{id: s, name: S, touchpoints: "
            f"[{{id: t, name: T, emotion: {emotion}}}]}}]}}\n"
            for n in range(journeys)
        )
        (folder / "j.yaml").write_text(f"journeymap: 1\njourneys:\n{maps}")
        return folder

    two, three = (comment_on(side("a", n, 1), side("b", n, -1)) for n in (2, 3))
    assert (len(diagrams(two)), two.count("<summary>Emotion and flow of")) == (2, 0)
    assert (len(diagrams(three)), three.count("<summary>Emotion and flow of")) == (3, 3)
    assert re.findall(r"^\| (J\d) \|", three, re.MULTILINE) == ["J0", "J1", "J2"]
