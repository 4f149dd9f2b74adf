"""Drive: files, their sharing and comments, search, export, upload, and messages about changes."""
