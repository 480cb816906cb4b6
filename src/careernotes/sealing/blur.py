"""The coins of the blur: the same secret, plan, period and figure always give the same coin."""

import hashlib
import hmac

_COIN_BYTES = 8


def coin(secret: bytes | bytearray, *parts: str) -> int:
    """A whole number below 2 to the 64th: HMAC-SHA256 over *parts*, each with its length so that none can
    run on.
    """
    message = b"".join(len(part.encode()).to_bytes(4, "big") + part.encode() for part in parts)
    return int.from_bytes(hmac.new(secret, message, hashlib.sha256).digest()[:_COIN_BYTES], "big")
