"""Names of fields across CRMs and languages."""

from __future__ import annotations

import pytest

from sync.core.fields import COMMON, STANDARD, find_field, fold_field, role_of, same_field


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Segment", "Сегмент"), ("segment ", "SEGMENT"), ("Segment__c", "Сегмент"),
        ("Pipeline", "Воронка"), ("Направление", "Pipeline"), ("Owner", "Ответственный"),
        ("Opportunity Owner", "Deal owner"), ("Amount", "Бюджет"), ("Сумма", "Amount"),
        ("Бюджет, ₽", "Amount (RUB)"), ("Region", "Регион"), ("Lead Source", "Источник"),
        ("Industry", "Отрасль"), ("Product", "Продукт"), ("Deal Type", "Тип"),
        ("Партнёр", "партнер"), ("Loss_reason", "Причина отказа"),
        ("Probability (%)", "Вероятность"),
    ],
)  # fmt: skip
def test_the_same_field(a: str, b: str) -> None:
    assert same_field(a, b)
    assert same_field(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [("Segment", "Регион"), ("Сумма", "Сумма, план"), ("Close Date", "Create Date"), ("A", "B"),
     ("Amount", "Expected amount"), ("Closed", "Close Date")],
)  # fmt: skip
def test_other_fields(a: str, b: str) -> None:
    assert not same_field(a, b)


def test_no_name_means_two_fields() -> None:
    groups = [*STANDARD.values(), *COMMON]
    names = [fold_field(name) for group in groups for name in group]

    assert sorted(names) == sorted(set(names))


def test_a_field_is_found_as_spelt_then_alike_then_by_another_name() -> None:
    names = ["Тип", "тип сделки", "Сегмент"]

    assert find_field("Тип", names) == "Тип"
    assert find_field("ТИП  СДЕЛКИ", names) == "тип сделки"
    assert find_field("Segment", names) == "Сегмент"


def test_several_other_names_are_not_guessed_between() -> None:
    assert find_field("Type", ["Тип", "Тип сделки"]) is None
    assert find_field("Type", ["Регион"]) is None


def test_roles_of_columns() -> None:
    assert role_of("Этап сделки") == "stage"
    assert role_of("Предполагаемая дата закрытия") == "closed"
    assert role_of("Сегмент") is None
