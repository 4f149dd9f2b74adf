"""Words of what is found in objectives, key results and KPI."""

from __future__ import annotations

from sync.core.texts.message import Level, Message
from sync.core.vocabulary import Text

E, A = Level.ERROR, Level.ADVICE

CELLS: dict[str, Message] = {
    "title-missing": Message(E, Text(
        "The row has no title. Type one, or delete the row.",
        "У строки нет названия. Впишите его или удалите строку."),
        Text("Share of enterprise revenue from 22 % to 35 %",
             "Доля enterprise в выручке с 22 % до 35 %")),
    "number-as-text": Message(E, Text(
        "“{found}” is stored as text, so it cannot be counted. Set the format or type to Number and"
        " enter {number:plain}.",
        "«{found}» записано текстом, посчитать его нельзя. Задайте числовой формат или тип и"
        " введите {number:plain}."),
        Text("1800000 instead of “1.8 million”", "1800000 вместо «1,8 млн»")),
    "number-ambiguous": Message(E, Text(
        "“{found}” can be read as {first:plain} or as {second:plain}. Type one of them as a plain number.",
        "«{found}» можно прочитать и как {first:plain}, и как {second:plain}. Введите нужное число."),
        Text("1234 or 1.234", "1234 или 1,234")),
    "not-a-number": Message(E, Text(
        "A number is expected in “{column}”, not “{found}”. Type the number alone, without words"
        " or units, for example 1250.5.",
        "В столбце «{column}» нужно число, а стоит «{found}». Введите только число, без слов и"
        " единиц, например 1250,5."),
        Text("1250.5", "1250,5")),
    "date-instead-of-number": Message(E, Text(
        "“{column}” holds the date {found} instead of a number. Set the format or type to Number"
        " and enter the number again.",
        "В столбце «{column}» вместо числа — дата {found}. Задайте числовой формат или тип и"
        " введите число заново."),
        Text("1.5 instead of 1 May", "1,5 вместо 1 мая")),
    "formula-error": Message(E, Text(
        "The formula in “{column}” gives {found}. Fix it, or type the value.",
        "Формула в столбце «{column}» выдаёт ошибку {found}. Исправьте её или введите значение."),
        Text("25", "25")),
    "number-out-of-range": Message(A, Text(
        "“{column}” takes a number from {low} to {high}, not {found}; it is left out. Type it"
        " again.",
        "В столбце «{column}» нужно число от {low} до {high}, а стоит {found}; оно не учтено."
        " Введите заново."),
        Text("7", "7")),
    "value-ignored": Message(A, Text(
        "“{found}” in “{column}” cannot be read and is left out. Expected: {expected}.",
        "Не удалось прочитать «{found}» в столбце «{column}», значение не учтено. Нужно:"
        " {expected}."),
        Text("7", "7")),
    "not-a-date": Message(A, Text(
        "“{found}” in “{column}” is not a date and is left out. Type a date, for example"
        " 2026-12-15.",
        "«{found}» в столбце «{column}» — не дата, значение не учтено. Введите дату, например"
        " 15.12.2026."),
        Text("2026-12-15", "15.12.2026")),
    "date-as-text": Message(A, Text(
        "The date “{found}” in “{column}” is stored as text and left out. Set the format or type to"
        " Date and enter {day}.",
        "Дата «{found}» в столбце «{column}» записана текстом и не учтена. Задайте формат или тип"
        " «Дата» и введите {day}."),
        Text("2026-12-15", "15.12.2026")),
    "choice-unknown": Message(E, Text(
        "“{found}” is not in the list of “{column}”. Choose one of: {expected}.",
        "Значения «{found}» нет в списке «{column}». Выберите из списка: {expected}."),
        Text("Reach a level", "Достичь уровня")),
    "choice-ignored": Message(A, Text(
        "“{found}” is not in the list of “{column}”, so {used} is used. The list: {expected}.",
        "Значения «{found}» нет в списке «{column}», взято «{used}». В списке: {expected}."),
        Text("Weekly", "Каждую неделю")),
    "yes-no-expected": Message(E, Text(
        "Type yes or no, not “{found}”.", "Введите «да» или «нет», а не «{found}»."),
        Text("yes", "да")),
}  # fmt: skip

