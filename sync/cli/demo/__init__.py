"""The product on sample data: a team's Google Sheet and workbook, a CRM, the pages, and the job.

``files.py`` makes the workbook and its deals, ``stage.py`` starts the sandbox and builds the sheet
in it, ``passes.py`` runs the job on both documents twice, ``story.py`` tells what happened.
"""

from sync.cli.demo.files import SAMPLE_DAY, SAMPLE_DAYS, move_days
from sync.cli.demo.passes import run_demo

__all__ = ["SAMPLE_DAY", "SAMPLE_DAYS", "move_days", "run_demo"]
