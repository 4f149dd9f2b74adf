"""A local Notion: one workspace with its pages, databases, views, comments and connections."""
