"""Words of what is found in settings, and of what only shows in the document as a whole."""

from __future__ import annotations

from sync.core.texts.message import Level, Message
from sync.core.vocabulary import Text

E, A = Level.ERROR, Level.ADVICE

MESSAGES: dict[str, Message] = {
    "document-copied": Message(E, Text(
        "This is a copy of “{found}”. Nothing is written here until you make it a document of its"
        " own: okr-sync sync FILE --adopt.",
        "Это копия документа «{found}». Сюда ничего не пишем, пока вы не сделаете её отдельным"
        " документом: okr-sync sync ФАЙЛ --adopt."),
        Text("okr-sync sync team.xlsx --adopt", "okr-sync sync team.xlsx --adopt")),
    "setting-blank": Message(E, Text(
        "“{column}” is blank in Settings. Type the date, for example 2026-10-01.",
        "В «Настройках» не заполнено «{column}». Введите дату, например 01.10.2026."),
        Text("2026-10-01", "01.10.2026")),
    "setting-date-as-text": Message(E, Text(
        "“{found}” in “{column}” of Settings is stored as text, not as a date. Set the format or"
        " type to Date and enter {day}.",
        "«{found}» («Настройки», «{column}») записано текстом. Задайте формат или тип «Дата» и"
        " введите {day}."),
        Text("2026-10-01", "01.10.2026")),
    "setting-not-a-date": Message(E, Text(
        "“{found}” in “{column}” of Settings is not a date. Type one, for example 2026-10-01.",
        "«{found}» («Настройки», «{column}») — не дата. Введите дату, например 01.10.2026."),
        Text("2026-10-01", "01.10.2026")),
    "cycle-reversed": Message(E, Text(
        "The cycle ends on {end}, before it starts on {start}. Swap the dates in Settings.",
        "Цикл заканчивается {end} — раньше, чем начинается ({start}). Поменяйте даты местами в"
        " «Настройках»."),
        Text("2026-10-01 – 2026-12-31", "01.10.2026 – 31.12.2026")),
    "zone-unknown": Message(E, Text(
        "There is no time zone “{found}”; UTC is used. Type a name such as Europe/Moscow.{guess}",
        "Часового пояса «{found}» нет, взят UTC. Введите, например, Europe/Moscow.{guess}"),
        Text("Europe/Moscow", "Europe/Moscow")),
    "too-many-objectives": Message(E, Text(
        "Objectives of “{team}” in this cycle: {found}. Keep three to five: more is no focus.",
        "Целей у «{team}» в этом цикле: {found}. Оставьте от трёх до пяти, иначе нет фокуса."),
        Text("4", "4")),
    "few-objectives": Message(A, Text(
        "Objectives of “{team}” in this cycle: {found}. Three to five are usual.",
        "Целей у «{team}» в этом цикле: {found}. Обычно их от трёх до пяти."),
        Text("3", "3")),
    "cycle-over": Message(A, Text(
        "The cycle ended on {found}. Fill in Review, then set the next cycle in Settings.",
        "Цикл закончился {found}. Заполните «Итоги квартала» и задайте следующий цикл в"
        " «Настройках»."),
        Text("2027-Q1", "2027-Q1")),
    "targets-too-easy": Message(A, Text(
        "Nearly everything was reached in full: the targets may be too easy. Aim higher next time;"
        " 0.7 is a good score.",
        "Почти всё выполнено полностью — возможно, цели были слишком лёгкими. В следующий раз"
        " ставьте смелее: 0,7 — уже хорошая оценка."),
        Text("0.7 is a good score", "0,7 — хорошая оценка")),
    "targets-missed": Message(A, Text(
        "Most objectives ended below 0.4. Ask why in Review: were they realistic, had they"
        " resources, did anyone look?",
        "У большинства целей оценка ниже 0,4. Разберите в «Итогах квартала», почему: реальны ли"
        " были цели, хватило ли ресурсов, следили ли за ними."),
        Text("Review", "Итоги квартала")),
}  # fmt: skip
