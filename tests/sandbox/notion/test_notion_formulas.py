"""What formulas come to, function by function, at noon of Wednesday, 15 July 2026."""

from __future__ import annotations

from typing import Any

import pytest
from notion_rows import NOON, Table, workspace

from sandbox.notion.errors import NotionError
from sandbox.notion.model import Page


@pytest.fixture(scope="module")
def table() -> Table:
    """A table of goals with steps; the tests add columns and change nothing else."""
    table = Table(workspace())
    steps = Table(table.space, "Steps")
    steps.column("Points", "number")
    steps.column("Due", "date")
    table.column("Text", "rich_text")
    table.column("Number", "number")
    table.column("None", "number")
    table.column("Box", "checkbox")
    table.column("State", "status", options=["Open", "Done"])
    table.column("Tags", "multi_select", options=["a", "b"])
    table.column("Day", "date")
    table.column("Range", "date")
    table.column("Never", "date")
    table.column("Owner", "people")
    table.column("Made by", "created_by")
    table.column("Key", "unique_id", prefix="KR")
    table.relation("Steps", steps)
    table.row(
        "Win", Text="Ship it now", Number=2.5, Box=True, State="Done", Tags=["a", "b"],
        Day="2026-07-01", Owner=[table.by],
        Range={"start": "2026-01-31", "end": "2026-03-01", "time_zone": None},
        Steps=[steps.row("one", Points=3, Due="2026-08-01"), steps.row("two", Points=4),
               steps.row("three")],
    )  # fmt: skip
    table.space.clock.set(NOON)
    return table


def come_to(table: Table, expression: str) -> Any:
    """The result of a formula in the one row."""
    name = f"f{len(table.source.properties)}"
    table.formula(name, expression)
    row = table.space.pages[table.source.rows[0]]
    shown = table.shown(row, name)
    return shown[shown["type"]]


