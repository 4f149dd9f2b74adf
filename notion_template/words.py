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
from sync.core.choices import Status
from sync.core.vocabulary import Text

NOW = Text("This week", "Эта неделя")
GUIDE = Text("How to work with it", "Как с этим работать")
TABLES = Text("All tables", "Все таблицы")
KEEP_THIS = Text(
    "Keep this line: by it OKR Sync knows the page again. ",
    "Не удаляйте эту строку: по ней OKR Sync узнаёт страницу. ",
)
BEGIN = Section(Text("Four steps to begin", "Четыре шага для начала"), (
    (Text("1. Settings", "1. Настройки"),
     Text("Type the team's name; check the days of the cycle and the time zone.",
          "Впишите название команды, проверьте даты цикла и часовой пояс.")),
    (Text("2. Objectives", "2. Цели"),
     Text("Three to five for the quarter, each with an owner. The service gives the numbers"
          " (O-001).",
          "Три–пять на квартал, у каждой ответственный. Номер (O-001) поставит сервис.")),
    (Text("3. Key results", "3. Ключевые результаты"),
     Text("Two to five for each objective: choose the objective and the result type, type start"
          " and target. Numbers only: 35 for 35 %, with % as the unit.",
          "По два–пять на цель: выберите цель и тип результата, впишите исходное и целевое"
          " значения. Только числа: для 35 % — 35, а «%» в столбце «Единица».")),
    (Text("4. Check-in", "4. Чек-ин"),
     Text("Once a week in the view Check-in: the value, the confidence, what is in the way, the"
          " next step. Score and status come from the service.",
          "Раз в неделю в представлении «Чек-ин»: факт, уверенность, что мешает, следующий шаг."
          " Оценку и статус посчитает сервис.")),
), kind="steps")  # fmt: skip

CONNECT = Section(Text("Let the numbers come by themselves", "Чтобы числа приходили сами"), (
    (Text("1. Describe", "1. Опишите"),
     Text("In Metrics choose what to count and name the pipeline and the segment as your CRM does.",
          "В «Метриках» выберите, что считать; воронку и отбор назовите так, как в CRM.")),
    (Text("2. Choose", "2. Выберите"),
     Text("In the key result choose that metric. What is typed by hand then no longer counts.",
          "В ключевом результате выберите эту метрику. Факт, введённый руками, больше не"
          " учитывается.")),
    (Text("3. Sync", "3. Обновите"),
     Text("Run  okr-sync sync  with the address of this page, or press “Sync now” on its page in"
          " OKR Sync.",
          "Запустите  okr-sync sync  с адресом этой страницы или нажмите «Обновить сейчас» на её"
          " странице в OKR Sync.")),
    (Text("4. Look", "4. Смотрите"),
     Text("Values, scores and notes stand in the rows; Evidence of the metric lists the counted"
          " deals.",
          "Значения, оценки и замечания — прямо в строках; учтённые сделки — в столбце"
          " «Расшифровка» метрики.")),
), kind="steps")  # fmt: skip

TROUBLE = Section(Text("If something goes wrong", "Если что-то не работает"), (
    (Text("Notes", "Замечания"),
     Text("What is wrong with a row stands in its Notes, with what to type.",
          "Что не так со строкой, написано в её столбце «Замечания» — вместе с подсказкой, что"
          " вписать.")),
    (Text("Names", "Названия"),
     Text("Rename tables, columns and options as you like, hide and move them. Do not delete"
          " columns and do not change their types.",
          "Таблицы, столбцы и варианты можно переименовывать, скрывать и двигать. Не удаляйте"
          " столбцы и не меняйте их тип.")),
    (Text("Something is missing", "Чего-то не хватает"),
     Text("Restore it from the trash, or run  okr-sync template notion  again: it puts back the"
          " tables and columns that are not there.",
          "Восстановите из корзины или снова запустите  okr-sync template notion : команда вернёт"
          " недостающие таблицы и столбцы.")),
    (Text("Formulas of your own", "Свои формулы"),
     Text("Add as many columns as you like: the service writes its own only.",
          "Добавляйте любые свои столбцы: сервис пишет только в свои.")),
), kind="steps")  # fmt: skip

_MONTHLY: Row = (
    Text("Every month", "Раз в месяц"),
    Text("Look at the status board and History. Tactics may change freely; an objective only for a"
         " stated reason and together with the team.",
         "Смотрим доску по статусам и «Историю». Тактику меняем свободно, цель — только с"
         " записанной причиной и вместе с командой."),
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
    _with_row(QUARTER, "Every month", _MONTHLY), CHECK_IN, CONNECT, TROUBLE,
)  # fmt: skip
WRITERS: tuple[Row, ...] = (
    (FILL_IN, Text("Every column whose description does not say “Filled in by the service”.",
                   "Все столбцы, в описании которых нет слов «Заполняет сервис».")),
    (Text("The service fills this in", "Заполняет сервис"),
     Text("Score, status, notes, values from the CRM. What is typed there is overwritten.",
          "Оценка, статус, замечания, значения из CRM. Вписанное туда будет заменено.")),
)  # fmt: skip
STATUSES: tuple[tuple[Status, Text], ...] = tuple(zip(Status, STATUS_WHY, strict=True))
