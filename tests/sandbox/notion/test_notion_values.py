"""Values of pages in the sandbox's Notion: what is taken, what is shown, what is refused."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from notion_client import APIResponseError
from notion_grids import make_row, make_source, set_row, text

from sandbox.notion.ids import decoded
from sandbox.notion.model import Page, Parent
from sandbox.notion.space import Notion

PLAIN = (
    "rich_text", "number", "select", "multi_select", "date", "people", "files", "checkbox", "url",
    "email", "phone_number", "created_time", "created_by", "last_edited_time", "last_edited_by",
    "place", "status", "unique_id",
)  # fmt: skip


@pytest.fixture
def source(client: Any, home: Page) -> str:
    """A data source with a column of every plain type, called like the type."""
    columns: dict[str, Any] = {kind: {kind: {}} for kind in PLAIN}
    return make_source(client, home.id, {"Name": {"title": {}}, **columns})


@pytest.fixture
def row(client: Any, source: str) -> Any:
    return make_row(client, source)


def test_empty_values_are_shown(client: Any, row: Any) -> None:
    shown = {name: one[one["type"]] for name, one in row["properties"].items()}

    assert shown["Name"] == shown["rich_text"] == shown["multi_select"] == shown["people"] == []
    assert shown["files"] == []
    for name in ("number", "select", "date", "url", "email", "phone_number", "place"):
        assert shown[name] is None
    assert shown["checkbox"] is False
    assert shown["status"]["name"] == "Not started"
    assert shown["unique_id"] == {"prefix": None, "number": 1}
    assert shown["created_by"]["bot"] == {}
    assert shown["created_time"].endswith(":00.000Z")


def test_properties_stand_in_the_order_of_their_ids(row: Any) -> None:
    ids = [decoded(one["id"]) for one in row["properties"].values()]

    assert ids == [*sorted(ids[:-1]), "title"]


@pytest.mark.parametrize(
    ("kind", "given", "shown"),
    [
        ("number", 12.5, 12.5), ("number", 0, 0), ("number", None, None),
        ("checkbox", True, True),
        ("url", "https://example.com/a?b=c", "https://example.com/a?b=c"),
        ("email", "anna@example.com", "anna@example.com"),
        ("phone_number", "+7 000 1", "+7 000 1"),
        ("date", {"start": "2026-07-01"},
         {"start": "2026-07-01", "end": None, "time_zone": None}),
        ("date", {"start": "2026-07-01", "end": "2026-07-03"},
         {"start": "2026-07-01", "end": "2026-07-03", "time_zone": None}),
        ("date", {"start": "2026-06-27T18:01:15.377+01:00"},
         {"start": "2026-06-27T18:01:00.000+01:00", "end": None, "time_zone": None}),
        ("date", {"start": "2026-06-27T18:01:15Z"},
         {"start": "2026-06-27T18:01:00.000+00:00", "end": None, "time_zone": None}),
        ("date", {"start": "2026-06-27T18:01:15", "time_zone": "Europe/Moscow"},
         {"start": "2026-06-27T18:01:00.000+03:00", "end": None, "time_zone": None}),
        ("date", None, None),
        ("files", [{"name": "a", "external": {"url": "https://example.com/a"}}],
         [{"name": "a", "type": "external", "external": {"url": "https://example.com/a"}}]),
        ("place", {"lat": 1.5, "lon": 2},
         {"lat": 1.5, "lon": 2, "name": None, "address": None, "aws_place_id": None,
          "google_place_id": None}),
    ],
)  # fmt: skip
def test_values_come_back(client: Any, row: Any, kind: str, given: Any, shown: Any) -> None:
    assert set_row(client, row, **{kind: {kind: given}})[kind][kind] == shown
    assert client.pages.retrieve(row["id"])["properties"][kind][kind] == shown


@pytest.mark.parametrize("version", ["2026-03-11"])
@pytest.mark.parametrize(
    ("kind", "given", "message"),
    [
        ("number", "1", 'properties.number.number should be a number or `null`, instead was `"1"`'),
        ("number", True, "should be a number or `null`, instead was `true`."),
        ("checkbox", "yes", 'checkbox should be a boolean, instead was `"yes"`.'),
        ("url", 5, "url should be a string, instead was `5`."),
        ("url", "u" * 2001, "url.length should be ≤ `2000`, instead was `2001`."),
        ("email", "e" * 201, "email.length should be ≤ `200`, instead was `201`."),
        ("date", {"start": "x"},
         'date.start should be a valid ISO 8601 date string, instead was `"x"`.'),
        ("date", {"start": "2026-02-30"}, "should be a valid ISO 8601 date string"),
        ("date", {"end": "2026-02-01"}, "date.start should be defined, instead was `undefined`."),
        ("select", {"name": "a,b"}, "commas not allowed: a,b"),
        ("select", {"id": "nobody"}, 'Select option with ID "nobody" does not exist.'),
        ("select", {}, "body failed validation. Fix one:\n"),
        ("select", {"name": "a", "foo": 1}, "foo should be not present, instead was `1`."),
        ("status", {"name": "Y"},
         'Invalid status option. Status option "Y" does not exist".'),
        ("rich_text", text("x" * 2001),
         "rich_text[0].text.content.length should be ≤ `2000`, instead was `2001`."),
        ("rich_text", text("x") * 101, "rich_text.length should be ≤ `100`, instead was `101`."),
        ("multi_select", [{"name": str(n)} for n in range(101)], "should be ≤ `100`"),
        ("created_time", "2026-01-01", "created_time.created_time should be not present"),
        ("people", [{"id": "x"}], 'id should be a valid uuid, instead was `"x"`.'),
    ],
)  # fmt: skip
def test_values_that_cannot_be(client: Any, row: Any, kind: str, given: Any, message: str) -> None:
    with pytest.raises(APIResponseError) as met:
        set_row(client, row, **{kind: {kind: given}})

    assert (met.value.status, met.value.code) == (400, "validation_error")
    assert message in str(met.value)


def test_unknown_columns_and_other_types_are_told_apart(client: Any, row: Any) -> None:
    with pytest.raises(APIResponseError, match="Foo is not a property that exists"):
        set_row(client, row, Foo={"number": 1})
    with pytest.raises(APIResponseError, match="number is expected to be number"):
        set_row(client, row, number={"checkbox": True})
    with pytest.raises(APIResponseError, match="Fix one"):
        set_row(client, row, number={})


def test_a_column_is_known_by_name_and_by_id(client: Any, row: Any) -> None:
    key = row["properties"]["number"]["id"]

    assert set_row(client, row, **{key: {"number": 1}})["number"]["number"] == 1
    assert set_row(client, row, **{decoded(key): {"number": 2}})["number"]["number"] == 2
    assert set_row(client, row, title={"title": text("A")})["Name"]["title"][0]["plain_text"] == "A"
    assert set_row(client, row, title=text("B"))["Name"]["title"][0]["plain_text"] == "B"


def test_a_rich_text_item_is_completed(client: Any, row: Any) -> None:
    given = [{"text": {"content": "go", "link": {"url": "https://example.com"}},
              "annotations": {"bold": True}, "plain_text": "ignored"}]  # fmt: skip

    shown = set_row(client, row, rich_text={"rich_text": given})["rich_text"]["rich_text"]

    assert shown == [{
        "type": "text",
        "text": {"content": "go", "link": {"url": "https://example.com"}},
        "annotations": {"bold": True, "italic": False, "strikethrough": False,
                        "underline": False, "code": False, "color": "default"},
        "plain_text": "go",
        "href": "https://example.com",
    }]  # fmt: skip


def test_mentions_say_whom_they_mean(client: Any, row: Any, home: Page, anna: str) -> None:
    meant: list[Any] = [
        {"user": {"id": anna}}, {"page": {"id": home.id}}, {"date": {"start": "2026-01-01"}},
    ]  # fmt: skip
    given = [*({"mention": one} for one in meant), {"equation": {"expression": "x"}}]

    shown = set_row(client, row, rich_text={"rich_text": given})["rich_text"]["rich_text"]

    assert [one["plain_text"] for one in shown] == ["@Anna", "Home", "2026-01-01", "x"]
    assert shown[0]["mention"]["user"]["person"] == {"email": "anna@example.com"}


def test_an_unknown_option_is_made_once(client: Any, source: str, row: Any) -> None:
    """Upper and lower case are the same option."""
    first = set_row(client, row, select={"select": {"name": "Hot"}})["select"]["select"]
    second = set_row(client, row, select={"select": {"name": "hOT"}})["select"]["select"]

    options = client.data_sources.retrieve(source)["properties"]["select"]["select"]["options"]
    assert first == second
    assert [one["name"] for one in options] == ["Hot"]
    assert options[0] == {**first, "description": None}


def test_a_refused_request_makes_no_option(client: Any, source: str, row: Any) -> None:
    with pytest.raises(APIResponseError):
        set_row(client, row, select={"select": {"name": "Hot"}}, number={"number": "1"})

    columns = client.data_sources.retrieve(source)["properties"]
    assert columns["select"]["select"]["options"] == []


def test_options_are_known_by_id(client: Any, row: Any) -> None:
    made = set_row(client, row, multi_select={"multi_select": [{"name": "a"}, {"name": "b"}]})
    ids = [{"id": one["id"]} for one in made["multi_select"]["multi_select"]]

    shown = set_row(client, row, multi_select={"multi_select": ids[::-1]})

    assert [one["name"] for one in shown["multi_select"]["multi_select"]] == ["b", "a"]


def test_null_gives_a_status_its_default(client: Any, row: Any) -> None:
    set_row(client, row, status={"status": {"name": "Done"}})

    shown = set_row(client, row, status={"status": None})

    assert shown["status"]["status"]["name"] == "Not started"


def test_people_are_shown_whole(client: Any, row: Any, anna: str) -> None:
    shown = set_row(client, row, people={"people": [{"object": "user", "id": anna}]})

    assert shown["people"]["people"][0]["person"] == {"email": "anna@example.com"}
    with pytest.raises(APIResponseError, match="Could not find user with ID"):
        set_row(client, row, people={"people": [{"id": str(uuid4())}]})


def test_only_the_named_properties_are_answered(client: Any, row: Any) -> None:
    key = decoded(row["properties"]["number"]["id"])

    shown = client.pages.retrieve(row["id"], filter_properties=["title", key])

    assert set(shown["properties"]) == {"Name", "number"}


def test_numbers_of_rows_go_on(client: Any, source: str, row: Any) -> None:
    client.pages.update(row["id"], in_trash=True)

    assert make_row(client, source)["properties"]["unique_id"]["unique_id"]["number"] == 2


def test_a_page_has_a_title_only(client: Any, notion: Notion, home: Page) -> None:
    page = client.pages.create(
        parent={"page_id": home.id}, properties={"title": {"title": text("Guide")}}
    )

    assert list(page["properties"]) == ["title"]
    assert page["properties"]["title"]["id"] == "title"
    with pytest.raises(APIResponseError, match="Name is not a property that exists"):
        client.pages.update(page["id"], properties={"Name": {"title": text("x")}})


@pytest.mark.parametrize(
    ("title", "slug"), [("Q3: plan & more", "Q3-plan-more-"), ("Цели", ""), ("", "")]
)
def test_addresses_of_pages(
    client: Any, notion: Notion, anna: str, home: Page, title: str, slug: str
) -> None:
    page = notion.add_page(Parent("page_id", home.id), title, anna)

    found = client.pages.retrieve(page.id)["url"]

    assert found == f"https://app.notion.com/p/{slug}{page.id.replace('-', '')}"
