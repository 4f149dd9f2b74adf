"""Searches are limited for a whole account: another program may have used the second up."""

from __future__ import annotations

from sandbox.clock import Clock
from sandbox.serving import serve
from sandbox.state import make_sandbox
from sandbox.world.demo import make_demo
from sync.secrets import Secret
from sync.sources.hubspot.client import HubSpotClient, Terms
from sync.transport import Clock as ClientClock

BODY = {"filterGroups": [], "limit": 1}


def test_a_search_after_others_waits_for_a_second_and_no_longer() -> None:
    """Whoever presses the button three times in a row does not wait for ten seconds."""
    sandbox = make_sandbox(world="empty", clock=Clock(frozen=True))
    sandbox.use_world(make_demo(sandbox.clock))
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        sandbox.clock.advance(seconds)

    with serve(sandbox) as running:
        told = ClientClock(lambda: sandbox.clock.now().timestamp(), wait, lambda: 0.5)
        token, address = Secret(sandbox.hubspot.tokens.private), f"{running.url}/hubspot"
        one, other = (HubSpotClient(token, address, Terms(clock=told)) for _ in range(2))
        for _ in range(5):
            one.search("deals", BODY)

        found = other.search("deals", BODY)

    assert found["total"] > 0
    assert waits == [1.05]
