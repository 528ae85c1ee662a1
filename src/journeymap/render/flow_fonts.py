"""Whether the fonts of this machine can show a text, asked of fontconfig, which the engines ask too.

Checked on Linux and other systems that use fontconfig; macOS and Windows bring fonts for nearly all scripts and choose
them in ways of their own, so there nothing is checked.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import sys
import unicodedata
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journeymap.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from journeymap.render.options import Engine

_SHOWN = 8


def require_fonts(texts: Iterable[str], engine: Engine) -> None:
    """Refuse texts that would come out as boxes instead of letters.

    Raises:
        EngineError: No font of this machine has one of the letters.
    """
    wanted = _letters(texts)
    if sys.platform in {"darwin", "win32"} or not wanted:
        return
    library = _fontconfig(engine)
    missing = sorted(set(wanted) - _covered(library, wanted)) if library else []
    if missing:
        names = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in missing[:_SHOWN])
        more = f" and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else ""
        raise EngineError(
            f"No font of this machine has {names}{more}, so a PNG or PDF would show boxes.",
            "Install a font that has them (Noto covers most scripts), or write SVG or HTML, which use the viewer's.",
        )


def _letters(texts: Iterable[str]) -> frozenset[str]:
    """What must be drawn: no spaces, and nothing that is invisible by nature, such as joiners and variation marks."""
    return frozenset(letter for text in texts for letter in text if not _invisible(letter))


def _invisible(letter: str) -> bool:
    return unicodedata.category(letter) in {"Cc", "Cf", "Zs", "Zl", "Zp"} or "\ufe00" <= letter <= "\ufe0f"


def _candidates(engine: Engine) -> Iterator[str]:
    """The fontconfig that pygraphviz's wheel carries, for its engine; then the machine's."""
    found = find_spec("pygraphviz") if engine == "embedded" else None
    if found and found.origin:
        beside = Path(found.origin).parent.parent / "pygraphviz.libs"
        yield from (str(path) for path in sorted(beside.glob("libfontconfig*")))
    machines = ctypes.util.find_library("fontconfig")
    if machines:
        yield machines


def _fontconfig(engine: Engine) -> Any:
    for name in _candidates(engine):
        try:
            return _declared(ctypes.CDLL(name))
        except (OSError, AttributeError):
            continue
    return None


def _declared(library: Any) -> Any:
    """Give the functions their types: fontconfig's pointers are wider than ctypes assumes."""
    pointer, text = ctypes.c_void_p, ctypes.c_char_p
    for name, result, arguments in (
        ("FcPatternCreate", pointer, ()),
        ("FcPatternDestroy", None, (pointer,)),
        ("FcObjectSetCreate", pointer, ()),
        ("FcObjectSetAdd", ctypes.c_int, (pointer, text)),
        ("FcObjectSetDestroy", None, (pointer,)),
        ("FcFontList", ctypes.POINTER(_FontSet), (pointer, pointer, pointer)),
        ("FcFontSetDestroy", None, (ctypes.POINTER(_FontSet),)),
        ("FcPatternGetCharSet", ctypes.c_int, (pointer, text, ctypes.c_int, ctypes.POINTER(pointer))),
        ("FcCharSetHasChar", ctypes.c_int, (pointer, ctypes.c_uint32)),
    ):
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


class _FontSet(ctypes.Structure):
    """`FcFontSet`: how many fonts, how many there is room for, and the fonts."""

    _fields_ = (
        ("nfont", ctypes.c_int),
        ("sfont", ctypes.c_int),
        ("fonts", ctypes.POINTER(ctypes.c_void_p)),
    )


def _covered(library: Any, wanted: frozenset[str]) -> set[str]:
    pattern, objects = library.FcPatternCreate(), library.FcObjectSetCreate()
    library.FcObjectSetAdd(objects, b"charset")
    fonts = library.FcFontList(None, pattern, objects)
    found: set[str] = set()
    if fonts:
        for index in range(fonts.contents.nfont):
            found |= _letters_of(library, fonts.contents.fonts[index], wanted - found)
        library.FcFontSetDestroy(fonts)
    library.FcObjectSetDestroy(objects)
    library.FcPatternDestroy(pattern)
    return found


def _letters_of(library: Any, font: int | None, wanted: frozenset[str]) -> set[str]:
    letters = ctypes.c_void_p()
    if not wanted or library.FcPatternGetCharSet(font, b"charset", 0, ctypes.byref(letters)):
        return set()
    return {letter for letter in wanted if library.FcCharSetHasChar(letters, ord(letter))}
