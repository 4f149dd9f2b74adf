"""Cases of blocks, users, search, views, comments and files."""

from __future__ import annotations

from io import BytesIO

import pytest
from notion_client import APIResponseError
from notion_shapes import NEW, OLD

from contract.notion_place import Case, Place, paragraph, plain, text

# blocks


def retrieve_block(at: Place) -> None:
    made = at.paragraph("Hello")

    seen = at.client.blocks.retrieve(made["id"])

    assert plain(seen["paragraph"]["rich_text"]) == "Hello"
    assert seen["parent"] == {"type": "page_id", "page_id": at.home}
    assert ("archived" in seen) == (at.version == OLD)
    page = at.client.blocks.retrieve(at.home)
    assert (page["type"], page["child_page"]) == ("child_page", {"title": "Home"})


def update_block(at: Place) -> None:
    made = at.paragraph("Hello")

    told = at.client.blocks.update(made["id"], paragraph={"rich_text": text("Bye")})

    assert plain(told["paragraph"]["rich_text"]) == "Bye"
    assert at.client.blocks.retrieve(made["id"])["paragraph"] == told["paragraph"]
    if at.version == NEW:
        with pytest.raises(APIResponseError, match="archived should be not present"):
            at.client.blocks.update(made["id"], archived=True)
    else:
        assert at.client.blocks.update(made["id"], archived=True)["in_trash"]


def delete_block(at: Place) -> None:
    made, base = at.paragraph(), at.database("Deals")

    told = at.client.blocks.delete(made["id"])
    trashed = at.client.blocks.delete(base["id"])

    assert (told["id"], told["in_trash"]) == (made["id"], True)
    assert (trashed["type"], trashed["in_trash"]) == ("child_database", True)
    assert at.client.databases.retrieve(base["id"])["in_trash"]
    assert at.client.blocks.children.list(at.home)["results"] == []


def append_children(at: Place) -> None:
    first = at.paragraph("first")
    inner = {"type": "toggle", "toggle": {"rich_text": text("More"), "children": [
        {"type": "to_do", "to_do": {"rich_text": text("Call"), "checked": True}},
    ]}}  # fmt: skip

    at.client.blocks.children.append(at.home, children=[inner, {"divider": {}}])
    after = {"after": first["id"]} if at.version == OLD else {
        "position": {"type": "after_block", "after_block": {"id": first["id"]}}
    }  # fmt: skip
    told = at.client.blocks.children.append(at.home, children=[paragraph("second")], **after)

    assert [plain(one["paragraph"]["rich_text"]) for one in told["results"]] == ["second"]
    listed = at.client.blocks.children.list(at.home)["results"]
    assert [one["type"] for one in listed] == ["paragraph", "paragraph", "toggle", "divider"]
    todo = at.client.blocks.children.list(listed[2]["id"])["results"][0]
    assert (listed[2]["has_children"], todo["to_do"]["checked"]) == (True, True)


def list_children(at: Place) -> None:
    at.client.blocks.children.append(at.home, children=[paragraph(one) for one in "abc"])

    first = at.client.blocks.children.list(at.home, page_size=2)
    rest = at.client.blocks.children.list(at.home, start_cursor=first["next_cursor"])

    both = [*first["results"], *rest["results"]]
    assert [plain(one["paragraph"]["rich_text"]) for one in both] == ["a", "b", "c"]
    assert (first["next_cursor"], rest["has_more"]) == (both[2]["id"], False)


def query_meeting_notes(at: Place) -> None:
    told = at.client.blocks.meeting_notes.query(
        sort=[{"property": "created_time", "direction": "descending"}], limit=10
    )

    assert (told["results"], told["has_more"]) == ([], False)


# users and search


def me(at: Place) -> None:
    told = at.client.users.me()

    assert (told["type"], told["name"]) == ("bot", "OKR")
    assert told["bot"]["owner"] == {"type": "workspace", "workspace": True}


