"""The one definition of all tabs and columns.

It feeds the readers, the checks, both templates and ``docs/columns.md``. Titles are fixed: people
copy the template and files travel. A retired title moves to ``aliases`` and is recognised for ever.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from sync.core import choices as c
from sync.core.vocabulary import Language, Text

SCHEMA_VERSION = 1
FIRST_DATA_ROW = 2
LAST_DATA_ROW = 1001
"""Rows that the formulas of the template look at: a thousand below the header."""


ChoiceList = type[c.Choice]


class Writer(Enum):
    """The one who writes a column."""

    PEOPLE = "P"
    SERVICE = "S"
    FORMULA = "ƒ"


class Type(Enum):
    """What a cell holds."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    LINK = "link"
    """A row of another tab, chosen as ``O-001 · title``."""
    ID = "id"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Column:
    """One column, or one setting of the Settings tab."""

    key: str
    title: Text
    writer: Writer
    type: Type
    hint: Text
    """What may be typed; shown beside the header."""
    required: bool = False
    choices: ChoiceList | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab of the document."""

    key: str
    title: Text
    columns: tuple[Column, ...]
    prefix: str = ""
    """Of the ids of its rows: ``O`` gives ``O-001``."""
    hidden: bool = False
    aliases: tuple[str, ...] = ()

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)

    def written_by(self, writer: Writer) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.writer is writer)


P, S, F = Writer.PEOPLE, Writer.SERVICE, Writer.FORMULA
NO_HINT = Text("", "")

_ID = Column(
    "id", Text("ID", "ID"), S, Type.ID,
    Text("Filled in by the service. Keep it as it is.", "Заполняет сервис. Не меняйте."),
)  # fmt: skip


def _notes() -> Column:
    return Column(
        "notes", Text("Notes", "Замечания"), F, Type.TEXT,
        Text("What to mend in this row; ✓ when all is well.",
             "Что поправить в строке; ✓ — всё в порядке."),
    )  # fmt: skip


SETTINGS = Tab("settings", Text("Settings", "Настройки"), (
    Column("team", Text("Team", "Команда"), P, Type.TEXT,
           Text("Whose objectives these are.", "Чьи это цели.")),
    Column("level", Text("Level", "Уровень"), P, Type.CHOICE,
           Text("Company, department, team or person.", "Компания, отдел, команда или сотрудник."),
           choices=c.OrgLevel),
    Column("cycle", Text("Current cycle", "Текущий цикл"), P, Type.TEXT,
           Text("A short name such as 2026-Q4.", "Короткое имя, например 2026-Q4.")),
    Column("start", Text("Cycle start", "Начало цикла"), P, Type.DATE,
           Text("The first day.", "Первый день."), required=True),
    Column("end", Text("Cycle end", "Конец цикла"), P, Type.DATE,
           Text("The last day.", "Последний день."), required=True),
    Column("zone", Text("Time zone", "Часовой пояс"), P, Type.TEXT,
           Text("Such as Europe/Moscow. Blank: UTC.", "Например, Europe/Moscow. Пусто — UTC.")),
    Column("currency", Text("Currency", "Валюта"), P, Type.TEXT,
           Text("Such as RUB or USD. Deals in another currency are not added up.",
                "Например, RUB или USD. Сделки в другой валюте не складываются.")),
    Column("check_in_day", Text("Check-in day", "День чек-ина"), P, Type.CHOICE,
           Text("The day of the weekly meeting.", "День еженедельной встречи."), choices=c.Weekday),
    Column("language", Text("Language", "Язык"), P, Type.CHOICE,
           Text("Of the notes beside the rows. Blank: the language of the titles.",
                "Язык замечаний. Пусто — язык заголовков."), choices=c.LanguageName),
    Column("hide_names", Text("Hide names and amounts", "Скрыть названия и суммы"), P, Type.CHOICE,
           Text("Yes keeps titles and amounts of deals out of Evidence.",
                "Да — в Расшифровке не будет названий и сумм сделок."), choices=c.YesNo),
    Column("confirm_drop", Text("Confirm drop", "Подтверждаю обнуление"), P, Type.DATE,
           Text("Today's date confirms that everything really fell to zero.",
                "Сегодняшняя дата подтверждает, что все показатели правда обнулились.")),
    Column("today", Text("Today", "Сегодня"), F, Type.DATE, NO_HINT),
    Column("last_sync", Text("Last sync", "Последняя синхронизация"), F, Type.DATE, NO_HINT),
    Column("notes", Text("Notes", "Замечания"), F, Type.TEXT,
           Text("Problems of the whole document.", "Замечания ко всему документу.")),
))  # fmt: skip

OBJECTIVES = Tab("objectives", Text("Objectives", "Цели"), (
    _ID,
    Column("title", Text("Objective", "Цель"), P, Type.TEXT,
           Text("Where to go: short, clear, inspiring, without numbers.",
                "Куда идём: коротко, понятно, вдохновляюще, без чисел."), required=True),
    Column("owner", Text("Owner", "Ответственный"), P, Type.TEXT,
           Text("One name.", "Одно имя.")),
    _notes(),
    Column("cycle", Text("Cycle", "Цикл"), P, Type.TEXT,
           Text("Blank: the current one.", "Пусто — текущий.")),
    Column("team", Text("Team", "Команда"), P, Type.TEXT,
           Text("A team or a person. Blank: the document's.",
                "Команда или сотрудник. Пусто — как в Настройках.")),
    Column("kind", Text("Kind", "Тип"), P, Type.CHOICE,
           Text("Aspirational: 0.7 is good. Committed: only 1.0 is.",
                "Амбициозная: 0,7 — хорошо. Обязательная: только 1,0."), choices=c.Kind),
    Column("state", Text("State", "Состояние"), P, Type.CHOICE,
           Text("Blank: active.", "Пусто — в работе."), choices=c.State),
    Column("parent", Text("Parent objective", "Цель уровнем выше"), P, Type.LINK,
           Text("The objective that this one serves.", "Какой цели служит эта.")),
    Column("reason", Text("Reason for change", "Причина изменения"), P, Type.TEXT,
           Text("Why the objective was changed during the cycle.",
                "Почему цель поменяли посреди цикла.")),
    Column("coverage", Text("Coverage", "Есть данные"), F, Type.TEXT,
           Text("How many key results have data.", "У скольких ключевых результатов есть данные.")),
    Column("score", Text("Score", "Оценка"), F, Type.NUMBER,
           Text("Weighted mean of the key results with data.",
                "Среднее по ключевым результатам с данными, с учётом веса.")),
    Column("status", Text("Status", "Статус"), F, Type.TEXT,
           Text("Where the score is heading.", "К чему идёт оценка.")),
), prefix="O")  # fmt: skip

KEY_RESULTS = Tab("key_results", Text("Key results", "Ключевые результаты"), (
    _ID,
    Column("title", Text("Key result", "Ключевой результат"), P, Type.TEXT,
           Text("A measurable outcome: what changes, from what to what.",
                "Измеримый итог: что изменится, с какого значения до какого."), required=True),
    _notes(),
    Column("owner", Text("Owner", "Ответственный"), P, Type.TEXT, Text("One name.", "Одно имя.")),
    Column("status", Text("Status", "Статус"), F, Type.TEXT,
           Text("Where the score is heading.", "К чему идёт оценка.")),
    Column("score", Text("Score", "Оценка"), F, Type.NUMBER,
           Text("From 0 to 1; 0.6–0.7 is the ideal zone.",
                "От 0 до 1; 0,6–0,7 — идеальная зона.")),
    Column("forecast", Text("Forecast", "Прогноз"), F, Type.NUMBER,
           Text("The score by the due date at the present rate.",
                "Какой будет оценка к сроку, если идти так же.")),
    Column("start", Text("Start value", "Исходное значение"), P, Type.NUMBER,
           Text("The value at the start of the cycle.", "Значение на начало цикла.")),
    Column("target", Text("Target", "Целевое значение"), P, Type.NUMBER,
           Text("The value that means done. A plain number.",
                "Значение, которого хотим достичь. Просто число."), required=True),
    Column("current", Text("Current", "Текущее значение"), F, Type.NUMBER,
           Text("From the CRM when a metric is chosen, else the typed value.",
                "Из CRM, если выбрана метрика, иначе введённый факт.")),
    Column("change", Text("Change in a week", "За неделю"), F, Type.NUMBER,
           Text("Against the last weekly check-in.", "По сравнению с прошлым чек-ином.")),
    Column("typed", Text("Typed value", "Факт (вводим сами)"), P, Type.ANY,
           Text("Today's value, when no metric is chosen.",
                "Значение на сегодня, если метрика не выбрана.")),
    Column("confidence", Text("Confidence", "Уверенность"), P, Type.NUMBER,
           Text("From 0 to 10: how sure you are to make it.",
                "От 0 до 10: насколько верите, что успеете.")),
    Column("blocker", Text("Blocker", "Что мешает"), P, Type.TEXT,
           Text("What is in the way.", "Что стоит на пути.")),
    Column("next_step", Text("Next step", "Следующий шаг"), P, Type.TEXT,
           Text("What you do until the next check-in.", "Что сделаете до следующего чек-ина.")),
    Column("checked_on", Text("Checked on", "Дата чек-ина"), P, Type.DATE,
           Text("The day you looked at it; a confirmed unchanged value is not stale.",
                "Когда смотрели; подтверждённое старое значение не считается устаревшим.")),
    Column("objective", Text("Objective", "Цель"), P, Type.LINK,
           Text("Choose from the list.", "Выберите из списка."), required=True),
    Column("type", Text("Result type", "Тип результата"), P, Type.CHOICE,
           Text("How it is judged.", "Как оцениваем."), required=True, choices=c.ResultType),
    Column("unit", Text("Unit", "Единица"), P, Type.TEXT,
           Text("%, ₽, deals, days …", "%, ₽, сделок, дней …")),
    Column("upper", Text("Upper bound", "Верхняя граница"), P, Type.NUMBER,
           Text("Only for Keep within.", "Только для «Держать в пределах».")),
    Column("due", Text("Due", "Срок"), P, Type.DATE,
           Text("Blank: the end of the cycle.", "Пусто — конец цикла.")),
    Column("weight", Text("Weight", "Вес"), P, Type.NUMBER,
           Text("Blank: 1. Zero: a guardrail, shown and not averaged.",
                "Пусто — 1. Ноль — ограничение: видно, но в среднее не входит.")),
    Column("rhythm", Text("Measured", "Замеряем"), P, Type.CHOICE,
           Text("How often the value is looked at.", "Как часто смотрим значение."),
           choices=c.Rhythm),
    Column("metric", Text("Metric", "Метрика"), P, Type.LINK,
           Text("Choose from the list; the value then comes from the CRM.",
                "Выберите из списка — значение придёт из CRM.")),
    Column("crm", Text("CRM value", "Факт из CRM"), F, Type.NUMBER,
           Text("Filled in by the service.", "Заполняет сервис.")),
    Column("progress", Text("Progress", "Прогресс"), F, Type.NUMBER,
           Text("Share of the way; may be below 0 or above 1.",
                "Доля пути; бывает меньше 0 и больше 1.")),
    Column("pace", Text("Pace today", "Ориентир на сегодня"), F, Type.NUMBER,
           Text("Share of the time that has passed.", "Какая доля времени прошла.")),
    Column("as_of", Text("Data as of", "Данные на"), F, Type.DATE,
           Text("When the source last confirmed the value.",
                "Когда источник в последний раз подтвердил значение.")),
    Column("reason", Text("Reason for change", "Причина изменения"), P, Type.TEXT,
           Text("Why the key result was changed during the cycle.",
                "Почему результат поменяли посреди цикла.")),
), prefix="KR")  # fmt: skip

METRICS = Tab("metrics", Text("Metrics", "Метрики"), (
    _ID,
    Column("title", Text("Metric", "Метрика"), P, Type.TEXT,
           Text("A name your team understands.", "Название, понятное команде."), required=True),
    Column("source", Text("Source", "Источник"), P, Type.CHOICE,
           Text("Where the number comes from.", "Откуда берём число."), required=True,
           choices=c.Source),
    Column("calculation", Text("What to count", "Что считаем"), P, Type.CHOICE,
           Text("Choose from the list.", "Выберите из списка."), required=True,
           choices=c.Calculation),
    Column("pipeline", Text("Pipeline", "Воронка"), P, Type.TEXT,
           Text("As it is called in the CRM. Blank: all.", "Как в CRM. Пусто — все.")),
    Column("segment_field", Text("Segment field", "Поле отбора"), P, Type.TEXT,
           Text("The CRM field that tells the segment.", "Поле CRM, по которому отбираем.")),
    Column("segment_value", Text("Segment value", "Значение отбора"), P, Type.TEXT,
           Text("One value, or several with commas.", "Одно или несколько через запятую.")),
    Column("owner", Text("CRM owner", "Сотрудник в CRM"), P, Type.TEXT,
           Text("Blank: everyone.", "Пусто — все.")),
    Column("from_stage", Text("From stage", "С этапа"), P, Type.TEXT,
           Text("For conversions between stages.", "Для конверсий между этапами.")),
    Column("to_stage", Text("To stage", "До этапа"), P, Type.TEXT,
           Text("For conversions between stages.", "Для конверсий между этапами.")),
    Column("amount_field", Text("Amount field", "Поле суммы"), P, Type.TEXT,
           Text("Blank: the amount of the deal.", "Пусто — сумма сделки.")),
    Column("within_days", Text("Within, days", "Успеть за, дней"), P, Type.NUMBER,
           Text("Only what happened within so many days of the start.",
                "Засчитываем только то, что успели за столько дней.")),
    Column("period", Text("Period", "Период"), P, Type.CHOICE,
           Text("Blank: from the start of the cycle to today.",
                "Пусто — с начала цикла по сегодня."), choices=c.MetricPeriod),
    Column("corrections_days", Text("Accept corrections for, days", "Принимать правки ещё, дней"),
           P, Type.NUMBER,
           Text("For so many days after the cycle the value follows the CRM. Blank: 14.",
                "Сколько дней после конца цикла число ещё следует за CRM. Пусто — 14.")),
    Column("where", Text("Where", "Условие"), P, Type.TEXT,
           Text("For experts: Segment = Enterprise, SMB; Amount >= 100000",
                "Для опытных: Сегмент = Enterprise, SMB; Сумма >= 100000")),
    Column("value", Text("Value", "Значение"), F, Type.NUMBER, NO_HINT),
    Column("as_of", Text("Data as of", "Данные на"), F, Type.DATE, NO_HINT),
    Column("records", Text("Records counted", "Учтено записей"), F, Type.NUMBER, NO_HINT),
    _notes(),
), prefix="M")  # fmt: skip

KPI = Tab("kpi", Text("KPI", "KPI"), (
    _ID,
    Column("title", Text("KPI", "KPI"), P, Type.TEXT,
           Text("A figure of the running business.", "Показатель текущей работы."), required=True),
    Column("owner", Text("Owner", "Ответственный"), P, Type.TEXT, Text("One name.", "Одно имя.")),
    Column("plan", Text("Plan", "План"), P, Type.NUMBER, Text("A plain number.", "Просто число.")),
    Column("typed", Text("Typed value", "Факт (вводим сами)"), P, Type.NUMBER,
           Text("When no metric is chosen.", "Если метрика не выбрана.")),
    Column("metric", Text("Metric", "Метрика"), P, Type.LINK,
           Text("Choose from the list.", "Выберите из списка.")),
    Column("paid", Text("Paid", "Влияет на премию"), P, Type.CHOICE,
           Text("Pay belongs here, never to OKRs.", "Премия — про KPI, а не про OKR."),
           choices=c.YesNo),
    Column("crm", Text("CRM value", "Факт из CRM"), F, Type.NUMBER, NO_HINT),
    Column("attainment", Text("Attainment", "Выполнение"), F, Type.NUMBER, NO_HINT),
    _notes(),
), prefix="K")  # fmt: skip

IDEAS = Tab("ideas", Text("Ideas", "Предложения"), (
    Column("title", Text("Idea", "Идея"), P, Type.TEXT, NO_HINT),
    Column("author", Text("Author", "Автор"), P, Type.TEXT, NO_HINT),
    Column("objective", Text("For objective", "К какой цели"), P, Type.LINK,
           Text("Choose from the list.", "Выберите из списка.")),
    Column("votes", Text("Votes", "Голоса"), P, Type.NUMBER, NO_HINT),
    Column("decision", Text("Decision", "Решение"), P, Type.TEXT, NO_HINT),
))  # fmt: skip

REVIEW = Tab("review", Text("Review", "Итоги квартала"), (
    Column("objective", Text("Objective", "Цель"), P, Type.LINK,
           Text("Choose from the list.", "Выберите из списка.")),
    Column("final", Text("Final score", "Итоговая оценка"), F, Type.NUMBER,
           Text("Here a result without data counts 0.", "Результат без данных считается за 0.")),
    Column("grade", Text("Team's grade", "Оценка команды"), P, Type.NUMBER,
           Text("From 0 to 1, by your own judgement.", "От 0 до 1, по мнению команды.")),
    Column("happened", Text("What happened", "Что произошло"), P, Type.TEXT, NO_HINT),
    Column("cause", Text("Cause", "Причина"), P, Type.CHOICE, NO_HINT, choices=c.Cause),
    Column("lesson", Text("Lesson", "Вывод"), P, Type.TEXT, NO_HINT),
    Column("next", Text("Next", "Дальше"), P, Type.CHOICE, NO_HINT, choices=c.NextMove),
))  # fmt: skip

PEOPLE = Tab("people", Text("People", "Люди"), (
    Column("name", Text("Name", "Имя"), P, Type.TEXT, NO_HINT),
    Column("email", Text("E-mail", "Почта"), P, Type.TEXT, NO_HINT),
    Column("telegram", Text("Telegram", "Telegram"), P, Type.TEXT, NO_HINT),
    Column("slack", Text("Slack", "Slack"), P, Type.TEXT, NO_HINT),
    Column("crm_user", Text("CRM user", "Пользователь CRM"), P, Type.TEXT, NO_HINT),
))  # fmt: skip

START = Tab("start", Text("Start here", "С чего начать"), ())
OVERVIEW = Tab("overview", Text("Overview", "Сводка"), ())

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

TABS: dict[str, Tab] = {
    tab.key: tab
    for tab in (
        START, OVERVIEW, KEY_RESULTS, OBJECTIVES, METRICS, KPI, IDEAS, REVIEW, HISTORY, EVIDENCE,
        PEOPLE, SETTINGS, OKR, LISTS,
    )
}  # fmt: skip
"""In the order of the tabs of a document."""

SERVICE_TABS = ("_okr", "_lists", "history", "evidence")
"""Tabs whose rows the service owns (in ``_lists`` the columns marked S)."""

ID_TABS = ("objectives", "key_results", "metrics", "kpi")
"""Tabs whose rows carry ids."""


def fold_title(text: str) -> str:
    """A title reduced to what is compared: case, spaces and ё do not matter."""
    return " ".join(text.replace("\u00a0", " ").split()).casefold().replace("ё", "е")


def find_tab(title: str) -> Tab | None:
    """The tab with this title in either language, or with an older title."""
    return next((tab for tab in TABS.values() if fold_title(title) in _titles(tab)), None)


def find_column(tab: Tab, title: str) -> Column | None:
    """The column with this title in either language, or with an older title."""
    folded = fold_title(title)
    return next((column for column in tab.columns if folded in _titles(column)), None)


def title_language(item: Tab | Column, title: str) -> Language | None:
    """The language a found title belongs to; None when both languages share it."""
    if item.title.en == item.title.ru:
        return None
    return "ru" if fold_title(title) == fold_title(item.title.ru) else "en"


def _titles(item: Tab | Column) -> Iterable[str]:
    return {fold_title(title) for title in (*item.title, *item.aliases)}
