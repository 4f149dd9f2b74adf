"""A sales team's pages in the Notion sandbox, for tests of its web page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sandbox.notion.expressions import written_back
from sandbox.notion.model import (
    TITLE,
    Block,
    Comment,
    Database,
    DataSource,
    Json,
    Page,
    Parent,
    Property,
)
from sandbox.notion.operations import create_row
from sandbox.notion.operations_databases import add_data_source, create_database
from sandbox.notion.operations_schema import add_property
from sandbox.notion.options import default_status, new_option
from sandbox.notion.page.entries import stored
from sandbox.notion.space import Notion
from sandbox.notion.texts import plain_item
from sandbox.notion.views import Wanted, add_linked_database, add_view

STATUSES = {"On track": "green", "At risk": "yellow", "Off track": "red"}
TAGS = {"CRM": "blue", "Team": "purple"}
COLUMNS: dict[str, str] = {
    "Objective": "relation", "Owner": "people", "Status": "select", "Stage": "status",
    "Progress": "number", "Target": "number", "Tags": "multi_select", "Due": "date",
    "Done": "checkbox", "Notes": "rich_text", "Link": "url", "Mail": "email",
    "Phone": "phone_number", "No": "unique_id", "Files": "files", "Twice": "formula",
    "Edited": "last_edited_time", "Author": "created_by",
}  # fmt: skip
ROWS: tuple[Mapping[str, Any], ...] = (
    {"Name": "Close 24 deals in the quarter", "Objective": [0], "Owner": ["Anna Petrova"],
     "Status": "On track", "Progress": "75%", "Target": "1,024", "Tags": ["CRM", "Team"],
     "Due": "2026-09-30", "Notes": "Three large ones are in talks.",
     "Link": "https://crm.example.com/deals"},
    {"Name": "Win rate from 18 % to 25 %", "Objective": [0], "Owner": ["Boris Lange"],
     "Status": "At risk", "Progress": "40%", "Target": "25", "Tags": ["CRM"],
     "Due": "2026-07-01 2026-08-15", "Mail": "deals@example.com"},
    {"Name": "Hire two account managers", "Objective": [1],
     "Owner": ["Anna Petrova", "Boris Lange"], "Status": "Off track", "Progress": "10%",
     "Target": "2", "Due": "2026-08-31", "Phone": "+7 000 000-00-00"},
    {"Name": "Train everybody on the new CRM", "Objective": [1], "Progress": "100%", "Done": True,
     "Status": "On track", "Target": "12", "Tags": ["Team"]},
)  # fmt: skip
"""As people would type it; objectives by their place."""


@dataclass
class Team:
    """A home page with a guide and a linked view, Objectives and Key results."""

    space: Notion
    home: Page
    objectives: DataSource
    results: DataSource
    rows: list[Page] = field(default_factory=list)

    @property
    def me(self) -> str:
        return self.person("Anna Petrova")

    def person(self, name: str) -> str:
        return next(one.id for one in self.space.users.values() if one.name == name)

    def column(self, name: str) -> str:
        """Id of a column of the key results."""
        return next(one.id for one in self.results.properties.values() if one.name == name)

    def value(self, row: Page, name: str) -> Any:
        return row.values.get(self.column(name))

    def option(self, column: str, name: str) -> str:
        config = self.results.properties[self.column(column)].config
        return str(next(one["id"] for one in config["options"] if one["name"] == name))

    @property
    def base(self) -> Database:
        return self.space.databases[self.results.parent.id]

    def add_view(self, name: str, kind: str, **looks: Any) -> str:
        """Id of one more tab of the key results."""
        looks["configuration"] = {"type": kind, **looks.get("configuration", {})}
        wanted = Wanted(name, kind, looks)
        return add_view(self.space, self.base, self.results, wanted, self.me).id

    def comment(self, place: str, text: str, author: str = "Boris Lange") -> Comment:
        now, by = self.space.now(), self.person(author)
        parent = Parent("page_id" if place in self.space.pages else "block_id", place)
        made = Comment(
            self.space.uuid(), parent, now, now, by, by,
            discussion=self.space.uuid(), rich_text=[plain_item(text)],
        )  # fmt: skip
        self.space.comments[made.id] = made
        self.space.emit("comment.created", made.id, by)
        return made

    def block(self, kind: str, text: str = "", inside: str = "", **body: Any) -> Block:
        """One more block of the home page, or inside another."""
        now, parent = self.space.now(), inside or self.home.id
        place = Parent("page_id" if parent in self.space.pages else "block_id", parent)
        words = {"rich_text": [plain_item(text)]} if text else {}
        made = Block(
            self.space.uuid(), place, now, now, self.me, self.me, type=kind, body={**words, **body}
        )
        self.space.blocks[made.id] = made
        self.space.siblings(place).append(made.id)
        return made


def make_team(space: Notion) -> Team:
    """The team's workspace."""
    for name, mail in (
        ("Anna Petrova", "anna"),
        ("Boris Lange", "boris"),
        ("Vera Sokolova", "vera"),
    ):
        space.add_user(name, email=f"{mail}@example.com")
    space.add_user("OKR Sync", kind="bot")
    by = next(iter(space.users))
    home = space.add_page(Parent("workspace"), "Sales OKRs", by)
    home.icon = {"type": "emoji", "emoji": "🎯"}
    objectives, results = (
        _table(space, home, "Objectives", by),
        _table(space, home, "Key results", by),
    )
    for name in ("Grow revenue in the north", "Build the team"):
        create_row(space, objectives, {TITLE: [plain_item(name)]}, by)
    team = Team(space, home, objectives, results)
    _columns(team)
    for row in ROWS:
        values = {team.column(name): _value(team, name, value) for name, value in row.items()}
        team.rows.append(create_row(space, results, values, by))
    return team


