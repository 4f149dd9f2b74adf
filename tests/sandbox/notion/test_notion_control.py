"""The control plane of the sandbox's Notion, over HTTP."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from notion_grids import make_row, make_source
from notion_sites import notion_client

from sandbox.notion.space import Notion
from sandbox.state import Sandbox

HOME = "5f3b2c1d-0a4e-4f6b-9c8d-7e6f5a4b3c2d"


@pytest.fixture
def control(sandbox: Sandbox, notion: Notion) -> Any:
    def tell(operation: str, status: int = 200, **told: Any) -> Any:
        with httpx.Client(trust_env=False) as http:
            answer = http.post(f"{sandbox.url}/_control/notion/{operation}", json=told)
        assert answer.status_code == status, answer.text
        return answer.json()

    return tell


def test_a_workspace_is_set_up_from_outside(control: Any, notion: Notion) -> None:
    """A page with a given id, a connection that sees it, and a person who works there."""
    boris = control("add_user", name="Boris", email="boris@example.com")["id"]
    secret = control("add_connection", name="OKR", capabilities=["read", "insert"])["secret"]
    page = control("add_page", title="Home", by=boris, id=HOME)
    control("share", secret=secret, node=HOME)

    assert page == {"id": HOME}
    client: Any = notion_client(notion, notion.tokens[secret])
    source = make_source(client, HOME, {"Name": {"title": {}}, "Sum": {"number": {}}})
    row = control("act", person=boris, what="add_row", source=source, cells={"Sum": "5"})["id"]
    assert client.pages.retrieve(row)["properties"]["Sum"]["number"] == 5
    assert control("revoke", secret=secret) == {"revoked": True}


def test_a_row_is_moved_by_the_id_of_where_it_goes(
    control: Any, notion: Notion, client: Any, home: Any, anna: str
) -> None:
    one, other = (make_source(client, home.id, {"Name": {"title": {}}}) for _ in range(2))
    row = make_row(client, one)["id"]

    control("act", person=anna, what="move", node=row, parent=other)

    assert notion.pages[row].parent.id == other
    assert "nothing has the id" in control(
        "act", 400, person=anna, what="move", node=row, parent="elsewhere"
    )["error"]  # fmt: skip


def test_the_log_says_who_touched_which_columns(
    control: Any, notion: Notion, client: Any, home: Any
) -> None:
    source = make_source(client, home.id, {"Name": {"title": {}}, "Sum": {"number": {}}})
    row = make_row(client, source)
    begun = control("changes")["count"]
    client.pages.update(row["id"], properties={"Sum": {"number": 1}})

    bot = client.users.me()["id"]
    found = control("changes", author=bot, since=begun)["changes"]

    keys = [key for key, one in notion.data_sources[source].properties.items()
            if one.name == "Sum"]  # fmt: skip
    assert [(one["kind"], one["entity"], one["updated_properties"]) for one in found] == [
        ("page.properties_updated", row["id"], keys),
    ]


def test_switches_are_known_by_name(control: Any, notion: Notion) -> None:
    assert control("switch", per_minute=600)["per_minute"] == 600
    assert notion.switches.per_minute == 600
    assert "no switch ['speed']" in control("switch", 400, speed=1)["error"]


def test_all_of_it_is_told(control: Any, home: Any) -> None:
    told = control("dump")

    assert [one["id"] for one in told["pages"]] == told["top"] == [home.id]


def test_what_nobody_can_do_is_refused(control: Any, anna: str) -> None:
    assert "not 'fly'" in control("act", 400, person=anna, what="fly")["error"]
    assert "known" in control("fly", 404)["error"]
    assert (
        "nothing has the id x" in control("act", 400, person=anna, what="trash", node="x")["error"]
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "The Notion workspace"), ("ru", "Рабочее пространство Notion")],
)
def test_the_first_page_leads_to_the_workspace(sandbox: Sandbox, language: str, words: str) -> None:
    with httpx.Client(trust_env=False, headers={"Accept-Language": language}) as http:
        shown = http.get(f"{sandbox.url}/").text

    assert f'<a href="/notion/p/">{words}</a>' in shown
