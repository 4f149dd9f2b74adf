"""Words of what is found in metrics and their sources."""

from __future__ import annotations

from sync.core.texts.message import Level, Message
from sync.core.vocabulary import Text

E, A = Level.ERROR, Level.ADVICE

MESSAGES: dict[str, Message] = {
    "source-missing": Message(E, Text(
        "There is no source. Choose where the number comes from, for example “CRM export”.",
        "Не выбран источник. Выберите, откуда брать число, например «Выгрузка CRM»."),
        Text("CRM export", "Выгрузка CRM")),
    "calculation-missing": Message(E, Text(
        "Nothing is chosen under “What to count”. Choose, for example, “Won deals”.",
        "Не выбрано, что считаем. Выберите из списка, например «Выигранные сделки»."),
        Text("Won deals", "Выигранные сделки")),
    "calculation-not-given": Message(E, Text(
        "{source} does not hold what “{found}” counts. Choose HubSpot as the source, or count one of"
        " these: {expected}.",
        "В источнике «{source}» нет данных для расчёта «{found}». Выберите источник HubSpot или"
        " посчитайте другое: {expected}."),
        Text("New deals", "Новые сделки")),
    "pipeline-unknown": Message(E, Text(
        "The source has no pipeline “{found}”. It has: {expected}.{guess}",
        "В источнике нет воронки «{found}». Есть: {expected}.{guess}"),
        Text("B2B", "B2B")),
    "stage-unknown": Message(E, Text(
        "The pipeline has no stage “{found}”. It has: {expected}.{guess}",
        "В воронке нет этапа «{found}». Есть: {expected}.{guess}"),
        Text("B2B › Proposal", "B2B › Предложение")),
    "pipelines-absent": Message(E, Text(
        "The export has no pipeline column, so “{found}” cannot be found. Clear the cell, or add"
        " the column to the export.",
        "В выгрузке нет столбца с воронкой, «{found}» не найти. Очистите ячейку или добавьте"
        " столбец в выгрузку."),
        Text("blank", "пусто")),
    "owner-unknown": Message(E, Text(
        "The source has no owner “{found}”. Owners: {expected}.{guess}",
        "В источнике нет сотрудника «{found}». Есть: {expected}.{guess}"),
        Text("Anna Orlova", "Анна Орлова")),
    "field-unknown": Message(E, Text(
        "The source has no field “{found}”. It has: {expected}.{guess}",
        "В источнике нет поля «{found}». Есть: {expected}.{guess}"),
        Text("Segment", "Сегмент")),
    "amount-field-unknown": Message(E, Text(
        "The source has no amount field “{found}”. It has: {expected}.{guess}",
        "В источнике нет поля суммы «{found}». Есть: {expected}.{guess}"),
        Text("Amount", "Бюджет")),
    "value-unknown": Message(A, Text(
        "No deal has “{found}” in “{field}”. Seen there: {expected}.{guess}",
        "Ни у одной сделки в поле «{field}» нет значения «{found}». Встречаются: {expected}.{guess}"),
        Text("Enterprise", "Enterprise")),
    "segment-missing": Message(E, Text(
        "A share needs a segment. Fill in “Segment field” and “Segment value”, for example Segment"
        " and Enterprise.",
        "Для доли нужен сегмент. Заполните «Поле отбора» и «Значение отбора», например Сегмент и"
        " Enterprise."),
        Text("Segment, Enterprise", "Сегмент, Enterprise")),
    "segment-half": Message(E, Text(
        "Only one of “Segment field” and “Segment value” is filled in. Fill in both, or clear"
        " both.",
        "Из «Поля отбора» и «Значения отбора» заполнено только одно. Заполните оба или очистите"
        " оба."),
        Text("Segment, Enterprise", "Сегмент, Enterprise")),
    "where-unreadable": Message(E, Text(
        "The condition “{found}” cannot be read at “{at}”: {expected}. Type, for example: Segment"
        " = Enterprise, SMB; Amount >= 100000",
        "Условие «{found}» не читается у «{at}»: {expected}. Введите, например: Сегмент ="
        " Enterprise, SMB; Сумма >= 100000"),
        Text("Segment = Enterprise, SMB; Amount >= 100000",
             "Сегмент = Enterprise, SMB; Сумма >= 100000")),
    "days-unreadable": Message(E, Text(
        "“{found}” in “{column}” is not a whole number of days. Type, for example, 30.",
        "«{found}» в столбце «{column}» — не целое число дней. Введите, например, 30."),
        Text("30", "30")),
    "stages-unused": Message(A, Text(
        "“{column}” is not used by this calculation. Clear it.",
        "«{column}» в этом расчёте не используется. Очистите ячейку."),
        Text("blank", "пусто")),
    "currency-missing": Message(A, Text(
        "The deals are in several currencies: {found}. Type one into “Currency” in Settings;"
        " without it amounts are added up as they stand.",
        "Сделки в разных валютах: {found}. Укажите валюту в «Настройках», иначе суммы складываются"
        " как есть."),
        Text("RUB", "RUB")),
    "source-not-read": Message(A, Text(
        "The source was not read, so the value is still that of {found}. Name the export: --deals"
        " FILE.",
        "Источник не прочитан, осталось значение на {found}. Укажите выгрузку: --deals ФАЙЛ."),
        Text("okr-sync sync team.xlsx --deals deals.csv", "okr-sync sync team.xlsx --deals deals.csv")),
    "source-last-cycle": Message(A, Text(
        "The last total is from {found}, before this cycle, so it is not shown. Give the new export:"
        " --deals FILE.",
        "Последний итог — на {found}, ещё до этого цикла, поэтому его не показываем. Передайте свежую"
        " выгрузку: --deals ФАЙЛ."),
        Text("okr-sync sync team.xlsx --deals deals.csv", "okr-sync sync team.xlsx --deals deals.csv")),
    "source-never-read": Message(A, Text(
        "The source has not been read yet, so there is no value. Name the export: --deals FILE.",
        "Источник ещё не читали, значения нет. Укажите выгрузку: --deals ФАЙЛ."),
        Text("okr-sync sync team.xlsx --deals deals.csv", "okr-sync sync team.xlsx --deals deals.csv")),
    "source-failed": Message(A, Text(
        "The value is still that of {found}. {reason}",
        "Осталось значение на {found}. {reason}"),
        Text("wait for the next run", "дождитесь следующего обновления")),
    "source-failed-never": Message(A, Text(
        "There is no value yet. {reason}",
        "Значения пока нет. {reason}"),
        Text("wait for the next run", "дождитесь следующего обновления")),
    "source-not-connected": Message(A, Text(
        "{source} is not connected yet, so there is no fresh value. Ask the administrator of OKR"
        " Sync to connect it, or choose another source.",
        "{source} ещё не подключён, свежих данных нет. Попросите администратора OKR Sync"
        " подключить его или выберите другой источник."),
        Text("CRM export", "Выгрузка CRM")),
    "period-closed": Message(A, Text(
        "The cycle ended on {found} and corrections are no longer accepted. To accept them longer,"
        " raise “Accept corrections for, days”.",
        "Цикл закончился {found}, правки больше не учитываем. Чтобы учесть, увеличьте «Принимать"
        " правки ещё, дней»."),
        Text("14", "14")),
    "metric-unused": Message(A, Text(
        "No key result and no KPI uses this metric. Choose it in one of them, or delete the row.",
        "Метрика нигде не используется. Выберите её в ключевом результате или KPI либо удалите"
        " строку."),
        Text("choose it in Key results", "выберите её в «Ключевых результатах»")),
    "amount-left-out": Message(A, Text(
        "Won deals without an amount, or in another currency, are not in the value ({found})."
        " Evidence lists them; Currency stands in Settings.",
        "В расчёт не вошли выигранные сделки без суммы или в другой валюте ({found}). Список — в"
        " «Расшифровке», валюта — в «Настройках»."),
        Text("fill in the amount in the CRM", "заполните сумму в CRM")),
}  # fmt: skip

WHERE_EXPECTED: dict[str, Text] = {
    "name": Text("a field name is expected", "нужно название поля"),
    "operator": Text("one of = != > >= < <= is expected", "нужен знак = != > >= < <="),
    "value": Text("a value is expected", "нужно значение"),
    "one-value": Text("only one value can be compared", "сравнить можно только с одним значением"),
    "number-or-day": Text("a number or a date is expected", "нужно число или дата"),
    "separator": Text("a comma or a semicolon is expected", "нужна запятая или точка с запятой"),
    "closing-quote": Text("a closing quote is expected", "нужна закрывающая кавычка"),
}
"""What the condition of a metric lacks, by the reasons of ``parsing.where``."""
