"""Two additive shares of one vector of counters, of which neither tells anything without the other.

The programme lead's share is a random seed of 32 bytes. SHAKE-256 stretches it into a mask, one number
below 2 to the 64th for each counter. The trustee's share is the vector minus the mask, modulo 2 to the
64th: whoever does not know the seed sees random numbers. Masks add up like counters, so the sum of the
masked vectors plus the sum of the masks is the sum of the counters, exactly.
"""

import hashlib
import secrets
from collections.abc import Iterable, Sequence

SEED_BYTES = 32
MODULUS = 2**64
_NUMBER_BYTES = 8
_PURPOSE = b"careernotes/1/share\n"
Vector = tuple[int, ...]


def new_seed() -> bytes:
    """A seed nobody can guess."""
    return secrets.token_bytes(SEED_BYTES)


def mask_of(seed: bytes, context: str, length: int) -> Vector:
    """The *length* numbers that follow from *seed*; another *context* gives others.

    Raises:
        ValueError: when the seed has another length.
    """
    if len(seed) != SEED_BYTES:
        raise ValueError("a seed has 32 bytes")
    stretched = hashlib.shake_256(_PURPOSE + seed + context.encode()).digest(length * _NUMBER_BYTES)
    return unpacked(stretched)


def masked(counters: Sequence[int], seed: bytes, context: str) -> Vector:
    """The trustee's share: *counters* minus the mask of *seed*.

    Raises:
        ValueError: when a counter does not fit into 64 bits.
    """
    if any(not 0 <= value < MODULUS for value in counters):
        raise ValueError("a counter is a whole number of 64 bits")
    mask = mask_of(seed, context, len(counters))
    return tuple((value - hidden) % MODULUS for value, hidden in zip(counters, mask, strict=True))


def summed(vectors: Iterable[Sequence[int]], length: int) -> Vector:
    """The sum of vectors modulo 2 to the 64th; zeros when there are none.

    Raises:
        ValueError: when a vector has another length.
    """
    total = [0] * length
    for vector in vectors:
        if len(vector) != length:
            raise ValueError("a vector of another length")
        for place, value in enumerate(vector):
            total[place] = (total[place] + value) % MODULUS
    return tuple(total)


def packed(vector: Iterable[int]) -> bytes:
    """The numbers as 8 bytes each, the highest first."""
    return b"".join(value.to_bytes(_NUMBER_BYTES, "big") for value in vector)


def unpacked(data: bytes) -> Vector:
    """The numbers in :func:`packed` bytes.

    Raises:
        ValueError: when the bytes are no whole numbers of numbers.
    """
    if len(data) % _NUMBER_BYTES:
        raise ValueError("not a row of 64-bit numbers")
    return tuple(
        int.from_bytes(data[place : place + _NUMBER_BYTES], "big")
        for place in range(0, len(data), _NUMBER_BYTES)
    )
