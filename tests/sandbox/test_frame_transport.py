"""Paths, queries and bodies as real clients send them, and refusals in Google's words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import gspread
import pytest
import requests
from sandbox_clients import gspread_client

from sandbox.app import create_app
from sandbox.google.files import File
from sandbox.google.person import Person
from sandbox.google.routes import BY_VERB, route
from sandbox.state import Sandbox

ROBOT = "robot@okr-sandbox.example.com"
OWNER = "anna@example.com"
ODD_TITLES = [
    "A/B",
    "50 %",
    "50%25",
    "1+1",
    "it's",
    "No!",
    "D3",
    "🌵 x",
    "a:b",
    "Цели",
    "a//b",
    "?&=",
]

Call = Callable[..., requests.Response]


@pytest.fixture
def file(sandbox: Sandbox) -> File:
    made = sandbox.google.add_spreadsheet("Plan", OWNER)
    sandbox.google.share(made.file_id, ROBOT)
    return made


@pytest.fixture
def call(sandbox: Sandbox, file: File) -> Call:
    """A request for the spreadsheet, its path and query exactly as written."""
    token = sandbox.google.issue_token(OWNER)

    def send(verb: str, rest: str, **more: Any) -> requests.Response:
        headers = {"Authorization": f"Bearer {token}"}
        url = f"{sandbox.google.base_url}/v4/spreadsheets/{file.file_id}{rest}"
        return requests.request(verb, url, headers=headers, timeout=5, **more)

    return send


def message(answer: requests.Response) -> str:
    return str(answer.json()["error"]["message"])


@pytest.mark.parametrize("title", ODD_TITLES)
def test_any_title_goes_through_a_path(
    gc: gspread.Client, sandbox: Sandbox, file: File, title: str
) -> None:
    Person(sandbox.google, file.file_id, OWNER).rename_tab(0, title)
    tab = gc.open_by_key(file.file_id).sheet1

    tab.update([["kept"]], "B2")

    assert tab.title == title
    assert tab.acell("B2").value == "kept"
    tab.batch_clear(["B2"])
    assert tab.acell("B2").value is None


@pytest.mark.parametrize(
    ("verb", "rest", "name", "path"),
    [
        ("GET", "/values/A1:B2", "values.get", "A1:B2"),
        ("GET", "/values/%27a%3Aappend%27%21A1", "values.get", "'a:append'!A1"),
        ("POST", "/values/A1:B2:append", "values.append", "A1:B2"),
        ("POST", "/values/A1:clear", "values.clear", "A1"),
        ("POST", "/values/a%2Fb%2525:clear", "values.clear", "a/b%25"),
        ("POST", "/values:batchClear", "values.batchClear", None),
        ("GET", "/values:batchGet", "values.batchGet", None),
        ("GET", "/values/batchGet", "values.get", "batchGet"),
        ("GET", "/values/1+1", "values.get", "1+1"),
        ("PUT", "/values/Tab", "values.update", "Tab"),
    ],
)
def test_the_verb_behind_the_last_colon_decides(
    verb: str, rest: str, name: str, path: str | None
) -> None:
    found = route(verb, f"/v4/spreadsheets/1x{rest}")

    assert found is not None
    assert (found[0].name, found[1].get("range")) == (f"spreadsheets.{name}", path)


def test_every_method_of_google_has_a_route() -> None:
    """Sheets, Drive and its older version; an unknown path has none."""
    assert sum(map(len, BY_VERB.values())) > 100
    assert route("GET", "/v4/nothing") is None


def test_answers_are_pretty_unless_told_otherwise(call: Call) -> None:
    pretty, compact = call("GET", "?fields=spreadsheetId"), call(
        "GET", "?fields=spreadsheetId&prettyPrint=false"
    )  # fmt: skip

    assert pretty.text.startswith('{\n  "spreadsheetId": "')
    assert compact.text.startswith('{"spreadsheetId":"')
    assert pretty.headers["Content-Type"] == "application/json; charset=UTF-8"


@pytest.mark.parametrize("yes", ["true", "True", "TRUE"])
def test_booleans_come_in_any_case(call: Call, yes: str) -> None:
    assert "data" in call("GET", f"?includeGridData={yes}").json()["sheets"][0]
    assert "data" not in call("GET", f"?includeGridData={'False'}").json()["sheets"][0]


def test_words_that_sheets_does_not_know_are_refused(call: Call) -> None:
    answers = [
        call("GET", "?nonsense=1"),
        call("GET", "/values/A1?valueRenderOption=PRETTY"),
        call("GET", "?includeGridData=maybe"),
        call("PUT", "/values/A1?valueInputOption=LOUD", json={"values": [[1]]}),
    ]

    assert [answer.status_code for answer in answers] == [400] * 4
    assert 'Unknown name "nonsense": Cannot bind query parameter.' in message(answers[0])
    assert "ValueRenderOption" in message(answers[1])
    assert '(TYPE_BOOL), "maybe"' in message(answers[2])


@pytest.mark.parametrize(
    ("verb", "rest", "body", "said", "place"),
    [
        ("POST", ":batchUpdate", {"requests": [{"noSuchRequest": {}}]},
         "Invalid JSON payload received. Unknown name \"noSuchRequest\" at 'requests[0]': "
         "Cannot find field.", "requests[0]"),
        ("POST", ":batchUpdate", {"nonsense": 1},
         'Invalid JSON payload received. Unknown name "nonsense": Cannot find field.', None),
        ("POST", ":batchUpdate", {"requests": [{"addSheet": {"properties": {"index": "x"}}}]},
         "Invalid value at 'requests[0].add_sheet.properties.index' (TYPE_INT32), \"x\"",
         "requests[0].add_sheet.properties.index"),
        ("POST", ":batchUpdate", {"requests": [{"sortRange": {"sortSpecs": [
            {"sortOrder": "SIDEWAYS"}]}}]},
         "Invalid value at 'requests[0].sort_range.sort_specs[0].sort_order' (TYPE_ENUM), "
         '"SIDEWAYS"', "requests[0].sort_range.sort_specs[0].sort_order"),
        ("PUT", "/values/A1?valueInputOption=RAW", {"values": "X"},
         "Invalid value at 'data.values' (type.googleapis.com/google.protobuf.ListValue), \"X\"",
         "data.values"),
        ("POST", "/values:batchUpdate", {"data": [{"range": "A1", "values": ["X"]}]},
         "Invalid value at 'data[0].values[0]' "
         "(type.googleapis.com/google.protobuf.ListValue), \"X\"", "data[0].values[0]"),
    ],
)  # fmt: skip
def test_a_body_that_does_not_fit_is_told_where(
    call: Call, verb: str, rest: str, body: Any, said: str, place: str | None
) -> None:
    error = call(verb, rest, json=body).json()["error"]

    assert (error["code"], error["status"], error["message"]) == (400, "INVALID_ARGUMENT", said)
    violation = error["details"][0]["fieldViolations"][0]
    assert (violation.get("field"), violation["description"]) == (place, said)


def test_broken_json_and_other_shapes_are_refused(call: Call) -> None:
    answers = [call("POST", ":batchUpdate", data=text) for text in ("{broken", "[]", '"text"')]

    assert [answer.status_code for answer in answers] == [400] * 3
    assert "Unexpected token" in message(answers[0])


def test_null_is_absent_but_skips_a_cell(call: Call) -> None:
    """Numbers may come as text, names in either spelling."""
    call("PUT", "/values/A1?valueInputOption=RAW", json={"values": [["a", "b"]], "range": None})
    call("PUT", "/values/A1?valueInputOption=RAW", json={"values": [[None, "c"]]})
    made = call("POST", ":batchUpdate", json={"requests": [{"add_sheet": {"properties": {
        "title": "Second", "sheet_id": "77", "tabColor": None}}}]})  # fmt: skip

    assert call("GET", "/values/A1:B1").json()["values"] == [["a", "c"]]
    assert made.json()["replies"][0]["addSheet"]["properties"]["sheetId"] == 77


def test_fields_cut_any_answer(call: Call) -> None:
    call("PUT", "/values/A1?valueInputOption=RAW", json={"values": [["a"]]})

    assert call("GET", "/values/A1?fields=values").json() == {"values": [["a"]]}
    assert call("GET", "?fields=namedRanges").json() == {}
    wrong = call("GET", "/values/A1?fields=nonsense")
    assert (wrong.status_code, "nonsense" in message(wrong)) == (400, True)


def test_files_that_cannot_be_reached(sandbox: Sandbox, gc: gspread.Client, file: File) -> None:
    stranger = gspread_client(sandbox, "stranger@example.com")

    with pytest.raises(gspread.exceptions.SpreadsheetNotFound) as missing:
        gc.open_by_key("nothing")
    with pytest.raises(PermissionError) as closed:
        stranger.open_by_key(file.file_id)

    assert "Requested entity was not found." in str(missing.value.args[0].text)
    assert "The caller does not have permission" in str(closed.value.__cause__)


def test_readers_read_and_commenters_too(sandbox: Sandbox, file: File) -> None:
    for role in ("reader", "commenter"):
        sandbox.google.share(file.file_id, "reader@example.com", role)
        tab = gspread_client(sandbox, "reader@example.com").open_by_key(file.file_id).sheet1

        assert tab.get_values() == [[]]
        with pytest.raises(gspread.exceptions.APIError, match="does not have permission"):
            tab.update([["x"]], "A1")


def test_an_office_file_is_no_spreadsheet(sandbox: Sandbox, gc: gspread.Client, file: File) -> None:
    file.office = True

    with pytest.raises(gspread.exceptions.APIError) as caught:
        gc.open_by_key(file.file_id)

    assert caught.value.error == {
        "code": 400,
        "message": "This operation is not supported for this document",
        "status": "FAILED_PRECONDITION",
    }


def test_what_nobody_built_is_refused_loudly(sandbox: Sandbox, call: Call) -> None:
    answers = [
        call("DELETE", ""),
        requests.get(f"{sandbox.url}/google/v4/nothing", timeout=5),
        requests.get(f"{sandbox.url}/elsewhere", timeout=5),
    ]

    assert [answer.status_code for answer in answers] == [501] * 3
    assert len(sandbox.violations) == 3
    sandbox.violations.clear()


def test_a_violation_of_googles_description_is_noticed(sandbox: Sandbox, call: Call) -> None:
    """The check behind every other test of the sandbox can fail."""
    file = next(iter(sandbox.google.files.values()))
    sandbox.google.spreadsheet(file.file_id).named_ranges.append({"name": 5, "colour": "red"})

    call("GET", "?fields=namedRanges")

    assert len(sandbox.violations) == 2
    sandbox.violations.clear()


def test_the_log_names_routes_and_people_and_no_secrets(sandbox: Sandbox, call: Call) -> None:
    call("GET", f"/values/{quote('A1:B2', safe='')}?majorDimension=ROWS")

    (line,) = sandbox.calls
    assert line.template == "/google/v4/spreadsheets/{spreadsheetId}/values/{range}"
    assert (line.method, line.access, line.principal, line.status) == ("GET", "read", OWNER, 200)
    assert (line.service, line.query, line.size > 0) == ("google", "majorDimension=ROWS", True)


def test_the_same_works_without_a_port(sandbox: Sandbox, file: File) -> None:
    """Flask's own test client, for tests in one process."""
    client = create_app(sandbox).test_client()
    token = sandbox.google.issue_token(OWNER)
    Person(sandbox.google, file.file_id, OWNER).rename_tab(0, "A/B")

    answer = client.get(
        f"/google/v4/spreadsheets/{file.file_id}/values/%27A%2FB%27%21A1:B2",
        headers={"Authorization": f"Bearer {token}"},
    )

    assert answer.get_json()["range"] == "'A/B'!A1:B2"


