"""The one HTTP policy against a server that does everything wrong."""

from __future__ import annotations

import gzip
import logging
import socket
import time

import pytest
import requests
from transport.scripted import Answer, Watch, answer, drip, reset, serving, silence

from sync.transport import Call, Kind, Limit, Patience, Repeat, Throttle, Transport, TransportError

OK = answer()
HEAD = b"HTTP/1.1 200 X\r\nContent-Length: 400\r\n\r\n"
CUT = answer()[:-4]
CUT_CHUNK = b'HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{"ok'
HTML = b"<!DOCTYPE html><html>Sign in</html>"
BOMB = gzip.compress(b" " * 30_000_000)


def call(url: str, repeat: Repeat = Repeat.READ, **more: object) -> Call:
    return Call(
        method="POST", url=url, template="/path", repeat=repeat, **{"deadline": 2.0, **more}  # type: ignore[arg-type]
    )  # fmt: skip


def transport(watch: Watch | None = None, **more: object) -> Transport:
    return Transport("Test", clock=(watch or Watch()).clock, **more)  # type: ignore[arg-type]


def failed(carrier: Transport, what: Call) -> TransportError:
    with pytest.raises(TransportError) as caught:
        carrier.send(what)
    return caught.value


FAULTS: list[tuple[str, Answer, Kind]] = [
    ("500", answer(500), Kind.FAILED),
    ("529", answer(529), Kind.FAILED),
    ("504 HTML", answer(504, HTML), Kind.FAILED),
    ("403 HTML", answer(403, HTML), Kind.FAILED),
    ("empty close", b"", Kind.LOST),
    ("reset", reset, Kind.LOST),
    ("cut, length known", CUT, Kind.GARBLED),
    ("cut, chunked", CUT_CHUNK, Kind.GARBLED),
    ("cut, length adapted", answer(200, b'{"ok": tr'), Kind.GARBLED),
    ("empty 200", answer(200, b""), Kind.GARBLED),
    ("HTML 200", answer(200, HTML), Kind.GARBLED),
    ("a mere text", answer(200, b'"ok"'), Kind.GARBLED),
    ("no gzip", answer(200, b"{}", "Content-Encoding: gzip"), Kind.GARBLED),
    ("no HTTP", b"220 ftp ready\r\n", Kind.LOST),
]  # fmt: skip


@pytest.mark.parametrize(("fault", "kind"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS])
@pytest.mark.parametrize("repeat", [Repeat.READ, Repeat.SET, Repeat.DELETE])
def test_what_is_harmless_is_repeated(fault: Answer, kind: Kind, repeat: Repeat) -> None:
    with serving(fault, fault, OK) as server:
        assert transport().send(call(server.url, repeat)).json() == {"ok": True}

    assert len(server.requests) == 3


@pytest.mark.parametrize(("fault", "kind"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS])
@pytest.mark.parametrize("repeat", [Repeat.CREATE, Repeat.TOKEN])
def test_what_may_have_happened_is_not_repeated(fault: Answer, kind: Kind, repeat: Repeat) -> None:
    with serving(fault) as server:
        error = failed(transport(), call(server.url, repeat))

    assert (error.kind, error.ambiguous, error.permanent) == (kind, True, False)
    assert len(server.requests) == 1


@pytest.mark.parametrize(("fault", "kind"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS])
def test_patience_ends(fault: Answer, kind: Kind) -> None:
    with serving(fault) as server:
        error = failed(transport(), call(server.url))

    assert (error.kind, error.ambiguous) == (kind, False)
    assert len(server.requests) == Patience().attempts


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 422])
def test_a_refusal_is_final_and_keeps_its_words(status: int) -> None:
    with serving(answer(status, b'{"error": {"message": "no"}}')) as server:
        error = failed(transport(), call(server.url, Repeat.CREATE))

    assert (error.kind, error.status, error.permanent) == (Kind.REFUSED, status, True)
    assert not error.ambiguous
    assert error.json() == {"error": {"message": "no"}}
    assert len(server.requests) == 1


def test_what_is_gone_already_counts_as_deleted() -> None:
    with serving(answer(404)) as server:
        assert transport().send(call(server.url, Repeat.DELETE)).status_code == 404


