"""What teams call tables and columns of OKRs, beside the titles of the schema."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TABLES: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "key_results": ("key result", "krs", "kr", "okrs", "okr", "ключевой результат", "результаты",
                    "кры", "кр"),
    "objectives": ("objective", "goals", "goal", "цель", "цели команды", "обджективы"),
})  # fmt: skip

_OWNER = (
    "dri", "responsible", "assignee", "assigned to", "lead", "accountable", "who", "person",
    "ответственная", "исполнитель", "владелец", "кто отвечает", "кто", "сотрудник", "менеджер",
)  # fmt: skip
_REASON = ("why changed", "почему изменили")

COLUMNS: Mapping[tuple[str, str], tuple[str, ...]] = MappingProxyType({
    ("key_results", "owner"): _OWNER,
    ("key_results", "start"): (
        "start", "starting value", "baseline", "initial value", "initial", "start point", "from",
        "was", "старт", "стартовое значение", "начальное значение", "базовое значение", "база",
        "исходное", "было", "начало", "на старте", "от",
    ),
    ("key_results", "target"): (
        "target value", "goal", "goal value", "plan", "planned", "aim", "to", "end value",
        "objective", "целевой показатель", "цель", "план", "таргет", "плановое значение", "станет",
        "хотим", "до",
    ),
    ("key_results", "typed"): (
        "current", "current value", "actual", "actual value", "fact", "now", "today", "value",
        "latest value", "result", "achieved", "факт", "фактическое значение", "текущее",
        "текущее значение", "сейчас", "значение", "стало", "достигнуто", "результат",
        "progress", "прогресс",
    ),
    ("key_results", "confidence"): ("confidence level", "confidence score", "оценка уверенности"),
    ("key_results", "blocker"): (
        "blockers", "risks", "risk", "obstacles", "issues", "impediments", "блокеры", "блокер",
        "риски", "препятствия", "проблемы", "мешает",
    ),
    ("key_results", "next_step"): (
        "next steps", "next action", "next actions", "next", "следующие шаги", "что дальше",
        "что делаем дальше",
    ),
    ("key_results", "checked_on"): (
        "last check in", "check in date", "last updated", "updated", "дата обновления",
        "последний чек ин", "обновлено",
    ),
    ("key_results", "objective"): (
        "objectives", "goal", "goals", "parent objective", "parent goal", "цели", "цель okr",
        "обджектив",
    ),
    ("key_results", "type"): ("kr type", "type", "measure type", "тип", "тип кр"),
    ("key_results", "unit"): (
        "units", "unit of measure", "measure", "ед", "ед изм", "единицы", "единица измерения",
        "единицы измерения",
    ),
    ("key_results", "upper"): ("max", "maximum", "максимум", "не больше"),
    ("key_results", "due"): (
        "due date", "deadline", "end date", "target date", "end", "finish", "timeline", "dates",
        "дедлайн", "дата окончания", "срок выполнения", "окончание", "крайний срок", "сроки",
        "конец", "до",
    ),
    ("key_results", "weight"): ("importance", "важность"),
    ("key_results", "rhythm"): ("frequency", "cadence", "частота", "ритм"),
    ("key_results", "reason"): _REASON,
    ("objectives", "owner"): _OWNER,
    ("objectives", "cycle"): ("quarter", "period", "okr cycle", "квартал", "период"),
    ("objectives", "team"): ("department", "squad", "отдел", "подразделение"),
    ("objectives", "kind"): ("objective type", "type", "тип цели"),
    ("objectives", "state"): ("stage", "стадия"),
    ("objectives", "parent"): (
        "parent", "parent goal", "parent item", "родительская цель", "цель выше",
    ),
    ("objectives", "reason"): _REASON,
})  # fmt: skip
"""Tab and column → other names, likelier ones first. Only what people fill in: a column of the
service's is never one that was there."""
WEAK = frozenset({"progress", "прогресс"})
"""Names that mean the typed value only for want of a better one."""
