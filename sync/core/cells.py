"""The cells of one row read as what they ought to be; what they are not becomes a problem."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TypeVar

from sync.core.choices import Choice, parse_choice, titles
from sync.core.identity import Line, text_of
from sync.core.parsing import Number, parse_date, parse_number
from sync.core.schema import TABS
from sync.core.texts.message import show
from sync.core.vocabulary import CellValue, ErrorValue, Language, Problem, Row

C = TypeVar("C", bound=Choice)
A_TEXT = {"en": "text", "ru": "текст"}
COMPARED_BY_FORMULAS = ("type", "kind", "state")
Detail = str | Decimal | date | int
Found = str | Decimal | date


class CellReader:
    """Reads one row and keeps the problems it meets."""

    def __init__(self, tab: str, line: Line, language: Language) -> None:
        self.tab = TABS[tab]
        self.line = line
        self.row: Row = line.row
        self.language = language
        self.problems: list[Problem] = []

    def say(self, code: str, column: str = "", found: Found = "", **details: Detail) -> None:
        """Note a problem at this row, once however often its cell is looked at."""
        named: Mapping[str, Detail] = (
            {"column": self.title(column), **details} if column else details
        )
        problem = Problem(code, self.tab.key, self.line.id, column, found, named)
        if problem not in self.problems:
            self.problems.append(problem)

    def title(self, column: str) -> str:
        return self.tab.column(column).title.of(self.language)

    def text(self, column: str) -> str:
        value = self.row.value(column)
        if isinstance(value, ErrorValue):
            self.say(
                "value-ignored",
                column,
                value.code,
                expected=A_TEXT[self.language],
            )
            return ""
        return show(value, self.language) if isinstance(value, date) else _plain(value)

    def need_title(self) -> None:
        """Say what is wrong with the row's own text."""
        value = self.row.value("title")
        if isinstance(value, ErrorValue):
            self.say("formula-error", "title", value.code)
        elif not self.line.title:
            self.say("title-missing", "title")

    def number(self, column: str) -> Decimal | None:
        """A number that the score needs: whatever else stands there is an error."""
        value = self.row.value(column)
        match value:
            case None | Decimal():
                return value
            case bool():
                self.say("not-a-number", column, _yes_no(value, self.language))
            case date():
                self.say("date-instead-of-number", column, value)
            case ErrorValue():
                self.say("formula-error", column, value.code)
            case str():
                self._number_in_text(column, value)
        return None

    def number_within(self, column: str, low: int, high: int) -> Decimal | None:
        """A number that no score needs: what cannot be read is left out."""
        value = self.row.value(column)
        if isinstance(value, str):
            parsed = parse_number(value)
            value = parsed.value if isinstance(parsed, Number) else value
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, Decimal):
            self._ignored(column, value, f"{low} – {high}")
            return None
        if not low <= value <= high:
            self.say("number-out-of-range", column, value, low=low, high=high)
            return None
        return value

    def day(self, column: str) -> date | None:
        """A date. One that stands as text is left out, since formulas cannot see it."""
        value = self.row.value(column)
        if value is None or isinstance(value, date):
            return value
        parsed = parse_date(value) if isinstance(value, str) else None
        if isinstance(parsed, date) and isinstance(value, str):
            self.say("date-as-text", column, value, day=parsed)
        else:
            self.say("not-a-date", column, _shown(value, self.language))
        return None

    def choice(self, column: str, kind: type[C], default: C) -> C:
        """A choice without which the row can do: an unknown word gives the default."""
        typed = self.text(column)
        found = self._chosen(column, kind, typed) if typed else default
        if found is None:
            listed = ", ".join(titles(kind, self.language))
            used = default.title.of(self.language)
            self.say("choice-ignored", column, typed, expected=listed, used=used)
        return found or default

    def needed_choice(self, column: str, kind: type[C], missing: str) -> C | None:
        """A choice that the row needs; ``missing`` is the code for a blank cell."""
        typed = self.text(column)
        if not typed:
            self.say(missing, column)
            return None
        found = self._chosen(column, kind, typed)
        if found is None:
            listed = ", ".join(titles(kind, self.language))
            self.say("choice-unknown", column, typed, expected=listed)
        return found

    def _chosen(self, column: str, kind: type[C], typed: str) -> C | None:
        """Where formulas compare the word too, spaces and ё matter as they do there."""
        found = parse_choice(kind, typed)
        titles_of = (title.casefold() for title in found.title) if found else ()
        seen = str(self.row.value(column)).casefold()
        if column in COMPARED_BY_FORMULAS and seen not in titles_of:
            return None
        return found

    def _number_in_text(self, column: str, value: str) -> None:
        parsed = parse_number(value)
        if isinstance(parsed, Number):
            self.say("number-as-text", column, value, number=parsed.value)
        elif len(parsed.readings) > 1:
            first, second = parsed.readings[:2]
            self.say("number-ambiguous", column, value, first=first, second=second)
        else:
            self.say("not-a-number", column, value)

    def _ignored(self, column: str, value: CellValue, expected: str) -> None:
        self.say("value-ignored", column, _shown(value, self.language), expected=expected)


def _shown(value: CellValue, language: Language) -> str:
    if isinstance(value, ErrorValue):
        return value.code
    if isinstance(value, bool):
        return _yes_no(value, language)
    return "" if value is None else show(value, language)


def _yes_no(value: bool, language: Language) -> str:
    return {"en": ("no", "yes"), "ru": ("нет", "да")}[language][value]


def _plain(value: CellValue) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else text_of(value)
