"""The rows of the sample team, in both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sync.core.choices import (
    Calculation,
    Choice,
    Kind,
    LanguageName,
    OrgLevel,
    ResultType,
    Rhythm,
    Weekday,
    YesNo,
)
from sync.core.vocabulary import Text

Raw = Text | Choice | str | int | float | date | None
RawRow = Mapping[str, Raw]

START, END = date(2026, 10, 1), date(2026, 12, 31)

ANNA = Text("Anna Crane", "Анна Журавлёва")
IGOR = Text("Igor Swift", "Игорь Стрижов")
MARY = Text("Mary Finch", "Мария Зяблова")
OLEG = Text("Oleg Heron", "Олег Цаплин")
DARIA = Text("Daria Lark", "Дарья Скворцова")

SETTINGS: RawRow = {
    "team": Text("B2B sales", "Продажи B2B"),
    "level": OrgLevel.TEAM,
    "cycle": "2026-Q4",
    "zone": "Europe/Moscow",
    "currency": "RUB",
    "check_in_day": Weekday.MONDAY,
    "language": Text(LanguageName.EN.title.en, LanguageName.RU.title.ru),
    "hide_names": YesNo.NO,
}

OBJECTIVES: Sequence[RawRow] = (
    {"title": Text("Become the first choice of enterprise clients",
                   "Стать первым выбором enterprise-клиентов"),
     "owner": ANNA, "kind": Kind.ASPIRATIONAL},
    {"title": Text("Build a funnel that does not leak",
                   "Построить воронку, которая не теряет клиентов"),
     "owner": IGOR, "kind": Kind.ASPIRATIONAL},
    {"title": Text("Customers who stay and grow with us",
                   "Клиенты, которые остаются и растут вместе с нами"),
     "owner": MARY, "kind": Kind.COMMITTED},
)  # fmt: skip

PERCENT, ROUBLES = "%", "₽"
DEALS, DAYS = Text("deals", "сделок"), Text("days", "дней")
POINTS, STAGES = Text("points", "баллов"), Text("stages", "этапов")

KEY_RESULTS: Sequence[RawRow] = (
    {"title": Text("Share of enterprise revenue from 22 % to 35 %",
                   "Доля enterprise в выручке с 22 % до 35 %"),
     "owner": ANNA, "objective": "O-001", "type": ResultType.REACH, "start": 22, "target": 35,
     "unit": PERCENT, "weight": 2, "metric": "M-001", "confidence": 7,
     "blocker": Text("Two large tenders have slipped to January",
                     "Два крупных тендера сдвинулись на январь"),
     "next_step": Text("Agree a pilot with both before the tender",
                       "Договориться с обоими о пилоте до тендера")},
    {"title": Text("Close 50 deals in the enterprise segment",
                   "Закрыть 50 сделок в сегменте enterprise"),
     "owner": IGOR, "objective": "O-001", "type": ResultType.COLLECT, "target": 50, "unit": DEALS,
     "metric": "M-002", "confidence": 6,
     "next_step": Text("Review all proposals older than 14 days",
                       "Разобрать все КП старше 14 дней")},
    {"title": Text("Average deal size from 180,000 to 240,000 ₽",
                   "Средний чек со 180 000 до 240 000 ₽"),
     "owner": OLEG, "objective": "O-001", "type": ResultType.REACH, "start": 180000,
     "target": 240000, "unit": ROUBLES, "metric": "M-003", "confidence": 5,
     "blocker": Text("Discounts at the end of the month", "Скидки в конце месяца"),
     "next_step": Text("Offer the yearly contract first", "Сначала предлагать годовой договор")},
    {"title": Text("A framework contract with the largest bank is signed by 1 December",
                   "Рамочный договор с крупнейшим банком подписан к 1 декабря"),
     "owner": DARIA, "objective": "O-001", "type": ResultType.YES_NO, "target": 1,
     "typed": YesNo.NO, "due": date(2026, 12, 1), "rhythm": Rhythm.AT_THE_END, "confidence": 8,
     "next_step": Text("Agree the data-protection annex with the bank's lawyers",
                       "Согласовать с юристами банка приложение о защите данных")},
    {"title": Text("Win rate from 18 % to 25 %", "Конверсия в продажу с 18 % до 25 %"),
     "owner": IGOR, "objective": "O-002", "type": ResultType.REACH, "start": 18, "target": 25,
     "unit": PERCENT, "weight": 2, "metric": "M-004", "confidence": 6,
     "next_step": Text("Go through ten lost deals together",
                       "Вместе разобрать десять проигранных сделок")},
    {"title": Text("Deal cycle from 45 to 30 days", "Цикл сделки с 45 до 30 дней"),
     "owner": OLEG, "objective": "O-002", "type": ResultType.REACH, "start": 45, "target": 30,
     "unit": DAYS, "metric": "M-005", "confidence": 5,
     "blocker": Text("Contracts wait for lawyers for a week", "Договоры неделю лежат у юристов"),
     "next_step": Text("A standard contract for deals up to 300,000",
                       "Типовой договор для сделок до 300 тысяч")},
    {"title": Text("Share of leads answered within 15 minutes from 62 % to 90 %",
                   "Доля заявок с ответом за 15 минут с 62 % до 90 %"),
     "owner": DARIA, "objective": "O-002", "type": ResultType.REACH, "start": 62, "target": 90,
     "unit": PERCENT, "typed": 70, "confidence": 5,
     "blocker": Text("Nobody answers at weekends", "В выходные никто не отвечает"),
     "next_step": Text("A duty rota for weekends", "График дежурств на выходные")},
    {"title": Text("6 of 6 stages of the funnel work by the same rules",
                   "6 из 6 этапов воронки работают по единым правилам"),
     "owner": IGOR, "objective": "O-002", "type": ResultType.MILESTONES, "target": 6,
     "unit": STAGES, "typed": 4, "rhythm": Rhythm.MONTHLY, "confidence": 9,
     "next_step": Text("Rules for negotiation and contract",
                       "Правила для «Переговоров» и «Договора»")},
    {"title": Text("Improve the quality of sales", "Улучшить качество продаж"),
     "owner": OLEG, "objective": "O-002", "type": ResultType.REACH},
    {"title": Text("Monthly churn from 3.0 % to 1.8 %", "Месячный отток с 3,0 % до 1,8 %"),
     "owner": MARY, "objective": "O-003", "type": ResultType.REACH, "start": 3, "target": 1.8,
     "unit": PERCENT, "weight": 2, "typed": 2.3, "rhythm": Rhythm.MONTHLY, "confidence": 7,
     "next_step": Text("Call customers who have not logged in for 30 days",
                       "Позвонить тем, кто не заходил 30 дней")},
    {"title": Text("Upsell revenue from 1.2 to 2 million ₽",
                   "Выручка от допродаж с 1,2 до 2 млн ₽"),
     "owner": MARY, "objective": "O-003", "type": ResultType.COLLECT, "start": 1200000,
     "target": 2000000, "unit": ROUBLES, "metric": "M-006", "confidence": 7,
     "next_step": Text("Offers to the 20 most active customers",
                       "Предложения 20 самым активным клиентам")},
    {"title": Text("NPS from 35 to 50", "NPS с 35 до 50"),
     "owner": DARIA, "objective": "O-003", "type": ResultType.REACH, "start": 35, "target": 50,
     "unit": POINTS, "typed": 41, "rhythm": Rhythm.MONTHLY, "confidence": 4,
     "blocker": Text("Support answers slowly in the evening",
                     "Поддержка вечером отвечает медленно"),
     "next_step": Text("An evening shift as a trial", "Пробная вечерняя смена")},
    {"title": Text("3 million ₽ of revenue from referrals", "Выручка по рекомендациям — 3 млн ₽"),
     "owner": OLEG, "objective": "O-003", "type": ResultType.COLLECT, "target": 3000000,
     "unit": ROUBLES, "typed": Text("1.8 million", "1,8 млн"), "confidence": 6},
    {"title": Text("Average discount stays between 5 and 10 %",
                   "Средняя скидка остаётся в пределах 5–10 %"),
     "owner": ANNA, "objective": "O-003", "type": ResultType.WITHIN, "target": 5, "upper": 10,
     "unit": PERCENT, "weight": 0, "typed": 8, "confidence": 8},
)  # fmt: skip

FIELD = Text("Segment", "Сегмент")
ENTERPRISE: RawRow = {"segment_field": FIELD, "segment_value": "Enterprise"}

METRICS: Sequence[RawRow] = (
    {"title": Text("Share of enterprise revenue", "Доля enterprise в выручке"),
     "calculation": Calculation.REVENUE_SHARE, "pipeline": "B2B", **ENTERPRISE},
    {"title": Text("Enterprise deals won", "Выигранные сделки enterprise"),
     "calculation": Calculation.WON_DEALS, "pipeline": "B2B", **ENTERPRISE},
    {"title": Text("Average deal size", "Средний чек"),
     "calculation": Calculation.AVERAGE_CHECK, "pipeline": "B2B"},
    {"title": Text("Win rate", "Конверсия в продажу"),
     "calculation": Calculation.WIN_RATE, "pipeline": "B2B"},
    {"title": Text("Deal cycle", "Цикл сделки"),
     "calculation": Calculation.DEAL_CYCLE, "pipeline": "B2B"},
    {"title": Text("Upsell revenue", "Выручка от допродаж"),
     "calculation": Calculation.REVENUE, "pipeline": "Upsell"},
    {"title": Text("Revenue of the department", "Выручка отдела"),
     "calculation": Calculation.REVENUE},
    {"title": Text("New deals", "Новые сделки"), "calculation": Calculation.NEW_DEALS,
     "pipeline": "B2B"},
)  # fmt: skip

KPI: Sequence[RawRow] = (
    {"title": Text("Revenue against the plan", "Выполнение плана по выручке"), "owner": ANNA,
     "plan": 45000000, "metric": "M-007", "paid": YesNo.YES},
    {"title": Text("New deals in the quarter", "Новых сделок за квартал"), "owner": IGOR,
     "plan": 400, "metric": "M-008", "paid": YesNo.NO},
    {"title": Text("Meetings held", "Проведено встреч"), "owner": OLEG, "plan": 180, "typed": 124,
     "paid": YesNo.YES},
    {"title": Text("Invoices paid on time, %", "Счета, оплаченные в срок, %"), "owner": MARY,
     "plan": 95, "typed": 91, "paid": YesNo.NO},
)  # fmt: skip

IDEAS: Sequence[RawRow] = (
    {"title": Text("A separate demo script for enterprise clients",
                   "Отдельный сценарий демо для enterprise-клиентов"),
     "author": IGOR, "objective": "O-001", "votes": 6,
     "decision": Text("Yes. Igor prepares it by 30 November",
                      "Берём. Игорь готовит к 30 ноября")},
    {"title": Text("Every second Friday: what lost deals have in common",
                   "Раз в две недели смотреть, что общего у проигранных сделок"),
     "author": OLEG, "objective": "O-002", "votes": 5,
     "decision": Text("Yes, on Fridays", "Берём, по пятницам")},
    {"title": Text("A bonus for a better NPS", "Премия за рост NPS"),
     "author": DARIA, "objective": "O-003", "votes": 2,
     "decision": Text("No: pay belongs to KPIs, not to OKRs",
                      "Нет: премии — про KPI, в OKR их не бывает")},
    {"title": Text("A partner programme with integrators",
                   "Партнёрская программа с интеграторами"),
     "author": MARY, "objective": "O-001", "votes": 4,
     "decision": Text("In the next cycle", "В следующем цикле")},
)  # fmt: skip

PEOPLE: Sequence[RawRow] = tuple(
    {"name": name, "email": f"{login}@example.com", "slack": f"@{login}", "crm_user": name}
    for name, login in (
        (ANNA, "anna"), (IGOR, "igor"), (MARY, "mary"), (OLEG, "oleg"), (DARIA, "daria"),
    )
)  # fmt: skip

TYPED_HISTORY: Mapping[str, Sequence[str]] = {
    "KR-007": ("62", "64", "65", "65", "67", "68", "69"),
    "KR-008": ("0", "1", "1", "2", "2", "3", "4"),
    "KR-010": ("3.0", "3.0", "3.0", "2.7", "2.7", "2.7", "2.3"),
    "KR-012": ("35", "35", "35", "38", "38", "38", "41"),
    "KR-014": ("6", "7", "7", "9", "9", "8", "8"),
}
"""What was typed at the check-ins, from the first Monday of the cycle on."""

CRM_HISTORY: Mapping[str, Sequence[str]] = {
    "KR-001": ("0", "20.09", "22.76", "28.56", "30.71", "32.13", "29.86"),
    "KR-002": ("0", "5", "9", "16", "21", "27", "29"),
    "KR-003": ("200181.82", "198172.41", "201948.98", "213671.64", "219652.44", "220155.34",
               "215787.5"),
    "KR-005": ("21.57", "21.64", "22.27", "22.64", "21.93", "22.76", "22.7"),
    "KR-006": ("39.27", "40.86", "40.65", "40.55", "39.66", "39.13", "38.02"),
    "KR-011": ("0", "0", "147500", "147500", "568000", "878000", "1104500"),
}  # fmt: skip
"""What the sample exports in ``examples`` give on those days."""
