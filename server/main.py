"""The app for a WSGI server that imports it; the only module with a global."""

from __future__ import annotations

import os
from pathlib import Path

from server.app import create_app
from sync.config import read_config

app = create_app(
    read_config(os.environ, Path.home(), root=getattr(os, "geteuid", lambda: 1)() == 0)
)
