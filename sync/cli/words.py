"""Words that only the command line says."""

from __future__ import annotations

from sync.core.vocabulary import Text

OBJECTIVES = Text("Objectives and key results", "Цели и ключевые результаты")
CURRENT = Text("Current", "Текущее")
TARGET = Text("Target", "Целевое")
SCORE_TITLE = Text("Score", "Оценка")
STATUS = Text("Status", "Статус")
NAME = Text("Key result", "Ключевой результат")
NO_OBJECTIVE = Text("Without an objective", "Без цели")
METRICS = Text("Metrics", "Метрики")
COUNTED = Text("records counted: {n}", "учтено записей: {n}")
ERRORS = Text("Errors", "Ошибки")
ADVICE = Text("Advice", "Советы")
DOCUMENT = Text("document", "документ")
CLEAN = Text("No remarks.", "Замечаний нет.")
MADE = Text("Changes written: {n}", "Записано изменений: {n}")
PLANNED = Text(
    "Changes planned: {n}; nothing was written", "Изменений в плане: {n}; ничего не записано"
)
NOTHING = Text("Nothing to change: the document is up to date.", "Менять нечего: всё уже записано.")
MOVED = Text(
    "Some rows were changed while this was being written. Sync again to take that in.",
    "Пока шла запись, в документе изменили строки. Обновите ещё раз, чтобы учесть и это.",
)
UNCHANGED = Text(
    "Nobody has edited the document since the last run.",
    "С последнего обновления документ никто не менял.",
)
MORE = Text("… and {n} more (all of them with --json)", "… и ещё {n} (все — с ключом --json)")
BEFORE_AFTER = Text("{before} → {after}", "{before} → {after}")
EMPTY = Text("blank", "пусто")
WRITTEN = Text("Wrote {path}", "Готово: {path}")
INSTALLING = Text("Writing the template: {n} of {of}", "Записываю шаблон: {n} из {of}")
INSTALLED_IN_NOTION = Text(
    "The template is ready: {path}\nFill in Settings, Objectives and Key results there, then run:"
    " okr-sync sync {path}",
    "Шаблон готов: {path}\nЗаполните там «Настройки», «Цели» и «Ключевые результаты», затем"
    " выполните: okr-sync sync {path}",
)
INSTALLED_ALREADY = Text(
    "The template is already there; nothing was written: {path}",
    "Шаблон здесь уже есть, ничего не записано: {path}",
)

NAMED = Text("{record} “{title}”", "{record} «{title}»")
COUNTS = Text("Record {record} is counted in {metric}.", "Запись {record} учтена в «{metric}».")
COUNTS_NOT = Text(
    "Record {record} is not counted in {metric}.", "Запись {record} не учтена в «{metric}»."
)

SERVING = Text(
    "The pages are open at {address}. Press Ctrl-C to stop.",
    "Страницы открыты: {address}. Чтобы остановить, нажмите Ctrl-C.",
)

DEMO_TEAM = Text(
    "An invented team keeps its OKRs in a Google Sheet, and the same ones in Notion; its deals are"
    " in HubSpot. All three stand in a sandbox on this machine. After the first run the sheet"
    " shows:",
    "Вымышленная команда ведёт OKR в Google Таблице и те же — в Notion, её сделки — в HubSpot. Всё"
    " это — в песочнице на этом компьютере. После первого обновления в таблице:",
)
KINDS = {
    "google_sheets": Text("Google Sheet", "Google Таблица"),
    "notion": Text("Notion page", "страница Notion"),
    "xlsx": Text("workbook", "файл .xlsx"),
}
DEMO_PASS = Text("Pass {n}, {kind}, changes: {changes}", "Проход {n}, {kind}, изменений: {changes}")
DEMO_LOOK = Text(
    "Open in a browser:\n"
    "  {pages}   scores, problems, the deals behind each number, “Sync now”\n"
    "  {sheet}   the sheet: type, sort, overwrite a formula, then press “Sync now” on the page\n"
    "  {notion}   the same team in Notion: type, move a card, then “Sync now”\n"
    "The same team as a workbook: {workbook}\n"
    "Ctrl-C ends the demo.",
    "Откройте в браузере:\n"
    "  {pages}   оценки, замечания, сделки, из которых сложились числа, «Обновить сейчас»\n"
    "  {sheet}   таблица: впишите что-нибудь, отсортируйте строки, затрите формулу, а потом"
    " нажмите «Обновить сейчас» на странице\n"
    "  {notion}   та же команда в Notion: впишите число, переставьте карточку — и «Обновить"
    " сейчас»\n"
    "Та же команда в файле: {workbook}\n"
    "Ctrl-C завершает демо.",
)

MANY_CHANGES = Text("{tab}: {n} changes", "{tab}: изменений — {n}")
NOTHING_YET = Text(
    "There are no key results yet. Open the document, fill in Objectives and Key results (it begins"
    " with a guide), save, and run this again.",
    "Ключевых результатов пока нет. Откройте документ, заполните «Цели» и «Ключевые результаты»"
    " (подсказки — в самом его начале), сохраните и запустите команду ещё раз.",
)
