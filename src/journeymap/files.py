"""Files are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from journeymap.errors import TargetError


def write_whole(path: Path, content: str | bytes, *, overwrite: bool = True) -> None:
    """Writes a file by way of a temporary one beside it, so that a reader never meets half of it.

    A device or a pipe, such as `/dev/stdout`, is written to and never replaced. A symbolic link elsewhere is replaced
    and not followed: a repository must not lead what is drawn from it to another place.

    Args:
        path: The file; missing folders above it are made.
        content: Text (written as UTF-8 with bare line feeds) or bytes.
        overwrite: Whether a file that is there may be replaced.

    Raises:
        TargetError: The file is there and may not be replaced, or cannot be written.
    """
    if not overwrite and os.path.lexists(path):
        raise TargetError(f"{path} is there already", "Name another place, or move it away.")
    data = content.encode("utf-8", errors="backslashreplace") if isinstance(content, str) else content
    if path.is_dir():
        raise TargetError(f"{path} is a folder", "Name a file.")
    if _is_stream(path):
        _write_to_stream(path, data)
    else:
        _replace(path, data)


def _is_stream(path: Path) -> bool:
    """Whether a path is a device or a pipe, or what the system calls an open file, as `/dev/stdout`."""
    if path.is_symlink():
        return path.exists() and os.path.abspath(path).startswith(("/dev/", "/proc/"))  # noqa: PTH100  # links stay
    return path.exists() and not path.is_file()


def _write_to_stream(path: Path, data: bytes) -> None:
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND), "wb") as stream:
            stream.write(data)
    except OSError as error:
        raise TargetError(f"{path} cannot be written: {error.strerror}", "Name another file.") from None


def _replace(path: Path, data: bytes) -> None:
    import tempfile  # noqa: PLC0415  # brings in much that a run that only reads has no use for

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    except OSError as error:
        raise TargetError(f"{path} cannot be written: {error.strerror}", "Name a folder you may write to.") from None
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(temporary).chmod(_mode(path))
        Path(temporary).replace(path)
    except BaseException as error:
        Path(temporary).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise TargetError(f"{path} cannot be written: {error.strerror}", "Name another file.") from None
        raise


def _mode(path: Path) -> int:
    """The rights of the file that is replaced, else those that the user's mask gives a new one."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
