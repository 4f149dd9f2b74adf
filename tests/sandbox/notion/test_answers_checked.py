"""What the witness of the sandbox's answers finds, and what it lets pass."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from notion_answers import ENDPOINTS, answer_faults, endpoint_of, request_faults
from notion_client import Client
from notion_shapes import NEW, OLD, VERSIONS, validator

from sandbox.notion.space import Notion
from sandbox.state import Sandbox

Json = dict[str, Any]

ID = "5f3b2c1d-0a4e-4f6b-9c8d-7e6f5a4b3c2d"
REQUEST = "0d9f8e7c-6b5a-4c3d-8e2f-1a0b9c8d7e6f"
USER: Json = {"object": "user", "id": ID}
TITLE: Json = {
    "type": "text", "text": {"content": "Deal", "link": None},
    "annotations": {"bold": False, "italic": False, "strikethrough": False, "underline": False,
                    "code": False, "color": "default"},
    "plain_text": "Deal", "href": None,
}  # fmt: skip
PAGE: Json = {
    "object": "page", "id": ID,
    "created_time": "2026-11-24T10:00:00.000Z", "last_edited_time": "2026-11-24T10:05:00.000Z",
    "created_by": USER, "last_edited_by": USER, "cover": None, "icon": None,
    "parent": {"type": "data_source_id", "data_source_id": ID, "database_id": ID},
    "in_trash": False, "is_archived": False, "is_locked": False,
    "properties": {
        "Value": {"id": "Abc%3D", "type": "number", "number": 5},
        "Part of": {"id": "x%40zJ", "type": "relation", "relation": [{"id": ID}],
                    "has_more": False},
        "Name": {"id": "title", "type": "title", "title": [TITLE]},
    },
    "url": "https://app.notion.com/p/Deal", "public_url": None,
}  # fmt: skip


def faults(body: Json, endpoint: str = "GET pages/{page_id}", version: str = NEW) -> list[str]:
    """What is found in a 200 that ends with its request id, as it should."""
    return answered(200, {**body, "request_id": REQUEST}, endpoint, version)


def answered(
    status: int, body: Json, endpoint: str = "GET pages/{page_id}", version: str = NEW
) -> list[str]:
    told = [("Content-Type", "application/json; charset=utf-8"), ("x-notion-request-id", REQUEST)]
    return answer_faults(endpoint, version, (f"{status} Told", told, json.dumps(body).encode()))


def test_a_right_answer_passes() -> None:
    assert faults(PAGE) == []
    assert faults({**PAGE, "archived": False}, version=OLD) == []


def _set(*path: str, to: object) -> Callable[[Json], None]:
    def change(page: Json) -> None:
        for name in path[:-1]:
            page = page[name]
        page[path[-1]] = to

    return change


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_set("extra", to=1), "/: Additional properties are not allowed ('extra'"),
        (_set("archived", to=False), "('archived' was unexpected)"),
        (_set("is_locked", to=None), "/is_locked: null is not of type"),
        (_set("id", to=ID.replace("-", "")), "/id: "),
        (_set("created_time", to="2026-11-24T10:00:07.000Z"), "/created_time: "),
        (_set("created_by", "name", to="Anna"), "/created_by: Additional properties"),
        (_set("properties", "Value", "number", to="5"), '/properties/Value/number: "5" is not'),
        (_set("properties", "Value", "name", to="Value"), "/properties/Value: Additional"),
        (_set("properties", "Value", "id", to="Abc="), "/properties/Value/id: "),
        (_set("properties", "Part of", "has_more", to=None), "/properties/Part of/has_more: "),
        (_set("parent", to={"type": "page_id"}), '/parent: "page_id" is a required property'),
        (_set("parent", "workspace", to=True), "/parent: Additional properties"),
    ],
)
def test_a_stray_field_is_found(change: Callable[[Json], None], told: str) -> None:
    page = json.loads(json.dumps(PAGE))
    change(page)

    found = faults(page)

    assert len(found) == 1
    assert told in found[0]


def test_a_field_left_out_is_found() -> None:
    without = {name: value for name, value in PAGE.items() if name != "public_url"}

    assert faults(without) == ['GetPageResponse at /: "public_url" is a required property']
    assert faults(PAGE, version=OLD) == ['GetPageResponse at /: "archived" is a required property']


def test_columns_out_of_order_are_found() -> None:
    columns = PAGE["properties"]
    first = {**PAGE, "properties": {name: columns[name] for name in ("Name", "Value")}}
    swapped = {**PAGE, "properties": {name: columns[name] for name in ("Part of", "Value")}}

    assert faults(first) == ["columns stand as ['title', 'Abc=']"]
    assert faults(swapped) == ["columns stand as ['x@zJ', 'Abc=']"]


def test_the_request_id_has_its_place() -> None:
    assert answered(200, PAGE) == ["does not end with the request id of its headers"]
    other = {**PAGE, "request_id": ID}
    assert answered(200, other) == ["does not end with the request id of its headers"]
    assert answered(200, {"templates": [], "has_more": False, "next_cursor": None},
                    "GET data_sources/{data_source_id}/templates") == []  # fmt: skip


def test_a_list_may_not_hold_less_than_whole_pages() -> None:
    rows: Json = {"object": "list", "results": [{"object": "page", "id": ID}], "next_cursor": None,
                  "has_more": False, "type": "page_or_data_source",
                  "page_or_data_source": {}}  # fmt: skip

    found = faults(rows, "POST data_sources/{data_source_id}/query")

    assert any("/results/0" in one for one in found)
    assert faults({**rows, "results": [PAGE]}, "POST search") == []


def test_errors_have_a_shape_too() -> None:
    error = {"object": "error", "status": 404, "code": "object_not_found", "message": "No."}

    def told(status: int, **more: object) -> list[str]:
        return answered(status, {**error, **more, "request_id": REQUEST})

    assert told(404) == []
    assert told(404, additional_data={"integration_id": ID}) == []
    assert len(told(400)) == 2
    assert told(404, code="not_found") == ["404 with the code 'not_found'"]
    assert len(told(404, extra=1)) == 1
    assert told(500)[0].startswith("fails by itself with 500")


def test_an_answer_that_is_no_json_is_found() -> None:
    html = [("Content-Type", "text/html")]

    assert answer_faults("POST pages", NEW, ("200 OK", html, b"<p>")) == [
        "200 of the type text/html"
    ]


def test_an_unknown_answer_is_found() -> None:
    assert faults({}, "GET teams") == ["is answered, but no type is known for it"]
    assert endpoint_of("GET", "teams") is None
    assert endpoint_of("GET", "users/me") == "GET users/me"
    assert endpoint_of("GET", f"pages/{ID}/properties/a%2Fb") is not None


def test_what_is_sent_has_a_shape_too() -> None:
    """The shorthand without the kind of a value is taken by the service, but in no type."""
    place = "PATCH pages/{page_id}"
    title = {"title": [{"text": {"content": "Deal"}}]}

    assert request_faults(place, NEW, {"properties": {"Name": title}}) == []
    assert request_faults(place, NEW, {"properties": {"Name": title["title"]}}) != []
    assert request_faults(place, OLD, {"archived": True}) == []
    assert "('archived' was unexpected)" in request_faults(place, NEW, {"archived": True})[0]
    assert request_faults("POST search", NEW, {"query": "deal"}) == []
    assert request_faults("DELETE blocks/{block_id}", NEW, {}) == []
    assert len(request_faults("DELETE blocks/{block_id}", NEW, {"in_trash": True})) == 1


@pytest.mark.parametrize("version", VERSIONS)
def test_every_type_is_there(version: str) -> None:
    """Also those that no test has met: a name the package no longer has would be noticed here."""
    for shape in {shape for one in ENDPOINTS.values() for shape in one.values()}:
        assert not validator(shape, version).is_valid({"extra": "unknown"})


def test_a_stray_answer_is_a_violation(
    sandbox: Sandbox, notion: Notion, client: Client, anna: str
) -> None:
    """Through the real path: a person without a name of the right kind."""
    notion.users[anna].name = 5  # type: ignore[assignment]

    client.users.retrieve(anna)

    assert len(sandbox.violations) == 1
    assert '/name: 5 is not of types "null", "string"' in sandbox.violations.pop()
