"""Drive's files as gspread and plain requests find them."""

from __future__ import annotations

import re
from typing import Any

import gspread
import pytest
from google.auth.transport.requests import AuthorizedSession
from gspread.exceptions import APIError
from sandbox_clients import gspread_client, session

from sandbox.google.files import FOLDER, SPREADSHEET
from sandbox.state import Sandbox

ROBOT = "robot@okr-sandbox.example.com"
OWNER = "anna@example.com"
OTHER = "boris@example.com"


@pytest.fixture
def drive(sandbox: Sandbox) -> AuthorizedSession:
    return session(sandbox, OWNER)


def url(sandbox: Sandbox, rest: str = "") -> str:
    return f"{sandbox.google.base_url}/drive/v3/files{rest}"


def reason(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["errors"][0]["reason"]


def test_a_person_creates_a_spreadsheet(sandbox: Sandbox, owner_gc: gspread.Client) -> None:
    made = owner_gc.http_client.request(
        "post", "https://www.googleapis.com/drive/v3/files",
        json={"name": "Plan", "mimeType": SPREADSHEET}, params={"supportsAllDrives": True},
    ).json()  # fmt: skip

    assert made == {
        "kind": "drive#file", "id": made["id"], "name": "Plan", "mimeType": SPREADSHEET,
    }  # fmt: skip
    assert re.fullmatch(r"1[\w-]{43}", made["id"])
    assert sandbox.google.files[made["id"]].owner == OWNER


def test_a_service_account_has_no_room_of_its_own(sandbox: Sandbox, gc: gspread.Client) -> None:
    with pytest.raises(APIError, match="storage quota"):
        gc.create("Plan")

    sandbox.google.switches.robots_have_storage = True
    folder = sandbox.google.add_shared_drive("Team", **{ROBOT: "organizer"})
    made = gc.http_client.request(
        "post", "https://www.googleapis.com/drive/v3/files",
        json={"name": "Plan", "mimeType": SPREADSHEET, "parents": [folder.file_id]},
    ).json()  # fmt: skip

    file = sandbox.google.files[made["id"]]
    assert (file.owner, file.drive_id, file.role_of(ROBOT)) == ("", folder.file_id, "organizer")


def test_a_full_drive_refuses_everybody(sandbox: Sandbox, owner_gc: gspread.Client) -> None:
    sandbox.google.switches.storage_full = True

    with pytest.raises(APIError) as caught:
        owner_gc.create("Plan")

    assert caught.value.error["errors"][0]["reason"] == "storageQuotaExceeded"


def test_files_that_are_not_there_or_not_shared_look_alike(
    sandbox: Sandbox, drive: AuthorizedSession
) -> None:
    hidden = sandbox.google.add_spreadsheet("Secret", OTHER)

    for file_id in ("nothing", hidden.file_id):
        answer = drive.get(url(sandbox, f"/{file_id}"))

        assert reason(answer) == (404, "notFound")
        assert answer.json()["error"]["message"] == f"File not found: {file_id}."


def test_fields_choose_what_is_told(sandbox: Sandbox, drive: AuthorizedSession) -> None:
    file = sandbox.google.add_spreadsheet("Plan", OWNER)

    def told(fields: str) -> Any:
        return drive.get(url(sandbox, f"/{file.file_id}"), params={"fields": fields}).json()

    assert told("") == {
        "kind": "drive#file", "id": file.file_id, "name": "Plan", "mimeType": SPREADSHEET,
    }  # fmt: skip
    assert told("version,capabilities/canEdit,owners(emailAddress)") == {
        "version": "1", "capabilities": {"canEdit": True}, "owners": [{"emailAddress": OWNER}],
    }  # fmt: skip
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", told("modifiedTime")["modifiedTime"]
    )
    assert {"permissions", "webViewLink", "trashed", "parents"} <= told("*").keys()
    assert told("nonsense")["error"]["message"] == "Invalid field selection nonsense"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "ABCDE"),
        (f'mimeType="{SPREADSHEET}"', "ABCE"),
        (f"mimeType = '{FOLDER}'", "D"),
        ("name = 'Plan A'", "A"),
        ('name = "It\'s \\"B\\""', "B"),
        (r"name = 'It\'s " + '"B"\'', "B"),
        ("name contains 'pla'", "AC"),
        ("name contains 'lan'", ""),
        ("not name contains 'plan'", "BDE"),
        ("trashed = true", "E"),
        ("trashed=false and name contains 'Plan'", "AC"),
        ("name = 'Plan A' or name = 'Plan C'", "AC"),
        ("name = 'x' or (trashed = true and not name = 'x')", "E"),
        ("'FOLDER' in parents", "C"),
        ('parents in "FOLDER"', "C"),
        ("'root' in parents", "ABDE"),
        ("modifiedTime > '2020-01-01T00:00:00'", "ABCDE"),
        ("createdTime < '2020-01-01T00:00:00Z'", ""),
        ("'anna@example.com' in owners and 'boris@example.com' in readers", "B"),
        ("'me' in owners", "ABCDE"),
        ("sharedWithMe = true", ""),
        ("appProperties has { key='cycle' and value='2026-Q4' }", "A"),
        ("starred = true", ""),
    ],
)
def test_the_query_language(
    sandbox: Sandbox, drive: AuthorizedSession, query: str, found: str
) -> None:
    google = sandbox.google
    a = google.add_spreadsheet("Plan A", OWNER, file_id="A")
    b = google.add_spreadsheet('It\'s "B"', OWNER, file_id="B")
    c = google.add_spreadsheet("Plan C", OWNER, file_id="C")
    google.add_file("Folder", OWNER, FOLDER, file_id="D")
    google.add_spreadsheet("Old", OWNER, file_id="E").trashed = True
    google.add_spreadsheet("Hidden plan", OTHER)
    google.share(google.add_spreadsheet("Plan by link", OTHER).file_id, "anyone", "reader")
    a.app_properties["cycle"] = "2026-Q4"
    google.share(b.file_id, OTHER, "reader")
    c.parents = ["FOLDER"]

    answer = drive.get(url(sandbox), params={"q": query, "orderBy": "name desc"})

    assert "".join(sorted(file["id"] for file in answer.json()["files"])) == found