def _table(space: Notion, home: Page, name: str, by: str) -> DataSource:
    title = [plain_item(name)]
    database = create_database(space, Parent("page_id", home.id), title, by)
    return add_data_source(space, database, title, by)


def _columns(team: Team) -> None:
    space = team.space
    statuses = [new_option(space, name, 0, color) for name, color in STATUSES.items()]
    tags = [new_option(space, name, 0, color) for name, color in TAGS.items()]
    configs: dict[str, Json] = {
        "Objective": {"data_source_id": team.objectives.id, "type": "dual_property",
                      "twin": "Key results"},
        "Status": {"options": statuses}, "Tags": {"options": tags},
        "Stage": default_status(space), "Progress": {"format": "percent"},
        "Target": {"format": "number_with_commas"}, "No": {"prefix": "KR"},
    }  # fmt: skip
    for name, kind in COLUMNS.items():
        config = configs.get(name, {})
        if kind == "formula":
            expression = written_back(space, team.results, 'prop("Target") * 2')
            config = {"expression": expression}
        about = "Who answers for it" if name == "Owner" else None
        add_property(space, team.results, Property("", name, kind, config, about), team.me)
    rollup = {"relation_property_id": next(one.id for one in team.objectives.properties.values()
                                           if one.name == "Key results"),
              "rollup_property_id": team.column("Progress"), "function": "average"}  # fmt: skip
    add_property(space, team.objectives, Property("", "Progress", "rollup", rollup), team.me)


def _value(team: Team, name: str, value: Any) -> Any:
    """What a cell keeps of what the table of rows says."""
    column = team.results.properties[team.column(name)]
    if name == "Owner":
        value = [team.person(one) for one in value]
    elif name == "Objective":
        value = [team.objectives.rows[one] for one in value]
    elif name == "Due":
        start, _, end = value.partition(" ")
        value = {"start": start, "end": end or None}
    return stored(team.space, column, value, team.me)


def add_guide(team: Team) -> Database:
    """Content of many kinds on the home page, and a linked view of what is at risk."""
    team.block("heading_1", "How we work")
    bold = plain_item("every Monday", annotations={"bold": True})
    team.block("paragraph", rich_text=[plain_item("We check in "), bold, plain_item(".")])
    team.block("callout", "Green columns are filled in by the service.",
               icon={"type": "emoji", "emoji": "💡"}, color="green_background")  # fmt: skip
    for text in ("Open your key results", "Type the current value"):
        team.block("numbered_list_item", text)
    team.block("bulleted_list_item", "A note")
    team.block("to_do", "Invite the team", checked=False)
    more = team.block("toggle", "More")
    team.block("paragraph", "Hidden until it is opened", inside=more.id)
    team.block("divider")
    table = team.block("table", table_width=2, has_column_header=True, has_row_header=False)
    for cells in (["Word", "Means"], ["Score", "Share of the way"]):
        team.block("table_row", inside=table.id, cells=[[plain_item(one)] for one in cells])
    linked = add_linked_database(team.space, team.home, team.results, team.me)
    risk = {"property": team.column("Status"), "select": {"equals": "At risk"}}
    add_view(
        team.space, linked, team.results, Wanted("At risk", "table", {"filter": risk}), team.me
    )
    return linked
