"""Formulas as they come back: what Notion adds, takes away and refuses."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notion_rows import Table, workspace

from sandbox.notion.errors import NotionError
from sandbox.notion.expressions import repointed, written_back
from sandbox.notion.formulas.nodes import (
    Binary,
    Call,
    Choice,
    Column,
    Items,
    Literal,
    Member,
    Name,
    Node,
    Unary,
)  # fmt: skip
from sandbox.notion.formulas.parsing import parse
from sandbox.notion.formulas.printing import write

LEAVES: st.SearchStrategy[Node] = st.one_of(
    st.floats(0, 1e24, allow_nan=False).map(Literal), st.booleans().map(Literal),
    st.text(max_size=5).map(Literal), st.sampled_from(["current", "x"]).map(Name),
    st.just(Column("5f3b2c1d", "a:}", "w")),
)  # fmt: skip
OPERATORS = ["+", "-", "*", "/", "%", "^", "==", "!=", "<", ">", "<=", ">=", "and", "||"]


def branches(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    some = st.lists(inner, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Binary, st.sampled_from(OPERATORS), inner, inner),
        st.builds(Unary, st.sampled_from(["-", "+", "!", "not"]), inner),
        st.builds(Choice, inner, inner, inner), st.builds(Items, some),
        st.builds(Call, st.just("max"), some),
        st.builds(Call, st.just("at"), st.tuples(inner, inner), st.just(True)),
        st.builds(Member, inner, st.just(Column("s", "b", "w"))),
    )  # fmt: skip


@pytest.fixture
def people() -> Table:
    table = Table(workspace())
    table.column("Hiring Date", "date")
    table.column("Status", "select", options=["Done"])
    table.column("Cost", "number")
    return table


def back(table: Table, expression: str) -> str:
    """What comes back, with names in place of tokens."""
    written = written_back(table.space, table.source, expression)
    for prop in table.source.properties.values():
        token = write(Column(table.source.id, prop.id, table.space.workspace_id))
        written = written.replace(token, f"<{prop.name}>")
    return written


@pytest.mark.parametrize(("sent", "answered"), [
    ('50000 + dateBetween(prop("Hiring Date"), now(), "years")*1000',
     '50000 + (dateBetween(<Hiring Date>, now(), "years") * 1000)'),
    ('if((prop("Status") == "Done"), "a", (if(empty(prop("Cost")), "", "b")))',
     'if(<Status> == "Done", "a", if(empty(<Cost>), "", "b"))'),
    ('prop("Cost")>=2', "<Cost> >= 2"), ("((1))+((2))", "1 + 2"),
    ("1+2+3*4", "(1 + 2) + (3 * 4)"), ("2^3^2", "2 ^ (3 ^ 2)"), ("not (true and false)",
     "not (true and false)"), ("!true || 1<2", "!true || (1 < 2)"), ("-prop(\"Cost\")", "-<Cost>"),
    ("/* why */ 1.50", "1.5"), ("[1,2] .map( current*2 ).sum( )", "[1, 2].map(current * 2).sum()"),
    ("true?1:2", "true ? 1 : 2"), (r'"say \"a\\b\""', r'"say \"a\\b\""'), ("", ""),
])  # fmt: skip
def test_formulas_come_back_in_notions_hand(people: Table, sent: str, answered: str) -> None:
    assert back(people, sent) == answered


def test_columns_become_tokens_with_encoded_ids(people: Table) -> None:
    prop = people.named("Cost")
    people.source.properties["a:}%"] = prop
    del people.source.properties[prop.id]
    prop.id = "a:}%"

    written = written_back(people.space, people.source, 'prop("Cost") * 2')

    place = f"{people.source.id}:{people.space.workspace_id}"
    assert written == "{{notion:block_property:a%3A%7D%25:" + place + "}} * 2"
    assert written_back(people.space, people.source, written) == written


def test_columns_of_related_rows_are_tokens_too() -> None:
    table = Table(workspace())
    other = Table(table.space, "Steps")
    other.column("Points", "number")
    table.relation("Steps", other)

    written = back(table, 'prop("Steps").map(current.prop("Points")).sum()')

    token = write(Column(other.source.id, other.named("Points").id, table.space.workspace_id))
    assert written == f"<Steps>.map(current.{token}).sum()"


def test_a_copied_formula_leads_to_the_copies(people: Table) -> None:
    written = written_back(people.space, people.source, 'prop("Cost") + prop("Cost")')

    moved = repointed(written, {people.source.id: "copy"})

    assert moved == written.replace(people.source.id, "copy")


@pytest.mark.parametrize(("sent", "message"), [
    ('prop("Nobody")', 'Undefined property "Nobody".'), ("foo(1)", "Undefined function 'foo'."),
    ("1 +", "Unexpected 'the end'."), ("(1", "Expected ')', found 'the end'."),
    ("1 2", "Unexpected '2'."), ("#", "Unexpected character '#' at 0."),
    ('1 - "a"', "Type mismatch in -: expected number, found text."),
    ("if(1, 2, 3)", "Type mismatch in if: expected boolean, found number."),
    ('round("x")', "Type mismatch in round(): expected number, found text."),
    ("round()", "round() has the wrong number of arguments."), ("x", "'x' is not defined."),
    ('dateAdd(prop("Cost"), 1, "days")',
     "Type mismatch in dateAdd(): expected date, found number."),
    ('prop("Cost").prop("Name")', "Type mismatch in prop: expected page, found number."),
    ('now() < 3', "Type mismatch in <: expected date, found number."),
])  # fmt: skip
def test_what_does_not_fit_is_refused(people: Table, sent: str, message: str) -> None:
    with pytest.raises(NotionError, match=re.escape(f"Type error with formula. {message}")):
        written_back(people.space, people.source, sent)


def test_a_formula_in_a_circle_is_refused() -> None:
    table = Table(workspace())
    prop = table.formula("A", "1")
    prop.config["expression"] = written_back(table.space, table.source, 'prop("A")')

    with pytest.raises(NotionError, match="Circular reference"):
        written_back(table.space, table.source, 'prop("A") + 1')


@given(st.recursive(LEAVES, branches, max_leaves=8))
def test_what_is_written_reads_the_same(node: Node) -> None:
    written = write(node)

    assert parse(written) == node
    assert write(parse(written)) == written
