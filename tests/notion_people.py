"""A person at work in a Notion workspace: every edit that people make, at random."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from documents.notion_tables import rich
from notion_shadow import Shadow

from sandbox.notion.errors import NotionError
from sandbox.notion.model import TITLE, DataSource, Json, Page, Parent, Property
from sandbox.notion.operations import COMPUTED
from sandbox.notion.person import Person
from sync.core.schema import ID_TABS

TEXTS = (
    "",
    "7",
    "12,5",
    "45 %",
    "n/a",
    "Повысить эффективность",
    "Reach a level",
    "KR-001",
    "O-002",
)
NUMBERS = (None, 0, 1, 22, 35, 0.5, -3, 1_000_000, 12.75)
TYPES = ("rich_text", "number", "select", "date", "checkbox", "url")
TYPED_TABS = (*ID_TABS, "settings", "review")
MOST_ROWS = 12
"""In one table: above that more are thrown away than added."""


class People:
    """One person with the workspace open."""

    def __init__(self, shadow: Shadow, user_id: str, draw: random.Random) -> None:
        self.shadow, self.space, self.draw = shadow, shadow.space, draw
        self.person = Person(shadow.space, user_id)
        self.log: list[str] = []
        self.counter = 0

    def act(self) -> None:
        """One edit of any kind."""
        often: Sequence[Callable[[], None]] = (
            self.type_value, self.type_value, self.type_value, self.type_title, self.type_title,
            self.add_row, self.trash_row, self.restore_row, self.duplicate_row, self.type_own,
            self.type_id, self.swap_titles,
        )  # fmt: skip
        seldom: Sequence[Callable[[], None]] = (
            self.move_row, self.move_back, self.rename_column, self.retype_column,
            self.retype_back, self.add_column, self.delete_column, self.remake_column,
            self.rename_option, self.add_option, self.delete_option, self.trash_week,
            self.trash_table, self.rename_table, self.duplicate_table, self.delete_row,
            self.unshare,
        )  # fmt: skip
        chosen = self.draw.choice(often if self.draw.random() < 0.75 else seldom)
        self.shadow.by_person(chosen)

    def put_right(self) -> None:
        """Everything that the service cannot work without is there again."""
        self.shadow.by_person(self._put_right)

    def _put_right(self) -> None:
        for tab in self.shadow.filled.binding.tabs.values():
            self.person.restore(tab.database)
        self.person.share(self._home, self._us)

    # rows

    def type_value(self) -> None:
        """Into a column of people's."""
        source, page = self._row()
        columns = [p for p in source.properties.values()
                   if p.type not in COMPUTED and not self.shadow.is_ours(source, p)]  # fmt: skip
        if page and columns:
            self._type(source, page, self.draw.choice(columns))

    def type_own(self) -> None:
        """Over a value of the service."""
        source, page = self._row()
        columns = [p for p in source.properties.values() if self.shadow.is_ours(source, p)]
        if page and columns:
            self._type(source, page, self.draw.choice(columns))

    def type_title(self) -> None:
        source, page = self._row()
        if page:
            self._set(page, source.properties[TITLE], rich(self._text()))

    def swap_titles(self) -> None:
        """Two rows take each other's name, as after sorting one column only; seldom."""
        source, page = self._row()
        _, other = self._row(source)
        if page and other and self.draw.random() < 0.2:
            titles = page.values.get(TITLE, []), other.values.get(TITLE, [])
            self._set(page, source.properties[TITLE], titles[1])
            self._set(other, source.properties[TITLE], titles[0])

    def type_id(self) -> None:
        source, page = self._row()
        prop = self._own_column(source, "id")
        if page and prop and prop.type == "rich_text":
            self._set(page, prop, rich(self.draw.choice(("", "KR-001", "x", "O-002", "M-001"))))

    def add_row(self) -> None:
        source, _ = self._row()
        if len(self._there(source)) < MOST_ROWS:
            filled = {source.properties[TITLE].name: self._text()}
            page = self.person.add_row(source.id, filled if self.draw.random() < 0.8 else {})
            self._say(f"add {page.id} to {self.shadow.tabs[source.id]}")

    def duplicate_row(self) -> None:
        source, page = self._row()
        if page and len(self._there(source)) < MOST_ROWS:
            made = self.person.duplicate(page.id)
            self._say(f"duplicate {page.id} as {made.id}")

    def trash_row(self) -> None:
        source, page = self._row()
        if page and (len(self._there(source)) > 3 or self.draw.random() < 0.2):
            self._say(f"trash {page.id}")
            self.person.trash(page.id)

    def restore_row(self) -> None:
        gone = self._gone()
        if gone:
            chosen = self.draw.choice(gone)
            self._say(f"restore {chosen}")
            self.person.restore(chosen)

    def delete_row(self) -> None:
        """For good, out of the trash."""
        gone = self._gone()
        if gone:
            chosen = self.draw.choice(gone)
            self._say(f"delete {chosen}")
            self.person.delete_for_good(chosen)

    def move_row(self) -> None:
        """Into another table of ours."""
        source, page = self._row()
        target, _ = self._row()
        if page and source is not target:
            self._say(f"move {page.id} to {self.shadow.tabs[target.id]}")
            self.person.move(page.id, Parent("data_source_id", target.id))

    def move_back(self) -> None:
        """A key result that stands elsewhere goes home."""
        target = self._source("key_results")
        tabs = ("kpi", "review")
        away = [page for page, source in self.shadow.rows()
                if not page.in_trash and self.shadow.tabs[source.id] in tabs]  # fmt: skip
        if away:
            page = self.draw.choice(away)
            self._say(f"move {page.id} to key_results")
            self.person.move(page.id, Parent("data_source_id", target.id))

    def trash_week(self) -> None:
        """A row of the history, or back with it."""
        source = self._source("history")
        if source.rows:
            page = self.space.pages[self.draw.choice(source.rows)]
            self._say(f"turn {page.id} of the history")
            (self.person.restore if page.in_trash else self.person.trash)(page.id)

    # columns

    def rename_column(self) -> None:
        source, prop = self._column()
        self._say(f"rename {self._called(source, prop)}")
        self.person.rename_column(source.id, prop.name, f"Column {self._count()}")

    def retype_column(self) -> None:
        source, prop = self._column()
        if prop.id == TITLE or prop.type in ("relation", "people", "rollup"):
            return
        kind = self.draw.choice(TYPES)
        self._say(f"retype {self._called(source, prop)} to {kind}")
        self._retype(source, prop, kind)

    def retype_back(self) -> None:
        """A column of ours gets the type again that it had."""
        for data_source, known in self.shadow.own.items():
            source = self.space.data_sources[data_source]
            for key, (_, kind) in known.items():
                prop = source.properties.get(key)
                if prop and prop.type != kind:
                    self._say(f"retype {self._called(source, prop)} back to {kind}")
                    self._retype(source, prop, kind)
                    return

    def add_column(self) -> None:
        source, _ = self._column()
        if len(source.properties) < 40:
            kind, name = self.draw.choice(TYPES), f"Own {self._count()}"
            self._say(f"add {name} to {self.shadow.tabs[source.id]}")
            self.person.add_column(source.id, name, kind, self._config(kind))

    def delete_column(self) -> None:
        """Seldom, or nothing is left to sync."""
        source, prop = self._column()
        if prop.id != TITLE and self.draw.random() < 0.3:
            self._say(f"delete {self._called(source, prop)}")
            self.person.delete_column(source.id, prop.name)

    def remake_column(self) -> None:
        """Deleted, and made again under the same name and type: another id, and empty."""
        source, prop = self._column()
        if prop.id == TITLE:
            return
        self._say(f"remake {self._called(source, prop)}")
        self.person.delete_column(source.id, prop.name)
        config = {**self._config(prop.type), **prop.config}
        made = self.person.add_column(source.id, prop.name, prop.type, config)
        self.shadow.remade(source, prop, made)

    # options

    def rename_option(self) -> None:
        source, prop = self._choice_column()
        self._say(f"rename an option of {self._called(source, prop)}")
        name = self.draw.choice(prop.config["options"])["name"]
        self.person.rename_option(source.id, prop.name, name, f"Option {self._count()}")

    def add_option(self) -> None:
        source, prop = self._choice_column()
        self._say(f"add an option to {self._called(source, prop)}")
        self.person.add_option(source.id, prop.name, f"Option {self._count()}")

    def delete_option(self) -> None:
        source, prop = self._choice_column()
        name = self.draw.choice(prop.config["options"])["name"]
        self._say(f"delete option {name} of {self._called(source, prop)}")
        self.person.delete_option(source.id, prop.name, name)

    def _choice_column(self) -> tuple[DataSource, Property]:
        found = [(source, prop) for source in self._sources()
                 for prop in source.properties.values()
                 if prop.type == "select" and prop.config["options"]]  # fmt: skip
        return self.draw.choice(found)

    # tables

    def trash_table(self) -> None:
        """A database is thrown away, or comes back; seldom."""
        database = self.space.databases[self._row()[0].parent.id]
        gone = [one for one in self.space.databases.values() if one.in_trash]
        if gone:
            self._say(f"restore {gone[0].id}")
            self.person.restore(gone[0].id)
        elif self.draw.random() < 0.15:
            self._say(f"trash {database.id}")
            self.person.trash(database.id)

    def rename_table(self) -> None:
        source, _ = self._row()
        self._say(f"rename {self.shadow.tabs[source.id]}")
        self.person.rename(source.parent.id, f"Table {self._count()}")

    def duplicate_table(self) -> None:
        """A look-alike beside ours, which is theirs; seldom, or workspaces grow."""
        source, _ = self._row()
        if self.draw.random() < 0.15:
            made = self.person.duplicate(source.parent.id)
            self._say(f"duplicate {self.shadow.tabs[source.id]} as {made.id}")

    def unshare(self) -> None:
        """The service is shut out, or let in again; seldom."""
        if self._home not in self.shadow.filled.token.roots:
            self._say("share")
            self.person.share(self._home, self._us)
        elif self.draw.random() < 0.15:
            self._say("unshare")
            self.person.unshare(self._home, self._us)

    @property
    def _home(self) -> str:
        return self.shadow.filled.binding.home

    @property
    def _us(self) -> list[str]:
        return [self.shadow.filled.token.name]

    # places

    def _sources(self) -> list[DataSource]:
        return [self.space.data_sources[key] for key in self.shadow.tabs]

    def _source(self, tab: str) -> DataSource:
        return self.shadow.filled.source(tab)

    def _gone(self) -> list[str]:
        """Trashed rows of one of our tables."""
        source, _ = self._row()
        return [one for one in source.rows if self.space.pages[one].in_trash]

    def _there(self, source: DataSource) -> list[Page]:
        return [page for one in source.rows if not (page := self.space.pages[one]).in_trash]

    def _row(self, source: DataSource | None = None) -> tuple[DataSource, Page | None]:
        """A table, most often that of the key results, and one of its rows."""
        tab = "key_results" if self.draw.random() < 0.5 else self.draw.choice(TYPED_TABS)
        source = source or self._source(tab)
        rows = self._there(source)
        return source, self.draw.choice(rows) if rows else None

    def _column(self) -> tuple[DataSource, Property]:
        source = self.draw.choice(self._sources())
        return source, self.draw.choice([*source.properties.values()])

    def _own_column(self, source: DataSource, name: str) -> Property | None:
        known = {key: prop for prop, (key, _) in self.shadow.own[source.id].items()
                 if prop in source.properties}  # fmt: skip
        return source.properties[known[name]] if name in known else None

    # typing

    def _type(self, source: DataSource, page: Page, prop: Property) -> None:
        made = self._value(prop)
        self._say(f"type {self._called(source, prop)} of {page.id}: {made!r:.80}")
        self.person.put(page.id, prop.name, made)

    def _set(self, page: Page, prop: Property, value: Any) -> None:
        self._say(
            f"type {prop.name} of {page.id}: {''.join(i['plain_text'] for i in value or ())!r}"
        )
        self.person.put(page.id, prop.name, value)

    def _value(self, prop: Property) -> Any:
        makers: dict[str, Callable[[], Any]] = {
            "title": lambda: rich(self.draw.choice(TEXTS)),
            "rich_text": lambda: rich(self.draw.choice(TEXTS)),
            "number": lambda: self.draw.choice(NUMBERS),
            "date": self._day,
            "select": lambda: self.draw.choice([None, *(o["id"] for o in prop.config["options"])]),
            "people": self._somebody,
            "relation": lambda: self._some_rows(prop),
            "checkbox": lambda: self.draw.random() < 0.5,
            "url": lambda: self.draw.choice((None, "https://example.com/7")),
        }
        return makers[prop.type]()

    def _somebody(self) -> list[str]:
        people = [user.id for user in self.space.users.values() if user.kind == "person"]
        return self.draw.sample(people, self.draw.randint(0, min(2, len(people))))

    def _some_rows(self, prop: Property) -> list[str]:
        rows = self._there(self.space.data_sources[prop.config["data_source_id"]])
        return [page.id for page in self.draw.sample(rows, min(len(rows), self.draw.randint(0, 2)))]

    def _day(self) -> Json | None:
        start = date(2026, 10, 1) + timedelta(self.draw.randint(-20, 110))
        end = (start + timedelta(7)).isoformat() if self.draw.random() < 0.2 else None
        found = {"start": start.isoformat(), "end": end, "time_zone": None}
        return found if self.draw.random() < 0.8 else None

    def _config(self, kind: str) -> Json:
        return {"format": "number"} if kind == "number" else {}

    def _retype(self, source: DataSource, prop: Property, kind: str) -> None:
        try:
            self.person.retype_column(source.id, prop.name, kind, self._config(kind))
        except NotionError as error:
            self._say(f"refused: {error}")

    def _called(self, source: DataSource, prop: Property) -> str:
        return f"{self.shadow.tabs[source.id]}.{prop.name}"

    def _say(self, what: str) -> None:
        self.log.append(what)

    def _text(self) -> str:
        return self.draw.choice(
            (f"Close {self._count()} deals by December", f"Note {self.counter}", "")
        )

    def _count(self) -> int:
        self.counter += 1
        return self.counter
