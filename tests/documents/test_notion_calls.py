"""How many requests a Notion document takes, under the limit that Notion sets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import ceil

import pytest
from documents.google_files import OWNER
from documents.notion_tables import Filled, fill
from teams import NOW, Places, Team, ToldMeter, sync

from sandbox.clock import Clock
from sandbox.serving import serve
from sandbox.state import Call, Sandbox, make_sandbox
from sync.core.databases import READ
from sync.core.ports import Document
from sync.core.vocabulary import Change, Plan
from sync.documents.notion import NotionDocument
from sync.documents.notion.exchange import Habits, make_line
from sync.secrets import Secret
from sync.transport import Clock as Waits

SECONDS_A_CALL = 0.3
KEY_RESULTS, METRICS = 100, 20
MINUTE = 60
PER_MINUTE = 180


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """Its clock stands still but for calls and waiting; 180 requests a minute are enforced."""
    made = make_sandbox(world="empty", clock=Clock(NOW, frozen=True))
    with serve(made):
        made.between.append(lambda _: made.clock.advance(SECONDS_A_CALL / 2))
        yield made


@pytest.fixture
def filled(sandbox: Sandbox) -> Filled:
    objectives = [{"id": f"O-{n:03d}", "title": f"Grow {n}"} for n in range(1, 26)]
    metrics = [{"id": f"M-{n:03d}", "title": f"Deals {n}", "source": "CRM export",
                "calculation": "Won deals"} for n in range(1, METRICS + 1)]  # fmt: skip
    results = [
        {"id": f"KR-{n:03d}", "title": f"From 10 to {n + 20} deals", "type": "Reach a level",
         "objective": f"O-{(n - 1) // 4 + 1:03d} · Grow {(n - 1) // 4 + 1}", "start": 10,
         "target": n + 20, **({"metric": f"M-{n // 5:03d} · Deals {n // 5}"} if n % 5 == 0
                              else {"typed": n % 7 + 9})}
        for n in range(1, KEY_RESULTS + 1)
    ]  # fmt: skip
    team = Team(objectives, results, metrics, spare=0)
    anna = sandbox.notion.add_user("Anna", email=OWNER)
    return fill(sandbox.notion, team.sheets(), "en", anna.id)


def opened(sandbox: Sandbox, filled: Filled, book: Places) -> NotionDocument:
    clock = sandbox.clock
    waits = Waits(lambda: clock.now().timestamp(), clock.advance)
    token = Secret(filled.token.secret)
    line = make_line(token, sandbox.notion.base_url, Habits(clock=waits))
    return NotionDocument(line, filled.binding, book.shown_of)


def queries(filled: Filled) -> int:
    """The fewest that read everything: one for every hundred rows of a database."""
    return sum(max(1, ceil(len(filled.rows(tab)) / 100)) for tab in READ)


def told(shift: int = 0) -> ToldMeter:
    return ToldMeter({f"M-{n:03d}": str(12 + n + shift) for n in range(1, METRICS + 1)})


def test_a_first_sync_writes_each_row_once_and_meets_no_limit(
    sandbox: Sandbox, filled: Filled
) -> None:
    """A hundred weekly rows are new; every other request is one row's."""
    reads, document = queries(filled), opened(sandbox, filled, Places())

    report = sync(document, told(), Places())

    rows = {(c.place, c.row) for c in report.plan.changes if c.row}
    assert len(rows) == 1 + 25 + KEY_RESULTS + METRICS
    assert document.calls == {"read": reads, "write": len(rows) + KEY_RESULTS}
    assert statuses(sandbox.calls) == {200}
    assert busiest(sandbox.calls) == PER_MINUTE


def test_nothing_changed_is_read_and_not_written(sandbox: Sandbox, filled: Filled) -> None:
    book = Places()
    sync(opened(sandbox, filled, book), told(), book)
    document: Document = opened(sandbox, filled, book)

    sync(document, told(), book)

    assert document.calls == {"read": queries(filled), "write": 0}


def test_120_changed_values_in_100_rows_take_100_requests(sandbox: Sandbox, filled: Filled) -> None:
    """However soon after another run."""
    book = Places()
    sync(opened(sandbox, filled, book), told(), book)
    sandbox.clock.advance(MINUTE)
    sandbox.calls.clear()
    document = opened(sandbox, filled, book)
    rows = document.read().tables["key_results"].rows
    changes = [
        Change("key_results", str(row.value("id")), key, None, Decimal(row.number), row.number)
        for row in rows
        for key in (("current", "crm") if row.number % 5 == 0 else ("current",))
    ]
    began = sandbox.clock.now()

    document.apply(Plan(tuple(changes)))

    assert len(changes) == 120
    assert document.calls == {"read": queries(filled), "write": KEY_RESULTS}
    assert statuses(sandbox.calls) == {200}
    assert (sandbox.clock.now() - began).total_seconds() < KEY_RESULTS * SECONDS_A_CALL + 1


def test_documents_of_one_connection_share_its_limit(sandbox: Sandbox, filled: Filled) -> None:
    """Two runs at once, or one after the other: no request is refused."""
    clock = sandbox.clock
    waits = Waits(lambda: clock.now().timestamp(), clock.advance)
    line = make_line(Secret(filled.token.secret), sandbox.notion.base_url, Habits(clock=waits))

    for shift in range(3):
        book = Places()
        sync(NotionDocument(line, filled.binding, book.shown_of), told(shift), book)

    assert statuses(sandbox.calls) == {200}


def statuses(calls: Sequence[Call]) -> set[int]:
    return {call.status for call in calls}


def busiest(calls: Sequence[Call]) -> int:
    """The most requests that fell into any minute."""
    moments = [call.at.timestamp() for call in calls]
    return max(sum(at <= one < at + MINUTE for one in moments) for at in moments)
