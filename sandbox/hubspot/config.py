"""What of HubSpot depends on the plan or is not known for certain: each with a default, all of it
settable while the sandbox runs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Config:
    """Settings of one portal; ``POST /_control/hubspot/config`` changes them."""

    portal_id: int = 24_000_117
    app_id: int = 4_117_001
    time_zone: str = "Europe/Moscow"
    per_ten_seconds: int = 190
    per_day: int = 650_000
    searches_per_second: int = 5
    search_headers: bool = False
    """Whether answers of search carry the headers about limits."""
    search_lag: float = 10.0
    """Seconds until a write is found by search."""
    search_jitter: float = 5.0
    """By how much that varies, either way."""
    most_groups: int = 5
    most_filters_in_group: int = 6
    most_filters: int = 18
    most_results: int = 10_000
    most_with_history: int = 50
    token_seconds: int = 1800
    refresh_rotates: bool = False
    """Whether a refresh gives a new refresh token and ends the old one."""
    merged_id_answers_survivor: bool = True
    merged_are_archived: bool = True
    """Whether the list of archived records shows those merged into others."""
    primary_company_twice: bool = True
    """Whether the link to the primary company also comes as an unlabelled one."""
    webhook_delay: float = 0.0
    """Seconds from a change to its delivery."""
    webhook_tries: int = 10
    webhook_seconds: float = 5.0
    """How long a receiver may take."""
    webhook_merge_details: bool = True
    """Whether the event of a merge tells which records it was about."""
    webhook_disorder: bool = False
    """Whether events come twice and in a wrong order."""
