"""What a page, or a database, of Notion would be as a document; nothing is asked or changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from notion_template.bind.errors import NoPlaceError, NothingToBindError
from notion_template.bind.look import Found, Seen
from notion_template.bind.mapping import ENOUGH, own_columns, strength, target_of
from notion_template.bind.remarking import has_quarters, remarks_on
from notion_template.bind.remarks import Remark
from notion_template.bind.tabs import TabProposal, propose_tab, template_tab, without
from sync.core.binding import Binding
from sync.core.databases import DATABASES, LINKS
from sync.core.vocabulary import Language

SERVED = ("settings", "objectives", "metrics", "history")
"""Tables that no document goes without."""
TEMPLATE = ("settings", "objectives", "key_results")
"""Tables by which a copy of the template is known."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A document to be."""

    home: str
    title: str
    language: Language
    """Of the workspace: of its columns, and of the names of what is added."""
    origin: Literal["template", "own"]
    tabs: Mapping[str, TabProposal]
    made: tuple[str, ...]
    """Tables to be made, by key, in the order in which that is possible."""
    place: str
    """Id of the page in which they will stand."""
    remarks: tuple[Remark, ...] = ()
    kept: Binding | None = None
    """What was bound before."""

    @property
    def adds(self) -> bool:
        """Whether anything is added in Notion."""
        return bool(self.made) or any(tab.added for tab in self.tabs.values())


def propose(
    found: Found, language: Language | None = None, kept: Binding | None = None
) -> Proposal:
    """Which table is what. ``language`` decides for a team's own tables. Raises NothingToBindError,
    NoPlaceError."""
    known = [(one, named) for one in found.seen if (named := template_tab(one))]
    chosen = dict(_kept_tables(found, kept))
    for one, (tab, _) in known:
        if one not in chosen.values():
            chosen.setdefault(tab, one)
    others = _add_own(found, chosen)
    if "key_results" not in chosen:
        raise NothingToBindError(found.title, [one.title for one in found.seen])
    spoken = {tab: said for one, (tab, said) in known if chosen.get(tab) is one}
    tongue = kept.language if kept else spoken.get("key_results") or language or spoken_in(chosen)
    tabs = {
        tab: propose_tab(
            tab, chosen[tab], tongue, kept.tabs.get(tab) if kept else None, own=tab not in spoken
        )
        for tab in DATABASES if tab in chosen
    }  # fmt: skip
    tabs = {key: _sound(tab, tabs, tongue) for key, tab in tabs.items()}
    made = tuple(tab for tab in SERVED if tab not in chosen)
    if made and not found.place:
        raise NoPlaceError(found.title)
    own = kept.origin == "own" if kept else not all(spoken.get(tab) for tab in TEMPLATE)
    made_of = Proposal(
        found.home, found.title, tongue, "own" if own else "template", tabs, made, found.place,
        kept=kept,
    )  # fmt: skip
    return replace(made_of, remarks=tuple(remarks_on(tabs, made, others, tongue)))


def spoken_in(chosen: Mapping[str, Seen]) -> Language:
    """The language in which a team names its columns."""
    letters = "".join(name for one in chosen.values() for name in one.properties).casefold()
    russian = sum("а" <= letter <= "я" or letter == "ё" for letter in letters)
    return "ru" if 2 * russian > sum(letter.isalpha() for letter in letters) else "en"


def _kept_tables(found: Found, kept: Binding | None) -> Iterator[tuple[str, Seen]]:
    by_id = {one.data_source: one for one in found.seen}
    for tab, bound in (kept.tabs if kept else {}).items():
        if bound.data_source in by_id:
            yield tab, by_id[bound.data_source]


def _add_own(found: Found, chosen: dict[str, Seen]) -> list[Seen]:
    """Choose the tables that the team made itself; gives those that might have been it as well."""
    free = [one for one in found.seen if one not in chosen.values() and not template_tab(one)]
    others: list[Seen] = []
    if "key_results" not in chosen:
        best = _ranked("key_results", free, ENOUGH)
        others = best[1:]
        if not best:
            return []
        chosen["key_results"] = best[0]
    free = [one for one in free if one is not chosen["key_results"]]
    if "objectives" not in chosen:
        linked = _linked_from(chosen["key_results"], free)
        named = _ranked("objectives", free, 1)
        if linked or named:
            chosen["objectives"] = (linked or named)[0]
    return [one for one in others if one not in chosen.values()]


def _ranked(tab: str, free: Sequence[Seen], least: int) -> list[Seen]:
    likely = sorted(((strength(tab, one), one) for one in free), key=lambda pair: -pair[0])
    return [one for number, one in likely if number >= least]


def _linked_from(key_results: Seen, free: Sequence[Seen]) -> list[Seen]:
    """The table to which the column of objectives leads."""
    name = own_columns("key_results", key_results).get("objective", "")
    target = target_of(key_results.properties.get(name, {}))
    return [one for one in free if one.data_source == target]


def _sound(tab: TabProposal, tabs: Mapping[str, TabProposal], language: Language) -> TabProposal:
    """Links that lead elsewhere than to the table that is bound are no links; one that leads there
    is, whatever it is called. A list of cycles without quarters is none."""
    for (key, column), leads_to in LINKS.items():
        if key == tab.tab:
            tab = _sound_link(tab, column, tabs.get(leads_to), language)
    if tab.tab == "objectives" and "cycle" in tab.mapped and not has_quarters(tab):
        tab = without(tab, "cycle", language)
    return tab


def _sound_link(
    tab: TabProposal, column: str, leads_to: TabProposal | None, language: Language
) -> TabProposal:
    name = tab.mapped.get(column, "")
    wanted = leads_to.seen.data_source if leads_to else ""
    target = target_of(tab.seen.properties.get(name, {}))
    if target and target != wanted:
        tab, name = without(tab, column, language), ""
    if name or not wanted or wanted == tab.seen.data_source:
        return tab
    likely = [n for n in tab.left if target_of(tab.seen.properties[n]) == wanted]
    if len(likely) != 1:
        return tab
    added = {key: title for key, title in tab.added.items() if key != column}
    return replace(tab, mapped={**tab.mapped, column: likely[0]}, added=added)
