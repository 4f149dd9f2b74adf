"""The databases: what each is called, and what it says of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from notion_template.properties import Json, plain_properties
from notion_template.rich import emoji, plain, quiet
from sync.core.databases import DATABASES
from sync.core.schema import TABS
from sync.core.vocabulary import Language, Text

_MARK = "okr-sync:"
_MARKED = re.compile(rf"{_MARK}(\w+)\)?\s*$")


@dataclass(frozen=True, slots=True)
class Rollup:
    """A number that an objective shows of its key results; nothing is computed from it."""

    title: Text
    column: str
    """Of the key results."""
    function: str
    description: Text


TWIN = Text("Key results", "Ключевые результаты")
"""What objectives call the other end of the relation of their key results."""
ROLLUPS = (
    Rollup(Text("Number of key results", "Сколько результатов"), "title", "count",
           Text("Two to five are right.", "Хорошо, когда их два–пять.")),
    Rollup(Text("Weakest score", "Самая низкая оценка"), "score", "min",
           Text("Of the key results. Talk about this one first.",
                "Среди ключевых результатов. С него и начинайте разговор.")),
    Rollup(Text("Average confidence", "Средняя уверенность"), "confidence", "average",
           Text("How sure the team is, from 0 to 10.",
                "Насколько команда верит в результат: от 0 до 10.")),
)  # fmt: skip
ICONS = {
    "settings": "⚙️", "objectives": "🎯", "key_results": "📈", "metrics": "🔌", "kpi": "📊",
    "ideas": "💡", "review": "🏁", "history": "🗓️",
}  # fmt: skip
DESCRIPTIONS = {
    "settings": Text("One row a cycle: its dates, the team, the time zone.",
                     "Одна строка на цикл: даты, команда, часовой пояс."),
    "objectives": Text("Where the team is going: three to five a quarter, without numbers.",
                       "Куда идёт команда: три–пять на квартал, без чисел."),
    "key_results": Text("The numbers that show how near an objective is: two to five for each.",
                        "Числа, по которым видно, близка ли цель: два–пять на каждую."),
    "metrics": Text("What the CRM counts for key results and KPIs.",
                    "Что считает CRM для ключевых результатов и KPI."),
    "kpi": Text("Figures of the running business. Pay belongs here, never to OKRs.",
                "Показатели текущей работы. Премия — про них, а не про OKR."),
    "ideas": Text("What could bring the objectives closer; everyone may add.",
                  "Что поможет приблизиться к целям; добавить может каждый."),
    "review": Text("The end of the quarter: what came of each objective and why.",
                   "Конец квартала: что вышло из каждой цели и почему."),
    "history": Text("A row for every key result and week. Filled in by the service.",
                    "Строка на каждый результат и каждую неделю. Заполняет сервис."),
}  # fmt: skip


def database_request(tab: str, language: Language, home: str) -> Json:
    """What makes a database with all its properties but relations and rollups."""
    return {
        "parent": {"type": "page_id", "page_id": home},
        "title": plain(TABS[tab].title.of(language)),
        "description": [
            *plain(DESCRIPTIONS[tab].of(language)), *quiet(f" ({_MARK}{tab})"),
        ],
        "icon": emoji(ICONS[tab]),
        "is_inline": False,
        "initial_data_source": {"properties": plain_properties(tab, language)},
    }  # fmt: skip


def marked_tab(description: str) -> str | None:
    """Which of our databases carries this description; None for anybody else's."""
    found = _MARKED.search(description)
    return found[1] if found and found[1] in DATABASES else None
