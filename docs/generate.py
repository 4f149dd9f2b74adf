"""Build the pages of docs/ that come from code: ``columns.md`` and ``problems.md``.

``python docs/generate.py`` writes them, ``--check`` only tells whether they are up to date.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from sync.core.schema import TABS, Column, Tab
from sync.core.texts import databases, document, export, metrics, rows, settings, wording
from sync.core.texts.message import Message
from sync.core.vocabulary import Text

HERE = Path(__file__).parent

COLUMNS = """\
# Tabs and columns

Made from `sync/core/schema/` by `make templates`; do not edit by hand.

Titles are recognised in either language, in any order of columns. Other columns are left alone.
Each column has one writer: **P** people, **S** the service, **ƒ** a formula of the template. The
service never writes a column of people.
"""

PROBLEMS = """\
# Problems and their words

Made from `sync/core/texts/` by `make templates`; do not edit by hand.

An **error** at a row keeps the row from being scored until it is mended; an error of the document
makes the exit code 1. **Advice** never blocks. Words in braces are filled in.
"""

SUBJECTS: tuple[tuple[str, Mapping[str, Message]], ...] = (
    ("Rows", rows.MESSAGES),
    ("Settings and the whole document", settings.MESSAGES),
    ("Wording", wording.MESSAGES),
    ("Metrics", metrics.MESSAGES),
    ("Tabs, columns and rows", document.MESSAGES),
    ("Databases of Notion", databases.MESSAGES),
    ("The CRM export", export.MESSAGES),
)


def columns_page() -> str:
    """Every tab with its columns, titles in both languages and what may be typed."""
    return "\n".join([COLUMNS, *map(_tab, TABS.values())])


def problems_page() -> str:
    """Every problem code with its level, words and example in both languages."""
    return "\n".join([PROBLEMS, *(_subject(title, found) for title, found in SUBJECTS)])


def _tab(tab: Tab) -> str:
    facts = [f"Ids look like `{tab.prefix}-001`."] if tab.prefix else []
    facts += ["Hidden."] if tab.hidden else []
    facts += [f"Older titles: {', '.join(tab.aliases)}."] if tab.aliases else []
    if not tab.columns:
        facts.append("Made by the template; the service does not read it.")
    lines = [f"## {_pair(tab.title)}", ""]
    lines += [" ".join(facts), ""] if facts else []
    if tab.columns:
        heads = (
            "Column",
            "Столбец",
            "Writer",
            "Type",
            "Required",
            "What may be typed",
            "Что вводить",
        )
        lines += _table(heads, map(_column, tab.columns))
    return "\n".join(lines)


def _column(column: Column) -> tuple[str, ...]:
    return (
        column.title.en,
        column.title.ru,
        column.writer.value,
        column.type.value,
        "yes" if column.required else "",
        _allowed(column, "en"),
        _allowed(column, "ru"),
    )


def _allowed(column: Column, language: str) -> str:
    parts = [column.hint.ru if language == "ru" else column.hint.en]
    if column.choices is not None:
        titles = (choice.title for choice in column.choices)
        parts.append("; ".join(title.ru if language == "ru" else title.en for title in titles))
    if column.aliases and language == "en":
        parts.append(f"Older titles: {', '.join(column.aliases)}.")
    return "<br>".join(part for part in parts if part)


def _subject(title: str, messages: Mapping[str, Message]) -> str:
    heads = ("Code", "Level", "English", "Русский")
    return "\n".join([f"## {title}", "", *_table(heads, map(_problem, messages.items()))])


def _problem(item: tuple[str, Message]) -> tuple[str, ...]:
    code, message = item
    english = f"{message.text.en}<br>*Example: {message.example.en}*"
    russian = f"{message.text.ru}<br>*Пример: {message.example.ru}*"
    return f"`{code}`", message.level.value, _spoken(english), _spoken(russian)


def _spoken(text: str) -> str:
    """Without the forms in which numbers are put in: ``{number:plain}`` reads ``{number}``."""
    return re.sub(r"\{(\w+):\w+\}", r"{\1}", text)


def _pair(text: Text) -> str:
    return text.en if text.en == text.ru else f"{text.en} / {text.ru}"


def _table(heads: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> list[str]:
    body = ["| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines]
    return ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads), *body, ""]


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


PAGES = {"columns.md": columns_page, "problems.md": problems_page}


def main(arguments: list[str]) -> int:
    """Write the pages, or with ``--check`` list those that differ; 1 when some do."""
    stale = [
        name
        for name, build in PAGES.items()
        if not (HERE / name).exists() or (HERE / name).read_text(encoding="utf-8") != build()
    ]
    if arguments == ["--check"]:
        sys.stdout.writelines(f"docs/{name} is out of date: make templates\n" for name in stale)
        return 1 if stale else 0
    for name in stale:
        (HERE / name).write_text(PAGES[name](), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
