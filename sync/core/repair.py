"""Formulas of the template that people overwrote, or that inserted rows lack."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from sync.core.formulas import Layout, at_row, formula, normal_form
from sync.core.identity import Identity, Line
from sync.core.measuring import Known
from sync.core.notes import sentence
from sync.core.schema import ID_TABS, KEY_RESULTS, TABS, Column, Writer
from sync.core.texts.message import show
from sync.core.vocabulary import (
    CellValue,
    Change,
    ErrorValue,
    Formula,
    Language,
    Problem,
    Row,
    Snapshot,
    Table,
)

LONGEST_VALUE = 40


def repair(snapshot: Snapshot, identity: Identity) -> tuple[Change, ...]:
    """Put back what is missing, as it stands in the intact rows; if none is left, as the template
    has it. Prepared rows without content are left alone."""
    layout = layout_of(snapshot)
    changes = [
        change
        for key in ID_TABS
        if (table := snapshot.tables.get(key))
        for column in _formulas(table)
        for change in _repair_column(table, column, identity.lines[key], layout)
    ]
    return (*changes, *_repair_settings(snapshot, layout))


def restored(
    changes: Iterable[Change],
    known: Mapping[str, Known],
    lines: Mapping[str, tuple[Line, ...]],
    today: date,
    language: Language,
) -> list[Problem]:
    """What to say of overwritten formulas. It stands for the rest of the day, so that the next run
    has nothing to take back."""
    found = {
        (change.place, change.id, change.column): _problem(
            change.place, change.id, change.column, language, _typed(change.before, language)
        )
        for change in changes
        if change.before is not None and isinstance(change.after, Formula) and change.id
    }
    document = known.get("DOC")
    if document and document.day("as_of") == today:
        for problem in _said_before(known, lines, language):
            found.setdefault((problem.tab, problem.id, problem.column), problem)
    return list(found.values())


def layout_of(snapshot: Snapshot) -> Layout:
    """Where this document keeps what formulas look at."""
    settings = snapshot.tables.get("settings")
    rows = settings.letters if settings else {}
    return Layout(
        {key: table.title for key, table in snapshot.tables.items()},
        {key: table.letters for key, table in snapshot.tables.items() if key != "settings"},
        {key: int(row) for key, row in rows.items()},
        snapshot.language,
    )


def _formulas(table: Table) -> list[Column]:
    columns = TABS[table.tab].written_by(Writer.FORMULA)
    return [column for column in columns if column.key in table.letters]


def _repair_column(
    table: Table, column: Column, lines: Iterable[Line], layout: Layout
) -> Iterator[Change]:
    forms = _forms(table.rows, column.key)
    form = _usual(forms.values()) or _made(table.tab, column.key, layout)
    for line in lines:
        row = line.row
        if form and forms.get(row.number) != form:
            after = Formula(at_row(form, row.number))
            yield Change(table.tab, line.id, column.key, row.value(column.key), after, row.number)


def _forms(rows: Iterable[Row], column: str) -> dict[int, str]:
    """The form of each formula of a column by its row. Most are alike, and telling so is quick."""
    forms: dict[int, str] = {}
    met: list[str] = []
    for row in rows:
        text = row.cell(column).formula
        if text is None:
            continue
        form = next((form for form in met if at_row(form, row.number) == text), None)
        if form is None:
            form = normal_form(text, row.number)
            met.append(form)
        forms[row.number] = form
    return forms


def _usual(forms: Iterable[str]) -> str:
    """The form that most formulas of a column share; empty when there is none."""
    counted = Counter(forms)
    common = counted.most_common(1)
    usual = common and common[0][1] > 1 and 2 * common[0][1] > counted.total()
    return common[0][0] if usual else ""


def _made(tab: str, column: str, layout: Layout) -> str:
    """The form of the template's own formula; empty when the document lacks what it looks at."""
    try:
        return normal_form(formula(tab, column, 2, layout), 2)
    except KeyError:
        return ""


def _repair_settings(snapshot: Snapshot, layout: Layout) -> Iterator[Change]:
    """Today, last sync and the notes of the document."""
    table = snapshot.tables.get("settings")
    for column in _formulas(table) if table and table.rows else ():
        assert table is not None
        cell = table.rows[0].cell(column.key)
        row = layout.settings_rows[column.key]
        if cell.formula is None and (text := _made("settings", column.key, layout)):
            yield Change("settings", "", column.key, cell.value, Formula(at_row(text, row)), row)


def _said_before(
    known: Mapping[str, Known], lines: Mapping[str, tuple[Line, ...]], language: Language
) -> Iterator[Problem]:
    """What the notes already tell of restored formulas."""
    for tab in ID_TABS:
        columns = [column.key for column in TABS[tab].written_by(Writer.FORMULA)]
        said = {column: _pattern(tab, column, language) for column in columns}
        for line in lines[tab]:
            message = str(known[line.id].row.value("message") or "") if line.id in known else ""
            for column in columns if message else ():
                if told := said[column].search(message):
                    yield _problem(tab, line.id, column, language, told[1])


def _pattern(tab: str, column: str, language: Language) -> re.Pattern[str]:
    """The sentence about a column, whatever value it tells of."""
    words = sentence(_problem(tab, "", column, language, "\0"), language)
    return re.compile(re.escape(words).replace(re.escape("\0"), f"(.{{1,{LONGEST_VALUE}}}?)"))


def _typed(value: CellValue | Formula, language: Language) -> str:
    """What stood in a formula's cell, in a few words, so that it is not lost."""
    if isinstance(value, ErrorValue):
        return value.code
    shown = show(value, language) if isinstance(value, Decimal | date) else str(value)
    return " ".join(shown.split())[:LONGEST_VALUE]


def _problem(tab: str, id_: str, column: str, language: Language, value: str) -> Problem:
    title = TABS[tab].column(column).title.of(language)
    typed = KEY_RESULTS.column("typed").title.of(language)
    return Problem("formula-restored", tab, id_, column, title, {"typed": typed, "value": value})
