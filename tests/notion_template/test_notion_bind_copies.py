"""Copies of the template, in which nothing has kept its id."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from notion_own_tables import Place, make_place

from notion_template import Order, install
from notion_template.bind import carry_out, propose
from sandbox.notion.model import Page
from sync.core.binding import Binding
from sync.core.databases import DATABASES, LINKS, columns_of
from sync.core.vocabulary import Language
from sync.documents.notion import NotionDocument

TODAY = date(2026, 11, 23)
Copy = Callable[[Language], tuple[Place, Page, Binding]]


@pytest.fixture(scope="module")
def installed() -> dict[Language, tuple[Place, Binding]]:
    """The template as it is published, in each language."""
    made: dict[Language, tuple[Place, Binding]] = {}
    languages: tuple[Language, ...] = ("en", "ru")
    for language in languages:
        place = make_place()
        order = Order(place.page.id, language, True, TODAY)
        binding = install(place.client, order, None, lambda _: None, lambda *_: None)
        made[language] = place, binding
    return made


@pytest.fixture
def copy(installed: dict[Language, tuple[Place, Binding]]) -> Copy:
    """A page of another team, with a copy that nobody has bound."""

    def copied(language: Language) -> tuple[Place, Page, Binding]:
        _origin, binding = installed[language]
        place = make_place("Another team")
        page = place.person.take_template(binding.home, place.page.id)
        return place, page, binding

    return copied


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_copy_is_bound_whole(copy: Copy, language: Language) -> None:
    place, page, origin = copy(language)

    proposal = propose(place.look(page.id))
    assert (proposal.origin, proposal.language) == ("template", language)
    assert not proposal.adds
    version = place.space.version
    binding = carry_out(place.client, proposal, lambda _: None, TODAY)

    assert place.space.version == version
    assert list(binding.tabs) == list(DATABASES)
    for tab, bound in binding.tabs.items():
        assert list(bound.columns) == [column.key for column in columns_of(tab)]
        assert {k: (c.type, c.name, c.percent) for k, c in bound.columns.items()} == {
            k: (c.type, c.name, c.percent) for k, c in origin.tabs[tab].columns.items()
        }
        assert bound.data_source != origin.tabs[tab].data_source
    assert binding.document_id != origin.document_id


def test_a_copy_reads_as_the_original_does(copy: Copy) -> None:
    place, page, _origin = copy("ru")
    binding = carry_out(place.client, propose(place.look(page.id)), lambda _: None, TODAY)

    copied = NotionDocument(place.line(), binding, lambda _: ()).read()

    assert copied.problems == ()
    results = copied.tables["key_results"].rows
    assert len(results) > 5
    assert all(row.value("objective") for row in results)


def test_the_page_around_a_copy_will_do(copy: Copy) -> None:
    place, page, _ = copy("en")

    inner, outer = propose(place.look(page.id)), propose(place.look())

    assert [tab.seen for tab in outer.tabs.values()] == [tab.seen for tab in inner.tabs.values()]


def test_a_copy_that_people_have_changed_is_known_all_the_same(copy: Copy) -> None:
    """Renamed columns, a deleted table, one column of the service's gone."""
    place, page, _ = copy("en")
    tabs = propose(place.look(page.id)).tabs
    results = tabs["key_results"].seen
    place.person.rename_column(results.data_source, "Due", "Deadline")
    place.person.delete_column(results.data_source, "Forecast")
    place.person.rename(results.database, "Our results")
    place.person.trash(tabs["ideas"].seen.database)
    place.person.trash(tabs["history"].seen.database)

    proposal = propose(place.look(page.id))

    assert proposal.origin == "template"
    assert proposal.tabs["key_results"].added == {"forecast": "Forecast"}
    assert proposal.tabs["key_results"].mapped["due"] == "Deadline"
    assert proposal.made == ("history",)
    binding = carry_out(place.client, proposal, lambda _: None, TODAY)
    assert [tab for tab in DATABASES if tab not in binding.tabs] == ["ideas"]
    assert "forecast" in binding.tabs["key_results"].columns
    assert binding.tabs["history"].columns.keys() == {c.key for c in columns_of("history")}


def test_links_of_a_copy_stay_inside_it(copy: Copy) -> None:
    place, page, _ = copy("en")
    tabs = propose(place.look(page.id)).tabs

    for (tab, key), target in LINKS.items():
        name = tabs[tab].mapped[key]
        shown = tabs[tab].seen.properties[name]["relation"]
        assert shown["data_source_id"] == tabs[target].seen.data_source
