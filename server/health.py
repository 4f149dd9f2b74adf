"""Whether the service is alive."""

from __future__ import annotations

from flask import Blueprint
from sqlalchemy import text

from server.desk import desk

health = Blueprint("health", __name__)


@health.get("/health")
def alive() -> dict[str, str]:
    """Answers without looking at anything else."""
    return {"status": "ok"}


@health.get("/health/database")
def database() -> dict[str, str]:
    """Asks the database for a sign of life; without one the error has status 503."""
    with desk().engine.connect() as connection:
        connection.execute(text("SELECT 1"))
    return {"status": "ok"}
