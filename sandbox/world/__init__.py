"""The one seeded world of deals, people and activities behind every CRM of the sandbox."""
