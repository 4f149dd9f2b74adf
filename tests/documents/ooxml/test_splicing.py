"""Cells written into a sheet, and everything else left as it was."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from documents.ooxml.tiny import MAIN, read, tiny
from hypothesis import given
from hypothesis import strategies as st

from sync.core.grid import letters_of
from sync.core.vocabulary import Cell, CellValue, ErrorValue, Formula
from sync.documents.ooxml.splicing import Filling, SheetMap, write


def fill(inner: str, cells: dict[tuple[int, int], CellValue | Formula], prefix: str = "") -> str:
    """The inside of a worksheet after some cells were filled with format 3."""
    mark = f":{prefix}".rstrip(":")
    opening = f'<{prefix}worksheet xmlns{mark}="{MAIN}">'
    content = f"{opening}{inner}</{prefix}worksheet>".encode()
    fillings = {where: Filling(value, 3) for where, value in cells.items()}
    written = write(SheetMap(content), fillings, date1904=False).decode()
    assert written.startswith(opening)
    return written.removeprefix(opening).removesuffix(f"</{prefix}worksheet>")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("0.25"), '<c r="A1" s="3"><v>0.25</v></c>'),
        (True, '<c r="A1" s="3" t="b"><v>1</v></c>'),
        (date(2026, 10, 1), '<c r="A1" s="3"><v>46296</v></c>'),
        (date(1812, 6, 24), '<c r="A1" s="3" t="inlineStr"><is><t>1812-06-24</t></is></c>'),
        ("=1", '<c r="A1" s="3" t="inlineStr"><is><t>=1</t></is></c>'),
        (" a<", '<c r="A1" s="3" t="inlineStr"><is><t xml:space="preserve"> a&lt;</t></is></c>'),
        (ErrorValue("#N/A"), '<c r="A1" s="3" t="e"><v>#N/A</v></c>'),
        (Formula('IF(A2<1,"",1)'), '<c r="A1" s="3"><f>IF(A2&lt;1,"",1)</f></c>'),
        (None, '<c r="A1" s="3"/>'),
    ],
)
def test_every_kind_of_value_is_written(value: CellValue | Formula, written: str) -> None:
    before = '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>'

    assert fill(before, {(1, 1): value}) == f'<sheetData><row r="1">{written}</row></sheetData>'


ONE = Decimal(1)
NEW = '<c r="{}" s="3"><v>1</v></c>'.format


@pytest.mark.parametrize(
    ("before", "where", "after"),
    [
        ("<sheetData/>", (2, 2), f'<sheetData><row r="2">{NEW("B2")}</row></sheetData>'),
        ('<sheetData><row r="2" ht="9"/></sheetData>', (2, 1),
         f'<sheetData><row r="2" ht="9">{NEW("A2")}</row></sheetData>'),
        ('<sheetData><row r="2"/></sheetData>', (1, 1),
         f'<sheetData><row r="1">{NEW("A1")}</row><row r="2"/></sheetData>'),
        ('<sheetData><row r="2"/><row r="4"/></sheetData>', (3, 1),
         f'<sheetData><row r="2"/><row r="3">{NEW("A3")}</row><row r="4"/></sheetData>'),
        ('<sheetData><row r="1" spans="1:2"><c r="B1"/></row></sheetData>', (1, 1),
         f'<sheetData><row r="1">{NEW("A1")}<c r="B1"/></row></sheetData>'),
        ('<sheetData><row r="1" spans="1:2"><c r="B1"/></row></sheetData>', (1, 3),
         f'<sheetData><row r="1"><c r="B1"/>{NEW("C1")}</row></sheetData>'),
        ('<sheetData><row r="1" spans="1:2"><c r="B1" s="7"/></row></sheetData>', (1, 2),
         f'<sheetData><row r="1" spans="1:2">{NEW("B1")}</row></sheetData>'),
        ('<sheetData><row r="1" x="a>b"><c r="A1"></c></row></sheetData>', (1, 1),
         f'<sheetData><row r="1" x="a>b">{NEW("A1")}</row></sheetData>'),
        ('<dimension ref="B2"/><sheetData><row r="2"><c r="B2"/></row></sheetData>', (3, 4),
         f'<dimension ref="B2:D3"/><sheetData><row r="2"><c r="B2"/></row>'
         f'<row r="3">{NEW("D3")}</row></sheetData>'),
    ],
)  # fmt: skip
def test_a_cell_finds_its_place(before: str, where: tuple[int, int], after: str) -> None:
    assert fill(before, {where: ONE}) == after


def test_clearing_what_is_not_there_changes_nothing() -> None:
    before = '<sheetData><row r="2"><c r="B2"/></row></sheetData>'

    assert fill(before, {(1, 1): None, (2, 3): None}) == before


def test_a_prefix_of_elements_is_kept() -> None:
    """As some programs write: every element has a prefix."""
    before = '<x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData>'

    after = fill(before, {(1, 1): "a", (2, 1): ONE}, "x:")

    assert after == (
        '<x:sheetData><x:row r="1"><x:c r="A1" s="3" t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c>'
        '</x:row><x:row r="2"><x:c r="A2" s="3"><x:v>1</x:v></x:c></x:row></x:sheetData>'
    )


SHARED = (
    '<row r="1"><c r="A1"><f t="shared" ref="A1:A4" si="0">B1*2</f><v>2</v></c></row>'
    '<row r="2"><c r="A2"><f t="shared" si="0"/><v>4</v></c></row>'
    '<row r="3"><c r="A3"><f t="shared" si="0"></f><v>6</v></c></row>'
)


def test_formulas_that_shared_an_overwritten_text_get_their_own() -> None:
    after = fill(f"<sheetData>{SHARED}</sheetData>", {(1, 1): ONE, (3, 1): ONE})

    assert after == (
        f'<sheetData><row r="1">{NEW("A1")}</row>'
        '<row r="2"><c r="A2"><f>B2*2</f><v>4</v></c></row>'
        f'<row r="3">{NEW("A3")}</row></sheetData>'
    )


def test_a_formula_that_only_borrowed_its_text_disturbs_nobody() -> None:
    after = fill(f"<sheetData>{SHARED}</sheetData>", {(2, 1): ONE})

    changed = SHARED.replace('<c r="A2"><f t="shared" si="0"/><v>4</v></c>', NEW("A2"))
    assert after == f"<sheetData>{changed}</sheetData>"


def test_losing_a_formula_is_noticed() -> None:
    sheet = SheetMap(
        f'<worksheet xmlns="{MAIN}"><sheetData>{SHARED}</sheetData></worksheet>'.encode()
    )

    assert sheet.loses_formula({(1, 1): Filling("x", 0)})
    assert not sheet.loses_formula({(1, 1): Filling(Formula("1"), 0), (9, 9): Filling("x", 0)})


VALUES: st.SearchStrategy[CellValue] = st.one_of(
    st.none(), st.booleans(), st.sampled_from(["a", "=b", " c "]), st.integers(-9, 9).map(Decimal)
)
PLACES = st.tuples(st.integers(1, 12), st.integers(1, 6))
GRIDS = st.dictionaries(PLACES, VALUES, max_size=25)


@given(GRIDS, GRIDS, st.sets(st.integers(1, 12)))
def test_a_written_grid_reads_as_wanted(
    before: dict[tuple[int, int], CellValue],
    wanted: dict[tuple[int, int], CellValue],
    bare: set[int],
) -> None:
    """Any cells over any cells: the wanted ones hold what is wanted, the others what they held."""
    rows = sorted({row for row, _ in before} | bare)
    inner = f"<sheetData>{''.join(row_text(row, before) for row in rows)}</sheetData>"
    sheet = SheetMap(f'<worksheet xmlns="{MAIN}">{inner}</worksheet>'.encode())
    fillings = {where: Filling(value, 0) for where, value in wanted.items()}

    written = write(sheet, fillings, date1904=False).decode()

    after = re.fullmatch(r"<worksheet[^>]*>(.*)</worksheet>", written, re.DOTALL)
    assert after is not None
    expected = {w: v for w, v in (before | wanted).items() if v is not None}
    assert filled(tiny(after[1])) == expected


def row_text(row: int, cells: dict[tuple[int, int], CellValue]) -> str:
    columns = sorted(column for number, column in cells if number == row)
    texts = [cell_text(f"{letters_of(column)}{row}", cells[row, column]) for column in columns]
    return f'<row r="{row}">{"".join(texts)}</row>' if texts else f'<row r="{row}" spans="1:9" />'


def cell_text(reference: str, value: CellValue) -> str:
    if value is None:
        return f'<c r="{reference}"/>'
    if isinstance(value, str):
        return f'<c r="{reference}" t="inlineStr"><is><t>{value}</t></is></c>'
    kind = ' t="b"' if isinstance(value, bool) else ""
    number = int(value) if isinstance(value, bool | Decimal) else 0
    return f'<c r="{reference}"{kind}><v>{number}</v></c>'


def filled(content: bytes) -> dict[tuple[int, int], CellValue]:
    return {(row, column): cell.value for row, column, cell in read(content).filled()}


def test_the_format_of_a_column_serves_cells_not_there_yet() -> None:
    text = (
        f'<worksheet xmlns="{MAIN}"><cols><col min="2" max="3" style="5"/></cols>'
        '<sheetData><row r="1"><c r="C1" s="7"/></row></sheetData></worksheet>'
    )
    sheet = SheetMap(text.encode())

    assert [sheet.style(1, column) for column in (1, 2, 3, 4)] == [0, 5, 7, 0]
    assert (
        read(tiny('<sheetData><row r="1"><c r="C1" s="7"/></row></sheetData>')).cell(1, 3) == Cell()
    )
