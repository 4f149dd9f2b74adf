"""Words of what is found in the layout of a document: its tabs, columns and rows."""

from __future__ import annotations

from sync.core.texts.message import Level, Message
from sync.core.vocabulary import Text

E, A = Level.ERROR, Level.ADVICE

TABS: dict[str, Message] = {
    "tab-missing": Message(E, Text(
        "There is no tab “{title}”. Name your tab “{title}”, or copy that tab from a new template.",
        "Нет вкладки «{title}». Назовите свою вкладку «{title}» или скопируйте её из нового"
        " шаблона."),
        Text("a tab named “Objectives”", "вкладка с именем «Цели»")),
    "tab-optional-missing": Message(A, Text(
        "There is no tab “{title}”; the rest works without it. If you need it, copy it from a new"
        " template.",
        "Вкладки «{title}» нет — остальное работает и без неё. Если она нужна, скопируйте её из"
        " нового шаблона."),
        Text("a tab named “History”", "вкладка с именем «История»")),
    "tab-duplicate": Message(A, Text(
        "The tab “{found}” looks like a second “{title}”. Only “{title}” is read. Delete the copy,"
        " or keep it in another file.",
        "Вкладка «{found}» — похоже, вторая «{title}». Читаем только «{title}». Удалите копию или"
        " перенесите её в другой файл."),
        Text("one tab “Key results”, without “Key results (2)”",
             "одна вкладка «Ключевые результаты», без «Ключевые результаты (2)»")),
    "tab-too-long": Message(E, Text(
        "The tab “{tab}” has more than {last} rows; the rest is not read. Delete blank rows at the"
        " bottom, or move old rows to another file.",
        "На вкладке «{tab}» больше {last} строк; остальные не прочитаны. Удалите пустые строки внизу"
        " или перенесите старые строки в другой файл."),
        Text("at most 1,000 rows", "не больше 1000 строк")),
    "header-missing": Message(E, Text(
        "The tab “{title}” has no row of titles near its top. Put the titles back in one row:"
        " {columns} …",
        "На вкладке «{title}» вверху нет строки заголовков. Верните заголовки в одну строку:"
        " {columns} …"),
        Text("ID, Objective, Owner in the first row", "ID, Цель, Ответственный в первой строке")),
    "header-optional-missing": Message(A, Text(
        "The tab “{title}” has no row of titles near its top, so it is neither read nor written."
        " Put the titles back in one row: {columns} …",
        "На вкладке «{title}» вверху нет строки заголовков, поэтому она не читается и не"
        " заполняется. Верните заголовки в одну строку: {columns} …"),
        Text("Idea, Author, For objective in the first row",
             "Идея, Автор, К какой цели в первой строке")),
    "schema-newer": Message(A, Text(
        "The document was made from a newer template (version {found}, this program knows"
        " {known}). Update OKR Sync.",
        "Документ сделан по более новому шаблону (версия {found}, программа знает {known})."
        " Обновите OKR Sync."),
        Text("version 1", "версия 1")),
}  # fmt: skip

COLUMNS: dict[str, Message] = {
    "column-missing": Message(E, Text(
        "“{tab}” has no column “{title}”. Put it back, or name the right column “{title}”; it may"
        " stand anywhere.",
        "В «{tab}» нет столбца «{title}». Верните его или назовите так нужный столбец; стоять он"
        " может где угодно."),
        Text("“Target” above the targets", "«Целевое значение» над целевыми значениями")),
    "column-optional-missing": Message(A, Text(
        "“{tab}” has no column “{title}”, so it is left out. If you need it, put it back, or name"
        " the right column “{title}”.",
        "В «{tab}» нет столбца «{title}», остальное работает. Если он нужен, верните его или"
        " назовите так нужный столбец."),
        Text("“Owner” above the names", "«Ответственный» над именами")),
    "column-duplicate": Message(A, Text(
        "The tab “{tab}” has two columns “{found}”. The one in column {place} is read. Rename or"
        " delete the other.",
        "На вкладке «{tab}» два столбца «{found}». Читаем тот, что в столбце {place}. Другой"
        " переименуйте или удалите."),
        Text("“Target” and “Old target”", "«Целевое значение» и «Прежнее значение»")),
    "setting-missing": Message(E, Text(
        "The tab “{tab}” has no row “{title}”. Type “{title}” in the column of names and the value"
        " to the right of it.",
        "На вкладке «{tab}» нет строки «{title}». Напишите «{title}» в столбце названий, а значение —"
        " справа."),
        Text("Cycle start | 2026-10-01", "Начало цикла | 01.10.2026")),
    "setting-optional-missing": Message(A, Text(
        "The tab “{tab}” has no row “{title}”, so the default is used. If the row was renamed,"
        " name it “{title}” again.",
        "На вкладке «{tab}» нет строки «{title}», берём значение по умолчанию. Если строку"
        " переименовали, верните название «{title}»."),
        Text("Currency | RUB", "Валюта | RUB")),
    "setting-duplicate": Message(A, Text(
        "The tab “{tab}” has two rows “{found}”. The one in row {place} is read. Delete the other.",
        "На вкладке «{tab}» две строки «{found}». Читаем ту, что в строке {place}. Другую удалите."),
        Text("one row “Currency”", "одна строка «Валюта»")),
}  # fmt: skip

ROWS: dict[str, Message] = {
    "cells-merged": Message(A, Text(
        "Cells are merged, so {found} and others like it are read as empty. Unmerge them and fill"
        " in every row.",
        "Ячейки объединены, поэтому {found} и другие такие читаются как пустые. Снимите"
        " объединение и заполните каждую строку."),
        Text("the objective repeated in each of its rows", "цель повторена в каждой своей строке")),
    "row-total": Message(A, Text(
        "Row {row}, “{found}”, looks like a total of other rows and is left out. Move totals to"
        " another tab, or write what the row is about.",
        "Строка {row} «{found}» похожа на итог по другим строкам и не учтена. Перенесите итоги на"
        " другую вкладку или напишите, о чём строка."),
        Text("Total revenue of new clients", "Выручка от новых клиентов, всего")),
    "rows-beyond": Message(A, Text(
        "Rows below {last} on “{tab}” are filled (from row {row}), where formulas of other tabs do"
        " not look. Delete blank rows above, or move old rows to another file.",
        "На вкладке «{tab}» заполнены строки ниже {last}-й (с {row}-й): формулы других вкладок их"
        " не видят. Удалите пустые строки выше или перенесите старые в другой файл."),
        Text("rows 2 to 1001", "строки со 2-й по 1001-ю")),
}  # fmt: skip

MESSAGES: dict[str, Message] = {**TABS, **COLUMNS, **ROWS}
