"""Reading again: unchanged documents are kept, and a broken file is shown as it was when it was last whole."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from journeymap.errors import InputMissingError
from journeymap.preview.gathering import Regathered, by_journey, gather
from journeymap.preview.loading import Reader, Reading
from journeymap.workspace import discovery
from tests.conftest import TODAY
from tests.preview.workspaces import BROKEN, FILES, journey

Write = Callable[..., Path]


def reader(folder: Path, day: datetime.date | None = TODAY) -> Reader:
    return Reader(discovery.select([folder])[0], day)


def names(reading: Reading) -> dict[str, str]:
    return {item.id: item.name for item in reading.shown.catalogue.journeys.values()}


def test_documents_that_have_not_changed_are_the_same_objects(write: Write) -> None:
    """Only what was saved is read anew."""
    folder = write(FILES)
    of = reader(folder)
    before = of.read().saved.by_path
    write({"journeys/buy.yaml": journey("buy", "Bought")}, folder)
    after = of.read().saved.by_path
    assert [Path(path).name for path in after if after[path] is not before[path]] == ["buy.yaml"]


@pytest.mark.parametrize(
    ("text", "line"),
    [(BROKEN, 4), (journey("buy", "Buying").replace("emotion: 1", "emotion: 9"), 11)],
    ids=["yaml", "value"],
)
def test_a_broken_file_is_shown_as_it_was(write: Write, text: str, line: int) -> None:
    """The journey stays, the fault has file and line, and when the file is whole again it is shown as it is."""
    folder = write(FILES)
    of = reader(folder)
    of.read()
    write({"journeys/buy.yaml": text}, folder)
    for _ in range(2):
        reading = of.read()
        assert names(reading) == {"buy": "Buying", "return": "Returning"}
        (broken,) = reading.broken
        assert (Path(broken.fault.path).name, broken.kept) == ("buy.yaml", True)
        assert broken.fault.span.start.line in {line, line - 1, line + 1}
    write({"journeys/buy.yaml": journey("buy", "Bought")}, folder)
    assert (names(of.read())["buy"], of.read().broken) == ("Bought", ())


def test_a_file_that_was_never_whole_is_left_out(write: Write) -> None:
    """What was broken from the start is named, its valid journeys are shown, and the others are told of."""
    text = journey("buy", "Buying") + journey("late", "Late").partition("journeys:\n")[2].replace(
        "emotion: 1", "emotion: 9"
    )
    folder = write({**FILES, "journeys/buy.yaml": text})
    reading = reader(folder).read()
    assert "buy" in names(reading)
    assert reading.left_out == ("late",)
    assert [item.kept for item in reading.broken] == [False]


def test_broken_settings_are_the_earlier_ones(write: Write) -> None:
    """A fault in the root file does not take the settings away."""
    folder = write(FILES)
    of = reader(folder)
    of.read()
    write({"journeymap.yaml": "journeymap: 1\nworkspace: {name: [\n"}, folder)
    assert of.read().shown.settings.name == "Shop"


def test_a_file_that_is_gone_is_forgotten(write: Write) -> None:
    """What was deleted is not shown, also when it comes back broken."""
    folder = write(FILES)
    of = reader(folder)
    of.read()
    (folder / "journeys/buy.yaml").unlink()
    assert "buy" not in names(of.read())
    write({"journeys/buy.yaml": BROKEN}, folder)
    assert "buy" not in names(of.read())


def test_no_document_is_an_error(tmp_path: Path) -> None:
    """An empty folder has nothing to show, and the message says what to do."""
    with pytest.raises(InputMissingError) as error:
        reader(tmp_path).read()
    assert "journeymap init" in error.value.help_line


def _gathered(of: Reader, before: Regathered | None = None, *, public: bool = False) -> Regathered:
    made = gather(of.read().shown, (), public=public, before=before)
    assert set(made.journeys) == {"buy", "return"}
    return made


def test_journeys_that_look_as_before_are_not_built_again(write: Write) -> None:
    """After a change of one journey the other one is the same object, and the changed one is not."""
    folder = write(FILES)
    of = reader(folder)
    before = _gathered(of)
    write({"journeys/buy.yaml": journey("buy", "Bought", "Proud")}, folder)
    after = _gathered(of, before)
    assert after.journeys["return"] is before.journeys["return"]
    assert after.journeys["buy"].name == "Bought"


@pytest.mark.parametrize(
    "change",
    [
        {"people.yaml": FILES["people.yaml"].replace("Ann}", "Anne}")},
        {"journeymap.yaml": FILES["journeymap.yaml"].replace("Shop,", "Store, language: de,")},
    ],
    ids=["persona", "settings"],
)
def test_what_all_journeys_show_builds_all_again(write: Write, change: dict[str, str]) -> None:
    """Personas and settings are on every map; after a change of one none is taken over."""
    folder = write(FILES)
    of = reader(folder)
    before = _gathered(of)
    write(change, folder)
    after = _gathered(of, before)
    assert all(after.journeys[name] is not before.journeys[name] for name in after.journeys)
    fresh = _gathered(reader(folder))
    assert after.journeys == fresh.journeys


@pytest.mark.parametrize("link", ["based_on", "touchpoint"])
def test_a_journey_that_shows_another_follows_it(write: Write, link: str) -> None:
    """A future map, and a map with a touchpoint that leads elsewhere, are built again with the other journey."""
    text = journey("return", "Returning", more="    based_on: buy\n    state: future\n")
    if link == "touchpoint":
        text = journey("return", "Returning").replace("emotion: -2", "emotion: -2\n            journey: buy")
    folder = write({**FILES, "journeys/return.yaml": text})
    of = reader(folder)
    before = _gathered(of)
    write({"journeys/buy.yaml": journey("buy", "Bought")}, folder)
    after = _gathered(of, before)
    assert after.journeys["return"] == _gathered(reader(folder)).journeys["return"]
    assert after.journeys["return"] != before.journeys["return"]


def test_findings_are_told_by_journey_and_hidden_from_the_public(write: Write) -> None:
    """Findings of no journey stand under an empty id; a public edition has none at all."""
    from journeymap.lint import runner
    from journeymap.lint.checking import planned
    from journeymap.lint.wishes import Wishes

    reading = reader(write({**FILES, "people.yaml": FILES["people.yaml"].replace("name: Ann}", "name: TODO}")})).read()
    found = runner.run(reading.saved, planned(reading.saved, Wishes())).findings
    told = by_journey(reading.shown, found)
    assert sum(map(len, told.values())) == len(found) > 0
    assert told[""]
    assert told["buy"]
    assert gather(reading.shown, found, public=True).findings == {}
