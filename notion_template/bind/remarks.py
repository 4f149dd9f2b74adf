"""What people should know of a binding before they agree to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sync.core.vocabulary import Language, Text

WORDS: Mapping[str, Text] = {
    "one-table": Text(
        "“{table}” holds objectives and key results together. The service takes every row of it for"
        " a key result; move the objectives into a table of their own.",
        "В «{table}» цели и ключевые результаты лежат вместе. Сервис посчитает ключевым результатом"
        " каждую строку; перенесите цели в отдельную таблицу.",
    ),
    "objective-by-name": Text(
        "“{column}” names objectives by words. Each gets a row in Objectives of the same title;"
        " keep the words and the titles alike.",
        "В столбце «{column}» цели названы словами. Для каждой появится строка в «Целях» с тем же"
        " названием; следите, чтобы слова и названия совпадали.",
    ),
    "objective-named": Text(
        "“{column}” names objectives by words. Keep them the same as the titles in “{table}”.",
        "В столбце «{column}» цели названы словами. Следите, чтобы они совпадали с названиями в"
        " «{table}».",
    ),
    "text-number": Text(
        "“{column}” is a text. Numbers typed there cannot be counted; change its type to Number.",
        "«{column}» — текстовый столбец. Числа в нём посчитать нельзя; смените его тип на «Число».",
    ),
    "scales-mixed": Text(
        "Some of the columns {columns} are percentages and some are not. Give them one format.",
        "Среди столбцов {columns} одни показаны в процентах, другие нет. Задайте им один формат.",
    ),
    "confidence-percent": Text(
        "“{column}” is a percentage; the service reads confidence from 0 to 10, so this column is"
        " not used.",
        "«{column}» — в процентах, а сервис понимает уверенность от 0 до 10, поэтому этот столбец"
        " он не использует.",
    ),
    "cycle-left": Text(
        "“{column}” does not name quarters as 2026-Q4 does, so all objectives count as current.",
        "В столбце «{column}» нет кварталов вида 2026-Q4, поэтому текущими считаются все цели.",
    ),
    "several": Text(
        "“{table}” looks like it, too, and is left alone. To bind that one, give its own address.",
        "«{table}» тоже подходит, но остаётся в стороне. Чтобы привязать её, дайте её собственный"
        " адрес.",
    ),
    "fill-in": Text(
        "{columns}: empty for now; only you can fill that in.",
        "{columns}: пока пусто, заполнить можете только вы.",
    ),
}  # fmt: skip
"""Code → its words; the names in braces come with the remark."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One of them."""

    code: str
    details: Mapping[str, str] = field(default_factory=dict)

    def say(self, language: Language) -> str:
        return WORDS[self.code].of(language).format(**self.details)
