"""What the pages show."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from html import unescape
from time import perf_counter

import pytest
from flask.testing import FlaskClient
from sites import READ, RECORDS, Site, make_site
from teams import KEY_RESULTS, NOW, OBJECTIVES, SETTINGS, Team, ToldMeter

from sync.core.vocabulary import Language

FIT = 50_000
"""Bytes of a page with a hundred key results."""


def seen(client: FlaskClient, path: str, **headers: str) -> str:
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200, path
    return unescape(answer.get_data(as_text=True))


def test_the_list_tells_how_every_document_stands(site: Site, client: FlaskClient) -> None:
    site.add("memory:list", title="OKR of the B2B team")
    site.sync("memory:list", "page-list")

    page = seen(client, "/")

    assert "OKR of the B2B team" in page
    assert 'href="/documents/page-list"' in page
    assert "B2B · 2026-Q4" in page


def test_the_page_of_a_document_holds_objectives_scores_and_metrics(
    site: Site, client: FlaskClient
) -> None:
    site.add("memory:page")
    site.sync("memory:page", "page-one", ToldMeter(dict(READ), records=RECORDS))

    page = seen(client, "/documents/page-one")

    for text in ("Become the first choice of enterprise clients", "22 → 35", "29\u00a0%", "0.54",
                 "On track", "Enterprise deals", "counted 31 · not counted 89", "31"):  # fmt: skip
        assert text in page, text


def test_each_reader_gets_a_language(site: Site, client: FlaskClient) -> None:
    """Asked for, then remembered; else the document's; the list goes by the browser."""
    site.add("memory:ru", Team(language="ru"))
    site.sync("memory:ru", "page-ru")

    own = seen(client, "/documents/page-ru")
    listed = seen(client, "/", **{"Accept-Language": "ru-RU,ru;q=0.9"})
    asked = seen(client, "/documents/page-ru?lang=en")
    remembered = seen(client, "/")

    assert '<html lang="ru">' in own
    assert "Обновить сейчас" in own
    assert '<html lang="ru">' in listed
    assert '<html lang="en">' in asked
    assert "Sync now" in remembered


def test_problems_stand_at_their_rows_in_words(site: Site, client: FlaskClient) -> None:
    broken = [{**KEY_RESULTS[0], "target": "about 35"}, *KEY_RESULTS[1:]]
    site.add("memory:broken", Team(key_results=broken))
    site.sync("memory:broken", "page-broken")

    english, russian = (
        seen(client, f"/documents/page-broken?lang={lang}") for lang in ("en", "ru")
    )

    row = english.split('id="KR-001"')[1].split("</tr>")[0]
    assert 'class="e"' in row
    assert "“about 35”" in row
    assert "«about 35»" in russian
    assert "Исправить:" in russian


def test_evidence_tells_why_records_do_not_count(site: Site, client: FlaskClient) -> None:
    site.add("memory:evidence")
    site.sync("memory:evidence", "page-evidence", ToldMeter(dict(READ), records=RECORDS))

    whole = seen(client, "/documents/page-evidence/metrics/M-002")
    part = seen(client, "/documents/page-evidence/metrics/M-002/records")

    assert "<html" in whole
    assert "<html" not in part
    for page in (whole, part):
        assert "Counted: 31" in page
        assert "Not counted: 89" in page
        assert "not this period" in page
        assert 'href="https://crm.example.com/101"' in page
        assert "javascript:" not in page


def test_the_history_shows_every_week(site: Site, client: FlaskClient) -> None:
    site.add("memory:weeks")
    site.sync("memory:weeks", "page-weeks")
    site.now = NOW + timedelta(days=7)
    site.sync("memory:weeks", "page-weeks", ToldMeter({"M-001": "0.35", "M-002": "40"}))
    site.now = NOW

    page = seen(client, "/documents/page-weeks")
    history = seen(client, "/documents/page-weeks/history")

    assert page.count("<polyline") == 2 * len(OBJECTIVES)
    assert "23\u00a0Nov" in page
    assert "30\u00a0Nov" in page
    rows = history.split('class="weeks"')[1]
    assert "0.54</td><td>1.00</td>" in rows.split("KR-001")[1].split("</tr>")[0]


