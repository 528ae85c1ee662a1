"""The bar that a long run shows."""

from __future__ import annotations

import io
import sys

import pytest

from journeymap.cli.progress import telling


class Terminal(io.StringIO):
    """A stream that a person looks at."""

    def isatty(self) -> bool:
        """As a terminal says."""
        return True


def at_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal as stderr, which can move the cursor."""
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return stream


def test_a_person_sees_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done, of what, how much of how much; markup in a name stays text."""
    terminal = at_terminal(monkeypatch)
    with telling("Measuring", quiet=False) as progress:
        assert progress is not None
        progress(2, 5, "[red]buy")
    said = terminal.getvalue()
    assert "Measuring [red]buy" in said
    assert "2/5" in said


def test_the_name_of_what_is_done_can_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are only counted."""
    terminal = at_terminal(monkeypatch)
    with telling("Drawing", quiet=False) as progress:
        assert progress is not None
        progress(1, 3)
    assert "Drawing " in terminal.getvalue()
    assert "1/3" in terminal.getvalue()


def test_nothing_is_said_when_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks for quiet gets it."""
    terminal = at_terminal(monkeypatch)
    with telling("Drawing", quiet=True) as progress:
        assert progress is None
    assert terminal.getvalue() == ""


def test_nothing_is_said_to_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """A log of a build has no bars."""
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    with telling("Drawing", quiet=False) as progress:
        assert progress is None
    assert stream.getvalue() == ""
