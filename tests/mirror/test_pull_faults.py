"""Every fault at every call of a pull: nothing half-read is counted, nothing comes twice, nobody
is stormed with requests, and the message says what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest
from pulling import Hub, hub, period_of, quarter, query_of
from sqlalchemy import Engine

from sandbox.faults import Fault
from sandbox.world import operations
from sandbox.world.making import Size
from sync.errors import SourceError
from sync.mirror.errors import LoadingStoppedError
from sync.sources.hubspot.errors import (
    DailyLimitError,
    HubSpotBusyError,
    HubSpotGarbledError,
    HubSpotRefusedError,
    HubSpotUnreachableError,
    ScopesMissingError,
    TokenRefusedError,
)

FEW = Size(deals=101, activities=340, stage_changes=420, users=3, days=200)
ATTEMPTS = 4
ALWAYS = 10**6

DAILY = '{"status": "error", "policyName": "DAILY", "message": "…"}'
SCOPES = """{"status": "error", "category": "MISSING_SCOPES", "errors": [
  {"message": "…", "context": {"requiredGranularScopes": ["crm.objects.deals.read"]}}]}"""


@dataclass(frozen=True)
class Case:
    """A fault, the error it leads to, and what its words say."""

    kind: str
    error: type[SourceError]
    english: str
    russian: str
    status: int = 503
    body: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0

    def fault(self, path: str, after: int) -> Fault:
        return Fault(
            self.kind, path, count=ALWAYS, after=after, status=self.status, body=self.body,
            headers=self.headers, seconds=self.seconds, megabytes=25,
        )  # fmt: skip


UNREACHABLE = (HubSpotUnreachableError, "does not answer", "не отвечает")
GARBLED = (HubSpotGarbledError, "cannot be read", "не читается")
CASES = {
    "failure": Case("status", *UNREACHABLE, status=502),
    "down for an hour": Case("status", *UNREACHABLE, headers={"Retry-After": "3600"}),
    "failure as a page": Case("html", *UNREACHABLE, status=504),
    "dropped before": Case("drop_before", *UNREACHABLE),
    "dropped after": Case("drop_after", *UNREACHABLE),
    "cut off": Case("truncate", *GARBLED),
    "cut off with a fitting length": Case("truncate_matching_length", *GARBLED),
    "empty": Case("empty_200", *GARBLED),
    "a login page": Case("html_200", *GARBLED),
    "another shape": Case("other_json", *GARBLED),
    "a bomb": Case("gzip_bomb", *GARBLED),
    "too many": Case("status", HubSpotBusyError, "too many requests", "слишком много запросов",
                     status=429),
    "none left today": Case("status", DailyLimitError, "for today", "Суточный лимит", status=429,
                            body=DAILY),
    "refused": Case("status", TokenRefusedError, "copy it anew", "заново скопировать", status=401),
    "forbidden": Case("status", ScopesMissingError, "crm.objects.deals.read", "добавить",
                      status=403, body=SCOPES),
    "no such version": Case("status", HubSpotRefusedError, "Update OKR Sync", "Обновите OKR",
                            status=404),
}  # fmt: skip
PLACES = [
    ("/account-info/", 1), ("/properties/", 1), (r"deals\?.*History", 3),
    (r"calls\?.*associations", 2), (r"meetings\?.*associations", 1), ("/pipelines/", 1),
    ("/properties/", 1), ("/owners.*=false", 1), ("/owners.*=true", 1), ("/deals/search", 1),
    ("/calls/search", 1), ("/meetings/search", 1), (r"deals\?.*archived=true", 1),
    ("/deals/search", 2), (r"calls\?.*archived=true", 1), ("/calls/search", 2),
    (r"meetings\?.*archived=true", 1), ("/meetings/search", 2),
]  # fmt: skip
"""Every call of a first reading in order: its address, and how often it is asked. Pages of lists
that have come are not asked for again."""
LATER = [
    "/properties/",
    "/pipelines/",
    "/owners",
    "/deals/search",
    "/calls/search",
    "/meetings/search",
    "/deals/batch/read",
]
"""Every address of a pull after a deal has changed."""


def check(case: Case, error: SourceError) -> None:
    cause = error.__cause__ if isinstance(error, LoadingStoppedError) else error
    assert type(cause) is case.error
    assert case.english in error.text.en
    assert case.russian in error.text.ru


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_a_first_reading_goes_on_after_any_fault(engine: Engine, name: str) -> None:
    """Call after call goes wrong. Nothing is counted from the part that came, and the next pull
    takes it from there."""
    case = CASES[name]
    with hub(engine, size=FEW) as portal:
        for path, times in PLACES:
            listed = "History" in path or "associations" in path
            for after in (0, *[1] * (times - 1)) if listed else (times - 1,):
                error = fails(portal, case.fault(path, after))
                check(case, error)
                assert isinstance(error, LoadingStoppedError)
                assert counted(portal) is None
        portal.pull()
        assert portal.disagreements([quarter("new_deals"), quarter("calls")]) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_a_later_pull_that_fails_leaves_what_was_complete(engine: Engine, name: str) -> None:
    case = CASES[name]
    with hub(engine, size=FEW) as portal:
        portal.pull()
        for path in LATER:
            before = counted(portal)
            win_one(portal)
            portal.sandbox.clock.advance(60)

            error = fails(portal, case.fault(path, 0))
            check(case, error)
            assert counted(portal) == before

            portal.pull()
            assert portal.disagreements([quarter("won_deals")]) == []
            assert counted(portal) != before


@pytest.mark.parametrize("kind", ["status", "drop_after", "truncate_matching_length", "html_200"])
def test_a_fault_that_passes_costs_nothing(engine: Engine, kind: str) -> None:
    """Each address fails once and is asked again."""
    with hub(engine, size=FEW) as portal:
        for path in {path for path, _ in PLACES}:
            portal.sandbox.faults.add(Fault(kind, path))

        portal.pull()

        assert not portal.sandbox.faults.waiting()
        assert portal.disagreements([quarter("won_deals"), quarter("calls")]) == []


def fails(portal: Hub, fault: Fault) -> SourceError:
    """The error of a pull that meets a fault for good; it asks a few times, then for nothing."""
    portal.sandbox.calls.clear()
    portal.sandbox.faults.add(fault)
    with pytest.raises(SourceError) as raised:
        portal.pull()
    portal.sandbox.faults.clear()
    portal.sandbox.clock.advance(120)
    assert 1 <= sum(bool(call.fault) for call in portal.sandbox.calls) <= ATTEMPTS
    assert portal.sandbox.calls[-1].fault
    return raised.value


def win_one(portal: Hub) -> None:
    world = portal.sandbox.world
    number = next(n for n, deal in world.deals.items() if world.state(deal) == "open")
    operations.win(world, number)


def counted(portal: Hub) -> object:
    """What metrics are answered with now; None for nothing at all."""
    with portal.meter() as meter:
        if meter.names() is None:
            return None
    question = quarter("won_deals")
    reading = portal.measure(query_of(question), period_of(question))
    return reading.value, reading.as_of
