"""One attempt: send, read no more than allowed, and say what came of it."""

from __future__ import annotations

import io
import time
from http import HTTPStatus

import requests
from requests import exceptions as broken
from urllib3 import exceptions as torn

from sync.transport.calls import Call, Repeat
from sync.transport.errors import HTML, Failure, Kind
from sync.transport.sockets import CONNECT, deadline
from sync.transport.waiting import asked_wait

CHUNK = 16_384
"""Packed bytes at a time; unpacked they are a thousand times as many at most."""
MOST_OF_AN_ERROR = 65_536
_GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)


class _TooLargeError(Exception):
    pass


def attempt(session: requests.Session, call: Call) -> requests.Response | Failure:
    """The answer with its body read, or what went wrong."""
    token = deadline.set(time.monotonic() + call.deadline)
    raw = None
    try:
        response = _send(session, call)
        raw = response.raw
        response.raw = io.BytesIO(_body(response, call))
    except broken.ConnectTimeout:
        return Failure(Kind.UNREACHABLE)
    except (broken.Timeout, torn.TimeoutError, TimeoutError):
        return Failure(Kind.SLOW)
    except (broken.SSLError, broken.ConnectionError, torn.HTTPError, OSError) as error:
        return Failure(_kind_of_break(error, begun=raw is not None))
    except _TooLargeError:
        return Failure(Kind.LARGE)
    finally:
        if raw is not None:
            raw.close()
        deadline.reset(token)
    return _judged(response, call)


def _send(session: requests.Session, call: Call) -> requests.Response:
    return session.request(
        call.method,
        call.url,
        params=call.params,
        json=call.json,
        data=call.form,
        headers=dict(call.headers or {}),
        timeout=(min(CONNECT, call.deadline), call.deadline),
        allow_redirects=False,
        stream=True,
    )


def _body(response: requests.Response, call: Call) -> bytes:
    """The body as far as it may go, unpacked."""
    parts, size = [], 0
    most = call.most_bytes if response.status_code < HTTPStatus.BAD_REQUEST else MOST_OF_AN_ERROR
    while part := response.raw.read1(CHUNK, decode_content=True):
        parts.append(part)
        size += len(part)
        if size > call.most_bytes:
            raise _TooLargeError
        if size > most:
            break
    return b"".join(parts)


def _kind_of_break(error: Exception, *, begun: bool) -> Kind:
    """What a broken connection means: before it stood, nothing can have been sent."""
    if begun:
        return Kind.GARBLED
    causes: list[object] = [error, *error.args, *(getattr(a, "reason", None) for a in error.args)]
    if any(isinstance(cause, TimeoutError | torn.ReadTimeoutError) for cause in causes):
        return Kind.SLOW
    never = (torn.NewConnectionError, torn.SSLError, broken.SSLError)
    return Kind.UNREACHABLE if any(isinstance(cause, never) for cause in causes) else Kind.LOST


def _judged(response: requests.Response, call: Call) -> requests.Response | Failure:
    if call.repeat is Repeat.DELETE and response.status_code in _GONE:
        return response
    kind = _kind_of_status(response, call)
    if kind is not None:
        return _failure(kind, response)
    return response if _readable(response, call) else Failure(Kind.GARBLED, response.status_code)


def _kind_of_status(response: requests.Response, call: Call) -> Kind | None:
    """What a status tells of a failure; None for a success."""
    status = response.status_code
    if status < HTTPStatus.BAD_REQUEST:
        return Kind.MOVED if status >= HTTPStatus.MULTIPLE_CHOICES else None
    own = call.judge(status, response.content) if call.judge else None
    if own is not None or status == HTTPStatus.TOO_MANY_REQUESTS:
        return own or Kind.BUSY
    if status == HTTPStatus.REQUEST_TIMEOUT or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Kind.FAILED
    html = response.content.lstrip().startswith(HTML)
    return Kind.FAILED if html and status != HTTPStatus.NOT_FOUND else Kind.REFUSED


def _failure(kind: Kind, response: requests.Response) -> Failure:
    wait = asked_wait(response.headers) if kind in {Kind.BUSY, Kind.FAILED} else None
    return Failure(kind, response.status_code, response.content, wait)


def _readable(response: requests.Response, call: Call) -> bool:
    """Whether the body of a success is what it should be."""
    if call.shape is None:
        return True
    if response.status_code == HTTPStatus.NO_CONTENT:
        return not response.content
    try:
        body = response.json()
    except ValueError:
        return False
    return call.shape(body)
