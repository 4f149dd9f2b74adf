"""Stored cells as typed values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from documents.ooxml.tiny import read, read_cell, tiny
from hypothesis import given
from hypothesis import strategies as st

from sync.core.grid import NO_VALUE
from sync.core.vocabulary import EMPTY, Cell, CellValue, ErrorValue
from sync.documents.ooxml.cells import day_of, serial_of
from sync.documents.ooxml.markup import Damage
from sync.documents.ooxml.strings import inline, unescape

FORMATS = (
    '<numFmts><numFmt numFmtId="164" formatCode="dd.mm.yyyy"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="10"/><xf numFmtId="20"/>'
    "</cellXfs>"
)


@pytest.mark.parametrize(
    ("stored", "value"),
    [
        ("0.1", "0.1"), ("0.30000000000000004", "0.3"), ("1.1000000000000001", "1.1"),
        ("1E2", "100"), ("1800000", "1800000"), ("-5", "-5"), ("1e-400", "0"), ("2.5E-3", "0.0025"),
        ("123456789012345678", "123456789012346000"),
    ],
)  # fmt: skip
def test_numbers_have_the_digits_people_see(stored: str, value: str) -> None:
    cell = read_cell(f'<c r="A1"><v>{stored}</v></c>')

    assert cell == Cell(Decimal(value))


@pytest.mark.parametrize(
    ("stored", "text"),
    [("1000000", "1000000"), ("42.0", "42"), ("2026.00", "2026"), ("0.50", "0.5"), ("-0", "0")],
)
def test_a_number_in_a_cell_of_text_reads_as_people_see_it(stored: str, text: str) -> None:
    """Programs in Java store every number with a point: a title 42.0 is still 42."""
    assert str(read_cell(f'<c r="A1"><v>{stored}</v></c>').value) == text


@pytest.mark.parametrize("stored", ["1e999", "-1E308", "9" * 500, "NaN", "INF", "1_0", "٣", "1,5"])
def test_what_is_no_number_of_a_spreadsheet_is_an_error(stored: str) -> None:
    assert isinstance(read_cell(f'<c r="A1"><v>{stored}</v></c>').value, ErrorValue)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="b"><v>0</v></c>', False),
        ('<c r="A1" t="e"><v>#N/A</v></c>', ErrorValue("#N/A")),
        ('<c r="A1" t="str"><f>B1</f><v>abc</v></c>', "abc"),
        ('<c r="A1" t="inlineStr"><is><t> x </t></is></c>', " x "),
        ('<c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>', "ab"),
        ('<c r="A1" t="s"><v>1</v></c>', "two"),
        ('<c r="A1" t="d"><v>2026-10-01T12:30:00</v></c>', date(2026, 10, 1)),
        ('<c r="A1" t="strange"><v>1</v></c>', ErrorValue("#VALUE!")),
    ],
)
def test_every_type_of_cell_is_read(cell: str, value: CellValue) -> None:
    strings = "<si><t>one</t></si><si><t>two</t></si>"

    assert read_cell(cell, strings=strings).value == value


@pytest.mark.parametrize("cell", ['<c r="A1"/>', '<c r="A1"><v/></c>', '<c r="A1" t="s"/>'])
def test_cells_without_a_value_are_empty(cell: str) -> None:
    assert read_cell(cell) == EMPTY


def test_an_empty_result_differs_from_a_result_never_computed() -> None:
    computed = read_cell('<c r="A1" t="str"><f>B1</f><v></v></c>')
    never = read_cell('<c r="A1"><f>B1</f></c>')

    assert computed == Cell(None, formula="B1")
    assert never == Cell(NO_VALUE, formula="B1")


def test_a_text_that_is_not_there_is_damage() -> None:
    with pytest.raises(Damage, match="text that is not there"):
        read_cell('<c r="A1" t="s"><v>7</v></c>')


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("<t>a</t><rPh sb='0' eb='1'><t>A</t></rPh><phoneticPr/>", "a"),
        ("<r><rPr><b/></rPr><t>bo</t></r><r><t xml:space='preserve'>ld </t></r>", "bold "),
        ("<t>a_x000D_\nb</t>", "a\r\nb"),
        ("<t>_x005F_x0041_</t>", "_x0041_"),
        ("<t>_xD83D__xDE00_</t>", "😀"),
        ("<t>_xD83D_!</t>", "!"),
        ("<t>&lt;b&gt;</t>", "<b>"),
    ],
)
def test_shared_texts_are_joined_and_unescaped(item: str, text: str) -> None:
    cell = read_cell('<c r="A1" t="s"><v>0</v></c>', strings=f"<si>{item}</si>")

    assert cell.value == text


def test_dates_and_percentages_are_known_by_their_format() -> None:
    def shown(style: int) -> Cell:
        return read_cell(f'<c r="A1" s="{style}"><v>46296.75</v></c>', FORMATS)

    assert shown(0) == Cell(Decimal("46296.75"))
    assert shown(1) == Cell(date(2026, 10, 1))
    assert shown(2) == Cell(Decimal("46296.75"), percent=True)
    assert shown(3) == Cell(Decimal("46296.75"))
    assert shown(99) == Cell(Decimal("46296.75"))


def test_the_calendar_of_old_macs_starts_in_1904() -> None:
    cell = read_cell('<c r="A1" s="1"><v>44834</v></c>', FORMATS, calendar='date1904="1"')

    assert cell.value == date(2026, 10, 1)


@pytest.mark.parametrize(
    ("serial", "day"),
    [("1", (1900, 1, 1)), ("59", (1900, 2, 28)), ("61", (1900, 3, 1)), ("2958465", (9999, 12, 31))],
)
def test_serial_numbers_follow_the_leap_year_that_never_was(
    serial: str, day: tuple[int, int, int]
) -> None:
    assert day_of(Decimal(serial), date1904=False) == date(*day)


@pytest.mark.parametrize("serial", ["-1", "2958466", "1e300"])
def test_days_beyond_the_calendar_are_errors(serial: str) -> None:
    assert day_of(Decimal(serial), date1904=False) == ErrorValue("#NUM!")


@given(st.dates(min_value=date(1904, 1, 1)), st.booleans())
def test_days_survive_as_serial_numbers(day: date, date1904: bool) -> None:
    serial = serial_of(day, date1904=date1904)

    assert serial is not None
    assert day_of(Decimal(serial), date1904=date1904) == day


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40))
def test_any_text_survives_in_a_cell(text: str) -> None:
    written = "".join(c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))

    cell = read_cell(f'<c r="A1" t="inlineStr">{inline(written, "")}</c>')

    assert cell.value == (written or None)


@given(st.text("_x0D41F5 ", max_size=30))
def test_what_looks_escaped_is_not_taken_for_it(text: str) -> None:
    assert unescape(inline(text, "").partition("<t>")[2].partition("</t>")[0]) in (text, "")


def test_places_may_be_left_out() -> None:
    """Some programs write neither numbers of rows nor references of cells."""
    cells = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"

    sheet = read(tiny(f"<sheetData>{cells}</sheetData>"))

    assert [[cell.value for cell in row] for row in sheet.rows] == [[1, 2], [3]]


def test_shared_formulas_read_as_they_stand_in_each_cell() -> None:
    rows = (
        '<row r="1"><c r="B1"><f t="shared" ref="B1:B3" si="0">A1*$C$1</f><v>1</v></c></row>'
        '<row r="2"><c r="B2"><f t="shared" si="0"/><v>1</v></c></row>'
        '<row r="3"><c r="B3"><f t="shared" si="0"/><v>1</v></c></row>'
        '<row r="4"><c r="B4"><f t="shared" si="7"/><v>1</v></c></row>'
    )

    sheet = read(tiny(f"<sheetData>{rows}</sheetData>"))

    assert [sheet.cell(row, 2).formula for row in range(1, 5)] == [
        "A1*$C$1", "A2*$C$1", "A3*$C$1", None,
    ]  # fmt: skip


def test_merged_areas_are_read() -> None:
    sheet = read(tiny('<sheetData/><mergeCells><mergeCell ref="B2:C3"/></mergeCells>'))

    assert sheet.merges == ((2, 2, 3, 3),)


def test_rows_below_the_limit_are_counted_out_and_said() -> None:
    rows = '<row r="20000"><c r="A20000"><v>1</v></c></row><row r="20001"><c r="A20001"/></row>'
    more = '<row r="20002"><c r="A20002"><v>1</v></c></row>'

    whole, cut = (read(tiny(f"<sheetData>{text}</sheetData>")) for text in (rows, rows + more))

    assert (len(whole.rows), whole.cut) == (20_000, False)
    assert (len(cut.rows), cut.cut) == (20_000, True)