KEY_RESULTS: dict[str, Message] = {
    "target-missing": Message(E, Text(
        "There is no target. Type the number you want to reach, for example 35.",
        "Нет целевого значения. Введите число, которого хотите достичь, например 35."),
        Text("35", "35")),
    "type-missing": Message(E, Text(
        "There is no result type. Choose how this will be scored, for example “Reach a level”.",
        "Не выбран тип результата. Выберите, как его оценивать, например «Достичь уровня»."),
        Text("Reach a level", "Достичь уровня")),
    "objective-missing": Message(E, Text(
        "There is no objective. Choose the one this key result belongs to.",
        "Не выбрана цель. Выберите ту, к которой относится результат."),
        Text("O-001 · Become the first choice", "O-001 · Стать первым выбором")),
    "objective-unknown": Message(E, Text(
        "There is no objective “{found}” here. Choose one from the list.{guess}",
        "Цели «{found}» в документе нет. Выберите цель из списка.{guess}"),
        Text("O-001 · Become the first choice", "O-001 · Стать первым выбором")),
    "link-by-title": Message(A, Text(
        "“{found}” was matched by its title. Choose it from the list, so that renaming cannot"
        " break the link.",
        "«{found}» найдено по названию. Выберите из списка — тогда переименование не собьёт связь."),
        Text("O-001 · Become the first choice", "O-001 · Стать первым выбором")),
    "start-equals-target": Message(E, Text(
        "Start value and target are both {found}, so there is no way to go. Change one of them, or"
        " choose “Keep at least”.",
        "Исходное и целевое значения равны ({found}) — идти некуда. Измените одно из них или"
        " выберите тип «Держать не ниже»."),
        Text("from 18 to 25", "с 18 до 25")),
    "start-missing-rate": Message(E, Text(
        "There is no start value, and a rate does not begin at zero. Type where it stands at the"
        " start of the cycle.{offer}",
        "Нет исходного значения, а доля или конверсия не начинается с нуля. Введите, какой она"
        " была в начале цикла.{offer}"),
        Text("18", "18")),
    "start-missing-falling": Message(E, Text(
        "There is no start value. To bring a number down, type where it starts, for example 45.",
        "Нет исходного значения. Чтобы снижать показатель, введите, с какого числа начинаем,"
        " например 45."),
        Text("45", "45")),
    "start-blank": Message(A, Text(
        "The start value is blank and taken as 0. Type 0, or the real value.",
        "Исходное значение не указано, считаем от 0. Введите 0 или настоящее значение."),
        Text("0", "0")),
    "target-not-positive": Message(E, Text(
        "For this result type the target must be above 0, not {found}. Type, for example, 50.",
        "Для этого типа целевое значение должно быть больше 0, а стоит {found}. Введите, например,"
        " 50."),
        Text("50", "50")),
    "upper-missing": Message(E, Text(
        "“Keep within” needs two bounds. Type the lower one into “Target” and the upper one into"
        " “Upper bound”.",
        "Для «Держать в пределах» нужны две границы. Нижнюю введите в «Целевое значение», верхнюю"
        " — в «Верхняя граница»."),
        Text("5 and 10", "5 и 10")),
    "upper-below-target": Message(E, Text(
        "The upper bound, {found}, is below the lower one, {low}. Swap them.",
        "Верхняя граница ({found}) меньше нижней ({low}). Поменяйте их местами."),
        Text("5 and 10", "5 и 10")),
    "scales-mixed": Message(E, Text(
        "The row mixes percentages and plain numbers: {found}. Type all of them the same way, for"
        " example 18 % and 25 %.",
        "В строке смешаны проценты и обычные числа: {found}. Введите всё одинаково, например 18 %"
        " и 25 %."),
        Text("18 % and 25 %, or 18 and 25 with unit %", "18 % и 25 % или 18 и 25 с единицей %")),
    "unit-missing-rate": Message(E, Text(
        "The metric is a rate. Type % in “Unit” (then 25 means 25 %), or format the numbers as"
        " percentages.",
        "Метрика — доля или конверсия. Впишите % в столбец «Единица» (тогда 25 — это 25 %) или"
        " задайте числам процентный формат."),
        Text("%", "%")),
    "unit-not-rate": Message(E, Text(
        "The row is in %, but its metric counts “{calculation}”. Change the unit or the metric.",
        "Строка в %, а метрика считает «{calculation}». Поменяйте единицу или метрику."),
        Text("₽", "₽")),
    "weight-negative": Message(E, Text(
        "A weight cannot be negative ({found}). Type 0 for a guardrail, 1 or more otherwise.",
        "Вес не бывает отрицательным ({found}). Введите 0 для ограничения, в остальных случаях — 1"
        " или больше."),
        Text("1", "1")),
    "metric-unknown": Message(E, Text(
        "There is no metric “{found}”. Choose one from the list, or clear the cell and type the"
        " value yourself.{guess}",
        "Метрики «{found}» нет. Выберите из списка или очистите ячейку и вводите факт сами.{guess}"),
        Text("M-001 · Revenue", "M-001 · Выручка")),
    "metric-broken": Message(E, Text(
        "Metric {found} has an error. Fix its row in Metrics.",
        "В метрике {found} ошибка. Поправьте её строку в «Метриках»."),
        Text("M-001 · Revenue", "M-001 · Выручка")),
    "row-doubled": Message(E, Text(
        "This row is there twice under one ID. Change the text of the copy, or delete it.",
        "Эта строка есть дважды с одним ID. Измените текст копии или удалите её."),
        Text("a copied row with a new text", "копия строки с новым текстом")),
    "due-outside-cycle": Message(A, Text(
        "The due date {found} is outside the cycle, {start} – {end}. Type a day within it, or"
        " leave “Due” blank.",
        "Срок {found} не попадает в цикл {start} – {end}. Введите дату внутри цикла или оставьте"
        " «Срок» пустым."),
        Text("2026-12-15", "15.12.2026")),
    "direction-contradicts": Message(A, Text(
        "The text speaks of {direction}, but the numbers go from {start} to {target}. Swap them,"
        " or change the text.",
        "В тексте — {direction}, а числа идут от {start} к {target}. Поменяйте их местами или"
        " поправьте текст."),
        Text("reduce: from 45 to 30", "снизить: с 45 до 30")),
    "looks-like-total": Message(A, Text(
        "The value adds up from zero, but the type is “Reach a level”. Choose “Collect a total”.",
        "Значение копится с нуля, а тип — «Достичь уровня». Выберите «Накопить за период»."),
        Text("Collect a total", "Накопить за период")),
    "looks-like-level": Message(A, Text(
        "A rate or an average does not add up. Choose “Reach a level”.",
        "Доли и средние не накапливаются. Выберите «Достичь уровня»."),
        Text("Reach a level", "Достичь уровня")),
    "typed-differs": Message(A, Text(
        "Typed value {found} differs from the CRM's {crm}; the CRM's is used. Clear the typed one.",
        "Введено {found}, а в CRM {crm}; считаем по CRM. Очистите введённое значение."),
        Text("blank", "пусто")),
    "outside-bound": Message(A, Text(
        "Now {found}: {distance} {side} the bound {bound}.",
        "Сейчас {found}: это на {distance} {side} границы {bound}."),
        Text("28", "28")),
    "pace-behind": Message(A, Text(
        "At this rate it will be {found:score} by the due date; at least {needed} is needed.",
        "Если идти так же, к сроку будет {found:score}; нужно хотя бы {needed}."),
        Text("0.65", "0,65")),
    "no-value-yet": Message(A, Text(
        "There is no value yet. Type it, or choose a metric.",
        "Значения ещё нет. Введите факт или выберите метрику."),
        Text("20", "20")),
    "stale": Message(A, Text(
        "The value dates from {found}. Type today's, or confirm it with a date in “{column}”.",
        "Значение устарело: оно от {found}. Введите новое или подтвердите прежнее датой в столбце"
        " «{column}»."),
        Text("2026-11-23", "23.11.2026")),
    "stale-source": Message(A, Text(
        "The CRM's value dates from {found}. Name a fresh export: --deals FILE.",
        "Значение из CRM устарело: оно от {found}. Укажите свежую выгрузку: --deals ФАЙЛ."),
        Text("okr-sync sync team.xlsx --deals deals.csv", "okr-sync sync team.xlsx --deals deals.csv")),
    "little-data": Message(A, Text(
        "Little data: {counted} of {cases}. The share may still change a lot.",
        "Мало данных: {counted} из {cases}. Доля ещё может сильно измениться."),
        Text("10 cases or more", "10 случаев и больше")),
    "no-cases": Message(A, Text(
        "No deals fit yet, so there is nothing to compute. No data is not zero.",
        "Подходящих сделок пока нет, считать не из чего. «Нет данных» — это не ноль."),
        Text("see Evidence", "смотрите «Расшифровку»")),
    "confidence-low": Message(A, Text(
        "On track, yet the confidence is {found}. Write what is in the way into “Blocker”, or"
        " raise the confidence.",
        "Статус «В графике», а уверенность — {found}. Напишите в «Что мешает», в чём дело, или"
        " поставьте уверенность выше."),
        Text("“the budget is not approved” in Blocker", "«не согласован бюджет» в «Что мешает»")),
    "duplicate-title": Message(A, Text(
        "The same text stands in {found}. Keep one of the rows.",
        "Такой же текст есть в другой строке: {found}. Оставьте одну."),
        Text("KR-002", "KR-002")),
    "copies-kpi-row": Message(A, Text(
        "This repeats {found} of KPI. A key result changes something: add a segment or a new"
        " level.",
        "Это повторяет {found} из «KPI». Ключевой результат — про изменение: добавьте сегмент или"
        " новый уровень."),
        Text("50 deals in the enterprise segment", "50 сделок в сегменте enterprise")),
    "paid-metric": Message(A, Text(
        "A bonus depends on this metric ({found}). Bonuses stay out of OKRs: choose another"
        " metric, or “No” under “Paid” in KPI.",
        "От этой метрики зависит премия ({found}). Премия — отдельно от OKR: выберите другую"
        " метрику или поставьте «Нет» в «Влияет на премию»."),
        Text("Paid: No", "Влияет на премию: Нет")),
    "formula-restored": Message(A, Text(
        "The formula in “{found}” was overwritten with “{value}” and has been restored. Type values"
        " into “{typed}”.",
        "Формулу в столбце «{found}» затёрли (там стояло «{value}»), она восстановлена. Факт вводите"
        " в «{typed}»."),
        Text("20", "20")),
}  # fmt: skip

