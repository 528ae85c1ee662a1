"""The Mermaid diagrams: what stands in them, and that Mermaid's own parser reads exactly that from any text."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journeymap import api
from journeymap.render.mermaid_flow import LONGEST, draw_mermaid, flowchart
from journeymap.render.mermaid_journey import draw_mermaid as draw_journey
from journeymap.render.options import Options
from journeymap.render.text_width import plain
from journeymap.render.view import JourneyView
from journeymap.render.view_parts import EmotionView, PersonaView
from tests.conftest import EXAMPLES
from tests.render.flow_journeys import blank, card, edge, handoff, journey, large, one
from tests.render.office_journeys import proven

Parse = Callable[[str], dict[str, Any]]
NASTY = (
    'He said "end"; then: #1 %%{init: {"theme":"dark"}}%%',
    "end",
    "title section journey",
    "1. first",
    "- list",
    "---",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "&lt;b&gt; &#35; #35; #quot;",
    "ﬂ°°60¶ßbﬂ°gt¶ß",
    "`code` **bold** _x_ $$x$$ fa:fa-car",
    "a,b: c; d|e]f)g}h{i(j[k>l<m",
    "style a:b#c;d classDef x:#y; click t1 call",
    "line\nbreak\r\n\ttab \u2028 \ufeff",
    "إعادة الجدولة 👩\u200d👩\u200d👧 日本語",
    "-->|x| t1 ::: :::felt1 ~~~",
    "\\\\ \\n \\\" '",
)


def drawn(view: JourneyView) -> str:
    return draw_journey(view, Options()).decode()


def flow(view: JourneyView) -> str:
    return draw_mermaid(view, Options()).decode()


def named(text: str) -> JourneyView:
    """A journey in which every name is the text."""
    persona = blank(PersonaView, id="p", name=text)
    cards = [
        card(1, text, score=-2, channel=text),
        card(2, text, score=None, moment_of_truth=True),
    ]
    edges = [
        edge(1, 2, share=0.5, condition=text, channel_switch=text, handoff=handoff(text or "x", text)),
        edge(2, 1, condition=text),
        edge(2, None, outcome=text),
    ]
    return proven(journey([(text, cards), (text, [])], edges, name=text, personas=(persona,)))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_examples_have_a_task_and_a_node_for_each_touchpoint(example: Path) -> None:
    """Both diagrams of every journey hold each touchpoint once, under its number."""
    [workspace] = api.load([example])
    for name in workspace.catalogue.journeys:
        view = api.journey_view(workspace, name)
        for item in view.cards:
            assert drawn(view).count(f"\n    {item.number} · ") == 1
            assert flow(view).count(f'\n    t{item.number}("') == 1


def test_a_score_keeps_the_half_steps_and_an_unknown_one_is_told() -> None:
    """Emotions of -2 to 2 become scores of 1 to 5; where none is known, a remark says so."""
    felt = EmotionView(-1.5, "−1.5", "between very negative and negative", 1)
    view = journey([("Order", [replace(card(1, "Waits"), emotion=felt), card(2, "Gets it")])], [])
    made = drawn(view)
    assert "1 · Waits: 1.5" in made
    assert "2 · Gets it: 3" in made
    assert "%% No emotion is known of touchpoints 2;" in made


def test_what_is_lost_is_counted_from_the_journey() -> None:
    """The remarks name what this journey has and the diagram cannot show, and nothing else."""
    assert drawn(one()).startswith("%% Not shown in this diagram: 1 channel.\njourney\n")
    assert not flow(one()).startswith("%%")
    told = drawn(named("x")).splitlines()[0]
    assert "3 ways that do not just follow the order" in told
    assert "1 hand-off between teams" in told
    assert "1 mark of a moment of truth" in told


def test_the_flow_of_a_right_to_left_map_runs_from_right_to_left() -> None:
    """The flowchart turns round; the journey diagram cannot, and says so."""
    view = replace(one(), direction="rtl", language="ar")
    assert "flowchart RL" in flow(view)
    assert "always runs from left to right" in drawn(view)


def test_callers_colour_touchpoints_as_they_like() -> None:
    """The classes that are given stand at their touchpoints, the other touchpoints have none."""
    view = journey([("Order", [card(1, "Old"), card(2, "New")])], [edge(1, 2)])
    made = flowchart(view, classes={"touch-2": "added"}, class_styles={"added": "fill:#dfd", "removed": "fill:#fdd"})
    assert '    t1("1 · Old<br/>Website")\n' in made
    assert '    t2("2 · New<br/>Website"):::added\n' in made
    assert "classDef added fill:#dfd\n" in made
    assert "removed" not in made


@pytest.mark.parametrize("styles", [{}, {"added": "", "no good": ""}, {"added": "", "truth": ""}])
def test_a_class_without_a_style_or_with_a_bad_name_is_refused(styles: dict[str, str]) -> None:
    """Each class has a style, and a name that Mermaid reads and the diagram does not use itself."""
    with pytest.raises(ValueError, match="without a style"):
        flowchart(one(), classes={"touch-1": "added"}, class_styles=styles)


def test_a_large_map_stays_within_what_mermaid_reads() -> None:
    """Long texts are shortened until the diagram is under Mermaid's limit, and a remark says to what length."""
    made = flow(large(15, 20, words=("A very long sentence about a moment in the life of a customer " * 4,) * 6))
    assert len(made) <= LONGEST
    assert "%% Long texts end in an ellipsis after" in made


