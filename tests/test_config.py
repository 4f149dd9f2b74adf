"""Settings from the environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.config import ConfigError, read_config

HOME = Path("/home/anna")


@pytest.mark.parametrize(
    ("environment", "root", "folder"),
    [
        ({}, False, "/home/anna/.local/share/okr-sync"),
        ({"XDG_DATA_HOME": "/data"}, False, "/data/okr-sync"),
        ({}, True, "/var/lib/okr-sync"),
        ({"OKR_DATA_DIR": "/srv/okr"}, True, "/srv/okr"),
    ],
)
def test_data_folder(environment: dict[str, str], root: bool, folder: str) -> None:
    assert read_config(environment, HOME, root=root).data_dir == Path(folder)


@pytest.mark.parametrize("port", ["0", "65536", "web", "-1", "8 0"])
def test_a_wrong_port_is_told_in_both_languages(port: str) -> None:
    with pytest.raises(ConfigError, match="1 to 65535") as found:
        read_config({"PORT": port}, HOME)

    assert "от 1 до 65535" in found.value.say("ru")


def test_the_address_of_the_database_is_not_shown() -> None:
    config = read_config({"DATABASE_URL": "postgresql://u:secret@db.example.com/okr"}, HOME)

    assert config.database_url
    assert "secret" not in repr(config)


@pytest.mark.parametrize("address", ["http://example.com", "ftp://example.com", "example.com"])
def test_addresses_of_services_are_encrypted(address: str) -> None:
    with pytest.raises(ConfigError, match="OKR_HUBSPOT_URL has to begin with https://"):
        read_config({"OKR_HUBSPOT_URL": address}, Path("/home/anna"))


def test_a_sandbox_on_this_machine_needs_no_encryption() -> None:
    settings = read_config({"OKR_GOOGLE_URL": "http://127.0.0.1:8090/google/"}, Path("/home/anna"))

    assert settings.google_url == "http://127.0.0.1:8090/google"


def test_notion_is_connected_by_its_token() -> None:
    told = {"OKR_NOTION_TOKEN": " ntn_x ", "OKR_NOTION_PER_MINUTE": "600",
            "OKR_NOTION_COMMENTS": "Yes", "OKR_PAGES_URL": "https://okr.example.com/"}  # fmt: skip

    settings = read_config(told, HOME)

    assert settings.notion_token
    assert settings.notion_token.reveal() == "ntn_x"
    assert (settings.notion_per_minute, settings.notion_comments) == (600, True)
    assert settings.pages == "https://okr.example.com"


def test_pages_are_on_this_machine_unless_told_otherwise() -> None:
    assert read_config({"PORT": "9000"}, HOME).pages == "http://127.0.0.1:9000"


@pytest.mark.parametrize(
    ("name", "value"), [("OKR_NOTION_PER_MINUTE", "many"), ("OKR_NOTION_COMMENTS", "perhaps")]
)
def test_wrong_settings_of_notion_are_told(name: str, value: str) -> None:
    with pytest.raises(ConfigError, match=f"{name} is '{value}'"):
        read_config({name: value}, HOME)