def test_changes_are_told_in_the_words_of_the_document(site: Site, client: FlaskClient) -> None:
    site.add("memory:changes")
    site.sync("memory:changes", "page-changes")
    site.sync("memory:changes", "page-changes", ToldMeter({**READ, "M-002": "33"}))
    site.sync("memory:changes", "page-changes", ToldMeter({**READ, "M-002": "33"}))

    page = seen(client, "/documents/page-changes")

    told = page.split('class="changes"')[1].split("</table>")[0]
    assert "CRM value</td><td>31</td><td>33</td>" in told
    assert "50 deals in the enterprise segment" in told
    assert "_okr" not in told
    assert "had nothing to change" in page


def test_rates_read_as_percentages_among_the_changes(site: Site, client: FlaskClient) -> None:
    site.add("memory:rates")
    site.sync("memory:rates", "page-rates")
    site.sync("memory:rates", "page-rates", ToldMeter({**READ, "M-001": "0.305"}))

    page = seen(client, "/documents/page-rates")

    metric = page.split('class="changes"')[1].split("M-001")[1].split("</tbody>")[0]
    assert "<td>29\u00a0%</td><td>30.5\u00a0%</td>" in metric


def test_a_document_that_was_never_synced_says_so(site: Site, client: FlaskClient) -> None:
    site.add("memory:blank", Team(objectives=(), key_results=(), metrics=()))
    site.sync("memory:blank", "page-blank")

    page = seen(client, "/documents/page-blank")

    assert "There are no key results yet" in page
    assert "The chart begins with the first week that has scores" in page


@pytest.mark.parametrize("path", [
    "/documents/none", "/documents/~x", "/runs/99999", "/nowhere", "/documents/none/history",
    "/runs/99999999999999999999",
])  # fmt: skip
def test_what_is_not_there_is_told_in_words(client: FlaskClient, path: str) -> None:
    answer = client.get(path, headers={"Accept-Language": "ru"})

    assert answer.status_code == 404
    assert "начните со списка документов" in answer.get_data(as_text=True)


def test_an_odd_identity_has_a_page_all_the_same(site: Site, client: FlaskClient) -> None:
    """The identity stands in the document, where people may overwrite it."""
    site.add("memory:odd", title="Odd one")
    site.sync("memory:odd", "../a b?#<x>/Ж")

    page = seen(client, "/")
    address = page.split("Odd one")[0].rsplit('href="', 1)[1].split('"')[0]

    assert "Odd one" in seen(client, address)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_hundred_key_results_are_a_small_page(
    site: Site, client: FlaskClient, language: Language
) -> None:
    texts = {"en": "Share of new customers number {n} from 22 to 35 per month",
             "ru": "Доля новых клиентов в канале {n} с 22 до 35 в месяц"}  # fmt: skip
    kinds = {"en": "Reach a level", "ru": "Достичь уровня"}
    rows = [
        {"id": f"KR-{n:03d}", "title": texts[language].format(n=n), "unit": "%", "owner": "Anna",
         "objective": f"O-00{n % 3 + 1}", "type": kinds[language], "start": 22, "target": 35,
         "typed": 24 + n % 9}
        for n in range(1, 101)
    ]  # fmt: skip
    address, id_ = f"memory:hundred-{language}", f"page-hundred-{language}"
    site.add(address, Team(key_results=rows, language=language, metrics=()))
    site.sync(address, id_)

    started = perf_counter()
    page = client.get(f"/documents/{id_}").data
    took = perf_counter() - started

    assert page.count(b"<tr id=") == 100
    assert len(page) < FIT, len(page)
    assert took < 2


def test_names_that_are_hidden_are_nowhere(site: Site, client: FlaskClient) -> None:
    team = Team(settings={**SETTINGS, "hide_names": "Yes"})
    site.add("memory:hidden", team)
    site.sync("memory:hidden", "page-hidden", ToldMeter(dict(READ), records=RECORDS))

    page = seen(client, "/documents/page-hidden/metrics/M-002")

    assert "101" in page
    assert "Alpha" not in page
    assert "1,250.5" not in page
    assert "1250.5" not in page


def test_health_needs_no_database(site: Site, client: FlaskClient) -> None:
    assert client.get("/health").json == {"status": "ok"}
    assert client.get("/health/database").json == {"status": "ok"}


def test_a_database_that_is_away_is_told_in_words(site: Site) -> None:
    url = "postgresql://me:secret@127.0.0.1:9/okr"
    lost = make_site(replace(site.config, database_url=url))

    answers = [lost.app.test_client().get(path) for path in ("/", "/health/database", "/health")]

    assert [answer.status_code for answer in answers] == [503, 503, 200]
    assert "does not answer" in answers[0].get_data(as_text=True)
    assert "secret" not in answers[0].get_data(as_text=True)
