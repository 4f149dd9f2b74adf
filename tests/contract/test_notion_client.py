"""All public methods of the real notion-client against a running sandbox, in both API versions.

Which methods there are is read from notion-client itself: one without a case fails the first test.
Every answer is held against the types of Notion's own SDK, and each case has to have reached the
endpoint it is for.
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import notion_answers
import notion_client.helpers
import pytest
from notion_client import APIErrorCode, APIResponseError, AsyncClient, Client, helpers
from notion_client.api_endpoints import Endpoint
from notion_shapes import VERSIONS
from notion_sites import QUIET
from notion_sites import notion_client as client_of

from contract import notion_oauth_cases, notion_rest_cases, notion_table_cases
from contract.notion_place import Case, Place, names, paragraph, plain, text
from sandbox.notion.model import Parent
from sandbox.serving import serve
from sandbox.state import Sandbox, make_sandbox

pytestmark = pytest.mark.slow

CASES: dict[str, tuple[Case, str]] = (
    notion_table_cases.CASES | notion_rest_cases.CASES | notion_oauth_cases.CASES
)
WITHOUT_A_METHOD = {"GET async_tasks/{task_id}"}
"""Endpoints that notion-client 3.1 has no method for; they are called by path."""
THE_CLIENT_ITSELF = {"client", "close", "aclose", "request"}
ABOUT_ADDRESSES = {"get_id", "get_url", "pick", *(
    name for name in dir(helpers) if name.startswith("extract_")
)}  # fmt: skip
"""Helpers that ask no server."""


@pytest.fixture(scope="module")
def served() -> Iterator[Sandbox]:
    made = make_sandbox(world="empty")
    with serve(made):
        yield made


@pytest.fixture
def seen(served: Sandbox) -> notion_answers.Seen:
    """What the witness of this test saw."""
    served.reset(world="empty", seed=1)
    return notion_answers.watch(served)


@pytest.fixture(params=VERSIONS)
def place(
    served: Sandbox, seen: notion_answers.Seen, request: pytest.FixtureRequest
) -> Iterator[Place]:
    """An empty workspace with one person, and a page of hers that is shared."""
    space = served.notion
    anna = space.add_user("Anna", email="anna@example.com").id
    home = space.add_page(Parent("workspace"), "Home", anna).id
    token = space.add_connection("OKR", roots=[home])
    client = client_of(space, token, request.param)
    yield Place(client, served, home, anna, request.param)
    client.close()
    assert served.violations == []


def _methods(at: object, prefix: str = "") -> Iterator[str]:
    """Names of an endpoint's methods and of what hangs below it."""
    for name, value in vars(at).items():
        if isinstance(value, Endpoint):
            yield from _methods(value, f"{prefix}{name}.")
    if isinstance(at, Endpoint):
        own = vars(type(at)).items()
        yield from (prefix + name for name, value in own if callable(value) and name[0] != "_")
        if "__call__" in vars(type(at)):
            yield prefix.rstrip(".")


def test_no_method_goes_untried() -> None:
    with Client(auth="ntn_unused", logger=QUIET) as client:
        methods = set(_methods(client))
        itself = {name for name in {*dir(Client), *dir(AsyncClient)} if not name.startswith("_")}

    assert len(methods) > 40
    assert methods == CASES.keys()
    assert itself == THE_CLIENT_ITSELF


def test_no_endpoint_goes_untried() -> None:
    assert {endpoint for _, endpoint in CASES.values()} | WITHOUT_A_METHOD == (
        notion_answers.ENDPOINTS.keys()
    )


@pytest.mark.parametrize("method", sorted(CASES))
def test_a_method_does_what_it_is_for(place: Place, seen: notion_answers.Seen, method: str) -> None:
    case, endpoint = CASES[method]

    case(place)

    assert (place.version, endpoint) in seen.answers
    assert place.sandbox.calls[-1].service == "notion"


# the client itself


def test_a_task_is_asked_for_by_its_path(place: Place) -> None:
    """What takes long is promised first; this version of the client cannot say so itself."""
    told = place.client.request(
        f"pages/{place.home}/markdown", "PATCH",
        body={"type": "replace_content", "replace_content": {"new_str": "Call"},
              "allow_async": True},
    )  # fmt: skip
    place.sandbox.clock.advance(seconds=10)

    done = place.client.request(f"async_tasks/{told['id']}", "GET")

    assert (told["object"], told["status"]) == ("async_task", "queued")
    assert done["status"] == "succeeded"
    assert place.client.pages.retrieve_markdown(place.home)["markdown"].strip() == "Call"


