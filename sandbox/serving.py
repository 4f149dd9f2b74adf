"""The sandbox on a port of this machine, in threads of this process."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from sandbox.app import create_app
from sandbox.state import Sandbox
from sandbox.wire import WireServer


class Running:
    """A served sandbox; leaving the ``with`` block stops it."""

    def __init__(self, sandbox: Sandbox, server: WireServer) -> None:
        self.sandbox, self._server = sandbox, server
        self.port = server.port
        self.url = f"http://127.0.0.1:{server.port}"

    def stop(self) -> None:
        """Close the port and every connection."""
        self._server.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def serve(sandbox: Sandbox, port: int = 0) -> Running:
    """Serve on loopback; port 0 takes any free one. It answers when this returns."""
    server = WireServer(create_app(sandbox), port)
    running = Running(sandbox, server)
    sandbox.url = running.url
    sandbox.google.base_url = f"{running.url}/google"
    server.start()
    return running
