"""Deals exported from a CRM by hand, as .csv or .xlsx: amoCRM, HubSpot, Salesforce, Bitrix24, any.

``grid.py`` turns the file into rows, ``header.py`` finds the columns by their titles, ``deals.py``
reads them, and ``privacy.py`` leaves out what is nobody's business here. Whatever is wrong with the
file comes as one of ``errors.py`` or as a warning; nothing else is raised.
"""

from sync.sources.crm_export.reader import read_export

__all__ = ["read_export"]
