"""Words that only the pages say."""

from __future__ import annotations

from sync.core.vocabulary import Language, Text

PRODUCT = Text("OKR Sync", "OKR Sync")
LANGUAGES: dict[Language, str] = {"en": "English", "ru": "Русский"}
SKIP = Text("Skip to the content", "К содержанию")
LANGUAGE = Text("Language", "Язык")
HOME = Text("All documents", "Все документы")

KINDS = {
    "xlsx": Text("Excel workbook", "Книга Excel"),
    "google_sheets": Text("Google Sheet", "Google Таблица"),
    "notion": Text("Notion page", "Страница Notion"),
    "memory": Text("Document in memory", "Документ в памяти"),
}
LEVELS = {
    "error": Text("To fix: {errors}", "Исправить: {errors}"),
    "advice": Text("Advice: {advice}", "Советов: {advice}"),
    "ok": Text("All clear", "Замечаний нет"),
    "": Text("Not synced yet", "Ещё не обновлялся"),
}

DOCUMENTS = Text("Documents", "Документы")
INTRO = Text(
    "Scores, notes and evidence of every OKR document that this service looks after.",
    "Оценки, замечания и расшифровки по всем документам OKR, за которыми следит сервис.",
)
NO_DOCUMENTS = Text(
    "There are no documents yet. Make one from the template, fill in a few rows, and add it below.",
    "Документов пока нет. Создайте документ из шаблона, заполните пару строк и добавьте его ниже.",
)
ADD = Text("Add a document", "Добавить документ")
ADD_HINT = Text(
    "The address of a Google Sheet or a Notion page that is shared with the service, or the full"
    " path to an .xlsx file on this machine. The document is read and filled in straight away.",
    "Адрес Google Таблицы или страницы Notion, к которой у сервиса есть доступ, или полный путь к"
    " файлу .xlsx на этом компьютере. Документ сразу будет прочитан и заполнен.",
)
ADDRESS = Text("Address", "Адрес")
ADD_BUTTON = Text("Add and sync", "Добавить и обновить")
NOT_ADDED = Text("Not added: {title}", "Не добавлен: {title}")
BEING_ADDED = Text("Being added: {title}", "Добавляем: {title}")
ADDRESS_BLANK = Text(
    "Type the address of a document, for example https://docs.google.com/spreadsheets/d/… or"
    " /home/anna/okr.xlsx",
    "Впишите адрес документа, например https://docs.google.com/spreadsheets/d/… или"
    " /home/anna/okr.xlsx",
)
SYNC_NOW = Text("Sync now", "Обновить сейчас")
SYNC_NOW_OF = Text("Sync now: {title}", "Обновить сейчас: {title}")
TRY_AGAIN = Text("Try again", "Попробовать ещё раз")
FORCE = Text("Write it anyway", "Всё равно записать")
ADOPT = Text("Go on with this copy as a document of its own", "Вести копию как отдельный документ")
OPEN = Text("Open the document", "Открыть документ")
SYNCED = Text("Synced {when}", "Обновлено {when}")
NEVER_SYNCED = Text("Not synced yet", "Ещё не обновлялся")
TODAY, YESTERDAY = (
    Text("today at {time}", "сегодня в {time}"),
    Text("yesterday at {time}", "вчера в {time}"),
)
ON_DAY = Text("{day} at {time}", "{day} в {time}")
MONTHS = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "ru": ("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
           "октября", "ноября", "декабря"),
}  # fmt: skip
SHORT_MONTHS = {
    "en": MONTHS["en"],
    "ru": ("янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"),
}
CYCLE_DAYS = Text("{first} – {last}", "{first} — {last}")
CYCLE_DAY = Text("day {day} of {total}", "день {day} из {total}")
CYCLE_OVER = Text("the cycle is over", "цикл закончился")
CYCLE_AHEAD = Text("the cycle has not begun", "цикл ещё не начался")

KEY_RESULTS_BY_STATUS = Text("Key results by status", "Ключевые результаты по статусам")
OBJECTIVES = Text("Objectives and key results", "Цели и ключевые результаты")
NOTHING_YET = Text(
    "There are no key results yet. Fill in Objectives and Key results in the document (it begins"
    " with a guide), then press “Sync now”.",
    "Ключевых результатов пока нет. Заполните в документе «Цели» и «Ключевые результаты»"
    " (подсказки — в самом его начале) и нажмите «Обновить сейчас».",
)
NO_OBJECTIVE = Text("Without an objective", "Без цели")
NO_KEY_RESULTS = Text("No key results yet.", "Ключевых результатов пока нет.")
OTHER_OBJECTIVES = Text(
    "Objectives of other cycles and cancelled ones: {n}", "Цели других циклов и отменённые: {n}"
)
KEY_RESULT = Text("Key result", "Ключевой результат")
SCORE = Text("Score", "Оценка")
STATUS = Text("Status", "Статус")
CURRENT = Text("Current", "Текущее")
TARGET = Text("Target", "Целевое")
COVERAGE = Text("data for {n} of {total}", "есть данные: {n} из {total}")
GUARDRAIL = Text("guardrail", "ограничение")
CONFIDENCE = Text("confidence {n} of 10", "уверенность {n} из 10")
FORECAST = Text("forecast {n}", "прогноз {n}")
BLOCKER = Text("Blocker:", "Что мешает:")
NEXT_STEP = Text("Next step:", "Следующий шаг:")
YES, NO = Text("yes", "да"), Text("no", "нет")
MORE_NOTES = Text("and {n} more in the document", "и ещё {n} — в документе")
ERROR, ADVICE = Text("Fix:", "Исправить:"), Text("Advice:", "Совет:")
DOCUMENT_NOTES = Text("About the whole document", "О документе в целом")
SHARED_NOTES = Text("The same for many rows", "Одно и то же для многих строк")
AND_MORE = Text("{ids} and {n} more", "{ids} и ещё {n}")
OTHER_NOTES = Text("Other rows", "Другие строки")

