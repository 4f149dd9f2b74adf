"""The copy of a CRM's records in PostgreSQL, and every metric as a query over it.

``ingest.py`` replaces the records of an export. ``pull.py`` brings the records of a CRM up to date
that is asked over its API: ``backfill.py`` reads everything, ``gathering.py`` what changed, and
``publishing.py`` puts it in use at once. ``criteria.py`` and ``acting.py`` say what a record must
meet to be counted, ``calculations.py`` adds up those that do, ``listing.py`` lists both kinds,
``explain.py`` takes one record apart, and ``meter.py`` answers the job.
"""
