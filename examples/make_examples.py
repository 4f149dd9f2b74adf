"""Writes the sample exports, as amoCRM, HubSpot, Salesforce and Bitrix24 name their columns.

Run it with ``python -m examples.make_examples``; it always writes the same files. A test compares.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

import xlsxwriter

from sandbox.world.team import Invented, make_deals

FOLDER = Path(__file__).parent

AMOCRM_STAGES = ("Первичный контакт", "Переговоры", "Предложение", "Договор")
HUBSPOT_STAGES = ("Appointment Scheduled", "Qualified To Buy", "Decision Maker Bought-In",
                  "Contract Sent")  # fmt: skip
SALESFORCE_STAGES = ("Prospecting", "Needs Analysis", "Proposal/Price Quote", "Negotiation/Review")
BITRIX_STAGES = ("Новая", "Подготовка документов", "Счёт на предоплату", "В работе")


def stage(deal: Invented, stages: Sequence[str], won: str, lost: str) -> str:
    return {"won": won, "lost": lost}.get(deal.state, stages[deal.stage])


def amount(deal: Invented, pattern: str = "{}") -> str:
    return "" if deal.amount is None else pattern.format(deal.amount)


def table(rows: Iterable[Sequence[object]], separator: str, *, quoted: bool = False) -> str:
    buffer = io.StringIO(newline="")
    dialect = csv.unix_dialect if quoted else csv.excel
    csv.writer(buffer, dialect, delimiter=separator).writerows(rows)
    return buffer.getvalue()


def amocrm(deals: Sequence[Invented]) -> bytes:
    """With the columns about people that such exports carry; nothing of them is kept."""
    head = (
        "ID", "Название сделки", "Компания", "Основной контакт", "Ответственный", "Этап сделки",
        "Воронка", "Бюджет", "Дата создания", "Кем создана", "Дата закрытия", "Теги сделки",
        "Примечание", "Рабочий телефон (контакт)", "Рабочий email (контакт)", "Сегмент", "Регион",
        "Источник",
    )  # fmt: skip
    rows = [
        (
            28_400_000 + 7 * deal.number, deal.title.ru, deal.company.ru, "Контактное лицо",
            deal.owner.ru,
            stage(deal, AMOCRM_STAGES, "Успешно реализовано", "Закрыто и не реализовано"),
            deal.pipeline, amount(deal), f"{deal.created:%d.%m.%Y %H:%M:%S}", deal.owner.ru,
            "" if deal.state == "open" else f"{deal.closed:%d.%m.%Y %H:%M:%S}", "", "",
            f"+7 000 000-{deal.number // 100:02}-{deal.number % 100:02}",
            f"client{deal.number}@example.com", deal.segment, deal.region.ru, deal.source.ru,
        )
        for deal in deals
    ]  # fmt: skip
    return table([head, *rows], ";").encode("utf-8-sig")


def hubspot(deals: Sequence[Invented]) -> bytes:
    """An open deal has the day it is expected to close in Close Date."""
    head = (
        "Record ID", "Deal Name", "Deal Stage", "Pipeline", "Amount", "Currency", "Deal owner",
        "Create Date", "Close Date", "Associated Company", "Segment", "Region", "Source",
    )  # fmt: skip
    rows = [
        (
            19_800_000_000 + 31 * deal.number, deal.title.en,
            stage(deal, HUBSPOT_STAGES, "Closed Won", "Closed Lost"), deal.pipeline, amount(deal),
            "RUB", deal.owner.en, f"{deal.created:%Y-%m-%d %H:%M}",
            f"{deal.closed:%Y-%m-%d %H:%M}", deal.company.en, deal.segment, deal.region.en,
            deal.source.en,
        )
        for deal in deals
    ]  # fmt: skip
    return table([head, *rows], ",", quoted=True).encode("utf-8")


def salesforce(deals: Sequence[Invented]) -> bytes:
    """A report exported as .xlsx: dates without times, a total below."""
    head = (
        "Opportunity Owner", "Account Name", "Opportunity Name", "Opportunity Record Type", "Stage",
        "Amount Currency", "Amount", "Created Date", "Close Date", "Closed", "Won", "Lead Source",
        "Segment", "Region", "Opportunity ID",
    )  # fmt: skip
    rows = [
        (
            deal.owner.en, deal.company.en, deal.title.en, deal.pipeline,
            stage(deal, SALESFORCE_STAGES, "Closed Won", "Closed Lost"), "RUB", deal.amount,
            deal.created.date(), deal.closed.date(), deal.state != "open", deal.state == "won",
            deal.source.en, deal.segment, deal.region.en, f"006XX000{deal.number:07}",
        )
        for deal in deals
    ]  # fmt: skip
    total = sum(deal.amount or 0 for deal in deals)
    return workbook([head, *rows, (), ("Total", *[""] * 5, total)])


def workbook(rows: Iterable[Sequence[object]]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"default_date_format": "m/d/yyyy"}) as book:
        book.set_properties({"created": datetime(2026, 11, 20)})  # noqa: DTZ001 - as workbooks do
        sheet = book.add_worksheet("Opportunities")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return buffer.getvalue()


def bitrix24(deals: Sequence[Invented]) -> bytes:
    """Creation has a time, the closing day has none; open deals have an expected one."""
    head = (
        "ID", "Название сделки", "Тип", "Стадия сделки", "Воронка", "Сумма", "Валюта", "Компания",
        "Контакт", "Ответственный", "Дата создания", "Предполагаемая дата закрытия",
        "Сделка закрыта", "Источник", "Комментарий", "Сегмент", "Регион",
    )  # fmt: skip
    rows = [
        (
            1000 + deal.number, deal.title.ru, "Продажа",
            stage(deal, BITRIX_STAGES, "Сделка успешна", "Сделка провалена"), deal.pipeline,
            amount(deal, "{}.00"), "Российский рубль", deal.company.ru, "Контактное лицо",
            deal.owner.ru, f"{deal.created:%d.%m.%Y %H:%M:%S}", f"{deal.closed:%d.%m.%Y}",
            "Нет" if deal.state == "open" else "Да", deal.source.ru, "", deal.segment,
            deal.region.ru,
        )
        for deal in deals
    ]  # fmt: skip
    return table([head, *rows], ";", quoted=True).encode("cp1251")


def make_examples() -> dict[str, bytes]:
    """File name → its content."""
    deals = make_deals()
    return {
        "deals-amocrm.csv": amocrm(deals),
        "deals-hubspot.csv": hubspot(deals),
        "deals-salesforce.xlsx": salesforce(deals),
        "deals-bitrix24.csv": bitrix24(deals),
    }


if __name__ == "__main__":
    for name, content in make_examples().items():
        (FOLDER / name).write_bytes(content)
