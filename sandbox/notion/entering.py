"""Values of properties as requests give them, reduced to what is stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sandbox.notion.asked import Asked, uuid
from sandbox.notion.columns import TYPES, find_property
from sandbox.notion.errors import invalid, no_user, not_found
from sandbox.notion.icons import file
from sandbox.notion.model import TITLE, DataSource, Json, Page, Property
from sandbox.notion.operations import COMPUTED
from sandbox.notion.options import find_option, new_option, option_name
from sandbox.notion.rich import mention_date, rich_text
from sandbox.notion.told import ABSENT, flag, listing, mapping, one_of, only, text, wrong

LONGEST = {"url": 2000, "email": 200, "phone_number": 200}
ECHOED = ("id", "type", "name", "has_more")
OPTION = ("id", "name", "color", "description")


@dataclass(slots=True)
class Entering:
    """One request's values on their way in. Options that it invents are added only when all of
    it has proved right."""

    asked: Asked
    new_options: list[tuple[Property, Json]] = field(default_factory=list)

    def commit(self) -> None:
        """Add the invented options to their columns."""
        for prop, option in self.new_options:
            prop.config["options"].append(option)

    def options(self, prop: Property) -> list[Json]:
        """Those that the column has or will have."""
        return [*prop.config["options"], *(one for of, one in self.new_options if of is prop)]


def entered_values(asked: Asked, source: DataSource | None, told: object) -> Json:
    """Stored values by id of the property; a page that is no row has its title only."""
    entering, found = Entering(asked), {}
    for reference, value in mapping(told, "body.properties").items():
        prop = _property(source, reference)
        found[prop.id] = _value(entering, prop, value, f"body.properties.{reference}")
    entering.commit()
    return found


def _property(source: DataSource | None, reference: str) -> Property:
    if source is None:
        found = Property(TITLE, TITLE, "title") if reference == TITLE else None
    else:
        found = find_property(source, reference)
    if found is None:
        raise invalid(f"{reference} is not a property that exists.")
    return found


def _value(entering: Entering, prop: Property, told: object, where: str) -> Any:
    if prop.type == "title" and isinstance(told, list):
        return rich_text(entering.asked.space, told, where)
    told = mapping(told, where)
    if prop.type not in told:
        if any(kind in told for kind in TYPES):
            raise invalid(f"{prop.name} is expected to be {prop.type}.")
        raise one_of(TYPES, where, told)
    only(told, (prop.type, *ECHOED), where)
    value, place = told[prop.type], f"{where}.{prop.type}"
    if prop.type in COMPUTED:
        raise wrong(place, "not present", value)
    return ENTERED[prop.type](entering, prop, value, place)


def _text(entering: Entering, _prop: Property, value: object, where: str) -> list[Json]:
    return rich_text(entering.asked.space, value, where)


def _number(_entering: Entering, _prop: Property, value: object, where: str) -> int | float | None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise wrong(where, "a number or `null`", value)
    return value


def _string(_entering: Entering, prop: Property, value: object, where: str) -> str | None:
    if value is None:
        return None
    if value == "":
        raise wrong(where, "populated", value)
    return text(value, where, LONGEST[prop.type])


def _checkbox(_entering: Entering, _prop: Property, value: object, where: str) -> bool:
    return flag(value, where)


def _date(_entering: Entering, _prop: Property, value: object, where: str) -> Json | None:
    return None if value is None else mention_date(mapping(value, where), where)


def _select(entering: Entering, prop: Property, value: object, where: str) -> str | None:
    return None if value is None else _option(entering, prop, mapping(value, where), where)


def _multi_select(entering: Entering, prop: Property, value: object, where: str) -> list[str]:
    found = [
        _option(entering, prop, mapping(one, f"{where}[{n}]"), f"{where}[{n}]")
        for n, one in enumerate(listing(value, where))
    ]
    return list(dict.fromkeys(found))


def _option(entering: Entering, prop: Property, told: Mapping[str, Any], where: str) -> str:
    only(told, OPTION, where)
    if "id" not in told and "name" not in told:
        raise one_of(("id", "name"), where, told)
    known = entering.options(prop)
    found = find_option(known, told)
    if found is None and prop.type == "status":
        raise invalid(
            f'Invalid status option. Status option "{told.get("name", told.get("id"))}" does not'
            ' exist".'
        )
    if found is None and "name" not in told:
        raise invalid(f'Select option with ID "{told["id"]}" does not exist.')
    if found is None:
        name = option_name(told["name"], f"{where}.name")
        found = new_option(entering.asked.space, name, len(known), told.get("color"))
        entering.new_options.append((prop, found))
    return str(found["id"])


def _people(entering: Entering, _prop: Property, value: object, where: str) -> list[str]:
    found: list[str] = []
    for number, one in enumerate(listing(value, where)):
        place = f"{where}[{number}]"
        key = uuid(mapping(one, place).get("id", ABSENT), f"{place}.id")
        if key not in entering.asked.space.users:
            raise no_user(key, entering.asked.token)
        found.append(key)
    return list(dict.fromkeys(found))


def _relation(entering: Entering, prop: Property, value: object, where: str) -> list[str]:
    found: list[str] = []
    for number, one in enumerate(listing(value, where)):
        place = f"{where}[{number}]"
        told = mapping(one, place)
        only(told, ("id",), place)
        page = _related_page(entering.asked, told.get("id", ABSENT), f"{place}.id")
        if page.parent.id != prop.config["data_source_id"]:
            raise invalid(
                f"{prop.name} relates to another data source than that of page with ID: {page.id}."
            )
        found.append(page.id)
    return list(dict.fromkeys(found))


def _related_page(asked: Asked, told: object, where: str) -> Page:
    page = asked.space.pages.get(key := uuid(told, where))
    if page is None or not asked.space.is_shared(asked.token, key):
        raise not_found("page", key, asked.token)
    return page


def _files(entering: Entering, _prop: Property, value: object, where: str) -> list[Json]:
    found: list[Json] = []
    for number, one in enumerate(listing(value, where)):
        place = f"{where}[{number}]"
        told = dict(mapping(one, place))
        needed = "" if "file_upload" in told else ABSENT
        name = text(told.pop("name", needed), f"{place}.name", 100)
        kept = file(entering.asked.space, told, place)
        found.append({"name": name or kept[kept["type"]]["url"].rpartition("/")[2], **kept})
    return found


def _place(_entering: Entering, _prop: Property, value: object, where: str) -> Json | None:
    if value is None:
        return None
    told = mapping(value, where)
    names = ("name", "address", "aws_place_id", "google_place_id")
    only(told, ("lat", "lon", *names), where)
    for name in ("lat", "lon"):
        if isinstance(told.get(name), bool) or not isinstance(told.get(name), int | float):
            raise wrong(f"{where}.{name}", "a number", told.get(name, ABSENT))
    return {"lat": told["lat"], "lon": told["lon"], **{name: told.get(name) for name in names}}


ENTERED: Mapping[str, Callable[[Entering, Property, Any, str], Any]] = {
    "title": _text, "rich_text": _text, "number": _number, "url": _string, "email": _string,
    "phone_number": _string, "checkbox": _checkbox, "date": _date, "select": _select,
    "status": _select, "multi_select": _multi_select, "people": _people, "relation": _relation,
    "files": _files, "place": _place,
}  # fmt: skip
