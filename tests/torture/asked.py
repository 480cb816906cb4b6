"""What a measured run is asked for: the arguments of ``dev.py torture`` and ``dev.py attack``."""

import argparse
from collections.abc import Sequence


def asked_of(prog: str, description: str | None, names: Sequence[str], *, full: str) -> argparse.Namespace:
    """The arguments as given, *form* (tiny, short or full) among them; *full* is how long the full run takes.

    ``worker`` and what goes with it are for the processes that the run starts itself.
    """
    parser = argparse.ArgumentParser(prog=prog, description=description)
    parser.add_argument("--short", action="store_true", help=f"minutes instead of {full}")
    parser.add_argument("--tiny", action="store_true", help="seconds: tries the harness, shows little")
    parser.add_argument("--only", action="append", choices=names, metavar="NAME", help=", ".join(names))
    parser.add_argument("--json", action="store_true", help="one JSON object and nothing else")
    parser.add_argument("--at-once", type=int, default=2, help="processes at a time")
    for hidden in ("--worker", "--folder"):
        parser.add_argument(hidden, help=argparse.SUPPRESS)
    for hidden, default in (("--size", 1), ("--seed", 1), ("--control", -1)):
        parser.add_argument(hidden, type=int, default=default, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    asked.form = "tiny" if asked.tiny else "short" if asked.short else "full"
    return asked
