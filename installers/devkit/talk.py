"""How the set-up speaks: progress on standard error, one sentence when it has to stop."""

from __future__ import annotations

import sys


class SetUpError(Exception):
    """Set-up cannot go on; the message is one or two sentences that say what to do."""


def say(message: str) -> None:
    """Print one line of progress."""
    print(f"[dev] {message}", file=sys.stderr, flush=True)