def list_users(at: Place) -> None:
    listed = at.client.users.list(page_size=100)

    assert [one["name"] for one in listed["results"]] == ["Anna", "OKR"]


def retrieve_user(at: Place) -> None:
    seen = at.client.users.retrieve(at.person)

    assert (seen["name"], seen["person"]["email"]) == ("Anna", "anna@example.com")
    with pytest.raises(APIResponseError, match="Could not find user with ID"):
        at.client.users.retrieve(at.home)


def search(at: Place) -> None:
    source = at.source("Big deals")
    row = at.row(source, "A deal")

    def found(**more: object) -> list[str]:
        return [one["id"] for one in at.client.search(**more)["results"]]

    assert sorted(found(query="DEAL")) == sorted([source, row["id"]])
    assert found(query="deal", filter={"property": "object", "value": "page"}) == [row["id"]]
    assert found(
        query="deal", filter={"property": "object", "value": "data_source"}, page_size=1,
        sort={"timestamp": "last_edited_time", "direction": "ascending"},
    ) == [source]  # fmt: skip
    assert found(query="nothing of the kind") == []


# views


def create_view(at: Place) -> None:
    base = at.database()
    source = base["data_sources"][0]["id"]
    stage = at.client.data_sources.retrieve(source)["properties"]["Stage"]["id"]
    group = {"type": "select", "property_id": stage, "sort": {"type": "manual"}}

    board = at.client.views.create(
        database_id=base["id"], data_source_id=source, type="board", name="By stage",
        configuration={"type": "board", "group_by": group},
        filter={"property": "Value", "number": {"greater_than": 0}},
        sorts=[{"property": "Name", "direction": "ascending"}],
    )  # fmt: skip
    linked = at.client.views.create(
        create_database={"parent": {"type": "page_id", "page_id": at.home}},
        data_source_id=source, type="table", name="On the page",
    )  # fmt: skip

    assert (board["type"], board["name"], board["data_source_id"]) == ("board", "By stage", source)
    assert board["configuration"]["group_by"]["property_id"] == stage
    assert linked["parent"]["database_id"] != base["id"]
    with pytest.raises(APIResponseError) as met:
        at.client.views.create(
            database_id=base["id"], data_source_id=source, type="board", name="?",
            configuration={"type": "board", "group_by": {**group, "property_id": "none"}},
        )  # fmt: skip
    assert met.value.status == 400


def retrieve_view(at: Place) -> None:
    made = at.view()

    seen = at.client.views.retrieve(made["id"])

    assert {**seen, "request_id": ""} == {**made, "request_id": ""}
    assert seen["configuration"]["type"] == "table"


def update_view(at: Place) -> None:
    made = at.view()

    told = at.client.views.update(
        made["id"], name="Big ones", filter={"property": "Value", "number": {"greater_than": 5}},
        sorts=[{"timestamp": "created_time", "direction": "descending"}],
        quick_filters={"Stage": {"select": {"equals": "Won"}}},
    )  # fmt: skip

    assert (told["name"], told["filter"]["number"]) == ("Big ones", {"greater_than": 5})
    assert told["sorts"] == [{"timestamp": "created_time", "direction": "descending"}]
    assert list(told["quick_filters"].values()) == [{"select": {"equals": "Won"}}]


def delete_view(at: Place) -> None:
    made = at.view()
    base = made["parent"]["database_id"]

    told = at.client.views.delete(made["id"])

    assert told["id"] == made["id"]
    left = at.client.views.list(database_id=base)["results"]
    with pytest.raises(APIResponseError) as met:
        at.client.views.delete(left[0]["id"])
    assert (len(left), met.value.status) == (1, 400)


def list_views(at: Place) -> None:
    made = at.view()

    by_base = at.client.views.list(database_id=made["parent"]["database_id"])
    by_source = at.client.views.list(data_source_id=made["data_source_id"], page_size=1)

    assert len(by_base["results"]) == 2
    assert {"object": "view", "id": made["id"]} in by_base["results"]
    assert (len(by_source["results"]), by_source["has_more"]) == (1, True)


