"""Makes workspaces of any size for the benchmarks: seeded, so that two runs measure the same bytes."""

from __future__ import annotations

import random
from pathlib import Path

WORDS = (
    "asks waits finds calls compares order letter desk invoice date slot answer agent page form price promise queue"
    " screen parcel refund contract review question advice call-back confirmation address delivery appointment"
).split()
CHANNELS = ("web", "phone", "email", "chat", "app", "in-person", "mail", "sms")
SEVERITIES = ("low", "medium", "high", "critical")
TEAMS = ("marketing", "sales", "service", "product", "operations")


def sentence(rng: random.Random, words: int) -> str:
    """A sentence of plain words."""
    return " ".join(rng.choice(WORDS) for _ in range(words)).capitalize()


def touchpoint(rng: random.Random, name: str) -> list[str]:
    """The lines of a touchpoint, as people write it."""
    lines = [
        f"          - id: {name}",
        f"            name: {sentence(rng, 4)}",
        f"            channel: {rng.choice(CHANNELS)}",
        f"            emotion: {rng.randint(-4, 4) / 2:g}",
        f"            owner: {rng.choice(TEAMS)}",
        f'            thoughts: ["{sentence(rng, 9)}?"]',
        f"            actions: [{sentence(rng, 3)}, {sentence(rng, 3)}]",
        f"            frontstage: [{sentence(rng, 2)}]",
        f"            backstage: [{{do: {sentence(rng, 3)}, by: {rng.choice(TEAMS)}}}]",
    ]
    if rng.random() < 0.5:
        lines += [
            "            pain_points:",
            f"              - {{id: {name}-pain, summary: {sentence(rng, 6)}, severity: {rng.choice(SEVERITIES)}}}",
        ]
    if rng.random() < 0.2:
        lines.append(f"            # seen in {rng.randint(3, 9)} of 12 interviews")
    return lines


def journey(rng: random.Random, number: int) -> str:
    """A document with one journey, between 4 and 13 KB."""
    lines = [
        "journeymap: 1",
        "journeys:",
        f"  - id: journey-{number}",
        f"    name: {sentence(rng, 4)}",
        "    personas: [pat]",
        "    owner: service",
        f"    goal: {sentence(rng, 8)}",
        "    stages:",
    ]
    per_stage = rng.randint(2, 5)
    for stage in range(rng.randint(4, 5)):
        lines += [f"      - id: stage-{stage}", f"        name: {sentence(rng, 2)}", "        touchpoints:"]
        for step in range(per_stage):
            lines += touchpoint(rng, f"step-{stage}-{step}")
    return "\n".join(lines) + "\n"


def make(folder: Path, files: int, seed: int = 1) -> list[Path]:
    """Writes a workspace with so many journeys, a file each; returns the files of the journeys."""
    rng = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    teams = "".join(f"  - {{id: {team}, name: {team.capitalize()}, function: {team}}}\n" for team in TEAMS)
    root = f"journeymap: 1\nworkspace: {{name: Benchmark}}\npersonas: [{{id: pat, name: Pat}}]\nteams:\n{teams}"
    (folder / "journeymap.yaml").write_text(root, encoding="utf-8")
    made = []
    for number in range(files):
        path = folder / f"journey-{number:05d}.yaml"
        path.write_text(journey(rng, number), encoding="utf-8")
        made.append(path)
    return made
