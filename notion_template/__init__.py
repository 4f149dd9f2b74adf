"""The Notion workspace that people copy, built from the one schema by Notion's own requests.

``properties`` and ``tables`` say what the databases are, ``views`` how they are looked at,
``guide`` and ``words`` what the home page says, ``rows`` what stands in them. ``install`` goes
through the steps: ``home``, ``making``, ``filling`` and ``showing`` look for each thing first, and
make it where it is not. ``bound`` tells where the columns are afterwards; ``bind`` does without
all this in databases that a team has already.
"""

from __future__ import annotations

from notion_template.building import Order
from notion_template.home import find_homes
from notion_template.install import install, is_complete

__all__ = ["Order", "find_homes", "install", "is_complete"]
