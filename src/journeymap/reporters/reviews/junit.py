"""JUnit's XML of a review, as test reports of CI servers read it: a test case is a journey or an object of a section.

A case fails where a gate holds up one of its changes, or where it cannot be compared in the head; other changes are the
output of a case that passes. Times are left out, so that the same input gives the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO
from xml.etree import ElementTree as ET

from journeymap.render.seen import xml_visible
from journeymap.reporters.checkout import repository_path
from journeymap.reporters.junit import safe
from journeymap.reporters.reviews.weighing import accepted, encodable, told, unreadable, weight
from journeymap.reporters.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from journeymap.diff.values import Change
    from journeymap.render.review_view import ReviewView


def write(views: Sequence[ReviewView], stream: TextIO, *, colour: bool = False) -> None:  # noqa: ARG001  # as all
    """Writes one suite with a case for each journey that changed; one that passes where nothing did."""
    made = [*_faults(views), *(case for view in views for case in _cases(view))]
    made = made or [ET.Element("testcase", {"classname": "journeymap.diff", "name": "no changes"})]
    counts = {"tests": str(len(made)), "failures": str(sum(case.find("failure") is not None for case in made))}
    root = ET.Element("testsuites", {"name": "journeymap diff", **counts, "errors": "0"})
    suite = ET.SubElement(root, "testsuite", {"name": "journeymap diff", **counts, "errors": "0", "skipped": "0"})
    suite.extend(made)
    ET.indent(root)
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n' + xml_visible(ET.tostring(root, encoding="unicode")) + "\n")


def _faults(views: Sequence[ReviewView]) -> Iterator[ET.Element]:
    """What cannot be compared: a failure in the head, a note in the base."""
    for path, side, sentence in unreadable(views):
        place = safe(repository_path(path))
        case = ET.Element("testcase", {"classname": place, "name": f"can be read ({side})", "file": place})
        if side == "head":
            ET.SubElement(case, "failure", {"type": "unreadable", "message": safe(sentence)}).text = safe(sentence)
        else:
            ET.SubElement(case, "system-out").text = safe(sentence)
        yield case


def _cases(view: ReviewView) -> Iterator[ET.Element]:
    groups: dict[str, list[Change]] = {}
    for change in view.comparison.changes:
        name = f"journeys:{change.journey}" if change.journey else change.object.partition("/")[0]
        groups.setdefault(f"{view.folder}/{name}" if view.folder else name, []).append(change)
    held = set(view.stopped)
    for name, changes in groups.items():
        yield _case(name, changes, [change for change in changes if change in held], view)
    if view.withheld_stopped:
        case = ET.Element("testcase", {"classname": "journeymap.diff", "name": "what is confidential"})
        message = f"{view.withheld_stopped} changes of what is confidential are held up"
        ET.SubElement(case, "failure", {"type": "withheld", "message": message}).text = message
        yield case


def _case(name: str, changes: Sequence[Change], held: Sequence[Change], view: ReviewView) -> ET.Element:
    spot = next((view.spots[change] for change in [*held, *changes] if change in view.spots), None)
    case = ET.Element("testcase", {"classname": "journeymap.diff", "name": safe(encodable(name))})
    if spot is not None:
        case.set("file", safe(encodable(repository_path(spot.path))))
    if held:
        worst = held[0]
        failure = ET.SubElement(case, "failure", {"type": weight(worst).value, "message": safe(visible(told(worst)))})
        failure.text = _listed(held)
    passed = [change for change in changes if change not in held]
    if passed:
        ET.SubElement(case, "system-out").text = _listed(passed)
    return case


def _listed(changes: Iterable[Change]) -> str:
    return safe(
        "\n".join(visible(f"{weight(one)}: {'; '.join(filter(None, (told(one), accepted(one))))}") for one in changes)
    )
