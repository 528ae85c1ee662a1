"""Files are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from journeymap.errors import TargetError


def write_whole(path: Path, content: str | bytes, *, overwrite: bool = True) -> None:
    """Writes a file by way of a temporary one beside it, so that a reader never meets half of it.

    Args:
        path: The file; missing folders above it are made.
        content: Text (written as UTF-8 with bare line feeds) or bytes.
        overwrite: Whether a file that is there may be replaced.

    Raises:
        TargetError: The file is there and may not be replaced, or cannot be written.
    """
    if not overwrite and path.exists():
        raise TargetError(f"{path} is there already", "Name another place, or move it away.")
    import tempfile  # noqa: PLC0415  # brings in much that a run that only reads has no use for

    data = content.encode("utf-8") if isinstance(content, str) else content
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
