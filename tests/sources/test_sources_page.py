"""docs/sources.md says what the code does."""

from __future__ import annotations

from pathlib import Path

from sync.core.choices import Calculation, Source
from sync.core.fields import STANDARD
from sync.mirror.criteria import NEAR
from sync.sources.crm_export.grid import LARGEST
from sync.sources.crm_export.workbook import LARGEST_UNPACKED

PAGE = (Path(__file__).parents[2] / "docs" / "sources.md").read_text(encoding="utf-8")


def test_every_calculation_is_defined() -> None:
    for kind in Calculation:
        assert f"| {kind.title.en} / {kind.title.ru} |" in PAGE


def test_every_source_is_named() -> None:
    for source in Source:
        assert f"`{source.title.en}` / `{source.title.ru}`" in PAGE


def test_every_title_of_a_column_is_listed_in_its_order() -> None:
    for names in STANDARD.values():
        assert f"| {', '.join(names)} |" in PAGE


def test_limits_are_the_real_ones() -> None:
    assert f"Up to {LARGEST} MB; an .xlsx unpacked, up to {LARGEST_UNPACKED} MB" in PAGE
    assert f"at most {NEAR.days} days outside it" in PAGE
