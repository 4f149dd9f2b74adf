"""The Notion page in the real Chromium: each kind of value, columns, rows, views, talk, a phone."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from notion_desk import Team, add_guide, make_team
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from sandbox.notion.operations import set_values, trash
from sandbox.notion.page.naming import address_of
from sandbox.notion.texts import plain, plain_item
from sandbox.state import Sandbox


@pytest.fixture
def team(sandbox: Sandbox) -> Team:
    return make_team(sandbox.notion)


@pytest.fixture(scope="session")
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 2900, "height": 900}, locale="en")
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, sandbox: Sandbox, team: Team) -> Iterator[Page]:
    """The table of key results, which must not stumble; what was done is sent before the end."""
    opened, faults = context.new_page(), list[str]()
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda said: faults.append(said.text) if "Policy" in said.text else None)
    opened.goto(sandbox.url + address_of(team.base))
    expect(opened.locator("tr[data-row]")).to_have_count(4)
    yield opened
    sent(opened)
    opened.close()
    assert faults == []


def sent(page: Page) -> None:
    """Everything that was done has been answered and drawn."""
    expect(page.locator('body[data-waiting]:not([data-waiting="0"])')).to_have_count(0)


def cell(page: Page, team: Team, row: int, column: str) -> Locator:
    """A cell of a key result, counted from 0."""
    key = f"{team.rows[row].id}/{team.column(column)}"
    return page.locator(f"[data-key={json.dumps(key)}]")


def choose(page: Page, *names: str) -> None:
    """Take entries of the open list."""
    for name in names:
        page.locator("#pop").get_by_role("option", name=name, exact=True).click()


def header(page: Page, name: str) -> Locator:
    return page.get_by_role("columnheader", name=name, exact=True)


def test_values_look_as_in_notion(page: Page, team: Team) -> None:
    shown = {
        "Name": "Close 24 deals in the quarter", "Objective": "Grow revenue in the north",
        "Owner": "AAnna Petrova", "Status": "On track", "Stage": "Not started",
        "Progress": "75%", "Target": "1,024", "Tags": "CRMTeam", "Due": "September 30, 2026",
        "Notes": "Three large ones are in talks.", "No": "KR-1", "Twice": "2048",
        "Link": "https://crm.example.com/deals", "Author": "AAnna Petrova",
    }  # fmt: skip

    for column, text in shown.items():
        expect(cell(page, team, 0, column), column).to_have_text(text)

    expect(cell(page, team, 1, "Due")).to_have_text("July 1, 2026 → August 15, 2026")
    expect(cell(page, team, 3, "Done").locator("input")).to_be_checked()
    expect(cell(page, team, 1, "Status").locator(".pill")).to_have_class("pill is-yellow ")
    expect(header(page, "Owner").locator("button")).to_have_attribute(
        "title", "Owner\nWho answers for it"
    )


def test_text_is_typed_and_enter_goes_down(page: Page, team: Team) -> None:
    cell(page, team, 0, "Notes").click()
    page.keyboard.press("Control+a")
    page.keyboard.type("Two are won")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("one is not")
    page.keyboard.press("Enter")
    expect(cell(page, team, 1, "Notes")).to_be_focused()
    page.keyboard.type("Slow")
    page.keyboard.press("Tab")
    sent(page)

    expect(cell(page, team, 1, "Link")).to_be_focused()
    assert plain(team.value(team.rows[0], "Notes")) == "Two are won\none is not"
    assert plain(team.value(team.rows[1], "Notes")) == "Slow"


def test_escape_gives_up_and_a_click_beside_keeps(page: Page, team: Team) -> None:
    cell(page, team, 0, "Name").click()
    page.keyboard.type("!")
    page.keyboard.press("Escape")
    expect(cell(page, team, 0, "Name")).to_have_text("Close 24 deals in the quarter")

    cell(page, team, 0, "Name").click()
    page.keyboard.type("!")
    page.get_by_role("heading").or_(page.locator("textarea.title")).first.click()

    expect(cell(page, team, 0, "Name")).to_have_text("Close 24 deals in the quarter!")


def test_numbers_are_read_as_people_write_them(page: Page, team: Team) -> None:
    for column, text in (("Progress", "80%"), ("Target", "1 200,5")):
        cell(page, team, 0, column).click()
        page.keyboard.press("Control+a")
        page.keyboard.type(text)
        page.keyboard.press("Enter")
    expect(cell(page, team, 0, "Target")).to_have_text("1,200.5")
    assert team.value(team.rows[0], "Progress") == 0.8

    cell(page, team, 0, "Target").click()
    page.keyboard.press("Control+a")
    page.keyboard.type("many")
    page.keyboard.press("Enter")

    expect(page.get_by_role("alert")).to_contain_text("“many” is not a number")
    expect(cell(page, team, 0, "Target")).to_have_text("1,200.5")


def test_options_are_chosen_found_and_created(page: Page, team: Team) -> None:
    cell(page, team, 0, "Status").click()
    choose(page, "Off track")
    expect(cell(page, team, 0, "Status")).to_have_text("Off track")

    cell(page, team, 0, "Status").click()
    page.keyboard.type("Paused")
    page.keyboard.press("Enter")

    expect(cell(page, team, 0, "Status")).to_have_text("Paused")
    assert team.value(team.rows[0], "Status") == team.option("Status", "Paused")
    cell(page, team, 1, "Stage").click()
    choose(page, "Done")
    expect(cell(page, team, 1, "Stage")).to_have_text("Done")


def test_several_options_are_added_and_taken_away(page: Page, team: Team) -> None:
    cell(page, team, 1, "Tags").click()
    choose(page, "Team")
    page.get_by_role("button", name="Remove: CRM").click()
    page.keyboard.type("North")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")

    expect(cell(page, team, 1, "Tags")).to_have_text("TeamNorth")
    sent(page)
    names = ("Team", "North")
    assert team.value(team.rows[1], "Tags") == [team.option("Tags", name) for name in names]


def test_people_and_related_rows_are_searched(page: Page, team: Team) -> None:
    cell(page, team, 3, "Owner").click()
    page.keyboard.type("vera")
    expect(page.locator("#pop").get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(cell(page, team, 3, "Owner")).to_have_text("VVera Sokolova")

    cell(page, team, 3, "Objective").click()
    page.keyboard.type("revenue")
    expect(page.locator("#pop").get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    sent(page)

    assert team.value(team.rows[3], "Objective") == team.objectives.rows[::-1]
    other = team.space.pages[team.objectives.rows[0]]
    twin = next(one for one in team.objectives.properties.values() if one.type == "relation")
    assert team.rows[3].id in other.values[twin.id]


def test_days_ranges_and_times(page: Page, team: Team) -> None:
    cell(page, team, 0, "Due").click()
    page.get_by_label("Date", exact=True).fill("2026-10-01")
    page.keyboard.press("Enter")
    expect(cell(page, team, 0, "Due")).to_have_text("October 1, 2026")
    sent(page)
    assert team.value(team.rows[0], "Due")["start"] == "2026-10-01"

    cell(page, team, 0, "Due").click()
    page.get_by_label("End date", exact=True).check()
    page.locator("#pop input[type=date]").nth(1).fill("2026-10-31")
    page.locator("#pop").get_by_role("button", name="Done").click()
    expect(cell(page, team, 0, "Due")).to_have_text("October 1, 2026 → October 31, 2026")

    cell(page, team, 0, "Due").click()
    page.get_by_role("button", name="Clear").click()
    expect(cell(page, team, 0, "Due")).to_be_empty()


def test_a_checkbox_turns_at_once_and_an_address_can_be_typed(page: Page, team: Team) -> None:
    cell(page, team, 0, "Done").click()
    expect(cell(page, team, 0, "Done").locator("input")).to_be_checked()

    cell(page, team, 1, "Link").click()
    page.keyboard.type("https://example.com/a")
    page.keyboard.press("Enter")

    link = cell(page, team, 1, "Link").get_by_role("link")
    expect(link).to_have_attribute("href", "https://example.com/a")


def test_an_address_that_would_run_is_no_link(page: Page, team: Team) -> None:
    row = team.rows[0]
    set_values(team.space, row, {team.column("Link"): "javascript:alert(1)"}, team.me)
    evil = [plain_item("press", link="javascript:alert(1)"), plain_item("<img src=x onerror=1>")]
    set_values(team.space, row, {team.column("Notes"): evil}, team.me)

    expect(cell(page, team, 0, "Notes")).to_have_text("press<img src=x onerror=1>")
    expect(cell(page, team, 0, "Notes").locator("a, img")).to_have_count(0)
    expect(cell(page, team, 0, "Link").locator("a")).to_have_count(0)


def test_rows_are_added_duplicated_trashed_and_restored(page: Page, team: Team) -> None:
    page.get_by_role("button", name="+ New").click()
    expect(page.locator("#pop textarea")).to_be_focused()
    page.keyboard.type("Visit every partner")
    page.keyboard.press("Enter")
    expect(page.locator("tr[data-row]")).to_have_count(5)
    expect(page.locator("tr[data-row]").last).to_contain_text("Visit every partner")

    page.locator("tr[data-row]").first.get_by_role("button", name="Row menu").click()
    page.get_by_role("button", name="Move to trash").click()
    expect(page.locator("tr[data-row]")).to_have_count(4)
    sent(page)
    assert team.rows[0].in_trash

    page.get_by_role("button", name="Trash", exact=True).click()
    page.get_by_role("button", name="Restore").click()

    expect(page.locator("tr[data-row]")).to_have_count(5)
    page.locator("tr[data-row]").first.get_by_role("button", name="Row menu").click()
    page.get_by_role("button", name="Duplicate").click()
    expect(page.locator("td.named", has_text="Close 24 deals")).to_have_count(2)


def test_columns_are_renamed_described_retyped_and_deleted(page: Page, team: Team) -> None:
    header(page, "Notes").click()
    page.get_by_label("Name", exact=True).fill("Remarks")
    page.get_by_label("Description").fill("What stands in the way")
    page.locator("#pop").get_by_role("button", name="Done").click()
    expect(header(page, "Remarks")).to_be_visible()
    sent(page)
    assert team.results.properties[team.column("Remarks")].description == "What stands in the way"

    header(page, "Target").click()
    page.get_by_label("Type").select_option("rich_text")
    page.locator("#pop").get_by_role("button", name="Done").click()
    expect(cell(page, team, 3, "Target")).to_have_attribute("data-type", "rich_text")
    sent(page)
    assert plain(team.value(team.rows[3], "Target")) == "12"

    header(page, "Mail").click()
    page.get_by_role("button", name="Delete property").click()
    expect(header(page, "Mail")).to_have_count(0)


def test_columns_of_every_kind_are_added(page: Page, team: Team) -> None:
    for kind in ("multi_select", "status", "relation", "unique_id"):
        page.get_by_role("button", name="Add a property").click()
        page.get_by_label("Name", exact=True).fill(f"My {kind}")
        page.get_by_label("Type").select_option(kind)
        page.locator("#pop").get_by_role("button", name="Add a property").click()
        expect(header(page, f"My {kind}")).to_be_visible()
    page.get_by_role("button", name="Add a property").click()
    page.get_by_label("Type").select_option("formula")
    page.get_by_role("textbox", name="Formula").fill('prop("Progress") * 10')
    page.locator("#pop").get_by_role("button", name="Add a property").click()
    expect(header(page, "Formula")).to_be_visible()

    expect(cell(page, team, 3, "Formula")).to_have_text("10")
    expect(cell(page, team, 2, "My unique_id")).to_have_text("3")


def test_options_of_a_column_are_renamed_coloured_and_deleted(page: Page, team: Team) -> None:
    kept = team.option("Status", "At risk")
    header(page, "Status").click()
    options = page.locator("#pop .option")
    options.nth(1).get_by_label("Name").fill("In doubt")
    options.nth(1).get_by_label("Colour").select_option("pink")
    page.get_by_role("button", name="Remove: Off track").click()
    options.last.get_by_label("Name").fill("Paused")
    page.locator("#pop").get_by_role("button", name="Done").click()

    expect(cell(page, team, 1, "Status")).to_have_text("In doubt")
    expect(cell(page, team, 1, "Status").locator(".pill")).to_have_class("pill is-pink ")
    expect(cell(page, team, 2, "Status")).to_be_empty()
    sent(page)
    assert (team.option("Status", "In doubt"), team.value(team.rows[1], "Status")) == (kept, kept)
    assert team.option("Status", "Paused")


def test_a_row_opens_as_a_page_and_back(page: Page, team: Team) -> None:
    page.locator("tr[data-row]").nth(1).hover()
    page.locator("tr[data-row]").nth(1).get_by_role("link", name="Open").click()
    expect(page.locator("textarea.title")).to_have_value("Win rate from 18 % to 25 %")

    cell(page, team, 1, "Status").click()
    choose(page, "On track")
    expect(cell(page, team, 1, "Status")).to_have_text("On track")
    page.locator("textarea.title").fill("Win rate up to 25 %")
    page.keyboard.press("Enter")
    expect(page.locator(".crumbs")).to_contain_text("Win rate up to 25 %")
    page.go_back()

    expect(cell(page, team, 1, "Name")).to_have_text("Win rate up to 25 %")
    expect(cell(page, team, 1, "Status")).to_have_text("On track")


def test_comments_are_written_answered_and_resolved(page: Page, team: Team) -> None:
    team.comment(team.rows[0].id, "Is the big deal counted here?")
    expect(page.locator(".remarks")).to_have_text("1")
    page.locator("tr[data-row]").first.get_by_role("link", name="Open").click()
    expect(page.locator(".remark")).to_contain_text("Is the big deal counted here?")

    page.get_by_label("Reply …").fill("Yes, since Friday")
    page.keyboard.press("Enter")
    expect(page.locator(".remark").nth(1)).to_contain_text("Yes, since Friday")
    page.get_by_role("button", name="Resolve", exact=True).click()

    expect(page.locator(".remark")).to_have_count(0)
    sent(page)
    assert all(one.resolved for one in team.space.comments.values())
    page.get_by_role("button", name="Resolved (1)").click()
    expect(page.locator(".remark")).to_have_count(2)
    page.get_by_label("Add a comment …").fill("Another matter")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".remark", has_text="Another matter")).to_be_visible()
    authors = {one.created_by for one in team.space.comments.values()}
    assert authors == {team.me, team.person("Boris Lange")}


def test_one_acts_as_the_person_chosen(page: Page, team: Team) -> None:
    page.get_by_role("combobox", name="You are").select_option("Vera Sokolova")
    cell(page, team, 0, "Done").click()
    sent(page)

    assert team.rows[0].edited_by == team.person("Vera Sokolova")
    page.reload()
    expect(page.get_by_role("combobox", name="You are")).to_have_value(team.person("Vera Sokolova"))
    page.get_by_role("combobox", name="You are").select_option("Anna Petrova")


def test_what_others_change_appears_and_a_draft_survives(page: Page, team: Team) -> None:
    cell(page, team, 0, "Notes").click()
    page.keyboard.press("Control+a")
    page.keyboard.type("Dra")
    set_values(team.space, team.rows[1], {team.column("Target"): 30}, team.me)
    page.keyboard.type("ft")
    page.keyboard.press("Enter")

    expect(cell(page, team, 1, "Target")).to_have_text("30")
    expect(cell(page, team, 0, "Notes")).to_have_text("Draft")
    trash(team.space, team.rows[3].id, team.me)
    expect(page.locator("tr[data-row]")).to_have_count(3)


def test_tabs_group_and_cards_move(page: Page, team: Team) -> None:
    by = {"group_by": {"type": "select", "property_id": team.column("Status"),
                       "sort": {"type": "manual"}}}  # fmt: skip
    team.add_view("Board", "board", configuration=by)
    page.get_by_role("tab", name="Board").click()
    lanes = page.locator(".lane")
    expect(lanes.nth(0)).to_contain_text("On track2")

    card = page.locator(".card", has_text="Win rate")
    card.drag_to(lanes.filter(has_text="Off track"))

    expect(lanes.filter(has_text="Off track")).to_contain_text("Win rate")
    sent(page)
    assert team.value(team.rows[1], "Status") == team.option("Status", "Off track")
    assert "?v=" in page.url
    page.reload()
    expect(page.get_by_role("tab", name="Board")).to_have_attribute("aria-selected", "true")


def test_days_are_drawn_on_calendar_and_timeline(page: Page, sandbox: Sandbox, team: Team) -> None:
    placed = {"date_property_id": team.column("Due")}
    team.add_view("Month", "calendar", configuration=placed)
    team.add_view("Line", "timeline", configuration=placed)
    page.get_by_role("tab", name="Line").click()
    expect(page.locator(".strip")).to_have_count(3)
    expect(page.locator(".undated")).to_have_text("No date: Train everybody on the new CRM")

    page.get_by_role("tab", name="Month").click()
    for _ in range(200):
        if page.locator("[data-day='2026-08-31']:not(.off)").count():
            break
        later = sandbox.clock.now().strftime("%Y-%m") < "2026-08"
        page.get_by_role("button", name="Later" if later else "Earlier").click()
    expect(page.locator("[data-day='2026-08-31']")).to_contain_text("Hire two account managers")


def test_the_home_page_shows_its_content_and_a_linked_view(page: Page, team: Team) -> None:
    add_guide(team)
    page.locator(".tree").get_by_role("link", name="Sales OKRs").click()
    expect(page.get_by_role("heading", name="How we work")).to_be_visible()
    expect(page.locator(".rich-bold")).to_have_text("every Monday")
    expect(page.locator(".rules")).to_have_text("Filter: Status is At risk")
    expect(page.locator("tr[data-row]")).to_have_count(1)

    page.get_by_label("Invite the team").check()
    expect(page.locator(".item.done")).to_have_text("Invite the team")
    page.get_by_text("More", exact=True).click()
    expect(page.get_by_text("Hidden until it is opened")).to_be_visible()
    cell(page, team, 1, "Status").click()
    choose(page, "On track")

    expect(page.locator("tr[data-row]")).to_have_count(0)


def test_a_new_page_is_shared_with_a_connection(page: Page, team: Team) -> None:
    """As in Notion: who wants the service on a page shares it with its connection."""
    token = team.space.add_connection("OKR Sync")
    page.locator(".tree").get_by_role("link", name="Sales OKRs").click()
    page.get_by_role("button", name="New page").click()
    expect(page.locator("textarea.title")).to_be_focused()
    page.keyboard.type("Plans")
    page.keyboard.press("Enter")
    expect(page.locator(".crumbs")).to_contain_text("Plans")

    page.get_by_role("button", name="Page menu").click()
    page.get_by_role("button", name="Connections").click()
    page.get_by_label("OKR Sync").check()
    sent(page)

    made = team.space.pages[next(iter(token.roots))]
    assert (plain(made.values["title"]), made.parent.id) == ("Plans", team.home.id)
    page.get_by_label("OKR Sync").uncheck()
    sent(page)
    assert token.roots == set()


def test_a_language_that_was_asked_for_stays(page: Page, sandbox: Sandbox, team: Team) -> None:
    page.goto(f"{sandbox.url}{address_of(team.base)}?lang=ru")
    expect(page.get_by_role("button", name="Корзина")).to_be_visible()

    page.locator(".tree").get_by_role("link", name="Objectives").click()
    expect(page.locator("textarea.title")).to_have_value("Objectives")
    page.reload()

    expect(page.get_by_role("button", name="Корзина")).to_be_visible()


def test_a_silent_sandbox_is_told_until_it_answers(page: Page) -> None:
    page.route("**/_/version*", lambda route: route.abort())
    expect(page.get_by_role("alert")).to_contain_text("does not answer")

    page.unroute("**/_/version*")

    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_phone_scrolls_only_the_table(browser: Browser, sandbox: Sandbox, team: Team) -> None:
    add_guide(team)
    context = browser.new_context(
        viewport={"width": 320, "height": 640}, has_touch=True, locale="ru-RU"
    )
    phone = context.new_page()
    phone.goto(sandbox.url + address_of(team.base))
    expect(phone.locator("tr[data-row]")).to_have_count(4)
    assert phone.evaluate("document.documentElement.scrollWidth") == 320
    assert phone.evaluate("document.querySelector('#main').scrollWidth") == 320
    assert phone.evaluate("(s => s.scrollWidth > s.clientWidth)(document.querySelector('.scroll'))")

    cell(phone, team, 0, "Name").tap()
    phone.locator("#pop textarea").fill("Закрыть 24 сделки")
    phone.keyboard.press("Enter")
    expect(cell(phone, team, 0, "Name")).to_contain_text("Закрыть 24 сделки")
    sent(phone)
    phone.get_by_role("button", name="Страницы", exact=True).tap()
    phone.locator(".tree").get_by_role("link", name="Sales OKRs").tap()
    expect(phone.get_by_role("heading", name="How we work")).to_be_visible()
    assert phone.evaluate("document.querySelector('#main').scrollWidth") == 320
    context.close()
