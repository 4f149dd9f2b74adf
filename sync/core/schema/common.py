"""Columns that several tabs have."""

from __future__ import annotations

from sync.core.schema.model import Column, Type, Writer
from sync.core.vocabulary import Text

P, S, F = Writer.PEOPLE, Writer.SERVICE, Writer.FORMULA

ID = Column(
    "id", Text("ID", "ID"), S, Type.ID,
    Text("Filled in by the service. Keep it as it is.", "Заполняет сервис. Не меняйте."),
)  # fmt: skip


def notes() -> Column:
    return Column(
        "notes", Text("Notes", "Замечания"), F, Type.TEXT,
        Text("What to fix in this row; ✓ when all is well.",
             "Что поправить в строке; ✓ — всё в порядке."),
    )  # fmt: skip
