"""Documents laid out where they lie: what goes wrong with one does not touch another."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeymap.errors import ContentError, TargetError
from journeymap.files import write_whole
from journeymap.formatting import layout_files
from journeymap.source import read

AWRY = b"journeymap:   1\n"


def layout(path: Path) -> layout_files.Layout:
    return layout_files.lay_out(read(str(path), path.read_bytes()))


def test_a_file_that_has_changed_in_the_meantime_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(AWRY)
    found = layout(path)
    path.write_bytes(b"journeymap: 1\nteams: []\n")
    with pytest.raises(ContentError, match="changed in the meantime"):
        found.write()
    assert path.read_bytes() == b"journeymap: 1\nteams: []\n"


def test_what_cannot_be_written_does_not_keep_the_others_from_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [tmp_path / name for name in ("a.yaml", "b.yaml")]
    for path in paths:
        path.write_bytes(AWRY)

    def refuse(path: Path, content: str) -> None:
        if path.name == "a.yaml":
            raise TargetError("a.yaml cannot be written: No space left on device", "")
        write_whole(path, content)

    monkeypatch.setattr(layout_files, "write_whole", refuse)
    problems = layout_files.write([layout(path) for path in paths])
    assert [str(problem) for problem in problems] == ["a.yaml cannot be written: No space left on device"]
    assert [path.read_bytes() for path in paths] == [AWRY, b"journeymap: 1\n"]
