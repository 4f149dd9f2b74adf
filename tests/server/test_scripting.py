"""What people type is text: it never becomes markup, whatever it looks like."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import cycle, islice

import pytest
from playwright.sync_api import Browser, Dialog
from sites import READ, Served
from teams import KEY_RESULTS, METRICS, OBJECTIVES, SETTINGS, Team, ToldMeter

from sync.core.page_addresses import slug_of
from sync.core.vocabulary import Evidence

pytestmark = pytest.mark.slow

ALERT = "<script>alert({n})</script>"
EVIL = "//evil.example.com/{n}"
SEEDS = (
    ALERT, "<img src=x onerror=alert({n})>", "<svg onload=alert({n})>", '">' + ALERT,
    "'><img src=x onerror=alert({n})>", "</title>" + ALERT, "</svg>" + ALERT, "</style>" + ALERT,
    "</textarea>" + ALERT, "<a href=javascript:alert({n})>x</a>", "javascript:alert({n})//",
    f"<iframe srcdoc='{ALERT}'>", "<body onload=alert({n})>",
    "<details open ontoggle=alert({n})>", "<input autofocus onfocus=alert({n})>",
    "{{{{ 7 * {n} }}}}", "{{% raw %}}{n}", "${{alert({n})}}", f"<!-->{ALERT}-->",
    f"<math><mtext></mtext>{ALERT}</math>", "&lt;script&gt;alert({n})&lt;/script&gt;",
    f"<base href={EVIL}>", f"<meta http-equiv=refresh content=0;url={EVIL}>",
    f"<form action={EVIL}><button>x", "\u202e" + ALERT,
)  # fmt: skip
COUNT = 200
STRAY = ", ".join([
    "script:not([src='/static/page.js'])", "iframe", "base", "math", "body *[onerror]",
    "body *[onload]", "img[src='x']", "a[href^=javascript]", "form[action*=evil]",
    "meta[content*=evil]", "[onfocus]", "[ontoggle]",
])  # fmt: skip
"""What a page of ours never holds."""


@pytest.fixture(scope="module")
def hostile(served: Served) -> str:
    """The identity of a document in which every cell that may hold text holds an attack."""
    attacks = (seed.format(n=number) for number, seed in enumerate(islice(cycle(SEEDS), COUNT)))
    texts = cycle(list(attacks))

    def next_text() -> str:
        return next(texts)

    objectives = [
        {
            **row,
            "title": next_text(),
            "owner": next_text(),
            "team": next_text(),
            "notes": next_text(),
        }
        for row in OBJECTIVES
    ]
    fields = ("owner", "unit", "blocker", "next_step", "reason")
    key_results: list[dict[str, object]] = [
        {**KEY_RESULTS[2], "id": f"KR-{n:03d}", "title": next_text(),
         "objective": f"O-00{n % 3 + 1}", **{field: next_text() for field in fields}}
        for n in range(1, 30)
    ]  # fmt: skip
    broken: list[dict[str, object]] = [
        {"id": f"KR-{n:03d}", "title": next_text(), "objective": next_text(), "type": next_text(),
         "target": next_text(), "typed": next_text(), "metric": next_text(), "due": next_text()}
        for n in range(30, 45)
    ]  # fmt: skip
    metrics = [{**row, "title": next_text()} for row in METRICS]
    metrics.append({**METRICS[0], "id": "M-003", "title": next_text(), "source": next_text()})
    settings = {**SETTINGS, "team": next_text(), "cycle": next_text(), "currency": next_text()}
    records = tuple(
        Evidence(next_text(), next_text(), next_text(), date(2026, 10, 5), Decimal(1),
                 number % 2 == 0, "" if number % 2 == 0 else "no_amount")
        for number in range(40)
    )  # fmt: skip
    team = Team(objectives, key_results + broken, metrics, settings=settings)
    served.site.add(next_text(), team, title=next_text())
    address = list(served.site.documents)[-1]
    identity = "<script>alert('identity')</script>"
    served.site.sync(address, identity, ToldMeter(dict(READ), records=records))
    renamed = ToldMeter({**READ, "M-002": "35"}, records=records)
    served.site.sync(address, identity, renamed)
    return identity


def noting(dialogs: list[str]) -> Callable[[Dialog], None]:
    """Notes what a script has shown, and closes it."""

    def note(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    return note


def test_no_attack_is_more_than_text(browser: Browser, served: Served, hostile: str) -> None:
    context = browser.new_context(base_url=served.address)
    page = context.new_page()
    dialogs: list[str] = []
    page.on("dialog", noting(dialogs))
    slug = slug_of(hostile)
    runs = page.goto(f"/documents/{slug}") and page.locator(".runs a").all()
    paths = ["/", f"/documents/{slug}", f"/documents/{slug}/history",
             *(str(run.get_attribute("href")) for run in runs or ()),
             *(f"/documents/{slug}/metrics/{id_}" for id_ in ("M-001", "M-002"))]  # fmt: skip

    stray: list[str] = []
    for path in [*paths, *(f"{path}?lang=ru" for path in paths)]:
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        for details in page.locator("details").all():
            details.evaluate("element => { element.open = true }")
        if page.locator("[data-part]").count():
            page.locator("[data-part] .records").first.wait_for()
        stray += [str(each) for each in page.locator(STRAY).all()]

    page.goto(f"/documents/{slug}")
    assert "<script>alert(" in page.locator("main").inner_text()
    assert dialogs == []
    assert stray == []
    context.close()


@pytest.mark.parametrize(
    "attack", ["<script>alert(1)</script>.xlsx", '"><img src=x onerror=alert(1)>']
)
def test_an_address_is_text_too(browser: Browser, served: Served, attack: str) -> None:
    context = browser.new_context(base_url=served.address)
    page = context.new_page()
    dialogs: list[str] = []
    page.on("dialog", noting(dialogs))

    for address in (attack, f"https://evil.example.com/{attack}"):
        page.goto("/")
        page.get_by_label("Address").fill(address)
        page.get_by_role("button", name="Add and sync").click()
        page.get_by_role("alert").filter(has_text=attack).first.wait_for()
        assert page.locator(STRAY).count() == 0

    assert dialogs == []
    context.close()
