"""Files are written whole, and nothing but plain files is ever replaced."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from journeymap.errors import TargetError
from journeymap.files import write_whole

posix = pytest.mark.skipif(os.name != "posix", reason="needs pipes and links")


def test_folders_above_are_made_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_whole(tmp_path / "a" / "b.txt", "å\n")
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b.txt"]
    assert (tmp_path / "a" / "b.txt").read_bytes() == "å\n".encode()


@posix
def test_a_pipe_is_written_to_and_stays(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_whole(pipe, "text")
    reader.join(timeout=30)
    assert read == [b"text"]
    assert pipe.is_fifo()


@posix
def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    """A repository could hold one that leads to a file of its reader's."""
    other = tmp_path / "other"
    other.write_text("mine")
    (tmp_path / "link").symlink_to(other)
    write_whole(tmp_path / "link", "drawn")
    assert (other.read_text(), (tmp_path / "link").read_text()) == ("mine", "drawn")


@posix
def test_a_link_that_leads_nowhere_counts_as_there(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("nowhere")
    with pytest.raises(TargetError, match="is there already"):
        write_whole(tmp_path / "link", "new", overwrite=False)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TargetError, match="is a folder"):
        write_whole(tmp_path, "text")


def test_a_name_that_is_no_utf8_can_stand_in_a_text(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.txt", "caf\udce9")
    assert (tmp_path / "a.txt").read_text() == "caf\\udce9"
