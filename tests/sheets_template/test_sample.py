"""The invented team and the words of the guide."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sheets_template import guide_text
from sheets_template.content import empty_content
from sheets_template.guide_text import Section
from sheets_template.sample import last_check_in, sample_content
from sync.core.vocabulary import Language, Text

LANGUAGES: tuple[Language, ...] = ("en", "ru")
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(("today", "checked"), [
    (date(2026, 10, 4), None),
    (date(2026, 10, 5), date(2026, 10, 5)),
    (date(2026, 11, 22), date(2026, 11, 16)),
    (date(2026, 11, 23), date(2026, 11, 23)),
    (date(2027, 3, 1), date(2026, 12, 28)),
])  # fmt: skip
def test_the_team_checks_in_on_mondays_of_its_cycle(today: date, checked: date | None) -> None:
    assert last_check_in(today) == checked


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_past_ends_before_today(language: Language) -> None:
    """The row of today's own week is the service's to write."""
    weeks = [row["week"] for row in sample_content(language, TODAY).rows["history"]]

    assert max(str(week) for week in weeks) == str(TODAY - timedelta(7))
    assert len(set(weeks)) == 7
    assert sample_content(language, date(2026, 10, 5)).rows["history"] == []


def test_both_languages_tell_of_the_same_team() -> None:
    en, ru = (sample_content(language, TODAY) for language in LANGUAGES)
    for tab, rows in en.rows.items():
        assert [row.keys() for row in rows] == [row.keys() for row in ru.rows[tab]]
    numbers = [[row.get("target") for row in content.rows["key_results"]] for content in (en, ru)]
    assert numbers[0] == numbers[1]


def test_objectives_and_key_results_keep_to_the_numbers_of_the_method() -> None:
    rows = sample_content("en", TODAY).rows
    chosen = [str(row["objective"]) for row in rows["key_results"]]

    assert 3 <= len(rows["objectives"]) <= 5
    assert all(2 <= chosen.count(objective) <= 5 for objective in set(chosen))


def test_an_empty_workbook_starts_with_the_quarter_of_the_day() -> None:
    settings = empty_content("ru", TODAY).settings

    assert settings["cycle"] == "2026-Q4"
    assert (settings["start"], settings["end"]) == (date(2026, 10, 1), date(2026, 12, 31))


def test_the_guide_says_everything_in_both_languages() -> None:
    for section in (*guide_text.SECTIONS_BEFORE, *guide_text.SECTIONS_AFTER):
        for text in _texts(section):
            assert bool(text.en) == bool(text.ru)


def _texts(section: Section) -> list[Text]:
    rows = [text for row in section.rows for text in row]
    return [section.title, *section.head, *rows, *([section.intro] if section.intro else [])]
