"""File names that are no UTF-8: every format can say them."""

from __future__ import annotations

import io

import pytest

from journeymap import reporters
from journeymap.diagnostics import ROOT, UNKNOWN_KEY, Position, Related, Report, Span
from journeymap.reporters import OutputFormat

NAME = "caf\udce9.yaml"
PLACE = Span(Position(1, 1), Position(1, 2))


@pytest.mark.parametrize("output_format", list(OutputFormat))
def test_a_name_that_is_no_utf8_is_written_with_an_escape(output_format: OutputFormat) -> None:
    finding = UNKNOWN_KEY.found(NAME, "m", span=PLACE, related=(Related("here", NAME, ROOT, span=PLACE),))
    stream = io.StringIO()
    reporters.write(Report((finding,), 1, 0.0, {NAME: ["x: 1"]}), output_format, stream)
    assert "xe9" in stream.getvalue()
    assert stream.getvalue().encode()
