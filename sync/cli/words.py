"""Words that only the command line says."""

from __future__ import annotations

from sync.core.vocabulary import Text

READ = Text("Reading the document", "Читаю документ")
VALIDATE = Text("Checking the rows", "Проверяю строки")
MEASURE = Text("Measuring the metrics", "Считаю метрики")
SCORE = Text("Scoring", "Считаю оценки")
PLAN = Text("Planning the changes", "Составляю план")
APPLY = Text("Writing", "Записываю")
RECORD = Text("Keeping the results", "Сохраняю результаты")
STEPS = {
    "read": READ, "validate": VALIDATE, "measure": MEASURE, "score": SCORE, "plan": PLAN,
    "apply": APPLY, "record": RECORD,
}  # fmt: skip

PULL = Text("Loading from the CRM: {n} records so far", "Загружаю из CRM: записей пока {n}")


def step_words(step: str) -> Text:
    """A step of a run in words; ``pull 1200`` is one with a count."""
    name, _, count = step.partition(" ")
    return Text(*(words.format(n=count) for words in PULL)) if name == "pull" else STEPS[name]


OBJECTIVES = Text("Objectives and key results", "Цели и ключевые результаты")
CURRENT = Text("Current", "Текущее")
TARGET = Text("Target", "Целевое")
SCORE_TITLE = Text("Score", "Оценка")
STATUS = Text("Status", "Статус")
NAME = Text("Key result", "Ключевой результат")
NO_OBJECTIVE = Text("Without an objective", "Без цели")
METRICS = Text("Metrics", "Метрики")
COUNTED = Text("deals counted: {n}", "учтено сделок: {n}")
ERRORS = Text("Errors", "Ошибки")
ADVICE = Text("Advice", "Советы")
DOCUMENT = Text("document", "документ")
CLEAN = Text("No remarks.", "Замечаний нет.")
MADE = Text("Changes written: {n}", "Записано изменений: {n}")
PLANNED = Text(
    "Changes planned: {n}; nothing was written", "Изменений в плане: {n}; ничего не записано"
)
NOTHING = Text("Nothing to change: the document is up to date.", "Менять нечего: всё уже записано.")
MORE = Text("… and {n} more (all of them with --json)", "… и ещё {n} (все — с ключом --json)")
BEFORE_AFTER = Text("{before} → {after}", "{before} → {after}")
EMPTY = Text("blank", "пусто")
WRITTEN = Text("Wrote {path}", "Готово: {path}")
INSTALLING = Text("Writing the template: {n} of {of}", "Записываю шаблон: {n} из {of}")
INSTALLED_ALREADY = Text(
    "The template is already there; nothing was written: {path}",
    "Шаблон здесь уже есть, ничего не записано: {path}",
)

NAMED = Text("{record} “{title}”", "{record} «{title}»")
COUNTS = Text("Deal {record} is counted in {metric}.", "Сделка {record} учтена в «{metric}».")
COUNTS_NOT = Text(
    "Deal {record} is not counted in {metric}.", "Сделка {record} не учтена в «{metric}»."
)

SERVING = Text(
    "The pages are open at {address}. Press Ctrl-C to stop.",
    "Страницы открыты: {address}. Чтобы остановить, нажмите Ctrl-C.",
)

DEMO_FILES = Text(
    "The team's workbook: {workbook}\nIts deals, as a CRM exports them: {deals}",
    "Таблица команды: {workbook}\nЕё сделки, как их выгружает CRM: {deals}",
)
DEMO_PASS = Text("Pass {n}, changes: {changes}", "Проход {n}, изменений: {changes}")
DEMO_LOOK = Text(
    "Open the workbook in Excel or LibreOffice: scores, notes and evidence stand beside the rows."
    "\nType something, save, close, and run:\n  {program} sync {workbook} --deals {deals}",
    "Откройте таблицу в Excel или LibreOffice: оценки, замечания и расшифровка — рядом со строками."
    "\nВпишите что-нибудь, сохраните, закройте и запустите:"
    "\n  {program} sync {workbook} --deals {deals}",
)

MANY_CHANGES = Text("{tab}: {n} changes", "{tab}: изменений — {n}")
NOTHING_YET = Text(
    "There are no key results yet. Open the file, fill in Objectives and Key results (the tab Start"
    " here explains how), save, and run this again.",
    "Ключевых результатов пока нет. Откройте файл, заполните вкладки «Цели» и «Ключевые результаты»"
    " (как — на вкладке «С чего начать»), сохраните и запустите команду ещё раз.",
)
