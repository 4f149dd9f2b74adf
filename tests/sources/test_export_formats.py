"""Files as CRMs write them: encodings, separators, workbooks, reports."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sources.files import HEAD, LOST, NOW, OPEN, WON, lines, read, workbook

from sync.core.records import Export

RUSSIAN = "ID;Название сделки;Этап сделки;Бюджет;Дата создания;Дата закрытия;Сегмент"
RUSSIAN_WON = (
    "7;Ёлка и сыновья;Успешно реализовано;1 200 000,00;01.10.2026 10:00:00;20.10.2026 12:00:00;Юг"
)


def at(day: int, hour: int) -> datetime:
    """A date cell of October."""
    return datetime(2026, 10, day, hour)  # noqa: DTZ001 - workbooks know no zones


def amounts(export: Export) -> list[Decimal | None]:
    return [deal.amount for deal in export.records]


def test_a_plain_file(tmp_path: Path) -> None:
    export = read(tmp_path, lines(HEAD, WON, LOST, OPEN))

    first, second, third = export.records
    assert (first.id, first.title, first.stage, first.state) == ("1", "First", "Closed Won", "won")
    assert first.amount == Decimal("1200.50")
    assert first.created == datetime(2026, 10, 1, 7, tzinfo=UTC)
    assert first.closed == datetime(2026, 10, 20, 9, tzinfo=UTC)
    assert (second.state, third.state) == ("lost", "open")
    assert (third.amount, third.closed, third.pipeline) == (None, None, "")
    assert (export.as_of, export.zone, export.warnings) == (NOW, "Europe/Moscow", ())
    assert not export.whole_days


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "utf-32"]
)
def test_every_encoding_reads_alike(tmp_path: Path, encoding: str) -> None:
    export = read(tmp_path, lines(RUSSIAN, RUSSIAN_WON).encode(encoding))

    assert export.records[0].title == "Ёлка и сыновья"
    assert export.records[0].fields == {"Сегмент": "Юг"}
    assert amounts(export) == [Decimal("1200000.00")]


def test_accents_of_a_western_file_stay(tmp_path: Path) -> None:
    """Salesforce offers ISO-8859-1."""
    row = WON.replace("First", "Café Müller, Zürich".replace(",", ""))

    assert (
        read(tmp_path, lines(HEAD, row).encode("cp1252")).records[0].title == "Café Müller Zürich"
    )


@pytest.mark.parametrize("separator", [";", "\t", "|"])
@pytest.mark.parametrize("told", [False, True])
def test_every_separator_reads_alike(tmp_path: Path, separator: str, told: bool) -> None:
    first = [f"sep={separator}"] if told else []
    rows = [line.replace(",", separator) for line in (HEAD, WON, LOST)]

    assert amounts(read(tmp_path, lines(*first, *rows))) == [Decimal("1200.50"), Decimal(300)]


def test_line_breaks_and_separators_inside_quotes_are_text(tmp_path: Path) -> None:
    quoted = WON.replace("First", '"One ""big"" deal,\r\nsecond line"')

    export = read(tmp_path, lines(HEAD, quoted, LOST))

    assert export.records[0].title == 'One "big" deal, second line'
    assert len(export.records) == 2


def test_a_workbook_reads_like_text(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        [*HEAD.split(",")],
        [1, "First", "Closed Won", 1200.5, at(1, 10), at(20, 12)],
        [2.0, "Second", "Closed Lost", 300, at(2, 10), at(21, 12)],
        [],
        [3, "Third", "Proposal", None, 46298.5, None],
    ]

    export = read(tmp_path, workbook(rows), "deals.xlsx")

    assert [deal.id for deal in export.records] == ["1", "2", "3"]
    assert amounts(export) == [Decimal("1200.5"), Decimal(300), None]
    assert export.records[0].closed == datetime(2026, 10, 20, 9, tzinfo=UTC)
    assert export.records[2].created == datetime(2026, 10, 3, 9, tzinfo=UTC)


def test_the_list_is_found_among_sheets_and_headings(tmp_path: Path) -> None:
    rows: list[list[str]] = [
        ["Opportunity Report"],
        ["As of 2026-11-23"],
        [],
        HEAD.split(","),
        WON.split(","),
    ]

    export = read(tmp_path, workbook(rows), "deals.xlsx")

    assert [deal.title for deal in export.records] == ["First"]


def test_totals_and_lines_below_a_report_are_no_deals(tmp_path: Path) -> None:
    below = [
        "",
        ",Итого,,1500.50,,",
        "Grand Totals (2 records),,,1500.50,,",
        "",
        "Confidential Information - Do Not Distribute",
        "Copyright (c) example.com",
    ]

    export = read(tmp_path, lines(HEAD, WON, "Subtotal,,,1200.50,,", "", LOST, *below))

    assert [deal.id for deal in export.records] == ["1", "2"]
    assert export.warnings == ()


def test_columns_are_found_by_name_in_any_order(tmp_path: Path) -> None:
    """An unknown title is a field; of two columns for one thing the better title wins."""
    export = read(
        tmp_path,
        lines(
            "Opportunity Owner,Статус,Amount (RUB),STAGE,Created,Closed,Won,Close Date,ID,Margin",
            "Anna (anna@example.com),old,1000,Anything,10/05/2026,1,1,10/25/2026,006A,12.5",
            "boris@example.com,new,2000,Else,10/06/2026,0,0,11/30/2026,006B,",
        ),
    )

    first, second = export.records
    assert (first.owner, first.currency, first.state) == ("Anna", "RUB", "won")
    assert (second.owner, second.state) == ("boris", "open")
    assert first.fields == {"Статус": "old", "Margin": Decimal("12.5")}
    assert first.closed == datetime(2026, 10, 24, 21, tzinfo=UTC)
    assert export.whole_days


def test_fields_know_what_they_hold(tmp_path: Path) -> None:
    export = read(
        tmp_path,
        lines(
            HEAD + ",Segment,Margin,Signed,Code,Segment",
            WON + ",SMB,15 %,05.10.2026,007,a",
            LOST + ",Enterprise,−2,06.10.2026,010,b",
        ),
    )

    kinds = {field.name: field.kind for field in export.fields if not field.role}
    assert kinds == {
        "Segment": "text", "Margin": "number", "Signed": "day", "Code": "text",
        "Segment (2)": "text",
    }  # fmt: skip
    assert export.records[1].fields["Margin"] == Decimal(-2)
    assert export.records[1].fields["Signed"] == date(2026, 10, 6)
    assert [field.name for field in export.fields if field.role] == [
        "Deal Stage", "Amount", "Create Date", "Close Date",
    ]  # fmt: skip


def test_the_hash_follows_content_and_zone(tmp_path: Path) -> None:
    same = read(tmp_path, lines(HEAD, WON)).content

    assert read(tmp_path, lines(HEAD, WON), "other.csv").content == same
    assert read(tmp_path, lines(HEAD, WON), zone="UTC").content != same
    assert read(tmp_path, lines(HEAD, LOST)).content != same