OBJECTIVES: dict[str, Message] = {
    "no-key-results": Message(A, Text(
        "The objective has no key results. Add two to five.",
        "У цели нет ключевых результатов. Добавьте от двух до пяти."),
        Text("3", "3")),
    "one-key-result": Message(A, Text(
        "The objective has only one key result. Add one or more: two to five show the whole"
        " picture.",
        "У цели только один ключевой результат. Добавьте ещё: полную картину дают от двух до пяти."),
        Text("3", "3")),
    "too-many-key-results": Message(A, Text(
        "The objective has {found} key results. Keep two to five and move the rest to Ideas.",
        "Ключевых результатов у цели — {found}. Оставьте от двух до пяти, остальные перенесите в"
        " «Предложения»."),
        Text("4", "4")),
    "weights-all-zero": Message(A, Text(
        "All key results weigh 0, so there is nothing to average. Give at least one of them weight"
        " 1.",
        "У всех результатов вес 0, усреднять нечего. Поставьте хотя бы одному вес 1."),
        Text("1", "1")),
    "guardrail-breached": Message(A, Text(
        "The guardrail “{found}” is breached: {distance} {side} the bound {bound}.",
        "Нарушено ограничение «{found}»: на {distance} {side} границы {bound}."),
        Text("28", "28")),
    "parent-unknown": Message(A, Text(
        "There is no objective “{found}” here. Choose one from the list, or leave the text as a"
        " reminder.{guess}",
        "Цели «{found}» в документе нет. Выберите из списка или оставьте текст как"
        " напоминание.{guess}"),
        Text("O-001 · Become the first choice", "O-001 · Стать первым выбором")),
    "parent-loop": Message(A, Text(
        "The objectives point at each other in a circle: {found}. Clear “Parent objective” in one"
        " of them.",
        "Цели ссылаются друг на друга по кругу: {found}. Очистите «Цель уровнем выше» у одной из"
        " них."),
        Text("blank", "пусто")),
    "cycle-spelling": Message(A, Text(
        "“{found}” looks like the current cycle but is spelt differently, so it counts as another."
        " Type “{cycle}”.",
        "«{found}» похоже на текущий цикл, но написано иначе и считается другим. Введите"
        " «{cycle}»."),
        Text("2026-Q4", "2026-Q4")),
}  # fmt: skip

MESSAGES: dict[str, Message] = {**CELLS, **KEY_RESULTS, **OBJECTIVES}
