"""Flask around the job: pages, API and health.

A route parses, calls one function and answers; the rules live in ``sync``.
"""