def test_somebody_may_act_between_any_two_calls(
    sandbox: Sandbox, gc: gspread.Client, file: File
) -> None:
    """Before a call is carried out, and after its answer was made."""
    tab = gc.open_by_key(file.file_id).sheet1
    person = Person(sandbox.google, file.file_id, OWNER)
    heard: list[str] = []

    def act(what: str) -> None:
        heard.append(what.rsplit("/", maxsplit=1)[-1])
        person.type("Sheet1", "A1", str(len(heard)))

    sandbox.between.append(act)
    value = tab.acell("A1").value

    assert (value, len(heard), len(set(heard))) == ("1", 2, 1)
    assert person.tab("Sheet1").cell(0, 0).entered == 2.0


def test_a_spreadsheet_is_created_as_described(sandbox: Sandbox) -> None:
    token = sandbox.google.issue_token(OWNER)
    wanted = {
        "properties": {"title": "New", "locale": "ru_RU", "timeZone": "Europe/Moscow"},
        "sheets": [
            {"properties": {"title": "Objectives", "gridProperties": {"rowCount": 50}}},
            {"properties": {"title": "Sheet1", "sheetId": 5}},
        ],
    }

    made = requests.post(
        f"{sandbox.google.base_url}/v4/spreadsheets", json=wanted, timeout=5,
        headers={"Authorization": f"Bearer {token}"},
    ).json()  # fmt: skip

    assert made["properties"]["locale"] == "ru_RU"
    titles = [(one["properties"]["title"], one["properties"]["index"]) for one in made["sheets"]]
    assert titles == [("Objectives", 0), ("Sheet1", 1)]
    assert sandbox.google.files[made["spreadsheetId"]].owner == OWNER
    assert made["sheets"][1]["properties"]["sheetId"] == 5


def test_a_robot_creates_nothing_in_sheets_either(sandbox: Sandbox) -> None:
    token = sandbox.google.issue_token(ROBOT)

    answer = requests.post(
        f"{sandbox.google.base_url}/v4/spreadsheets", json={}, timeout=5,
        headers={"Authorization": f"Bearer {token}"},
    )  # fmt: skip

    assert (answer.status_code, message(answer)) == (403, "The caller does not have permission")
