"""The files of the demo: the sample team's workbook and its deals, moved to stand around today."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

from sheets_template import write_workbook
from sync.core.vocabulary import Language
from sync.errors import SyncError

EXAMPLES = Path(__file__).parents[3] / "examples"
DEALS = {"en": EXAMPLES / "deals-hubspot.csv", "ru": EXAMPLES / "deals-amocrm.csv"}

SAMPLE_DAY = date(2026, 11, 23)
"""The day the sample team and its deals are made for: the middle of a quarter."""
SAMPLE_DAYS = (date(2026, 10, 20), date(2026, 12, 31))
"""Between these days the sample is shown as it is, on others moved to stand around today."""

_DAY = re.compile(r"(?<!\d)(?:(\d{2})\.(\d{2})\.(20\d{2})|(20\d{2})-(\d{2})-(\d{2}))(?!\d)")


class DemoMissingError(SyncError):
    """The sample files are not beside the program."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The sample deals {path.name!r} are not there. Run the demo from a checkout of the"
            " project: make demo.",
            f"Примера сделок «{path.name}» нет. Запустите демо из папки проекта: make demo.",
        )


def moved_by(today: date) -> timedelta:
    """By how much the sample's days are moved."""
    first, last = SAMPLE_DAYS
    return timedelta(0) if first <= today <= last else today - SAMPLE_DAY


def make_files(folder: Path, language: Language, today: date) -> tuple[Path, Path]:
    """The workbook of the sample team and its deals; files that are there are left alone."""
    source = DEALS[language]
    if not source.exists():
        raise DemoMissingError(source)
    folder.mkdir(parents=True, exist_ok=True)
    workbook, deals = folder / f"okr-{language}.xlsx", folder / source.name
    moved = moved_by(today)
    if not deals.exists():
        deals.write_text(move_days(source.read_text("utf-8-sig"), moved), "utf-8-sig", newline="")
    if not workbook.exists():
        write_workbook(workbook, language, sample=True, today=today, moved=moved)
    return workbook, deals


def move_days(text: str, by: timedelta) -> str:
    """The same text with every day in it, ``23.11.2026`` or ``2026-11-23``, moved."""

    def moved(found: re.Match[str]) -> str:
        if found[3]:
            day = date(int(found[3]), int(found[2]), int(found[1])) + by
            return f"{day:%d.%m.%Y}"
        return f"{date(int(found[4]), int(found[5]), int(found[6])) + by:%Y-%m-%d}"

    return _DAY.sub(moved, text) if by else text
