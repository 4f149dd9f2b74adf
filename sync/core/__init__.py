"""The rules: pure functions over values. Standard library only; no files, network or clock."""
