"""The tests of a record in words, for ``explain``."""

from __future__ import annotations

from datetime import date

from sync.core.vocabulary import Text

_STATEMENTS: dict[str, Text] = {
    "won": Text("Won", "Выиграна"),
    "ended": Text("Closed", "Закрыта"),
    "closing": Text("Has a closing date", "Есть дата закрытия"),
    "creation": Text("Has a creation date", "Есть дата создания"),
    "amount": Text("Has an amount", "Есть сумма"),
    "linked": Text("Is linked to a deal", "Связано со сделкой"),
    "calls": Text("The call was answered", "Разговор состоялся"),
    "meetings": Text("The meeting was held", "Встреча состоялась"),
    "dated": Text("Has a date", "Есть дата"),
    "reversed": Text("Closed no earlier than created", "Закрыта не раньше, чем создана"),
}
_STATED: dict[str, Text] = {
    "pipeline": Text("Pipeline = {}", "Воронка = {}"),
    "stage": Text("Stage = {}", "Этап = {}"),
    "owner": Text("Owner = {}", "Ответственный = {}"),
    "currency": Text("Currency = {}", "Валюта = {}"),
    "mature": Text("Created at least {} days ago", "С создания прошло не меньше {} дн."),
    "in_time": Text("Won within {} days", "Выиграна за {} дн. или быстрее"),
}
_BETWEEN: dict[str, Text] = {
    "took_place": Text("Took place from {} to {}", "С {} по {}"),
    "closed": Text("Closed from {} to {}", "Закрыта с {} по {}"),
    "created": Text("Created from {} to {}", "Создана с {} по {}"),
}


def statement(kind: str) -> Text:
    """A test that names nothing."""
    return _STATEMENTS[kind]


def stated(kind: str, name: str) -> Text:
    """A test that names one thing."""
    words = _STATED[kind]
    return Text(words.en.replace("{}", name), words.ru.replace("{}", name))


def between(kind: str, first: date, last: date) -> Text:
    """A test of days, both included."""
    words = _BETWEEN[kind]
    russian = (day.strftime("%d.%m.%Y") for day in (first, last))
    return Text(words.en.format(first, last), words.ru.format(*russian))
