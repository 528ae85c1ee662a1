"""Compiled templates, kept between runs where Python keeps its own compiled files.

Compiling the templates of a map takes a third of the time of a whole `render`. What is kept is code that will be run,
so it lies beside the package (or under `PYTHONPYCACHEPREFIX`) and never in a workspace, which may come from anybody.
"""

from __future__ import annotations

import sys
from importlib.util import cache_from_source
from pathlib import Path
from pickle import UnpicklingError
from typing import TYPE_CHECKING

from jinja2.bccache import FileSystemBytecodeCache

if TYPE_CHECKING:
    from jinja2.bccache import Bucket

_PATTERN = f"{sys.implementation.cache_tag}-%s.jinja"


class CompiledTemplates(FileSystemBytecodeCache):
    """Jinja2's cache of compiled templates, checked by their source, its own version and Python's.

    A folder that cannot be written to is no error: the templates are then compiled anew each time.
    """

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps a compiled template, unless Python is told to write none or the folder forbids it."""
        if sys.dont_write_bytecode:
            return
        try:
            Path(self.directory).mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)
        except OSError:
            return

    def load_bytecode(self, bucket: Bucket) -> None:
        """Takes up a kept template; one that cannot be read, or is damaged, is compiled anew."""
        try:
            super().load_bytecode(bucket)
        except (OSError, EOFError, ValueError, TypeError, UnpicklingError):
            bucket.reset()


def compiled_templates(templates: Path) -> CompiledTemplates:
    """The cache for the templates of a folder."""
    return CompiledTemplates(str(Path(cache_from_source(str(templates / "x.py"))).parent), _PATTERN)
