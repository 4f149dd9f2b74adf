"""A plain client of the sandbox's HubSpot, for tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import requests

from sandbox.hubspot.naming import ACTIVITIES, DEALS
from sandbox.hubspot.portal import Portal
from sandbox.state import Sandbox
from sandbox.world.world import World

Json = dict[str, Any]
V3 = "/crm/v3/objects"


@dataclass
class Hub:
    """Asks as a private app that may read, unless another token is given."""

    sandbox: Sandbox
    url: str
    session: requests.Session = field(default_factory=requests.Session)

    @property
    def portal(self) -> Portal:
        return self.sandbox.hubspot

    @property
    def world(self) -> World:
        return self.sandbox.world

    def ask(self, method: str, path: str, **how: Any) -> requests.Response:
        headers = {"Authorization": f"Bearer {how.pop('token', self.portal.tokens.private)}"}
        return self.session.request(method, f"{self.url}{path}", headers=headers, **how)

    def get(self, path: str, **query: Any) -> Json:
        answer = self.ask("GET", path, params=query)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def post(self, path: str, told: Json) -> Json:
        answer = self.ask("POST", path, json=told)
        assert answer.status_code in {200, 207}, answer.text
        return dict(answer.json())

    def write(self, method: str, path: str, told: Json | None = None) -> requests.Response:
        return self.ask(method, path, json=told, token=self.portal.tokens.writer)

    def search(self, kind: str = "deals", **told: Any) -> Json:
        """One search; the clock moves on, so that many in a row stay below the limit."""
        self.sandbox.clock.advance(0.25)
        return self.post(f"{V3}/{kind}/search", told)

    def found(self, *filters: Json, kind: str = "deals", **told: Any) -> list[str]:
        """Ids that meet all the filters."""
        told = {"filterGroups": [{"filters": list(filters)}], "limit": 200, **told}
        return [one["id"] for one in self.search(kind, **told)["results"]]

    def control(self, path: str, told: Json | None = None) -> Any:
        root = self.url.removesuffix("/hubspot")
        answer = self.session.post(f"{root}/_control{path}", json=told or {})
        assert answer.status_code == 200, answer.text
        return answer.json()


def deal_id(number: int) -> str:
    return DEALS.of(number)


def activity_id(number: int) -> str:
    return ACTIVITIES.of(number)


def where(name: str, operator: str, value: Any = None, **more: Any) -> Json:
    """A filter."""
    found: Json = {"propertyName": name, "operator": operator, **more}
    return found if value is None else {**found, "value": value}
