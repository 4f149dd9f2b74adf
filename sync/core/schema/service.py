"""The tabs that the service writes."""

from __future__ import annotations

from sync.core.schema.common import F, S
from sync.core.schema.model import NO_HINT, Column, Tab, Type
from sync.core.vocabulary import Text

HISTORY = Tab("history", Text("History", "История"), (
    Column("week", Text("Week", "Неделя"), S, Type.DATE, NO_HINT),
    Column("id", Text("ID", "ID"), S, Type.ID, NO_HINT),
    Column("title", Text("Key result", "Ключевой результат"), S, Type.TEXT, NO_HINT),
    Column("owner", Text("Owner", "Ответственный"), S, Type.TEXT, NO_HINT),
    Column("value", Text("Value", "Значение"), S, Type.NUMBER, NO_HINT),
    Column("target", Text("Target", "Целевое значение"), S, Type.NUMBER, NO_HINT),
    Column("progress", Text("Progress", "Прогресс"), S, Type.NUMBER, NO_HINT),
    Column("score", Text("Score", "Оценка"), S, Type.NUMBER, NO_HINT),
    Column("status", Text("Status", "Статус"), S, Type.TEXT, NO_HINT),
    Column("confidence", Text("Confidence", "Уверенность"), S, Type.NUMBER, NO_HINT),
    Column("blocker", Text("Blocker", "Что мешает"), S, Type.TEXT, NO_HINT),
    Column("next_step", Text("Next step", "Следующий шаг"), S, Type.TEXT, NO_HINT),
))  # fmt: skip

EVIDENCE = Tab("evidence", Text("Evidence", "Расшифровка"), (
    Column("metric", Text("Metric", "Метрика"), S, Type.TEXT, NO_HINT),
    Column("record", Text("Record", "Запись"), S, Type.TEXT, NO_HINT),
    Column("link", Text("Link", "Ссылка"), S, Type.TEXT, NO_HINT),
    Column("title", Text("Title", "Название"), S, Type.TEXT, NO_HINT),
    Column("date", Text("Date", "Дата"), S, Type.DATE, NO_HINT),
    Column("amount", Text("Amount", "Сумма"), S, Type.NUMBER, NO_HINT),
    Column("counted", Text("Counted", "Учтено"), S, Type.TEXT, NO_HINT),
))  # fmt: skip


def _service(key: str, en: str, ru: str, kind: Type = Type.TEXT) -> Column:
    return Column(key, Text(en, ru), S, kind, NO_HINT)


OKR = Tab("_okr", Text("_okr", "_okr"), (
    _service("id", "id", "id", Type.ID),
    _service("kind", "kind", "kind"),
    _service("value", "value", "value", Type.NUMBER),
    _service("as_of", "data as of", "data as of", Type.DATE),
    _service("source", "source", "source"),
    _service("level", "level", "level"),
    _service("message", "message", "message"),
    _service("forecast", "forecast", "forecast", Type.NUMBER),
    _service("change", "change in a week", "change in a week", Type.NUMBER),
    _service("first_seen", "first seen", "first seen", Type.DATE),
    _service("fingerprint", "fingerprint", "fingerprint"),
    _service("records", "records counted", "records counted", Type.NUMBER),
), hidden=True)  # fmt: skip
"""Row 1 holds ``schema``, the version, ``document`` and the document's id; row 2 these titles; rows
from 3 on the records. The titles are the same in every language. Columns are only ever appended."""

OKR_FIRST_ROW = 3
OKR_LAST_ROW = 2402
"""Where the records of ``_okr`` may stand; the lookups of the template cover these rows."""

LISTS = Tab("_lists", Text("_lists", "_lists"), (
    Column("objectives", Text("objectives", "objectives"), F, Type.TEXT, NO_HINT),
    Column("metrics", Text("metrics", "metrics"), F, Type.TEXT, NO_HINT),
    _service("sources", "sources", "sources"),
    _service("calculations", "calculations", "calculations"),
    _service("pipelines", "pipelines", "pipelines"),
    _service("owners", "owners", "owners"),
    _service("fields", "fields", "fields"),
    _service("amount_fields", "amount fields", "amount fields"),
    _service("values", "segment values", "segment values"),
    _service("units", "units", "units"),
), hidden=True)  # fmt: skip
"""Row 1 holds these titles, the lists stand below, each from row 2 to 1001. Columns are only ever
appended; fixed lists (result types, states …) follow them in the template, one column a list."""
