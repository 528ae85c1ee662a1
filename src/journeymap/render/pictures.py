"""Pictures of the workspace as `data:` URIs, so that a page needs nothing beside itself."""

from __future__ import annotations

import base64
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from journeymap.errors import ContentError
from journeymap.render.view_parts import Picture

if TYPE_CHECKING:
    from collections.abc import Callable

LOGO = "`workspace.report.logo`"
_FONT_FILE = "`workspace.report.font_file`"
LARGEST = 300 * 1024
"""Bytes that one picture may have; a map with a few of them still travels by e-mail."""

_STARTS: dict[str, tuple[str, Callable[[bytes], bool]]] = {
    ".png": ("image/png", lambda data: data.startswith(b"\x89PNG\r\n\x1a\n")),
    ".jpg": ("image/jpeg", lambda data: data.startswith(b"\xff\xd8\xff")),
    ".jpeg": ("image/jpeg", lambda data: data.startswith(b"\xff\xd8\xff")),
    ".webp": ("image/webp", lambda data: data[:4] == b"RIFF" and data[8:12] == b"WEBP"),
    ".gif": ("image/gif", lambda data: data.startswith((b"GIF87a", b"GIF89a"))),
    ".svg": ("image/svg+xml", lambda data: b"<svg" in data),
}

_FONTS = {
    ".woff2": ("font/woff2", b"wOF2"),
    ".woff": ("font/woff", b"wOFF"),
    ".ttf": ("font/ttf", b"\x00\x01\x00\x00"),
    ".otf": ("font/otf", b"OTTO"),
}


def picture(root: Path | None, path: str | None, what: str) -> Picture | None:
    """The picture of an object; None where none is named.

    Args:
        root: The folder of the workspace; None where there is none, then there are no pictures.
        path: The path inside the workspace, as it is written.
        what: The object, for messages.

    Raises:
        ContentError: The file is missing, outside the workspace, too large, or no picture.
    """
    if path is None or root is None:
        return None
    file = _inside(root, path, what)
    media_type, is_picture = _STARTS.get(file.suffix.lower(), ("", lambda _: False))
    if not media_type:
        kinds = ", ".join(suffix[1:] for suffix in _STARTS)
        raise ContentError(f"the picture `{path}` of {what} is not one of {kinds}")
    data = _read(file, path, what)
    if not is_picture(data):
        raise ContentError(f"the picture `{path}` of {what} is no {file.suffix[1:]} file inside")
    return Picture(path, f"data:{media_type};base64,{base64.b64encode(data).decode('ascii')}")


def font(root: Path | None, path: str | None) -> str:
    """A font of the workspace as a `data:` URI; empty where none is named.

    Args:
        root: The folder of the workspace; None where there is none.
        path: The path inside the workspace, as it is written.

    Raises:
        ContentError: The file is missing, outside the workspace, too large, or no font.
    """
    if path is None or root is None:
        return ""
    file = _inside(root, path, _FONT_FILE, "font")
    media_type, start = _FONTS.get(file.suffix.lower(), ("", b""))
    if not media_type:
        kinds = ", ".join(suffix[1:] for suffix in _FONTS)
        raise ContentError(f"the font `{path}` of {_FONT_FILE} is not one of {kinds}")
    data = _read(file, path, _FONT_FILE, "font")
    if not data.startswith(start):
        raise ContentError(f"the font `{path}` of {_FONT_FILE} is no {file.suffix[1:]} file inside")
    return f"data:{media_type};base64,{base64.b64encode(data).decode('ascii')}"


def _inside(root: Path, path: str, what: str, kind: str = "picture") -> Path:
    """The real file; refused when it, or what a link leads to, is outside the workspace."""
    written = PurePosixPath(path.replace("\\", "/"))
    outside = ContentError(f"the {kind} `{path}` of {what} is outside the workspace", "Use a path below its folder.")
    if written.is_absolute() or ".." in written.parts or ":" in path or "\0" in path:
        raise outside
    folder = root.resolve()
    try:
        file = (folder / written).resolve(strict=True)
    except (OSError, RuntimeError) as error:
        raise ContentError(f"the {kind} `{path}` of {what} cannot be opened: {_reason(error)}") from error
    if not file.is_relative_to(folder):
        raise outside
    if not file.is_file():
        raise ContentError(f"the {kind} `{path}` of {what} is no file")
    return file


def _read(file: Path, path: str, what: str, kind: str = "picture") -> bytes:
    try:
        with file.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        raise ContentError(f"the {kind} `{path}` of {what} cannot be opened: {_reason(error)}") from error
    if len(data) > LARGEST:
        raise ContentError(f"the {kind} `{path}` of {what} is larger than {LARGEST // 1024} KiB", "Make it smaller.")
    return data


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or "it cannot be followed"
