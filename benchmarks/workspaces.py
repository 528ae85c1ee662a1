"""Makes workspaces of any size for the benchmarks: seeded, so that two runs measure the same bytes."""

from __future__ import annotations

import random
from pathlib import Path

WORDS = (
    "asks waits finds calls compares order letter desk invoice date slot answer agent page form price promise queue"
    " screen parcel refund contract review question advice call-back confirmation address delivery appointment"
).split()
CHANNELS = ("web", "phone", "email", "chat", "app", "in-person", "mail", "sms")
SEVERITIES = ("low", "medium")
LIFECYCLE = ("awareness", "consideration", "purchase", "onboarding", "retention")
TEAMS = ("marketing", "sales", "service", "product", "operations")


ROOT = """journeymap: 1
workspace: {name: Benchmark}
personas:
  - id: pat
    name: Pat
    demographic: {age: 40}
    psychographic: {goals: [Get an answer the same day]}
    research: [talks]
research:
  - {id: talks, title: Talks with customers, kind: interview, date: 2026-05-01, n: 12}
"""


def sentence(rng: random.Random, words: int) -> str:
    """A sentence of plain words."""
    return " ".join(rng.choice(WORDS) for _ in range(words)).capitalize()


def touchpoint(rng: random.Random, name: str) -> list[str]:
    """The lines of a touchpoint, as people write it who keep their map in order."""
    emotion = rng.choice((-1.5, -1, -0.5, 0, 0, 0.5, 0.5, 1, 1.5))
    lines = [
        f"          - id: {name}",
        f"            name: {sentence(rng, 4)}",
        f"            channel: {rng.choice(CHANNELS)}",
        f"            emotion: {emotion:g}",
        f'            thoughts: ["{sentence(rng, 9)}?"]',
        f"            actions: [{sentence(rng, 3)}, {sentence(rng, 3)}]",
        f"            frontstage: [{sentence(rng, 2)}]",
        f"            backstage: [{{do: {sentence(rng, 3)}, by: {rng.choice(TEAMS)}}}]",
        "            research: [talks]",
    ]
    if emotion <= -1:
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
    stages = rng.randint(4, 5)
    per_stage = rng.randint(2, 5)
    for stage in range(stages):
        lines += [f"      - id: stage-{stage}", f"        name: {sentence(rng, 2)}"]
        lines += [f"        lifecycle_stage: {LIFECYCLE[stage]}", "        touchpoints:"]
        for step in range(per_stage):
            lines += touchpoint(rng, f"step-{stage}-{step}")
    lines += [f"          - {{id: last, name: {sentence(rng, 4)}, channel: email, emotion: 1, research: [talks]}}"]
    return "\n".join(lines) + "\n"


def make(folder: Path, files: int, seed: int = 1) -> list[Path]:
    """Writes a workspace with so many journeys, a file each; returns the files of the journeys."""
    rng = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    teams = "".join(f"  - {{id: {team}, name: {team.capitalize()}, function: {team}}}\n" for team in TEAMS)
    root = f"{ROOT}teams:\n{teams}"
    (folder / "journeymap.yaml").write_text(root, encoding="utf-8")
    made = []
    for number in range(files):
        path = folder / f"journey-{number:05d}.yaml"
        path.write_text(journey(rng, number), encoding="utf-8")
        made.append(path)
    return made
