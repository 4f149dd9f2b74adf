"""Views: looked for, and made where they are not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus

from notion_template.building import Building
from notion_template.client import every
from notion_template.home import Inside
from notion_template.rich import Json
from notion_template.view_requests import can_be_made, view_request
from notion_template.views import LINKED, LOOKS, Look
from sync.core.binding import BoundTab
from sync.transport import TransportError

Schemas = Mapping[str, Mapping[str, Json]]
"""Tab → its properties by name."""
NOT_IN_THIS_PLAN = (HTTPStatus.BAD_REQUEST, HTTPStatus.FORBIDDEN)
REFUSED = "refused"


def ensure_views(building: Building, schemas: Schemas) -> None:
    """Every view of every database."""
    for tab, looks in LOOKS.items():
        bound = building.binding.tabs[tab]
        steps = {f"view.{tab}.{look.key}": look for look in looks if can_be_made(look, bound)}
        if all(step in building.binding.made for step in steps):
            continue
        views = _views(building, bound.database)
        ours = {view["id"] for step in steps if (view := _same(views, steps[step], building))}
        spare = [view for view in views if view["type"] == "table" and view["id"] not in ours]
        for number, (step, look) in enumerate(steps.items()):
            if building.complete and step in building.binding.made:
                continue
            there = _same(views, look, building)
            request = view_request(look, bound, schemas[tab], building.language)
            if there is not None:
                building.note(step, there["id"])
            elif number == 0 and spare:
                building.note(step, _dress(building, spare[0]["id"], request))
            else:
                building.note(step, _make(building, look, bound, request))


def ensure_linked(building: Building, schemas: Schemas, inside: Inside) -> None:
    """The views of the key results on the home page, below the heading that is theirs."""
    bound = building.binding.tabs["key_results"]
    own = {one.database for one in building.binding.tabs.values()}
    steps = {f"linked.{look.key}": look for look in LINKED if can_be_made(look, bound)}
    made = building.binding.made
    if all(made.get(step) in inside.databases for step in steps):
        return
    strangers = [one for one in inside.databases if one not in own]
    shown = [view for one in strangers for view in _views(building, one)
             if view["data_source_id"] == bound.data_source]  # fmt: skip
    after = inside.now_block
    for step, look in steps.items():
        there = _same(shown, look, building)
        if there is None:
            request = view_request(look, bound, schemas["key_results"], building.language)
            there = _link(building, bound, request, after)
        after = there["parent"]["database_id"]
        building.note(step, after)


def count_views() -> int:
    """How many there are at most."""
    return sum(map(len, LOOKS.values())) + len(LINKED)


def _views(building: Building, database: str) -> list[Json]:
    listed = every(building.client.views.list, database_id=database)
    return [building.client.views.retrieve(view_id=one["id"]) for one in listed]


def _same(views: Sequence[Json], look: Look, building: Building) -> Json | None:
    """A view that was made for this before."""
    wanted = (look.title.of(building.language), look.kind)
    return next((view for view in views if (view["name"], view["type"]) == wanted), None)


def _dress(building: Building, view: str, request: Json) -> str:
    """Make the view of the look that Notion made by itself."""
    changes = {key: value for key, value in request.items() if key != "type"}
    building.client.views.update(view_id=view, **changes)
    return view


def _make(building: Building, look: Look, bound: BoundTab, request: Json) -> str:
    """A new view. Charts are not in every plan; without them the rest is complete."""
    place = {"database_id": bound.database, "data_source_id": bound.data_source}
    try:
        return str(building.client.views.create(**place, **request)["id"])
    except TransportError as error:
        if look.kind == "chart" and error.status in NOT_IN_THIS_PLAN:
            return REFUSED
        raise


def _link(building: Building, bound: BoundTab, request: Json, after: str) -> Json:
    position = {"position": {"type": "after_block", "block_id": after}} if after else {}
    parent = {"type": "page_id", "page_id": building.binding.home}
    made: Json = building.client.views.create(
        data_source_id=bound.data_source, create_database={"parent": parent, **position}, **request
    )
    return made
