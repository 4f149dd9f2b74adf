"""Whatever people put into their workbook survives a write byte for byte."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from documents.grids import make_sheets
from documents.workbooks import members, read_file, write_with_xlsxwriter

from sync.core.grid import Sheet
from sync.core.vocabulary import Cell, Change, Formula, Plan, Record
from sync.documents.xlsx import XlsxDocument

CELL = re.compile(rb'<c r="([A-Z]+\d+)"[^>]*?(?:/>|>.*?</c>)', re.DOTALL)
PLAN = Plan(
    (
        Change("key_results", "KR-004", "id", None, "KR-004", 5),
        Change("key_results", "KR-002", "current", None, Formula("$L3"), 3),
    ),
    {
        "_okr": ({"id": "KR-001", "value": Decimal("0.25"), "as_of": date(2026, 10, 14)},),
        "history": ({"week": date(2026, 10, 19), "id": "KR-001"},),
    },
    "doc-1",
)


def picture() -> io.BytesIO:
    """A red dot."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + crc

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0\xff\0\0")
    return io.BytesIO(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
    )


def write_rich_workbook(path: Path) -> Path:
    """Our tabs with everything a team may add to them."""
    sheets = make_sheets()
    with xlsxwriter.Workbook(str(path)) as book:
        days = {
            sheet.title: book.add_format({"num_format": "yyyy-mm-dd", "font_size": 8 + number})
            for number, sheet in enumerate(sheets)
        }
        tabs = {sheet.title: book.add_worksheet(sheet.title) for sheet in sheets}
        for sheet in sheets:
            for row, place, cell in sheet.filled():
                if cell.formula:
                    tabs[sheet.title].write_formula(row - 1, place - 1, f"={cell.formula}", None, 1)
                elif isinstance(cell.value, date):
                    tabs[sheet.title].write_datetime(
                        row - 1, place - 1, cell.value, days[sheet.title]
                    )
                else:
                    value = float(cell.value) if isinstance(cell.value, Decimal) else cell.value
                    tabs[sheet.title].write(row - 1, place - 1, value)
        decorate(book, tabs["Key results"])
        tabs["History"].autofilter("A1:L10")
        tabs["History"].freeze_panes(1, 0)
        tabs["_okr"].protect("secret")
    return path


def decorate(book: xlsxwriter.Workbook, tab: xlsxwriter.worksheet.Worksheet) -> None:
    bold, red = book.add_format({"bold": True}), book.add_format({"font_color": "red"})
    tab.write_rich_string("B5", bold, "Inserted", " by ", red, "hand")
    tab.insert_checkbox("AG2", True)
    tab.insert_image("AH2", "dot.png", {"image_data": picture()})
    tab.embed_image("AI2", "dot.png", {"image_data": picture()})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "='Key results'!$I$2:$I$3"})
    tab.insert_chart("AH10", chart)
    tab.write_comment("B2", "Ask Ann")
    tab.insert_textbox("AH30", "A text box")
    tab.insert_button("AH40", {"caption": "Press"})
    tab.conditional_format("H2:H9", {"type": "data_bar", "data_bar_2010": True})
    tab.conditional_format("I2:I9", {"type": "3_color_scale"})
    tab.add_sparkline("AJ2", {"range": "'Key results'!H2:I2"})
    tab.data_validation("P2:P9", {"validate": "list", "source": "=_lists!$A$2:$A$9"})
    tab.add_table("AL1:AM3", {"name": "Mine"})
    tab.write_url("AN2", "https://example.com/deal")
    tab.write_dynamic_array_formula("AO2", "=_xlfn._xlws.SORT(I2:I3)")
    tab.set_header("&L&G", {"image_left": "dot.png", "image_data_left": picture()})
    book.define_name("Targets", "='Key results'!$I$2:$I$9")
    book.set_custom_property("Team", "Sales")
    book.add_chartsheet("A chart")


@pytest.fixture
def rich(tmp_path: Path) -> XlsxDocument:
    return XlsxDocument(write_rich_workbook(tmp_path / "rich.xlsx"))


def parts_of(document: XlsxDocument) -> dict[str, str]:
    """Tab → part, by the order in which the workbook was written."""
    titles = [sheet.title for sheet in read_file(document.path)]
    keys = {"Key results": "key_results", "History": "history", "_okr": "_okr"}
    return {key: f"xl/worksheets/sheet{titles.index(title) + 1}.xml" for title, key in keys.items()}


