"""Asks HubSpot: one method for each thing asked, answers checked for their shape."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from sync.secrets import Secret
from sync.sources.hubspot.errors import explain_failure
from sync.sources.hubspot.paths import Paths
from sync.transport import Call, Clock, Limit, Patience, Repeat, Throttle, Transport, TransportError

Json = dict[str, Any]
Shape = Callable[[Any], bool]
ADDRESS = "https://api.hubapi.com"
LIMITS = (Limit(190, 10.0),)
"""Of a private app in the plans that have most users; searches are counted apart."""
SEARCHES = (Limit(5, 1.1),)
"""Of a whole account, whoever searches: five a second, and requests travel at different speeds."""
SEARCH_REFILL = 1.0
"""Seconds after which others' searches count no more."""
DEADLINE = 30.0
"""Seconds for one attempt."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How HubSpot is to be asked; plans and versions differ."""

    paths: Paths = field(default_factory=Paths)
    limits: Throttle | Sequence[Limit] = LIMITS
    searches: Throttle | Sequence[Limit] = SEARCHES
    """A throttle is shared with others that speak for the account."""
    deadline: float = DEADLINE
    patience: Patience = field(default_factory=Patience)
    clock: Clock = field(default_factory=Clock)


class HubSpotClient:
    """One account, by the token of a private app."""

    def __init__(self, token: Secret, address: str = ADDRESS, terms: Terms | None = None) -> None:
        terms = terms or Terms()
        self._token, self._address, self._deadline = token, address.rstrip("/"), terms.deadline
        self.paths = terms.paths
        secret = f"{self._address} {token.reveal()}"
        self.fingerprint = sha256(secret.encode()).hexdigest()[:16]
        self._plain = Transport(
            "HubSpot", None, terms.clock, terms.limits, terms.patience
        )  # fmt: skip
        patience = replace(terms.patience, refill=min(terms.patience.refill, SEARCH_REFILL))
        self._search = Transport(
            "HubSpot", self._plain.session, terms.clock, terms.searches, patience
        )

    @property
    def calls(self) -> int:
        """Requests sent so far."""
        return self._plain.calls["read"] + self._search.calls["read"]

    def listed(self, path: str, params: Mapping[str, str | int]) -> Json:
        """A page of a list. Raises SourceError."""
        return self._ask("GET", path, is_page, params=params)

    def named(self, path: str, params: Mapping[str, str | int]) -> Json:
        """A page of people or other things that are no records. Raises SourceError."""
        return self._ask("GET", path, are_named, params=params)

    def described(self, path: str, shape: Shape) -> Json:
        """What stands at an address. Raises SourceError."""
        return self._ask("GET", path, shape)

    def read(
        self, kind: str, ids: Sequence[str], properties: Sequence[str], history: Sequence[str]
    ) -> Json:
        """Records by id, as they are now. Raises SourceError."""
        body: Json = {"inputs": _inputs(ids), "properties": list(properties)}
        if history:
            body["propertiesWithHistory"] = list(history)
        return self._ask("POST", f"{self.paths.objects(kind)}/batch/read", is_page, body=body)

    def linked(self, kind: str, other: str, ids: Sequence[str]) -> Json:
        """What each record is linked to. Raises SourceError."""
        path = self.paths.links(kind, other)
        return self._ask("POST", path, are_links, body={"inputs": _inputs(ids)})

    def search(self, kind: str, body: Json) -> Json:
        """A page of what search finds, which lags behind. Raises SourceError."""
        return self._ask("POST", f"{self.paths.objects(kind)}/search", is_search, body=body)

    def _ask(
        self,
        method: str,
        path: str,
        shape: Shape,
        params: Mapping[str, str | int] | None = None,
        body: Json | None = None,
    ) -> Json:
        carrier = self._search if path.endswith("/search") else self._plain
        call = Call(
            method=method, url=self._address + path, template=path, repeat=Repeat.READ,
            params=params, json=body, shape=shape, deadline=self._deadline,
            headers={"Authorization": f"Bearer {self._token.reveal()}"},
        )  # fmt: skip
        try:
            found: Json = carrier.send(call).json()
        except TransportError as error:
            raise explain_failure(error) from error
        return found


def is_page(body: Any) -> bool:
    """Records with their properties, and perhaps where the next page is."""
    return _has_results(body) and _leads_on(body) and all(map(_is_record, body["results"]))


def is_search(body: Any) -> bool:
    return is_page(body) and isinstance(body.get("total"), int)


def are_links(body: Any) -> bool:
    return _has_results(body) and all(
        isinstance(one, dict) and isinstance(one.get("from"), dict)
        and isinstance(one.get("to"), list)
        for one in body["results"]
    )  # fmt: skip


def are_named(body: Any) -> bool:
    """Things with ids or names, such as pipelines, properties and owners."""
    return _has_results(body) and _leads_on(body) and all(
        isinstance(one, dict) and isinstance(one.get("id", one.get("name")), str)
        for one in body["results"]
    )  # fmt: skip


def is_account(body: Any) -> bool:
    return isinstance(body, dict) and "portalId" in body


def _has_results(body: Any) -> bool:
    return isinstance(body, dict) and isinstance(body.get("results"), list)


def _leads_on(body: Json) -> bool:
    """Whether the page says where to go on, or says nothing of it."""
    paging = body.get("paging")
    if paging is None:
        return True
    following = paging.get("next") if isinstance(paging, dict) else None
    return isinstance(following, dict) and isinstance(following.get("after"), str)


def _is_record(one: Any) -> bool:
    return (
        isinstance(one, dict) and isinstance(one.get("id"), str)
        and isinstance(one.get("properties"), dict)
    )  # fmt: skip


def _inputs(ids: Sequence[str]) -> list[Json]:
    return [{"id": id_} for id_ in ids]
