"""Journeys for the tests of the flow, as views: small words make large maps."""

from __future__ import annotations

import dataclasses
from typing import Any, TypeVar, get_type_hints

from journeymap.render import view as views
from journeymap.render import view_parts, view_ways
from journeymap.render.view import CardView, JourneyView, StageView
from journeymap.render.view_parts import ChannelView, EmotionView, TeamView
from journeymap.render.view_ways import EdgeView, HandoffView

T = TypeVar("T")
WORDS = {-2: "very negative", -1: "negative", 0: "neutral", 1: "positive", 2: "very positive"}


def blank(kind: type[T], /, **given: Any) -> T:
    """A value of the view model in which all that is not given is empty."""
    hints = get_type_hints(kind, vars(view_parts) | vars(view_ways) | vars(views))
    empty = {}
    for item in dataclasses.fields(kind):  # type: ignore[arg-type]
        hint = str(hints[item.name])
        if item.name not in given and item.default is dataclasses.MISSING:
            empty[item.name] = _nothing(hint)
    return kind(**{**empty, **given})


def _nothing(hint: str) -> Any:
    if "None" in hint:
        return None
    if hint.startswith("tuple"):
        return ("", "") if hint == "tuple[str, str]" else ()
    if hint.endswith("view_parts.Look'>"):
        return view_parts.Look(("#2f3fb5", "#a5b4ff"))
    return {"<class 'str'>": "", "<class 'bool'>": False, "<class 'int'>": 0, "<class 'float'>": 0.0}.get(hint, "")


def emotion(score: int | None) -> EmotionView | None:
    if score is None:
        return None
    text = f"{score:+d}".replace("-", "−") if score else "0"
    return EmotionView(float(score), text, WORDS[score], score + 3)


def team(name: str) -> TeamView:
    return TeamView(name.lower(), name, name[:2].upper())


def card(
    number: int, name: str, *, stage: int = 1, score: int | None = None, channel: str = "Website", **given: Any
) -> CardView:
    channels = (blank(ChannelView, id="c", name=channel, icon="web"),) if channel else ()
    return blank(
        CardView,
        number=number,
        id=f"touch-{number}",
        name=name,
        stage_number=stage,
        emotion=emotion(score),
        channels=channels,
        **given,
    )


def edge(source: int, target: int | None, **given: Any) -> EdgeView:
    share = given.get("share")
    text = f"{share * 100:g}\N{NO-BREAK SPACE}%" if share is not None else ""
    kind = "end" if target is None else "loop-back" if target <= source else "next"
    return blank(
        EdgeView,
        **{
            "source": f"touch-{source}",
            "source_number": source,
            "target": f"touch-{target}" if target else "",
            "target_number": target,
            "kind": kind,
            "share_text": text,
            "text": f"→ {target}" if target else "leaves",
            **given,
        },
    )


def handoff(to: str, sla: str) -> HandoffView:
    return blank(HandoffView, sla=sla, to=team(to), giver=None)


def journey(stages: list[tuple[str, list[CardView]]], edges: list[EdgeView], **given: Any) -> JourneyView:
    made = tuple(
        blank(StageView, number=at, id=f"stage-{at}", name=name, cards=tuple(cards))
        for at, (name, cards) in enumerate(stages, 1)
    )
    defaults = {"id": "j", "name": "Moving home broadband", "language": "en", "direction": "ltr"}
    return blank(JourneyView, **{**defaults, "stages": made, "edges": tuple(edges), **given})


def one() -> JourneyView:
    return journey([("Order", [card(1, "Orders the move", score=1, ends=True)])], [])


NAMES = (
    "Reads the moving checklist",
    "Asks in the chat whether the contract can move with her to the new flat",
    "Checks the new address",
    "Compares plans and upload speed with what the neighbours say",
    "Hears nothing for nine days",
    "Slot is moved by SMS",
)
TEAMS = ("Web team", "Contact centre", "Field service and installations")


def large(stages: int = 6, each: int = 5, *, words: tuple[str, ...] = NAMES, **given: Any) -> JourneyView:
    """A journey with branches, skips, loops, hand-offs, waits and ends."""
    columns = []
    number = 0
    for at in range(1, stages + 1):
        cards = []
        for _ in range(each):
            number += 1
            cards.append(
                card(
                    number,
                    words[number % len(words)],
                    stage=at,
                    score=None if number % 11 == 0 else (number * 7) % 5 - 2,
                    channel=("Website", "Phone", "In person · Letter")[number % 3],
                    owner=team(TEAMS[number % 3]) if number % 4 else None,
                    wait="3 days" if number % 5 == 0 else "",
                    moment_of_truth=number % 9 == 4,
                )
            )
        columns.append(
            (f"{('Realise', 'Compare', 'Order', 'Wait for the engineer', 'Install', 'Live')[at % 6]}", cards)
        )
    return journey(columns, list(_ways(number, words)), **given)


def _ways(last: int, words: tuple[str, ...]):
    for number in range(1, last):
        if number % 7 == 3 and number + 2 <= last:
            yield edge(number, number + 1, share=0.7, condition=words[0], kind="branch")
            yield edge(number, number + 2, share=0.2, condition="already a customer", kind="skip")
            yield edge(number, None, share=0.1, outcome="gave up")
        elif number % 8 == 5:
            yield edge(number, number + 1, share=0.6, handoff=handoff("Sales", "4 hours"))
            yield edge(
                number, number - 3, share=0.4, condition="something is missing", channel_switch="Website to Phone"
            )
        elif number % 10 == 6:
            yield edge(number, number + 1, share=0.85)
            yield edge(number, max(1, number - 5), share=0.15, kind="recycle")
        else:
            yield edge(number, number + 1, channel_switch="Website to Phone" if number % 3 == 1 else "")
    yield edge(last, None, outcome="won")
