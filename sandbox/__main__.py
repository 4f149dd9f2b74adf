"""``python -m sandbox``: the sandbox on a port of its own, until it is interrupted."""

from __future__ import annotations

import argparse
import contextlib
import threading

from sandbox.serving import serve
from sandbox.state import make_sandbox


def main() -> None:
    """Serve until Ctrl-C."""
    parser = argparse.ArgumentParser(prog="sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=8090)
    parser.add_argument("--world", choices=("demo", "empty"), default="demo")
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    sandbox = make_sandbox(world=wanted.world, seed=wanted.seed)
    with serve(sandbox, wanted.port, ticking=True) as running:
        print(f"Sandbox: {running.url}", flush=True)  # noqa: T201 - this is the command line
        with contextlib.suppress(KeyboardInterrupt):
            threading.Event().wait()


if __name__ == "__main__":
    main()
