"""The words of the Start here tab."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sync.core.vocabulary import Text

Row = tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and a small table. Rows of two cells spread the second over three columns."""

    title: Text
    rows: tuple[Row, ...]
    intro: Text | None = None
    head: Row = ()
    kind: Literal["plain", "steps", "pairs", "legend"] = "plain"


TITLE = Text("OKRs of a sales team", "OKR отдела продаж")
SUBTITLE = Text(
    "What we want to change this quarter, which numbers will show it, what is in the way."
    " Ten minutes a week.",
    "Что хотим изменить за квартал, по каким числам это увидим и что мешает."
    " Десять минут в неделю.",
)

BEGIN = Section(Text("Five steps to begin", "Пять шагов для начала"), (
    (Text("1. Settings", "1. Настройки"),
     Text("Type the team's name; check the days of the cycle and the time zone.",
          "Впишите название команды, проверьте даты цикла и часовой пояс.")),
    (Text("2. People", "2. Люди"),
     Text("List the team: owners are chosen from these names.",
          "Перечислите команду: из этих имён выбирают ответственных.")),
    (Text("3. Objectives", "3. Цели"),
     Text("Three to five for the quarter. The number (O-001) is already there: write beside it.",
          "Три–пять на квартал. Номер (O-001) уже стоит — пишите рядом с ним.")),
    (Text("4. Key results", "4. Ключевые результаты"),
     Text("Two to five for each objective. Unfold the Setup columns (the + above the titles) and"
          " choose the objective and the result type.",
          "По два–пять на цель. Раскройте столбцы настройки (знак + над заголовками), выберите"
          " цель и тип результата.")),
    (Text("5. Check-in", "5. Чек-ин"),
     Text("Once a week: the value, the confidence, what is in the way, the next step. Score and"
          " status follow by themselves.",
          "Раз в неделю: факт, уверенность, что мешает, следующий шаг. Оценка и статус"
          " посчитаются сами.")),
), kind="steps")  # fmt: skip

THREE_THINGS = Section(
    Text("OKRs, KPIs and the plan are three things", "OKR, KPI и план — это три разные вещи"), (
    (Text("What for", "Зачем"),
     Text("To change something that matters: a new market, upsell, a better funnel, retention",
          "Изменить что-то важное: новый рынок, допродажи, воронку, удержание"),
     Text("To see that the running business is healthy: conversion, deal size, plan attainment",
          "Видеть, что текущая работа в порядке: конверсия, средний чек, выполнение плана"),
     Text("To agree how much will be sold", "Договориться, сколько продадим")),
    (Text("How long it lives", "Сколько живёт"),
     Text("A quarter", "Квартал"),
     Text("Years; it rarely changes", "Годами, меняется редко"),
     Text("A month, a quarter, a year", "Месяц, квартал, год")),
    (Text("What is good", "Какой результат хороший"),
     Text("60–70 %. Always 100 %? The targets are too easy",
          "60–70 %. Если всегда 100 % — цели слишком лёгкие"),
     Text("Within its usual bounds", "В привычных границах"),
     Text("100 %", "100 %")),
    (Text("Pay", "Премия"),
     Text("Never: nobody aims high at the price of a bonus",
          "Никогда: рискуя премией, смелых целей не ставят"),
     Text("Yes, if you like", "Можно"),
     Text("Yes, if you like", "Можно")),
    (Text("Where in this file", "Где в этом файле"),
     Text("Objectives, Key results", "«Цели», «Ключевые результаты»"),
     Text("KPI", "«KPI»"),
     Text("A row of KPI", "Строка на вкладке «KPI»")),
), head=(Text("", ""), Text("OKR", "OKR"), Text("KPI", "KPI"),
         Text("Sales plan", "План продаж")))  # fmt: skip

