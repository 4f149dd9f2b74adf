"""What the home page says where Notion is not a spreadsheet; the rest is the guide's."""

from __future__ import annotations

from dataclasses import replace

from sheets_template.guide_text import (
    CHECK_IN,
    FILL_IN,
    QUARTER,
    STATUS_WHY,
    THREE_THINGS,
    TYPES,
    WRITING,
    Row,
    Section,
)
from sheets_template.guide_text import CONNECT as CONNECT_SHEET
from sync.core.choices import Status
from sync.core.vocabulary import Text

NOW = Text("This week", "Эта неделя")
GUIDE = Text("How to work with it", "Как с этим работать")
TABLES = Text("All databases", "Все базы")
KEEP_THIS = Text(
    "Keep this line: OKR Sync knows the page by it. ",
    "Не удаляйте эту строку: по ней OKR Sync узнаёт страницу. ",
)
BEGIN = Section(Text("Four steps to begin", "Четыре шага для начала"), (
    (Text("1. Settings", "1. Настройки"),
     Text("Type the team's name; check the dates of the cycle and the time zone.",
          "Впишите название команды, проверьте даты цикла и часовой пояс.")),
    (Text("2. Objectives", "2. Цели"),
     Text("Three to five for the quarter, each with an owner. The service numbers them (O-001).",
          "Три–пять на квартал, у каждой ответственный. Номер (O-001) поставит сервис.")),
    (Text("3. Key results", "3. Ключевые результаты"),
     Text("Two to five for each objective: choose the objective and the result type, type the"
          " start value and the target. Numbers only: for 35 % type 35, and % under Unit.",
          "По два–пять на цель: выберите цель и тип результата, впишите исходное и целевое"
          " значения. Только числа: для 35 % впишите 35, а знак % — в «Единицу».")),
    (Text("4. Check-in", "4. Чек-ин"),
     Text("Once a week, in the view Check-in: the value, the confidence, what is in the way, the"
          " next step. Score and status come from the service.",
          "Раз в неделю в представлении «Чек-ин»: факт, уверенность, что мешает, следующий шаг."
          " Оценку и статус посчитает сервис.")),
), kind="steps")  # fmt: skip

_DEALS = next(row for row in CONNECT_SHEET.rows if row[0].en == "3. Deals")
CONNECT = Section(Text("Let the numbers come by themselves", "Чтобы числа приходили сами"), (
    (Text("1. Describe", "1. Опишите"),
     Text("In Metrics choose what to count and name the pipeline and the segment as your CRM does.",
          "В «Метриках» выберите, что считать; воронку и отбор назовите так, как в CRM.")),
    (Text("2. Choose", "2. Выберите"),
     Text("In the key result choose that metric. A typed value then no longer counts.",
          "В ключевом результате выберите эту метрику. Факт, введённый вручную, после этого не"
          " учитывается.")),
    _DEALS,
    (Text("4. Sync", "4. Обновите"),
     Text("Press “Sync now” on the page of this document in OKR Sync, or run  okr-sync sync  with"
          " the address of this page; for an export add  --deals  and the file.",
          "Нажмите «Обновить сейчас» на странице этого документа в OKR Sync или запустите"
          "  okr-sync sync  с адресом этой страницы; для выгрузки добавьте  --deals  и файл.")),
    (Text("5. Look", "5. Смотрите"),
     Text("Values, scores and notes stand in the rows; Evidence of a metric lists the deals that"
          " count.",
          "Значения, оценки и замечания — прямо в строках; учтённые сделки — в «Расшифровке»"
          " метрики.")),
), kind="steps")  # fmt: skip

TROUBLE = Section(Text("If something goes wrong", "Если что-то не работает"), (
    (Text("Notes", "Замечания"),
     Text("Notes in the row say what is wrong with it and what to type.",
          "Что не так со строкой и что в неё вписать, сказано в её «Замечаниях».")),
    (Text("Names", "Названия"),
     Text("Rename, hide and move databases, properties and options as you like. Do not delete"
          " properties and do not change their types.",
          "Базы, свойства и варианты можно переименовывать, скрывать и переставлять. Не удаляйте"
          " свойства и не меняйте их тип.")),
    (Text("Something is missing", "Чего-то не хватает"),
     Text("Restore it from the trash, or run  okr-sync template notion  again: it puts back the"
          " databases and properties that are gone.",
          "Восстановите из корзины или ещё раз запустите  okr-sync template notion  — команда"
          " вернёт недостающие базы и свойства.")),
    (Text("Properties of your own", "Ваши свойства"),
     Text("Add as many as you like, formulas too: the service writes only its own.",
          "Добавляйте любые, в том числе формулы: сервис пишет только в свои.")),
), kind="steps")  # fmt: skip

_MONTHLY: Row = (
    Text("Every month", "Раз в месяц"),
    Text("Look at the board By status and at History. Tactics may change freely; an objective only"
         " for a stated reason and together with the team.",
         "Смотрим доску «По статусам» и «Историю». Тактику меняем свободно, цель — только с"
         " записанной причиной и вместе с командой."),
)  # fmt: skip
_PROPOSING: Row = (
    Text("1 week before", "За неделю"),
    Text("A working session: managers, team leads and SDRs propose objectives and key results"
         " themselves. All of it goes to Ideas; everyone votes.",
         "Рабочая встреча: руководители, тимлиды и SDR сами предлагают цели и результаты. Всё — в"
         " «Предложения», голосуем вместе."),
)  # fmt: skip
_WHERE: Row = (
    Text("Where", "Где"), Text("Objectives, Key results", "«Цели», «Ключевые результаты»"),
    Text("KPI", "«KPI»"), Text("A row of KPI", "Строка в «KPI»"),
)  # fmt: skip


def _with_row(section: Section, old: str, new: Row) -> Section:
    """The section with one row in place of another, found by its English label."""
    assert old in {row[0].en for row in section.rows}, old
    return replace(section, rows=tuple(new if row[0].en == old else row for row in section.rows))


SECTIONS = (
    BEGIN, _with_row(THREE_THINGS, "Where in this file", _WHERE), WRITING, TYPES,
    _with_row(_with_row(QUARTER, "1 week before", _PROPOSING), "Every month", _MONTHLY),
    CHECK_IN, CONNECT, TROUBLE,
)  # fmt: skip
WRITERS: tuple[Row, ...] = (
    (FILL_IN, Text("Every property whose description does not say “Filled in by the service”.",
                   "Все свойства, в описании которых нет слов «Заполняет сервис».")),
    (Text("The service fills this in", "Заполняет сервис"),
     Text("Score, status, notes, values from the CRM. What is typed over them does not last.",
          "Оценка, статус, замечания, значения из CRM. Вписанное поверх не сохранится.")),
)  # fmt: skip
STATUSES: tuple[tuple[Status, Text], ...] = tuple(zip(Status, STATUS_WHY, strict=True))
