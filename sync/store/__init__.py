"""What is kept in PostgreSQL beside the mirror: documents seen, and the one schema of all tables.

``database.py`` opens it, ``embedded.py`` runs the server that ships with the package, and
``migrations`` brings any older database up to date. Every table carries a tenant.
"""
