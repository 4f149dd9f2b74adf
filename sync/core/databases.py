"""The document as databases of typed properties: what there is in place of tabs and columns.

Ids, memory and lists need no tables of their own there, and the records behind a metric stand in
its own row. Names are those of the schema; types are the ones Notion has.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from sync.core.schema import TABS, Column, Type, Writer
from sync.core.scoring import round_half_up
from sync.core.vocabulary import CellValue, Record, Text

DATABASES = (
    "settings", "objectives", "key_results", "metrics", "kpi", "ideas", "review", "history",
)  # fmt: skip
"""Keys of the tabs that are databases, in the order in which they can be made."""
READ = ("settings", "objectives", "key_results", "metrics", "kpi", "review", "history")
"""Those that a run reads; nothing is checked or written in the others."""
LINKS: Mapping[tuple[str, str], str] = MappingProxyType({
    ("objectives", "parent"): "objectives",
    ("key_results", "objective"): "objectives",
    ("key_results", "metric"): "metrics",
    ("kpi", "metric"): "metrics",
    ("ideas", "objective"): "objectives",
    ("review", "objective"): "objectives",
})  # fmt: skip
"""Tab and column of every relation → the tab it leads to."""
TITLES: Mapping[str, str] = MappingProxyType({"settings": "cycle", "review": "happened"})
"""The column that is the name of a row, where it is not ``title``."""
EVIDENCE = Column(
    "evidence", Text("Evidence", "Расшифровка"), Writer.FORMULA, Type.TEXT,
    Text("The records behind the value. Filled in by the service.",
         "Записи, из которых сложилось значение. Заполняет сервис."),
)  # fmt: skip
"""In the row of a metric, in place of a tab."""
LIVE_ONLY = frozenset({("settings", "today")})
"""What only a formula can show."""
PERCENT = frozenset({
    ("key_results", "progress"), ("key_results", "pace"), ("history", "progress"),
    ("kpi", "attainment"),
})  # fmt: skip
"""Shares, shown as percentages. No column that people fill in is: 70 with the unit % is 70 %."""
_NUMBERS = frozenset({("key_results", "typed")})
_PEOPLE = frozenset({"owner", "author"})
_WORDS = frozenset({("key_results", "status"), ("objectives", "status"), ("history", "status")})


def columns_of(tab: str) -> tuple[Column, ...]:
    """The columns of a database."""
    own = tuple(c for c in TABS[tab].columns if (tab, c.key) not in LIVE_ONLY)
    return (*own, EVIDENCE) if tab == "metrics" else own


def column_of(tab: str, key: str) -> Column:
    """One of them. Raises StopIteration for another key."""
    return next(column for column in columns_of(tab) if column.key == key)


def title_key(tab: str) -> str:
    """The column that is the name of a row."""
    return TITLES.get(tab, "title")


def property_type(tab: str, column: Column) -> str:
    """The type of the property that the template makes for a column."""
    if column.key == title_key(tab):
        return "title"
    if (tab, column.key) in LINKS:
        return "relation"
    if column.key in _PEOPLE and column.writer is Writer.PEOPLE and tab != "metrics":
        return "people"
    if (tab, column.key) in _WORDS or column.choices is not None:
        return "select"
    if column.type is Type.NUMBER or (tab, column.key) in _NUMBERS:
        return "number"
    return "date" if column.type is Type.DATE else "rich_text"


def is_ours(tab: str, column: Column) -> bool:
    """Whether the service writes the property: an id, or what formulas show elsewhere."""
    return tab == "history" or column.writer is not Writer.PEOPLE


def legible(tab: str, values: Record) -> Record:
    """The same with shares to four places, since Notion shows every digit there is: 54.31 %."""
    return {key: _short(value) if (tab, key) in PERCENT else value for key, value in values.items()}


def _short(value: CellValue) -> CellValue:
    return round_half_up(value, 4) if isinstance(value, Decimal) else value
