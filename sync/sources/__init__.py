"""Where records and numbers come from: one module or package per outside system.

A source translates what the system gives into ``sync.core.records`` and holds no rule.
"""
