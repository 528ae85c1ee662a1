"""The fixed words: five languages, catalogues of one's own, numbers and plurals as a language writes them."""

from __future__ import annotations

import gettext
import io
import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
from babel.messages import mofile
from babel.messages.catalog import Catalog

from journeymap import api
from journeymap.errors import SettingError
from journeymap.render import wording
from journeymap.render.wording import Words, words_for

WORDS = files("journeymap.render") / "words"
LANGUAGES = sorted(item.name for item in WORDS.iterdir() if (item / "LC_MESSAGES").is_dir())


def catalogue_file(folder: Path, language: str, *messages: tuple[str, str, str]) -> Path:
    """A compiled catalogue in the usual place below a folder."""
    catalogue = Catalog(locale=language)
    for context, english, text in messages:
        catalogue.add(english, text, context=context)
    file = folder / language / "LC_MESSAGES" / "journeymap.mo"
    file.parent.mkdir(parents=True)
    stream = io.BytesIO()
    mofile.write_mo(stream, catalogue)
    file.write_bytes(stream.getvalue())
    return file


@pytest.fixture(autouse=True)
def fresh():
    """Words are kept for the life of a process: each test begins and ends with none."""
    words_for.cache_clear()
    yield
    words_for.cache_clear()


def test_five_languages_are_shipped():
    """English stands in its own table, the others beside it."""
    assert {"de", "es", "fr", "sv"} <= set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_name_the_same_values(language: str):
    """A translation has the placeholders of the English text, no more and no fewer."""
    with (WORDS / language / "LC_MESSAGES" / "journeymap.mo").open("rb") as stream:
        catalogue = gettext.GNUTranslations(stream)
    wrong = []
    for key, text in words_for("en")._table.items():
        stem, _, form = key.rpartition(".")
        if (
            form in {"one", "many"}
            and f"{stem}.one" in words_for("en")._table
            and f"{stem}.many" in words_for("en")._table
        ):
            one, many = (words_for("en")._table[f"{stem}.{name}"] for name in ("one", "many"))
            translated = catalogue.npgettext(stem, one, many, 1 if form == "one" else 7)
        else:
            translated = catalogue.pgettext(key, text)
        if set(re.findall(r"{\w+}", translated)) - {"{n}"} != set(re.findall(r"{\w+}", text)) - {"{n}"}:
            wrong.append((key, translated))
    assert wrong == []


def test_numbers_follow_the_language():
    """English groups by thin spaces and has a point, German a comma; the minus sign is a real one."""
    assert words_for("en").number(-1234567.5) == "\N{MINUS SIGN}1\u202f234\u202f567.5"
    assert words_for("de").number(0.25) == "0,25"
    assert words_for("sv-SE").signed(1.5) == "+1,5"
    assert [words_for("en").signed(score) for score in (-2, 0, 2)] == ["\N{MINUS SIGN}2", "0", "+2"]


@pytest.mark.parametrize(
    ("text", "shown"), [("1d", "1 day"), ("3d", "3 days"), ("1.5h", "1.5 hours"), ("", ""), (None, "")]
)
def test_durations_have_the_right_form(text: str | None, shown: str):
    """One of a unit is singular, anything else plural."""
    assert words_for("en").duration(text) == shown


@pytest.mark.parametrize(
    ("language", "text", "shown"),
    [("fr", "0.5d", "0,5 jour"), ("fr", "1.5d", "1,5 jour"), ("fr", "2.5d", "2,5 jours"), ("sv", "0.5d", "0,5 dagar")],
)
def test_a_fraction_has_the_form_of_its_language(language: str, text: str, shown: str):
    """In French the whole part decides between singular and plural, in most languages a fraction is plural."""
    assert words_for(language).duration(text) == shown


@pytest.mark.parametrize(
    ("language", "colon", "semicolon"), [("en", ": ", "; "), ("fr", "\u00a0: ", "\u202f; "), ("de", ": ", "; ")]
)
def test_separators_are_the_languages_own(language: str, colon: str, semicolon: str):
    """French has a space that does not break before its marks."""
    words = words_for(language)
    assert (words("punctuation.colon"), words("punctuation.semicolon")) == (colon, semicolon)


def test_an_unknown_language_is_english():
    """Nothing is missing where nobody has translated."""
    assert words_for("xx").choice("severity", "high") == words_for("en").choice("severity", "high")


def test_a_language_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Catalogues below TEXTDOMAINDIR add a language, and go before those that are shipped; English fills the gaps."""
    catalogue_file(tmp_path, "da", ("severity.high", "High", "Høj"))
    catalogue_file(tmp_path, "de", ("severity.high", "High", "Arg"))
    monkeypatch.setenv("TEXTDOMAINDIR", str(tmp_path))
    assert (words_for("da")("severity.high"), words_for("da")("severity.low")) == ("Høj", "Low")
    assert words_for("de-AT")("severity.high") == "Arg"
    assert words_for("de-AT")("severity.critical") == words_for("de")("severity.critical")


def test_a_translation_that_names_other_values_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A slip in a catalogue costs one text its translation, not the page."""
    catalogue_file(tmp_path, "da", ("card.takes", "takes {duration}", "tager {varighed}"))
    monkeypatch.setenv("TEXTDOMAINDIR", str(tmp_path))
    assert words_for("da")("card.takes", duration="2 h") == "takes 2 h"


def test_a_broken_catalogue_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A file that is no catalogue is an error of the setting, with the folder."""
    catalogue_file(tmp_path, "da").write_bytes(b"no catalogue")
    monkeypatch.setenv("TEXTDOMAINDIR", str(tmp_path))
    with pytest.raises(SettingError, match=re.escape(str(tmp_path))):
        words_for("da")


def test_a_missing_key_is_our_own_fault():
    """A renderer that asks for a word that no table has fails at once."""
    with pytest.raises(KeyError):
        Words({})("no.such.key")
    assert wording.direction("ar-EG") == "rtl"


def test_built_in_names_speak_the_language(write: Callable[..., Path]):
    """A channel and a lifecycle that come with the format are called as in the page's language; a team's own are not."""
    folder = write(
        {
            "journeymap.yaml": """
            journeymap: 1
            workspace: {language: de}
            channels: [{id: web, name: The shop}]
            journeys:
              - id: buy
                name: Kauft
                stages:
                  - id: pay
                    name: Zahlt
                    lifecycle_stage: purchase
                    touchpoints: [{id: call, name: Ruft an, channel: [phone, web]}]
        """
        }
    )
    view = api.journey_view(api.load([folder])[0], "buy")
    assert [channel.name for channel in view.channels] == ["Telefon", "The shop"]
    assert [stage.lifecycle[0].name for stage in view.stages] == ["Kauf"]
