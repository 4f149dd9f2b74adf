"""Words of what is found in objectives, key results and KPI."""

from __future__ import annotations

from sync.core.texts.message import Level, Message
from sync.core.vocabulary import Text

E, A = Level.ERROR, Level.ADVICE

CELLS: dict[str, Message] = {
    "title-missing": Message(E, Text(
        "The row has no text. Write what is meant, or clear the row.",
        "В строке нет формулировки. Напишите её или очистите строку."),
        Text("Share of enterprise revenue from 22 % to 35 %",
             "Доля enterprise в выручке с 22 % до 35 %")),
    "number-as-text": Message(E, Text(
        "“{found}” is stored as text, so formulas cannot read it. Type {number:plain}.",
        "«{found}» записано текстом, формулы его не видят. Введите {number:plain}."),
        Text("1800000 instead of “1.8 million”", "1800000 вместо «1,8 млн»")),
    "number-ambiguous": Message(E, Text(
        "“{found}” can be read as {first:plain} or as {second:plain}. Type one of them as a plain number.",
        "«{found}» можно прочитать и как {first:plain}, и как {second:plain}. Введите нужное число."),
        Text("1234 or 1.234", "1234 или 1,234")),
    "not-a-number": Message(E, Text(
        "A number is expected in “{column}”, not “{found}”. Type digits only; words go to Unit.",
        "В столбце «{column}» нужно число, а стоит «{found}». Введите только цифры, единицу — в"
        " столбец «Единица»."),
        Text("1250.5", "1250,5")),
    "date-instead-of-number": Message(E, Text(
        "The cell in “{column}” turned into the date {found}. Set its format to Number and type"
        " the number again.",
        "Ячейка в столбце «{column}» превратилась в дату {found}. Поставьте формат «Числовой» и"
        " введите число заново."),
        Text("1.5 instead of 1 May", "1,5 вместо 1 мая")),
    "formula-error": Message(E, Text(
        "The formula in “{column}” gives {found}. Mend it or type the value.",
        "Формула в столбце «{column}» выдаёт {found}. Исправьте её или введите значение."),
        Text("25", "25")),
    "number-out-of-range": Message(A, Text(
        "“{column}” should be between {low} and {high}, not {found}; it is left out.",
        "«{column}» — от {low} до {high}, а стоит {found}; значение не учтено."),
        Text("7", "7")),
    "value-ignored": Message(A, Text(
        "“{found}” in “{column}” cannot be read and is left out. Expected: {expected}.",
        "«{found}» в столбце «{column}» не читается и не учтено. Нужно: {expected}."),
        Text("7", "7")),
    "not-a-date": Message(A, Text(
        "“{found}” in “{column}” is not a date and is left out. Type a date.",
        "«{found}» в столбце «{column}» — не дата, она не учтена. Введите дату."),
        Text("2026-12-15", "15.12.2026")),
    "date-as-text": Message(A, Text(
        "The date “{found}” in “{column}” is stored as text and left out. Type {day} anew.",
        "Дата «{found}» в столбце «{column}» записана текстом и не учтена. Введите заново: {day}."),
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
        "There is no target. Type the number that means done.",
        "Нет целевого значения. Введите число, которого хотите достичь."),
        Text("35", "35")),
    "type-missing": Message(E, Text(
        "Choose a result type: how is this judged?",
        "Выберите тип результата: как будем оценивать?"),
        Text("Reach a level", "Достичь уровня")),
    "objective-missing": Message(E, Text(
        "Choose the objective this key result belongs to.",
        "Выберите цель, к которой относится результат."),
        Text("O-001 · Become the first choice", "O-001 · Стать первым выбором")),
    "objective-unknown": Message(E, Text(
        "There is no objective “{found}”. Choose one from the list.{guess}",
        "Цели «{found}» нет. Выберите из списка.{guess}"),
        Text("O-001 · Become the first choice", "O-001 · Стать первым выбором")),
    "link-by-title": Message(A, Text(
        "“{found}” is matched by its title. Choose it from the list, so that renaming is harmless.",
        "«{found}» найдено по названию. Выберите из списка — тогда переименование не собьёт связь."),
        Text("O-001 · Become the first choice", "O-001 · Стать первым выбором")),
    "start-equals-target": Message(E, Text(
        "Start and target are both {found}, so there is no way to go. Change one of them, or choose"
        " “Keep at least”.",
        "Исходное и целевое значения равны ({found}) — идти некуда. Измените одно из них или"
        " выберите тип «Держать не ниже»."),
        Text("from 18 to 25", "с 18 до 25")),
    "start-missing-rate": Message(E, Text(
        "A rate needs its start value: it never begins at zero.{offer}",
        "Для доли или конверсии нужно исходное значение: с нуля они не начинаются.{offer}"),
        Text("18", "18")),
    "start-missing-falling": Message(E, Text(
        "To bring a value down, type where it starts.",
        "Чтобы снижать показатель, укажите исходное значение."),
        Text("45", "45")),
    "start-blank": Message(A, Text(
        "The start value is blank and taken as 0. Type 0 or the real start.",
        "Исходное значение не указано, считаем от 0. Введите 0 или настоящее значение."),
        Text("0", "0")),
    "target-not-positive": Message(E, Text(
        "For this result type the target must be above 0, not {found}.",
        "Для этого типа цель должна быть больше 0, а стоит {found}."),
        Text("50", "50")),
    "upper-missing": Message(E, Text(
        "“Keep within” needs an upper bound beside the target.",
        "Для «Держать в пределах» нужна ещё верхняя граница."),
        Text("5 and 10", "5 и 10")),
    "upper-below-target": Message(E, Text(
        "The upper bound {found} is below the lower one, {low}. Exchange them.",
        "Верхняя граница {found} меньше нижней, {low}. Поменяйте их местами."),
        Text("5 and 10", "5 и 10")),
    "scales-mixed": Message(E, Text(
        "Some cells of the row are percentages and some are plain numbers. Type all of them the"
        " same way: {found}.",
        "В строке часть ячеек в процентах, часть — просто числа. Введите все одинаково: {found}."),
        Text("18 % and 25 %, or 18 and 25 with unit %", "18 % и 25 % или 18 и 25 с единицей %")),
    "unit-missing-rate": Message(E, Text(
        "The metric is a rate. Type % in Unit (then 25 means 25 %), or format the cells as"
        " percentages.",
        "Метрика — доля или конверсия. Поставьте % в столбце «Единица» (25 — это 25 %) или"
        " процентный формат ячеек."),
        Text("%", "%")),
    "unit-not-rate": Message(E, Text(
        "The row is in %, but the metric counts {calculation}. Change the unit or the metric.",
        "Строка в %, а метрика считает «{calculation}». Поменяйте единицу или метрику."),
        Text("₽", "₽")),
    "weight-negative": Message(E, Text(
        "A weight cannot be negative ({found}). Type 0 for a guardrail, 1 or more otherwise.",
        "Вес не бывает отрицательным ({found}). 0 — ограничение, иначе 1 и больше."),
        Text("1", "1")),
    "metric-unknown": Message(E, Text(
        "There is no metric “{found}”. Choose one from the list, or clear the cell and type the"
        " value.{guess}",
        "Метрики «{found}» нет. Выберите из списка или очистите ячейку и вводите факт сами.{guess}"),
        Text("M-001 · Revenue", "M-001 · Выручка")),
    "metric-broken": Message(E, Text(
        "Metric {found} has an error. Mend its row in the Metrics tab.",
        "В метрике {found} ошибка. Поправьте её строку на вкладке «Метрики»."),
        Text("M-001 · Revenue", "M-001 · Выручка")),
    "row-doubled": Message(E, Text(
        "This row stands twice under one ID. Change the text of the copy, or delete it.",
        "Строка стоит дважды под одним ID. Измените текст копии или удалите её."),
        Text("a copied row with a new text", "копия строки с новым текстом")),
    "due-outside-cycle": Message(A, Text(
        "The due date {found} is outside the cycle, {start} – {end}.",
        "Срок {found} вне цикла: {start} – {end}."),
        Text("2026-12-15", "15.12.2026")),
    "direction-contradicts": Message(A, Text(
        "The text speaks of {direction}, but the numbers go from {start} to {target}. Exchange"
        " them or change the text.",
        "В тексте — {direction}, а числа идут от {start} к {target}. Поменяйте их местами или"
        " поправьте текст."),
        Text("reduce: from 45 to 30", "снизить: с 45 до 30")),
    "looks-like-total": Message(A, Text(
        "The value collects from zero, but the row reaches for a level. Choose “Collect a total”.",
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
        "At this rate it will be {found} by the due date; at least {needed} is needed.",
        "Если идти так же, к сроку будет {found}; нужно хотя бы {needed}."),
        Text("0.65", "0,65")),
    "no-value-yet": Message(A, Text(
        "There is no value yet. Type it, or choose a metric.",
        "Значения ещё нет. Введите факт или выберите метрику."),
        Text("20", "20")),
    "stale": Message(A, Text(
        "The value is from {found}. Type today's, or confirm it with a date in “{column}”.",
        "Значение от {found}. Введите свежее или подтвердите датой в столбце «{column}»."),
        Text("2026-11-23", "23.11.2026")),
    "little-data": Message(A, Text(
        "Little data: {counted} of {cases}. The share may still change a lot.",
        "Мало данных: {counted} из {cases}. Доля ещё может сильно измениться."),
        Text("10 cases or more", "10 случаев и больше")),
    "no-cases": Message(A, Text(
        "No deals fit yet, so there is nothing to compute. No data is not zero.",
        "Подходящих сделок пока нет, считать не из чего. «Нет данных» — это не ноль."),
        Text("see Evidence", "смотрите «Расшифровку»")),
    "confidence-low": Message(A, Text(
        "On track, yet the confidence is {found}. Write what is in the way, or raise it.",
        "Идёт в графике, а уверенность {found}. Напишите, что мешает, или поднимите её."),
        Text("“the budget is not approved” in Blocker", "«не согласован бюджет» в «Что мешает»")),
    "duplicate-title": Message(A, Text(
        "The same text stands in {found}. Keep one of them.",
        "Такой же текст в строке {found}. Оставьте одну."),
        Text("KR-002", "KR-002")),
    "copies-kpi-row": Message(A, Text(
        "This repeats {found} of the KPI tab. A key result changes something: add a segment or a"
        " new level.",
        "Это повторяет {found} с вкладки KPI. Ключевой результат что-то меняет: добавьте сегмент или"
        " новый уровень."),
        Text("50 deals in the enterprise segment", "50 сделок в сегменте enterprise")),
    "paid-metric": Message(A, Text(
        "Its metric is paid for as {found}. Bonuses stay out of OKRs: choose another metric or"
        " unmark it in the KPI tab.",
        "За эту метрику платят премию ({found}). Премии — отдельно от OKR: выберите другую метрику"
        " или снимите отметку на вкладке KPI."),
        Text("Paid: No", "Влияет на премию: Нет")),
    "formula-restored": Message(A, Text(
        "A formula in “{found}” was overwritten and is restored. Type values into “{typed}”.",
        "Формулу в столбце «{found}» затёрли, она восстановлена. Факт вводите в «{typed}»."),
        Text("20", "20")),
}  # fmt: skip

