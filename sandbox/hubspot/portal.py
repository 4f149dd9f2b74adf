"""One HubSpot account over the world: its settings, tokens, limits, and what search sees."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from sandbox.hubspot.config import Config
from sandbox.hubspot.deals import deal_properties
from sandbox.hubspot.kinds import BY_NAME, DEAL, KINDS, Kind, kind_of, records_of
from sandbox.hubspot.limits import Limits
from sandbox.hubspot.naming import parse_moment, parse_number
from sandbox.hubspot.others import (
    CALL_PROPERTIES,
    COMPANY_PROPERTIES,
    CONTACT_PROPERTIES,
    LEAD_PROPERTIES,
    MEETING_PROPERTIES,
    TASK_PROPERTIES,
)
from sandbox.hubspot.properties import Property
from sandbox.hubspot.shelves import Index, KeyOf, Shelf
from sandbox.hubspot.tokens import Tokens
from sandbox.hubspot.webhooks import Later, Webhooks
from sandbox.world.records import Change
from sandbox.world.world import World

_FIXED = {
    "contacts": CONTACT_PROPERTIES, "companies": COMPANY_PROPERTIES, "calls": CALL_PROPERTIES,
    "meetings": MEETING_PROPERTIES, "tasks": TASK_PROPERTIES, "leads": LEAD_PROPERTIES,
}  # fmt: skip


@dataclass(slots=True)
class Portal:
    """Everything the HubSpot routes work on."""

    world: World
    random: Random
    violate: Callable[[str], None]
    """Notes what no careful client sends."""
    later: Later
    """Plans by the sandbox's clock."""
    config: Config = field(default_factory=Config)
    tokens: Tokens = field(init=False)
    limits: Limits = field(init=False)
    shelves: dict[str, Shelf] = field(init=False)
    indexes: dict[str, Index] = field(init=False)
    webhooks: Webhooks = field(init=False)
    answers: dict[object, list[int]] = field(default_factory=dict)
    """Numbers that a search found, so that its further pages need no second look."""
    _deals: tuple[object, dict[str, Property]] = field(default=((), {}))

    def __post_init__(self) -> None:
        self.tokens = Tokens(self.config, self.random)
        self.limits = Limits(self.config)
        self.webhooks = Webhooks(self, self.later)
        self.shelves, self.indexes = {}, {}
        for kind in KINDS:
            records = {
                number: record for number, record in records_of(self.world, kind).items()
                if kind_of(record) is kind
            }  # fmt: skip
            self.shelves[kind.name] = Shelf(records.values())
            self.indexes[kind.name] = Index(records, self._keys(kind))
        self.world.listeners.append(self._follow)

    def properties(self, kind: Kind) -> dict[str, Property]:
        """All properties of a kind, as things stand."""
        if kind is not DEAL:
            return _FIXED[kind.name]
        world = self.world
        stamp = (*world.pipelines.values(), *world.stages.values(), *world.fields.values())
        if self._deals[0] != stamp:
            self._deals = (stamp, deal_properties(world))
        return self._deals[1]

    def index(self, kind: Kind) -> Index:
        """What search sees by now."""
        index = self.indexes[kind.name]
        index.settle(self.world.now())
        return index

    def uuid(self) -> str:
        """One more id that no two things share."""
        return str(UUID(int=self.random.getrandbits(128), version=4))

    def kind(self, name: str) -> Kind | None:
        return BY_NAME.get(name)

    def sort_key(self, kind: Kind, name: str) -> KeyOf:
        """How records of a kind are sorted by one property."""
        found = self.properties(kind)[name]
        world, get = self.world, found.get
        read = comparable(found)

        def key(record: Any) -> Any | None:
            value = get(world, record)
            return None if value is None else read(value)

        return key

    def _keys(self, kind: Kind) -> Callable[[str], KeyOf]:
        return lambda name: self.sort_key(kind, name)

    def _follow(self, change: Change) -> None:
        name = kind_of(change.after).name
        self.shelves[name].take(change)
        lag = self.config.search_lag
        jitter = self.random.uniform(-1, 1) * min(self.config.search_jitter, lag)
        self.indexes[name].announce(change.at + 1000 * (lag + jitter), change)
        self.webhooks.follow(change)


def comparable(found: Property) -> Callable[[str], Any]:
    """How values of a property are told apart and put in order."""
    if found.type == "datetime":
        return parse_moment
    if found.type == "number":
        return _number
    return str.casefold


def _number(text: str) -> Decimal | None:
    return parse_number(text)
