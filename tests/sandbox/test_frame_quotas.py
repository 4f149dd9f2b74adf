"""Quotas of Sheets on the sandbox's clock."""

from __future__ import annotations

from datetime import UTC, datetime

import gspread
import pytest
from gspread.exceptions import APIError
from sandbox_clients import gspread_client

from sandbox.google.files import File
from sandbox.state import Sandbox

ROBOT = "robot@okr-sandbox.example.com"
OWNER = "anna@example.com"


@pytest.fixture
def file(sandbox: Sandbox) -> File:
    """The clock stands still 40 seconds into a minute; quotas are on, and small."""
    sandbox.clock.set(datetime(2026, 11, 23, 9, 0, 40, tzinfo=UTC))
    sandbox.clock.freeze()
    switches = sandbox.google.switches
    switches.quotas, switches.check_assertion_time = True, False
    switches.reads_per_user, switches.writes_per_user = 3, 2
    made = sandbox.google.add_spreadsheet("Plan", OWNER)
    sandbox.google.share(made.file_id, ROBOT)
    return made


def read(client: gspread.Client, file: File) -> None:
    client.http_client.values_get(file.file_id, "A1")


def write(client: gspread.Client, file: File) -> None:
    body = {"valueInputOption": "RAW", "data": [{"range": "A1:A9", "values": [[1]] * 9}] * 5}
    client.http_client.values_batch_update(file.file_id, body)


def refused(client: gspread.Client, file: File) -> APIError:
    with pytest.raises(APIError) as caught:
        read(client, file)
    return caught.value


def test_a_user_has_so_many_reads_a_minute(
    sandbox: Sandbox, gc: gspread.Client, file: File
) -> None:
    for _ in range(3):
        read(gc, file)
    error = refused(gc, file)
    sandbox.clock.advance(20)
    read(gc, file)

    assert error.code == 429
    assert error.error["message"] == (
        "Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute per "
        "user' of service 'sheets.googleapis.com' for consumer 'project_number:123456789012'."
    )
    reason, help_ = error.error["details"]
    assert reason["reason"] == "RATE_LIMIT_EXCEEDED"
    assert reason["metadata"] == {
        "service": "sheets.googleapis.com", "consumer": "projects/123456789012",
        "quota_metric": "sheets.googleapis.com/read_requests",
        "quota_limit": "ReadRequestsPerMinutePerUser", "quota_limit_value": "3",
        "quota_unit": "1/min/{project}/{user}", "quota_location": "global",
    }  # fmt: skip
    assert help_["links"][0]["description"] == "Request a higher quota limit."
    assert "Retry-After" not in error.response.headers


def test_reads_and_writes_count_apart_and_a_batch_counts_once(
    sandbox: Sandbox, gc: gspread.Client, file: File
) -> None:
    write(gc, file)
    write(gc, file)
    read(gc, file)

    with pytest.raises(APIError, match="Write requests per minute per user"):
        write(gc, file)


def test_reading_by_filter_is_a_read(sandbox: Sandbox, gc: gspread.Client, file: File) -> None:
    """It is sent as a POST."""
    base = "https://sheets.googleapis.com/v4/spreadsheets"
    body = {"dataFilters": [{"gridRange": {"sheetId": 0}}]}
    for _ in range(3):
        gc.http_client.request("post", f"{base}/{file.file_id}:getByDataFilter", json=body)

    assert refused(gc, file).code == 429


def test_a_project_shares_its_quota(sandbox: Sandbox, gc: gspread.Client, file: File) -> None:
    sandbox.google.switches.reads_per_project = 4
    sandbox.google.add_robot("second@example.com")
    sandbox.google.add_robot("elsewhere@example.com", project="999")
    second = gspread_client(sandbox, "second@example.com")
    elsewhere = gspread_client(sandbox, "elsewhere@example.com")
    for email in ("second@example.com", "elsewhere@example.com"):
        sandbox.google.share(file.file_id, email)

    for client in (gc, gc, second, second):
        read(client, file)
    metadata = refused(gc, file).error["details"][0]["metadata"]
    read(elsewhere, file)

    assert metadata["quota_limit"] == "ReadRequestsPerMinutePerProject"
    assert (metadata["quota_limit_value"], metadata["quota_unit"]) == ("4", "1/min/{project}")


def test_a_refusal_may_say_when_to_come_back(
    sandbox: Sandbox, gc: gspread.Client, file: File
) -> None:
    sandbox.google.switches.retry_after = True
    for _ in range(3):
        read(gc, file)

    assert refused(gc, file).response.headers["Retry-After"] == "20"


def test_a_refused_call_costs_nothing_and_changes_nothing(
    sandbox: Sandbox, gc: gspread.Client, file: File
) -> None:
    sandbox.google.switches.writes_per_user = 0

    with pytest.raises(APIError):
        write(gc, file)

    assert sandbox.google.spreadsheet(file.file_id).tabs[0].cells == {}
    sandbox.google.switches.quotas = False
    write(gc, file)
