"""Where the noise of a report comes from: the operating system, never a key, and it is kept nowhere.

Noise that followed from a key could be taken off every report ever printed by whoever gets that key one day.
"""

import secrets


def below(limit: int) -> int:
    """A uniform whole number from 0 up to and without *limit*."""
    return secrets.randbelow(limit)