def _three_rows(at: Place) -> tuple[str, list[str]]:
    """A view, and the ids of the rows that it shows."""
    made = at.view(sorts=[{"property": "Name", "direction": "ascending"}])
    return made["id"], [at.row(made["data_source_id"], name)["id"] for name in "abc"]


def create_view_query(at: Place) -> None:
    view, rows = _three_rows(at)

    told = at.client.views.queries.create(view, page_size=2)

    assert (told["view_id"], told["total_count"], told["has_more"]) == (view, 3, True)
    assert [one["id"] for one in told["results"]] == rows[:2]


def view_query_results(at: Place) -> None:
    view, rows = _three_rows(at)
    asked = at.client.views.queries.create(view, page_size=2)

    told = at.client.views.queries.results(view, asked["id"], start_cursor=asked["next_cursor"])

    assert told["results"] == [{"object": "page", "id": rows[2]}]


def delete_view_query(at: Place) -> None:
    view, _ = _three_rows(at)
    asked = at.client.views.queries.create(view)

    told = at.client.views.queries.delete(view, asked["id"])

    assert (told["id"], told["deleted"]) == (asked["id"], True)
    with pytest.raises(APIResponseError):
        at.client.views.queries.results(view, asked["id"])


# comments


def create_comment(at: Place) -> None:
    first = at.client.comments.create(parent={"page_id": at.home}, rich_text=text("Really?"))
    second = at.client.comments.create(
        discussion_id=first["discussion_id"], rich_text=text("Yes"),
        display_name={"type": "custom", "custom": {"name": "OKR Sync"}},
    )  # fmt: skip
    third = at.client.comments.create(parent={"page_id": at.home}, markdown="**No**")

    assert first["parent"] == {"type": "page_id", "page_id": at.home}
    assert first["display_name"] == {"type": "integration", "resolved_name": "OKR"}
    assert second["display_name"] == {"type": "custom", "resolved_name": "OKR Sync"}
    assert {one["discussion_id"] for one in (second, third)} == {first["discussion_id"]}
    assert third["rich_text"][0]["annotations"]["bold"]


def list_comments(at: Place) -> None:
    for words in ("one", "two"):
        at.client.comments.create(parent={"page_id": at.home}, rich_text=text(words))

    listed = at.client.comments.list(block_id=at.home)

    assert [plain(one["rich_text"]) for one in listed["results"]] == ["one", "two"]
    assert at.client.comments.list(block_id=at.home, page_size=1)["has_more"]


def retrieve_comment(at: Place) -> None:
    block = at.paragraph()
    made = at.client.comments.create(parent={"block_id": block["id"]}, rich_text=text("Here"))

    seen = at.client.comments.retrieve(made["id"])

    assert seen["parent"] == {"type": "block_id", "block_id": block["id"]}
    assert plain(seen["rich_text"]) == "Here"


def update_comment(at: Place) -> None:
    made = at.client.comments.create(parent={"page_id": at.home}, rich_text=text("Really?"))

    told = at.client.comments.update(made["id"], rich_text=text("Really!"))

    assert plain(told["rich_text"]) == "Really!"
    assert plain(at.client.comments.retrieve(made["id"])["rich_text"]) == "Really!"


def delete_comment(at: Place) -> None:
    made = at.client.comments.create(parent={"page_id": at.home}, rich_text=text("Really?"))

    told = at.client.comments.delete(made["id"])

    assert (told["id"], plain(told["rich_text"])) == (made["id"], "Really?")
    assert at.client.comments.list(block_id=at.home)["results"] == []


# files


def create_file_upload(at: Place) -> None:
    made = at.client.file_uploads.create(
        mode="single_part", filename="plan.txt", content_type="text/plain"
    )

    assert (made["status"], made["filename"]) == ("pending", "plan.txt")
    assert (made["content_type"], made["content_length"]) == ("text/plain", None)
    assert made["upload_url"].endswith(f"/file_uploads/{made['id']}/send")


