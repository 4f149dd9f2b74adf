"""The world over HTTP: operations and answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from sandbox.app import create_app
from sandbox.clock import Clock
from sandbox.state import make_sandbox
from sandbox.world.routes import OPERATIONS

NOON = datetime(2026, 11, 23, 9, tzinfo=UTC)
QUARTER = "start=2026-10-01&end=2026-11-24"


@pytest.fixture
def client() -> Iterator[FlaskClient]:
    made = make_sandbox(world="demo", clock=Clock(NOON, frozen=True))
    yield create_app(made).test_client()
    assert made.violations == []


def do(client: FlaskClient, operation: str, /, **told: Any) -> Any:
    answer = client.post(f"/_control/world/{operation}", json=told)
    assert answer.status_code == 200, answer.text
    return answer.json


def truth(client: FlaskClient, metric: str, query: str = "") -> Any:
    answer = client.get(f"/_control/truth/{metric}?{QUARTER}{query}")
    assert answer.status_code == 200, answer.text
    return answer.json


def test_answers_name_the_deals(client: FlaskClient) -> None:
    found = truth(client, "won_deals", "&pipeline=Upsell")

    assert (found["value"], found["counted"], found["cases"]) == ("6", 6, 6)
    assert len(found["ids"]["world"]) == 6
    assert found["ids"]["hubspot"] == [
        str(19_800_000_000 + 31 * number) for number in found["ids"]["world"]
    ]


def test_what_people_do_changes_the_answers(client: FlaskClient) -> None:
    before = int(truth(client, "revenue")["value"])
    made = do(client, "create_deal", title="Tender", amount="1000.50", owner="Anna Crane",
              custom={"segment": "SMB"})  # fmt: skip
    do(client, "win", number=made["number"])

    found = truth(client, "revenue")

    assert made["amount"] == "1000.50"
    assert found["value"] == f"{before + 1000}.5"
    assert made["number"] in found["ids"]["world"]


def test_every_operation_of_the_specification_is_there() -> None:
    assert set(OPERATIONS) >= {
        "create_deal", "move_stage", "set_amount", "set_field", "win", "lose", "reopen", "delete",
        "restore", "merge", "add_call", "add_meeting", "rename_stage", "rename_user", "add_option",
    }  # fmt: skip


def test_a_story(client: FlaskClient) -> None:
    """Everything an operation needs can be said in JSON."""
    number = do(client, "create_deal", pipeline="Upsell", closing="2026-12-01T10:00:00+03:00",
                created="2026-11-01T10:00:00+03:00", contacts=[1])["number"]  # fmt: skip
    assert do(client, "move_stage", number=number, stage="Contract Sent")["moves"][-1][1] == 204
    do(client, "set_field", number=number, field="closing", value="2026-12-05T10:00:00+03:00")
    do(client, "set_field", number=number, field="amount", value="12.50")
    assert do(client, "lose", number=number, reason="Price")["loss_reason"] == "Price"
    do(client, "reopen", number=number)
    do(client, "delete", number=number)
    assert do(client, "restore", number=number)["amount"] == "12.50"
    do(client, "add_meeting", deal=number, at="2026-11-22T10:00:00+03:00", owner="Mary Finch")
    do(client, "rename_user", user="Mary Finch", first="Mary", last="Swan")
    do(client, "rename_stage", stage="Contract Sent", name="Contract", pipeline="Upsell")
    do(client, "add_option", field="segment", value="Micro")
    do(client, "set_rate", currency="USD", rate="99.5")
    world = client.get("/_control/world").json

    assert world is not None
    assert "Mary Swan" in world["users"]
    assert "Contract" in world["pipelines"]["Upsell"]
    assert truth(client, "meetings", "&owner=Mary Swan")["counted"] > 0


def test_another_world_is_put_in_its_place(client: FlaskClient) -> None:
    drawn = client.post("/_control/world", json={"kind": "drawn", "deals": 30, "activities": 9})
    russian = client.post("/_control/world", json={"kind": "demo", "language": "ru"})

    assert drawn.json is not None
    assert russian.json is not None
    assert (drawn.json["deals"], drawn.json["activities"]) == (30, 9)
    assert "Анна Журавлёва" in russian.json["users"]
    assert client.post("/_control/world", json={"kind": "flat"}).status_code == 400


@pytest.mark.parametrize(
    ("path", "told", "status"),
    [
        ("world/sell", {}, 404),
        ("world/win", {"number": 5000}, 400),
        ("world/win", {"who": 1}, 400),
        ("world/move_stage", {"number": 1, "stage": "Heaven"}, 400),
    ],
)
def test_mistakes_are_said(client: FlaskClient, path: str, told: Any, status: int) -> None:
    answer = client.post(f"/_control/{path}", json=told)

    assert answer.status_code == status
    assert answer.json is not None
    assert answer.json["error"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("happiness?start=2026-10-01&end=2026-11-24", 404),
        ("revenue?start=2026-10-01", 400),
        ("revenue?start=2026-10-01&end=2026-11-24&team=b2b", 400),
    ],
)
def test_questions_are_checked(client: FlaskClient, query: str, status: int) -> None:
    assert client.get(f"/_control/truth/{query}").status_code == status