def test_a_token_is_told_to_one_request_only(place: Place) -> None:
    other = place.space.add_connection("Other")

    told = place.client.users.me(auth=other.secret)

    assert (told["name"], place.client.users.me()["name"]) == ("Other", "OKR")


def test_an_error_carries_what_notion_said(place: Place) -> None:
    page = place.space.add_page(Parent("workspace"), "Secret", place.person)

    with pytest.raises(APIResponseError, match="are shared with your integration") as met:
        place.client.pages.retrieve(page.id)

    assert (met.value.status, met.value.code) == (404, APIErrorCode.ObjectNotFound)
    assert met.value.additional_data == {"integration_id": place.client.users.me()["id"]}
    assert met.value.request_id == met.value.headers["x-notion-request-id"]


def test_a_closed_client_is_closed(place: Place) -> None:
    with Client(auth="ntn_unused", base_url=place.space.base_url, logger=QUIET) as client:
        client.close()
        with pytest.raises(RuntimeError, match="closed"):
            client.users.me()


# its helpers


def _every_row(at: Place) -> dict[str, object]:
    """A data source with seven rows, three to a page."""
    source = at.source()
    for number in range(7):
        at.row(source, f"{number}")
    sorts = [{"property": "Name", "direction": "ascending"}]
    return {"data_source_id": source, "page_size": 3, "sorts": sorts}


def _titles(rows: list[dict[str, Any]]) -> list[str]:
    return names({"results": rows})


def _iterate(at: Place) -> None:
    found = helpers.iterate_paginated_api(at.client.data_sources.query, **_every_row(at))

    assert _titles(list(found)) == list("0123456")


def _collect(at: Place) -> None:
    rows = _every_row(at)
    begun = at.client.data_sources.query(**rows)

    found = helpers.collect_paginated_api(
        at.client.data_sources.query, **rows, start_cursor=begun["next_cursor"]
    )

    assert _titles(found) == list("3456")
    people = helpers.collect_paginated_api(at.client.users.list, page_size=1)
    assert [one["name"] for one in people] == ["Anna", "OKR"]
    blocks = [paragraph(one) for one in "abc"]
    at.client.blocks.children.append(at.home, children=blocks)
    inside = helpers.collect_paginated_api(
        at.client.blocks.children.list, block_id=at.home, page_size=2
    )
    texts = [plain(one["paragraph"]["rich_text"]) for one in inside if one["type"] == "paragraph"]
    assert texts == list("abc")


def _templates(at: Place) -> tuple[str, list[str]]:
    source = at.source()
    ids = [at.space.uuid() for _ in range(3)]
    at.space.data_sources[source].templates += [
        {"id": one, "name": f"Template {one[:4]}", "is_default": False} for one in ids
    ]
    return source, ids


def _iterate_templates(at: Place) -> None:
    source, ids = _templates(at)
    ask = at.client.data_sources.list_templates

    found = list(helpers.iterate_data_source_templates(ask, data_source_id=source, page_size=2))

    assert [one["id"] for one in found] == ids


def _collect_templates(at: Place) -> None:
    source, ids = _templates(at)
    ask = at.client.data_sources.list_templates

    found = helpers.collect_data_source_templates(ask, data_source_id=source, name="Template")

    assert [one["id"] for one in found] == ids


def _asynchronously(at: Place, work: Callable[[Any], Any]) -> Any:
    """What a coroutine of the asynchronous client gives."""

    async def run() -> Any:
        client = AsyncClient(
            auth=at.client.options.auth, base_url=at.space.base_url, notion_version=at.version,
            logger=QUIET, client=httpx.AsyncClient(trust_env=False),
        )  # fmt: skip
        try:
            return await work(client)
        finally:
            await client.aclose()

    return asyncio.run(run())


def _async_iterate(at: Place) -> None:
    rows = _every_row(at)

    async def all_of(client: Any) -> list[dict[str, Any]]:
        ask = client.data_sources.query
        return [one async for one in helpers.async_iterate_paginated_api(ask, **rows)]

    assert _titles(_asynchronously(at, all_of)) == list("0123456")


