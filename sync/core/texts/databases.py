"""Words of what is found in documents whose tabs are databases with typed properties."""

from __future__ import annotations

from sync.core.texts.message import Level, Message
from sync.core.vocabulary import Text

A = Level.ADVICE

MESSAGES: dict[str, Message] = {
    "column-retyped": Message(A, Text(
        "The property “{title}” of “{tab}” has become {found}; it was {before}. Change its type"
        " back, or the values in it cannot be used.",
        "Свойство «{title}» в «{tab}» стало типа {found}, а было {before}. Верните прежний тип,"
        " иначе значения из него не взять."),
        Text("Target: number", "Целевое значение: число (number)")),
    "link-several": Message(A, Text(
        "Several rows are chosen in “{column}”: {found}. {first} counts. Keep one.",
        "В «{column}» выбрано несколько строк: {found}. Учитывается {first}. Оставьте одну."),
        Text("O-001 · Become the first choice", "O-001 · Стать первым выбором")),
}  # fmt: skip
