"""All databases of a document as one snapshot."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from sync.core.binding import Binding
from sync.core.databases import LINKS, READ
from sync.core.identity import identify
from sync.core.schema import OKR, TABS
from sync.core.vocabulary import Cell, Problem, Record, Row, Snapshot, Table
from sync.documents.notion.tables import Found, columns_there, problems, rows
from sync.documents.notion.values import Json, related

AllRelated = Callable[[str, str], list[str]]
"""Page and property → ids of all related rows, where an answer shows only some."""
OPTIONS = frozenset({"select", "status"})
CAP = 25
"""Related rows that an answer shows."""


def snapshot_of(
    binding: Binding, found: Mapping[str, Found], memory: Sequence[Record], all_related: AllRelated
) -> Snapshot:
    """The document as read. ``memory`` is what ``_okr`` holds elsewhere: by it rows are known
    again, and rows without an id get one before others are linked to them."""
    language = binding.language
    tables = {key: _table(one) for key, one in found.items()}
    if memory:
        tables["_okr"] = _remembered(memory)
    unlinked = Snapshot(binding.document_id, language, tables)
    names = _names(found, unlinked)
    said: list[Problem] = []
    for key, one in found.items():
        tables[key] = _linked(one, tables[key], _Links(names, all_related, said))
    complete = binding.origin == "template"
    said += [p for one in found.values() for p in problems(one, language, complete=complete)]
    return replace(unlinked, tables=tables, problems=tuple(said))


def _table(found: Found) -> Table:
    return Table(found.tab, found.bound.title, columns_there(found), tuple(rows(found)))


def _remembered(memory: Sequence[Record]) -> Table:
    columns = {column.key: column.title.en for column in OKR.columns}
    kept = tuple(
        Row(number, {k: Cell(value) for k, value in record.items() if value is not None})
        for number, record in enumerate(memory, 1)
    )
    return Table("_okr", OKR.title.en, columns, kept)


def _names(found: Mapping[str, Found], snapshot: Snapshot) -> dict[str, str]:
    """Id of a page → ``O-001 · title``, as its row is chosen elsewhere."""
    lines = identify(snapshot).lines
    return {
        found[tab].pages[line.row.number - 1]["id"]: " · ".join(filter(None, (line.id, line.title)))
        for tab in found.keys() & lines.keys()
        for line in lines[tab]
    }


class _Links:
    """Relations, and titles chosen from options in their place, as the text of the row they lead
    to."""

    def __init__(
        self, names: Mapping[str, str], all_related: AllRelated, said: list[Problem]
    ) -> None:
        self._names, self._all_related, self._said = names, all_related, said

    def text(self, found: Found, row: Row, key: str) -> str | None:
        """The first of the rows that are there; that there are several is told."""
        page = found.pages[row.number - 1]
        value = found.value(page, key)
        if value is None or value["type"] != "relation":
            return self._titled(found, row, key)
        ids = related(value)
        if value.get("has_more") or len(ids) > CAP:
            ids = self._all_related(page["id"], value["id"])
        known = sorted(self._names[one] for one in ids if one in self._names)
        if len(known) > 1:
            self._tell(found, page, key, known)
        return known[0] if known else None

    def _titled(self, found: Found, row: Row, key: str) -> str | None:
        """The row with the title that a team chooses from options of its own. What is typed as a
        text stays one: it may be misspelt tomorrow."""
        typed, prefix = row.value(key), TABS[LINKS[found.tab, key]].prefix + "-"
        if not isinstance(typed, str) or found.bound.columns[key].type not in OPTIONS:
            return None
        rows = {name for name in self._names.values() if name.startswith(prefix)}
        same = [name for name in rows if _title(name).casefold() == typed.casefold()]
        return same.pop() if len(same) == 1 else None

    def _tell(self, found: Found, page: Json, key: str, known: Sequence[str]) -> None:
        row = self._names.get(page["id"], "").split(" ", 1)[0]
        ids = ", ".join(name.split(" ", 1)[0] for name in known[:6])
        title = found.properties[key].name
        details = {"column": title, "first": known[0].split(" ", 1)[0]}
        self._said.append(Problem("link-several", found.tab, row, key, ids, details))


def _title(name: str) -> str:
    return name.partition(" · ")[2]


def _linked(found: Found, table: Table, links: _Links) -> Table:
    keys = [key for tab, key in LINKS if tab == found.tab and key in found.properties]
    changed = tuple(
        replace(row, cells={**row.cells, **dict(_link_cells(found, row, keys, links))})
        for row in table.rows
    )
    return replace(table, rows=changed)


def _link_cells(
    found: Found, row: Row, keys: Sequence[str], links: _Links
) -> Iterator[tuple[str, Cell]]:
    for key in keys:
        if text := links.text(found, row, key):
            yield key, Cell(text)


def bound_tabs(binding: Binding) -> list[str]:
    """The databases that a run reads."""
    return [key for key in READ if key in binding.tabs and key in TABS]


def watched(binding: Binding) -> list[str]:
    """The databases in which people's edits matter to a run."""
    return [key for key in bound_tabs(binding) if key != "history"]
