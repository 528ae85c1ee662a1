"""A journey in the terminal: stages and touchpoints, the curve in characters, pains, owners."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from journeymap.cli.terminal import feeling, heading, plain
from journeymap.cli.terminal_curve import curve_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from journeymap.render.view import CardView, JourneyView, PainView, StageView
    from journeymap.render.view_measured import UseView

_INDENT = 10
"""Columns before the name of a touchpoint."""
_SEVERITIES = ("critical", "high", "medium", "low", "")
_SEVERITY_STYLES = {
    "critical": "bold red",
    "high": "red",
    "medium": "yellow",
    "low": "bright_black",
    "": "bright_black",
}


def show_journey(console: Console, view: JourneyView) -> None:
    """Prints a journey."""
    _show_head(console, view)
    for stage in view.stages:
        _show_stage(console, stage)
    _show_curves(console, view)
    _show_pains(console, view)
    _show_owners(console, view)


def _show_head(console: Console, view: JourneyView) -> None:
    console.print(plain(view.name, "bold"))
    review = f"reviewed {view.review.reviewed}" if view.review.reviewed else ""
    overdue = f"review overdue since {view.review.next}" if view.review.overdue else ""
    facts = [view.state_word, view.status_word, view.owner.name if view.owner else "", review, overdue]
    console.print(plain(" · ".join(fact for fact in facts if fact), "bright_black"))
    for label, text in (
        ("for", ", ".join(persona.name for persona in view.personas)),
        ("goal", view.goal),
        ("scenario", view.scenario),
        ("evidence", view.evidence.text),
    ):
        if text:
            line = Table.grid(padding=(0, 1, 0, 0))
            line.add_row(Text(f"{label}:", "bright_black"), plain(text))
            console.print(line)
    _show_measured(console, view)


def _show_measured(console: Console, view: JourneyView) -> None:
    """What data say of the journey as a whole: how many, how many come through, where most are lost, what misses."""
    found = view.measured
    if found is None:
        return
    line = Table.grid(padding=(0, 1, 0, 0))
    line.add_row(Text("measured:", "bright_black"), plain(found.about))
    for text in found.lead:
        line.add_row("", plain(text))
    for text in found.missed:
        line.add_row("", plain(f"off target: {text}", "red"))
    if found.stale:
        line.add_row("", plain(found.stale, "yellow"))
    console.print(line)


def _show_stage(console: Console, stage: StageView) -> None:
    facts = [stage.when, stage.owner.name if stage.owner else ""]
    console.print()
    title = plain(f"{stage.number} {stage.name}", "bold")
    console.print(title + plain("".join(f" · {fact}" for fact in facts if fact), "bright_black"))
    if stage.emotion and not stage.cards:
        console.print(Text("  emotion ", "bright_black") + feeling(stage.emotion))
    for card in stage.cards:
        console.print(_line(card, console.width))
        for note in _notes(card):
            console.print(Padding(plain(note, "bright_black"), (0, 0, 0, _INDENT)))
        if card.measured:
            much = card.measured.worst or card.measured.bad
            console.print(Padding(plain(_use(card.measured), "red" if much else "bright_black"), (0, 0, 0, _INDENT)))


def _line(card: CardView, width: int) -> Table:
    """A touchpoint in one line: number, score, name, channel, owner."""
    line = Table.grid(padding=(0, 1, 0, 0))
    channel, owner = width // 6, width // 4
    for columns in (3, _INDENT - 5, width - _INDENT - channel - owner - 3, channel, owner):
        line.add_column(width=columns)
    line.columns[0].justify = line.columns[1].justify = "right"
    channels = plain(", ".join(item.name for item in card.channels[:1]), "bright_black")
    line.add_row(
        str(card.number),
        feeling(card.emotion),
        plain(card.name),
        channels,
        plain(card.owner.name if card.owner else "no owner", "bright_black"),
    )
    return line


def _notes(card: CardView) -> Iterator[str]:
    """The wait before a touchpoint, and the ways on where they are not just to the next one."""
    if card.moment_of_truth:
        yield "◆ moment of truth"
    if card.wait:
        yield f"after a wait of {card.wait}"
    for way in card.ways:
        if way.kind != "next" or way.handoff:
            yield way.text


def _use(use: UseView) -> str:
    """How many were at a touchpoint, and how many leave there."""
    told = (use.cases_text, use.reach_text, use.drop_text, use.took_text)
    return f"measured: {', '.join(text for text in told if text)}"


def _show_curves(console: Console, view: JourneyView) -> None:
    for curve in view.curves:
        if not curve.points or curve.kind == "base":
            continue
        label = f" · {curve.label}" if curve.kind == "persona" else ""
        heading(console, f"Emotion{label}")
        for line in curve_lines(curve, len(view.cards), console.width):
            console.print(line)


def _show_pains(console: Console, view: JourneyView) -> None:
    pains = [pain for stage in view.stages for pain in stage.all_pains]
    if not pains:
        return
    heading(console, "Pains")
    for pain in sorted(pains, key=lambda item: _SEVERITIES.index(item.severity)):
        console.print(_pain(pain))


def _pain(pain: PainView) -> Padding:
    facts = [
        f"touchpoint {pain.at}" if pain.at else "",
        pain.owner.name if pain.owner else "no owner",
        pain.evidence.text,
        pain.status_word,
    ]
    line = Text(f"{pain.severity_word or 'unrated'}: ", _SEVERITY_STYLES[pain.severity])
    line.append_text(plain(pain.summary))
    line.append_text(plain(f"  ({', '.join(fact for fact in facts if fact)})", "bright_black"))
    return Padding(line, (0, 0, 0, 1))


def _show_owners(console: Console, view: JourneyView) -> None:
    counts = Counter(card.owner.name if card.owner else "no owner" for card in view.cards)
    if not counts:
        return
    heading(console, "Owners")
    for name, number in counts.most_common():
        console.print(plain(f" {number:>3}  {name}"))
