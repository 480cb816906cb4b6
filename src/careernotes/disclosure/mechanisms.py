"""Noise for large programmes: how strong it is, and what a report with it gives away.

Differential privacy (Dwork and others, 2006): adding one person to what is counted, or taking one away,
changes the chance of any outcome by a factor exp(epsilon) at most. A mechanism adds discrete Laplace noise to
all cells of one vector; with the scale sensitivity / epsilon it gives away epsilon, where the sensitivity is
the most that one person adds to the vector, summed over its cells. Mechanisms over the same people add up.

With the declared scale s a report gives away 4/s + 1/(2s) + 1/(2s): for what people talked about (four themes
each at most), for who they are and how they came, and for ratings. Each of the three is parted evenly over
its mechanisms.
"""

import enum
from dataclasses import dataclass
from fractions import Fraction

from careernotes.disclosure.policy import CAP_THEMES

NOISE_PEOPLE = 1000
"""From so many counted people on; among fewer, noise would drown the figures."""


class Vector(enum.Enum):
    """The vectors that get noise, one mechanism each."""

    GROUPS = "groups"
    THEMES = "themes"
    AREAS = "areas"
    CHOSEN_BY = "chosen"
    MOMENT = "moments"
    ASKS = "asks"
    HELPS = "helps"
    OPENS = "opens"


RATINGS = (Vector.ASKS, Vector.HELPS, Vector.OPENS)
_SHARES = (
    (Fraction(CAP_THEMES), CAP_THEMES, (Vector.GROUPS, Vector.THEMES)),
    (Fraction(1, 2), 1, (Vector.AREAS, Vector.CHOSEN_BY, Vector.MOMENT)),
    (Fraction(1, 2), 1, RATINGS),
)
"""Epsilon times the declared scale, sensitivity of each vector, and the vectors that part it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mechanism:
    """Discrete Laplace noise on one vector."""

    vector: Vector
    sensitivity: int
    epsilon: Fraction

    @property
    def scale(self) -> Fraction:
        """The scale of the noise on each cell."""
        return self.sensitivity / self.epsilon


@dataclass(frozen=True, slots=True, kw_only=True)
class NoiseUsed:
    """What a report says of its noise; *spent* is what the reports of its year gave away, with this one."""

    scale: int
    spent: Fraction


def mechanisms(scale: int) -> tuple[Mechanism, ...]:
    """The mechanisms of one report with the declared *scale*."""
    return tuple(
        Mechanism(vector=vector, sensitivity=sensitivity, epsilon=times / scale / len(vectors))
        for times, sensitivity, vectors in _SHARES
        for vector in vectors
    )


def epsilon_of(scale: int) -> Fraction:
    """What one report with the declared *scale* gives away about one person at most."""
    return sum((each.epsilon for each in mechanisms(scale)), Fraction(0))
