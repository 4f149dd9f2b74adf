"""A secret shows itself to nobody who does not ask."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from sync.config import read_config
from sync.secrets import Secret


def test_a_secret_is_in_no_text_made_of_it() -> None:
    secret = Secret("pat-eu1-invented")

    shown = f"{secret} {secret!r} {[secret]} {secret:}"

    assert "invented" not in shown
    assert secret.reveal() == "pat-eu1-invented"


def test_a_secret_is_not_written_to_a_file() -> None:
    with pytest.raises(TypeError):
        pickle.dumps(Secret("pat-eu1-invented"))


def test_the_settings_show_no_token(tmp_path: Path) -> None:
    settings = read_config({"OKR_HUBSPOT_TOKEN": "pat-eu1-invented"}, tmp_path)

    assert "invented" not in repr(settings)
    assert settings.hubspot_token