OBJECTIVES: dict[str, Message] = {
    "no-key-results": Message(A, Text(
        "It has no key results. Add two to five.",
        "Нет ключевых результатов. Добавьте от двух до пяти."),
        Text("3", "3")),
    "one-key-result": Message(A, Text(
        "It has one key result only. Two to five show the whole picture.",
        "Только один ключевой результат. От двух до пяти дают полную картину."),
        Text("3", "3")),
    "too-many-key-results": Message(A, Text(
        "It has {found} key results. Keep two to five, the rest go to Ideas.",
        "Ключевых результатов {found}. Оставьте от двух до пяти, остальные — в «Предложения»."),
        Text("4", "4")),
    "weights-all-zero": Message(A, Text(
        "All its key results weigh 0, so there is nothing to average. Give one of them weight 1.",
        "У всех результатов вес 0, усреднять нечего. Поставьте хотя бы одному вес 1."),
        Text("1", "1")),
    "guardrail-breached": Message(A, Text(
        "The guardrail {found} is breached: {distance} {side} the bound {bound}.",
        "Нарушено ограничение {found}: на {distance} {side} границы {bound}."),
        Text("28", "28")),
    "parent-unknown": Message(A, Text(
        "There is no objective “{found}” here. Choose one from the list, or leave the text as a"
        " reminder.{guess}",
        "Цели «{found}» в документе нет. Выберите из списка или оставьте как пометку.{guess}"),
        Text("O-001 · Become the first choice", "O-001 · Стать первым выбором")),
    "parent-loop": Message(A, Text(
        "The objectives serve each other in a circle: {found}. Clear one parent.",
        "Цели ссылаются друг на друга по кругу: {found}. Очистите одну из ссылок."),
        Text("blank", "пусто")),
    "cycle-spelling": Message(A, Text(
        "“{found}” reads like the current cycle, “{cycle}”, but is spelt otherwise, so it counts as"
        " another one.",
        "«{found}» похоже на текущий цикл «{cycle}», но написано иначе — считаем другим циклом."),
        Text("2026-Q4", "2026-Q4")),
}  # fmt: skip

MESSAGES: dict[str, Message] = {**CELLS, **KEY_RESULTS, **OBJECTIVES}