def test_nothing_sent_is_nothing_done() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/"

    error = failed(transport(), call(url, Repeat.CREATE))

    assert (error.kind, error.ambiguous) == (Kind.UNREACHABLE, False)


def test_unknown_hosts_are_not_reached() -> None:
    error = failed(transport(), call("http://nowhere.invalid/", Repeat.CREATE))

    assert (error.kind, error.ambiguous) == (Kind.UNREACHABLE, False)


def test_a_server_without_tls_is_not_reached() -> None:
    with serving(OK) as server:
        error = failed(transport(), call(server.url.replace("http:", "https:"), Repeat.CREATE))

    assert (error.kind, error.ambiguous) == (Kind.UNREACHABLE, False)


def test_redirects_are_not_followed() -> None:
    with serving(answer(302, b"", "Location: http://127.0.0.1:1/")) as server:
        error = failed(transport(), call(server.url))

    assert (error.kind, error.permanent, len(server.requests)) == (Kind.MOVED, True, 1)


@pytest.mark.parametrize("slow", [silence, drip(HEAD, b" " * 400, 0.02), drip(b"", HEAD, 0.02)])
def test_the_deadline_ends_silence_and_drips(slow: Answer) -> None:
    started = time.monotonic()
    with serving(slow) as server:
        error = failed(transport(), call(server.url, Repeat.CREATE, deadline=0.3))
        lasted = time.monotonic() - started

    assert (error.kind, error.ambiguous) == (Kind.SLOW, True)
    assert lasted < 1.5


def test_bombs_are_not_unpacked_to_the_end() -> None:
    with serving(answer(200, BOMB, "Content-Encoding: gzip")) as server:
        error = failed(transport(), call(server.url))

    assert (error.kind, len(server.requests)) == (Kind.LARGE, 1)


def test_packed_answers_are_unpacked() -> None:
    body = b'{"long": "%s"}' % (b"text " * 100_000)
    with serving(answer(200, gzip.compress(body), "Content-Encoding: gzip")) as server:
        assert transport().send(call(server.url)).content == body


def test_other_shapes_are_not_answers() -> None:
    with serving(OK) as server:
        error = failed(transport(), call(server.url, shape=lambda body: "id" in body))

    assert error.kind is Kind.GARBLED


def test_no_content_is_an_answer() -> None:
    with serving(b"HTTP/1.1 204 X\r\n\r\n") as server:
        assert transport().send(call(server.url, Repeat.SET)).status_code == 204


DATE = "Date: Wed, 14 Oct 2026 10:00:00 GMT"


@pytest.mark.parametrize(
    ("headers", "waits"),
    [
        (("Retry-After: 7",), [7.7]),
        (("Retry-After: 0",), [0]),
        (("Retry-After: 1.5",), [1.65]),
        ((DATE, "Retry-After: Wed, 14 Oct 2026 10:00:20 GMT"), [22]),
        ((DATE, "Retry-After: Wed, 14 Oct 2026 09:00:00 GMT"), [0]),
        (("Retry-After: Wed, 14 Oct 2026 10:00:20 GMT",), [11]),
        (("Retry-After: soon",), [11]),
        (("Retry-After: -5",), [11]),
        (("Retry-After: 99999999999999999999999999 GMT",), [11]),
        ((), [11]),
    ],
)
def test_services_say_how_long_to_wait(headers: tuple[str, ...], waits: list[float]) -> None:
    watch = Watch()
    with serving(answer(429, b"{}", *headers), OK) as server:
        transport(watch).send(call(server.url, Repeat.CREATE))

    assert watch.slept == waits


def test_an_hour_is_too_long_to_wait() -> None:
    """Whoever asks next is told at once, without a request."""
    carrier = transport()
    with serving(answer(429, b"{}", "Retry-After: 3600")) as server:
        errors = [failed(carrier, call(server.url)) for _ in range(2)]

    assert [(e.kind, e.wait, e.permanent) for e in errors] == [(Kind.BUSY, 3600, False)] * 2
    assert len(server.requests) == 1


