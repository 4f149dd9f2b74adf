"""Local emulators of the outside services, for the demo and for tests.

They keep real state, check what is sent to them and refuse loudly what they do not know; one seeded
world of deals stands behind every CRM. Nothing here knows the service: real client libraries talk
to it over HTTP.
"""
