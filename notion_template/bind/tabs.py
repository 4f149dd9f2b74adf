"""One table of a document to be: what is there, and what is added to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from notion_template.bind.look import Seen
from notion_template.bind.mapping import can_hold, own_columns
from notion_template.bound import bound_columns
from notion_template.properties import description_of
from notion_template.tables import marked_tab
from sync.core.binding import BoundTab
from sync.core.databases import DATABASES, column_of, columns_of, is_ours, property_type
from sync.core.schema import Column, fold_title
from sync.core.vocabulary import Language, Text

ALIKE = (4, 5)
"""Four columns of five as in the template: people hide, rename and delete some."""
NEEDED: Mapping[str, tuple[str, ...]] = {
    "key_results": ("target", "typed", "objective", "type", "metric", "checked_on"),
}
"""What people have to fill in; added too, and left empty, where a table has nothing like it."""
OURS = "OKR Sync"
"""Behind the name of a property whose own name is taken."""


@dataclass(frozen=True, slots=True)
class TabProposal:
    """A table that is there, as a tab of the schema."""

    tab: str
    seen: Seen
    mapped: Mapping[str, str]
    """Key of a column → name of the property that it is."""
    added: Mapping[str, str]
    """Key of a column → name of the property that it will be."""

    @property
    def ours(self) -> bool:
        """Whether the table was made by the service or comes from its template."""
        return marked_tab(self.seen.description) is not None

    @property
    def left(self) -> tuple[str, ...]:
        """Names of the properties that are no column: nobody reads or writes them."""
        return tuple(name for name in self.seen.properties if name not in self.mapped.values())


def template_tab(seen: Seen) -> tuple[str, Language] | None:
    """Which table of the template this is, and in which language; None for any other."""
    marked = marked_tab(seen.description)
    languages: tuple[Language, ...] = ("en", "ru")
    for tab in (marked,) if marked else DATABASES:
        for language in languages:
            columns = columns_of(tab)
            there = bound_columns(tab, seen.properties, language)
            if len(there) * ALIKE[1] >= len(columns) * ALIKE[0]:
                return tab, language
    return None


def propose_tab(
    tab: str, seen: Seen, language: Language, kept: BoundTab | None = None, *, own: bool
) -> TabProposal:
    """The columns of a table: known ones by their ids, those of the template by their names, a
    team's own ones by what they are called elsewhere."""
    mapped = dict(_kept(tab, seen, kept)) if kept else {}
    likely = (
        _own(tab, seen) if own else _titled(tab, seen, language) | _renamed(tab, seen, language)
    )
    for key, name in likely.items():
        if key not in mapped and name not in mapped.values():
            mapped[key] = name
    wanted = [c for c in columns_of(tab) if is_ours(tab, c) or c.key in NEEDED.get(tab, ())]
    in_order = {c.key: mapped[c.key] for c in columns_of(tab) if c.key in mapped}
    return TabProposal(tab, seen, in_order, _names(seen, mapped, wanted, language))


def without(tab: TabProposal, key: str, language: Language) -> TabProposal:
    """The same with one property less."""
    mapped = {one: name for one, name in tab.mapped.items() if one != key}
    missing = {*tab.added, *({key} & {*NEEDED.get(tab.tab, ())})}
    wanted = [column for column in columns_of(tab.tab) if column.key in missing]
    return TabProposal(tab.tab, tab.seen, mapped, _names(tab.seen, mapped, wanted, language))


def _kept(tab: str, seen: Seen, kept: BoundTab) -> Iterator[tuple[str, str]]:
    """Columns by the ids of their properties, unless these are of another type by now: what people
    fill in may be, as long as it can be read."""
    by_id = {shown["id"]: name for name, shown in seen.properties.items()}
    for key, bound in kept.columns.items():
        name = by_id.get(bound.id)
        if name is None:
            continue
        kind, column = seen.properties[name]["type"], column_of(tab, key)
        readable = not is_ours(tab, column) and can_hold(tab, column, kind)
        if kind == bound.type or readable:
            yield key, name


def _titled(tab: str, seen: Seen, language: Language) -> dict[str, str]:
    found = bound_columns(tab, seen.properties, language)
    return {key: column.name for key, column in found.items()}


def _renamed(tab: str, seen: Seen, language: Language) -> dict[str, str]:
    """What people call otherwise in a copy of the template."""
    titled = _titled(tab, seen, language)
    likely = own_columns(tab, seen, titled.values())
    return {key: name for key, name in likely.items() if key not in titled}


def _own(tab: str, seen: Seen) -> dict[str, str]:
    """What people fill in, and what the service has added before."""
    ours = {
        column.key: name
        for column in columns_of(tab) if is_ours(tab, column)
        for name, shown in seen.properties.items() if _is_added(tab, column, name, shown)
    }  # fmt: skip
    return {**own_columns(tab, seen, ours.values()), **ours}


def _is_added(tab: str, column: Column, name: str, shown: Mapping[str, object]) -> bool:
    said = (description_of(tab, column, "en"), description_of(tab, column, "ru"))
    known = shown["type"] == property_type(tab, column) and shown.get("description") in said
    return known and any(fold_title(name).startswith(fold_title(t)) for t in column.title)


def _names(
    seen: Seen, mapped: Mapping[str, str], wanted: list[Column], language: Language
) -> dict[str, str]:
    """Free names for what is missing; a property of people's keeps its own."""
    taken = {fold_title(name) for name in seen.properties}
    names: dict[str, str] = {}
    for column in wanted:
        if column.key not in mapped:
            names[column.key] = _free(column.title, language, taken)
            taken.add(fold_title(names[column.key]))
    return names


def _free(title: Text, language: Language, taken: set[str]) -> str:
    name = title.of(language)
    numbers = ("", *(f" {n}" for n in range(2, 100)))
    tries = (name, *(f"{name} ({OURS}{number})" for number in numbers))
    return next(one for one in tries if fold_title(one) not in taken)
