"""Two revisions from text, compared without a disk; and a workspace in which every field of the format is written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from journeymap.diff.comparing import compare
from journeymap.diff.revisions import Revision, workspaces
from journeymap.diff.values import Change, Comparison
from journeymap.workspace.loader import Workspace
from tests.conftest import REPOSITORY, TODAY

ROOT = Path("/workspace")
Files = Mapping[str, str | bytes]
FULL = REPOSITORY / "tests" / "awkward" / "full"


def loaded(files: Files | str) -> Workspace:
    """A workspace from the texts of its files; one text is the root file."""
    named = {"journeymap.yaml": files} if isinstance(files, str) else files
    contents = {ROOT / name: text if isinstance(text, bytes) else text.encode() for name, text in named.items()}
    return workspaces(Revision("side", ROOT, contents), TODAY)[Path()]


def compared(before: Files | str, after: Files | str) -> Comparison:
    """What changed between two workspaces."""
    return compare(loaded(before), loaded(after), base_name="base", head_name="head")


def told(comparison: Comparison) -> list[tuple[str, str]]:
    """The kinds of changes with their directions, sorted."""
    return sorted((change.kind, change.direction.value) for change in comparison.changes)


def told_of(comparison: Comparison) -> list[tuple[str, str, str]]:
    """The kinds of changes with their directions and objects, sorted."""
    return sorted((change.kind, change.direction.value, change.object) for change in comparison.changes)


def only(comparison: Comparison) -> Change:
    """The only change there is."""
    (change,) = comparison.changes
    return change


def files_of(folder: Path) -> dict[str, str]:
    """The YAML files of a workspace on disk."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.yaml"))
    }


SHOP = """\
journeymap: 1
lifecycles:
  - id: care
    name: Care
    stages:
      - {id: first, name: First contact, description: How it begins, entry: [Has called], exit: [Has a date]}
      - {id: last, name: Last contact}
personas:
  - id: pat
    name: Pat
    kind: user
    summary: Buys twice a year
    picture: pat.svg
    role: Buyer
    demographic: {age: 40, location: Umeå}
    technographic: {tools: [Browser, Mail]}
    jobs: [Get it soon]
    quotes: [Where is it?]
    segment: {country: SE}
  - {id: lou, name: Lou}
teams:
  - {id: service, name: Service, function: service, organisation: We, contact: service@shop.example}
  - {id: sales, name: Sales}
systems:
  - {id: crm, name: CRM, owner: sales}
channels:
  - {id: kiosk, name: Kiosk, medium: in-person, route: owned, initiation: reactive}
metrics:
  - {id: ease, name: Ease, kind: ces, unit: points, scale: 1-7, polarity: higher-is-better, formula: Mean, source: Survey}
  - {id: days, name: Days, kind: duration, polarity: lower-is-better, source: Log}
  - {id: odd, name: Odd, kind: score, formula: x, source: Log}
  - {id: csat, name: Satisfaction, kind: csat, scale: 1-5, method: mean, source: Survey}
research:
  - {id: talks, title: Talks, kind: interview, date: 2026-05-01, n: 12, url: "https://x.example/", author: Kim}
  - {id: poll, title: Poll, kind: survey, date: 2026-06-01, n: 300}
journeys:
  - id: buy
    name: Buy shoes
    summary: From need to box
    state: current
    personas: [pat]
    lifecycle: clm
    scenario: Winter comes
    goal: Warm feet
    trigger: Snow
    language: en
    owner: sales
    status: researched
    reviewed: 2026-10-01
    review_every: 6mo
    tags: [core]
    research: [talks]
    decisions: [{date: 2026-09-01, text: We ship daily, by: Kim}]
    stages:
      - id: look
        name: Look
        description: Where shoes are found
        picture: look.svg
        when: day 1
        lifecycle_stage: consideration
        goal: Know the price
        owner: sales
        emotion: 0.5
        thoughts: [Which size?]
        touchpoints:
          - id: search
            name: Search
            description: In the shop's own search
            picture: search.svg
            channel: [web, app]
            channel_reason: It is open at night
            duration: 20min
            wait: 1h
            personas: [pat]
            actor: pat
            goal: Find it
            goal_met: partly
            expectation: Quick
            actions: [Types, Scrolls, Clicks]
            thoughts: [Too many]
            feelings: [lost]
            emotion: 1
            voices: [{persona: pat, emotion: 0.5, feelings: [calm], thoughts: [Fine], expectation: Good}]
            owner: sales
            responsible: [sales]
            consulted: [service]
            informed: [service]
            frontstage: [{do: Shows results, by: sales, using: [crm], fails: Shows none}]
            backstage: [Ranks results]
            support: [Keeps the index]
            artifacts: [A list]
            pain_points:
              - {id: lost-in-list, summary: Lost in the list, severity: medium, share_affected: 0.3, root_cause: No filter, owner: sales, research: [{id: talks, count: 5, of: 12, quote: Where?}]}
            gains: [{id: suggestion, summary: A fitting suggestion, research: [talks]}]
            opportunities:
              - {id: filters, summary: Add filters, addresses: [lost-in-list], owner: sales, impact: medium, effort: low, importance: 8, satisfaction: 4, status: idea}
            metrics: [{metric: ease, target: 5, warn: 4, value: 4.5, as_of: 2026-09-01, n: 40, team: sales}, {metric: days, target: 3}, {metric: odd, target: 2}, {metric: csat, target: 4}]
            research: [talks]
          - {id: pick, name: Pick, emotion: -1, moment_of_truth: true}
      - id: order
        name: Order
        touchpoints:
          - id: pay
            name: Pay
            emotion: 0
            next: [{to: ship, share: 0.9, when: It works, for: [pat], outcome: paid, research: [talks], handoff: {to: service, sla: 1d, criteria: [Paid, Address known], on_reject: Sales calls, recycle_to: pay}}, {to: search, share: 0.1}]
          - {id: ship, name: Ship, emotion: 1, handoff: {to: service, sla: 2d}}
          - {id: open, name: Open the box, emotion: 2}
initiatives:
  - id: filter-work
    name: Filters
    summary: Build them
    addresses: [buy/lost-in-list]
    delivers: [buy/search]
    owner: sales
    status: planned
    due: 2027-03-01
    rice: {reach: 100, impact: 2, confidence: 0.8, effort: 3}
    cost: 3 weeks
    expects: [{metric: ease, from: 4.5, to: 5}]
plays:
  - {id: hint, name: A hint, for: [pat], at: [buy/search], channel: [web], message: Look here, offer: None, trigger: Search, owner: sales, metrics: [ease]}
"""
"""A small shop; each field that the tests change is written in it once."""