def send_file_upload(at: Place) -> None:
    made = at.client.file_uploads.create(filename="plan.txt", content_type="text/plain")

    sent = at.client.file_uploads.send(
        made["id"], file=("plan.txt", BytesIO(b"call them"), "text/plain")
    )

    assert (sent["status"], sent["content_length"]) == ("uploaded", 9)
    assert "upload_url" not in sent


def complete_file_upload(at: Place) -> None:
    made = at.client.file_uploads.create(
        mode="multi_part", number_of_parts=2, filename="plan.txt", content_type="text/plain"
    )
    for number, words in enumerate((b"call ", b"them"), start=1):
        at.client.file_uploads.send(
            made["id"], part_number=str(number), file=("plan.txt", BytesIO(words), "text/plain")
        )

    done = at.client.file_uploads.complete(made["id"])

    assert (done["status"], done["content_length"]) == ("uploaded", 9)


def retrieve_file_upload(at: Place) -> None:
    made = at.client.file_uploads.create(filename="plan.txt", content_type="text/plain")

    seen = at.client.file_uploads.retrieve(made["id"])

    assert {**seen, "request_id": ""} == {**made, "request_id": ""}


def list_file_uploads(at: Place) -> None:
    made = at.client.file_uploads.create(filename="plan.txt", content_type="text/plain")

    pending = at.client.file_uploads.list(status="pending")

    assert [one["id"] for one in pending["results"]] == [made["id"]]
    assert at.client.file_uploads.list(status="uploaded")["results"] == []


CASES: dict[str, tuple[Case, str]] = {
    "blocks.retrieve": (retrieve_block, "GET blocks/{block_id}"),
    "blocks.update": (update_block, "PATCH blocks/{block_id}"),
    "blocks.delete": (delete_block, "DELETE blocks/{block_id}"),
    "blocks.children.append": (append_children, "PATCH blocks/{block_id}/children"),
    "blocks.children.list": (list_children, "GET blocks/{block_id}/children"),
    "blocks.meeting_notes.query": (query_meeting_notes, "POST blocks/meeting_notes/query"),
    "users.me": (me, "GET users/me"),
    "users.list": (list_users, "GET users"),
    "users.retrieve": (retrieve_user, "GET users/{user_id}"),
    "search": (search, "POST search"),
    "views.create": (create_view, "POST views"),
    "views.retrieve": (retrieve_view, "GET views/{view_id}"),
    "views.update": (update_view, "PATCH views/{view_id}"),
    "views.delete": (delete_view, "DELETE views/{view_id}"),
    "views.list": (list_views, "GET views"),
    "views.queries.create": (create_view_query, "POST views/{view_id}/queries"),
    "views.queries.results": (view_query_results, "GET views/{view_id}/queries/{query_id}"),
    "views.queries.delete": (delete_view_query, "DELETE views/{view_id}/queries/{query_id}"),
    "comments.create": (create_comment, "POST comments"),
    "comments.list": (list_comments, "GET comments"),
    "comments.retrieve": (retrieve_comment, "GET comments/{comment_id}"),
    "comments.update": (update_comment, "PATCH comments/{comment_id}"),
    "comments.delete": (delete_comment, "DELETE comments/{comment_id}"),
    "file_uploads.create": (create_file_upload, "POST file_uploads"),
    "file_uploads.send": (send_file_upload, "POST file_uploads/{file_upload_id}/send"),
    "file_uploads.complete": (
        complete_file_upload, "POST file_uploads/{file_upload_id}/complete",
    ),
    "file_uploads.retrieve": (retrieve_file_upload, "GET file_uploads/{file_upload_id}"),
    "file_uploads.list": (list_file_uploads, "GET file_uploads"),
}  # fmt: skip
"""Method of the client → how it is tried, and the endpoint it calls."""
