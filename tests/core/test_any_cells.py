"""A hundred thousand cells of anything: the whole path answers, and never falls over."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from teams import SETTINGS, Team, ToldMeter, sync

from sync.core.choices import Calculation, ResultType, Source
from sync.core.schema import TABS, Writer
from sync.core.vocabulary import Cell, ErrorValue

CELLS = 100_000
PARTS = 4
PIECES = (
    "1,8 млн", "45 %", "1.234", "−5", "(12)", "½", "٣", "12 34", "1e5", "NaN", "inf", "0", "-0",
    "да", "нет", "yes", "TRUE", "2026-11-15", "31.02.2026", "11/12/2026", "soon", "O-001", "KR-001",
    "O-001 · Become", "M-001", "m-1", "=SUM(A1)", "#REF!", "{}", "{found}", "%s", "\\", "'", '"',
    "«ёлочки»", "B2B", "B2B › New", "›", "Segment = Enterprise", "Amount >= x", ";;", ",", "₽",
    "Reduce churn", "Повысить качество", "увеличить выручку на 20 %", "bonus", "\u202e", "\u200b",
    "\x00", "\ud800", "🙂" * 3, "a" * 3000, "\n\n", " ", "\u00a0", "Europe/Moscow", "Mars/Base",
)  # fmt: skip
NUMBERS = ("0", "1", "-1", "0.1", "1e300", "-1e300", "1e-300", "123456789012345678", "0.07", "50")
WORDS = tuple(
    title for kind in (ResultType, Calculation, Source) for member in kind for title in member.title
)


def any_cell(draw: random.Random) -> Cell:
    value = draw.choice((
        None, draw.choice(PIECES), draw.choice(PIECES) + draw.choice(PIECES), draw.choice(WORDS),
        Decimal(draw.choice(NUMBERS)), draw.random() < 0.5, ErrorValue("#DIV/0!"),
        date.fromordinal(draw.randint(700_000, 760_000)),
        "".join(chr(draw.randrange(0x20, 0x3000)) for _ in range(draw.randint(0, 12))) or None,
    ))  # fmt: skip
    return Cell(value, percent=draw.random() < 0.1)


def any_rows(draw: random.Random, tab: str, number: int) -> list[Mapping[str, object]]:
    columns = [c.key for c in TABS[tab].columns if c.writer is not Writer.FORMULA]
    return [{key: any_cell(draw) for key in columns} for _ in range(number)]


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_typed_stops_the_job(part: int) -> None:
    draw = random.Random(part)
    seen = 0
    while seen < CELLS // PARTS:
        rows = {"objectives": 12, "key_results": 40, "metrics": 12, "kpi": 8}
        made = {tab: any_rows(draw, tab, number) for tab, number in rows.items()}
        settings = {**SETTINGS, draw.choice(list(SETTINGS)): any_cell(draw)}
        team = Team(
            made["objectives"], made["key_results"], made["metrics"], made["kpi"], settings,
            draw.choice(("en", "ru")),
        )  # fmt: skip
        document = team.document()

        report = sync(document, ToldMeter({"M-001": "0.3", "M-002": "5"}), force=True)

        seen += sum(len(row) for found in made.values() for row in found)
        assert len(report.found.board.results) == len(report.found.checked.key_results)
        assert not sync(document, ToldMeter({"M-001": "0.3", "M-002": "5"}), force=True).plan
    assert seen >= CELLS // PARTS
