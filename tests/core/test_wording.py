"""The wording checks, rule by rule."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.core.texts.message import Level
from sync.core.texts.wording import MESSAGES
from sync.core.wording import check_wording
from sync.core.wording.text import LONGEST

GOOD: tuple[str, ...] = ()


def bad(text: str, *, has_numbers: bool = False) -> tuple[str, ...]:
    """What makes a key result a bad one, hints left out."""
    codes = check_wording(text, "key_result", has_numbers=has_numbers)
    return tuple(code for code in codes if code.startswith("wording-"))


METHOD_KEY_RESULTS = [
    "Close 50 deals in the enterprise segment",
    "conversion from call to meeting from 18 % to 25 % by the end of the month",
    "share of enterprise revenue from 22 % to 35 %",
    "50 enterprise deals closed",
    "average check from 180 000 to 240 000 ₽",
    "deal cycle from 45 to 30 days",
    "first answer to a lead within 15 minutes in 90 % of cases",
    "churn from 3.0 % to 1.8 %",
    "upsell revenue from 1.2 to 2 million",
    "NPS from 35 to 50",
    "Закрыть 50 сделок в сегменте enterprise",
    "Конверсия из звонка во встречу с 18 % до 25 % к концу месяца",
    "Доля enterprise в выручке с 22 % до 35 %",
    "Закрыто 50 сделок enterprise",
    "Средний чек со 180 000 до 240 000 ₽",
    "Цикл сделки с 45 до 30 дней",
    "Первый ответ на заявку в течение 15 минут в 90 % случаев",
    "Отток с 3,0 % до 1,8 %",
    "Выручка от допродаж с 1,2 до 2 млн",
    "NPS с 35 до 50",
]


@pytest.mark.parametrize("text", METHOD_KEY_RESULTS)
def test_key_results_of_the_method_are_good(text: str) -> None:
    assert check_wording(text, "key_result") == GOOD


@pytest.mark.parametrize(
    "text",
    [
        "Become the first choice of enterprise clients",
        "A funnel that does not leak",
        "Customers who stay and grow",
        "Стать первым выбором крупных клиентов",
        "Воронка, которая не течёт",
        "Клиенты, которые остаются и растут",
    ],
)
def test_objectives_of_the_method_are_good(text: str) -> None:
    assert check_wording(text, "objective") == GOOD


@pytest.mark.parametrize("text", ["Improve the quality of sales", "Улучшить качество продаж"])
def test_the_vague_example_of_the_method_is_vague(text: str) -> None:
    assert check_wording(text, "key_result") == ("wording-vague",)
    assert check_wording(text, "objective") == ("wording-vague",)


@pytest.mark.parametrize("text", ["Close 50 deals", "закрыть 50 сделок", "50 сделок за квартал"])
def test_plain_sales_are_a_kpi(text: str) -> None:
    assert bad(text) == ("wording-kpi-copy",)


@pytest.mark.parametrize(
    "text",
    [
        "Improve demo-to-proposal conversion from 35% to 45%",
        "Улучшить конверсию из звонка во встречу с 18% до 25%",
        "Оптимизировать цикл сделки с 45 до 30 дней",
        "Enhance win rate from 20% to 26%",
    ],
)
def test_a_vague_verb_with_two_numbers_is_fine(text: str) -> None:
    assert check_wording(text, "key_result") == GOOD


@pytest.mark.parametrize(
    "text",
    [
        "Increase win rate in Q3",
        "Increase win rate by 30 September",
        "Increase win rate by 15/10/2026",
        "Reduce 30-day churn",
        "Increase D7 retention",
        "Increase revenue of product #1",
        "Grow revenue in 2026",
        "Cut the sales cycle within 3 months",
        "Увеличить выручку в Q3",
        "Увеличить выручку до 1 сентября",
        "Поднять продажи продукта №1",
        "Увеличить выручку к 15.08",
        "Увеличить выручку к 31.12.2026",
        "Увеличить выручку в III квартале",
        "Увеличить выручку во 2-м квартале 2026 года",
        "Снизить 30-дневный отток",
        "Сократить цикл сделки за 3 месяца",
    ],
)
def test_dates_labels_and_windows_are_no_numbers(text: str) -> None:
    assert bad(text) == ("wording-no-number",)


@pytest.mark.parametrize(
    "text", ["Hold 1:1s with every rep", "Провести встречи 1:1 с каждым менеджером"]
)
def test_one_on_ones_are_no_ratio(text: str) -> None:
    assert bad(text) == ("wording-activity",)


@pytest.mark.parametrize(
    "text",
    [
        "Подписать пять договоров с дистрибьюторами",
        "Удвоить выручку от партнёров",
        "Сократить долю потерянных лидов вдвое",
        "Увеличить в 2 раза продажи нового продукта",
        "Каждый второй клиент покупает сервисный контракт",
        "Половина сделок закрывается за 30 дней",
        "Double our userbase",
        "Sign twelve distributors in Spain",
        "Half of new deals come from referrals",
        "Nine out of ten deals have a next step",
        "Cut ramp time by a third",
    ],
)
def test_number_words_are_numbers(text: str) -> None:
    assert bad(text) == GOOD


@pytest.mark.parametrize("text", ["Discuss the course on three podcasts", "Провести два вебинара"])
def test_number_words_do_not_save_an_activity(text: str) -> None:
    assert bad(text) == ("wording-activity",)


@pytest.mark.parametrize(
    "text",
    [
        "Keep gross margin at or above 28%",
        "Maintain churn under 2%",
        "Keep discount per deal between 5% and 10%",
        "Do not let churn exceed 2%",
        "Держать цикл сделки не дольше 2 месяцев",
        "Не допустить снижения маржи ниже 28%",
        "Держать скидку в пределах 5–10 %",
    ],
)
def test_keeping_inside_a_bound_is_a_key_result(text: str) -> None:
    assert check_wording(text, "key_result") == GOOD


@pytest.mark.parametrize(
    "text",
    [
        "Maintain gross margin",
        "Keep churn low",
        "Continue supporting existing accounts",
        "Держать маржу",
        "Не допустить снижения маржи",
        "Поддерживать отношения с клиентами",
    ],
)
def test_keeping_without_a_bound_is_business_as_usual(text: str) -> None:
    assert bad(text) == ("wording-business-as-usual",)


@pytest.mark.parametrize(
    "text",
    [
        "Сократить time-to-first-value с 2 дней до 30 минут",
        "Cut first reply from 2 days to 30 minutes",
        "Reduce customer churn by 2%",
        "Increase attach rate by 5 percentage points",
        "Снизить отток на 2 п.п.",
        "Довести чек с 1 200 000 ₽ до 1 500 000 ₽",
        "Увеличить выручку с 2,5 млн до 4 млн",
        "Снизить долю просрочки с 35 % до 10 %",
        "Reach $1.2M in new ARR",
        "Grow MRR to 500k",
        "MRR 400 тыс. → 650 тыс. ₽",
        "увеличить выручку с1,2млн до2млн",
        "Увеличить enterprise ARR с $5M до $10M",
    ],
)
def test_units_ranges_and_separators_are_read(text: str) -> None:
    assert bad(text) == GOOD


@pytest.mark.parametrize(
    "text",
    [
        "Complete onboarding improvements to reduce churn",
        "Launch a campaign to lift leads by 30%",
        "Train 5 SDRs on social selling",
        "Hire 10 new AEs by the end of January",
        "Onboard 3 new SDRs",
        "CRM integration with billing completed",
        "Implementation of a lead routing system",
        "Socialise the new pricing",
        "Автоматизировать выставление счетов, чтобы сократить цикл сделки на 20 %",
        "Внедрение новой воронки в amoCRM",
        "Внедрена новая система скидок",
        "Нанять 2 менеджеров по продажам",
        "Скрипты обновлены на 100%",
        "100% менеджеров прошли обучение",
        "Мы запустим новый сайт до 1 октября",
    ],
)
def test_a_task_stays_a_task(text: str) -> None:
    assert bad(text) == ("wording-task",)


@pytest.mark.parametrize(
    "text",
    [
        "Launch a referral programme and win 40 customers by it",
        "Запустить реферальную программу и получить 40 клиентов по рекомендации",
    ],
)
def test_a_task_that_ends_in_an_outcome_is_accepted(text: str) -> None:
    assert bad(text) == GOOD


@pytest.mark.parametrize(
    "text",
    [
        "Call 100 prospects a day",
        "30 or more emails sent daily per SDR",
        "Increase sales calls from 40 to 120 per week",
        "Have your SDRs make more dials",
        "Take part in 4 trade shows",
        "Прозвонить всю базу",
        "По 10 встреч в неделю на менеджера",
        "Проведено 60 демонстраций",
        "Увеличить количество звонков с 30 до 60 в день",
        "Участие в трёх выставках",
        "Еженедельно созваниваться с ключевыми клиентами",
        "Отправить 100 КП",
    ],
)
def test_effort_by_number_is_an_activity(text: str) -> None:
    assert bad(text) == ("wording-activity",)


@pytest.mark.parametrize(
    "text",
    [
        "Call-to-meeting conversion from 8% to 15%",
        "Improve email reply rate from 3% to 7%",
        "90% of calls answered within 20 seconds",
        "Cut proposal preparation time from 3 hours to 30 minutes",
        "Average response rate to emails across SDRs is 10%+",
        "Конверсия КП → договор 35 %",
        "Ускорить первый контакт с лидом: с 3 часов до 20 минут",
    ],
)
def test_what_effort_yields_is_an_outcome(text: str) -> None:
    assert bad(text) == GOOD


@pytest.mark.parametrize(
    "text",
    [
        "Hit company global sales target of $100 Million in Sales",
        "Achieve 100% of the quarterly sales plan",
        "Quota attainment at 100%",
        "Average check",
        "Выполнить план продаж Q3 на 100%",
        "Выручка: план месяца менеджера",
        "Выполнение KPI на 105 %",
        "Конверсия в сделку",
    ],
)
def test_the_plan_and_bare_metrics_are_copied_kpis(text: str) -> None:
    assert bad(text) == ("wording-kpi-copy",)


@pytest.mark.parametrize(
    "text", ["Keep pipeline above 5x of quota", "Обеспечить 3-кратное покрытие плана воронкой"]
)
def test_a_metric_may_be_compared_with_the_plan(text: str) -> None:
    assert bad(text) == GOOD


@pytest.mark.parametrize(
    "text",
    [
        "Raise win rate from 18% to 25% as soon as possible",
        "Reduce discounting from 22% to 12% eventually",
        "Grow MRR from $40k to $60k once we have the people",
        "Поднять чек с 80 до 95 тыс. ₽ когда-нибудь в этом году",
        "Снизить отток с 5 % до 3 % по мере возможности",
        "Поднять маржу с 20 до 25 % в обозримом будущем",
    ],
)
def test_open_ended_time_is_no_deadline(text: str) -> None:
    assert bad(text) == ("wording-no-deadline",)
    assert check_wording(text, "key_result", has_deadline=True) == GOOD


def test_no_later_than_is_a_deadline() -> None:
    assert bad("Первый договор новичка не позже 30-го дня у 80 % новичков") == GOOD


@pytest.mark.parametrize(
    "text",
    [
        "Close $300k in Q3 to unlock the quarterly bonus",
        "Sign 12 new accounts; each one pays a $500 spiff",
        "Reach $2M in bookings: 3% commission for each rep",
        "90% plan completion pays full variable compensation",
        "The team gets a raise for 10 enterprise logos",
        "$50 to each rep for every contract above ten",
        "Довести долю повторных продаж до 40% — от этого зависит премия отдела",
        "80–100% KPI — полная переменная часть",
        "Выполнение KPI на 90 % — повышение оклада",
        "KPI-выплата при 95 % плана",
        "Повысить з/п отдела на 15 %",
        "Закрыть 20 сделок и получить премиальные",
        "Мотивация деньгами за каждые 10 клиентов",
        "Привлечь 15 клиентов: 5 000 ₽ менеджеру за каждого",
        "Поднять конверсию до 20 %, иначе депремирование",
        "Комиссия менеджера 3 % при выручке 5 млн",
    ],
)
def test_pay_words_come_first(text: str) -> None:
    assert check_wording(text, "key_result")[0] == "wording-pay"
    assert check_wording(text, "objective")[0] == "wording-pay"


@pytest.mark.parametrize(
    "text",
    [
        "Премиум-сегмент с 10 % до 18 % выручки",
        "Продажи премиальной линейки выросли на 25 %",
        "Довести долю премиальных клиентов до 25 %",
        "Собрать страховых премий на 100 млн ₽ по ДМС",
        "Подключить 300 клиентов к бонусной программе",
        "Снизить комиссию маркетплейса с 17 % до 14 %",
        "Выручка на одного менеджера с 1,2 до 1,6 млн ₽",
        "Увеличить число платящих клиентов со 100 до 200",
        "Premium plan share from 10% to 18%",
        "Convert 30% of trial users into paying customers",
        "CAC payback from 14 to 9 months",
        "Raise average price from $5 to $6",
        "Reduce partner commission from 20% to 15%",
        "Increase customers using bonus points from 10% to 30%",
        "Revenue per rep from $80k to $110k",
    ],
)
def test_words_that_only_look_like_pay(text: str) -> None:
    assert bad(text) == GOOD


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Increase NPS by 20 points", "wording-number-in-objective"),
        ("Удвоить продажи", "wording-number-in-objective"),
        ("Увеличить revenue на 20%", "wording-number-in-objective"),
        ("Optimize our sales process", "wording-vague"),
        ("Рост бизнеса", "wording-vague"),
        ("Хорошо работать с клиентами", "wording-vague"),
        ("Launch new features to improve customer satisfaction", "wording-task"),
        ("Внедрить amoCRM во всех филиалах", "wording-task"),
        ("Have your SDRs meet or exceed dials and conversations", "wording-activity"),
        ("Проводить регулярные встречи с клиентами", "wording-activity"),
        ("Meet and exceed monthly, quarterly, and annual quotas", "wording-kpi-copy"),
        ("Выполнить план продаж", "wording-kpi-copy"),
        ("Meet compliance requirements", "wording-business-as-usual"),
        ("Обеспечить бесперебойную работу отдела", "wording-business-as-usual"),
    ],
)
def test_bad_objectives(text: str, code: str) -> None:
    assert check_wording(text, "objective") == (code,)


@pytest.mark.parametrize(
    "text",
    [
        "Enter the healthcare market with confidence",
        "Be the fastest supplier in the industry",
        "Make mobile the way our customers prefer to reach us",
        "Improve onboarding so that customers finish it by themselves",
        "Lead the market in customer trust in Q4",
        "Стать №1 для малого бизнеса",
        "Выйти на рынок Казахстана",
        "Улучшить клиентский сервис до уровня мирового класса",
        "Сделать так, чтобы клиенты сами рекомендовали нас коллегам",
        "Продавать ценность, а не скидки",
    ],
)
def test_good_objectives(text: str) -> None:
    assert check_wording(text, "objective") == GOOD


@pytest.mark.parametrize(
    "text", ["Reduce customer churn", "Конверсия в сделку", "Рост выручки", "Average check"]
)
def test_a_target_in_the_row_is_the_number(text: str) -> None:
    assert bad(text) != GOOD
    assert check_wording(text, "key_result", has_numbers=True) == GOOD


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Improve the sales process", "wording-vague"),
        ("Улучшить работу с клиентами", "wording-vague"),
        ("Внедрить CRM", "wording-task"),
        ("Calls to prospects", "wording-activity"),
        ("Выполнить план продаж", "wording-kpi-copy"),
    ],
)
def test_a_target_in_the_row_does_not_save_the_rest(text: str, code: str) -> None:
    assert check_wording(text, "key_result", has_numbers=True) == (code,)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Increase win-rate to 10%", "hint-no-baseline"),
        ("Достичь NPS 50", "hint-no-baseline"),
        ("Increase revenue by 20% and NPS by 10 points", "hint-several-metrics"),
        ("Keep pipeline above 5x of quota to ensure a 20% Win Rate", "hint-several-metrics"),
        ("Сохранить средний чек не ниже 90 тыс. ₽ при росте числа сделок", "hint-guardrail"),
        ("Grow revenue from $5M to $6M while keeping churn under 2%", "hint-guardrail"),
    ],
)
def test_hints_on_good_key_results(text: str, hint: str) -> None:
    assert check_wording(text, "key_result") == (hint,)


def test_a_start_in_the_row_is_the_baseline() -> None:
    assert check_wording("Increase win-rate to 10%", "key_result", has_numbers=True) == GOOD


def test_an_empty_text_has_no_problems_of_wording() -> None:
    assert check_wording(" \u00a0\u200b\n", "key_result") == GOOD


SAMPLES = [
    "Довести средний чек с 1 200 000 ₽ до 1 500 000 ₽ к 30.09",
    "Внедрить сквозную аналитику до 1 сентября",
    "Держать скидку в пределах 5–10 %",
    "Подписать пять договоров с дистрибьюторами до конца квартала",
    "Keep discount per deal between 5% and 10%",
    "Call 1 000 prospects in Q3",
    "Поднять NRR до 110 %",
    "Сделать всё как можно скорее",
]


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009", "\t", "  ", " \u200e"])
@pytest.mark.parametrize("text", SAMPLES)
def test_kinds_of_space_do_not_matter(text: str, space: str) -> None:
    assert check_wording(text.replace(" ", space), "key_result") == check_wording(
        text, "key_result"
    )


@pytest.mark.parametrize("text", SAMPLES + METHOD_KEY_RESULTS)
def test_case_yo_and_frills_do_not_matter(text: str) -> None:
    expected = check_wording(text, "key_result")

    for variant in (text.upper(), text.lower(), text.replace("ё", "е"), f"• {text}.", f"«{text}»"):
        assert check_wording(variant, "key_result") == expected, variant


@given(
    st.text(st.characters(codec="utf-8"), max_size=200)
    | st.lists(st.sampled_from(" ".join(SAMPLES + METHOD_KEY_RESULTS).split())).map(" ".join),
    st.sampled_from(["objective", "key_result"]),
    st.booleans(),
    st.booleans(),
)
def test_any_text_gets_known_codes_in_order(
    text: str, kind: str, has_numbers: bool, has_deadline: bool
) -> None:
    codes = check_wording(
        text,
        "objective" if kind == "objective" else "key_result",
        has_numbers=has_numbers,
        has_deadline=has_deadline,
    )

    assert set(codes) <= set(MESSAGES)
    assert len(set(codes)) == len(codes)
    assert len({code.split("-")[0] for code in codes}) <= 1
    assert "wording-pay" not in codes[1:]
    assert "wording-no-deadline" not in codes[:-1]


LONG = [
    "а", "a", "увеличить ", "1 ", "1,", "50% ", "hit ", "план на ", "при ", "from a to ", "when ",
    "5 из ", "a-", "(", "🎉", "\u202e", "бонус ", "\ud800", "о\u0301", "5 of the ", "x1", "№",
]  # fmt: skip


@pytest.mark.parametrize("piece", LONG)
def test_a_text_of_any_length_is_judged_at_once(piece: str) -> None:
    text = (piece * 50_000)[:50_000]
    check_wording("загрузить словарь", "key_result")

    started = time.perf_counter()
    check_wording(text, "key_result")
    check_wording(text, "objective")

    assert len(text) > LONGEST
    assert time.perf_counter() - started < 2


def test_an_english_document_never_loads_the_russian_dictionary() -> None:
    script = (
        "import sys; from sync.core.wording import check_wording as check;"
        "check('Raise café revenue from 5 to 7 million', 'key_result');"
        "check('Become the first choice of hotels', 'objective');"
        "sys.exit('pymorphy3' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_words_of_every_code(code: str) -> None:
    message = MESSAGES[code]

    assert message.level is Level.ADVICE
    for text in (*message.text, *message.example):
        assert text.format(found="x") == text
    assert message.text.ru != message.text.en


def test_examples_of_the_messages_pass_the_checks() -> None:
    assert bad("Raise the share of repeat sales from 28 % to 40 %") == GOOD
    assert bad("Доля сделок со следующим шагом с 40 % до 90 %") == GOOD
    assert bad("Держать маржу не ниже 28 %") == GOOD
    assert check_wording("Стать первым выбором отелей", "objective") == GOOD