METRICS = Text("Metrics and evidence", "Метрики и расшифровка")
METRICS_HINT = Text(
    "Each number with the records behind it: those that count, and those near by that do not, with"
    " the reason.",
    "Видно, из каких записей сложилось каждое число, какие близкие к ним не учтены и почему.",
)
COUNTED = Text("counted {n}", "учтено {n}")
NOT_COUNTED = Text("not counted {n}", "не учтено {n}")
COUNTED_TITLE = Text("Counted: {n}", "Учтено: {n}")
NOT_COUNTED_TITLE = Text("Not counted: {n}", "Не учтено: {n}")
LISTED = Text("listed here: {n}", "показано здесь: {n}")
AS_OF = Text("data as of {day}", "данные на {day}")
NOT_READ = Text("not read yet", "ещё не прочитана")
SHOW_RECORDS = Text("Show the records", "Показать записи")
RECORDS_OF = Text("Records behind “{title}”", "Записи по метрике «{title}»")
NO_RECORDS = Text("No records.", "Записей нет.")
RECORD, TITLE = Text("Record", "Запись"), Text("Title", "Название")
DATE, AMOUNT = Text("Date", "Дата"), Text("Amount", "Сумма")
REASON = Text("Why not counted", "Почему не учтена")
LEFT_OUT = Text(
    "Not counted only because the amount is missing or in another currency: {n}",
    "Не учтены только потому, что сумма не указана или в другой валюте: {n}",
)

HISTORY = Text("History", "История")
HISTORY_EMPTY = Text(
    "The chart begins with the first week that has scores.",
    "График появится, когда наберутся оценки хотя бы за одну неделю.",
)
HISTORY_TITLE = Text("Scores of the objectives, week by week", "Оценки целей по неделям")
HISTORY_OF = Text("Score, week by week: {title}", "Оценка по неделям: {title}")
HISTORY_DESC = Text(
    "From {first} to {last}. The table below holds the same numbers.",
    "С {first} по {last}. Те же числа — в таблице ниже.",
)
HISTORY_TABLE = Text("The same as a table", "То же таблицей")
HISTORY_ALL = Text("Every key result, week by week", "Каждый ключевой результат по неделям")

CHANGES = Text("What the last run changed", "Что изменило последнее обновление")
CHANGES_AT = Text("Values written: {n}, {when}.", "Записано значений: {n}, {when}.")
CHANGES_SINCE = Text(
    "Later runs had nothing to change.", "При следующих обновлениях менять было нечего."
)
NO_CHANGES = Text("Nothing has been changed yet.", "Пока ничего не менялось.")
CHANGE = Text("Column", "Столбец")
BEFORE, AFTER = Text("Before", "Было"), Text("After", "Стало")
BLANK = Text("blank", "пусто")
FORMULA = Text("formula of the template", "формула шаблона")
LONG_LISTS = Text("Written anew as a whole:", "Обновлены целиком:")
CELLS = Text("{tab}, values: {n}", "{tab}, значений: {n}")
LISTS = Text("lists to choose from", "списки для выбора")
ALL_CHANGES = Text("All changes of this run", "Все изменения этого обновления")
MORE_CHANGES = Text(
    "… and more; the document shows them all.", "… и другие; все они — в документе."
)
WHOLE_DOCUMENT = Text("The document", "Документ")
IDENTITY = Text("ID of the document", "ID документа")

RUNS = Text("Latest runs", "Последние обновления")
RUN = Text("Run {when}", "Обновление {when}")
STARTERS = {
    "cli": Text("from the command line", "из командной строки"),
    "page": Text("from the page", "со страницы"),
}
DONE = Text("values written: {n}", "записано значений: {n}")
DONE_NOTHING = Text("nothing to change", "менять нечего")
FAILED = Text("failed", "не удалось")
RUNNING = Text("at work", "выполняется")
TOOK = Text("{seconds} s", "{seconds} с")
LAST_FAILED = Text("The last run failed, {when}", "Последнее обновление не удалось, {when}")
CALLS = Text(
    "requests to read: {read}, to write: {write}", "запросов на чтение: {read}, на запись: {write}"
)
UPDATING = Text("Syncing the document", "Обновляем документ")
WAIT = Text(
    "This usually takes a few seconds. The page reloads by itself.",
    "Обычно это занимает несколько секунд. Страница обновится сама.",
)

NOT_FOUND = Text(
    "There is no such page. Check the address, or start from the list of documents.",
    "Такой страницы нет. Проверьте адрес или начните со списка документов.",
)
FAULT = Text(
    "The program failed unexpectedly. Try again; if it fails again, please report it with the lines"
    " of the log.",
    "Программа неожиданно остановилась. Попробуйте ещё раз; если не поможет, сообщите нам и"
    " приложите строки журнала.",
)
NO_DATABASE = Text(
    "The database does not answer. Wait a moment and reload the page; if it stays away, check that"
    " PostgreSQL is running.",
    "База данных не отвечает. Подождите немного и обновите страницу; если не поможет, проверьте,"
    " работает ли PostgreSQL.",
)
ODD_REQUEST = Text(
    "This request cannot be answered. Go back, reload the page and try again.",
    "На такой запрос ответить нельзя. Вернитесь назад, обновите страницу и попробуйте ещё раз.",
)
FAILURE = Text("That did not work", "Не получилось")