CASES: list[tuple[str, Any]] = [
    # logic
    ("true and not false", True), ("false || !true", False), ("and(true, true, false)", False),
    ("or(false, true)", True), ("not(true)", False), ('if(prop("Box"), "yes", "no")', "yes"),
    ('prop("Box") ? 1 : 2', 1), ('ifs(1 > 2, "a", 2 > 1, "b", "c")', "b"),
    ('ifs(1 > 2, "a", "c")', "c"), ('prop("State") == "Done"', True), ('1 == "1"', False),
    ('prop("Number") != 2.5', False), ('equal(1, 1)', True), ('unequal(1, 1)', False),
    ('larger(2, 1)', True), ('smallerEq(2, 1)', False), ("1 == true", False),
    ('empty("")', True), ("empty(0)", True), ("empty([])", True), ('empty(prop("None"))', True),
    ('empty(prop("Never"))', True), ('empty(prop("Text"))', False), ("empty(false)", True),
    ('let(x, 3, x * x)', 9), ('lets(a, 2, b, a + 1, a * b)', 6),
    # numbers
    ("1 + 2 * 3", 7), ("7 % 3", 1), ("-7 % 3", -1), ("2 ^ 10", 1024), ("7 / 2", 3.5),
    ("1 / 0", None), ('prop("None") * 2', 0), ('prop("None") + 1', 1), ("round(2.5)", 3),
    ("round(-2.5)", -2), ("round(1.005 * 1000) / 1000", 1.005), ("round(2.345, 1)", 2.3),
    ("floor(-1.5)", -2), ("ceil(1.2)", 2), ("abs(-3)", 3), ("sqrt(9)", 3), ("sqrt(-1)", None),
    ("cbrt(27)", 3), ("exp(0)", 1), ("ln(e())", 1), ("log10(100)", 2), ("log2(8)", 3),
    ("sign(-5)", -1), ("round(pi(), 2)", 3.14), ("min(3, 1, 2)", 1), ("max([1, 5], 2)", 5),
    ("sum(1, 2, [3])", 6), ("mean(1, 2)", 1.5), ("median(1, 9, 5)", 5), ("min()", None),
    ('toNumber("12.5")', 12.5), ('toNumber("x")', None), ("toNumber(true)", 1),
    ("add(1, 2)", 3), ("subtract(1, 2)", -1), ("multiply(2, 3)", 6), ("divide(1, 4)", 0.25),
    ("mod(7, 4)", 3), ("pow(2, 3)", 8), ("unaryMinus(2)", -2),
    # text
    ('"a" + 1', "a1"), ('prop("Number") + "!"', "2.5!"), ('concat("a", "b")', "ab"),
    ('length("four")', 4), ('contains(prop("Text"), "it")', True), ('"abc".includes("d")', False),
    ('substring("objective", 0, 3)', "obj"), ('substring("abc", 1)', "bc"),
    ('replace("a-b-c", "-", "+")', "a+b-c"), ('replaceAll("a-b-c", "-", "+")', "a+b+c"),
    ('replaceAll("a1b22", "([0-9]+)", "<$1>")', "a<1>b<22>"), ('test("KR-7", "^KR-[0-9]+$")', True),
    ('match("a1b22", "[0-9]+").join("/")', "1/22"), ('lower("ABC")', "abc"),
    ('upper("abc")', "ABC"),
    ('trim("  a ")', "a"), ('repeat("ab", 2)', "abab"), ('padStart("7", 3, "0")', "007"),
    ('padEnd("7", 3, "0")', "700"), ('split("a,b", ",").length()', 2), ("format(0.1 + 0.2)",
     "0.30000000000000004"), ("format(3)", "3"), ("format(true)", "true"),
     ("format(1e21)", "1e+21"),
    ('format(prop("Day"))', "July 1, 2026"), ('style("x", "b", "red")', "x"),
    ('format(prop("Range"))', "January 31, 2026 → March 1, 2026"),
    ('link("x", "https://example.com")', "x"), ('prop("Key")', "KR-1"), ('prop("Name")', "Win"),
    # dates
    ('dateBetween(now(), prop("Day"), "days")', 14),
    ('dateBetween(prop("Day"), now(), "days")', -14),
    ('dateBetween(parseDate("2026-07-15"), parseDate("2025-07-16"), "years")', 0),
    ('dateBetween(parseDate("2026-07-15"), parseDate("2025-07-15"), "years")', 1),
    ('dateBetween(parseDate("2026-07-15"), parseDate("2026-01-01"), "quarters")', 2),
    ('dateBetween(parseDate("2026-07-15"), parseDate("2026-07-01"), "weeks")', 2),
    ('formatDate(dateAdd(parseDate("2026-01-31"), 1, "months"), "YYYY-MM-DD")', "2026-02-28"),
    ('formatDate(dateSubtract(prop("Day"), 1, "days"), "YYYY-MM-DD")', "2026-06-30"),
    ('formatDate(now(), "dddd, MMMM Do YYYY [at] h:mm A")',
     "Wednesday, July 15th 2026 at 12:30 PM"),
    ('formatDate(now(), "ddd D MMM YY HH:mm Q W LL")', "Wed 15 Jul 26 12:30 3 29 July 15, 2026"),
    ("hour(now())", 12), ("minute(now())", 30), ("day(now())", 3), ("date(now())", 15),
    ("week(now())", 29), ("month(now())", 7), ("year(now())", 2026),
    ('timestamp(parseDate("1970-01-02"))', 86_400_000),
    ("formatDate(fromTimestamp(86400000), \"YYYY-MM-DD\")", "1970-01-02"),
    ('prop("Day") < now()', True), ('prop("Never") < now()', False),
    ('month(dateEnd(prop("Range")))', 3), ('month(dateStart(prop("Range")))', 1),
    ('year(prop("Never"))', None), ('parseDate("soon")', None),
    # lists and rows
    ('prop("Tags").join("+")', "a+b"), ('prop("Tags").includes("b")', True),
    ('prop("Tags").length()', 2), ('at([4, 5], 1)', 5), ("first([4, 5])", 4), ("last([4, 5])", 5),
    ("[1, 2, 3].slice(1).sum()", 5), ("[3, 1, 2].sort().first()", 1), ("[1, 2].reverse().at(0)", 2),
    ("[1, 1, 2].unique().length()", 2), ("[[1], [2]].flat().sum()", 3),
    ("[1, 2].map(current + index).sum()", 4),
    ("[1, 2, 3].filter(current > 1).length()", 2), ("[1, 2, 3].find(current > 1)", 2),
    ("[1, 2, 3].findIndex(current > 1)", 1), ("[1, 2].some(current > 1)", True),
    ("[1, 2].every(current > 1)", False), ("[1].at(7)", None), ("concat([1], [2, 3]).sum()", 6),
    ('prop("Owner").map(current.name()).join(",")', "Anna"), ('prop("Made by").email()',
     "anna@example.com"), ('prop("Steps").length()', 3),
     ('prop("Steps").map(current.prop("Points")).sum()', 7),
    ('prop("Steps").first().prop("Name")', "one"), ('prop("Steps").at(1).prop("Points")', 4),
    ('prop("Steps").filter(current.prop("Points") > 3).length()', 1),
    ('prop("Steps").filter(empty(current.prop("Due"))).map(current.prop("Name")).join(", ")',
     "two, three"), ('prop("Steps").sort(current.prop("Points")).last().prop("Name")', "three"),
    ('prop("Steps").map(prop("Number")).sum()', 7.5), ('format(prop("Steps"))', "one, two, three"),
]  # fmt: skip


