"""Totals of the Overview tab, and the small tables that its charts show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from sheets_template import palette as p
from sheets_template.content import Content
from sheets_template.lists import running_range
from sheets_template.model import Area, Cell, Computed, Numbers, Position, Style
from sheets_template.results import Results
from sync.core.board import ObjectiveResult
from sync.core.choices import Status
from sync.core.formulas.objectives import OF
from sync.core.formulas.place import Place, text
from sync.core.grid import letters_of
from sync.core.scoring import divide, shown
from sync.core.vocabulary import Text

TOP, WEEKS = 33, 14
"""The row where the tables begin, and the weeks of a quarter that is cut into weeks anywhere."""
WORDS, COUNTS, DAYS, MEANS = 2, 4, 6, 7
"""Their columns."""
DATA_TITLE = Text("Numbers behind the charts", "Числа для диаграмм")
WEEK, MEAN = Text("Week from", "Неделя с"), Text("Average score", "Средняя оценка")
STATUS, COUNT = Text("Status", "Статус"), Text("Key results", "Результатов")

DATA_CELL = Style(color=p.GREY, size=9)


@dataclass(frozen=True, slots=True)
class View:
    """What the formulas look at and what they show."""

    place: Place
    content: Content
    results: Results

    def column(self, tab: str, column: str) -> str:
        return self.place.column(tab, column)

    def say(self, words: Text) -> str:
        return words.of(self.place.layout.language)


def totals(view: View) -> Iterator[Computed]:
    """The figures of the cards, in the order of their titles."""
    counted = running_range(view.place.layout)
    counts = {status: _count(status) for status in Status}
    values = _counted(view)
    yield Computed(f"MAX({counted})", Decimal(len(running(view))))
    yield _mean_score(view)
    total, of = sum(values.values()), view.say(OF)
    known = total - values[Status.NO_DATA]
    cells = f"SUM({_count(Status.ON_TRACK)}:{counts[Status.DONE]})"
    yield Computed(f'({cells}-{counts[Status.NO_DATA]})&"{of}"&{cells}', f"{known}{of}{total}")
    good = values[Status.ON_TRACK] + values[Status.DONE]
    yield Computed(f"{counts[Status.ON_TRACK]}+{counts[Status.DONE]}", Decimal(good))
    for status in (Status.AT_RISK, Status.OFF_TRACK):
        yield Computed(counts[status], Decimal(values[status]))


def _mean_score(view: View) -> Computed:
    status, score = (view.column("objectives", key) for key in ("status", "score"))
    which = f'{status},"?*",{score},">="&0'
    mean = f"ROUND(ROUND(SUMIFS({score},{which})/COUNTIFS({which}),10),2)"
    scores = [result.score for result in running(view) if result.score is not None]
    return Computed(f'IFERROR({mean},"–")', _mean(scores) if scores else "–")


def _mean(scores: list[Decimal]) -> Decimal:
    return shown(divide(sum(scores, Decimal(0)), Decimal(len(scores))))


def number_cells(view: View) -> Iterator[tuple[Position, Cell]]:
    """Small tables below the charts."""
    head = replace(DATA_CELL, bold=True)
    yield (TOP, WORDS), Cell(view.say(DATA_TITLE), replace(head, size=10), columns=6)
    for column, words in ((WORDS, STATUS), (COUNTS, COUNT), (DAYS, WEEK), (MEANS, MEAN)):
        yield (TOP + 1, column), Cell(view.say(words), head)
    statuses, values = view.column("key_results", "status"), _counted(view)
    for row, status in enumerate(Status, TOP + 2):
        word = status.title.of(view.place.layout.language)
        counted = Computed(f"COUNTIFS({statuses},{text(word)})", Decimal(values[status]))
        yield (row, WORDS), Cell(word, DATA_CELL)
        yield (row, COUNTS), Cell(counted, DATA_CELL)
    yield from _weeks(view)


def _weeks(view: View) -> Iterator[tuple[Position, Cell]]:
    """Average score of the key results in each week of the cycle; blank in weeks without any."""
    start = view.content.settings.get("start")
    day = replace(DATA_CELL, numbers=Numbers.DAY)
    score = replace(DATA_CELL, numbers=Numbers.SCORE)
    begin = view.place.setting("start")
    for number in range(WEEKS):
        row = TOP + 2 + number
        first = start + timedelta(7 * number) if isinstance(start, date) else None
        week = f'IF(COUNT({begin})=1,{begin}+{7 * number},"")'
        yield (row, DAYS), Cell(Computed(week, first or ""), day)
        yield (row, MEANS), Cell(_week(view, f"${letters_of(DAYS)}{row}", first), score)


def _week(view: View, cell: str, first: date | None) -> Computed:
    week, score = (view.column("history", key) for key in ("week", "score"))
    which = f'{week},">="&{cell},{week},"<"&({cell}+7),{score},">="&0'
    mean = f"ROUND(ROUND(SUMIFS({score},{which})/COUNTIFS({which}),10),2)"
    known = [] if first is None else list(_scores(view, first, first + timedelta(7)))
    return Computed(f'IFERROR({mean},"")', _mean(known) if known else "")


def _scores(view: View, first: date, end: date) -> Iterator[Decimal]:
    for row in view.content.rows.get("history", ()):
        day, score = row.get("week"), row.get("score")
        if isinstance(day, date) and first <= day < end and isinstance(score, Decimal):
            yield score


def running(view: View) -> list[ObjectiveResult]:
    return [result for result in view.results.objectives if result.status is not None]


def _counted(view: View) -> dict[Status, int]:
    found = [result.status for result in view.results.key_results]
    return {status: found.count(status) for status in Status}


def _count(status: Status) -> str:
    """The cell that counts a status."""
    return f"${letters_of(COUNTS)}${TOP + 2 + list(Status).index(status)}"


def status_areas() -> tuple[Area, Area]:
    """The words and the counts of the statuses."""
    top, bottom = TOP + 2, TOP + 1 + len(Status)
    return Area(top, WORDS, bottom, WORDS), Area(top, COUNTS, bottom, COUNTS)


def week_areas() -> tuple[Area, Area]:
    """The first days of the weeks and their mean scores."""
    top, bottom = TOP + 2, TOP + 1 + WEEKS
    return Area(top, DAYS, bottom, DAYS), Area(top, MEANS, bottom, MEANS)
