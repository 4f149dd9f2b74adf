"""Values of every type of property, as they are read and as they are written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.core.binding import BoundColumn
from sync.core.vocabulary import Cell, CellValue
from sync.documents.notion.values import CUT, ITEM, ITEMS, cell_of, content_of, payload

PLAIN = BoundColumn("abcd", "rich_text")
CHOICE = BoundColumn("abcd", "select", options={"1": "On track", "2": "Done"})
SHARE = BoundColumn("abcd", "number", percent=True)
D = Decimal


def text(*parts: str) -> list[dict[str, Any]]:
    return [{"type": "text", "plain_text": part} for part in parts]


def held(kind: str, value: Any) -> dict[str, Any]:
    return {"id": "abcd", "type": kind, kind: value}


def day(start: str, end: str | None = None) -> Mapping[str, Any]:
    return {"start": start, "end": end, "time_zone": None}


READ: list[tuple[str, Any, CellValue]] = [
    ("number", 0.1, D("0.1")),
    ("number", 7, D(7)),
    ("number", -1.1000000000000001, D("-1.1")),
    ("number", 1e21, D("1e21")),
    ("number", None, None),
    ("title", text("Win ", "the north"), "Win the north"),
    ("rich_text", text(" 5\u00a0%\u200b\n"), "5\u00a0%"),
    ("rich_text", text("  "), None),
    ("rich_text", [], None),
    ("url", "https://example.com", "https://example.com"),
    ("email", "ann@example.com", "ann@example.com"),
    ("phone_number", "+7 000 000-00-00", "+7 000 000-00-00"),
    ("phone_number", None, None),
    ("select", {"id": "1", "name": "🟢", "color": "green"}, "On track"),
    ("select", {"id": "9", "name": "Parked", "color": "gray"}, "Parked"),
    ("select", None, None),
    ("status", {"id": "2", "name": "Fertig", "color": "green"}, "Done"),
    ("multi_select", [{"id": "2", "name": "x"}, {"id": "9", "name": "Parked"}], "Done, Parked"),
    ("multi_select", [], None),
    ("people", [{"id": "1", "name": "Ann"}, {"id": "2", "name": "Bob"}], "Ann, Bob"),
    ("people", [{"object": "user", "id": "1"}], None),
    ("checkbox", False, False),
    ("checkbox", True, True),
    ("date", day("2026-12-01"), date(2026, 12, 1)),
    ("date", day("2026-12-01", "2026-12-15"), date(2026, 12, 1)),
    ("date", day("2026-12-01T23:30:00.000-05:00"), date(2026, 12, 1)),
    ("date", None, None),
    ("unique_id", {"prefix": "KR", "number": 3}, "KR-3"),
    ("unique_id", {"prefix": None, "number": 3}, "3"),
    ("files", [{"name": "plan.pdf", "type": "external"}], "plan.pdf"),
    ("formula", {"type": "number", "number": 0.5}, D("0.5")),
    ("formula", {"type": "string", "string": " yes "}, "yes"),
    ("formula", {"type": "string", "string": None}, None),
    ("formula", {"type": "boolean", "boolean": True}, True),
    ("formula", {"type": "date", "date": day("2026-12-01")}, date(2026, 12, 1)),
    ("formula", {"type": "date", "date": None}, None),
    ("rollup", {"type": "number", "number": 3, "function": "sum"}, D(3)),
    ("rollup", {"type": "number", "number": None, "function": "max"}, None),
    ("rollup", {"type": "array", "array": [held("title", text("A")), held("number", 2)]}, "A, 2"),
    ("rollup", {"type": "array", "array": []}, None),
    ("rollup", {"type": "unsupported", "unsupported": {}}, None),
    ("button", {}, None),
    ("verification", None, None),
    ("created_by", {"object": "user", "id": "1"}, None),
    ("place", {"lat": 1, "lon": 2}, None),
    ("something_new", {"a": 1}, None),
]


@pytest.mark.parametrize(("kind", "value", "expected"), READ)
def test_what_a_property_holds(kind: str, value: Any, expected: CellValue) -> None:
    assert cell_of(held(kind, value), CHOICE) == Cell(expected)


def test_of_a_range_a_due_day_is_the_last() -> None:
    both = held("date", day("2026-12-01", "2026-12-15"))

    assert cell_of(both, PLAIN, last_day=True).value == date(2026, 12, 15)
    assert cell_of(held("date", day("2026-12-01")), PLAIN, last_day=True).value == date(2026, 12, 1)


def test_a_number_of_a_percent_column_is_a_share() -> None:
    assert cell_of(held("number", 0.7), SHARE) == Cell(D("0.7"), percent=True)
    assert cell_of(held("rich_text", text("0.7")), SHARE) == Cell("0.7")


WRITTEN: list[tuple[str, CellValue, BoundColumn, Mapping[str, Any]]] = [
    ("number", D("0.54"), PLAIN, {"number": 0.54}),
    ("number", D("12.00"), PLAIN, {"number": 12}),
    ("number", None, PLAIN, {"number": None}),
    ("number", "much", PLAIN, {"number": None}),
    ("select", "On track", CHOICE, {"select": {"id": "1"}}),
    ("select", "Too early", CHOICE, {"select": {"name": "Too early"}}),
    ("select", "a, b", CHOICE, {"select": {"name": "a  b"}}),
    ("select", "x" * 120, CHOICE, {"select": {"name": "x" * 100}}),
    ("select", None, CHOICE, {"select": None}),
    ("date", date(2026, 11, 23), PLAIN, {"date": {"start": "2026-11-23"}}),
    ("date", None, PLAIN, {"date": None}),
    ("rich_text", None, PLAIN, {"rich_text": []}),
    ("title", "Week 48", PLAIN, {"title": [{"text": {"content": "Week 48"}}]}),
]


@pytest.mark.parametrize(("kind", "value", "column", "expected"), WRITTEN)
def test_how_a_property_is_set(
    kind: str, value: CellValue, column: BoundColumn, expected: Mapping[str, Any]
) -> None:
    assert payload(kind, value, column) == expected


def items(value: str) -> list[tuple[str, str]]:
    """Content and link of every item."""
    made = payload("rich_text", value, PLAIN)["rich_text"]
    return [(i["text"]["content"], i["text"].get("link", {}).get("url", "")) for i in made]


def test_addresses_in_a_text_become_links() -> None:
    assert items("See https://example.com/e/M-001?x=1. Then (https://example.com/b).") == [
        ("See ", ""),
        ("https://example.com/e/M-001?x=1", "https://example.com/e/M-001?x=1"),
        (". Then (", ""),
        ("https://example.com/b", "https://example.com/b"),
        (").", ""),
    ]


def test_a_text_that_is_too_long_ends_with_dots() -> None:
    made = items("x" * (ITEM * ITEMS + 1))

    assert len(made) == ITEMS
    assert made[-1][0].endswith("x" + CUT)


@given(st.text(max_size=50), st.integers(1, 300))
def test_no_item_is_longer_than_notion_takes(part: str, times: int) -> None:
    """It counts as browsers do: letters beyond the first 65,536 are two."""
    value = part.encode("utf-8", "ignore").decode() * times

    made = [content for content, _ in items(value)]

    assert "".join(made) == value
    assert all(0 < len(content.encode("utf-16-le")) // 2 <= ITEM for content in made)


def test_what_people_put_in_is_told_from_how_it_is_shown() -> None:
    renamed = [{"id": "1", "name": name, "color": "red"} for name in ("a", "b")]
    guest = [{"id": "1", "name": name} for name in ("Ann", "Ann Lee")]

    assert content_of(held("select", renamed[0])) == content_of(held("select", renamed[1]))
    assert content_of(held("people", guest[:1])) == content_of(held("people", guest[1:]))
    assert content_of(held("date", day("2026-12-01"))) != content_of(
        held("date", day("2026-12-01", "2026-12-02"))
    )
    assert content_of(held("rich_text", text("a", "b"))) == content_of(
        held("rich_text", text("ab"))
    )
