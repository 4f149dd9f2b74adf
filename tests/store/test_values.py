"""What goes into JSON comes back exactly."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from sync.core.vocabulary import CellValue, ErrorValue, Evidence, Formula, Record
from sync.store.shown import keep_shown, shown_of
from sync.store.values import (
    column_text,
    from_json,
    pack,
    record_from_json,
    record_to_json,
    to_json,
    unpack,
)

CELLS = st.one_of(
    st.none(), st.booleans(), st.text(), st.dates(),
    st.decimals(allow_nan=False, allow_infinity=False), st.builds(ErrorValue, st.text()),
)  # fmt: skip


@given(CELLS)
def test_every_cell_value_comes_back_as_itself(value: CellValue) -> None:
    again = from_json(to_json(value))

    assert again == value
    assert type(again) is type(value)


@pytest.mark.parametrize("number", ["1.50", "1E+300", "0.1000000000000000000000001", "-0", "7"])
def test_a_number_keeps_its_digits(number: str) -> None:
    assert str(from_json(to_json(Decimal(number)))) == number


def test_a_record_passes_through_the_database_unharmed(engine: Engine) -> None:
    """Also with what a column of text could not hold: NUL and half a character."""
    record: Record = {
        "a": Decimal("1.50"), "b": date(2026, 10, 1), "c": "NUL \0 and \ud83d", "d": True,
        "e": ErrorValue("#REF!"), "f": None, "g": "Выручка 🙂",
    }  # fmt: skip

    with engine.begin() as connection:
        keep_shown(connection, "values-all", [record])

    assert shown_of(engine, "values-all") == (record,)


def test_a_record_comes_back_without_a_database() -> None:
    record: Record = {"value": Decimal("0.10"), "as_of": date(2026, 10, 1)}

    assert record_from_json(record_to_json(record)) == record


def test_a_formula_is_no_text() -> None:
    assert from_json(to_json(Formula("TODAY()"))) == Formula("TODAY()")
    assert from_json(to_json("=TODAY()")) == "=TODAY()"


def test_a_dataclass_of_another_version_is_read_as_far_as_it_is_known() -> None:
    item = Evidence("101", "Deal", "", date(2026, 10, 5), Decimal("10.00"), True, "")
    kept = pack(item)
    assert isinstance(kept, dict)

    assert unpack(Evidence, {**kept, "colour": "green"}) == item


def test_a_column_of_text_gets_only_what_it_can_hold(engine: Engine) -> None:
    odd = column_text("a\0b \udc80 Ж")

    with engine.connect() as connection:
        assert connection.scalar(text("SELECT CAST(:odd AS text)"), {"odd": odd}) == odd
    assert odd.startswith("a")
    assert odd.endswith("Ж")
