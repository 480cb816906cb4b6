"""Two shares of one vector: exact together, and random to look at alone."""

import hashlib
import random
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.disclosure.support import property_test

from careernotes.sealing.shares import (
    MODULUS,
    SEED_BYTES,
    mask_of,
    masked,
    new_seed,
    packed,
    summed,
    unpacked,
)

NUMBERS = st.integers(0, MODULUS - 1)
VECTORS = st.integers(1, 40).flatmap(
    lambda length: st.lists(st.lists(NUMBERS, min_size=length, max_size=length), min_size=1, max_size=8)
)
SEEDS = st.binary(min_size=SEED_BYTES, max_size=SEED_BYTES)
# With 255 degrees of freedom a chi-square of random bytes stays below this but once in a million times.
FAR_TOO_UNEVEN = 380.0


@property_test
@given(VECTORS, st.data())
def test_the_sum_of_masked_vectors_and_masks_is_the_sum_of_the_counters(
    vectors: list[list[int]], data: st.DataObject
) -> None:
    length = len(vectors[0])
    seeds = [data.draw(SEEDS) for _each in vectors]
    pairs = list(enumerate(zip(vectors, seeds, strict=True)))
    hidden = summed([masked(vector, seed, f"c{n}") for n, (vector, seed) in pairs], length)
    masks = summed([mask_of(seed, f"c{n}", length) for n, (_vector, seed) in pairs], length)
    expected = tuple(sum(column) % MODULUS for column in zip(*vectors, strict=True))
    assert summed([hidden, masks], length) == expected


@property_test
@given(st.lists(st.integers(0, 500), min_size=300, max_size=300), SEEDS)
def test_small_counters_come_back_as_whole_numbers(counters: list[int], seed: bytes) -> None:
    parts = [masked(counters, seed, "c"), mask_of(seed, "c", len(counters))]
    assert summed(parts, len(counters)) == tuple(counters)


def test_the_edges_wrap() -> None:
    seed = bytes(SEED_BYTES)
    for counters in ((0, 0), (MODULUS - 1, 0), (1, MODULUS - 1)):
        assert summed([masked(counters, seed, ""), mask_of(seed, "", 2)], 2) == counters
    assert summed([(MODULUS - 1,), (1,)], 1) == (0,)


@pytest.mark.parametrize("value", [-1, MODULUS])
def test_what_does_not_fit_into_64_bits_is_refused(value: int) -> None:
    with pytest.raises(ValueError, match="64 bits"):
        masked((value,), bytes(SEED_BYTES), "")


def test_the_mask_is_shake_256_of_purpose_seed_and_context() -> None:
    seed = bytes(range(SEED_BYTES))
    stretched = hashlib.shake_256(b"careernotes/1/share\n" + seed + b"name").digest(24)
    assert mask_of(seed, "name", 3) == tuple(int.from_bytes(stretched[n : n + 8], "big") for n in (0, 8, 16))


def test_another_context_or_seed_gives_another_mask() -> None:
    seed = bytes(SEED_BYTES)
    masks = {mask_of(seed, "a", 4), mask_of(seed, "b", 4), mask_of(bytes([1]) * SEED_BYTES, "a", 4)}
    assert len(masks) == 3
    assert len({new_seed() for _ in range(50)}) == 50


def unevenness(vectors: Sequence[Sequence[int]]) -> float:
    """The chi-square statistic of every byte against 256 equally likely values: about 255 when random."""
    seen = Counter(byte for vector in vectors for byte in packed(vector))
    expected = sum(seen.values()) / 256
    return sum((seen[value] - expected) ** 2 / expected for value in range(256))


def contributions(count: int, *, length: int = 32) -> list[tuple[int, ...]]:
    draw = random.Random(7)
    return [tuple(draw.randint(0, 12) for _ in range(length)) for _ in range(count)]


def test_one_side_alone_looks_random_whole_or_in_part_added_up_or_subtracted() -> None:
    vectors = contributions(400)
    seeds = [hashlib.sha256(str(n).encode()).digest() for n in range(len(vectors))]
    trustee = [masked(v, s, str(n)) for n, (v, s) in enumerate(zip(vectors, seeds, strict=True))]
    lead = [mask_of(s, str(n), 32) for n, s in enumerate(seeds)]
    for side in (trustee, lead):
        running = [summed(side[: n + 1], 32) for n in range(len(side))]
        differences = [
            tuple((a - b) % MODULUS for a, b in zip(one, two, strict=True)) for one, two in pairwise(side)
        ]
        for look in (side, side[::3], running, differences):
            assert unevenness(look) < FAR_TOO_UNEVEN


@pytest.mark.parametrize("weakness", ["not masked", "one seed for all"])
def test_control_a_weak_split_is_told_from_random(weakness: str) -> None:
    vectors = contributions(400)
    if weakness == "not masked":
        look = vectors
    else:
        hidden = [masked(vector, bytes(SEED_BYTES), "same") for vector in vectors]
        look = [
            tuple((a - b) % MODULUS for a, b in zip(one, two, strict=True)) for one, two in pairwise(hidden)
        ]
    assert unevenness(look) > 10 * FAR_TOO_UNEVEN


def test_the_same_view_of_one_side_fits_every_contribution() -> None:
    """What the trustee holds fits any counters at all: for each there is a mask that explains it."""
    seen = masked((3, 0, 7), bytes(range(SEED_BYTES)), "c")
    for other in ((0, 0, 0), (500, 1, 2), (MODULUS - 1, 5, 5)):
        mask = tuple((value - hidden) % MODULUS for value, hidden in zip(other, seen, strict=True))
        assert summed([seen, mask], 3) == other


@property_test
@given(st.lists(NUMBERS, max_size=50))
def test_numbers_pack_and_unpack(numbers: list[int]) -> None:
    assert unpacked(packed(numbers)) == tuple(numbers)


def test_wrong_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="64-bit"):
        unpacked(b"1234567")
    with pytest.raises(ValueError, match="32 bytes"):
        mask_of(b"short", "", 1)
    with pytest.raises(ValueError, match="another length"):
        summed([(1, 2)], 3)
