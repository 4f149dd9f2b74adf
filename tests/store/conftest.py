"""A data folder for tests that start databases of their own."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def own_folder() -> Iterator[Path]:
    """Not below pytest's folder, which other users may not enter: see ``data_dir``."""
    folder = Path(tempfile.mkdtemp(prefix="okr-own-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