def test_waits_grow_and_are_drawn() -> None:
    full, half = Watch(), Watch(chance=0.5)
    with serving(answer(500)) as server:
        failed(transport(full), call(server.url))
        failed(transport(half), call(server.url))

    assert (full.slept, half.slept) == ([0.5, 1, 2], [0.25, 0.5, 1])


def test_limits_are_shared() -> None:
    watch = Watch()
    throttle = Throttle([Limit(2, 10, ("read",))])
    with serving(OK) as server:
        for carrier in (transport(watch, throttle=throttle), transport(watch, throttle=throttle)):
            for repeat in (Repeat.READ, Repeat.READ, Repeat.SET):
                carrier.send(call(server.url, repeat))

    assert watch.slept == [10]


def test_a_wait_asked_for_holds_back_the_others() -> None:
    watch = Watch()
    throttle = Throttle()
    throttle.hold(watch.at + 20)
    with serving(OK) as server:
        transport(watch, throttle=throttle).send(call(server.url))

    assert watch.slept == [22]


def test_a_service_that_is_down_is_left_alone() -> None:
    watch = Watch(chance=0)
    carrier = transport(watch)
    with serving(answer(500)) as server:
        kinds = [failed(carrier, call(server.url)).kind for _ in range(3)]
        asked = len(server.requests)
        watch.at += 61
        server.answers[:] = [answer(500)]
        probed = failed(carrier, call(server.url)).kind
        watch.at += 61
        server.answers[:] = [OK]
        carrier.send(call(server.url))
        carrier.send(call(server.url))

    assert (kinds, asked) == ([Kind.FAILED, Kind.FAILED, Kind.RESTING], 5)
    assert (probed, len(server.requests)) == (Kind.FAILED, 8)


def test_a_service_may_judge_its_own_errors() -> None:
    """Here 409 is a collision that passes, and a 429 with a word in it is final."""

    def judge(status: int, body: bytes) -> Kind | None:
        final = Kind.REFUSED if b"never" in body else None
        return Kind.CLASHED if status == 409 else final

    with serving(answer(409), OK, answer(429, b"never"), answer(409)) as server:
        transport().send(call(server.url, Repeat.SET, judge=judge))
        blocked = failed(transport(), call(server.url, Repeat.SET, judge=judge))
        clashed = failed(transport(), call(server.url, Repeat.SET, judge=judge))
        asked = len(server.requests)
        unjudged = failed(transport(), call(server.url, Repeat.SET))

    assert (blocked.kind, clashed.kind, unjudged.kind) == (
        Kind.REFUSED, Kind.CLASHED, Kind.REFUSED,
    )  # fmt: skip
    assert not clashed.ambiguous
    assert (asked, len(server.requests)) == (2 + 1 + 4, 8)


def test_what_a_service_does_not_judge_means_what_it_means_everywhere() -> None:
    with serving(answer(429, b"{}", "Retry-After: 1"), answer(500), OK) as server:
        transport().send(call(server.url, judge=lambda *_: None))

    assert len(server.requests) == 3


def test_calls_are_counted_by_their_sort() -> None:
    carrier = transport()
    with serving(answer(500), OK) as server:
        for repeat in Repeat:
            carrier.send(call(server.url, repeat))

    assert carrier.calls == {"read": 2, "write": 3, "token": 1}


def test_the_log_holds_no_secrets(caplog: pytest.LogCaptureFixture) -> None:
    headers = {"Authorization": "Bearer s3cret"}
    with caplog.at_level(logging.DEBUG, "sync.transport"), serving(answer(500), OK) as server:
        transport().send(call(server.url + "/s3cret", params={"t": "s3cret"}, headers=headers))

    messages = [record.getMessage() for record in caplog.records]
    assert "s3cret" not in "".join(messages)
    assert messages[0].startswith("service=Test method=POST path=/path status=500 outcome=failed")


def test_proxies_and_password_files_are_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    with serving(OK) as server:
        session = requests.Session()
        Transport("Test", session).send(call(server.url))

    assert not session.trust_env


def test_errors_speak_both_languages() -> None:
    with serving(answer(400)) as server:
        error = failed(transport(), call(server.url))

    assert error.say("en").startswith("Test refused the request (HTTP 400). Try again")
    assert error.say("ru").startswith("Сервис Test отклонил запрос (HTTP 400). Повторите")
