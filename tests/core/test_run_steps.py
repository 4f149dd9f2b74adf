"""The steps of a run in words."""

from __future__ import annotations

import re
from pathlib import Path

from sync.core.texts.steps import STEPS, step_number, step_text

JOB = Path(__file__).parents[2] / "sync" / "job.py"


def test_loading_from_a_crm_is_part_of_measuring() -> None:
    assert step_text("pull 1200").ru == "Загружаем из CRM, записей: 1200"
    assert step_text("pull 250000").en == "Loading from the CRM, records: 250,000"
    assert [step_number(step) for step in ("", "read", "pull 1200", "measure", "record")] == [
        0, 1, 3, 3, 7,
    ]  # fmt: skip


def test_every_step_of_the_job_has_its_words_in_order() -> None:
    told = re.findall(r'progress\("(\w+)"\)', JOB.read_text(encoding="utf-8"))

    assert told == list(STEPS)
