"""A team's databases in the sandbox's Notion, a person at work in them, and the document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from documents.google_files import Pause, running
from documents.notion_tables import Filled, fill, rich
from teams import Places, Team, ToldMeter, sync

from sandbox.notion.model import DataSource, Page, Property
from sandbox.notion.operations import create_row, set_values
from sandbox.notion.space import Notion
from sync.core.vocabulary import CellValue, Record, Snapshot
from sync.documents.notion import NotionDocument
from sync.documents.notion.exchange import Habits, make_line
from sync.job import Report
from sync.secrets import Secret
from sync.transport import Patience


@dataclass
class Kept(Places):
    """A book that remembers what was shown and the weeks."""

    def shown_of(self, document_id: str) -> tuple[Record, ...]:
        report = self.reports.get(document_id)
        return tuple(report.wanted["_okr"]) if report else ()


@dataclass
class Workspace:
    """One document and its person."""

    space: Notion
    filled: Filled
    anna: str
    book: Kept = field(default_factory=Kept)
    pause: Pause = field(default_factory=Pause)

    def open(
        self, patience: Patience | None = None, *, check_formats: bool = False
    ) -> NotionDocument:
        habits = Habits(clock=self.pause.clock(), patience=patience or Patience())
        line = make_line(Secret(self.filled.token.secret), self.space.base_url, habits)
        return NotionDocument(
            line, self.filled.binding, self.book.shown_of, check_formats=check_formats
        )

    def read(self) -> Snapshot:
        return self.open().read()

    def sync(self, meter: ToldMeter | None = None) -> Report:
        return sync(self.open(), meter, self.book)

    def source(self, tab: str) -> DataSource:
        return self.filled.source(tab)

    def prop(self, tab: str, key: str) -> Property:
        """The property that was bound, by its id."""
        wanted = unquote(self.filled.binding.tabs[tab].columns[key].id)
        return self.source(tab).properties[wanted]

    def row(self, tab: str, number: int = 0) -> Page:
        return self.filled.rows(tab)[number]

    def type(self, tab: str, number: int, key: str, value: Any) -> None:
        """As a person: a stored value, or a text for a title and a text."""
        prop = self.prop(tab, key)
        kept = rich(value) if prop.type in ("title", "rich_text") else value
        set_values(self.space, self.row(tab, number), {prop.id: kept}, self.anna)

    def add(self, tab: str, **values: Any) -> Page:
        """A new row as a person makes it."""
        page = create_row(self.space, self.source(tab), {}, self.anna)
        number = len(self.filled.rows(tab)) - 1
        for key, value in values.items():
            self.type(tab, number, key, value)
        return page

    def shown(self, tab: str, number: int, key: str) -> Any:
        """What stands there, as stored; texts as text."""
        prop = self.prop(tab, key)
        held = self.row(tab, number).values.get(prop.id)
        if prop.type in ("title", "rich_text"):
            return "".join(item["plain_text"] for item in held or ())
        return held


def make_workspace(team: Team | None = None) -> Workspace:
    """A team's document in a workspace of a sandbox that all tests of a process share."""
    team = team or Team(spare=0)
    sandbox = running()
    anna = sandbox.notion.add_user("Anna Orlova", email="anna@example.com")
    filled = fill(sandbox.notion, team.sheets(), team.language, anna.id)
    return Workspace(sandbox.notion, filled, anna.id)


def column(snapshot: Snapshot, tab: str, key: str) -> list[CellValue]:
    """One column of a table as read."""
    return [row.value(key) for row in snapshot.tables[tab].rows]


def codes(snapshot: Snapshot) -> Sequence[tuple[str, str]]:
    """What reading itself found: code and column."""
    return [(problem.code, problem.column) for problem in snapshot.problems]
