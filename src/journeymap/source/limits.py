"""How much a document may hold, so that no file can exhaust the machine."""

from typing import Final

MAX_BYTES: Final = 5 * 1024 * 1024
"""The largest document, in bytes."""

MAX_DEPTH: Final = 64
"""How deep lists and mappings may stand in one another; the top level is the first."""

MAX_EXPANSION: Final = 100_000
"""How many values all aliases of a document may repeat together."""
ROOT_FILE: Final = "journeymap.yaml"
"""The file that makes a folder a workspace, and the only one with settings."""
