"""The workbook that people copy.

``build`` makes it as a neutral value (``model``) out of the schema, the formulas and the designs of
its tabs; ``xlsx`` writes that value as a file, ``google`` builds it inside an empty Google Sheet.
``sample`` is an invented team; ``results`` computes what formulas show, for the results kept in the
file.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from sheets_template.build import make_workbook
from sheets_template.xlsx import write
from sync.core.vocabulary import Language

__all__ = ["write_workbook"]


def write_workbook(
    path: Path,
    language: Language,
    *,
    sample: bool,
    today: date,
    moved: timedelta = timedelta(0),
) -> None:
    """Write the template as an .xlsx file, empty for the quarter of ``today`` or with the sample
    team, all of its days ``moved``; the same arguments give the same bytes."""
    write(make_workbook(language, sample=sample, today=today, moved=moved), path)
