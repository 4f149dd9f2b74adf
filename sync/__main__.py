"""``python -m sync`` and ``okr-sync``."""

from sync.cli.commands import main

__all__ = ["main"]

if __name__ == "__main__":
    main()
