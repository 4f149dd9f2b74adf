"""Short answers and names as people type them."""

from __future__ import annotations

import pytest

from sync.core.parsing import Link, parse_cycle, parse_link, parse_list, parse_yes_no


@pytest.mark.parametrize(
    "text", ["yes", "Yes", " YES ", "y", "да", "Да.", "true", "ИСТИНА", "1", "✓", "✔\ufe0f", "+"]
)
def test_yes_in_many_forms(text: str) -> None:
    assert parse_yes_no(text) is True


@pytest.mark.parametrize("text", ["no", "нет", "Нет!", "FALSE", "ложь", "0", "✗", "-", "\u2212"])
def test_no_in_many_forms(text: str) -> None:
    assert parse_yes_no(text) is False


@pytest.mark.parametrize("text", ["", "—", "maybe", "да нет", "2", "10", "yes no", "почти"])
def test_other_words_are_neither(text: str) -> None:
    """A long dash means that nothing is known."""
    assert parse_yes_no(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "2026-Q4", "2026 q4", "2026Q4", "2026/Q4", "Q4 2026", "Q4-2026", "Q4'26", "q4 26",
        "4Q 2026", "4 кв. 2026", "4 кв 2026", "4кв.2026", "4 квартал 2026", "4-й квартал 2026 г.",
        "IV кв. 2026", "iv квартал 2026 года", "2026 г., 4 квартал", "2026, IV квартал", "2026-К4",
        "4\u00a0кв.\u00a02026", "2026\u2013Q4",
    ],
)  # fmt: skip
def test_a_quarter_has_one_name(text: str) -> None:
    assert parse_cycle(text) == "2026-Q4"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("H2 2026", "H2 2026"),
        ("  Осень   2026 ", "Осень 2026"),
        ("Q5 2026", "Q5 2026"),
        ("2026", "2026"),
        ("", ""),
    ],
)
def test_other_cycles_keep_their_names(text: str, expected: str) -> None:
    assert parse_cycle(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("O-001 · Win enterprise", Link("O-001", "Win enterprise")),
        ("O-001 - Win - enterprise", Link("O-001", "Win - enterprise")),
        ("O-001 — Стать — первыми", Link("O-001", "Стать — первыми")),
        ("O-001", Link("O-001", "")),
        ("o-1", Link("O-001", "")),
        ("O–001", Link("O-001", "")),
        ("KR-1234", Link("KR-1234", "")),
        ("Win enterprise", Link("", "Win enterprise")),
        ("Q4 growth", Link("", "Q4 growth")),
        ("O-001a", Link("", "O-001a")),
        ("2026", Link("", "2026")),
        ("", Link("", "")),
    ],
)
def test_an_id_stands_in_front_of_a_choice(text: str, expected: Link) -> None:
    assert parse_link(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("О-001", "O-001"), ("М-003 · Выручка", "M-003"), ("К-002", "K-002"), ("КР-007", "KR-007")],
)
def test_cyrillic_letters_of_an_id_become_latin(text: str, expected: str) -> None:
    assert parse_link(text).id == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Enterprise, SMB", ("Enterprise", "SMB")),
        ('"Rogers, Inc.", SMB', ("Rogers, Inc.", "SMB")),
        ("«ООО, Заря», SMB", ("ООО, Заря", "SMB")),
        ("„A, B“, “C, D”", ("A, B", "C, D")),
        ('"a ""b""", c', ('a "b"', "c")),
        ("ООО «Заря», b", ("ООО «Заря»", "b")),
        ("a,, b,", ("a", "b")),
        ('"open, b', ('"open', "b")),
        (" a   b ", ("a b",)),
        ("", ()),
    ],
)
def test_a_list_parts_at_commas_outside_quotes(text: str, expected: tuple[str, ...]) -> None:
    assert parse_list(text) == expected
