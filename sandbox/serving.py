"""The sandbox on a port of this machine, in threads of this process."""

from __future__ import annotations

import threading
from types import TracebackType
from typing import Self

from sandbox.app import create_app
from sandbox.state import Sandbox
from sandbox.wire import WireServer

TICK = 0.2
"""Seconds between two looks at what is due."""


class Running:
    """A served sandbox; leaving the ``with`` block stops it."""

    def __init__(self, sandbox: Sandbox, server: WireServer) -> None:
        self.sandbox, self._server, self._stopping = sandbox, server, threading.Event()
        self.port = server.port
        self.url = f"http://127.0.0.1:{server.port}"

    def stop(self) -> None:
        """Close the port and every connection."""
        self._stopping.set()
        self._server.stop()

    def tick(self) -> None:
        """Run what is due as real time passes, until the sandbox is stopped.

        Tests do without: there things become due when the clock jumps or a request comes.
        """
        while not self._stopping.wait(TICK):
            self.sandbox.schedule.run_due()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def serve(sandbox: Sandbox, port: int = 0, *, ticking: bool = False) -> Running:
    """Serve on loopback; port 0 takes any free one. It answers when this returns.

    With ``ticking``, what is due later happens by itself, as a demo needs it.
    """
    server = WireServer(create_app(sandbox), port)
    running = Running(sandbox, server)
    sandbox.url = running.url
    sandbox.google.base_url = f"{running.url}/google"
    sandbox.notion.base_url = f"{running.url}/notion"
    server.start()
    if ticking:
        threading.Thread(target=running.tick, daemon=True, name="sandbox-ticker").start()
    return running