WRITING = Section(
    Text("How to write one", "Как сформулировать"), (
    (Text("Objective", "Цель"),
     Text("Raise revenue by 20 %", "Увеличить выручку на 20 %"),
     Text("Become the first choice of enterprise clients",
          "Стать первым выбором enterprise-клиентов"),
     Text("A number is a result. An objective says where to go.",
          "Число — это результат. Цель говорит, куда идём.")),
    (Text("Key result", "Ключевой результат"),
     Text("Improve the quality of sales", "Улучшить качество продаж"),
     Text("Conversion from call to meeting from 18 % to 25 %",
          "Конверсия из звонка во встречу с 18 % до 25 %"),
     Text("What will be better, and by how much?", "Что именно станет лучше и насколько?")),
    (Text("Key result", "Ключевой результат"),
     Text("Run five training sessions", "Провести пять тренингов"),
     Text("Deal cycle from 45 to 30 days", "Цикл сделки с 45 до 30 дней"),
     Text("Training is a task. What changes because of it?",
          "Тренинг — это задача. Что изменится благодаря ему?")),
    (Text("Key result", "Ключевой результат"),
     Text("Meet the sales plan", "Выполнить план продаж"),
     Text("Share of enterprise revenue from 22 % to 35 %",
          "Доля enterprise в выручке с 22 % до 35 %"),
     Text("The plan is a KPI already. OKRs are about change.",
          "План и так есть в KPI. OKR — про перемены.")),
    (Text("Key result", "Ключевой результат"),
     Text("NPS 50, then everyone gets a bonus", "NPS 50 — и всем премия"),
     Text("NPS from 35 to 50", "NPS с 35 до 50"),
     Text("Pay belongs to KPIs; otherwise people aim low.",
          "Премия — про KPI. Иначе цели занижают.")),
), intro=Text(
    "An objective says where to go: short, clear, inspiring, neither a task nor a number. Key"
    " results say how we will know: what, from how much, to how much, by when.",
    "Цель отвечает на вопрос «куда идём»: коротко, понятно, вдохновляюще; это не задача и не число."
    " Ключевой результат отвечает на вопрос «как поймём, что дошли»: что, с какого значения, до"
    " какого и к какому сроку."),
   head=(Text("", ""), Text("Does not work", "Так не работает"),
         Text("Works", "Так работает"), Text("Why", "Почему")), kind="pairs")  # fmt: skip

QUARTER = Section(Text("A quarter, step by step", "Квартал по шагам"), (
    (Text("3 weeks before", "За три недели"),
     Text("Agree with management what matters in the next three to six months.",
          "Договариваемся с руководством, что важно в ближайшие три–шесть месяцев.")),
    (Text("2 weeks before", "За две недели"),
     Text("A short training: OKR, KPI and the sales plan, with examples.",
          "Короткое обучение: OKR, KPI и план продаж — на примерах.")),
    (Text("1 week before", "За неделю"),
     Text("A working session: managers, team leads and SDRs propose objectives and key results"
          " themselves. All of it goes to Ideas; everyone votes.",
          "Рабочая встреча: руководители, тимлиды и SDR сами предлагают цели и результаты. Всё — во"
          " вкладку «Предложения», голосуем вместе.")),
    (Text("First days", "Первые дни"),
     Text("Approve: three to five objectives, two to five key results each, one owner a row."
          " Everyone can see all of them.",
          "Утверждаем: три–пять целей, у каждой два–пять результатов, у каждой строки один"
          " ответственный. Всё видно всем.")),
    (Text("Every week", "Каждую неделю"),
     Text("Check-in, ten minutes.", "Чек-ин, десять минут.")),
    (Text("Every month", "Раз в месяц"),
     Text("Look at Overview and History. Tactics may change freely; an objective only for a stated"
          " reason and together with the team.",
          "Смотрим «Сводку» и «Историю». Тактику меняем свободно, цель — только с записанной"
          " причиной и вместе с командой.")),
    (Text("Last week", "Последняя неделя"),
     Text("Review: the final score, the cause, the lesson. The lesson goes into the next cycle.",
          "«Итоги квартала»: итоговая оценка, причина, вывод. С выводом идём в следующий цикл.")),
), kind="steps")  # fmt: skip

