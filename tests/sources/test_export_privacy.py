"""What is never kept of an export."""

from __future__ import annotations

from pathlib import Path

import pytest
from sources.files import HEAD, LOST, OPEN, WON, lines, read

from sync.core.privacy import (
    blot,
    has_phones,
    is_private,
    is_private_title,
    name_only,
)


@pytest.mark.parametrize(
    "title",
    [
        "Рабочий телефон (контакт)", "Phone Number", "Mobile", "Email", "E-mail", "Рабочий email",
        "Примечание", "Примечание 2", "Комментарий", "Notes", "Description", "Основной контакт",
        "Primary Contact", "Associated Contact", "ФИО", "Кем создана", "Created By", "Адрес",
        "Billing Address", "Telegram", "Associated Company IDs", "ИНН", "Следующая задача",
        "Next Step", "Почта",
    ],
)  # fmt: skip
def test_titles_of_private_columns(title: str) -> None:
    assert is_private_title(title)


@pytest.mark.parametrize(
    "title",
    ["Сегмент", "Segment", "Регион", "Industry", "Компания", "Account Name", "Тип", "Lead Source",
     "Probability (%)", "Маржа", "Теги сделки", "Product", "Причина отказа"],
)  # fmt: skip
def test_titles_of_columns_to_select_by(title: str) -> None:
    assert not is_private_title(title)


@pytest.mark.parametrize(
    "text",
    ["+7 900 123-45-67", "8 (900) 123-45-67", "79001234567", "+1 (555) 010-0199", "89001234567"],
)
def test_phones_are_known(text: str) -> None:
    assert has_phones([text, "нет"])
    assert blot(f"Звонок {text}, перезвонить") == "Звонок •••, перезвонить"


@pytest.mark.parametrize(
    "text", ["214000", "1 200 000", "2026-10-05", "12345678", "100500.50", "B2B-2026-000123"]
)
def test_other_numbers_are_no_phones(text: str) -> None:
    assert not has_phones([text])
    assert blot(text) == text


def test_notes_and_lists_of_names_are_private_by_what_stands_in_them() -> None:
    assert is_private({"a", "b" * 101}, 50)
    assert is_private({"a", "write to anna@example.com"}, 50)
    assert is_private({f"Name {n}" for n in range(201)}, 400)
    assert not is_private({f"Region {n}" for n in range(201)}, 1000)
    assert not is_private({"a", "b"}, 2)


def test_owners_keep_their_name_only() -> None:
    assert name_only("Анна Орлова") == "Анна Орлова"
    assert name_only("Anna Orlova (anna@example.com)") == "Anna Orlova"
    assert name_only("Anna Orlova <anna@example.com>") == "Anna Orlova"
    assert name_only("anna.orlova@example.com") == "anna.orlova"


def test_nothing_private_comes_through(tmp_path: Path) -> None:
    """By title, by content, in titles and in owners."""
    export = read(
        tmp_path,
        lines(
            HEAD + ",Deal owner,Телефон,Reach,Extra,Segment,Link",
            WON.replace("First", "Call +7 900 123-45-67")
            + ",Anna <anna@example.com>,+7 900 123-45-67,anna@example.com,79001234567,SMB,"
            "https://crm.example.com/1",
            LOST.replace("Second", "Mail boris@example.com")
            + ",Boris,x,boris@example.com,89001234567,SMB,javascript:alert(1)",
            OPEN + ",Boris,,,,SMB,",
        ),
    )

    kept = repr((export.records, export.fields))
    assert "900" not in kept
    assert "@" not in kept
    assert [field.name for field in export.fields if not field.role] == ["Segment"]
    assert [deal.link for deal in export.records] == ["https://crm.example.com/1", "", ""]
    assert export.records[0].title == "Call •••"
