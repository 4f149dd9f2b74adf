"""What the page of a Notion workspace says around people's own words, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Words = Mapping[str, Any]

ENGLISH: Words = {
    "pages": "Pages", "way": "Where you are", "title": "Title", "untitled": "Untitled",
    "hint": "A local stand-in for Notion. Click a value to change it."
    " All of it stays on this computer.",
    "none": "No pages yet.", "you_are": "You are", "nobody": "nobody: read only",
    "page_menu": "Page menu", "row_menu": "Row menu", "open": "Open", "duplicate": "Duplicate",
    "move": "Move to …", "move_to": "Move to", "nowhere": "There is no other place.",
    "trash_it": "Move to trash", "trash": "Trash", "trash_empty": "The trash is empty.",
    "in_trash": "This page is in the trash.", "restore": "Restore",
    "new": "New", "new_row": "New", "no_rows": "No rows.", "more": "More rows",
    "no_source": "This database has no table yet.", "group": "Rows of this group",
    "no_value": "No value", "empty": "Empty", "yes": "Yes", "no": "No", "remove": "Remove",
    "search": "Search …", "choose": "Choose an entry", "create": "Create",
    "choose_or_create": "Choose an entry, or type a new one", "people": "People",
    "link_rows": "Choose the rows to link",
    "start_date": "Date", "end_date": "Until", "with_end": "End date",
    "with_time": "Include time", "done": "Done", "clear": "Clear",
    "name": "Name", "description": "Description", "type": "Type", "format": "Number format",
    "options": "Options", "new_option": "New option", "color": "Colour",
    "add_column": "Add a property", "delete_column": "Delete property",
    "related_to": "Related to", "both_sides": "Show on both sides", "formula": "Formula",
    "relation": "Relation", "property": "Property", "counted": "Calculate",
    "comments": "Comments", "comment": "Add a comment …", "reply": "Reply …", "send": "Send",
    "resolve": "Resolve", "reopen": "Re-open", "resolved": "Resolved",
    "today": "Today", "earlier": "Earlier", "later": "Later", "undated": "No date",
    "nothing_there": "Nothing to show here",
    "silent": "The sandbox does not answer. Is the demo still running?",
    "gone": "There is no such page, or it was deleted for good.",
    "gone_part": "This is no longer there: somebody deleted it.",
    "odd": "The page sent something that the sandbox does not know. Reload the page.",
    "not_a_number": "“{text}” is not a number. Type digits only, for example 12.5.",
    "who": "Choose at the top who you are, then try again.",
    "filter": "Filter", "sort": "Sort", "ascending": "↑", "descending": "↓",
    "and": " and ", "or": " or ", "me": "me",
    "table": "Table", "board": "Board", "gallery": "Gallery", "list": "List",
    "calendar": "Calendar", "timeline": "Timeline", "chart": "Chart", "form": "Form",
    "map": "Map", "dashboard": "Dashboard",
    "types": {
        "title": "Title", "rich_text": "Text", "number": "Number", "select": "Select",
        "multi_select": "Multi-select", "status": "Status", "date": "Date", "people": "Person",
        "checkbox": "Checkbox", "url": "URL", "email": "Email", "phone_number": "Phone",
        "files": "Files & media", "relation": "Relation", "rollup": "Rollup",
        "formula": "Formula", "unique_id": "ID", "created_time": "Created time",
        "created_by": "Created by", "last_edited_time": "Last edited time",
        "last_edited_by": "Last edited by", "button": "Button", "place": "Place",
        "verification": "Verification",
    },
    "colors": {
        "default": "Default", "gray": "Gray", "brown": "Brown", "orange": "Orange",
        "yellow": "Yellow", "green": "Green", "blue": "Blue", "purple": "Purple",
        "pink": "Pink", "red": "Red",
    },
    "conditions": {
        "equals": "is", "does_not_equal": "is not", "contains": "contains",
        "does_not_contain": "does not contain", "starts_with": "starts with",
        "ends_with": "ends with", "is_empty": "is empty", "is_not_empty": "is not empty",
        "greater_than": ">", "less_than": "<", "greater_than_or_equal_to": "≥",
        "less_than_or_equal_to": "≤", "before": "is before", "after": "is after",
        "on_or_before": "is on or before", "on_or_after": "is on or after",
    },
}  # fmt: skip
RUSSIAN: Words = {
    "pages": "Страницы", "way": "Где вы", "title": "Название", "untitled": "Без названия",
    "hint": "Песочница вместо Notion. Щёлкните значение, чтобы его изменить."
    " Всё остаётся на этом компьютере.",
    "none": "Страниц пока нет.", "you_are": "Вы", "nobody": "никто: только просмотр",
    "page_menu": "Меню страницы", "row_menu": "Меню строки", "open": "Открыть",
    "duplicate": "Создать копию",
    "move": "Переместить …", "move_to": "Переместить в", "nowhere": "Перемещать некуда.",
    "trash_it": "В корзину", "trash": "Корзина", "trash_empty": "В корзине пусто.",
    "in_trash": "Эта страница в корзине.", "restore": "Восстановить",
    "new": "Создать", "new_row": "Новая строка", "no_rows": "Строк нет.", "more": "Ещё строки",
    "no_source": "В этой базе пока нет таблицы.", "group": "Строки группы",
    "no_value": "Без значения", "empty": "Пусто", "yes": "Да", "no": "Нет", "remove": "Убрать",
    "search": "Поиск …", "choose": "Выберите из списка", "create": "Создать",
    "choose_or_create": "Выберите из списка или впишите новое", "people": "Люди",
    "link_rows": "Выберите связанные строки",
    "start_date": "Дата", "end_date": "До", "with_end": "Дата окончания",
    "with_time": "Указать время", "done": "Готово", "clear": "Очистить",
    "name": "Название", "description": "Описание", "type": "Тип", "format": "Формат числа",
    "options": "Варианты", "new_option": "Новый вариант", "color": "Цвет",
    "add_column": "Добавить свойство", "delete_column": "Удалить свойство",
    "related_to": "Связь с базой", "both_sides": "Показывать с обеих сторон",
    "formula": "Формула", "relation": "Связь", "property": "Свойство", "counted": "Что считать",
    "comments": "Комментарии", "comment": "Написать комментарий …", "reply": "Ответить …",
    "send": "Отправить", "resolve": "Закрыть обсуждение", "reopen": "Вернуть",
    "resolved": "Закрытые",
    "today": "Сегодня", "earlier": "Раньше", "later": "Позже", "undated": "Без даты",
    "nothing_there": "Здесь нечего показать",
    "silent": "Песочница не отвечает. Проверьте, что демо ещё запущено.",
    "gone": "Такой страницы нет, или её удалили навсегда.",
    "gone_part": "Этого больше нет: кто-то уже удалил.",
    "odd": "Страница прислала то, чего песочница не знает. Обновите страницу.",
    "not_a_number": "«{text}» — не число. Впишите только цифры, например 12,5.",
    "who": "Выберите вверху, кто вы, и повторите.",
    "filter": "Фильтр", "sort": "Сортировка", "ascending": "↑", "descending": "↓",
    "and": " и ", "or": " или ", "me": "я",
    "table": "Таблица", "board": "Доска", "gallery": "Галерея", "list": "Список",
    "calendar": "Календарь", "timeline": "Хронология", "chart": "Диаграмма", "form": "Форма",
    "map": "Карта", "dashboard": "Панель",
    "types": {
        "title": "Название", "rich_text": "Текст", "number": "Число", "select": "Выбор",
        "multi_select": "Несколько вариантов", "status": "Статус", "date": "Дата",
        "people": "Человек", "checkbox": "Флажок", "url": "Ссылка", "email": "Почта",
        "phone_number": "Телефон", "files": "Файлы", "relation": "Связь", "rollup": "Сводка",
        "formula": "Формула", "unique_id": "Номер", "created_time": "Когда создано",
        "created_by": "Кто создал", "last_edited_time": "Когда изменено",
        "last_edited_by": "Кто изменил", "button": "Кнопка", "place": "Место",
        "verification": "Проверка",
    },
    "colors": {
        "default": "Обычный", "gray": "Серый", "brown": "Коричневый", "orange": "Оранжевый",
        "yellow": "Жёлтый", "green": "Зелёный", "blue": "Синий", "purple": "Фиолетовый",
        "pink": "Розовый", "red": "Красный",
    },
    "conditions": {
        "equals": "равно", "does_not_equal": "не равно", "contains": "содержит",
        "does_not_contain": "не содержит", "starts_with": "начинается с",
        "ends_with": "заканчивается на", "is_empty": "пусто", "is_not_empty": "не пусто",
        "greater_than": ">", "less_than": "<", "greater_than_or_equal_to": "≥",
        "less_than_or_equal_to": "≤", "before": "раньше", "after": "позже",
        "on_or_before": "не позже", "on_or_after": "не раньше",
    },
}  # fmt: skip
LANGUAGES = ("en", "ru")


def words_of(language: str) -> Words:
    """The words of a language; English for those that the page does not speak."""
    return RUSSIAN if language == "ru" else ENGLISH
