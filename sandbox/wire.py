"""A small HTTP/1.1 server that can also misbehave: lose, cut, delay or drip an answer.

Ordinary WSGI servers hide the socket, so a lost answer could only be pretended there. One thread a
connection, kept alive; loopback only.
"""

from __future__ import annotations

import contextlib
import io
import socket
import struct
import sys
import threading
from collections.abc import Callable, Iterable
from typing import Any, BinaryIO
from urllib.parse import unquote_to_bytes

from sandbox.faults import Fault

WsgiApp = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
NO_BODY = frozenset({"204", "304"})
LONGEST_DELAY = 3600.0


class ConnectionEndError(Exception):
    """The connection ends here, as a fault demands."""


class WireServer:
    """Listens on loopback and answers with a WSGI app until it is stopped."""

    def __init__(self, app: WsgiApp, port: int = 0) -> None:
        self._app = app
        self._listener = socket.create_server(("127.0.0.1", port), backlog=128)
        self.port: int = self._listener.getsockname()[1]
        self._open: set[socket.socket] = set()
        self._stopping = threading.Event()
        self._acceptor = threading.Thread(target=self._accept, daemon=True, name="sandbox")

    def start(self) -> None:
        """Answer from now on, in threads of this process."""
        self._acceptor.start()

    def stop(self) -> None:
        """Close every connection and listen no more."""
        self._stopping.set()
        _close(self._listener)
        for connection in tuple(self._open):
            _close(connection)
        self._acceptor.join(timeout=5)

    def _accept(self) -> None:
        while not self._stopping.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._open.add(connection)
            threading.Thread(target=self._converse, args=(connection,), daemon=True).start()

    def _converse(self, connection: socket.socket) -> None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            with connection.makefile("rb") as reader:
                while not self._stopping.is_set() and self._exchange(connection, reader):
                    pass
        except (OSError, ValueError, ConnectionEndError):
            pass
        finally:
            self._open.discard(connection)
            _close(connection)

    def _exchange(self, connection: socket.socket, reader: BinaryIO) -> bool:
        """One request and its answer; whether the connection stays open."""
        environ = read_request(reader, connection)
        if environ is None:
            return False
        environ["SERVER_PORT"] = str(self.port)
        head, body, keep = _answer(self._app, environ)
        faults: list[Fault] = environ["sandbox.wire"]
        if not faults:
            connection.sendall(head + body)
            return keep
        for fault in faults:
            self._misbehave(connection, fault, head, body)
        return keep

    def _misbehave(self, connection: socket.socket, fault: Fault, head: bytes, body: bytes) -> None:
        if fault.kind == "delay":
            self._stopping.wait(min(fault.seconds, LONGEST_DELAY))
            connection.sendall(head + body)
            return
        half = body[: len(body) // 2]
        length = f"Content-Length: {len(body)}\r\n".encode()
        if fault.kind == "truncate":
            connection.sendall(head + half)
        elif fault.kind == "truncate_chunked":
            chunked = head.replace(length, b"Transfer-Encoding: chunked\r\n")
            connection.sendall(chunked + f"{len(body):x}\r\n".encode() + half)
        elif fault.kind == "truncate_matching_length":
            connection.sendall(
                head.replace(length, f"Content-Length: {len(half)}\r\n".encode()) + half
            )
            return
        elif fault.kind == "drip":
            self._drip(connection, fault, head, body)
            return
        if fault.reset:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        raise ConnectionEndError

    def _drip(self, connection: socket.socket, fault: Fault, head: bytes, body: bytes) -> None:
        connection.sendall(head)
        for place in range(len(body)):
            if self._stopping.wait(fault.seconds):
                raise ConnectionEndError
            connection.sendall(body[place : place + 1])


def read_request(reader: BinaryIO, connection: socket.socket) -> dict[str, Any] | None:
    """The WSGI environment of the next request; nothing when the client has gone."""
    line = reader.readline(1_000_000)
    if not line.strip():
        return None
    method, target, version = line.decode("latin-1").split()
    headers: dict[str, str] = {}
    while (line := reader.readline(100_000)) not in {b"\r\n", b"\n", b""}:
        name, _, value = line.decode("latin-1").partition(":")
        headers[name.strip().upper().replace("-", "_")] = value.strip()
    if "100-CONTINUE" in headers.get("EXPECT", "").upper():
        connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
    content = _read_body(reader, headers)
    return _environ(method, target, version, headers) | {"wsgi.input": io.BytesIO(content)}


def _read_body(reader: BinaryIO, headers: dict[str, str]) -> bytes:
    if headers.get("TRANSFER_ENCODING", "").lower() == "chunked":
        parts: list[bytes] = []
        while size := int(reader.readline().split(b";")[0], 16):
            parts.append(reader.read(size))
            reader.readline()
        reader.readline()
        body = b"".join(parts)
    else:
        body = reader.read(int(headers.get("CONTENT_LENGTH") or 0))
    headers.pop("TRANSFER_ENCODING", None)
    headers["CONTENT_LENGTH"] = str(len(body))
    return body


def _environ(method: str, target: str, version: str, headers: dict[str, str]) -> dict[str, Any]:
    path, _, query = target.partition("?")
    if "://" in path:
        path = "/" + path.split("://", 1)[1].partition("/")[2]
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
        "REQUEST_URI": target,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PROTOCOL": version,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "sandbox.wire": [],
    }
    for name, value in headers.items():
        plain = name in {"CONTENT_TYPE", "CONTENT_LENGTH"}
        environ[name if plain else f"HTTP_{name}"] = value
    return environ


def _answer(app: WsgiApp, environ: dict[str, Any]) -> tuple[bytes, bytes, bool]:
    """Head and body as they go out, and whether the connection stays open afterwards."""
    begun: list[tuple[str, list[tuple[str, str]]]] = []
    parts = app(environ, lambda status, headers, *_: begun.append((status, headers)))
    body = b"".join(parts)
    if callable(close := getattr(parts, "close", None)):
        close()
    status, headers = begun[-1]
    keep = environ.get("HTTP_CONNECTION", "").lower() != "close"
    lines = [f"HTTP/1.1 {status}"]
    lines += [f"{name}: {value}" for name, value in headers if name.lower() != "content-length"]
    if status[:3] not in NO_BODY:
        lines.append(f"Content-Length: {len(body)}")
    lines.append(f"Connection: {'keep-alive' if keep else 'close'}\r\n\r\n")
    silent = environ["REQUEST_METHOD"] == "HEAD" or status[:3] in NO_BODY
    return "\r\n".join(lines).encode("latin-1"), b"" if silent else body, keep


def _close(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()
