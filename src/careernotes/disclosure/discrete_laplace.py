"""Noise in whole numbers, from the discrete Laplace distribution exactly: no float anywhere.

A result x has probability (1 - q) / (1 + q) * q^abs(x) with q = exp(-1 / scale). Floating-point numbers
cannot say that: their gaps give away true counts (Mironov, "On Significance of the Least Significant Bits",
2012). After Canonne, Kamath and Steinke, "The Discrete Gaussian for Differential Privacy" (2020), algorithms
1 and 2: every decision compares two uniform whole numbers.
"""

from collections.abc import Callable
from fractions import Fraction

Below = Callable[[int], int]
"""From a limit to a uniform whole number from 0 up to and without the limit."""


def discrete_laplace(scale: Fraction, below: Below) -> int:
    """One draw. Every use of a draw that is not added to a count gives that count away."""
    if scale <= 0:
        raise ValueError("a scale is above 0")
    whole, parts = scale.numerator, scale.denominator
    while True:
        rest = below(whole)
        if not happens(rest, whole, below):
            continue
        laps = 0
        while happens(1, 1, below):
            laps += 1
        size = (rest + whole * laps) // parts
        if not below(2):
            return size
        # Both signs would give zero twice its share.
        if size:
            return -size


def happens(numerator: int, denominator: int, below: Below) -> bool:
    """Yes with probability exp(-numerator / denominator), for a fraction from 0 to 1."""
    turn = 1
    while below(denominator * turn) < numerator:
        turn += 1
    return turn % 2 == 1
