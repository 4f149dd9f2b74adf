"""Codes of currencies."""

from __future__ import annotations

import pytest

from sync.core.currencies import currency_code, is_currency


@pytest.mark.parametrize(
    ("text", "code"),
    [("₽", "RUB"), ("руб.", "RUB"), ("rub", "RUB"), ("Российский рубль", "RUB"), ("$", "USD"),
     ("US Dollar", "USD"), (" eur ", "EUR"), ("xyz", "XYZ"), ("", "")],
)  # fmt: skip
def test_codes(text: str, code: str) -> None:
    assert currency_code(text) == code


def test_known_currencies() -> None:
    assert is_currency("тенге")
    assert not is_currency("шт")
    assert not is_currency("")