CHECK_IN = Section(Text("The weekly check-in", "Еженедельный чек-ин"), (
    (Text("2 minutes", "2 минуты"),
     Text("Statuses: what is off track and what is at risk.",
          "Статусы: что отстаёт и что под риском.")),
    (Text("3 minutes", "3 минуты"),
     Text("Those rows only: what is in the way, who can help.",
          "Только по этим строкам: что мешает и кто поможет.")),
    (Text("3 minutes", "3 минуты"),
     Text("The next step until the next check-in, typed in front of everyone.",
          "Следующий шаг до следующей встречи — сразу в таблицу.")),
    (Text("2 minutes", "2 минуты"),
     Text("Confidence from 0 to 10, honestly; Notes in the rows, fixed on the spot.",
          "Уверенность от 0 до 10, честно. Замечания в строках правим на месте.")),
), intro=Text(
    "Before the meeting every owner types the value and the day in Checked on, or confirms the old"
    " value. The meeting is about what to correct, not about reading numbers aloud.",
    "До встречи каждый ответственный вписывает факт и дату чек-ина (или подтверждает прежнее"
    " значение). На встрече решаем, что поправить, а не читаем числа вслух."), kind="steps",
)  # fmt: skip

TYPES = Section(Text("Which result type to choose", "Какой тип результата выбрать"), (
    (Text("Reach a level", "Достичь уровня"),
     Text("A rate, an average, a duration; up or down",
          "Доля, среднее, длительность; вверх или вниз"),
     Text("Average deal size from 180,000 to 240,000 ₽", "Средний чек со 180 000 до 240 000 ₽"),
     Text("(current − start) ÷ (target − start)", "(текущее − исходное) ÷ (целевое − исходное)")),
    (Text("Collect a total", "Накопить за период"),
     Text("A count or a sum that grows from zero", "Количество или сумма, которые копятся с нуля"),
     Text("50 enterprise deals won", "50 сделок в сегменте enterprise"),
     Text("current ÷ target", "текущее ÷ целевое")),
    (Text("Keep at least, at most, within", "Держать не ниже, не выше, в пределах"),
     Text("A guardrail: it must not get worse", "Ограничение: не должно стать хуже"),
     Text("Discounts stay between 5 and 10 %", "Скидка остаётся в пределах 5–10 %"),
     Text("inside 1, outside 0", "внутри — 1, снаружи — 0")),
    (Text("Steps", "По шагам"),
     Text("A known number of steps", "Известное число шагов"),
     Text("6 of 6 stages work by the same rules", "6 из 6 этапов работают по единым правилам"),
     Text("steps done ÷ steps planned", "сделано ÷ запланировано")),
    (Text("Yes or no", "Да или нет"),
     Text("It happens or it does not", "Либо будет, либо нет"),
     Text("Framework contract signed by 1 December", "Рамочный договор подписан к 1 декабря"),
     Text("yes 1, no 0; judged at its due date", "да — 1, нет — 0; оцениваем в день срока")),
), head=(Text("Type", "Тип"), Text("When", "Когда"), Text("Example", "Пример"),
         Text("Progress", "Прогресс")))  # fmt: skip

CONNECT = Section(Text("Let the numbers come by themselves", "Чтобы числа приходили сами"), (
    (Text("1. Describe", "1. Опишите"),
     Text("In Metrics choose what to count and name the pipeline and the segment as your CRM does.",
          "На вкладке «Метрики» выберите, что считать; воронку и отбор назовите так, как в CRM.")),
    (Text("2. Choose", "2. Выберите"),
     Text("In the key result choose that metric. Its cell for typed values turns grey.",
          "В ключевом результате выберите эту метрику. Ячейка для ручного ввода станет серой.")),
    (Text("3. Deals", "3. Сделки"),
     Text("HubSpot is read by itself once the administrator has connected it. From amoCRM, Bitrix24"
          " or Salesforce export the deals as CSV or .xlsx.",
          "HubSpot читается сам, когда администратор его подключит. Из amoCRM, Битрикс24 или"
          " Salesforce выгрузите сделки в CSV или .xlsx.")),
    (Text("4. Sync", "4. Обновите"),
     Text("A Google Sheet: press “Sync now” on its page in OKR Sync. A file: close it and run "
          " okr-sync sync FILE.xlsx --deals DEALS.csv",
          "Google Таблица: нажмите «Обновить сейчас» на её странице в OKR Sync. Файл: закройте его"
          " и выполните  okr-sync sync ФАЙЛ.xlsx --deals СДЕЛКИ.csv")),
    (Text("5. Look", "5. Смотрите"),
     Text("Values, scores and notes stand beside the rows; the counted deals stand in Evidence.",
          "Рядом со строками — значения, оценки и замечания; учтённые сделки — в «Расшифровке».")),
), intro=Text(
    "All of this works without any service, too: type the values yourself.",
    "Всё работает и без сервиса: просто вводите факт сами."), kind="steps")  # fmt: skip

