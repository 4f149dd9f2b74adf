"""Laws of formulas: what passes the check comes to a value of its type, whatever the row holds."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from hypothesis import given, reject
from hypothesis import strategies as st
from notion_rows import Table, workspace

from sandbox.notion.computing import formula_type
from sandbox.notion.errors import NotionError
from sandbox.notion.expressions import written_back
from sandbox.notion.formulas.checking import SPECIAL
from sandbox.notion.formulas.functions import FUNCTIONS
from sandbox.notion.formulas.nodes import Binary, Call, Choice, Items, Literal, Name, Node, Unary
from sandbox.notion.formulas.printing import write
from sandbox.notion.model import Page

COLUMNS = ("Name", "Text", "Number", "Box", "Day", "Tags", "Owner", "Steps", "Key", "Sum")
OPERATORS = ("+", "-", "*", "/", "%", "^", "==", "!=", "<", ">=", "and", "or")
TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,), "number": (int, float, type(None)), "boolean": (bool,),
    "date": (dict, type(None)),
}  # fmt: skip
LITERALS: st.SearchStrategy[Any] = st.one_of(
    st.sampled_from([0.0, 1.0, 2.5, 1e9, 1e300]), st.booleans(),
    st.sampled_from(["", "days", "months", "a", "(", "2026-07-01", "YYYY [x] Do", "$1"]),
)  # fmt: skip
LEAVES: st.SearchStrategy[Node] = st.one_of(
    LITERALS.map(Literal), st.sampled_from(["current", "index"]).map(Name),
    st.sampled_from(COLUMNS).map(lambda name: Call("prop", (Literal(name),))),
    st.sampled_from(["now", "today", "pi"]).map(Call),
)  # fmt: skip


def branches(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    some = st.lists(inner, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Call, st.sampled_from(sorted({*FUNCTIONS, *SPECIAL})), some),
        st.builds(Binary, st.sampled_from(OPERATORS), inner, inner),
        st.builds(Unary, st.sampled_from(["-", "not"]), inner),
        st.builds(Choice, inner, inner, inner), st.builds(Items, some),
    )  # fmt: skip


@cache
def filled() -> tuple[Table, Page, Page]:
    """A table of most kinds of columns, with a full row and an empty one."""
    table = Table(workspace())
    steps = Table(table.space, "Steps")
    steps.column("Points", "number")
    for name, kind in (("Text", "rich_text"), ("Number", "number"), ("Box", "checkbox"),
                       ("Day", "date"), ("Owner", "people"), ("Key", "unique_id")):  # fmt: skip
        table.column(name, kind)
    table.column("Tags", "multi_select", options=["a", "b"])
    table.relation("Steps", steps)
    table.rollup("Sum", "Steps", "Points", "sum", steps)
    table.formula("Formula", "1")
    full = table.row(
        "full", Text="a", Number=-2.5, Box=True, Day="2026-07-01", Owner=[table.by], Tags=["a"],
        Steps=[steps.row("one", Points=3)],
    )  # fmt: skip
    return table, full, table.row()


@given(st.recursive(LEAVES, branches, max_leaves=8))
def test_what_passes_the_check_comes_to_a_value_of_its_type(node: Node) -> None:
    table, full, empty = filled()
    try:
        written = written_back(table.space, table.source, write(node))
    except NotionError:
        reject()
    prop = table.named("Formula")
    prop.config["expression"] = written

    for row in (full, empty):
        shown = table.shown(row, "Formula")

        assert isinstance(shown[shown["type"]], TYPES[shown["type"]])
        if formula_type(table.space, prop) != "string":
            assert shown["type"] == formula_type(table.space, prop)
        json.dumps(shown, allow_nan=False)
    assert written_back(table.space, table.source, written) == written
