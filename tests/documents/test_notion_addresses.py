"""Addresses of Notion as people paste them."""

from __future__ import annotations

import pytest

from sync.documents.notion.addresses import address_of, is_notion, parse_address

HEX = "24c9a3f1b2d84e5f9a7b6c5d4e3f2a1b"
ID = "24c9a3f1-b2d8-4e5f-9a7b-6c5d4e3f2a1b"
VIEW = "1f2e3d4c5b6a4978869574a3b2c1d0e0"
SANDBOX = "http://sandbox.example.com:8090/notion"


@pytest.mark.parametrize(
    "text",
    [
        HEX,
        HEX.upper(),
        ID,
        f"  {ID}\n",
        f"https://app.notion.com/p/{HEX}",
        f"https://app.notion.com/p/OKR-2026-Q4-{HEX}",
        f"https://app.notion.com/p/Цели-{HEX}?source=copy_link",
        f"https://www.notion.so/{HEX}",
        f"https://www.notion.so/acme/Our-OKRs-{HEX}?pvs=4",
        f"https://www.notion.so/acme/{HEX}?v={VIEW}",
        f"https://www.notion.so/acme/{HEX}?v={VIEW}&p={VIEW}&pm=s",
        f"https://notion.so/Our-OKRs-{HEX}#{VIEW}",
        f"notion.so/{HEX}",
        f"https://acme.notion.site/Our-OKRs-{HEX}",
        f"https://www.notion.so/{ID}",
        f"notion://www.notion.so/acme/{HEX}",
        f"http://127.0.0.1:8090/notion/p/Our-OKRs-{HEX}",
        f"{SANDBOX}/p/{HEX}",
        f"https://www.notion.so/{HEX}.",
        f"«https://www.notion.so/acme/Our-OKRs-{HEX}?pvs=4»,",
        f"<https://app.notion.com/p/{HEX}>",
    ],
)
def test_every_form_leads_to_the_id(text: str) -> None:
    assert parse_address(text, SANDBOX) == ID
    assert is_notion(text, SANDBOX)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "team.xlsx",
        HEX[:-1],
        HEX + "0",
        f"team-{HEX}.xlsx",
        f"folder/team-{HEX}",
        f"https://example.com/{HEX}",
        f"https://notion.so.example.com/{HEX}",
        f"https://evilnotion.so/{HEX}",
        f"http://127.0.0.1:8090/google/spreadsheets/d/{HEX}",
        "https://docs.google.com/spreadsheets/d/1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefg/edit",
        "https://[broken",
    ],
)
def test_anything_else_is_none(text: str) -> None:
    assert parse_address(text) is None
    assert not is_notion(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://www.notion.so/acme",
        "https://www.notion.so/",
        f"https://www.notion.so/?p={HEX}",
        f"https://app.notion.com/p/OKR-{HEX[:-1]}",
    ],
)
def test_an_address_of_notion_without_a_page_is_not_taken_for_a_sheet(text: str) -> None:
    assert parse_address(text) is None
    assert is_notion(text)


def test_people_open_it_where_it_stands() -> None:
    assert address_of(ID) == f"https://app.notion.com/p/{HEX}"
    assert address_of(ID, f"{SANDBOX}/") == f"{SANDBOX}/p/{HEX}"
    assert parse_address(address_of(ID, SANDBOX), SANDBOX) == ID