@pytest.mark.parametrize(
    "query", ["name ~ 'x'", "name = ", "nonsense = 'x'", "(name = 'x'", "name = x", "'x' in y",
              "modifiedTime > 'soon'", "name < 'x'", "name = 'x' name = 'y'"],
)  # fmt: skip
def test_a_query_without_sense_is_refused(
    sandbox: Sandbox, drive: AuthorizedSession, query: str
) -> None:
    answer = drive.get(url(sandbox), params={"q": query})

    assert reason(answer) == (400, "invalid")


def test_lists_come_in_pages(sandbox: Sandbox, drive: AuthorizedSession) -> None:
    for number in range(5):
        sandbox.google.add_spreadsheet(f"Plan {number}", OWNER)

    names: list[str] = []
    token: str | None = ""
    while token is not None:
        wanted = {"pageSize": "2", "orderBy": "name desc", "pageToken": token}
        page = drive.get(url(sandbox), params=wanted).json()
        names += [file["name"] for file in page["files"]]
        token = page.get("nextPageToken")

    assert names == ["Plan 4", "Plan 3", "Plan 2", "Plan 1", "Plan 0"]
    assert reason(drive.get(url(sandbox), params={"pageSize": "0"})) == (400, "invalidParameter")
    assert reason(drive.get(url(sandbox), params={"pageToken": "x"})) == (400, "invalid")


def test_gspread_lists_what_it_may_see(sandbox: Sandbox, gc: gspread.Client) -> None:
    shared = sandbox.google.add_spreadsheet("Shared", OWNER)
    sandbox.google.add_spreadsheet("Not shared", OWNER)
    sandbox.google.share(shared.file_id, ROBOT, "reader")

    assert [file["name"] for file in gc.list_spreadsheet_files()] == ["Shared"]
    assert gc.list_spreadsheet_files("Nothing") == []


def test_unknown_query_parameters_are_looked_past(
    sandbox: Sandbox, drive: AuthorizedSession
) -> None:
    file = sandbox.google.add_spreadsheet("Plan", OWNER)

    answer = drive.get(
        url(sandbox, f"/{file.file_id}"),
        params={"includeItemsFromAllDrives": "True", "supportsAllDrives": "true", "nonsense": "1"},
    )

    assert answer.json()["name"] == "Plan"


def test_a_file_is_renamed_described_and_moved(sandbox: Sandbox, drive: AuthorizedSession) -> None:
    file = sandbox.google.add_spreadsheet("Plan", OWNER)
    folder = sandbox.google.add_file("Quarter", OWNER, FOLDER)
    change = {"name": "Plan 2", "appProperties": {"cycle": "Q4", "gone": "x"}}

    drive.patch(url(sandbox, f"/{file.file_id}"), json=change)
    answer = drive.patch(
        url(sandbox, f"/{file.file_id}"),
        params={"addParents": folder.file_id, "removeParents": file.parents[0], "fields": "*"},
        json={"appProperties": {"gone": None}},
    ).json()

    assert (answer["name"], answer["parents"]) == ("Plan 2", [folder.file_id])
    assert answer["appProperties"] == {"cycle": "Q4"}
    assert sandbox.google.spreadsheet(file.file_id).properties["title"] == "Plan 2"
    assert answer["version"] == "4"


