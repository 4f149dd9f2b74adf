"""HubSpot's CRM API over the world."""