@pytest.mark.parametrize(("expression", "result"), CASES, ids=[case[0] for case in CASES])
def test_a_formula_comes_to(table: Table, expression: str, result: Any) -> None:
    assert come_to(table, expression) == result


def test_dates_come_with_their_ends(table: Table) -> None:
    moment = {"start": "2026-07-15T12:30:00.000+00:00", "end": None, "time_zone": None}

    assert come_to(table, "today()") == {"start": "2026-07-15", "end": None, "time_zone": None}
    assert come_to(table, "fromTimestamp(timestamp(now()))") == moment | {
        "start": come_to(table, "now()")["start"]
    }
    assert come_to(table, 'dateRange(prop("Day"), prop("Day"))') == {
        "start": "2026-07-01", "end": "2026-07-01", "time_zone": None,
    }  # fmt: skip


def test_results_follow_the_clock() -> None:
    table = Table(workspace())
    table.formula("Left", 'dateBetween(parseDate("2026-07-20"), today(), "days")')
    row = table.row("goal")
    before = table.shown(row, "Left")

    table.space.clock.advance(86_400)

    assert before == {"type": "number", "number": 5}
    assert table.shown(row, "Left") == {"type": "number", "number": 4}


def test_formulas_read_formulas_of_related_rows() -> None:
    table, row = related(3)
    table.formula("Sum", 'prop("Steps").map(current.prop("Double")).sum()')

    assert table.shown(row, "Sum") == {"type": "number", "number": 2 * 3}


def test_formulas_see_the_first_25_related_rows_only() -> None:
    table, row = related(30)
    table.formula("Sum", 'prop("Steps").map(current.prop("Points")).sum()')
    table.formula("Count", 'prop("Steps").length()')

    assert table.shown(row, "Sum") == {"type": "number", "number": 25}
    assert table.shown(row, "Count") == {"type": "number", "number": 25}


def related(count: int) -> tuple[Table, Page]:
    """A goal with so many steps of one point."""
    table = Table(workspace())
    steps = Table(table.space, "Steps")
    steps.column("Points", "number")
    steps.formula("Double", 'prop("Points") * 2')
    table.relation("Steps", steps)
    return table, table.row("goal", Steps=[steps.row(str(n), Points=1) for n in range(count)])


def test_a_deleted_column_is_empty_in_formulas() -> None:
    table = Table(workspace())
    number = table.column("Number", "number")
    prop = table.formula("Plus", 'prop("Number") + 1')
    row = table.row("goal", Number=2)
    written = prop.config["expression"]

    del table.source.properties[number.id]

    assert prop.config["expression"] == written
    assert table.shown(row, "Plus") == {"type": "number", "number": 1}


def test_a_formula_that_refers_to_itself_comes_to_nothing() -> None:
    table = Table(workspace())
    prop = table.formula("Loop", "1")
    token = table.formula("Other", 'prop("Loop")').config["expression"]
    prop.config["expression"] = token
    row = table.row("goal")

    assert table.shown(row, "Loop") == {"type": "string", "string": ""}


@pytest.mark.parametrize(("expression", "kind", "condition"), [
    ('prop("Name") + "!"', "string", {"equals": "goal!"}), ("1 + 1", "number", {"equals": 2}),
    ("1 < 2", "checkbox", {"equals": True}), ("today()", "date", {"equals": "today"}),
])  # fmt: skip
def test_only_formulas_that_people_made_can_be_filtered(
    expression: str, kind: str, condition: Any
) -> None:
    table = Table(workspace())
    table.formula("Ours", expression)
    table.formula("Theirs", expression, ui=True)
    table.row("goal")

    assert table.ask({"property": "Theirs", "formula": {kind: condition}}) == ["goal"]
    with pytest.raises(NotionError, match="Unable to filter based on a formula of unknown type"):
        table.ask({"property": "Ours", "formula": {kind: condition}})


def test_a_formula_is_filtered_by_its_own_type() -> None:
    table = Table(workspace())
    table.formula("Theirs", "1", ui=True)

    with pytest.raises(NotionError, match="database property formula does not match filter string"):
        table.ask({"property": "Theirs", "formula": {"string": {"is_empty": True}}})


def test_formulas_and_rollups_in_a_circle_come_to_nothing() -> None:
    """A person can make one step by step: each step for itself makes sense."""
    table = Table(workspace())
    table.relation("Same", table)
    first = table.formula("First", "1")
    table.rollup("Sum", "Same", "First", "sum", table)
    table.formula("Second", " + ".join(['prop("First") + prop("Sum")'] * 20))
    first.config["expression"] = table.named("Second").config["expression"]
    row = table.row("goal")
    row.values[table.named("Same").id] = [row.id]

    shown = [table.shown(row, name) for name in ("First", "Second")]

    assert [one[one["type"]] for one in shown] == [0, 0]
    assert table.shown(row, "Sum")["number"] is None
