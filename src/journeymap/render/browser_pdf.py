"""Takes out of Chromium's PDF what differs from run to run: the moment it was made, and the folder it was made in."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from pathlib import Path

_DATE = re.compile(rb"/(?:CreationDate|ModDate) \(D:[0-9]{14}[^()\r\n]{0,10}\)")
_ID = re.compile(rb"/ID ?\[<[0-9A-Fa-f]+> ?<[0-9A-Fa-f]+>\]")
_LINK = re.compile(rb"/URI \((file:///(?:[^()\\\r\n]|\\.)*)\)")


def same_bytes(document: bytes, page: Path, folder: Path) -> bytes:
    """A PDF without dates, identifier and absolute paths.

    Places of objects are counted in bytes in a PDF, so everything keeps its length; blanks mean nothing between names.

    Args:
        document: The PDF, as Chromium wrote it.
        page: The file of the page it was made of.
        folder: The temporary folder above it: what links into it was relative, and becomes relative again.
    """
    beside, inside = urlsplit(page.parent.as_uri()).path, urlsplit(folder.as_uri()).path + "/"

    def relative(found: re.Match[bytes]) -> bytes:
        address = urlsplit(found[1].decode("latin-1"))
        if not address.path.startswith(inside):
            return found[0]
        way = posixpath.relpath(address.path, beside) + (f"#{address.fragment}" if address.fragment else "")
        return f"/URI ({way})".encode("latin-1").ljust(len(found[0]))

    without = _DATE.sub(lambda found: b" " * len(found[0]), document)
    return _LINK.sub(relative, _ID.sub(lambda found: b" " * len(found[0]), without))
