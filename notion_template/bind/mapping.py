"""Which property of a team's own table is which column: by its name and its type together."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from notion_template.bind.look import Seen
from notion_template.bind.synonyms import COLUMNS, TABLES, WEAK
from notion_template.properties import Json, choices_of
from sync.core.choices import parse_choice
from sync.core.databases import columns_of, is_ours, property_type, title_key
from sync.core.schema import Column, find_tab, fold_title

USUAL: Mapping[str, frozenset[str]] = {
    "people": frozenset({"people"}),
    "number": frozenset({"number"}),
    "date": frozenset({"date"}),
    "select": frozenset({"select", "status"}),
    "relation": frozenset({"relation"}),
    "rich_text": frozenset({"rich_text", "select"}),
}
"""Type of a column → types of properties that are good for it."""
BEARABLE: Mapping[str, frozenset[str]] = {
    "people": frozenset({"rich_text", "select", "multi_select"}),
    "number": frozenset({"formula", "rollup", "rich_text"}),
    "relation": frozenset({"select", "rich_text"}),
    "rich_text": frozenset({"status", "multi_select", "url"}),
}
"""Types that will do when the name leaves no doubt."""
RELATED_ONLY = frozenset({("key_results", "metric"), ("objectives", "parent")})
"""Links that have to be relations."""
SCHEMA, OTHER, PART = 6, 4, 1
SHORTEST_PART = 4
STRENGTH = {"target": 3, "start": 2, "typed": 2, "objective": 2, "owner": 1, "due": 1,
            "confidence": 1, "unit": 1}  # fmt: skip
TITLE_STRENGTH = 4
ENOUGH = 4
"""What a table needs to pass for one of key results: its name, or a target and something more."""
_LETTERS = re.compile(r"[^\w%]+|_")


@dataclass(frozen=True, slots=True)
class Match:
    """A property that may be a column."""

    score: int
    place: int
    """Of the name among the other names of the column."""
    column: Column
    name: str


def words(name: str) -> str:
    """A name without signs, emojis and case."""
    return " ".join(_LETTERS.sub(" ", fold_title(name)).split())


def own_columns(tab: str, seen: Seen, known: Collection[str] = ()) -> dict[str, str]:
    """Key → name of the property, of the columns that people fill in. Every property is one column
    at most; those that are ``known`` to be columns already are left out."""
    likely = [match for match in _matches(tab, seen) if match.name not in known]
    matches = sorted(likely, key=lambda m: (-m.score, m.place))
    found = {title_key(tab): next(n for n, p in seen.properties.items() if p["type"] == "title")}
    for match in matches:
        if match.column.key not in found and match.name not in found.values():
            found[match.column.key] = match.name
    weak = found.get("typed", "")
    if words(weak) in WEAK and is_percent(seen, weak) != is_percent(
        seen, found.get("target", weak)
    ):
        del found["typed"]
    return found


def can_hold(tab: str, column: Column, kind: str) -> bool:
    """Whether a column can be read from a property of this type."""
    wanted = property_type(tab, column)
    bearable = () if (tab, column.key) in RELATED_ONLY else BEARABLE.get(wanted, ())
    return kind == wanted or kind in USUAL.get(wanted, ()) or kind in bearable


def strength(tab: str, seen: Seen) -> int:
    """How much a table looks like this one."""
    title = find_tab(seen.title)
    if title is not None and title.key != tab:
        return 0
    named = (title is not None or name_score(seen.title, TABLES[tab])) and TITLE_STRENGTH
    if tab != "key_results":
        return named
    return named + sum(STRENGTH.get(key, 0) for key in own_columns(tab, seen))


def is_percent(seen: Seen, name: str) -> bool:
    """Whether a property shows its numbers as percentages."""
    shown = seen.properties.get(name, {})
    return bool((shown.get("number") or {}).get("format") == "percent")


def target_of(shown: Json) -> str:
    """The data source to which a relation leads; empty for any other property."""
    return str((shown.get("relation") or {}).get("data_source_id") or "")


def name_score(name: str, others: tuple[str, ...]) -> int:
    """How well a name fits one of several."""
    plain = words(name)
    if plain in others:
        return OTHER
    inside = f" {plain} "
    return PART if any(f" {other} " in inside for other in others) else 0


def _matches(tab: str, seen: Seen) -> Iterator[Match]:
    for column in columns_of(tab):
        if is_ours(tab, column) or column.key == title_key(tab):
            continue
        for name, shown in seen.properties.items():
            score, place = _score(tab, column, name, shown)
            if score and _can_be(tab, column, seen, name):
                yield Match(score, place, column, name)


def _score(tab: str, column: Column, name: str, shown: Json) -> tuple[int, int]:
    """Zero for a name or a type that does not fit."""
    kind = property_type(tab, column)
    usual = shown["type"] in USUAL[kind]
    if not can_hold(tab, column, shown["type"]):
        return 0, 0
    plain, others = words(name), COLUMNS.get((tab, column.key), ())
    titles = {words(title) for title in (*column.title, *column.aliases)}
    if plain in titles:
        return SCHEMA + usual, 0
    if plain in others and (usual or plain not in WEAK):
        return OTHER + usual, others.index(plain)
    inside = f" {plain} "
    parts = [one for one in (*titles, *others) if len(one) >= SHORTEST_PART and one not in WEAK]
    return (PART, 0) if usual and any(f" {one} " in inside for one in parts) else (0, 0)


def _can_be(tab: str, column: Column, seen: Seen, name: str) -> bool:
    """What name and type leave open: the options of a list, where a relation leads, a scale."""
    shown = seen.properties[name]
    if choices_of(tab, column) is not None:
        return _speaks_of(tab, column, shown)
    if target_of(shown):
        inside = target_of(shown) == seen.data_source
        return inside if (tab, column.key) == ("objectives", "parent") else not inside
    return column.key != "confidence" or not is_percent(seen, name)


def _speaks_of(tab: str, column: Column, shown: Json) -> bool:
    """Whether the options of a select are those of a column, at least half of them."""
    listed = choices_of(tab, column)
    options = [one["name"] for one in (shown.get(shown["type"]) or {}).get("options") or ()]
    assert listed is not None
    known = [name for name in options if parse_choice(listed, name)]
    return len(options) > 0 and 2 * len(known) >= len(options)
