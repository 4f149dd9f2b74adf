"""The documents people keep their OKRs in. Each module reads one kind of document as a ``Snapshot``
and applies a ``Plan`` to it; none of them decides anything."""
