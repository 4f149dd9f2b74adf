"""Which names mean the same field, whatever the CRM and the language.

``STANDARD`` names the columns every deal has, the best name first; ``COMMON`` names custom fields
that most teams keep. One sheet thus works with the export of any CRM.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from sync.core.currencies import is_currency

STANDARD: dict[str, tuple[str, ...]] = {
    "id": (
        "ID", "Record ID", "Deal ID", "Opportunity ID", "ID сделки", "Номер сделки",
        "Record ID - Deal", "Opportunity ID (18)", "№",
    ),
    "title": (
        "Deal name", "Opportunity name", "Название сделки", "Название", "Deal", "Сделка", "Name",
        "Title", "Deal title", "Наименование",
    ),
    "link": ("Link", "URL", "Ссылка", "Ссылка на сделку", "Record URL", "Deal URL"),
    "pipeline": (
        "Pipeline", "Воронка", "Deal pipeline", "Воронка продаж", "Воронка сделки", "Направление",
        "Направление сделки", "Opportunity record type", "Record type", "Тип записи",
    ),
    "stage": (
        "Stage", "Deal stage", "Этап", "Этап сделки", "Стадия", "Стадия сделки", "Stage name",
        "Opportunity stage", "Этап воронки", "Статус сделки", "Deal status", "Статус", "Status",
    ),
    "won": ("Won", "Is won", "Is closed won", "IsWon", "Выиграна", "Сделка выиграна"),
    "lost": ("Lost", "Is lost", "Is closed lost", "Проиграна", "Сделка проиграна"),
    "ended": ("Closed", "Is closed", "IsClosed", "Is deal closed?", "Сделка закрыта", "Закрыта"),
    "amount": (
        "Amount", "Бюджет", "Сумма", "Deal amount", "Бюджет сделки", "Сумма сделки",
        "Opportunity amount", "Value", "Deal value", "Стоимость",
    ),
    "currency": (
        "Currency", "Валюта", "Deal currency", "Amount currency", "Opportunity currency",
        "Currency code", "Currency ISO code", "Валюта сделки",
    ),
    "owner": (
        "Owner", "Ответственный", "Deal owner", "Opportunity owner", "Ответственный сотрудник",
        "Ответственный менеджер", "Ответственный за сделку", "Менеджер", "Manager", "Sales rep",
        "Responsible", "Responsible person", "Assigned to",
    ),
    "created": (
        "Created", "Create date", "Created date", "Дата создания", "Дата создания сделки",
        "Created at", "Created on", "Date created", "Creation date", "Создана", "Создано",
    ),
    "closed": (
        "Close date", "Дата закрытия", "Дата закрытия сделки", "Closed date", "Closed at",
        "Closed on", "Date closed", "Closing date", "Actual close date",
        "Фактическая дата закрытия", "Дата завершения", "Предполагаемая дата закрытия",
    ),
}  # fmt: skip
"""``closed`` ends with names under which Bitrix24 keeps the closing day of a finished deal."""

COMMON: tuple[tuple[str, ...], ...] = (
    ("Segment", "Сегмент", "Customer segment", "Client segment", "Сегмент клиента"),
    ("Region", "Регион", "Sales region", "Регион продаж"),
    ("Source", "Источник", "Lead source", "Deal source", "Источник сделки", "Источник лида",
     "Original source", "Original traffic source"),
    ("Industry", "Отрасль", "Сфера деятельности", "Вид деятельности"),
    ("Product", "Продукт", "Products", "Продукты", "Товар"),
    ("Type", "Тип", "Deal type", "Тип сделки", "Opportunity type"),
    ("Company", "Компания", "Account name", "Account", "Associated company", "Company name",
     "Название компании", "Клиент", "Customer"),
    ("Loss reason", "Причина отказа", "Closed lost reason", "Lost reason", "Причина проигрыша",
     "Причина провала"),
    ("Channel", "Канал", "Sales channel", "Канал продаж"),
    ("City", "Город"),
    ("Country", "Страна"),
    ("Department", "Отдел"),
    ("Team", "Команда"),
    ("Partner", "Партнер"),
    ("Campaign", "Кампания", "Рекламная кампания"),
    ("Probability", "Вероятность", "Deal probability"),
    ("Tags", "Теги", "Теги сделки"),
    ("Priority", "Приоритет"),
)  # fmt: skip

_UNIT = re.compile(r"^(.+?)(?:,\s*|\s*[(\[])([^()\[\],]{1,20})[)\]]?$")
_MEASURES = {"%", "days", "hours", "дней", "дн", "дн.", "часов", "ч", "шт", "шт."}
_SUFFIX = re.compile(r"__c$")
_MARKS = re.compile(r"[\s_\u00a0:]+")


def fold_field(name: str) -> str:
    """A name reduced to what is compared: case, spaces, underscores and ё do not matter."""
    plain = _SUFFIX.sub("", unicodedata.normalize("NFKC", name).casefold().replace("ё", "е"))
    return _MARKS.sub(" ", plain).strip()


def split_unit(name: str) -> tuple[str, str]:
    """``Amount (RUB)`` and ``Бюджет, ₽`` as the name and the unit after it, empty if none."""
    match = _UNIT.match(name.strip())
    if match and (is_currency(match[2]) or match[2].strip().casefold() in _MEASURES):
        return match[1].strip(), match[2].strip()
    return name.strip(), ""


def _groups() -> dict[str, tuple[str, str]]:
    named = [(("standard", role), names) for role, names in STANDARD.items()]
    named += [(("common", names[0]), names) for names in COMMON]
    return {fold_field(name): group for group, names in named for name in names}


_GROUP_OF = _groups()


def _group(name: str) -> tuple[str, str]:
    folded = fold_field(name)
    known = _GROUP_OF.get(folded) or _GROUP_OF.get(fold_field(split_unit(name)[0]))
    return known or ("other", folded)


def same_field(a: str, b: str) -> bool:
    """Whether two names mean one field: spelling aside, or a known name in the other language."""
    return _group(a) == _group(b)


def role_of(name: str) -> str | None:
    """The key in ``STANDARD`` that a column title stands for."""
    kind, group = _group(name)
    return group if kind == "standard" else None


def find_field(wanted: str, names: Iterable[str]) -> str | None:
    """The one of ``names`` that is meant: as spelt, else spelt alike, else a known other name.

    None when there is none, and when several other names would do.
    """
    known = list(names)
    if wanted in known:
        return wanted
    alike = [name for name in known if fold_field(name) == fold_field(wanted)]
    if alike:
        return alike[0]
    meant = [name for name in known if same_field(name, wanted)]
    return meant[0] if len(meant) == 1 else None
