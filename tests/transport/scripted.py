"""A server that answers each request with the bytes a test wrote down, and a clock that stands."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from sync.transport import Clock

TLS = b"\x16\x03"
Answer = bytes | Callable[[socket.socket], None]


def answer(status: int = 200, body: bytes = b'{"ok": true}', *headers: str) -> bytes:
    """A whole answer with its length."""
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


def drip(head: bytes, body: bytes, pause: float) -> Callable[[socket.socket], None]:
    """A head at once, then a byte at a time."""

    def send(connection: socket.socket) -> None:
        with contextlib.suppress(OSError):
            connection.sendall(head)
            for place in range(len(body)):
                time.sleep(pause)
                connection.sendall(body[place : place + 1])

    return send


def reset(connection: socket.socket) -> None:
    """No answer but a reset."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def silence(connection: socket.socket) -> None:
    """No answer until the client gives up."""
    with contextlib.suppress(OSError):
        connection.settimeout(5)
        connection.recv(1)


@dataclass
class Server:
    """Answers from a list; the last one is repeated."""

    answers: list[Answer]
    requests: list[bytes] = field(default_factory=list)
    url: str = ""

    def serve(self, listener: socket.socket) -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                self.requests.append(read_request(connection))
                step = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
                if callable(step):
                    step(connection)
                else:
                    connection.sendall(step)


def read_request(connection: socket.socket) -> bytes:
    received = b""
    while b"\r\n\r\n" not in received:
        received += connection.recv(65536)
        if received.startswith(TLS):
            return received
    head, _, body = received.partition(b"\r\n\r\n")
    length = next(
        (int(line.split(b":")[1]) for line in head.lower().split(b"\r\n")
         if line.startswith(b"content-length")), 0,
    )  # fmt: skip
    while len(body) < length:
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body


@contextlib.contextmanager
def serving(*answers: Answer) -> Iterator[Server]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = Server(list(answers), url=f"http://127.0.0.1:{listener.getsockname()[1]}/path")
        thread = threading.Thread(target=server.serve, args=(listener,), daemon=True)
        thread.start()
        yield server
        listener.shutdown(socket.SHUT_RDWR)
    thread.join(5)


@dataclass
class Watch:
    """Time that passes by sleeping alone."""

    at: float = 1000.0
    slept: list[float] = field(default_factory=list)
    chance: float = 1.0

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.at += seconds

    @property
    def clock(self) -> Clock:
        return Clock(lambda: self.at, self.sleep, lambda: self.chance)
