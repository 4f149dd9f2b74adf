"""HubSpot as a source of records: the port of ``sync.core.ports`` over the client."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import cached_property
from typing import Any

from sync.core.records import (
    Bound,
    Changed,
    Deleted,
    Description,
    Field,
    LiveRecord,
    Owner,
    Page,
    Stamp,
    Stream,
)
from sync.sources.hubspot.client import HubSpotClient, are_named, is_account
from sync.sources.hubspot.errors import HubSpotGarbledError
from sync.sources.hubspot.fields import NEEDED, choose_fields
from sync.sources.hubspot.reading import (
    ACTIVITY_PROPERTIES,
    SHARED,
    Account,
    linked_deals,
    read_account,
    read_activity,
    read_deal,
    read_modified,
    read_owner,
    read_stages,
)

Json = dict[str, Any]
HISTORY = ("dealstage",)
PAGE, PAGE_WITH_HISTORY = 100, 50
FOUND = 200
OWNERS = 500
LINKED = 1000
"""Records whose links are asked for at once."""
MILLISECOND = timedelta(milliseconds=1)


class HubSpotSource:
    """One HubSpot account. Fields and account are asked for once, when first needed."""

    kind = "hubspot"

    def __init__(self, client: HubSpotClient) -> None:
        self.client = client
        self.fingerprint = client.fingerprint

    def account(self) -> str:
        return self._account.portal

    @property
    def calls(self) -> int:
        """Requests sent so far."""
        return self.client.calls

    def describe(self, *, whole: bool) -> Description:
        """Owners who left, currency and time zone only come with the whole."""
        paths = self.client.paths
        pipelines = self.client.described(paths.pipelines(), are_named)["results"]
        self._fields = self._ask_fields()
        owners = self._owners(active=True)
        if whole:
            owners += self._owners(active=False)
            self._account = self._ask_account()
        return Description(
            read_stages(pipelines),
            tuple(owners),
            self._fields,
            self._account.currency if whole else "",
            self._account.zone if whole else "",
        )

    def page(self, stream: Stream, cursor: str) -> Page:
        """In the order of ids."""
        params: dict[str, str | int] = {"properties": ",".join(self._properties(stream))}
        if stream == "deals":
            params |= {"limit": PAGE_WITH_HISTORY, "propertiesWithHistory": ",".join(HISTORY)}
        else:
            params |= {"limit": PAGE, "associations": "deals"}
        found = self._list(stream, params, cursor)
        records = tuple(self._record(one, stream, linked_deals(one)) for one in found["results"])
        return Page(records, _following(found))

    def changed(self, stream: Stream, since: Bound) -> Changed:
        """By moving the lower bound, since search shows no more than 10,000 results. Where one
        moment fills a page, its records come by their ids."""
        milliseconds = str(round(since.at.timestamp() * 1000))
        filters = [_filter("hs_lastmodifieddate", "GTE", milliseconds)]
        if since.after:
            filters.append(_filter("hs_lastmodifieddate", "LTE", milliseconds))
            filters.append(_filter("hs_object_id", "GT", since.after))
        order = "hs_object_id" if since.after else "hs_lastmodifieddate"
        found = self.client.search(stream, {
            "filterGroups": [{"filters": filters}],
            "sorts": [{"propertyName": order, "direction": "ASCENDING"}],
            "properties": ["hs_lastmodifieddate"],
            "limit": FOUND,
        })  # fmt: skip
        stamps = tuple(Stamp(str(one["id"]), read_modified(one)) for one in found["results"])
        return Changed(stamps, _next_bound(since, stamps, more=bool(_following(found))))

    def fetch(self, stream: Stream, ids: Sequence[str]) -> tuple[LiveRecord, ...]:
        """Activities with the deals they are linked to."""
        history = HISTORY if stream == "deals" else ()
        most = PAGE_WITH_HISTORY if history else PAGE
        found: list[Json] = []
        for some in _in_lots(ids, most):
            answer = self.client.read(stream, some, self._properties(stream), history)
            _check_complete(answer, some)
            found += answer["results"]
        links = self._links(stream, [str(one["id"]) for one in found])
        return tuple(self._record(one, stream, links.get(str(one["id"]), ())) for one in found)

    def deleted(self, stream: Stream, cursor: str) -> Deleted:
        """The bin, merged records included."""
        params: dict[str, str | int] = {
            "limit": PAGE, "archived": "true", "properties": "hs_object_id",
        }  # fmt: skip
        found = self._list(stream, params, cursor)
        return Deleted(tuple(str(one["id"]) for one in found["results"]), _following(found))

    def count(self, stream: Stream) -> int:
        """As search counts them."""
        total: int = self.client.search(stream, {"limit": 1})["total"]
        return total

    @cached_property
    def _fields(self) -> tuple[Field, ...]:
        return self._ask_fields()

    @cached_property
    def _account(self) -> Account:
        return self._ask_account()

    def _ask_fields(self) -> tuple[Field, ...]:
        path = self.client.paths.properties()
        return choose_fields(self.client.described(path, are_named)["results"])

    def _ask_account(self) -> Account:
        return read_account(self.client.described(self.client.paths.account(), is_account))

    def _owners(self, *, active: bool) -> list[Owner]:
        """All of them, page by page."""
        found: list[Owner] = []
        params: dict[str, str | int] = {
            "limit": OWNERS, "archived": "false" if active else "true",
        }  # fmt: skip
        met: set[str] = set()
        following = ""
        while following not in met:
            met.add(following)
            after = {"after": following} if following else {}
            page = self.client.named(self.client.paths.owners(), {**params, **after})
            found += [read_owner(one, active=active) for one in page["results"]]
            following = _following(page)
            if not following:
                return found
        raise HubSpotGarbledError

    def _list(self, stream: Stream, params: dict[str, str | int], cursor: str) -> Json:
        after = {"after": cursor} if cursor else {}
        return self.client.listed(self.client.paths.objects(stream), {**params, **after})

    def _properties(self, stream: Stream) -> list[str]:
        if stream != "deals":
            return [*ACTIVITY_PROPERTIES[stream], *SHARED]
        return list(dict.fromkeys((*NEEDED, *(field.key for field in self._fields))))

    def _record(self, found: Json, stream: Stream, deals: Sequence[str]) -> LiveRecord:
        if stream == "deals":
            return read_deal(found, self._fields, self._account)
        return read_activity(found, stream, deals, self._account)

    def _links(self, stream: Stream, ids: Sequence[str]) -> dict[str, list[str]]:
        """The deals of activities."""
        found: dict[str, list[str]] = {}
        for some in _in_lots(ids, LINKED) if stream != "deals" else ():
            for one in self.client.linked(stream, "deals", some)["results"]:
                deals = [str(to["toObjectId"]) for to in one["to"]]
                found[str(one["from"].get("id"))] = deals
        return found


def _in_lots(ids: Sequence[str], most: int) -> Iterator[Sequence[str]]:
    return (ids[start : start + most] for start in range(0, len(ids), most))


def _filter(name: str, operator: str, value: str) -> Json:
    return {"propertyName": name, "operator": operator, "value": value}


def _following(found: Json) -> str:
    return str(found["paging"]["next"]["after"]) if found.get("paging") else ""


def _next_bound(since: Bound, stamps: Sequence[Stamp], *, more: bool) -> Bound | None:
    """Where to go on after a page of changes."""
    if since.after:
        if more and stamps:
            return Bound(since.at, stamps[-1].id)
        return Bound(since.at + MILLISECOND)
    if not more or not stamps:
        return None
    last = stamps[-1].modified
    return Bound(last) if last > since.at else Bound(since.at, "0")


def _check_complete(answer: Json, ids: Sequence[str]) -> None:
    """Every record asked for has to come, to be named as missing, or to have been merged into one
    that came. Raises HubSpotGarbledError."""
    came = {str(one["id"]) for one in answer["results"]}
    errors = answer.get("errors")
    missing = {
        str(id_)
        for error in (errors if isinstance(errors, list) else ())
        for id_ in (error.get("context") or {}).get("ids") or ()
    }
    silent = set(ids) - came - missing
    if silent and came <= set(ids):
        raise HubSpotGarbledError
