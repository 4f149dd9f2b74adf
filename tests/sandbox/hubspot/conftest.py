"""The demo's portal on a port of its own, with a clock that stands still."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hubspot_client import Hub

from sandbox.clock import Clock
from sandbox.serving import serve
from sandbox.state import make_sandbox

NOON = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def hub() -> Iterator[Hub]:
    """Noon in Moscow on the sample day. At the end nothing careless may have been sent."""
    made = make_sandbox(world="demo", clock=Clock(NOON, frozen=True))
    with serve(made) as running:
        yield Hub(made, f"{running.url}/hubspot")
    assert made.violations == []
