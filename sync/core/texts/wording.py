"""Words of the problems of wording. All of them are advice: the row keeps its score."""

from __future__ import annotations

from sync.core.texts.message import Level, Message
from sync.core.vocabulary import Text


def _advice(text: Text, example: Text) -> Message:
    return Message(Level.ADVICE, text, example)


MESSAGES: dict[str, Message] = {
    "wording-pay": _advice(
        Text(
            "This line speaks of pay. OKRs are never tied to money, or people aim low: leave the "
            "result here and move the bonus to KPI.",
            "Здесь речь о деньгах за результат. OKR не связывают с премией, иначе планку "
            "занижают: оставьте здесь результат, а премию перенесите в «KPI».",
        ),
        Text(
            "Raise the share of repeat sales from 28 % to 40 % (without the bonus behind it)",
            "Поднять долю повторных продаж с 28 % до 40 % (без слов о премии)",
        ),
    ),
    "wording-task": _advice(
        Text(
            "This is a task: it can be done and still change nothing. Write what will be different "
            "once it is done, in numbers, and keep the task in Next step.",
            "Это задача: её можно выполнить, и ничего не изменится. Напишите, что станет другим, "
            "в цифрах, а саму задачу перенесите в «Следующий шаг».",
        ),
        Text(
            "Instead of “Implement a CRM”: share of deals with a next step from 40 % to 90 %",
            "Вместо «Внедрить CRM»: доля сделок со следующим шагом с 40 % до 90 %",
        ),
    ),
    "wording-activity": _advice(
        Text(
            "This counts effort, not its result. Ask what these calls, meetings or e-mails are for, "
            "and measure that.",
            "Здесь посчитаны усилия, а не результат. Ради чего эти звонки, встречи или письма? "
            "Измеряйте то, что они должны дать.",
        ),
        Text(
            "Instead of “Make 500 calls”: conversion from call to meeting from 18 % to 25 %",
            "Вместо «Сделать 500 звонков»: конверсия из звонка во встречу с 18 % до 25 %",
        ),
    ),
    "wording-vague": _advice(
        Text(
            "Too general: nobody can tell whether it is done. Name what exactly will change; in a "
            "key result add from what number to what number.",
            "Слишком общо: не понять, сделано или нет. Назовите, что именно изменится, а в "
            "ключевом результате — с какого числа до какого.",
        ),
        Text(
            "Objective: “Become the first choice of hotels”. Key result: “Conversion from call to "
            "meeting from 18 % to 25 %”",
            "Цель: «Стать первым выбором отелей». Ключевой результат: «Конверсия из звонка во "
            "встречу с 18 % до 25 %»",
        ),
    ),
    "wording-no-number": _advice(
        Text(
            "There is a metric but no number. Add from what to what, or fill in Start value and "
            "Target.",
            "Показатель есть, числа нет. Допишите, с какого значения до какого, или заполните "
            "«Исходное значение» и «Целевое значение».",
        ),
        Text(
            "Reduce customer churn from 3.0 % to 1.8 %",
            "Снизить отток клиентов с 3,0 % до 1,8 %",
        ),
    ),
    "wording-kpi-copy": _advice(
        Text(
            "This is a KPI of the running business. A key result is a change: name the segment, the "
            "product or the level that is new, or move this line to KPI.",
            "Это KPI текущей работы. Ключевой результат — про изменение: назовите сегмент, продукт "
            "или новый уровень либо перенесите строку в «KPI».",
        ),
        Text(
            "Instead of “Close 50 deals”: “Close 50 deals in the enterprise segment”",
            "Вместо «Закрыть 50 сделок»: «Закрыть 50 сделок в сегменте enterprise»",
        ),
    ),
    "wording-number-in-objective": _advice(
        Text(
            "An objective says where to go, without numbers. Move the number to a key result and "
            "write here why it matters.",
            "Цель говорит, куда идём, — без чисел. Перенесите число в ключевой результат, а здесь "
            "напишите, ради чего всё это.",
        ),
        Text(
            "Objective: “Become the first choice of enterprise clients”; key result: “Enterprise "
            "revenue from 22 % to 35 %”",
            "Цель: «Стать первым выбором крупных клиентов»; ключевой результат: «Доля крупных "
            "клиентов в выручке с 22 % до 35 %»",
        ),
    ),
    "wording-business-as-usual": _advice(
        Text(
            "This is what the team does anyway. Say what will change, or give the bound to hold, "
            "with a number.",
            "Это то, что команда делает и так. Напишите, что изменится, или укажите числом "
            "границу, которую держите.",
        ),
        Text(
            "Instead of “Maintain the margin”: “Keep the margin at or above 28 %”",
            "Вместо «Держать маржу»: «Держать маржу не ниже 28 %»",
        ),
    ),
    "wording-no-deadline": _advice(
        Text(
            "“Soon” and “when possible” never come. Take the words about time out and put a date "
            "into Due, or leave Due blank for the end of the cycle.",
            "«Скоро» и «при возможности» не наступают. Уберите эти слова и поставьте дату в "
            "столбец «Срок»; пустой срок означает конец цикла.",
        ),
        Text(
            "Raise the win rate from 18 % to 25 % by 30 September",
            "Поднять конверсию в продажу с 18 % до 25 % к 30 сентября",
        ),
    ),
    "hint-no-baseline": _advice(
        Text(
            "Good. It would be stronger with today's value: fill in Start value, and the score "
            "will show the way covered.",
            "Хорошо. Будет ещё сильнее с сегодняшним значением: заполните «Исходное значение», и "
            "оценка покажет пройденный путь.",
        ),
        Text(
            "Grow the average deal size by 20 % → from 180,000 to 216,000 ₽",
            "Увеличить средний чек на 20 % → со 180 000 до 216 000 ₽",
        ),
    ),
    "hint-several-metrics": _advice(
        Text(
            "Two metrics in one line: a single score cannot show both. Split it into two key "
            "results.",
            "Два показателя в одной строке: одна оценка не покажет оба. Разделите на два ключевых "
            "результата.",
        ),
        Text(
            "One row “Revenue from 5 to 6 million”, another “NPS from 35 to 50”",
            "Одна строка «Выручка с 5 до 6 млн», другая «NPS с 35 до 50»",
        ),
    ),
    "hint-guardrail": _advice(
        Text(
            "This bound protects one number while another grows. Give it a row of its own: type "
            "Keep at least or Keep at most, weight 0. It is watched but not averaged.",
            "Эту границу держат, пока растёт другой показатель. Вынесите её в отдельную строку: тип "
            "«Держать не ниже» или «Держать не выше», вес 0 — в среднее она не войдёт.",
        ),
        Text(
            "“Keep the average deal size at or above 90,000 ₽”, Keep at least, weight 0",
            "«Средний чек не ниже 90 000 ₽», тип «Держать не ниже», вес 0",
        ),
    ),
}