def _async_collect(at: Place) -> None:
    rows = _every_row(at)

    async def all_of(client: Any) -> Any:
        return await helpers.async_collect_paginated_api(client.data_sources.query, **rows)

    assert _titles(_asynchronously(at, all_of)) == list("0123456")


def _async_iterate_templates(at: Place) -> None:
    source, ids = _templates(at)

    async def all_of(client: Any) -> list[Any]:
        ask = client.data_sources.list_templates
        asked = helpers.async_iterate_data_source_templates(ask, data_source_id=source)
        return [one["id"] async for one in asked]

    assert _asynchronously(at, all_of) == ids


def _async_collect_templates(at: Place) -> None:
    source, ids = _templates(at)

    async def all_of(client: Any) -> Any:
        ask = client.data_sources.list_templates
        return await helpers.async_collect_data_source_templates(ask, data_source_id=source)

    assert [one["id"] for one in _asynchronously(at, all_of)] == ids


def _full(at: Place) -> None:
    """``is_full_comment`` asks for a type, which comments have not."""
    base = at.database()
    source = at.client.data_sources.retrieve(base["data_sources"][0]["id"])
    row = at.row(source["id"], "Deal")

    assert helpers.is_full_database(base)
    assert helpers.is_full_data_source(source)
    assert helpers.is_full_page(row)
    assert helpers.is_full_page_or_data_source(row)
    assert helpers.is_full_page_or_data_source(source)
    assert helpers.is_full_block(at.paragraph())
    assert helpers.is_full_user(at.client.users.me())
    assert not helpers.is_full_user(row["created_by"])
    assert helpers.is_full_view(at.view())
    comment = at.client.comments.create(parent={"page_id": at.home}, rich_text=text("?"))
    assert not helpers.is_full_comment(comment)


def _rich_text(at: Place) -> None:
    items = [
        *text("Ask "), {"mention": {"user": {"id": at.person}}}, {"equation": {"expression": "e"}},
    ]  # fmt: skip
    listed = at.client.blocks.children.append(
        at.home, children=[{"paragraph": {"rich_text": items}}]
    )

    plain_text, mention, equation = listed["results"][0]["paragraph"]["rich_text"]

    assert helpers.is_text_rich_text_item_response(plain_text)
    assert helpers.is_mention_rich_text_item_response(mention)
    assert helpers.is_equation_rich_text_item_response(equation)
    assert mention["plain_text"] == "@Anna"


HELPERS: dict[str, Case] = {
    "iterate_paginated_api": _iterate,
    "collect_paginated_api": _collect,
    "async_iterate_paginated_api": _async_iterate,
    "async_collect_paginated_api": _async_collect,
    "iterate_data_source_templates": _iterate_templates,
    "collect_data_source_templates": _collect_templates,
    "async_iterate_data_source_templates": _async_iterate_templates,
    "async_collect_data_source_templates": _async_collect_templates,
    **{name: _full for name in dir(helpers) if name.startswith("is_full_")},
    **{name: _rich_text for name in dir(helpers) if name.endswith("_rich_text_item_response")},
}


def test_no_helper_goes_untried() -> None:
    public = {
        name for name, value in vars(notion_client.helpers).items()
        if inspect.isfunction(value) and value.__module__ == helpers.__name__
        if not name.startswith("_")
    }  # fmt: skip

    assert public == HELPERS.keys() | ABOUT_ADDRESSES


@pytest.mark.parametrize("case", list(dict.fromkeys(HELPERS.values())))
def test_a_helper_works_on_these_answers(place: Place, case: Case) -> None:
    case(place)

    assert place.sandbox.calls


def test_addresses_lead_back_to_ids(place: Place) -> None:
    row = place.row(place.source(), "Deal")
    block = row["id"].replace("-", "")

    assert helpers.get_id(helpers.get_url(row["id"])) == row["id"]
    path = row["url"].partition(".com")[2]
    for extract in (helpers.extract_notion_id, helpers.extract_page_id,
                    helpers.extract_database_id, helpers.extract_block_id):  # fmt: skip
        assert extract(path) == row["id"]
    assert helpers.extract_block_id(f"{path}#{block}") == row["id"]


def test_the_client_knows_no_address_but_ours() -> None:
    """The tests reach loopback only; what the client would call without ``base_url`` is known."""
    assert Client(logger=QUIET).options.base_url == "https://api.notion.com"
