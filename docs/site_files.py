"""What the site has beside the pages of this folder: the change log and the published schemas.

MkDocs calls `on_files`; the schemas stand at the address that they name as their `$id`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

_ROOT = Path(__file__).resolve().parent.parent


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the files that lie outside the folder."""
    files.append(File.generated(config, "changelog.md", abs_src_path=str(_ROOT / "CHANGELOG.md")))
    for schema in sorted((_ROOT / "schemas").glob("*.json")):
        files.append(File.generated(config, schema.name, abs_src_path=str(schema)))
    return files