TROUBLE = Section(Text("If something goes wrong", "Если что-то не работает"), (
    (Text("Read-only", "Только чтение"),
     Text("Choose Enable Editing above the sheet. A file from a mail or a chat: save it to a disk"
          " first.",
          "Нажмите «Разрешить редактирование» над таблицей. Файл из почты или мессенджера сначала"
          " сохраните на диск.")),
    (Text("Office mode in Google", "Режим Office в Google"),
     Text("A badge .XLSX stands beside the name: File → Save as Google Sheets; work in the copy.",
          "Рядом с названием значок .XLSX: «Файл» → «Сохранить как таблицу Google», дальше"
          " работайте в ней.")),
    (Text("No + above the titles", "Нет знака + над заголовками"),
     Text("Select the columns around and choose Data → Show Detail (or Unhide).",
          "Выделите соседние столбцы и выберите «Данные» → «Отобразить детали» или «Показать».")),
    (Text("A formula is gone", "Формула пропала"),
     Text("Copy the cell from the row above; the next sync puts it back, too.",
          "Скопируйте ячейку из строки выше; следующее обновление тоже вернёт её на место.")),
), kind="steps")  # fmt: skip

COLORS = Text("What the colours mean", "Что значат цвета")
FILL_IN = Text("You fill this in", "Заполняете вы")
FILL_IN_WHY = Text(
    "Cream cells. A cell that the row still needs turns amber.",
    "Кремовые ячейки. Если строке чего-то не хватает, ячейка желтеет.",
)
COMPUTED = Text("Computed", "Считается само")
COMPUTED_WHY = Text(
    "Grey text: formulas. Do not type here; the service restores them.",
    "Серый текст — формулы. Не пишите поверх: сервис всё равно вернёт формулу.",
)
SERVED = Text("The service", "Заполняет сервис")
SERVED_WHY = Text(
    "IDs of the rows: they hold everything together when rows are sorted.",
    "ID строк: связи держатся на них, даже если строки пересортировать.",
)
BANDS = (
    (Text("0.70 – 1.00", "0,70 – 1,00"),
     Text("Very good. The score of a committed objective is green only at 1.0.",
          "Отлично. У обязательной цели зелёный — только 1,0.")),
    (Text("0.60 – 0.69", "0,60 – 0,69"),
     Text("The ideal zone: the aim was bold and nearly reached.",
          "Идеальная зона: цель была смелой, и до неё почти дошли.")),
    (Text("0.40 – 0.59", "0,40 – 0,59"),
     Text("Something moved, less than hoped.", "Сдвинулись, но меньше, чем хотели.")),
    (Text("0.00 – 0.39", "0,00 – 0,39"),
     Text("Ask: was it realistic, had it resources, did the market change, did anyone look?",
          "Разберитесь: было ли это реально, хватало ли ресурсов, не изменился ли рынок,"
          " следил ли кто-нибудь?")),
)  # fmt: skip
STATUS_WHY = (
    Text("At this rate the score will be at least 0.6 by the due date (committed: 0.9).",
         "Если идти так же, к сроку будет не меньше 0,6 (у обязательной цели — 0,9)."),
    Text("At this rate it will be from 0.4 to 0.6 (committed: from 0.7 to 0.9).",
         "Если идти так же, к сроку будет от 0,4 до 0,6 (у обязательной — от 0,7 до 0,9)."),
    Text("At this rate the score will be lower. Time to talk.",
         "Если идти так же, оценка будет ниже. Пора обсудить."),
    Text("The first week, or 15 % of the time: nothing is judged yet.",
         "Первая неделя или первые 15 % времени: пока не судим."),
    Text("There is nothing to compute from. No data is not zero.",
         "Считать не из чего. Нет данных — это не ноль."),
    Text("Reached.", "Цель достигнута."),
)  # fmt: skip
"""In the order of ``choices.Status``."""

SECTIONS_BEFORE = (BEGIN, THREE_THINGS, WRITING, TYPES, QUARTER, CHECK_IN)
SECTIONS_AFTER = (CONNECT, TROUBLE)
