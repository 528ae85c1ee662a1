"""What was measured of journeys, as the files of `measurements/` say, and what of a map its numbers hang on.

`journeymap measure` writes the files; everybody else reads them here, and needs no data. The model of their content is
only loaded where there is a file.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NoReturn

from journeymap.diagnostics import (
    INVALID_VALUE,
    INVALID_YAML,
    ROOT,
    UNSUPPORTED_VERSION,
    Diagnostic,
    Pointer,
    Position,
    Span,
)
from journeymap.model.source import SourceKind
from journeymap.source.decoding import decode
from journeymap.source.document import Document
from journeymap.source.places import Places
from journeymap.workspace.flow import Flow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pydantic import BaseModel, ValidationError

    from journeymap.diagnostics import Fault
    from journeymap.model.conditions import EventBinding
    from journeymap.model.journey import Journey
    from journeymap.model.measurement import Measurement
    from journeymap.model.metric import Metric
    from journeymap.model.persona import Persona
    from journeymap.model.source import Source
    from journeymap.workspace.catalogue import Catalogue

ANEW = "Run `journeymap measure` anew, which writes the file."
_TOLD = 100
"""With more faults than this a file is no measurement at all, and none of them is worth a look."""


def digest_of(catalogue: Catalogue, journey: Journey) -> str:
    """What the numbers of a journey hang on, in short: a measurement with another digest is of another map.

    In it are the order of stages and touchpoints, the events that these are bound to, the ways between them and for
    whom they are, the segments of the personas, the metrics that are asked for and how they are reckoned, the events of
    the lifecycle, the sources behind all these, and the settings of measuring. What things are called, what is said of
    them, targets and shares are not: changing these changes no number.

    Args:
        catalogue: The workspace.
        journey: One of its journeys, effective.

    Returns:
        "sha256:" and 64 hexadecimal digits; the same for the same map, whatever its files are called.
    """
    basis = {key: value for key, value in _basis(catalogue, journey).items() if value}
    text = json.dumps(basis, sort_keys=True, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def _basis(catalogue: Catalogue, journey: Journey) -> dict[str, Any]:
    touchpoints = [item for stage in journey.stages for item in stage.touchpoints]
    metrics = _metrics(catalogue, journey)
    lifecycle = catalogue.lifecycle_of(journey)
    moments = [(stage.id, stage.entry_events, stage.exit_events) for stage in (lifecycle.stages if lifecycle else ())]
    bound = [binding for item in touchpoints for binding in item.events]
    bound += [binding for item in metrics for binding in _fraction(item)]
    bound += [binding for _, *both in moments for events in both for binding in events]
    named = {binding.source for binding in bound} | {item.source for item in metrics}
    return {
        "stages": [[stage.id, [item.id for item in stage.touchpoints]] for stage in journey.stages],
        "events": {item.id: _bindings(item.events) for item in touchpoints},
        "ways": _ways(journey),
        "segments": [[item.id, _dumped(item, "segment")] for item in _people(catalogue, journey) if item.segment],
        "metrics": {item.id: _reckoned(item) for item in metrics},
        "lifecycle": [[name, _bindings(entry), _bindings(exit_)] for name, entry, exit_ in moments if entry or exit_],
        "sources": [
            _dumped(item, *(set(type(item).model_fields) - {"name", "confidential"}))
            for item in sorted(catalogue.sources.values(), key=lambda item: item.id)
            if item.id in named or _answers(item, journey, metrics)
        ],
        "settings": _dumped(catalogue.settings.measure, "min_group", "session_gap", "cases"),
        "goals": [name for name in catalogue.settings.measure.goals if name.partition("/")[0] == journey.id],
    }


def _dumped(value: BaseModel, *fields: str) -> dict[str, Any]:
    """Some fields as plain values, those that are as they are by default left out."""
    return value.model_dump(mode="json", include=set(fields), exclude_defaults=True)


def _bindings(events: Iterable[EventBinding]) -> list[dict[str, Any]]:
    return [_dumped(binding, "source", "event", "where") for binding in events]


def _ways(journey: Journey) -> dict[str, list[list[Any]]]:
    """The ways out of each touchpoint, in whichever order they are written: whither, and for whom."""
    found = {}
    for name, ways in Flow(journey).ways.items():
        found[name] = sorted(
            [way.target or "", sorted(way.transition.for_) if way.transition is not None else []] for way in ways
        )
    return found


def _people(catalogue: Catalogue, journey: Journey) -> Iterator[Persona]:
    """Who takes part, in the order of the map, which decides to whom a customer of two segments belongs."""
    at = (name for stage in journey.stages for item in stage.touchpoints for name in item.personas)
    names = dict.fromkeys((*(journey.personas or catalogue.personas), *at))
    return (catalogue.personas[name] for name in names if name in catalogue.personas)


def _metrics(catalogue: Catalogue, journey: Journey) -> list[Metric]:
    """The metrics that the journey asks for, by their ids."""
    asked = [stage.metrics for stage in journey.stages]
    asked += [item.metrics for stage in journey.stages for item in stage.touchpoints]
    names = {target.metric for targets in asked for target in targets}
    return [catalogue.metrics[name] for name in sorted(names) if name in catalogue.metrics]


def _fraction(metric: Metric) -> Iterator[EventBinding]:
    """The events above and below the line; what is said in words is not counted."""
    for side in (metric.numerator, metric.denominator):
        yield from () if side is None or isinstance(side, str) else side


def _reckoned(metric: Metric) -> dict[str, Any]:
    """How a metric is reckoned, its unit included, which tells 0.95 from 95."""
    said = _dumped(metric, "kind", "unit", "scale", "method", "polarity")
    for key in ("numerator", "denominator"):
        side = getattr(metric, key)
        if side is not None and not isinstance(side, str):
            said[key] = _bindings(side)
    return said


def _answers(source: Source, journey: Journey, metrics: Iterable[Metric]) -> bool:
    """Whether rows of a source may be about a journey though nothing names it: feedback says itself what it is of."""
    if source.kind is SourceKind.EVENTS:
        return False
    elsewhere = source.touchpoint is not None and source.touchpoint.partition("/")[0] != journey.id
    other = source.metric is not None and all(source.metric != item.id for item in metrics)
    return not elsewhere and not other


@dataclass(frozen=True)
class MeasurementFile:
    """A file of `measurements/`; `wanted` says whether its faults were asked for."""

    path: str
    raw: bytes
    wanted: bool = True

    @property
    def journey(self) -> str:
        """The journey that it is of, as its name says."""
        return PurePosixPath(self.path).stem

    @property
    def measurement(self) -> Measurement | None:
        """What it holds; None where it has a fault."""
        return self._read[0]

    @property
    def fault(self) -> Diagnostic | None:
        """What is wrong with it, with its place: the first thing, as it is to be written anew in any case."""
        return self._read[1]

    @cached_property
    def _read(self) -> tuple[Measurement | None, Diagnostic | None]:
        text, refused = decode(self.path, self.raw)
        if refused is not None:
            return None, replace(refused, help=ANEW, object=f"measurements/{self.journey}")
        try:
            data = json.loads(text, parse_constant=_refuse)
            _refuse_halves(text, data)
        except json.JSONDecodeError as error:
            message = f"the measurement is not valid JSON: {error.msg[:1].lower()}{error.msg[1:]}"
            return None, self._fault(INVALID_YAML, message, Places(text).span(error.pos, error.pos + 1))
        except (ValueError, RecursionError):  # a number of thousands of digits, half a character, lists without end
            start = Position(1, 1)
            message = "the measurement is not JSON that can be read"
            return None, self._fault(INVALID_YAML, message, Span(start, start))
        return self._validated(text, data)

    def _validated(self, text: str, data: Any) -> tuple[Measurement | None, Diagnostic | None]:
        from pydantic import ValidationError  # noqa: PLC0415

        from journeymap.model.measurement import FORMAT_VERSION, Measurement  # noqa: PLC0415  # only where there is one

        version = data.get("format_version") if isinstance(data, dict) else None
        place = ROOT / "format_version"
        if type(version) is int and version > FORMAT_VERSION:
            message = f"the measurement is of format version {version}, and this journeymap reads {FORMAT_VERSION}"
            help_line = "Use the newer journeymap that wrote it, or run `journeymap measure` anew with this one."
            return None, self._fault(UNSUPPORTED_VERSION, message, self.span(place, text), place, help_line)
        try:
            measurement = Measurement.model_validate(data)
        except ValidationError as error:
            place, message = _explained(error)
            return None, self._fault(INVALID_VALUE, message, self.span(place, text), place)
        if measurement.journey != self.journey:
            place = ROOT / "journey"
            message = (
                f"this is the measurement of `{measurement.journey}`, and the file is called `{self.journey}.json`"
            )
            help_line = f"Call the file `{measurement.journey}.json`, or run `journeymap measure` anew."
            return None, self._fault(INVALID_VALUE, message, self.span(place, text), place, help_line)
        return measurement, None

    def span(self, pointer: Pointer, text: str | None = None) -> Span:
        """Where a value stands in the file; JSON is read as the YAML that it also is, which knows the places."""
        return Document(self.path, decode(self.path, self.raw).text if text is None else text, {}).span(pointer)

    def _fault(
        self, fault: Fault, message: str, span: Span, pointer: Pointer = ROOT, help_line: str = ANEW
    ) -> Diagnostic:
        found = fault.found(self.path, message, pointer=pointer, span=span, help_line=help_line)
        return replace(found, object="/".join(map(str, ("measurements", self.journey, *pointer))))


def by_journey(files: Iterable[MeasurementFile], journeys: Iterable[str]) -> Mapping[str, Measurement]:
    """The measurements that can be read, of journeys that are there, by journey."""
    there = set(journeys)
    return {file.journey: file.measurement for file in files if file.measurement and file.journey in there}


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)  # NaN and Infinity are no JSON


def _refuse_halves(text: str, data: Any) -> None:
    """Raises `ValueError` for an escape of half a character, a surrogate alone, which no file could be written with."""
    if "\\ud" in text or "\\uD" in text:
        json.dumps(data, ensure_ascii=False).encode()


def _explained(error: ValidationError) -> tuple[Pointer, str]:
    """The place of the first fault, and all of it in a sentence."""
    from journeymap.source import wording  # noqa: PLC0415  # only needed when something is wrong

    if error.error_count() > _TOLD:
        return ROOT, f"this is no measurement: {error.error_count():,} of its values do not fit"
    first, *others = error.errors(include_url=False)
    kind, pointer = first["type"], Pointer(first["loc"])
    field = wording.shown(".".join(map(str, first["loc"])) or "the measurement").strip("`")
    if kind == "missing":
        message = f"`{field}` is missing"
    elif kind == "extra_forbidden":
        message = f"`{field}` is not a field of a measurement"
    elif kind == "date_type":
        message = f"`{field}` is {wording.described(first['input'])}, and must be a date"
    elif kind.endswith("_type"):
        message = f"`{field}` is {wording.described(first['input'])}, and must be {wording.wanted_types([(kind, {})])}"
    else:
        message, _ = wording.refusal(field, first["input"], kind, first.get("ctx", {}), first["msg"].lower())
    more = f" ({len(others)} more of its values do not fit)" if others else ""
    return pointer.parent if kind == "missing" else pointer, message + more
