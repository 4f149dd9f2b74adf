"""Words of what is found in settings, and of what only shows in the document as a whole."""

from __future__ import annotations

from sync.core.texts.message import Level, Message
from sync.core.vocabulary import Text

E, A = Level.ERROR, Level.ADVICE

MESSAGES: dict[str, Message] = {
    "document-copied": Message(E, Text(
        "This is a copy of {found}. Nothing is written here until you adopt it: okr-sync sync FILE"
        " --adopt.",
        "Это копия документа {found}. Сюда ничего не пишем, пока вы её не примете: okr-sync sync ФАЙЛ"
        " --adopt."),
        Text("okr-sync sync team.xlsx --adopt", "okr-sync sync team.xlsx --adopt")),
    "setting-blank": Message(E, Text(
        "“{column}” is blank in Settings. Type the date.",
        "В Настройках не заполнено «{column}». Введите дату."),
        Text("2026-10-01", "01.10.2026")),
    "setting-date-as-text": Message(E, Text(
        "“{found}” in “{column}” of Settings is stored as text, so formulas cannot read it. Type {day}"
        " anew.",
        "«{found}» в «{column}» на вкладке «Настройки» записано текстом, формулы этого не видят."
        " Введите заново: {day}."),
        Text("2026-10-01", "01.10.2026")),
    "setting-not-a-date": Message(E, Text(
        "“{found}” in “{column}” of Settings is not a date. Type a date.",
        "«{found}» в «{column}» на вкладке «Настройки» — не дата. Введите дату."),
        Text("2026-10-01", "01.10.2026")),
    "cycle-reversed": Message(E, Text(
        "The cycle ends on {end}, before it starts on {start}. Exchange the dates in Settings.",
        "Цикл кончается {end}, раньше начала {start}. Поменяйте даты в Настройках."),
        Text("2026-10-01 – 2026-12-31", "01.10.2026 – 31.12.2026")),
    "zone-unknown": Message(E, Text(
        "There is no time zone “{found}”; UTC is used.{guess}",
        "Часового пояса «{found}» нет, взят UTC.{guess}"),
        Text("Europe/Moscow", "Europe/Moscow")),
    "too-many-objectives": Message(E, Text(
        "{team} has {found} objectives in this cycle. Keep three to five: more is no focus.",
        "{team}: целей в цикле — {found}. Оставьте от трёх до пяти, иначе фокуса нет."),
        Text("4", "4")),
    "few-objectives": Message(A, Text(
        "{team} has {found} objectives in this cycle. Three to five are usual.",
        "{team}: целей в цикле — {found}. Обычно их от трёх до пяти."),
        Text("3", "3")),
    "cycle-over": Message(A, Text(
        "The cycle ended on {found}. Fill in Review, then set the next cycle in Settings.",
        "Цикл закончился {found}. Подведите итоги и задайте следующий цикл в Настройках."),
        Text("2027-Q1", "2027-Q1")),
    "targets-too-easy": Message(A, Text(
        "Nearly everything was reached in full: the targets may be too easy.",
        "Почти всё выполнено полностью — возможно, цели были слишком лёгкими."),
        Text("0.7 is a good score", "0,7 — хорошая оценка")),
    "targets-missed": Message(A, Text(
        "Most objectives ended below 0.4. Ask why in Review: realistic, resourced, looked after?",
        "Большинство целей ниже 0,4. Разберите в «Итогах квартала»: реальны ли были цели, хватило ли"
        " ресурсов, следили ли за ними?"),
        Text("Review", "Итоги квартала")),
}  # fmt: skip
