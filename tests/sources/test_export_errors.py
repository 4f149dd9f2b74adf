"""Files that cannot be read: each with its own message in both languages, nothing else raised."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sources.files import HEAD, LOST, NOW, OPEN, WON, lines, read, with_part, workbook

from sync.errors import SourceError
from sync.sources.crm_export import errors, read_export
from sync.sources.crm_export.grid import LARGEST
from sync.sources.crm_export.workbook import LARGEST_UNPACKED

BOOK = workbook([HEAD.split(","), WON.split(",")])
FULL = lines(HEAD, *[WON.replace("1,First", f"{n},Сделка {n}") for n in range(10)], LOST, OPEN)


def bomb() -> bytes:
    """A workbook of a few kilobytes that unpacks to more than anyone has memory for."""
    sheet = b" " * 1_000_000
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(LARGEST_UNPACKED + 1):
            part.write(sheet)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", errors.ExportEmptyError),
        (b" \r\n\r\n", errors.ExportEmptyError),
        (lines(HEAD), errors.ExportEmptyError),
        (lines(HEAD, "Total,,,0,,"), errors.ExportEmptyError),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), errors.UnreadableEncodingError),
        ("Просто текст без таблицы", errors.NotATableError),
        ("a,b\n1,2\n", errors.NotATableError),
        ("<html><table><tr><td>ID</td></tr></table></html>", errors.WebPageError),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), errors.OldWorkbookError),
        (BOOK[:-200], errors.DamagedWorkbookError),
        (with_part(BOOK, "xl/worksheets/sheet1.xml", b"<worksheet"), errors.DamagedWorkbookError),
        (lines(HEAD, WON, '2,"Second,Lost,1,,'), errors.BrokenQuotesError),
        ("ID,Имя\n1,Ж".encode()[:-1] + b"\xff,", errors.UnreadableEncodingError),
        (lines(HEAD.replace("Amount", "Сколько"), WON), errors.ColumnMissingError),
        (lines(HEAD, WON.replace("1200.50", "soon")), errors.ColumnUnreadableError),
        (lines(HEAD, WON.replace("2026-10-20 12:00", "soon")), errors.ColumnUnreadableError),
        (lines(HEAD, WON.replace("2026-10-01 10:00", "01/02/2026")), errors.AmbiguousDatesError),
        (lines(HEAD, WON.replace("Closed Won", "Готово")), errors.UnknownStatesError),
        (lines(HEAD + ",Closed", WON.replace("Closed Won", "Готово") + ",1"),
         errors.UnknownStatesError),
        (lines(HEAD, ",a,b,1,,", ",c,d,2,,", WON), errors.RowsUnreadableError),
    ],
)  # fmt: skip
def test_each_file_says_what_is_wrong(
    tmp_path: Path, content: str | bytes, expected: type[SourceError]
) -> None:
    with pytest.raises(expected) as caught:
        read(tmp_path, content)

    assert type(caught.value) is expected
    assert caught.value.permanent
    assert caught.value.text.en.strip()
    assert any("а" <= letter <= "я" for letter in caught.value.text.ru.casefold())


def test_a_missing_column_names_itself_what_it_may_be_called_and_what_is_there(
    tmp_path: Path,
) -> None:
    with pytest.raises(errors.ColumnMissingError) as caught:
        read(tmp_path, lines("ID;Этап сделки;Бюджет;Дата создания;Моя колонка", "1;a;1;;"))

    english, russian = caught.value.text
    assert "no column with: the closing date (such as “Close date”, “Дата закрытия”)" in english
    assert "нет столбцов: дата закрытия (например, «Close date», «Дата закрытия»)" in russian
    assert "«ID», «Этап сделки», «Бюджет», «Дата создания», «Моя колонка»" in russian


def test_all_missing_columns_are_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(errors.ColumnMissingError) as caught:
        read(tmp_path, lines("ID;Этап сделки;Название", "1;a;b"))

    for words in ("сумма", "дата создания", "дата закрытия"):
        assert words in caught.value.text.ru


def test_columns_of_yes_and_no_stand_in_for_the_stage(tmp_path: Path) -> None:
    export = read(
        tmp_path, lines(HEAD.replace("Deal Stage", "Won"), WON.replace("Closed Won", "1"))
    )

    assert export.records[0].state == "won"


@pytest.mark.parametrize("name", ["nowhere.csv", ".", "deals\0.csv"])
def test_a_file_that_is_not_there(tmp_path: Path, name: str) -> None:
    with pytest.raises(errors.ExportMissingError, match="--deals"):
        read_export(tmp_path / name, now=NOW, zone="UTC")


def test_a_zone_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(errors.UnknownZoneError, match="Moskva"):
        read(tmp_path, FULL, zone="Europe/Moskva")


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(LARGEST * 1_000_000 + 1)

    with pytest.raises(errors.ExportTooLargeError, match="100 MB"):
        read_export(path, now=NOW, zone="UTC")


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    with pytest.raises(errors.ExportTooLargeError, match="300 MB"):
        read(tmp_path, bomb(), "deals.xlsx")


@pytest.mark.parametrize(
    "sheet",
    [
        b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>',
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="99999999"><c r="A99999999"><v>1</v></c></row></sheetData></worksheet>',
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="ZZZZZ1"><v>1</v></c></row></sheetData></worksheet>',
    ],
)
def test_a_sheet_that_lies_about_its_size_is_damaged(tmp_path: Path, sheet: bytes) -> None:
    with pytest.raises(errors.DamagedWorkbookError):
        read(tmp_path, with_part(BOOK, "xl/worksheets/sheet1.xml", sheet), "deals.xlsx")


damage = st.lists(
    st.tuples(
        st.sampled_from(["cut", "flip", "insert", "repeat", "swap"]),
        st.floats(0, 1),
        st.floats(0, 1),
        st.binary(min_size=1, max_size=8),
    ),
    min_size=1,
    max_size=5,
)


def damaged(content: bytes, ways: list[tuple[str, float, float, bytes]]) -> bytes:
    for way, first, second, piece in ways:
        start, end = sorted((int(first * len(content)), int(second * len(content))))
        inner = content[start:end]
        content = {
            "cut": content[:start] + content[end:],
            "flip": content[:start] + piece + content[start + len(piece) :],
            "insert": content[:start] + piece + content[start:],
            "repeat": content[:end] + inner[:500] + content[end:],
            "swap": content[end:] + inner + content[:start],
        }[way]
    return content


def only_source_errors(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with suppress(SourceError):
        read_export(path, now=NOW, zone="Europe/Moscow")


@pytest.mark.slow
@settings(max_examples=700, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    original=st.sampled_from([FULL.encode(), FULL.encode("utf-16"), FULL.encode("cp1251"), BOOK]),
    ways=damage,
)
def test_damaged_files_raise_nothing_but_source_errors(
    tmp_path: Path, original: bytes, ways: list[tuple[str, float, float, bytes]]
) -> None:
    only_source_errors(tmp_path / "damaged", damaged(original, ways))


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(inner=st.sampled_from(["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml",
                              "xl/workbook.xml", "[Content_Types].xml"]), ways=damage)  # fmt: skip
def test_workbooks_damaged_inside_raise_nothing_but_source_errors(
    tmp_path: Path, inner: str, ways: list[tuple[str, float, float, bytes]]
) -> None:
    with zipfile.ZipFile(io.BytesIO(BOOK)) as archive:
        part = damaged(archive.read(inner), ways)
    only_source_errors(tmp_path / "damaged.xlsx", with_part(BOOK, inner, part))


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.lists(st.text(max_size=12), min_size=6, max_size=8), max_size=6),
    separator=st.sampled_from([",", ";"]),
)
def test_odd_cells_raise_nothing_but_source_errors(
    tmp_path: Path, rows: list[list[str]], separator: str
) -> None:
    good = [line.replace(",", separator) for line in (HEAD, WON, LOST)]
    odd = [separator.join(row) for row in rows]

    only_source_errors(tmp_path / "odd.csv", lines(*good, *odd).encode("utf-8", "surrogatepass"))
