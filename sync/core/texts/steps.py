"""The steps of a run as people read them, on a terminal and on a page."""

from __future__ import annotations

from decimal import Decimal

from sync.core.texts.message import show_number
from sync.core.vocabulary import Text

STEPS = {
    "read": Text("Reading the document", "Читаем документ"),
    "validate": Text("Checking the rows", "Проверяем строки"),
    "measure": Text("Measuring the metrics", "Считаем метрики"),
    "score": Text("Scoring", "Считаем оценки"),
    "plan": Text("Planning the changes", "Готовим изменения"),
    "apply": Text("Writing", "Записываем"),
    "record": Text("Keeping the results", "Сохраняем результаты"),
}
"""Names that ``sync.job`` tells, in their order."""
PULL, AROUND = "pull", "measure"
"""``pull 1200`` counts the records loaded so far; it is part of measuring."""
_PULLING = Text("Loading from the CRM, records: {n}", "Загружаем из CRM, записей: {n}")
_RUNNING = Text("at work", "выполняется")
_ORDER = list(STEPS)


def step_text(step: str) -> Text:
    """What a run is doing."""
    name, _, count = step.partition(" ")
    if name == PULL:
        taken = Decimal(count)
        return Text(
            _PULLING.en.format(n=show_number(taken, "en")),
            _PULLING.ru.format(n=show_number(taken, "ru")),
        )
    return STEPS.get(name, _RUNNING)


def step_number(step: str) -> int:
    """Which step it is, from 1; 0 before the first."""
    name = step.partition(" ")[0]
    name = AROUND if name == PULL else name
    return _ORDER.index(name) + 1 if name in STEPS else 0
