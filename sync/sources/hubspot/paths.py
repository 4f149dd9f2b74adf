"""Where things are in each version of HubSpot's API: ``v3``, or a date such as ``2026-09``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paths:
    """The addresses of one version."""

    version: str = "v3"

    def objects(self, kind: str) -> str:
        """Lists, batches and searches of one kind of record."""
        return self._crm("objects", kind)

    def pipelines(self) -> str:
        return self._crm("pipelines", "deals")

    def properties(self) -> str:
        return self._crm("properties", "deals")

    def owners(self) -> str:
        return self._crm("owners")

    def links(self, kind: str, other: str) -> str:
        """Which records of one kind are linked to which of the other."""
        if self._dated:
            return f"/crm/associations/{self.version}/{kind}/{other}/batch/read"
        return f"/crm/v4/associations/{kind}/{other}/batch/read"

    def account(self) -> str:
        return f"/account-info/{self.version}/details"

    @property
    def _dated(self) -> bool:
        return self.version[:1].isdigit()

    def _crm(self, *parts: str) -> str:
        what, *rest = parts
        first = (what, self.version) if self._dated else (self.version, what)
        return "/".join(("/crm", *first, *rest))
