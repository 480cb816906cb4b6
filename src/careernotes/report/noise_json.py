"""What a report says of its noise as JSON: the formula with its numbers, to be reckoned again by anybody."""

import re
from collections.abc import Iterator
from fractions import Fraction

from careernotes.canonical import Json
from careernotes.disclosure.budget import YEAR_BUDGET
from careernotes.disclosure.mechanisms import NoiseUsed, epsilon_of, mechanisms
from careernotes.domain.kit import LEAST_NOISE, MOST_NOISE
from careernotes.domain.reading import MalformedError, Reader

METHOD = "discrete_laplace"
_TEXTS = ("method", "epsilon", "spent", "budget")
_FRACTION = re.compile(r"[1-9][0-9]{0,8}(/[1-9][0-9]{0,8})?", re.ASCII)
"""Short, and never over zero: nothing that takes long to reckon."""
_LONGEST, _MOST = 20, 1_000_000


def plain_noise(noise: NoiseUsed) -> dict[str, Json]:
    """The JSON value; fractions are texts like ``5/8``."""
    return {
        "method": METHOD,
        "scale": noise.scale,
        "epsilon": str(epsilon_of(noise.scale)),
        "spent": str(noise.spent),
        "budget": str(YEAR_BUDGET),
        "vectors": [
            {
                "key": each.vector.value,
                "sensitivity": each.sensitivity,
                "scale": str(each.scale),
                "epsilon": str(each.epsilon),
            }
            for each in mechanisms(noise.scale)
        ],
    }


def read_noise(root: Reader) -> NoiseUsed:
    """What one JSON value says, which must be what the formula says.

    Raises:
        MalformedError: when it is not, or when more was given away than a year may.
    """
    root.only("scale", "vectors", *_TEXTS)
    scale = root.integer("scale", low=LEAST_NOISE, high=MOST_NOISE)
    noise = NoiseUsed(scale=scale, spent=root.parsed("spent", _fraction, "a fraction"))
    if not epsilon_of(scale) <= noise.spent <= YEAR_BUDGET:
        raise MalformedError(root.at("spent"), "from epsilon to the budget of a year")
    stated: dict[str, Json] = {name: root.text(name, longest=_LONGEST) for name in _TEXTS}
    if plain_noise(noise) != {**stated, "scale": scale, "vectors": list(_vectors(root))}:
        raise MalformedError(root.at("epsilon"), "what the formula says")
    return noise


def _vectors(root: Reader) -> Iterator[Json]:
    for item in root.objects("vectors"):
        item.only("key", "sensitivity", "scale", "epsilon")
        texts: dict[str, Json] = {
            name: item.text(name, longest=_LONGEST) for name in ("key", "scale", "epsilon")
        }
        yield {**texts, "sensitivity": item.integer("sensitivity", low=1, high=_MOST)}


def _fraction(text: str) -> Fraction:
    if not _FRACTION.fullmatch(text):
        raise ValueError
    return Fraction(text)
