"""How texts sound: in the language that can be judged, safe against any text, and never without how many."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.errors import EngineError, SettingError
from journeymap.evidence import sentiment
from journeymap.evidence.feedback import Answered, feedback
from journeymap.evidence.sentiment import judge, judge_of, judged, sound
from tests.evidence.answered import EVER, csv, opened

DAY = "2026-05-01"
GLAD, ANGRY, FLAT = "I love it", "This is terrible", "The box is brown"


def heard(folder: Path, texts: list[tuple[str, str, str]], least: int = 1, **how: str) -> Answered:
    rows = [(DAY, f"c{place}", "", text, "", at, tenure) for place, (text, at, tenure) in enumerate(texts)]
    with opened(folder, csv(rows), **how) as data:
        return feedback(data, data.catalogue.journeys["buy"], EVER, least)


def test_sentiment_by_place_and_persona(tmp_path: Path) -> None:
    """Means, shares and n of each place and persona; a text without a place is the journey's."""
    texts = [(GLAD, "pay", "new"), (GLAD, "pay", "new"), (ANGRY, "pay", "old"), (FLAT, "", "old")]
    found = heard(tmp_path, texts)
    by_place = {(item.at, item.persona): item for item in found.sentiment}
    assert {key: (item.n, item.positive, item.negative) for key, item in by_place.items()} == {
        (None, None): (4, 0.5, 0.25),
        (None, "new"): (2, 1.0, 0.0),
        (None, "old"): (2, 0.0, 0.5),
        ("pay", None): (3, 0.666667, 0.333333),
        ("pay", "new"): (2, 1.0, 0.0),
        ("pay", "old"): (1, 0.0, 1.0),
    }
    assert by_place["pay", "new"].mean == pytest.approx(1.2738)
    assert by_place["pay", "new"].method == "Judged by VADER 3.3.2, times two; no interval"
    assert by_place[None, None].method.endswith("95 % interval of a mean by Student's t")
    assert found.sources[0].id == "survey"


def test_mentions(tmp_path: Path) -> None:
    """What people say in public is judged alike."""
    source = "\n  - {id: posts, kind: social, uri: survey.csv, columns: {time: day, text: words}}\n"
    found = heard(tmp_path, [(GLAD, "", ""), (ANGRY, "", ""), (GLAD, "", "")], sources=source)
    assert [(item.source, item.at, item.n) for item in found.sentiment] == [("posts", None, 3)]


@pytest.mark.parametrize("language", ["sv", "de-AT", "ar"])
def test_other_languages_are_not_judged(tmp_path: Path, language: str) -> None:
    """A lexicon of English says nothing of other languages, and so does the measurement."""
    found = heard(tmp_path, [(GLAD, "pay", ""), (FLAT, "pay", "")], language=language)
    assert found.sentiment == ()
    assert found.remarks == (
        f"2 texts in source `survey` are not judged: nothing here judges the language `{language}`.",
    )


def test_texts_that_say_nothing_are_told(tmp_path: Path) -> None:
    """Where the judge knows no word of most texts, the reader is warned that they count as neutral."""
    found = heard(tmp_path, [(FLAT, "pay", ""), ("Das Paket ist da", "pay", ""), (GLAD, "pay", "")])
    assert found.remarks == ("2 texts in source `survey` of 3 with nothing that VADER 3.3.2 knows; they count as 0.",)


def test_small_groups_of_texts(tmp_path: Path) -> None:
    """Texts of fewer people than the least are not told of."""
    found = heard(tmp_path, [(GLAD, "pay", "new")] * 9 + [(ANGRY, "pay", "old")] * 12, least=10)
    assert [(item.persona, item.n) for item in found.sentiment] == [(None, 21)]


def test_languages() -> None:
    """English is judged wherever it is from, and by the judge that was named."""
    assert judge_of("en-GB") is judge("vader")
    assert judge_of("EN") is judge()
    assert judge_of("eng-x") is None
    with pytest.raises(SettingError, match="nothing called `oracle`"):
        judge("oracle")


def test_without_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the judge's package is not there, one sentence says which it is and how to get it."""
    monkeypatch.setitem(sys.modules, "vaderSentiment.vaderSentiment", None)
    sentiment._opened.cache_clear()
    with pytest.raises(EngineError, match="needs the package vaderSentiment"):
        judge()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("This isn't good", "This isn\u2019t good"),
        ("I love it", "I \u202elove\u200b it\x00"),
        ("great red heart", "great \u2764\ufe0f"),
    ],
)
def test_how_phones_write(one: str, other: str) -> None:
    """Curly apostrophes, invisible characters and variants of emoji change nothing."""
    assert judge().judge(one) == judge().judge(other)


HUGE = [
    "\U0001f602" * 300_000,
    "good " * 100_000,
    "a" * 1_000_000,
    "\u05d0\u202e" * 100_000,
    "!?" * 200_000,
    "\x00" * 9,
]


@pytest.mark.parametrize("text", HUGE)
def test_huge_texts(text: str) -> None:
    """A text of any length, of emoji alone or of letters that cannot be seen takes well below a second."""
    begun = time.process_time()
    assert -2 <= judge().judge(text) <= 2
    assert time.process_time() - begun < 1


@given(st.text())
def test_any_text(text: str) -> None:
    """Any text has a number on the scale, the same each time."""
    found = judge().judge(text)
    assert -2 <= found <= 2
    assert judge().judge(text) == found


@given(
    st.dictionaries(st.sampled_from([GLAD, ANGRY, FLAT, "", "  ", "\u200b\t\x00", "not bad", "ok"]), st.integers(1, 50))
)
def test_sound(texts: dict[str, int]) -> None:
    """The mean lies in its interval and on the scale; blank texts are no texts; without texts there is no number."""
    found = sound(judged(texts, judge()), judge())
    n = sum(times for text, times in texts.items() if text.isprintable() and text.strip())
    if not n:
        assert found is None
        return
    assert found.n == n >= found.positive + found.negative
    assert -2 <= found.mean <= 2
    assert found.ends is None or -2 <= found.ends.low <= found.mean <= found.ends.high <= 2
