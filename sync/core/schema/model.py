"""What a tab and a column are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from sync.core import choices as c
from sync.core.vocabulary import Text

ChoiceList = type[c.Choice]


class Writer(Enum):
    """The one who writes a column."""

    PEOPLE = "P"
    SERVICE = "S"
    FORMULA = "ƒ"


class Type(Enum):
    """What a cell holds."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    LINK = "link"
    """A row of another tab, chosen as ``O-001 · title``."""
    ID = "id"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Column:
    """One column, or one setting of the Settings tab."""

    key: str
    title: Text
    writer: Writer
    type: Type
    hint: Text
    """What may be typed; shown beside the header."""
    required: bool = False
    choices: ChoiceList | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab of the document."""

    key: str
    title: Text
    columns: tuple[Column, ...]
    prefix: str = ""
    """Of the ids of its rows: ``O`` gives ``O-001``."""
    hidden: bool = False
    aliases: tuple[str, ...] = ()

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)

    def written_by(self, writer: Writer) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.writer is writer)


NO_HINT = Text("", "")
