"""Numbers, dates and states as people and programs write them."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sources.files import HEAD, LOST, OPEN, WON, lines, read

from sync.core.records import DealState
from sync.sources.crm_export.amounts import read_amounts
from sync.sources.crm_export.errors import AmbiguousDatesError
from sync.sources.crm_export.moments import read_moments
from sync.sources.crm_export.states import state_of_stage

MOSCOW = ZoneInfo("Europe/Moscow")


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (["1 200 000,00 ₽", "214 000", "−5,5"], ["1200000.00", "214000", "-5.5"]),
        (["$1,200.00", "1,234"], ["1200.00", "1234"]),
        (["1,234"], ["1234"]),
        (["1.234,56", "1.234"], ["1234.56", "1234"]),
        (["RUB 214,000.00", "RUB 5"], ["214000.00", "5"]),
        (["1,2 млн", "300 тыс. руб."], ["1200000", "300000"]),
        (["(5)", "0", "007"], ["-5", "0", "7"]),
        (["NaN", "inf", "1e5", "abc", "12:30", "1 комната", "5" * 30], [None] * 7),
    ],
)
def test_money_is_read_in_the_light_of_its_column(
    column: list[str], expected: list[str | None]
) -> None:
    found = read_amounts(column, money=True)

    assert [str(found[text].number) if text in found else None for text in column] == expected


def test_a_column_that_contradicts_itself_is_not_guessed() -> None:
    """1.234,56 and 1,234.56 are clear, 1,234 beside them is not."""
    assert sorted(read_amounts(["1.234,56", "1,234.56", "1,234"], money=True)) == [
        "1,234.56", "1.234,56",
    ]  # fmt: skip


def test_what_is_not_money_may_have_three_decimals() -> None:
    assert read_amounts(["1,234"]) == {}
    assert read_amounts(["1,234", "0,5"])["1,234"].number == Decimal("1.234")


def test_currencies_come_from_a_column_else_the_amount_else_the_title(tmp_path: Path) -> None:
    head = HEAD.replace("Amount", '"Amount, ₽"')
    beside = LOST.replace(",300,", ",$300,")

    assert [deal.currency for deal in read(tmp_path, lines(head, WON, beside)).records] == [
        "RUB", "USD",
    ]  # fmt: skip
    named = read(tmp_path, lines(HEAD + ",Валюта", WON + ",Российский рубль", OPEN + ",euro"))
    assert [deal.currency for deal in named.records] == ["RUB", "EUR"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("05.10.2026 14:33:12", datetime(2026, 10, 5, 11, 33, 12, tzinfo=UTC)),
        ("05.10.2026", datetime(2026, 10, 4, 21, tzinfo=UTC)),
        ("2026-10-05 14:33", datetime(2026, 10, 5, 11, 33, tzinfo=UTC)),
        ("2026-10-05T14:33:12.500Z", datetime(2026, 10, 5, 14, 33, 12, tzinfo=UTC)),
        ("2026-10-05T14:33:12+05:00", datetime(2026, 10, 5, 9, 33, 12, tzinfo=UTC)),
        ("10/25/2026, 2:33 PM", datetime(2026, 10, 25, 11, 33, tzinfo=UTC)),
        ("25/10/2026 12:05 am", datetime(2026, 10, 24, 21, 5, tzinfo=UTC)),
        ("5 октября 2026", datetime(2026, 10, 4, 21, tzinfo=UTC)),
        ("31.09.2026", None),
        ("05.10.2026 25:00", None),
        ("05.10.1026", None),
        ("вчера", None),
    ],
)
def test_moments_are_read_in_the_zone_of_the_document(text: str, expected: datetime | None) -> None:
    assert read_moments("Created", [text], MOSCOW).read.get(text) == expected


def test_one_column_tells_the_order_for_the_other(tmp_path: Path) -> None:
    row = "1,First,Closed Won,5,10/05/2026,10/25/2026"

    assert read(tmp_path, lines(HEAD, row)).records[0].created == datetime(
        2026, 10, 4, 21, tzinfo=UTC
    )


def test_one_date_tells_the_order_of_its_column() -> None:
    """Dates like 10/05/2026 are clear once 10/25/2026 stands among them."""
    found = read_moments("Created", ["10/05/2026", "10/25/2026"], MOSCOW).read

    assert found["10/05/2026"] == datetime(2026, 10, 4, 21, tzinfo=UTC)


@pytest.mark.parametrize("column", [["10/05/2026"], ["10/05/2026", "25/10/2026", "10/25/2026"]])
def test_an_order_that_nothing_tells_is_asked_for(column: list[str]) -> None:
    with pytest.raises(AmbiguousDatesError, match="Created") as caught:
        read_moments("Created", column, MOSCOW)

    assert "месяц" in caught.value.text.ru
    assert "05.10.2026" in caught.value.text.ru


@pytest.mark.parametrize(
    ("stage", "expected"),
    [
        ("Успешно реализовано", "won"), ("Закрыто и не реализовано", "lost"),
        ("Успешно — оплачено", "won"), ("Closed Won", "won"), ("Closed Lost", "lost"),
        ("closedwon", "won"), ("Сделка успешна", "won"), ("Сделка провалена", "lost"),
        ("Анализ причины провала", "lost"), ("Deal won (B2B)", "won"), ("Неуспешно", "lost"),
        ("Отказ клиента", "lost"), ("Работа с отказом", "open"), ("Переговоры", "open"),
        ("Qualified To Buy", "open"), ("Wonderful idea", "open"), ("", "open"),
        ("Успешно дозвонились", "open"), ("Успешно завершена", "won"), ("Успешные", "won"),
    ],
)  # fmt: skip
def test_stages_tell_won_and_lost(stage: str, expected: DealState) -> None:
    assert state_of_stage(stage) == expected


@pytest.mark.parametrize(
    ("columns", "cells", "expected"),
    [
        ("Won", "Да", "won"),
        ("Won", "нет", "open"),
        ("Closed,Won", "1,1", "won"),
        ("Closed,Won", "1,0", "lost"),
        ("Closed,Won", "0,0", "open"),
        ("Is closed won,Is closed lost", "false,true", "lost"),
        ("Is closed won,Is closed lost", "false,false", "open"),
    ],
)
def test_columns_of_yes_and_no_go_before_the_stage(
    tmp_path: Path, columns: str, cells: str, expected: DealState
) -> None:
    row = OPEN.replace("Proposal", "Closed Won" if expected != "won" else "Any")

    export = read(tmp_path, lines(f"{HEAD},{columns}", f"{row},{cells}"))

    assert export.records[0].state == expected


def test_a_reopened_deal_is_open(tmp_path: Path) -> None:
    """Bitrix24 says «Сделка закрыта: нет»; the closing date of the first time is still there."""
    rows = lines(HEAD + ",Сделка закрыта", WON + ",Нет", LOST + ",Да")

    assert [deal.state for deal in read(tmp_path, rows).records] == ["open", "lost"]


def test_an_open_stage_full_of_closed_deals_is_pointed_out(tmp_path: Path) -> None:
    odd = [f"{n},Deal,Архив,5,2026-10-01 10:00,2026-10-05 10:00" for n in range(10, 13)]

    export = read(tmp_path, lines(HEAD, WON, OPEN, *odd))

    assert [(problem.code, problem.found) for problem in export.warnings] == [
        ("export-stage-unclear", "Архив"),
    ]  # fmt: skip


def test_a_row_that_is_no_deal_is_named(tmp_path: Path) -> None:
    """Rows are numbered as a spreadsheet shows them; the title row is the first."""
    shifted = "4,Big, deal,Proposal,1,2026-10-01 10:00,2026-10-01"
    nameless = ",Nobody,Proposal,5,2026-10-01 10:00,"

    export = read(tmp_path, lines(HEAD, WON, shifted, LOST, nameless, OPEN))

    assert [deal.id for deal in export.records] == ["1", "2", "3"]
    assert [(problem.code, problem.found) for problem in export.warnings] == [
        ("export-rows-unreadable", "3, 5"),
    ]  # fmt: skip


def test_a_value_that_cannot_be_read_is_blank_and_named(tmp_path: Path) -> None:
    bad = LOST.replace(",300,", ",soon,").replace("2026-10-21 12:00", "later")

    export = read(tmp_path, lines(HEAD, WON, bad, WON.replace("1,First", "4,Fourth")))

    assert export.records[1].amount is None
    assert export.records[1].closed is None
    assert [(problem.found, problem.details["column"], problem.details["rows"])
            for problem in export.warnings] == [
        ("later", "Close Date", "3"), ("soon", "Amount", "3"),
    ]  # fmt: skip


def test_the_last_row_of_a_repeated_id_counts(tmp_path: Path) -> None:
    export = read(tmp_path, lines(HEAD, WON, LOST, WON.replace("1200.50", "7")))

    assert [(deal.id, deal.amount) for deal in export.records] == [
        ("2", Decimal(300)), ("1", Decimal(7)),
    ]  # fmt: skip
    assert [(problem.code, problem.found) for problem in export.warnings] == [
        ("export-id-repeated", "1"),
    ]  # fmt: skip
