"""The copy of a CRM's records in PostgreSQL, and every metric as a query over it.

``ingest.py`` replaces the records of a connection, ``criteria.py`` says what a record must meet to
be counted, ``calculations.py`` adds up those that do, ``evidence.py`` lists both kinds,
``explain.py`` takes one record apart, and ``meter.py`` answers the job.
"""
