"""spreadsheets.batchUpdate: one module a family of request kinds, and the run that applies them.

Each kind is a function of the batch and its request that gives the reply, or raises `RefusedError`.
`run` undoes the whole batch when any of its requests is refused.
"""
