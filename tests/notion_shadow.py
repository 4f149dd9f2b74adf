"""Everything in a Notion workspace that is people's, as they left it while the service syncs.

The service may change nothing in it: whatever differs between two acts of a person was lost or
spoilt by the service.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from documents.notion_tables import Filled, encoded

from sandbox.notion.model import DataSource, Page, Property
from sandbox.notion.space import Event
from sandbox.notion.texts import plain
from sync.core.databases import columns_of, is_ours
from sync.core.schema import ID_TABS
from sync.core.vocabulary import CellValue, Change

Place = tuple[str, ...]
State = Mapping[Place, object]
"""What stands where."""


@dataclass(frozen=True)
class Write:
    """What the service did to a page, and to which columns."""

    page: str
    kind: str
    columns: tuple[str, ...]


@dataclass
class Shadow:
    """One document, watched."""

    filled: Filled
    state: State = field(default_factory=dict)
    writes: list[Write] = field(default_factory=list)
    """Since the last read."""
    foreign: list[str] = field(default_factory=list)
    """What the service did to anything that is not its own."""
    given: dict[str, set[str]] = field(default_factory=dict)
    """Page → every id that the service has known it by."""
    written_ids: list[tuple[str, str]] = field(default_factory=list)
    """Pages that the service wrote, and their ids then."""
    left: dict[str, str] = field(default_factory=dict)
    """Page → what a person left in its ID."""
    touched: set[Place] = field(default_factory=set)
    """Pages, columns and values of the service's that people changed since the last read."""
    order: dict[str, list[str]] = field(default_factory=dict)
    """Tab → ids of its pages, in the order in which the service read them last."""

    def __post_init__(self) -> None:
        tabs = self.filled.binding.tabs
        self.space = self.filled.space
        self.tabs = {tab.data_source: key for key, tab in tabs.items()}
        self.words = {option: word for tab in tabs.values() for column in tab.columns.values()
                      for option, word in column.options.items()}  # fmt: skip
        self.own: dict[str, dict[str, tuple[str, str]]] = {}
        """Data source → id of a property of the service's → key of its column, and its type."""
        for key, tab in tabs.items():
            ours = [c.key for c in columns_of(key) if c.key in tab.columns and is_ours(key, c)]
            bound = {tab.columns[column].id: column for column in ours}
            props = self.space.data_sources[tab.data_source].properties.values()
            self.own[tab.data_source] = {
                prop.id: (bound[encoded(prop.id)], prop.type)
                for prop in props
                if encoded(prop.id) in bound
            }
        self.space.listeners.append(self._heard)
        self.state, self._ids = self._state(), self.ids()
        self.left |= self._ids

    def close(self) -> None:
        """Listen no longer."""
        self.space.listeners.remove(self._heard)

    def is_ours(self, source: DataSource, prop: Property) -> bool:
        """Whether the service may write it: as long as it has the type that it was made with."""
        known = self.own.get(source.id, {}).get(prop.id)
        return known is not None and known[1] == prop.type

    def remade(self, source: DataSource, old: Property, new: Property) -> None:
        """A person has deleted a column and made it again, under the same name and type."""
        known = self.own.get(source.id, {})
        if old.id in known:
            known[new.id] = known[old.id]

    def by_person(self, act: Callable[[], object]) -> None:
        """Let people change the workspace. What they want is what stands there afterwards."""
        before, ids = self._touchable(), self.ids()
        act()
        after = self._touchable()
        both = before.keys() | after.keys()
        self.touched |= {place for place in both if before.get(place) != after.get(place)}
        self.left |= {page: id_ for page, id_ in self.ids().items() if ids.get(page) != id_}
        self.state = self._state()

    def believe(self) -> None:
        """Nobody knows what the service made of a run that it broke off, or began anew: the ids it
        wrote are taken as given."""
        for page, id_ in self.written_ids:
            self.given.setdefault(page, set()).add(id_)

    # what is people's

    def losses(self) -> list[str]:
        """What is not as people left it."""
        before, found = self.state, self._state()
        return [
            f"{place}: {before.get(place)!r} became {found.get(place)!r}"
            for place in sorted(before.keys() | found.keys())
            if before.get(place) != found.get(place)
        ]

    def _state(self) -> State:
        return dict(self._everything())

    def _everything(self) -> Iterator[tuple[Place, object]]:
        for database in self.space.databases.values():
            inside = ([*database.views], [*database.data_sources])
            looks = (plain(database.title), database.parent, database.in_trash, database.icon)
            yield (database.id, "database"), (looks, inside)
        for source in self.space.data_sources.values():
            yield (source.id, "table"), (plain(source.title), source.in_trash, source.parent)
            yield (source.id, "columns"), [*source.properties]
            for prop in source.properties.values():
                config = "" if self.is_ours(source, prop) else repr(prop.config)
                shown = (prop.name, prop.type, prop.description, config)
                yield (source.id, "column", prop.id), shown
        for page in self.space.pages.values():
            yield from self._page(page)

    def _page(self, page: Page) -> Iterator[tuple[Place, object]]:
        """Rows of the history come and go by the service; columns that people add there stay."""
        source = self.space.data_sources.get(page.parent.id)
        if source is None or self.tabs.get(source.id) != "history":
            yield (page.id, "page"), (page.parent, page.in_trash, [*page.children], page.icon)
        for key, value in page.values.items():
            prop = source.properties.get(key) if source else None
            if source is None or prop is None or not self.is_ours(source, prop):
                yield (page.id, "value", key), [*value] if isinstance(value, list) else value

    def _touchable(self) -> State:
        """What the service writes, and what has to stay as it is for that."""
        found: dict[Place, object] = {}
        for page in self.space.pages.values():
            there = self.space.is_shared(self.filled.token, page.id)
            found[page.id,] = (page.parent, self.space.is_trashed(page.id), there)
        for key in self.tabs:
            for prop in self.space.data_sources[key].properties.values():
                names = [(one["id"], one["name"]) for one in prop.config.get("options", ())]
                found[key, prop.id] = (prop.type, sorted(names))
        for page, source in self.rows():
            found |= {(page.id, prop): page.values.get(prop) for prop in self.own[source.id]}
        return found

    def rows(self) -> Iterator[tuple[Page, DataSource]]:
        """All rows of our databases, trashed ones too."""
        for key in self.tabs:
            source = self.space.data_sources[key]
            for row in source.rows:
                yield self.space.pages[row], source

    # what the service did

    def read(self, tab: str) -> None:
        """The service has read a database: what was touched before, it knows."""
        source = self.space.data_sources[self.filled.binding.tabs[tab].data_source]
        pages = [self.space.pages[one] for one in source.rows]
        there = [page for page in pages if not page.in_trash]
        there.sort(key=lambda page: page.created)
        self.order[tab] = [page.id for page in there]
        mine = {source.id, *(page.id for page in pages)}
        self.touched = {place for place in self.touched if place[0] not in mine}
        self.writes = [write for write in self.writes if write.page not in mine]

    def _heard(self, event: Event) -> None:
        if event.author != self.filled.token.bot:
            return
        told = event.details.get("updated_properties", ())
        columns = tuple(one["id"] if isinstance(one, dict) else one for one in told)
        if event.kind.startswith("page."):
            page = self.space.pages[event.entity]
            self.writes.append(Write(page.id, event.kind, columns))
            source = self.space.data_sources.get(page.parent.id)
            if source and source.id in self.tabs:
                self.written_ids.append((page.id, self._id_of(page, source) or ""))
        else:
            source = self.space.data_sources.get(event.entity)
        if source is None or not self._may(source, event.kind, columns):
            self.foreign.append(f"{event.kind} {event.entity} {columns}")

    def _may(self, source: DataSource, kind: str, columns: tuple[str, ...]) -> bool:
        """Only its own columns, and rows only of the history."""
        if kind in ("page.properties_updated", "data_source.schema_updated"):
            return all(self.is_ours(source, source.properties[column]) for column in columns)
        return self.tabs.get(source.id) == "history" and kind in ("page.created", "page.deleted")

    # what stands there in the end

    def ids(self) -> dict[str, str]:
        """Page → what its ID says."""
        return {
            page.id: id_
            for page, source in self.rows() if self.tabs[source.id] in ID_TABS
            if (id_ := self._id_of(page, source)) is not None
        }  # fmt: skip

    def _id_of(self, page: Page, source: DataSource) -> str | None:
        for key, (column, _) in self.own[source.id].items():
            prop = source.properties.get(key)
            if column == "id" and prop and self.is_ours(source, prop):
                return plain(page.values.get(key) or ())
        return None

    def misplaced(self, changes: tuple[Change, ...]) -> list[str]:
        """Values of the last run that do not stand in the row they are of, unless people moved the
        row or typed over them."""
        wrong = []
        for change in changes:
            rows = self.order.get(change.place, ())
            page = self.space.pages.get(rows[change.row - 1]) if change.row else None
            source = self.space.data_sources.get(page.parent.id) if page else None
            if page is None or source is None or (page.id,) in self.touched:
                continue
            for key, (column, _) in self.own[source.id].items():
                prop = source.properties.get(key)
                spoilt = {(page.id, key), (source.id, key)} & self.touched
                if column != change.column or prop is None or spoilt:
                    continue
                found = shown(prop, page, self.words)
                if self.is_ours(source, prop) and found != change.after:
                    wrong.append(f"{change}: {found!r}")
        return wrong

    def doubled_weeks(self) -> list[str]:
        """Rows of the history that stand there twice."""
        keys = [key for key in self._weeks().values() if key]
        return [key for key in keys if keys.count(key) > 1]

    def weeks_made_twice(self) -> list[str]:
        """Rows that the service made in the last run although they were there, or made twice."""
        touched = {place[0] for place in self.touched}
        made = {write.page for write in self.writes if write.kind == "page.created"} - touched
        weeks, kept = self._weeks(), {*self.order.get("history", ())} - touched
        keys = [weeks.get(page, "") for page in made | kept]
        return [key for key in map(weeks.get, made) if key and keys.count(key) > 1]

    def _weeks(self) -> dict[str, str]:
        """Row → its week and id; none while people keep these columns from being what they are."""
        source = self.filled.source("history")
        keys = [key for key, (column, _) in self.own[source.id].items() if column in ("week", "id")]
        props = [source.properties[key] for key in keys if key in source.properties]
        if len(props) < 2 or not all(self.is_ours(source, prop) for prop in props):
            return {}
        return {
            page.id: str([shown(prop, page, self.words) for prop in props])
            for page in self.filled.rows("history")
            if all(page.values.get(prop.id) for prop in props)
        }


def shown(prop: Property, page: Page, words: Mapping[str, str]) -> CellValue:
    """A value of the service's as the core knows it; ``words`` is what options meant when they were
    made, whatever they are called now."""
    value = page.values.get(prop.id)
    if value is None or value == []:
        return None
    if prop.type == "number":
        return Decimal(repr(value))
    if prop.type == "date":
        return date.fromisoformat(value["start"])
    if prop.type == "select":
        names = {one["id"]: one["name"] for one in prop.config["options"]}
        return words.get(value) or str(names[value])
    return plain(value)