def test_writers_change_but_only_owners_throw_away(sandbox: Sandbox) -> None:
    file = sandbox.google.add_spreadsheet("Plan", OWNER)
    sandbox.google.share(file.file_id, OTHER, "writer")
    writer, place = session(sandbox, OTHER), url(sandbox, f"/{file.file_id}")

    assert writer.patch(place, json={"name": "Mine"}).ok
    assert reason(writer.patch(place, json={"trashed": True})) == (
        403,
        "insufficientFilePermissions",
    )
    assert reason(writer.delete(place)) == (403, "insufficientFilePermissions")
    sandbox.google.share(file.file_id, OTHER, "reader")
    assert reason(writer.patch(place, json={"name": "x"})) == (403, "insufficientFilePermissions")


def test_gspread_deletes_for_good(sandbox: Sandbox, owner_gc: gspread.Client) -> None:
    file = sandbox.google.add_spreadsheet("Plan", OWNER)

    owner_gc.del_spreadsheet(file.file_id)

    assert file.file_id not in sandbox.google.files
    assert sandbox.calls[-1].status == 204


def test_a_deleted_folder_takes_its_files_along(sandbox: Sandbox, drive: AuthorizedSession) -> None:
    folder = sandbox.google.add_file("Quarter", OWNER, FOLDER)
    sandbox.google.add_spreadsheet("Plan", OWNER).parents = [folder.file_id]

    drive.delete(url(sandbox, f"/{folder.file_id}"))

    assert sandbox.google.files == {}


def test_a_copy_belongs_to_its_maker_and_is_shared_with_nobody(sandbox: Sandbox) -> None:
    source = sandbox.google.add_spreadsheet("Plan", OTHER, locale="ru_RU", timeZone="Asia/Omsk")
    sandbox.google.share(source.file_id, OWNER, "reader")
    sandbox.google.spreadsheet(source.file_id).tabs[0].enter(0, 0, "kept")

    made = session(sandbox, OWNER).post(
        url(sandbox, f"/{source.file_id}/copy"), json={"name": None}
    )

    file = sandbox.google.files[made.json()["id"]]
    inside = sandbox.google.spreadsheet(file.file_id)
    assert (file.name, file.owner) == ("Copy of Plan", OWNER)
    assert [one.email for one in file.permissions] == [OWNER]
    assert (inside.locale, inside.time_zone) == ("ru_RU", "Asia/Omsk")
    assert inside.tabs[0].cell(0, 0).entered == "kept"
    inside.tabs[0].enter(0, 0, "changed")
    assert sandbox.google.spreadsheet(source.file_id).tabs[0].cell(0, 0).entered == "kept"


def test_a_copy_of_a_copy_keeps_what_marks_rows(sandbox: Sandbox, owner_gc: gspread.Client) -> None:
    """Metadata keeps its ids; so an id alone never says which file it is."""
    source = sandbox.google.add_spreadsheet("Plan", OWNER)
    location = {"dimensionRange": {"dimension": "ROWS", "startIndex": 4, "endIndex": 5}}
    mark = {"metadataId": 7, "metadataKey": "id", "metadataValue": "KR-001",
            "location": location, "visibility": "DOCUMENT"}  # fmt: skip
    batch = {"requests": [{"createDeveloperMetadata": {"developerMetadata": mark}}]}
    owner_gc.http_client.batch_update(source.file_id, batch)

    first = owner_gc.copy(source.file_id)
    second = owner_gc.copy(first.id)

    assert (second.title, len(sandbox.google.files)) == ("Copy of Copy of Plan", 3)
    place = f"https://sheets.googleapis.com/v4/spreadsheets/{second.id}/developerMetadata/7"
    told = owner_gc.http_client.request("get", place).json()
    assert (told["metadataValue"], told["location"]["dimensionRange"]["startIndex"]) == (
        "KR-001",
        4,
    )


def test_unknown_methods_of_drive_are_refused_loudly(sandbox: Sandbox) -> None:
    answer = session(sandbox, OWNER).get(f"{sandbox.google.base_url}/drive/v3/teamdrives")

    assert answer.status_code == 501
    assert sandbox.violations == ["no such route: method drive.teamdrives.list"]
    sandbox.violations.clear()


def test_who_am_i_and_ids_in_advance(sandbox: Sandbox, drive: AuthorizedSession) -> None:
    base = f"{sandbox.google.base_url}/drive/v3"

    me = drive.get(f"{base}/about", params={"fields": "user"}).json()
    ids = drive.get(url(sandbox, "/generateIds"), params={"count": "3"}).json()["ids"]

    assert me["user"]["emailAddress"] == OWNER
    assert reason(drive.get(f"{base}/about")) == (400, "required")
    assert len(set(ids)) == 3
    made = drive.post(url(sandbox), json={"id": ids[0], "name": "x", "mimeType": SPREADSHEET})
    again = drive.post(url(sandbox), json={"id": ids[0], "name": "y"})
    assert (made.json()["id"], reason(again)) == (ids[0], (409, "fileIdInUse"))


def test_everybody_has_their_own_client(sandbox: Sandbox) -> None:
    """A person who was never heard of gets an account with the first call."""
    client = gspread_client(sandbox, "new@example.com")

    assert client.list_spreadsheet_files() == []
