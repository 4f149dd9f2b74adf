"""HubSpot over its API: deals with their stage histories, calls, meetings, and their names.

``client.py`` asks, ``paths.py`` knows the addresses of each API version, ``reading.py`` turns what
comes into neutral records, ``fields.py`` chooses the properties to keep, ``source.py`` puts it
together as the port of ``sync.core.ports``.
"""

from sync.sources.hubspot.client import HubSpotClient, Terms
from sync.sources.hubspot.source import HubSpotSource

__all__ = ["HubSpotClient", "HubSpotSource", "Terms"]
