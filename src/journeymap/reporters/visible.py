"""Text from files made safe for a terminal and a log: what cannot be seen is written as an escape."""

import re

from journeymap.render.seen import UNSEEN, escaped

_UNSEEN = re.compile(f"[\x00-\x08\x0a-\x1f{UNSEEN}]")
"""Control characters and those that turn the direction of text."""


def visible(text: str) -> str:
    r"""The text on one line, with control and direction characters written as `\x1b` and the like; tabs as a blank."""
    return _UNSEEN.sub(lambda found: escaped(found[0]), text).replace("\t", " ")
