"""What the page of a spreadsheet says around the cells, in the language of the sheet."""

from __future__ import annotations

from collections.abc import Mapping

ENGLISH = {
    "hint": "A local stand-in for Google Sheets. Click a cell and type."
    " All of it stays on this computer.",
    "toolbar": "Sheet",
    "undo": "Undo",
    "insert_above": "Insert row above",
    "delete_row": "Delete row",
    "insert_left": "Insert column left",
    "delete_column": "Delete column",
    "sort_up": "Sort A → Z",
    "sort_down": "Sort Z → A",
    "sort_hint": "Sorts the rows below the frozen ones by the column of the chosen cell",
    "rename_tab": "Rename tab",
    "new_title": "New title of the tab",
    "unfold": "Show folded columns",
    "fold": "Fold columns",
    "cell": "Cell",
    "content": "Content of the cell",
    "choices": "Choices",
    "grid": "Cells",
    "tabs": "Tabs",
    "more_rows": "More rows",
    "hidden_tab": "A hidden tab: people do not see it in Google Sheets",
    "silent": "The sandbox does not answer. Is the demo still running?",
    "gone": "There is no such spreadsheet, or its tab was deleted.",
    "odd": "The page sent something that the sandbox does not know. Reload the page.",
    "outside": "This cell is no longer there: somebody deleted the row or the column.",
}
RUSSIAN = {
    "hint": "Песочница вместо Google Таблиц. Щёлкните ячейку и печатайте."
    " Всё остаётся на этом компьютере.",
    "toolbar": "Таблица",
    "undo": "Отменить",
    "insert_above": "Строка выше",
    "delete_row": "Удалить строку",
    "insert_left": "Столбец слева",
    "delete_column": "Удалить столбец",
    "sort_up": "Сортировка А → Я",
    "sort_down": "Сортировка Я → А",
    "sort_hint": "Сортирует строки под закреплёнными по столбцу выбранной ячейки",
    "rename_tab": "Переименовать лист",
    "new_title": "Новое название листа",
    "unfold": "Показать свёрнутые столбцы",
    "fold": "Свернуть столбцы",
    "cell": "Ячейка",
    "content": "Содержимое ячейки",
    "choices": "Варианты",
    "grid": "Ячейки",
    "tabs": "Листы",
    "more_rows": "Ещё строки",
    "hidden_tab": "Скрытый лист: в Google Таблицах его не видно",
    "silent": "Песочница не отвечает. Проверьте, что демо ещё запущено.",
    "gone": "Такой таблицы нет, или её лист удалили.",
    "odd": "Страница прислала то, чего песочница не знает. Обновите страницу.",
    "outside": "Этой ячейки больше нет: строку или столбец удалили.",
}
INDEX = {
    "en": {
        "title": "Sandbox",
        "hint": "Local stand-ins for Google Sheets, Notion and HubSpot."
        " Nothing here leaves this computer.",
        "sheets": "Spreadsheets",
        "notion": "The Notion workspace",
        "none": "None yet.",
        "missing": "There is no such spreadsheet here.",
        "all": "All spreadsheets",
    },
    "ru": {
        "title": "Песочница",
        "hint": "Местные Google Таблицы, Notion и HubSpot."
        " Отсюда ничего не уходит с этого компьютера.",
        "sheets": "Таблицы",
        "notion": "Рабочее пространство Notion",
        "none": "Пока ни одной.",
        "missing": "Такой таблицы здесь нет.",
        "all": "Все таблицы",
    },
}


def language_of(locale: str) -> str:
    """``ru`` for a Russian sheet, English for all others."""
    return "ru" if locale.startswith("ru") else "en"


def words_of(locale: str) -> Mapping[str, str]:
    """The words for a sheet of this locale."""
    return RUSSIAN if language_of(locale) == "ru" else ENGLISH
