"""A person at work in a spreadsheet, seen by the real gspread client."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gspread
import pytest

from sandbox.google.files import File
from sandbox.google.person import Person
from sandbox.google.person_checks import RefusedError
from sandbox.state import Sandbox

ROBOT = "robot@okr-sandbox.example.com"
OWNER = "anna@example.com"
WRITER = "boris@example.com"


@pytest.fixture
def file(sandbox: Sandbox) -> File:
    """A list of deals, headed, shared with the robot and a colleague."""
    made = sandbox.google.add_spreadsheet("Plan", OWNER, tab_title="Deals")
    sandbox.google.share(made.file_id, ROBOT)
    sandbox.google.share(made.file_id, WRITER)
    rows = [["Deal", "Amount", "Twice"], ["Alpha", "30", "=B2*2"], ["Beta", "10", "=B3*2"],
            ["Gamma", "20", "=B4*2"]]  # fmt: skip
    Person(sandbox.google, made.file_id, OWNER).paste_text("Deals", "A1", rows)
    return made


@pytest.fixture
def anna(sandbox: Sandbox, file: File) -> Person:
    return Person(sandbox.google, file.file_id, OWNER)


@pytest.fixture
def boris(sandbox: Sandbox, file: File) -> Person:
    return Person(sandbox.google, file.file_id, WRITER)


@pytest.fixture
def seen(gc: gspread.Client, file: File) -> Callable[..., Any]:
    """What the robot reads."""

    def read(cells: str = "Deals!A1:C10", **how: str) -> Any:
        found = gc.http_client.values_get(file.file_id, cells, dict(how))
        return found.get("values", [])

    return read


def rule(sandbox: Sandbox, file: File, kind: str, *values: str, strict: bool = True) -> None:
    """Validation on B2:B4, as the template sets it."""
    Person(sandbox.google, file.file_id, OWNER).do({"setDataValidation": {
        "range": {"startRowIndex": 1, "endRowIndex": 4, "startColumnIndex": 1, "endColumnIndex": 2},
        "rule": {
            "condition": {"type": kind, "values": [{"userEnteredValue": one} for one in values]},
            "strict": strict,
        },
    }})  # fmt: skip


def test_typing_is_read_as_typed(anna: Person, seen: Callable[..., Any]) -> None:
    anna.type("Deals", "B2", "75%")
    anna.type("Deals", "B3", "=1+2")
    anna.type("Deals", "B4", "'0042")
    anna.type("Deals", "A2", "")

    assert seen("Deals!A2:C4") == [["", "75%", "150%"], ["Beta", "3", "6"], ["Gamma", "0042", "84"]]
    assert seen("Deals!B2", valueRenderOption="UNFORMATTED_VALUE") == [[0.75]]


def test_typing_follows_the_locale(sandbox: Sandbox, gc: gspread.Client) -> None:
    made = sandbox.google.add_spreadsheet("План", OWNER, locale="ru_RU", timeZone="Europe/Moscow")
    sandbox.google.share(made.file_id, ROBOT)
    person = Person(sandbox.google, made.file_id, OWNER)

    person.type("Sheet1", "A1", "0,75")
    person.type("Sheet1", "A2", "=ЕСЛИ(A1>0,5;1;2)")
    person.type("Sheet1", "A3", "=IF(A1>0,5;1;2)")

    found = gc.http_client.values_get(
        made.file_id, "A1:A3", {"valueRenderOption": "UNFORMATTED_VALUE"}
    )["values"]
    assert (found[0], found[2]) == ([0.75], [1])


@pytest.mark.parametrize(
    ("kind", "values", "right", "wrong"),
    [
        ("ONE_OF_LIST", ("Low", "High"), "High", "Middle"),
        ("ONE_OF_RANGE", ("=Deals!$A$2:$A$4",), "Beta", "Delta"),
        ("ONE_OF_RANGE", ("=$A$2:$A$4",), "Beta", "Delta"),
        ("NUMBER_BETWEEN", ("0", "10"), "7", "11"),
        ("DATE_IS_VALID", (), "2026-11-23", "soon"),
        ("BOOLEAN", (), "TRUE", "maybe"),
        ("CUSTOM_FORMULA", ("=B2>A100",), "5", "-5"),
        ("TEXT_IS_EMAIL", (), "anna@example.com", "anna"),
    ],
)
def test_strict_validation_stops_what_is_typed(
    sandbox: Sandbox, file: File, boris: Person, kind: str, values: tuple[str, ...],
    right: str, wrong: str,
) -> None:  # fmt: skip
    rule(sandbox, file, kind, *values)

    boris.type("Deals", "B2", right)
    kept = boris.tab("Deals").cell(1, 1).entered
    with pytest.raises(RefusedError, match="B2 violates the data validation rules"):
        boris.type("Deals", "B2", wrong)

    assert boris.tab("Deals").cell(1, 1).entered == kept
    boris.type("Deals", "B2", "")
    assert boris.tab("Deals").cell(1, 1).entered is None


def test_validation_lets_through_what_is_pasted_or_only_warned_of(
    sandbox: Sandbox, file: File, boris: Person, seen: Callable[..., Any]
) -> None:
    rule(sandbox, file, "NUMBER_GREATER", "100")
    boris.paste_text("Deals", "B2", [["1"]])
    rule(sandbox, file, "NUMBER_GREATER", "100", strict=False)
    boris.type("Deals", "B3", "2")

    assert seen("Deals!B2:B3") == [["1"], ["2"]]


def test_a_protected_place_is_closed_to_others(
    sandbox: Sandbox, anna: Person, boris: Person, seen: Callable[..., Any]
) -> None:
    number = anna.protect("Deals", "A1:C1")

    actions: list[Callable[[], object]] = [
        lambda: boris.type("Deals", "A1", "x"),
        lambda: boris.clear("Deals", "A1:A2"),
        lambda: boris.paste_text("Deals", "A1", [["x"]]),
        lambda: boris.delete_rows("Deals", 0),
    ]
    for action in actions:
        with pytest.raises(RefusedError, match="protected cell"):
            action()
    anna.type("Deals", "A1", "Name")
    anna.unprotect(number)
    boris.type("Deals", "B1", "Sum")

    assert seen("Deals!A1:C1") == [["Name", "Sum", "Twice"]]


def test_refusals_speak_the_language_of_the_account(sandbox: Sandbox, anna: Person) -> None:
    sandbox.google.add_person("vera@example.com", language="ru")
    sandbox.google.share(anna.file.file_id, "vera@example.com")
    anna.protect("Deals", "A1:C1")

    with pytest.raises(RefusedError, match="защищенную ячейку"):
        Person(sandbox.google, anna.file.file_id, "vera@example.com").type("Deals", "A1", "x")


def test_a_protection_that_only_warns_stops_nobody(
    anna: Person, boris: Person, seen: Callable[..., Any]
) -> None:
    anna.protect("Deals", warning_only=True)

    boris.type("Deals", "A2", "Delta")

    assert seen("Deals!A2") == [["Delta"]]


def test_readers_and_strangers_change_nothing(sandbox: Sandbox, file: File) -> None:
    sandbox.google.share(file.file_id, "reader@example.com", "reader")

    for email in ("reader@example.com", "stranger@example.com"):
        person = Person(sandbox.google, file.file_id, email)
        with pytest.raises(RefusedError):
            person.type("Deals", "A1", "x")
        with pytest.raises(RefusedError):
            person.rename_file("Mine")


def test_rows_come_go_and_move_with_their_formulas(anna: Person, seen: Callable[..., Any]) -> None:
    anna.insert_rows("Deals", 1, 2)
    anna.delete_rows("Deals", 1)
    anna.move_rows("Deals", 4, to=2)

    assert seen(valueRenderOption="FORMULA") == [
        ["Deal", "Amount", "Twice"], [], ["Gamma", 20, "=B3*2"], ["Alpha", 30, "=B4*2"],
        ["Beta", 10, "=B5*2"],
    ]  # fmt: skip


def test_columns_come_go_and_move(anna: Person, seen: Callable[..., Any]) -> None:
    anna.insert_columns("Deals", 0)
    anna.delete_columns("Deals", 0)
    anna.move_columns("Deals", 1, to=0)

    assert seen("Deals!A1:C2", valueRenderOption="FORMULA") == [
        ["Amount", "Deal", "Twice"], [30, "Alpha", "=A2*2"],
    ]  # fmt: skip


def test_sorting_moves_rows_a_view_does_not(anna: Person, seen: Callable[..., Any]) -> None:
    anna.sort_by_filter_view("Deals", "A1:C4", 1)
    looked_at = [row[0] for row in seen()]
    anna.sort("Deals", "A2:C4", 1)
    sorted_by_range = [row[0] for row in seen()]
    anna.sort_by_filter("Deals", "A1:C4", 0, descending=True)

    assert looked_at == ["Deal", "Alpha", "Beta", "Gamma"]
    assert sorted_by_range == ["Deal", "Beta", "Gamma", "Alpha"]
    assert seen() == [
        ["Deal", "Amount", "Twice"], ["Gamma", "20", "40"], ["Beta", "10", "20"],
        ["Alpha", "30", "60"],
    ]  # fmt: skip


def test_cut_and_copied_cells(anna: Person, seen: Callable[..., Any]) -> None:
    anna.cut_paste("Deals", "B2", "E2")
    anna.copy_paste("Deals", "C3", "C6")

    assert seen("Deals!B2:E6", valueRenderOption="FORMULA") == [
        ["", "=E2*2", "", 30], [10, "=B3*2"], [20, "=B4*2"], [], ["", "=B6*2"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("to", "names"),
    [(1, ["Gamma", "Alpha", "Beta", "Gamma"]), (4, ["Alpha", "Beta", "Gamma", "Gamma"])],
)
def test_copied_rows_are_inserted(
    anna: Person, seen: Callable[..., Any], to: int, names: list[str]
) -> None:
    anna.copy_rows("Deals", 3, to)

    assert [row[0] for row in seen("Deals!A2:A10")] == names
    assert seen(f"Deals!C{to + 1}", valueRenderOption="FORMULA") == [[f"=B{to + 1}*2"]]


def test_tabs_come_go_and_change(anna: Person, gc: gspread.Client) -> None:
    anna.rename_tab("Deals", "Сделки")
    anna.add_tab("Second")
    number = anna.duplicate_tab("Сделки", "Copy")
    anna.move_tab("Second", 0)
    anna.hide_tab("Copy")
    names = [tab.title for tab in gc.open_by_key(anna.file.file_id).worksheets()]
    hidden = anna.tab(number).properties.get("hidden")
    anna.delete_tab("Copy")

    assert names == ["Second", "Сделки", "Copy"]
    assert hidden is True
    assert [tab.title for tab in anna.sheet.tabs] == ["Second", "Сделки"]
    with pytest.raises(LookupError, match="Copy"):
        anna.tab("Copy")


def test_a_refused_request_says_why(anna: Person) -> None:
    with pytest.raises(RefusedError, match="already exists"):
        anna.add_tab("Deals")
    with pytest.raises(RefusedError):
        anna.delete_tab("Deals")


def test_rows_are_hidden_and_shown(anna: Person) -> None:
    anna.hide_rows("Deals", 1, 2)
    anna.hide_columns("Deals", 1)
    anna.hide_rows("Deals", 1, hidden=False)

    tab = anna.tab("Deals")
    assert [row for row, look in tab.row_properties.items() if look.get("hiddenByUser")] == [2]
    assert tab.column_properties[1]["hiddenByUser"] is True


def test_formats_and_notes(anna: Person) -> None:
    anna.format("Deals", "B2:B4", {"numberFormat": {"type": "NUMBER", "pattern": "0.00"}})
    anna.note("Deals", "A2", "Watch this one")

    tab = anna.tab("Deals")
    assert (tab.cell(1, 1).format["numberFormat"]["pattern"], tab.cell(1, 1).entered) == (
        "0.00",
        30,
    )
    assert tab.cell(1, 0).note == "Watch this one"


def test_the_file_is_renamed_and_drive_knows_at_once(sandbox: Sandbox, anna: Person) -> None:
    version = anna.file.version

    anna.rename_file("Plan 2")

    assert (anna.file.name, anna.file.version) == ("Plan 2", version + 1)


def test_a_copy_is_the_copiers_own(sandbox: Sandbox, anna: Person, boris: Person) -> None:
    anna.protect("Deals", "A1:C1")

    mine = boris.make_copy()
    mine.type("Deals", "A1", "Name")

    assert (mine.file.name, mine.file.owner) == ("Copy of Plan", WRITER)
    assert [one.email for one in mine.file.permissions] == [WRITER]
    assert mine.tab("Deals").cell(0, 0).entered == "Name"
    assert anna.tab("Deals").cell(0, 0).entered == "Deal"


def test_undo_takes_back_one_change_after_another(anna: Person, seen: Callable[..., Any]) -> None:
    before = seen()

    anna.sort("Deals", "A2:C4", 1)
    anna.type("Deals", "A2", "Delta")
    anna.add_tab("Second")
    for _ in range(3):
        anna.undo()

    assert seen() == before
    assert [tab.title for tab in anna.sheet.tabs] == ["Deals"]


def test_undo_leaves_alone_what_others_did_since(
    anna: Person, boris: Person, gc: gspread.Client, seen: Callable[..., Any]
) -> None:
    anna.sort("Deals", "A2:C4", 1)
    gc.open_by_key(anna.file.file_id).sheet1.update([["Checked"]], "E2")
    boris.type("Deals", "A2", "Delta")
    anna.undo()

    assert [row[0] for row in seen("Deals!A2:A4")] == ["Delta", "Beta", "Gamma"]
    assert seen("Deals!E2") == [["Checked"]]


def test_undo_gives_up_when_the_sheet_has_another_shape(anna: Person, boris: Person) -> None:
    anna.type("Deals", "A2", "Delta")
    boris.insert_rows("Deals", 1)

    with pytest.raises(RefusedError, match="nothing to undo"):
        anna.undo()
    with pytest.raises(RefusedError, match="nothing to undo"):
        Person(anna.google, anna.file.file_id, "new@example.com").undo()


def test_pasting_beyond_the_grid_makes_it_larger(anna: Person, seen: Callable[..., Any]) -> None:
    anna.paste_text("Deals", "Z1000", [["a", "b"], ["c", "d"]])

    assert (anna.tab("Deals").rows, anna.tab("Deals").columns) == (1001, 27)
    assert seen("Deals!Z1000:AA1001") == [["a", "b"], ["c", "d"]]
    anna.undo()
    assert (anna.tab("Deals").rows, anna.tab("Deals").columns) == (1000, 26)


def test_drive_notices_what_people_type(sandbox: Sandbox, anna: Person) -> None:
    sandbox.clock.freeze()
    sandbox.clock.advance(200)
    version = anna.file.version

    anna.type("Deals", "A2", "Delta")
    before = anna.file.version
    sandbox.clock.advance(180)

    assert (before, anna.file.version) == (version, version + 1)
