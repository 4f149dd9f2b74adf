"""Number formats."""

from __future__ import annotations

import pytest

from sync.documents.ooxml.styles import Kind, add_date, kind_of, pick, read_kinds


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("General", ""), ("0", ""), ("#,##0.00", ""), ("0%", "percent"), ("0.0\\ %", "percent"),
        ("0%;[Red]-0%", "percent"), ('0.0" %"', ""), ("0\\%", ""), ("dd.mm.yyyy", "date"),
        ("[$-419]d\\ mmmm\\ yyyy;@", "date"), ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "date"),
        ("mmm\\-yy", "date"), ("mmmm", "date"), ("h:mm", ""), ("[h]:mm:ss", ""), ("mm:ss.0", ""),
        ("h:mm AM/PM", ""), ("dd.mm.yyyy hh:mm", "date"), ('#,##0\\ "дн."', ""), ("0.00E+00", ""),
        ('_-* #,##0.00\\ "₽"_-', ""), ("[Blue]0.0;[Red]-0.0", ""), ("@", ""), ("yyyy", "date"),
    ],
)  # fmt: skip
def test_a_format_tells_dates_and_percentages(code: str, kind: Kind) -> None:
    assert kind_of(code) == kind


def test_formats_that_are_built_in_are_known() -> None:
    numbers = (0, 9, 10, 14, 17, 18, 21, 22, 45, 49, 57)
    xfs = "".join(f'<xf numFmtId="{number}"/>' for number in numbers)

    kinds = read_kinds(f"<styleSheet><cellXfs>{xfs}</cellXfs></styleSheet>".encode())

    assert kinds == (
        "", "percent", "percent", "date", "date", "", "", "date", "", "", "date",
    )  # fmt: skip


def test_formats_of_conditional_colours_are_of_another_list() -> None:
    """LibreOffice numbers those anew, from 164 on like the cells' own."""
    styles = (
        b'<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/></numFmts>'
        b'<cellXfs><xf numFmtId="164"/></cellXfs>'
        b'<dxfs><dxf><numFmt numFmtId="164" formatCode="0.0"/></dxf></dxfs></styleSheet>'
    )

    assert read_kinds(styles) == ("date",)


@pytest.mark.parametrize(
    ("wanted", "is_date", "number"), [(0, False, 0), (1, True, 1), (2, True, 1), (1, False, 0)]
)
def test_the_format_wanted_is_taken_when_it_shows_the_value(
    wanted: int, is_date: bool, number: int
) -> None:
    assert pick(("", "date", "percent"), wanted, date=is_date) == number


def test_a_missing_date_format_has_to_be_added() -> None:
    styles = b'<x:styleSheet><x:cellXfs count="1"><x:xf numFmtId="0"/></x:cellXfs></x:styleSheet>'
    assert pick(read_kinds(styles), 0, date=True) is None

    added, number = add_date(styles)

    assert number == 1
    assert read_kinds(added) == ("", "date")
    assert b'<x:cellXfs count="2">' in added
