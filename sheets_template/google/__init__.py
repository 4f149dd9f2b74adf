"""The workbook as requests for Google Sheets, and the installer that sends them.

``parts`` turns a workbook value into requests, tab by tab: ``cells``, ``repeating`` and ``formats``
say what stands in the cells, ``checks``, ``rules`` and ``charts`` what is laid over them, ``tabs``
and ``opening`` make the tabs themselves. ``found`` is what a spreadsheet holds already, ``marker``
how far an earlier installation got. ``install`` reads once, decides, and sends as few batches as
their size allows.
"""

from __future__ import annotations

from sheets_template.google.errors import SheetInUseError
from sheets_template.google.install import Client, Installed, Order, install, install_sample

__all__ = ["Client", "Installed", "Order", "SheetInUseError", "install", "install_sample"]
