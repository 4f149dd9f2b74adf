"""What people should know of a binding before they agree to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sync.core.vocabulary import Language, Text

WORDS: Mapping[str, Text] = {
    "one-table": Text(
        "“{table}” holds objectives and key results together. The service takes every row of it for"
        " a key result; move the objectives into a database of their own.",
        "В «{table}» цели и ключевые результаты лежат вместе. Сервис примет за ключевой результат"
        " каждую строку; перенесите цели в отдельную базу.",
    ),
    "objective-by-name": Text(
        "“{column}” names objectives in words. Each gets a row of the same title in Objectives;"
        " keep the words and the titles the same.",
        "В «{column}» цели названы словами. Для каждой появится строка в «Целях» с тем же"
        " названием; следите, чтобы слова и названия совпадали.",
    ),
    "objective-named": Text(
        "“{column}” names objectives in words. Keep them the same as the titles in “{table}”.",
        "В «{column}» цели названы словами. Следите, чтобы они совпадали с названиями в «{table}».",
    ),
    "text-number": Text(
        "“{column}” is a text. Numbers typed there cannot be counted; change its type to Number.",
        "«{column}» — текстовое свойство. Числа в нём не посчитать; смените его тип на «Число».",
    ),
    "scales-mixed": Text(
        "Some of the properties {columns} are percentages and some are not. Give them one format.",
        "Из свойств {columns} одни показаны в процентах, другие нет. Задайте им один формат.",
    ),
    "confidence-percent": Text(
        "“{column}” is a percentage; the service reads confidence from 0 to 10 and does not use"
        " it. To have it used, change its format and type numbers from 0 to 10.",
        "«{column}» — в процентах, а сервис понимает уверенность от 0 до 10 и это свойство не"
        " учитывает. Чтобы учитывал, смените формат и впишите числа от 0 до 10.",
    ),
    "cycle-left": Text(
        "“{column}” holds no quarters such as 2026-Q4, so all objectives count as current. If they"
        " are not, name the cycles that way.",
        "В «{column}» нет кварталов вида 2026-Q4, поэтому текущими считаются все цели. Если это не"
        " так, назовите циклы таким образом.",
    ),
    "several": Text(
        "“{table}” also looks like key results and is left alone. To bind that one instead, give"
        " its own address.",
        "«{table}» тоже похожа на ключевые результаты, но остаётся в стороне. Чтобы привязать её,"
        " укажите её собственный адрес.",
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
