"""Where the template cannot be built in Notion, and what people are told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from notion_builds import make_site, there_is

from notion_template.errors import (
    MayNotInsertError,
    NoBlocksLeftError,
    ParentInTrashError,
    ParentIsDatabaseError,
    ParentNotSharedError,
)


def test_a_page_that_is_not_shared() -> None:
    site = make_site()
    site.page = site.person.add_page("", "Private")

    with pytest.raises(ParentNotSharedError, match="Connections") as error:
        site.install()

    assert "«Подключения»" in error.value.say("ru")


def test_a_database_is_no_page() -> None:
    site = make_site()
    source = site.person.add_database(site.page.id, "Goals")
    site.page = replace(site.page, id=source.parent.id)

    with pytest.raises(ParentIsDatabaseError, match="okr-sync bind"):
        site.install()


def test_a_page_in_the_trash() -> None:
    site = make_site()
    site.person.trash(site.page.id)

    with pytest.raises(ParentInTrashError, match="Restore it"):
        site.install()


def test_a_connection_that_may_only_read() -> None:
    site = make_site(capabilities={"read", "users"})

    with pytest.raises(MayNotInsertError, match="insert content"):
        site.install()

    assert there_is(site) == {"page": []}


def test_a_connection_that_may_not_see_people_leaves_owners_blank() -> None:
    site = make_site("Anna Crane", capabilities={"read", "insert", "update"})

    assert site.install(sample=True) is not None

    (inside,) = (page["inside"] for page in there_is(site)["page"])
    rows = [row for one in inside if one.get("database") == "Objectives"
            for row in one["tables"][0]["rows"]]  # fmt: skip
    assert len(rows) == 3
    assert "Owner" not in str(rows)


def test_a_free_workspace_that_is_full_goes_on_when_there_is_room_again() -> None:
    other = make_site()
    other.install(sample=True)
    wanted = there_is(other)
    site = make_site()
    site.space.switches.block_limit = 160

    with pytest.raises(NoBlocksLeftError, match="goes on where it stopped"):
        site.install(sample=True)
    site.space.switches.block_limit = 0
    site.install(sample=True)

    assert there_is(site) == wanted