@pytest.fixture(scope="session")
def parse() -> Iterator[Parse]:
    """Mermaid's own parser in one Node process."""
    root = os.environ.get("JOURNEYMAP_MERMAID")
    if not root:
        pytest.fail("JOURNEYMAP_MERMAID must name a folder made by `npm install --prefix FOLDER mermaid jsdom`")
    script = Path(__file__).with_name("mermaid_check.mjs")
    node = subprocess.Popen(
        ["node", str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )

    def asked(diagram: str) -> dict[str, Any]:
        node.stdin.write(json.dumps(diagram) + "\n")
        node.stdin.flush()
        answer = json.loads(node.stdout.readline())
        assert "error" not in answer, f"{answer['error']}\n{diagram}"
        return dict(answer)

    yield asked
    node.stdin.close()
    node.wait(timeout=10)
    node.stdout.close()


def shown(text: str) -> str:
    """A name as the diagrams show it."""
    return plain(text.replace("\ufeff", "")) or "…"


def check_both(text: str, parse: Parse) -> None:
    """Mermaid reads from both diagrams of a journey named by a text exactly what the journey holds."""
    view, name = named(text), shown(text)
    read = parse(drawn(view))
    assert [task["task"].replace("\u2060", "") for task in read["tasks"]] == [f"1 · {name}", f"2 · {name}"]
    assert [task["score"] for task in read["tasks"]] == [1, 3]
    assert {section.replace("\u2060", "") for section in read["sections"]} == {f"1 · {name}"}
    assert [person.replace("\u2060", "") for task in read["tasks"] for person in task["people"]] == [name] * 2
    chart = parse(flow(view))
    nodes = {node["id"]: node["text"].replace("\u2060", "") for node in chart["nodes"]}
    assert set(nodes) == {"t1", "t2", "x2", "none2"}
    assert nodes["t1"].splitlines()[0] == f"1 · {name}"
    assert [(one["start"], one["end"]) for one in chart["edges"]] == [("t1", "t2"), ("t2", "t1"), ("t2", "x2")]
    assert [one["stroke"] for one in chart["edges"]] == ["thick", "dotted", "normal"]
    assert chart["edges"][1]["text"].replace("\u2060", "") == (name if text else ""), "no words, no label"
    assert [group["title"].replace("\u2060", "") for group in chart["groups"]] == [f"1 · {name}", f"2 · {name}"]


@pytest.mark.node
@pytest.mark.parametrize("text", NASTY)
def test_mermaid_reads_awkward_names_as_they_are(text: str, parse: Parse) -> None:
    """Signs that Mermaid, HTML or Markdown would understand arrive as the letters that they are."""
    check_both(text, parse)


@pytest.mark.node
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.text(), st.text(alphabet="#:;%|\"'`<>&{}[]()-=~_*,.\\/ \nend1style")))
def test_mermaid_reads_any_name_as_it_is(text: str, parse: Parse) -> None:
    """Whatever stands in the names, the diagrams parse and hold the touchpoints, ways and names of the journey."""
    text = text.replace("\u2060", "")
    check_both(text, parse)


@pytest.mark.node
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_mermaid_reads_the_examples(example: Path, parse: Parse) -> None:
    """Mermaid finds every touchpoint, stage and way of the examples in their diagrams."""
    [workspace] = api.load([example])
    for name in workspace.catalogue.journeys:
        view = api.journey_view(workspace, name)
        assert len(parse(drawn(view))["tasks"]) == len(view.cards)
        chart = parse(flow(view))
        assert len([node for node in chart["nodes"] if node["id"].startswith("t")]) == len(view.cards)
        seen = [one for one in chart["edges"] if one["stroke"] != "invisible"]
        assert len(seen) == sum(not way.is_retry for way in view.edges)


@pytest.mark.node
def test_mermaid_reads_maps_of_all_sizes(parse: Parse) -> None:
    """An empty map and one of 300 touchpoints are read as a whole."""
    assert parse(drawn(journey([], [])))["tasks"] == []
    assert parse(flow(journey([("Order", [])], [])))["groups"][0]["nodes"] == ["none1"]
    view = proven(large(15, 20))
    assert len(parse(drawn(view))["tasks"]) == 300
    assert len([node for node in parse(flow(view))["nodes"] if node["id"].startswith("t")]) == 300
