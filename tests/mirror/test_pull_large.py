"""A whole account of the reference size, read by a process that is killed on the way."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pulling import Hub, hub, quarter
from sqlalchemy import Engine, func, select

from sandbox.hubspot.naming import ACTIVITIES, DEALS
from sandbox.world.making import Size
from sync.core.choices import Calculation
from sync.mirror.tables import activities, deals, stage_changes

ROOT = Path(__file__).parents[2]
REFERENCE = Size(deals=50_000, activities=250_000, stage_changes=215_000)
"""Of the activities, 200,000 are calls and meetings."""
BUDGET = 3130
KILLED_AT = (700, 1500, 2600)
"""Calls after which the reading process is killed: among the deals, and twice among the calls. The
next one does not know how many calls were made just before, and may be told to wait once."""

READER = """
import sys
from datetime import datetime, timedelta
import requests
from sqlalchemy import create_engine
from sync.mirror.pull import Order, pull
from sync.secrets import Secret
from sync.sources.hubspot import HubSpotClient, HubSpotSource, Terms
from sync.transport import Clock

database, sandbox, token, connection = sys.argv[1:]
told = requests.Session()
clock = told.get(f"{sandbox}/_control/clock", timeout=30).json()
moments = [datetime.fromisoformat(clock["now"])]

def now():
    return moments[-1]

def sleep(seconds):
    told.post(f"{sandbox}/_control/clock", json={"advance": seconds}, timeout=30)
    moments.append(now() + timedelta(seconds=seconds))

client = HubSpotClient(
    Secret(token), f"{sandbox}/hubspot",
    Terms(clock=Clock(lambda: now().timestamp(), sleep, lambda: 0.5)),
)
pull(create_engine(database), connection, HubSpotSource(client), Order(now))
"""


@dataclass
class Assassin:
    """Kills the reading process in the middle of a call."""

    at: list[int] = field(default_factory=lambda: list(KILLED_AT))
    seen: int = 0
    victim: subprocess.Popen[bytes] | None = None

    def watch(self, what: str) -> None:
        """Called before each call and after its answer was made."""
        if "/hubspot/" not in what:
            return
        self.seen += 1
        if self.victim and self.at and self.seen >= 2 * self.at[0]:
            self.at.pop(0)
            self.victim.kill()


def read(portal: Hub, assassin: Assassin) -> int:
    """Read in a process of its own; how it ended."""
    address = portal.engine.url.render_as_string(hide_password=False)
    url = portal.address.removesuffix("/hubspot")
    given = [address, url, portal.token, portal.connection]
    with subprocess.Popen([sys.executable, "-c", READER, *given], cwd=ROOT) as victim:
        assassin.victim = victim
        try:
            return victim.wait(timeout=200)
        finally:
            victim.kill()


@pytest.mark.slow
def test_fifty_thousand_deals_survive_three_kills(
    engine: Engine, record_property: Callable[[str, object], None]
) -> None:
    with hub(engine, size=REFERENCE) as portal:
        assassin = Assassin()
        portal.sandbox.between.append(assassin.watch)
        begun, started = portal.sandbox.clock.now(), time.monotonic()

        ends = [read(portal, assassin) for _ in range(len(KILLED_AT) + 1)]

        seconds = time.monotonic() - started
        calls = [call for call in portal.sandbox.calls if call.service == "hubspot"]
        simulated = (portal.sandbox.clock.now() - begun).total_seconds()
        record_property("figure", f"HubSpot, 50,000 deals and 200,000 activities, killed three"
                        f" times: {len(calls)} calls (budget {BUDGET}), {simulated:.0f} s by the"
                        f" limits, {seconds:.0f} s here")  # fmt: skip
        assert ends == [-9, -9, -9, 0]
        assert 0.8 * BUDGET <= len(calls) <= 1.2 * BUDGET
        assert sum(call.status == 429 for call in calls) <= len(KILLED_AT)
        nothing_is_lost_or_doubled(portal)
        assert portal.disagreements(
            [quarter(one.key, pipeline="Sales", field="Segment", option="SMB")
             for one in Calculation if one.name not in {"MEDIAN_CHECK", "DEALS_SHARE"}]
        ) == []  # fmt: skip


def nothing_is_lost_or_doubled(portal: Hub) -> None:
    world = portal.sandbox.world
    alive = [deal for deal in world.deals.values() if deal.deleted is None]
    acted = [one for one in world.activities.values() if one.deleted is None and one.kind != "task"]
    mine = f"{portal.connection}#"
    with portal.engine.connect() as database:
        found = [
            set(database.scalars(select(table.c.id).where(table.c.connection.startswith(mine))))
            for table in (deals, activities)
        ]
        moves = database.scalar(
            select(func.count()).select_from(stage_changes)
            .join(deals, (deals.c.id == stage_changes.c.deal_id)
                  & (deals.c.connection == stage_changes.c.connection))
            .where(deals.c.connection.startswith(mine))
        )  # fmt: skip
    assert found[0] == {DEALS.of(deal.number) for deal in alive}
    assert found[1] == {ACTIVITIES.of(one.number) for one in acted}
    assert moves == sum(len(deal.moves) for deal in alive)
