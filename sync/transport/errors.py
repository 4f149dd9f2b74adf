"""Why a call did not work."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import Enum
from typing import Any

from sync.core.vocabulary import Text
from sync.errors import SyncError

HTML = b"<"


class Kind(Enum):
    """What went wrong; each value says it in both languages."""

    UNREACHABLE = Text("cannot be reached", "недоступен")
    """No connection: nothing was sent."""
    LOST = Text("broke off the connection", "оборвал соединение")
    SLOW = Text("did not answer in time", "не ответил вовремя")
    FAILED = Text("has a fault of its own", "временно не работает")
    """Status 408 or 5xx."""
    GARBLED = Text("gave an answer that cannot be read", "вернул ответ, который не читается")
    """Cut off, empty, HTML, or JSON of another shape."""
    LARGE = Text("gave too large an answer", "вернул слишком большой ответ")
    BUSY = Text("gets too many requests", "получает слишком много запросов")
    """Status 429: nothing was done."""
    CLASHED = Text("is saving another change of the same thing",
                   "сохраняет другое изменение того же самого")  # fmt: skip
    """Nothing was done; a moment later it may work. Only where a call's ``judge`` says so."""
    RESTING = Text("has failed several times in a row and is left alone for a minute",
                   "несколько раз подряд не ответил и на минуту оставлен в покое")  # fmt: skip
    """The circuit is open: nothing was sent."""
    MOVED = Text("answered with another address", "перенаправил запрос на другой адрес")
    """Status 3xx; redirects are never followed."""
    REFUSED = Text("refused the request", "отклонил запрос")
    """Any other status from 400 on: nothing was done, and repeating is of no use."""


NOTHING_DONE = frozenset({
    Kind.UNREACHABLE, Kind.BUSY, Kind.CLASHED, Kind.RESTING, Kind.MOVED, Kind.REFUSED,
})  # fmt: skip
PERMANENT = frozenset({Kind.LARGE, Kind.MOVED, Kind.REFUSED})


@dataclass(frozen=True, slots=True)
class Failure:
    """What is known of one failed attempt."""

    kind: Kind
    status: int = 0
    body: bytes = b""
    """Of an answer with an error status, its beginning."""
    wait: float | None = None
    """Seconds after which the service wants to be asked again, where it said so."""


class TransportError(SyncError):
    """A call failed for good. Adapters give it a sentence of their own where they know more."""

    def __init__(self, service: str, failure: Failure, *, reading: bool) -> None:
        what = failure.kind.value
        status = f" (HTTP {failure.status})" if failure.status else ""
        super().__init__(
            f"{service} {what.en}{status}. Try again in a few minutes; if that does not help, check"
            " the connection to the internet and the settings of this service.",
            f"Сервис {service} {what.ru}{status}. Повторите через несколько минут; если не поможет,"
            " проверьте подключение к интернету и настройки этого сервиса.",
        )
        self.service = service
        self.failure = failure
        self.ambiguous = not reading and failure.kind not in NOTHING_DONE
        """Whether the call may have taken effect all the same."""

    @property
    def kind(self) -> Kind:
        return self.failure.kind

    @property
    def status(self) -> int:
        return self.failure.status

    @property
    def body(self) -> bytes:
        return self.failure.body

    @property
    def wait(self) -> float | None:
        return self.failure.wait

    @property
    def permanent(self) -> bool:
        """Whether asking again later is of no use."""
        return self.failure.kind in PERMANENT

    def json(self) -> dict[str, Any]:
        """The body of an error as an object; empty when it is none."""
        try:
            found = json.loads(self.body)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}
