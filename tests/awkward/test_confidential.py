"""What is confidential is in nothing that is made for the public."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from tests.awkward.drawn import WHATS, drawings
from tests.awkward.workspaces import FOLDER, gathered

SECRET = re.compile(r"(?i)secret[ _+-]?[a-z ]*|4471|vault|hush|spy|tunnel|leak")


def readable(content: bytes) -> str:
    """The text of a file, also of one that is an archive."""
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


@pytest.mark.parametrize("what", WHATS)
def test_nothing_confidential_for_the_public(what: str) -> None:
    """No secret text and no id of a secret object is in any drawing for the public."""
    everything = gathered(FOLDER / "confidential", public=True)
    found = {name: sorted(set(SECRET.findall(readable(content)))) for name, content in drawings(everything, what)}
    assert found
    assert {name: words for name, words in found.items() if words} == {}


def test_it_is_there_for_colleagues() -> None:
    """The same search finds it where it may be seen."""
    everything = gathered(FOLDER / "confidential")
    assert [name for name, content in drawings(everything, "map") if SECRET.search(readable(content))]
