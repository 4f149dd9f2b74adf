"""What to say of a proposal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from notion_template.bind.look import Seen
from notion_template.bind.mapping import is_percent, name_score, target_of, words
from notion_template.bind.remarks import Remark
from notion_template.bind.synonyms import COLUMNS
from notion_template.bind.tabs import NEEDED, TabProposal
from notion_template.properties import Json
from sync.core.databases import column_of, property_type
from sync.core.parsing import parse_cycle
from sync.core.vocabulary import Language

NUMBERS = ("start", "target", "typed")
_QUARTER = 7
"""Letters of ``2026-Q4``."""


def remarks_on(
    tabs: Mapping[str, TabProposal], made: Sequence[str], others: Sequence[Seen],
    language: Language,
) -> Iterator[Remark]:  # fmt: skip
    """Everything that is worth knowing, the gravest first."""
    results = tabs["key_results"]
    if "objectives" in made and _holds_itself(results):
        yield Remark("one-table", {"table": results.seen.title})
    yield from _on_objective(tabs, made)
    yield from _on_numbers(results)
    yield from _on_left(tabs)
    needed = [results.added[key] for key in NEEDED["key_results"] if key in results.added]
    if needed:
        yield Remark("fill-in", {"columns": _listed(needed, language)})
    for one in others:
        yield Remark("several", {"table": one.title})


def has_quarters(objectives: TabProposal) -> bool:
    """Whether the column of cycles names quarters, as far as its options tell."""
    options = options_of(objectives.seen.properties[objectives.mapped["cycle"]])
    return not options or any(is_quarter(name) for name in options)


def is_quarter(name: str) -> bool:
    """Whether a name is that of a quarter, however it is spelt."""
    cycle = parse_cycle(name)
    return len(cycle) == _QUARTER and cycle[4:6] == "-Q"


def options_of(shown: Json) -> list[str]:
    """Names of the options of a select; none of any other property."""
    return [one["name"] for one in (shown.get(shown["type"]) or {}).get("options") or ()]


def _holds_itself(tab: TabProposal) -> bool:
    return any(target_of(one) == tab.seen.data_source for one in tab.seen.properties.values())


def _on_objective(tabs: Mapping[str, TabProposal], made: Sequence[str]) -> Iterator[Remark]:
    results = tabs["key_results"]
    name = results.mapped.get("objective")
    if name is None or results.seen.properties[name]["type"] == "relation":
        return
    if "objectives" in made:
        yield Remark("objective-by-name", {"column": name})
    else:
        yield Remark("objective-named", {"column": name, "table": tabs["objectives"].seen.title})


def _on_numbers(results: TabProposal) -> Iterator[Remark]:
    for key, name in results.mapped.items():
        wanted = property_type("key_results", column_of("key_results", key))
        if wanted == "number" and results.seen.properties[name]["type"] == "rich_text":
            yield Remark("text-number", {"column": name})
    names = [results.mapped[key] for key in NUMBERS if key in results.mapped]
    if len({is_percent(results.seen, name) for name in names}) > 1:
        yield Remark("scales-mixed", {"columns": ", ".join(names)})


def _on_left(tabs: Mapping[str, TabProposal]) -> Iterator[Remark]:
    results, objectives = tabs["key_results"], tabs.get("objectives")
    for name in results.left:
        if _means("key_results", "confidence", name) and is_percent(results.seen, name):
            yield Remark("confidence-percent", {"column": name})
    if objectives is not None and "cycle" not in objectives.mapped:
        for name in objectives.left:
            if _means("objectives", "cycle", name):
                yield Remark("cycle-left", {"column": name})


def _means(tab: str, key: str, name: str) -> bool:
    titles = tuple(words(title) for title in column_of(tab, key).title)
    return name_score(name, (*titles, *COLUMNS.get((tab, key), ()))) > 0


def _listed(names: Sequence[str], language: Language) -> str:
    quotes = ("«", "»") if language == "ru" else ("“", "”")
    return ", ".join(f"{quotes[0]}{name}{quotes[1]}" for name in names)
