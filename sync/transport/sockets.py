"""Connections that never outlive the deadline of a call, however slowly the other side drips.

The timeout of ``requests`` starts anew with every byte. Here every read from the socket gets what
is left until the deadline, for the head of an answer as for its body.
"""

from __future__ import annotations

import http.client
import io
import socket
import time
from contextvars import ContextVar
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

deadline: ContextVar[float] = ContextVar("deadline")
"""The moment of ``time.monotonic`` at which the call under way is over. Sockets live in real time,
whatever clock the transport goes by."""

CONNECT = 10.0
"""Seconds at most for a connection to come about."""


def prepare(session: requests.Session) -> requests.Session:
    """A session that heeds deadlines, stays where it was sent, and takes nothing from the
    environment: no proxies, no ``.netrc``."""
    session.trust_env = False
    if _stay not in session.hooks["response"]:
        session.hooks["response"].append(_stay)
    for prefix in ("https://", "http://"):
        session.mount(prefix, _Adapter(max_retries=0))
    return session


def _stay(response: requests.Response, **_: object) -> None:
    """Even unfollowed, ``requests`` reads the whole body of a redirect, whatever its size."""
    response.headers.pop("Location", None)


class _Stream(io.RawIOBase):
    """What comes out of a socket until the deadline."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock, self._inner = sock, sock.makefile("rb", buffering=0)
        self._ends = deadline.get()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left = self._ends - time.monotonic()
        if left <= 0:
            raise TimeoutError("deadline")
        self._sock.settimeout(left)
        return self._inner.readinto(buffer)

    def close(self) -> None:
        self._inner.close()
        super().close()


class _Socket:
    """All that an answer needs of its socket."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock

    def makefile(self, *_: object) -> io.BufferedReader:
        return io.BufferedReader(_Stream(self._sock))


class _Answer(http.client.HTTPResponse):
    def __init__(self, sock: Any, *rest: Any, **more: Any) -> None:
        super().__init__(_Socket(sock), *rest, **more)  # type: ignore[arg-type] # it only calls makefile


class _Connection(HTTPConnection):
    response_class = _Answer


class _SecureConnection(HTTPSConnection):
    response_class = _Answer


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureConnection


class _Adapter(HTTPAdapter):
    """The usual adapter with these connections."""

    def init_poolmanager(self, *args: Any, **more: Any) -> None:
        super().init_poolmanager(*args, **more)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}
