"""The Notion workspace that people copy, built from the one schema by Notion's own requests."""