def test_every_other_part_keeps_its_bytes(rich: XlsxDocument) -> None:
    before = members(rich.path.read_bytes())
    rich.read()

    rich.apply(PLAN)

    after = members(rich.path.read_bytes())
    touched = set(parts_of(rich).values())
    assert list(after) == list(before)
    assert {name for name in before if before[name] != after[name]} == touched
    kinds = ("featurePropertyBag", "sparkline", "drawing", "comments", "chart", "media", "table")
    assert all(any(kind in f"{name} {part!r}" for name, part in before.items()) for kind in kinds)


def test_around_the_cells_of_a_touched_sheet_no_byte_changes(rich: XlsxDocument) -> None:
    before = members(rich.path.read_bytes())
    rich.read()

    rich.apply(PLAN)

    after = members(rich.path.read_bytes())
    for part in parts_of(rich).values():
        shells = [
            re.sub(rb"<dimension [^>]*>", b"", re.sub(rb"<sheetData>.*</sheetData>", b"", text))
            for text in (before[part], after[part])
        ]
        assert shells[0] == shells[1]


def test_in_tabs_of_people_only_the_cells_of_the_plan_change(rich: XlsxDocument) -> None:
    before = members(rich.path.read_bytes())
    rich.read()

    rich.apply(PLAN)

    part = parts_of(rich)["key_results"]
    old, new = (
        {found[1].decode(): found[0] for found in CELL.finditer(text)}
        for text in (before[part], members(rich.path.read_bytes())[part])
    )
    assert {ref for ref in old | new if old.get(ref) != new.get(ref)} == {"A5", "J3"}
    assert new["A5"] == b'<c r="A5" t="inlineStr"><is><t>KR-004</t></is></c>'
    assert new["J3"] == b'<c r="J3"><f>$L3</f></c>'


def test_formats_of_the_first_record_go_on(rich: XlsxDocument) -> None:
    """Every tab of the file shows dates in a format of its own."""
    old = members(rich.path.read_bytes())
    rich.read()
    records: tuple[Record, ...] = tuple(
        {"week": date(2026, 10, day), "id": "KR-001"} for day in range(1, 9)
    )

    rich.apply(Plan(PLAN.changes, {"history": records}))

    part = parts_of(rich)["history"]
    before, after = (
        re.findall(rb'<c r="A\d+" s="(\d+)"', content[part])
        for content in (old, members(rich.path.read_bytes()))
    )
    assert after == before[:1] * 8


def test_entries_keep_order_dates_and_packed_bytes(rich: XlsxDocument) -> None:
    before = {i.filename: i for i in zipfile.ZipFile(rich.path).infolist()}
    rich.read()

    rich.apply(PLAN)

    after = {i.filename: i for i in zipfile.ZipFile(rich.path).infolist()}
    assert list(after) == list(before)
    for name, entry in before.items():
        same = ("date_time", "external_attr", "create_system", "compress_type", "comment")
        assert all(getattr(entry, key) == getattr(after[name], key) for key in same)


def test_a_file_without_a_format_for_dates_gets_one(tmp_path: Path) -> None:
    sheets = [_without_dates(sheet) for sheet in make_sheets()]
    document = XlsxDocument(write_with_xlsxwriter(tmp_path / "plain.xlsx", sheets))
    styles = members(document.path.read_bytes())["xl/styles.xml"]
    document.read()

    document.apply(Plan(PLAN.changes[:1], {"history": ({"week": date(2026, 10, 5)},)}))

    assert document.read().tables["history"].rows[0].value("week") == date(2026, 10, 5)
    after = members(document.path.read_bytes())["xl/styles.xml"]
    assert after.count(b"<xf ") == styles.count(b"<xf ") + 1
    assert re.findall(rb'<cellXfs count="(\d+)"', styles + after) == [b"1", b"2"]


def test_the_dimension_covers_what_is_written(tmp_path: Path) -> None:
    document = XlsxDocument(write_with_xlsxwriter(tmp_path / "okr.xlsx", make_sheets()))
    document.read()
    days = (date(2026, 10, 5) + timedelta(7 * number) for number in range(50))
    records: tuple[Record, ...] = tuple({"week": day, "id": "KR-001"} for day in days)

    document.apply(Plan(PLAN.changes[:1], {"history": records}))

    part = parts_of(document)["history"]
    text = members(document.path.read_bytes())[part]
    assert b'<dimension ref="A1:L51"/>' in text


def _without_dates(sheet: Sheet) -> Sheet:
    for row, place, cell in list(sheet.filled()):
        if isinstance(cell.value, date):
            sheet.put(row, place, Cell(Decimal(5)))
    return sheet
