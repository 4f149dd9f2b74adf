"""What people read on a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from sync.cli import words
from sync.core.board import ObjectiveResult, Result
from sync.core.choices import Kind, Status
from sync.core.measuring import rounded
from sync.core.notes import grave_first, sentence
from sync.core.schema import TABS
from sync.core.scoring import Band, band
from sync.core.texts import Level, level_of
from sync.core.texts.message import show
from sync.core.texts.steps import step_text
from sync.core.vocabulary import CellValue, Change, ErrorValue, Formula, Language, Problem
from sync.job import Report

MOST_LINES = 25
COUNTED_TABS = ("history", "evidence", "_lists")
BAND_STYLES = {
    Band.GREEN: "green", Band.IDEAL: "bright_green", Band.YELLOW: "yellow", Band.RED: "red",
}  # fmt: skip
STATUS_STYLES = {
    Status.ON_TRACK: "green", Status.DONE: "green", Status.AT_RISK: "yellow",
    Status.OFF_TRACK: "red",
}  # fmt: skip


@contextmanager
def showing_steps(console: Console, language: Language) -> Iterator[Callable[[str], None]]:
    """The step at work, on a terminal; silence in a pipe."""
    if not console.is_terminal:
        yield lambda _: None
        return
    with console.status("…") as status:
        yield lambda step: status.update(step_text(step).of(language))


def print_report(console: Console, report: Report, language: Language, *, changes: bool) -> None:
    """Scores first, then what to mend, then what changed."""
    if not report.found.board.results:
        console.print(words.NOTHING_YET.of(language), soft_wrap=True)
    else:
        console.print(_scores(report, language))
    _print_metrics(console, report, language)
    print_problems(console, report.found.problems, language)
    if changes:
        print_changes(console, report, language)


def print_problems(console: Console, problems: Sequence[Problem], language: Language) -> None:
    """Errors before advice, each with the place it stands at."""
    for level, title, style in (
        (Level.ERROR, words.ERRORS, "bold red"),
        (Level.ADVICE, words.ADVICE, "bold"),
    ):
        found = [p for p in grave_first(problems) if level_of(p.code) is level]
        if found:
            console.print(f"\n[{style}]{title.of(language)}: {len(found)}[/]")
            _print_lines(console, _problem_lines(found, language), language)
    if not problems:
        console.print("\n" + words.CLEAN.of(language))


def print_changes(console: Console, report: Report, language: Language) -> None:
    """How many changes; before they are made, each of them."""
    changes = report.plan.changes
    if not changes:
        console.print("\n" + words.NOTHING.of(language))
        return
    title = words.MADE if report.applied else words.PLANNED
    console.print("\n[bold]" + title.of(language).format(n=len(changes)) + "[/]")
    if not report.applied:
        _print_planned(console, changes, language)


def _print_planned(console: Console, changes: Sequence[Change], language: Language) -> None:
    """Every change; of the long lists that only the service reads, how many."""
    counts = Counter(change.place for change in changes)
    for change in changes:
        if change.place not in COUNTED_TABS:
            console.print(_change_line(change, language), soft_wrap=True)
    for tab in COUNTED_TABS:
        if counts[tab]:
            title = TABS[tab].title.of(language)
            line = words.MANY_CHANGES.of(language).format(tab=title, n=counts[tab])
            console.print("  " + line, soft_wrap=True)


def _scores(report: Report, language: Language) -> Table:
    table = Table(
        title=words.OBJECTIVES.of(language), title_justify="left", box=None, pad_edge=False
    )
    table.add_column("ID", no_wrap=True)
    table.add_column(words.NAME.of(language), ratio=1)
    for title in (words.CURRENT, words.TARGET, words.SCORE_TITLE):
        table.add_column(title.of(language), justify="right", no_wrap=True)
    table.add_column(words.STATUS.of(language), no_wrap=True)
    board = report.found.board
    for objective in board.objectives:
        _add_objective(table, objective, language)
        for result in board.results:
            if result.objective and result.objective.id == objective.line.id:
                _add_result(table, result, language)
    lost = [result for result in board.results if result.objective is None]
    if lost:
        table.add_row("", f"[bold]{words.NO_OBJECTIVE.of(language)}[/]")
    for result in lost:
        _add_result(table, result, language)
    return table


def _add_objective(table: Table, found: ObjectiveResult, language: Language) -> None:
    title = f"[bold]{escape(found.line.title)}[/]"
    score = _score(found.score, language, found.objective.kind)
    table.add_row(found.line.id, title, "", "", score, _status(found.status, language))


def _add_result(table: Table, result: Result, language: Language) -> None:
    target = show(result.kr.target, language) if result.kr else ""
    current = "—" if result.current is None else show(result.current, language)
    table.add_row(
        f"  {result.line.id}",
        escape(result.line.title),
        current,
        target,
        _score(result.score, language),
        _status(result.status, language),
    )


def _score(score: Decimal | None, language: Language, kind: Kind = Kind.ASPIRATIONAL) -> str:
    if score is None:
        return "—"
    text = f"{score:.2f}".replace(".", "," if language == "ru" else ".")
    return f"[{BAND_STYLES[band(score, kind)]}]{text}[/]"


def _status(status: Status | None, language: Language) -> str:
    if status is None:
        return ""
    text = status.title.of(language)
    style = STATUS_STYLES.get(status)
    return f"[{style}]{text}[/]" if style else text


def _print_metrics(console: Console, report: Report, language: Language) -> None:
    readings = [item for item in report.found.measured.values() if item.reading]
    if not readings:
        return
    console.print(f"\n[bold]{words.METRICS.of(language)}[/]")
    for item in readings:
        assert item.reading is not None
        number = item.reading.value
        rate = item.metric.calculation.is_rate
        value, unit = "—", ""
        if number is not None:
            seen = rounded(number, item.metric.calculation)
            value, unit = show(seen * (100 if rate else 1), language), " %" if rate else ""
        counted = words.COUNTED.of(language).format(n=item.reading.counted)
        title = escape(item.metric.title)
        console.print(f"  {item.metric.id}  {title}: {value}{unit} ({counted})", soft_wrap=True)


def _problem_lines(problems: Sequence[Problem], language: Language) -> list[str]:
    """One line a finding; rows of which the same is to be said share one."""
    places: dict[str, list[str]] = {}
    for problem in problems:
        place = problem.id or words.DOCUMENT.of(language)
        places.setdefault(sentence(problem, language), []).append(place)
    return [f"  [bold]{escape(', '.join(dict.fromkeys(ids)))}[/]  {escape(said)}"
            for said, ids in places.items()]  # fmt: skip


def _change_line(change: Change, language: Language) -> str:
    before, after = _shown(change.before, language), _shown(change.after, language)
    arrow = words.BEFORE_AFTER.of(language).format(before=before, after=after)
    return escape(f"  {change.place}  {change.id}  {change.column}: {arrow}")


def _shown(value: CellValue | Formula, language: Language) -> str:
    match value:
        case None:
            return words.EMPTY.of(language)
        case Formula():
            return "ƒ"
        case ErrorValue():
            return value.code
        case bool():
            return str(value)
        case Decimal() | date():
            return show(value, language)
        case _:
            return value if len(value) <= 60 else value[:59] + "…"


def _print_lines(console: Console, lines: Sequence[str], language: Language) -> None:
    for line in lines[:MOST_LINES]:
        console.print(line, soft_wrap=True)
    if len(lines) > MOST_LINES:
        console.print("  " + words.MORE.of(language).format(n=len(lines) - MOST_LINES))
