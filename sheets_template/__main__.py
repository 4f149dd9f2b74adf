"""Writes the templates that people copy: ``python -m sheets_template [FOLDER]``."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from sheets_template import write_workbook
from sync.core.vocabulary import Language

FOLDER = Path("templates")
MADE_FOR = date(2026, 10, 1)
"""A fixed day, so that the files change only when the template does."""


def main(folder: Path = FOLDER) -> None:
    """Write both languages."""
    folder.mkdir(parents=True, exist_ok=True)
    languages: tuple[Language, ...] = ("en", "ru")
    for language in languages:
        write_workbook(folder / f"okr-{language}.xlsx", language, sample=False, today=MADE_FOR)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
