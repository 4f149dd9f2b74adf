"""Everything of OKR Sync except HTTP serving: rules, documents, sources, mirror, store, job."""
