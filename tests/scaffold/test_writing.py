"""Several files are written all or not at all, and never over what is there."""

from pathlib import Path

import pytest

from journeymap.errors import TargetError
from journeymap.files import write_whole
from journeymap.scaffold.writing import write_all


def tree(folder: Path) -> dict[str, bytes | None]:
    """Everything below a folder, with its bytes; folders and links to nowhere have none."""
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


def test_new_files_are_written_with_the_folders_they_need(tmp_path):
    write_all({tmp_path / "a" / "b" / "c.yaml": "c\n", tmp_path / "d.yaml": "ä\n"})
    assert tree(tmp_path) == {"a": None, "a/b": None, "a/b/c.yaml": b"c\n", "d.yaml": "ä\n".encode()}


def test_one_file_that_is_there_keeps_all_from_being_written(tmp_path):
    (tmp_path / "b.yaml").write_bytes(b"mine\r\n")
    before = tree(tmp_path)
    with pytest.raises(TargetError, match=r"b\.yaml is there already, so nothing was written"):
        write_all({tmp_path / "a.yaml": "new", tmp_path / "b.yaml": "new"})
    assert tree(tmp_path) == before


def test_a_link_to_nowhere_is_there(tmp_path):
    (tmp_path / "a.yaml").symlink_to("nowhere")
    with pytest.raises(TargetError, match="is there already"):
        write_all({tmp_path / "a.yaml": "new"})
    assert (tmp_path / "a.yaml").readlink() == Path("nowhere")


def test_a_file_where_a_folder_is_needed_keeps_all_from_being_written(tmp_path):
    (tmp_path / "journeys").write_bytes(b"a list of mine")
    before = tree(tmp_path)
    with pytest.raises(TargetError, match="Not a directory"):
        write_all({tmp_path / "a.yaml": "new", tmp_path / "journeys" / "b.yaml": "new"})
    assert tree(tmp_path) == before


def test_what_was_written_before_a_failure_is_taken_away(tmp_path, monkeypatch):
    """A disk that fills up amid the writing leaves nothing behind."""
    (tmp_path / "mine.txt").write_bytes(b"mine")
    before = tree(tmp_path)
    real = write_whole

    def full_at_the_second(path, text, *, overwrite):
        if path.name == "b.yaml":
            raise TargetError(f"{path} cannot be written: No space left on device")
        real(path, text, overwrite=overwrite)

    monkeypatch.setattr("journeymap.scaffold.writing.write_whole", full_at_the_second)
    with pytest.raises(TargetError, match="No space left"):
        write_all({tmp_path / "x" / "a.yaml": "new", tmp_path / "x" / "b.yaml": "new"})
    assert tree(tmp_path) == before
