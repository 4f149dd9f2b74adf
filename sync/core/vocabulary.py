"""The values that the rules take and give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, NamedTuple

Language = Literal["en", "ru"]


class Text(NamedTuple):
    """Words in both languages of the product."""

    en: str
    ru: str

    def of(self, language: Language) -> str:
        return self.ru if language == "ru" else self.en


@dataclass(frozen=True, slots=True)
class ErrorValue:
    """What a spreadsheet shows instead of a value, such as ``#REF!``."""

    code: str


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula to write, without the leading ``=``, in A1 notation and English function names."""

    text: str


CellValue = str | Decimal | bool | date | ErrorValue | None
"""What a cell holds. An empty text is None. A date never carries a time."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as read: its value, whether it is shown as a percentage, and its formula."""

    value: CellValue = None
    percent: bool = False
    formula: str | None = None
    """Without the leading ``=``; shared formulas are already translated to this cell."""


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a tab, its cells by column key; absent cells are empty."""

    number: int
    """Where the row stood when it was read (1 is the first row of the sheet); only good together
    with the snapshot it came from."""
    cells: Mapping[str, Cell]

    def cell(self, column: str) -> Cell:
        return self.cells.get(column, EMPTY)

    def value(self, column: str) -> CellValue:
        return self.cell(column).value


@dataclass(frozen=True, slots=True)
class Table:
    """One tab as read. Settings has one row, whose cells are keyed by setting."""

    tab: str
    """The key of the tab in ``schema.TABS``."""
    title: str
    """The tab's title as it stands in the document."""
    columns: Mapping[str, str]
    """Column key → the title found in the document."""
    rows: tuple[Row, ...]
    letters: Mapping[str, str] = field(default_factory=dict)
    """Column key → its letter, in documents that are grids. In Settings: key → row number."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding about one cell, row or document; its words live in ``sync.core.texts``."""

    code: str
    tab: str = ""
    """Key of the tab, or empty for the document as a whole."""
    id: str = ""
    column: str = ""
    """Key of the column."""
    found: str | Decimal | date = ""
    """What stands in the cell."""
    details: Mapping[str, str | Decimal | date | int] = field(default_factory=dict)
    """Further values that the words of this code name in braces."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A document as read once."""

    document_id: str
    """Empty when the service has not seen the document yet."""
    language: Language
    """Of the titles found."""
    tables: Mapping[str, Table]
    """By tab key; a tab that is not there is absent."""
    problems: tuple[Problem, ...] = ()
    """What reading itself found: tabs or columns missing, doubled, merged."""


Record = Mapping[str, CellValue]
"""One row of a tab that the service owns, by column key."""


@dataclass(frozen=True, slots=True)
class Change:
    """One value before and after, at an id and a column."""

    place: str
    """Key of the tab."""
    id: str
    column: str
    before: CellValue | Formula
    after: CellValue | Formula
    row: int = 0
    """Only for an id or a formula to put into a people's row: where that row stood when read."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All differences between a document and what it ought to show."""

    changes: tuple[Change, ...]
    tables: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)
    """The whole content wanted for each service tab that differs, in order."""
    document_id: str = ""
    """The identity the document carries from now on."""

    def __bool__(self) -> bool:
        return bool(self.changes)


@dataclass(frozen=True, slots=True)
class Period:
    """Half-open days ``[start, end)`` in the document's time zone."""

    start: date
    end: date
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Condition:
    """``field`` is one of ``values`` (operator ``=``), none of them (``!=``), or compares to the
    single number or day in ``values`` (``>`` ``>=`` ``<`` ``<=``)."""

    field: str
    operator: Literal["=", "!=", ">", ">=", "<", "<="]
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One record beside a reading: counted, or not and why."""

    record: str
    title: str
    link: str
    day: date | None
    amount: Decimal | None
    counted: bool
    reason: str
    """Why it is not counted, a key of ``choices.Reason`` in lower case; empty when counted."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One measured value. A rate is a fraction (0.25), a duration is in days, money in the
    export's own currency. ``value`` is None when there is nothing to divide by."""

    metric: str
    value: Decimal | None
    counted: int
    """Records behind the value (behind a rate: its numerator)."""
    cases: int
    """Records in the denominator of a rate or an average; else the same as ``counted``."""
    as_of: datetime
    """When the source last confirmed the value, with a zone."""
    evidence: tuple[Evidence, ...] = ()
    not_counted: int = 0
    """How many records near by are not counted in truth; ``evidence`` lists a capped number."""
    left_out: int = 0
    """How many records would count if they had an amount in the right currency."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names a source uses, from which people choose."""

    source: str
    """A name of ``choices.Source`` in lower case."""
    pipelines: Mapping[str, tuple[str, ...]]
    """Pipeline → its stages in order."""
    owners: tuple[str, ...]
    fields: Mapping[str, tuple[str, ...]]
    """Field → values seen, most frequent first, capped; fields of numbers and days have none."""
    amount_fields: tuple[str, ...]
    currencies: tuple[str, ...]
    as_of: datetime
