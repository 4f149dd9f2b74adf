"""Words of what is found in documents whose tabs are databases with typed properties."""

from __future__ import annotations

from collections.abc import Mapping

from sync.core.texts.message import Level, Message
from sync.core.vocabulary import Language, Text

A = Level.ADVICE

TYPES: Mapping[str, Text] = {
    "title": Text("Title", "Название"), "rich_text": Text("Text", "Текст"),
    "number": Text("Number", "Число"), "select": Text("Select", "Выбор"),
    "multi_select": Text("Multi-select", "Несколько вариантов"),
    "status": Text("Status", "Статус"), "date": Text("Date", "Дата"),
    "people": Text("Person", "Человек"), "checkbox": Text("Checkbox", "Флажок"),
    "url": Text("URL", "Ссылка"), "email": Text("Email", "Почта"),
    "phone_number": Text("Phone", "Телефон"), "files": Text("Files & media", "Файлы"),
    "relation": Text("Relation", "Связь"), "rollup": Text("Rollup", "Сводка"),
    "formula": Text("Formula", "Формула"),
}  # fmt: skip
"""What people see where the document says ``rich_text``."""


def type_name(kind: str, language: Language) -> str:
    """The name of a type of properties; a rare one goes by its own."""
    return TYPES[kind].of(language) if kind in TYPES else kind


MESSAGES: dict[str, Message] = {
    "column-retyped": Message(A, Text(
        "The property “{title}” of “{tab}” is now of the type “{found}”; it was “{before}”. Change"
        " the type back, or OKR Sync cannot use the property.",
        "У свойства «{title}» в «{tab}» сменился тип: был «{before}», стал «{found}». Верните"
        " прежний, иначе OKR Sync не сможет с ним работать."),
        Text("Target: Number", "Целевое значение: Число")),
    "link-several": Message(A, Text(
        "Several rows are chosen in “{column}”: {found}. {first} counts. Keep one.",
        "В «{column}» выбрано несколько строк: {found}. Учитывается {first}. Оставьте одну."),
        Text("O-001 · Become the first choice", "O-001 · Стать первым выбором")),
}  # fmt: skip
