"""Metrics, KPI, ideas, review and people."""

from __future__ import annotations

from sync.core import choices as c
from sync.core.schema.common import ID, F, P, notes
from sync.core.schema.model import NO_HINT, Column, Tab, Type
from sync.core.vocabulary import Text

METRICS = Tab("metrics", Text("Metrics", "Метрики"), (
    ID,
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
           Text("For win rate by deals created: only those won within so many days.",
                "Для конверсии по созданным сделкам: только выигранные за столько дней.")),
    Column("period", Text("Period", "Период"), P, Type.CHOICE,
           Text("Blank: from the start of the cycle to today.",
                "Пусто — с начала цикла по сегодня."), choices=c.MetricPeriod),
    Column("corrections_days", Text("Accept corrections for, days", "Принимать правки ещё, дней"),
           P, Type.NUMBER,
           Text("How many days after the cycle the value still follows the CRM. Blank: 14.",
                "Сколько дней после конца цикла ещё учитываем правки в CRM. Пусто — 14.")),
    Column("where", Text("Where", "Условие"), P, Type.TEXT,
           Text("For experts: Segment = Enterprise, SMB; Amount >= 100000",
                "Для опытных: Сегмент = Enterprise, SMB; Сумма >= 100000")),
    Column("value", Text("Value", "Значение"), F, Type.NUMBER, NO_HINT),
    Column("as_of", Text("Data as of", "Данные на"), F, Type.DATE, NO_HINT),
    Column("records", Text("Records counted", "Учтено записей"), F, Type.NUMBER, NO_HINT),
    notes(),
), prefix="M")  # fmt: skip

KPI = Tab("kpi", Text("KPI", "KPI"), (
    ID,
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
    notes(),
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
