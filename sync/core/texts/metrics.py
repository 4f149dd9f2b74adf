"""Words of what is found in metrics and their sources."""

from __future__ import annotations

from sync.core.texts.message import Level, Message
from sync.core.vocabulary import Text

E, A = Level.ERROR, Level.ADVICE

MESSAGES: dict[str, Message] = {
    "source-missing": Message(E, Text(
        "Choose where the number comes from.", "Выберите источник числа."),
        Text("CRM export", "Выгрузка CRM")),
    "calculation-missing": Message(E, Text(
        "Choose what to count.", "Выберите, что считаем."),
        Text("Won deals", "Выигранные сделки")),
    "pipeline-unknown": Message(E, Text(
        "The source has no pipeline “{found}”. It has: {expected}.{guess}",
        "В источнике нет воронки «{found}». Есть: {expected}.{guess}"),
        Text("B2B", "B2B")),
    "stage-unknown": Message(E, Text(
        "The pipeline has no stage “{found}”. It has: {expected}.{guess}",
        "В воронке нет этапа «{found}». Есть: {expected}.{guess}"),
        Text("B2B › Proposal", "B2B › Предложение")),
    "pipelines-absent": Message(E, Text(
        "The source does not name pipelines, so “{found}” cannot be found. Clear the cell, or export"
        " the pipeline column too.",
        "В источнике нет столбца с воронкой, «{found}» не найти. Очистите ячейку или добавьте воронку"
        " в выгрузку."),
        Text("blank", "пусто")),
    "owner-unknown": Message(E, Text(
        "Nobody called “{found}” owns deals. Owners: {expected}.{guess}",
        "Сотрудника «{found}» среди ответственных нет. Есть: {expected}.{guess}"),
        Text("Anna Orlova", "Анна Орлова")),
    "field-unknown": Message(E, Text(
        "The source has no field “{found}”. It has: {expected}.{guess}",
        "В источнике нет поля «{found}». Есть: {expected}.{guess}"),
        Text("Segment", "Сегмент")),
    "amount-field-unknown": Message(E, Text(
        "The source has no amount “{found}”. It has: {expected}.{guess}",
        "В источнике нет суммы «{found}». Есть: {expected}.{guess}"),
        Text("Amount", "Бюджет")),
    "value-unknown": Message(A, Text(
        "No deal has “{found}” in “{field}”. Seen there: {expected}.{guess}",
        "Ни у одной сделки в поле «{field}» нет значения «{found}». Встречаются: {expected}.{guess}"),
        Text("Enterprise", "Enterprise")),
    "segment-missing": Message(E, Text(
        "A share needs a segment: fill in Segment field and Segment value.",
        "Для доли нужен сегмент: заполните «Поле отбора» и «Значение отбора»."),
        Text("Segment, Enterprise", "Сегмент, Enterprise")),
    "segment-half": Message(E, Text(
        "Segment field and Segment value go together. Fill in both, or clear both.",
        "«Поле отбора» и «Значение отбора» заполняют вместе. Заполните оба или очистите оба."),
        Text("Segment, Enterprise", "Сегмент, Enterprise")),
    "where-unreadable": Message(E, Text(
        "The condition “{found}” cannot be read at “{at}”: {expected}.",
        "Условие «{found}» не читается у «{at}»: {expected}."),
        Text("Segment = Enterprise, SMB; Amount >= 100000",
             "Сегмент = Enterprise, SMB; Сумма >= 100000")),
    "days-unreadable": Message(E, Text(
        "“{found}” in “{column}” is not a whole number of days.",
        "«{found}» в столбце «{column}» — не целое число дней."),
        Text("30", "30")),
    "stages-unused": Message(A, Text(
        "“{column}” is not used by this calculation. Clear it.",
        "«{column}» в этом расчёте не используется. Очистите ячейку."),
        Text("blank", "пусто")),
    "currency-missing": Message(A, Text(
        "The deals are in several currencies: {found}. Set Currency in Settings, or amounts are added"
        " up as they stand.",
        "Сделки в разных валютах: {found}. Задайте валюту в Настройках, иначе суммы складываются как"
        " есть."),
        Text("RUB", "RUB")),
    "source-not-read": Message(A, Text(
        "The source was not read; the value of {found} stays. Give the export: --deals FILE.",
        "Источник не прочитан, осталось значение на {found}. Передайте выгрузку: --deals ФАЙЛ."),
        Text("okr-sync sync team.xlsx --deals deals.csv", "okr-sync sync team.xlsx --deals deals.csv")),
    "source-never-read": Message(A, Text(
        "The source was never read, so there is no value. Give the export: --deals FILE.",
        "Источник ещё не читали, значения нет. Передайте выгрузку: --deals ФАЙЛ."),
        Text("okr-sync sync team.xlsx --deals deals.csv", "okr-sync sync team.xlsx --deals deals.csv")),
    "period-closed": Message(A, Text(
        "The cycle ended on {found} and corrections are no longer accepted; the value stays.",
        "Цикл закончился {found}, правки больше не принимаются; значение зафиксировано."),
        Text("14", "14")),
    "metric-unused": Message(A, Text(
        "No key result and no KPI uses this metric.",
        "Метрику не использует ни один ключевой результат и ни один KPI."),
        Text("choose it in Key results", "выберите её в «Ключевых результатах»")),
    "amount-left-out": Message(A, Text(
        "{found} won deals have no amount and are not in the sum. See Evidence.",
        "У выигранных сделок ({found}) нет суммы, в итог они не вошли. Смотрите «Расшифровку»."),
        Text("fill in the amount in the CRM", "заполните сумму в CRM")),
}  # fmt: skip

WHERE_EXPECTED: dict[str, Text] = {
    "name": Text("a field name is expected", "нужно имя поля"),
    "operator": Text("one of = != > >= < <= is expected", "нужен знак = != > >= < <="),
    "value": Text("a value is expected", "нужно значение"),
    "one-value": Text("only one value can be compared", "сравнить можно только с одним значением"),
    "number-or-day": Text("a number or a date is expected", "нужно число или дата"),
    "separator": Text("a comma or a semicolon is expected", "нужна запятая или точка с запятой"),
    "closing-quote": Text("a closing quote is expected", "нужна закрывающая кавычка"),
}
"""What the condition of a metric lacks, by the reasons of ``parsing.where``."""
