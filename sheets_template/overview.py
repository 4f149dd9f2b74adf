"""The Overview tab: totals, the running objectives and three charts, all by formula."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from sheets_template import palette as p
from sheets_template.content import Content
from sheets_template.lists import running_range
from sheets_template.model import (
    Area,
    Cell,
    Chart,
    Computed,
    Numbers,
    Page,
    Position,
    Rule,
    Scalar,
    Sheet,
    Style,
    Width,
)
from sheets_template.overview_numbers import (
    View,
    number_cells,
    running,
    status_areas,
    totals,
    week_areas,
)
from sheets_template.results import Results
from sheets_template.rules import bands, chips, committed_bands
from sync.core.choices import Status
from sync.core.formulas import Layout
from sync.core.formulas.place import Place, text
from sync.core.grid import letters_of
from sync.core.scoring import divide
from sync.core.vocabulary import Text

COLUMNS = 12
LEFT = 2
"""The first column after the margin."""
SHOWN = 6
"""Objectives in the table; the chart shows the first five, enough for a team and a quarter."""
CHARTED = 5
CARDS, TABLE, CHARTS = 4, 7, 16
"""Rows where the parts begin."""

TEAM = Text("OKRs", "OKR")
PASSED = (
    Text("", "Прошло "),
    Text(" % of the cycle has passed, days left: ", " % цикла, осталось дней: "),
)
LAST_SYNC = Text("Last sync", "Последняя синхронизация")
CARD_TITLES = (
    Text("Objectives", "Целей"),
    Text("Average score", "Средняя оценка"),
    Text("With data", "Есть данные"),
    Text("On track or done", "В графике и выполнено"),
    Text("At risk", "Под риском"),
    Text("Off track", "Отстаёт"),
)
HEADS = (
    Text("Objective", "Цель"), Text("Kind", "Тип"), Text("Coverage", "Есть данные"),
    Text("Score", "Оценка"), Text("Status", "Статус"),
)  # fmt: skip
SPANS = (4, 1, 1, 1, 1)
KEYS = ("title", "kind", "coverage", "score", "status")
CHART_TITLES = (
    Text("Scores of the objectives", "Оценки целей"),
    Text("Statuses of the key results", "Статусы ключевых результатов"),
    Text(
        "Average score of the key results by week", "Средняя оценка ключевых результатов по неделям"
    ),
)
MORE = Text("… and {n} more in Objectives", "… и ещё {n} на вкладке «Цели»")
EMPTY = Text(
    "Fill in Objectives and Key results: totals and charts appear here.",
    "Заполните «Цели» и «Ключевые результаты» — здесь появятся итоги и диаграммы.",
)

HEAD = Style(color=p.NAVY, size=20, bold=True)
SUB = Style(color=p.GREY, size=11)
CARD = Style(color=p.NAVY, fill=p.MIST, size=22, bold=True, align="center")
CARD_TITLE = Style(color=p.GREY, fill=p.MIST, align="center", top=True)
CARD_COLORS = {3: Status.ON_TRACK, 4: Status.AT_RISK, 5: Status.OFF_TRACK}
TABLE_HEAD = Style(color=p.GREY, bold=True, fill=p.BLUE)
TABLE_CELL = Style(color=p.INK, wrap=True)


def overview_sheet(layout: Layout, content: Content, results: Results) -> Sheet:
    """The second tab."""
    view = View(Place(layout, "overview", 0), content, results)
    cells = {
        **dict(_head(view)), **dict(_cards(view)), **dict(_table(view)), **dict(number_cells(view)),
    }  # fmt: skip
    title = layout.titles["overview"]
    widths = (Width(2), *(Width(12.5) for _ in range(COLUMNS)), Width(2))
    heights = {1: 36.0, 2: 20.0, 3: 12.0, CARDS: 36.0, CARDS + 1: 22.0, CARDS + 2: 12.0,
               TABLE: 24.0, **{TABLE + n: 30.0 for n in range(1, SHOWN + 1)}}  # fmt: skip
    return Sheet(
        "overview", title, cells, widths, Page(title, 0, (week_areas()[1].bottom, COLUMNS + 2)),
        heights=heights, rules=tuple(_rules(view)), charts=_charts(view), tab_color=p.NAVY,
        grid=False,
    )  # fmt: skip


def _head(view: View) -> Iterator[tuple[Position, Cell]]:
    team, cycle = (view.place.setting(key) for key in ("team", "cycle"))
    settings = view.content.settings
    names = [str(settings.get(key) or "") for key in ("team", "cycle")]
    title = f'{text(view.say(TEAM))}&IF({team}="",""," · "&{team})&IF({cycle}="",""," · "&{cycle})'
    value = " · ".join(filter(None, (view.say(TEAM), *names)))
    yield (1, LEFT), Cell(Computed(title, value), HEAD, columns=COLUMNS)
    yield (2, LEFT), Cell(_passed(view), SUB, columns=8)
    label, day = replace(SUB, align="right"), replace(SUB, align="left", numbers=Numbers.DAY)
    yield (2, LEFT + 8), Cell(view.say(LAST_SYNC), label, columns=3)
    synced = view.place.setting("last_sync")
    kept = view.results.value("settings", "last_sync", view.place.layout.settings_rows["last_sync"])
    yield (2, LEFT + 11), Cell(Computed(f'IF({synced}="","–",{synced})', kept or "–"), day)


def _passed(view: View) -> Computed:
    start, end, today = (view.place.setting(key) for key in ("start", "end", "today"))
    share = f"MAX(0,MIN(100,ROUND(100*({today}-{start})/({end}-{start}),0)))"
    before, between = (text(view.say(words)) for words in PASSED)
    left = f"MAX(0,{end}-{today})"
    formula = f'IFERROR(IF(COUNT({start},{end})<2,"",{before}&{share}&{between}&{left}),"")'
    return Computed(formula, _passed_today(view))


def _passed_today(view: View) -> str:
    start, end = (view.content.settings.get(key) for key in ("start", "end"))
    today = view.results.today
    if not isinstance(start, date) or not isinstance(end, date):
        return ""
    gone = divide(Decimal(100 * (today - start).days), Decimal((end - start).days))
    percent = max(0, min(100, int(gone.quantize(Decimal(1), "ROUND_HALF_UP"))))
    before, between = (view.say(words) for words in PASSED)
    return f"{before}{percent}{between}{max(0, (end - today).days)}"


def _cards(view: View) -> Iterator[tuple[Position, Cell]]:
    for number, (title, content) in enumerate(zip(CARD_TITLES, totals(view), strict=True)):
        column = LEFT + 2 * number
        color = p.STATUS_COLORS[CARD_COLORS[number]][0] if number in CARD_COLORS else p.NAVY
        numbers = Numbers.SCORE if number == 1 else Numbers.AS_TYPED
        yield (CARDS, column), Cell(content, replace(CARD, color=color, numbers=numbers), columns=2)
        yield (CARDS + 1, column), Cell(view.say(title), CARD_TITLE, columns=2)


def _table(view: View) -> Iterator[tuple[Position, Cell]]:
    starts = [LEFT + sum(SPANS[:number]) for number in range(len(SPANS))]
    for start, span, head in zip(starts, SPANS, HEADS, strict=True):
        style = replace(TABLE_HEAD, indent=1) if start == LEFT else p.centred(TABLE_HEAD)
        yield (TABLE, start), Cell(view.say(head), style, columns=span)
    objectives = running(view)
    for number in range(1, SHOWN + 1):
        row = objectives[number - 1].line.row.number if number <= len(objectives) else 0
        for start, span, key in zip(starts, SPANS, KEYS, strict=True):
            style = replace(TABLE_CELL, indent=1) if key == "title" else p.centred(TABLE_CELL)
            if key == "score":
                style = replace(style, numbers=Numbers.SCORE, bold=True)
            found = _objective(view, key, number, _shown(view, key, row))
            yield (TABLE + number, start), Cell(found, style, columns=span)
    yield (TABLE + SHOWN + 1, LEFT), Cell(_rest(view), replace(SUB, size=10, indent=1), columns=5)


def _rest(view: View) -> Computed:
    """How many objectives the table leaves out, or what to do when there are none."""
    count = f"MAX({running_range(view.place.layout)})"
    before, after = view.say(MORE).split("{n}")
    more = f"{text(before)}&({count}-{SHOWN})&{text(after)}"
    formula = f'IF({count}=0,{text(view.say(EMPTY))},IF({count}>{SHOWN},{more},""))'
    number = len(running(view))
    kept = view.say(MORE).format(n=number - SHOWN) if number > SHOWN else ""
    return Computed(formula, kept if number else view.say(EMPTY))


def _objective(view: View, key: str, number: int, value: Scalar) -> Computed:
    """A cell of the n-th running objective."""
    row = f"MATCH({number},{running_range(view.place.layout)},0)"
    found = f"INDEX({view.column('objectives', key)},{row})"
    if key == "score":
        return Computed(f'IFERROR(IF({found}="","",{found}),"")', value)
    return Computed(f'IFERROR({found}&"","")', value)


def _shown(view: View, key: str, row: int) -> Scalar:
    if not row:
        return ""
    if key in ("coverage", "score", "status"):
        return view.results.value("objectives", key, row)
    return view.content.value("objectives", key, row) or ""


def _rules(view: View) -> Iterator[Rule]:
    top, bottom = TABLE + 1, TABLE + SHOWN
    kind, score, status = (LEFT + sum(SPANS[:number]) for number in (1, 3, 4))
    area = Area(top, score, bottom, score)
    cell = f"${letters_of(score)}{top}"
    yield from committed_bands(area, cell, f"${letters_of(kind)}{top}")
    yield from bands(area, cell)
    area = Area(top, status, bottom, status)
    yield from chips(area, f"${letters_of(status)}{top}", view.place.layout)


def _charts(view: View) -> tuple[Chart, ...]:
    titles = [view.say(words) for words in CHART_TITLES]
    score = LEFT + sum(SPANS[:3])
    scores = Chart(
        "bars", titles[0], Area(TABLE + 1, LEFT, TABLE + CHARTED, LEFT),
        Area(TABLE + 1, score, TABLE + CHARTED, score), "overview", (CHARTS, LEFT), (546, 300),
        (p.TEAL,),
    )  # fmt: skip
    ring = Chart(
        "ring", titles[1], *status_areas(), "overview", (TABLE, LEFT + 8), (352, 294),
        tuple(p.STATUS_CHART[status] for status in Status), Numbers.AS_TYPED, inset=14,
    )  # fmt: skip
    history = Chart(
        "columns", titles[2], *week_areas(), "overview", (CHARTS, LEFT + 6), (540, 300),
        (p.TEAL,), inset=8, labels=Numbers.DAY,
    )  # fmt: skip
    return scores, ring, history
