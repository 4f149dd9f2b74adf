"""The template installed in an empty spreadsheet, and what happens when it breaks half way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import gspread
import pytest
import requests
from google_template import (
    NOON,
    OWNER,
    ROBOT,
    Breaking,
    Opener,
    Sheet,
    StoppedError,
    new_file,
    spreadsheet,
    state,
    tab_titled,
)

from sandbox.faults import Fault
from sandbox.google.files import File
from sandbox.google.model import CellState, Tab
from sandbox.state import Sandbox
from sheets_template.google import Installed, Order, SheetInUseError, install, install_sample
from sheets_template.google.requests import Json
from sheets_template.google.tabs import tab_id
from sync.core.choices import Source
from sync.core.schema import TABS
from sync.core.vocabulary import Language

pytestmark = pytest.mark.slow

TODAY = NOON.date()
SMALL = 150_000
"""A limit that makes many batches."""


def order(language: Language = "en", *, sample: bool = False, limit: int = 1_500_000) -> Order:
    return Order(language, sample, TODAY, limit=limit)


def clean(sandbox: Sandbox, opened: Opener, wanted: Order) -> File:
    """A file in which nothing went wrong."""
    file = new_file(sandbox.google)
    install(opened(file), wanted)
    return file


def type_into(file: File, tab: Tab, place: tuple[int, int], text: str) -> None:
    tab.put(*place, CellState(text))
    spreadsheet(file).touch()


def test_a_fresh_file_takes_one_read_and_few_writes(sandbox: Sandbox, opened: Opener) -> None:
    file, told = new_file(sandbox.google), []
    sheet = opened(file)

    done = install(sheet, order("ru", sample=True), lambda n, of: told.append((n, of)))

    assert done == Installed(sheet.writes, already=False)
    assert sheet.reads == 1
    assert sheet.writes <= 6
    assert told == [(n, sheet.writes) for n in range(1, sheet.writes + 1)]
    assert [tab.title for tab in spreadsheet(file).tabs] == [t.title.ru for t in TABS.values()]
    assert spreadsheet(file).locale == "ru_RU"


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_second_run_writes_nothing_and_keeps_what_people_typed(
    sandbox: Sandbox, opened: Opener, language: Language
) -> None:
    file = clean(sandbox, opened, order(language))
    tab = tab_titled(file, TABS["objectives"].title.of(language))
    type_into(file, tab, (1, 1), "Win the market")
    before, sheet = state(file), opened(file)

    done = install(sheet, order(language, sample=True))

    assert done == Installed(0, already=True)
    assert sheet.writes == 0
    assert state(file) == before


def batches_of(sandbox: Sandbox, opened: Opener, wanted: Order) -> int:
    sheet = opened(new_file(sandbox.google))
    return install(sheet, wanted).written


@pytest.mark.slow
@pytest.mark.parametrize("applied", [False, True])
def test_broken_anywhere_it_ends_as_if_it_had_not_been(
    sandbox: Sandbox, opened: Opener, applied: bool
) -> None:
    wanted = order("ru", limit=300_000)
    whole = state(clean(sandbox, opened, wanted))
    steps = batches_of(sandbox, opened, wanted)
    assert steps > 3

    for broken in range(1, steps + 1):
        file = new_file(sandbox.google)
        with pytest.raises(StoppedError):
            install(Breaking(opened(file), broken, applied), wanted)
        again = install(opened(file), wanted)
        assert again.written == steps - broken + (0 if applied else 1)
        assert state(file) == whole


@pytest.mark.slow
@pytest.mark.parametrize(("language", "applied"), [("en", False), ("ru", True)])
def test_broken_again_and_again_it_gets_there(
    sandbox: Sandbox, opened: Opener, language: Language, applied: bool
) -> None:
    """Every run gets one batch further, whether it learns of that or not."""
    wanted, file = order(language, sample=True, limit=SMALL), new_file(sandbox.google)
    runs = 0

    while runs < 50:
        runs += 1
        try:
            if install(Breaking(opened(file), 1 if applied else 2, applied), wanted).written < 2:
                break
        except StoppedError:
            continue

    assert 5 < runs < 20
    assert state(file) == state(clean(sandbox, opened, wanted))


def test_an_answer_that_got_lost_does_no_harm_when_the_client_asks_again(
    sandbox: Sandbox, opened: Opener
) -> None:
    file = new_file(sandbox.google)
    sandbox.faults.add(Fault("drop_after", path=f"{file.file_id}:batchUpdate"))

    with pytest.raises(gspread.exceptions.APIError, match="already exists"):
        install(Repeating(opened(file)), order())
    install(opened(file), order())

    assert state(file) == state(clean(sandbox, opened, order()))


@dataclass(slots=True)
class Repeating:
    """A client that sends a batch again when no answer came."""

    inner: Sheet

    def get(self, fields: str) -> Json:
        return self.inner.get(fields)

    def batch_update(self, batch: list[Json]) -> object:
        try:
            return self.inner.batch_update(batch)
        except requests.ConnectionError:
            return self.inner.batch_update(batch)


@pytest.mark.slow
@pytest.mark.parametrize("changed", [
    order("ru", limit=SMALL), order("en", sample=True, limit=SMALL),
])  # fmt: skip
def test_begun_differently_it_is_done_anew(
    sandbox: Sandbox, opened: Opener, changed: Order
) -> None:
    file = new_file(sandbox.google)
    with pytest.raises(StoppedError):
        install(Breaking(opened(file), 4, applied=True), order("en", limit=SMALL))

    install(opened(file), changed)

    assert state(file) == state(clean(sandbox, opened, changed))


@pytest.mark.slow
def test_a_tab_lost_half_way_is_made_anew(sandbox: Sandbox, opened: Opener) -> None:
    wanted, file = order(limit=SMALL), new_file(sandbox.google)
    with pytest.raises(StoppedError):
        install(Breaking(opened(file), 4, applied=True), wanted)
    spreadsheet(file).tabs.remove(tab_titled(file, "Overview"))
    spreadsheet(file).touch()

    install(opened(file), wanted)

    assert state(file) == state(clean(sandbox, opened, wanted))


@pytest.mark.slow
def test_the_next_day_goes_on_with_the_quarter_it_began_with(
    sandbox: Sandbox, opened: Opener
) -> None:
    wanted, file = order(limit=SMALL), new_file(sandbox.google)
    with pytest.raises(StoppedError):
        install(Breaking(opened(file), 3, applied=True), wanted)

    later = install(opened(file), Order("en", False, date(2027, 1, 1), limit=SMALL))

    assert later.written == batches_of(sandbox, opened, wanted) - 3
    assert state(file) == state(clean(sandbox, opened, wanted))


@pytest.mark.parametrize(("title", "said"), [
    ("Plan of sales", "'Plan of sales' is in use (see “Sheet1”)"),
    ("План", "«План» уже занята (вкладки: «Sheet1»)"),
])  # fmt: skip
def test_a_spreadsheet_in_use_is_refused(
    sandbox: Sandbox, opened: Opener, title: str, said: str
) -> None:
    file = new_file(sandbox.google, title)
    type_into(file, spreadsheet(file).tabs[0], (7, 3), "mine")
    before, sheet = state(file), opened(file)

    with pytest.raises(SheetInUseError) as raised:
        install(sheet, order())

    assert said in raised.value.say("en") + raised.value.say("ru")
    assert sheet.writes == 0
    assert state(file) == before


def test_a_tab_of_the_teams_own_made_meanwhile_stays(sandbox: Sandbox, opened: Opener) -> None:
    wanted, file = order(limit=SMALL), new_file(sandbox.google)
    with pytest.raises(StoppedError):
        install(Breaking(opened(file), 3, applied=True), wanted)
    mine = Tab(77, "Ours")
    spreadsheet(file).tabs.append(mine)
    type_into(file, mine, (0, 0), "mine")

    install(opened(file), wanted)

    assert spreadsheet(file).tabs[-1] is mine
    assert mine.cell(0, 0).entered == "mine"
    assert len(spreadsheet(file).tabs) == len(TABS) + 1


def test_a_foreign_tab_with_an_id_of_ours_is_not_touched(sandbox: Sandbox, opened: Opener) -> None:
    file = new_file(sandbox.google)
    book = spreadsheet(file)
    book.tabs.append(Tab(tab_id("overview", 0), "Spare"))
    book.touch()

    install(opened(file), order())
    done = install(opened(file), order())

    assert done.already
    assert [tab.title for tab in book.tabs if tab.title not in
            {tab.title.en for tab in TABS.values()}] == ["Sheet1", "Spare"]  # fmt: skip
    assert tab_titled(file, "Overview").sheet_id == tab_id("overview", 1)


@pytest.mark.parametrize(("language", "before", "after"), [
    ("en", "de_DE", "de_DE"), ("en", "ru_RU", "ru_RU"), ("ru", "en_US", "ru_RU"),
])  # fmt: skip
def test_the_file_keeps_its_title_and_its_zone(
    sandbox: Sandbox, opened: Opener, language: Language, before: str, after: str
) -> None:
    file = new_file(sandbox.google, "Our plans", locale=before, timeZone="Asia/Omsk")

    install(opened(file), order(language))

    properties = spreadsheet(file).properties
    kept = {name: properties[name] for name in ("title", "locale", "timeZone")}
    assert kept == {"title": "Our plans", "locale": after, "timeZone": "Asia/Omsk"}


def test_the_sample_for_a_demonstration_reads_from_a_chosen_source(
    sandbox: Sandbox, opened: Opener
) -> None:
    file = new_file(sandbox.google)

    install_sample(opened(file), "en", TODAY, moved=timedelta(days=7), source=Source.HUBSPOT)

    metrics, settings = tab_titled(file, "Metrics"), tab_titled(file, "Settings")
    assert metrics.cell(1, 2).entered == Source.HUBSPOT.title.en
    starts = [cell.entered for (row, column), cell in settings.cells.items() if column == 1]
    assert float((date(2026, 10, 8) - date(1899, 12, 30)).days) in starts


def test_somebody_who_may_only_read_gets_googles_refusal(sandbox: Sandbox, opened: Opener) -> None:
    file = sandbox.google.add_spreadsheet("Untitled spreadsheet", OWNER)
    sandbox.google.share(file.file_id, ROBOT, "reader")
    before = state(file)

    with pytest.raises(Exception, match="permission"):
        install(opened(file), order())

    assert state(file) == before
