"""The sampler gives exactly its distribution; others in its place are found out."""

import ast
import math
import random
from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.disclosure.support import property_test

from careernotes.disclosure import budget, discrete_laplace, mechanisms, noise, noisy_release
from careernotes.disclosure.discrete_laplace import discrete_laplace as draw
from careernotes.disclosure.discrete_laplace import happens

Sampler = Callable[[Fraction, random.Random], int]
SCALES = [Fraction(1, 2), Fraction(2), Fraction(16, 5), Fraction(8)]
DRAWS = 8_000


def exact(scale: Fraction, random_source: random.Random) -> int:
    return draw(scale, random_source.randrange)


def share(scale: Fraction, value: int) -> float:
    """The probability of one value by its formula."""
    q = math.exp(-1 / scale)
    return (1 - q) / (1 + q) * q ** abs(value)


def p_value(sampler: Sampler, scale: Fraction, *, draws: int = DRAWS, seed: int = 11) -> float:
    """Pearson's chi-square against the formula, over values one by one and two tails."""
    source = random.Random(seed)
    found = Counter(sampler(scale, source) for _ in range(draws))
    edge = 0
    while draws * share(scale, edge + 1) > 30:
        edge += 1
    tail = draws * share(scale, edge + 1) / (1 - math.exp(-1 / scale))
    expected = [draws * share(scale, v) for v in range(-edge, edge + 1)] + [tail, tail]
    seen = [found[v] for v in range(-edge, edge + 1)]
    seen += [sum(n for v, n in found.items() if v > edge), sum(n for v, n in found.items() if v < -edge)]
    statistic = sum((o - e) ** 2 / e for o, e in zip(seen, expected, strict=True))
    # The number of bins is odd, so the tail of the chi-square distribution is a finite sum.
    half, terms = statistic / 2, (len(expected) - 1) // 2
    return math.exp(-half) * sum(half**k / math.factorial(k) for k in range(terms))


@pytest.mark.parametrize("scale", SCALES, ids=str)
def test_draws_follow_the_formula(scale: Fraction) -> None:
    assert p_value(exact, scale) > 0.001


def wrong_scale(scale: Fraction, source: random.Random) -> int:
    return draw(scale * Fraction(11, 10), source.randrange)


def rounded_float(scale: Fraction, source: random.Random) -> int:
    return round(float(scale) * (source.expovariate(1) - source.expovariate(1)))


def zero_twice(scale: Fraction, source: random.Random) -> int:
    """The magnitude of one draw and a sign of its own: zero is not drawn again."""
    q = math.exp(-1 / scale)
    size = 0
    while source.random() < q:
        size += 1
    return size if source.random() < 0.5 else -size


@pytest.mark.parametrize("wrong", [wrong_scale, rounded_float, zero_twice])
def test_wrong_samplers_do_not_pass(wrong: Sampler) -> None:
    """Control: a tenth too wide, a rounded float, zero with both signs."""
    assert p_value(wrong, Fraction(1, 2)) < 1e-6


def outcomes(
    work: Callable[[Callable[[int], int]], object], least: Fraction
) -> Iterator[tuple[object, Fraction]]:
    """Every result of *work* with its exact probability, over all answers of its source that are not rarer
    than *least*.
    """
    waiting: list[tuple[tuple[int, ...], Fraction]] = [((), Fraction(1))]
    while waiting:
        answers, chance = waiting.pop()
        if chance < least:
            continue
        given_answers, asked = iter(answers), []

        def below(limit: int) -> int:
            answer = next(given_answers, None)  # noqa: B023 - used before the next turn
            if answer is None:
                asked.append(limit)  # noqa: B023 - as above
                raise StopAsyncIteration
            return answer

        try:
            yield work(below), chance
        except StopAsyncIteration:
            limit = asked[0]
            waiting += [((*answers, answer), chance / limit) for answer in range(limit)]


@pytest.mark.parametrize(
    "exponent", [Fraction(0), Fraction(1, 3), Fraction(1, 2), Fraction(2, 3), Fraction(1)], ids=str
)
def test_the_coin_of_an_exponential_is_exact(exponent: Fraction) -> None:
    """Every way through it, each with its own fraction: no draw is trusted."""
    ways = list(
        outcomes(lambda below: happens(exponent.numerator, exponent.denominator, below), Fraction(1, 10**7))
    )
    missing = 1 - sum(chance for _, chance in ways)
    assert 0 <= missing < Fraction(1, 1000)
    yes = float(sum(chance for answer, chance in ways if answer))
    assert yes <= math.exp(-exponent) <= yes + float(missing) + 1e-15


@pytest.mark.parametrize("scale", [Fraction(1, 2), Fraction(1)], ids=str)
def test_the_sampler_is_exact_along_every_way_through_it(scale: Fraction) -> None:
    ways = list(outcomes(lambda below: draw(scale, below), Fraction(1, 10**5)))
    missing = float(1 - sum(chance for _, chance in ways))
    assert 0 <= missing < 0.12
    for value in range(-3, 4):
        found = float(sum(chance for answer, chance in ways if answer == value))
        assert found <= share(scale, value) + 1e-12
        assert share(scale, value) <= found + missing + 1e-12


@property_test
@given(st.integers(-40, 40), st.integers(1, 12), st.integers(1, 5))
def test_every_whole_number_can_come_out(value: int, whole: int, parts: int) -> None:
    """No holes: an answer of the source leads to each number, so nothing rules a true count out."""
    scale = Fraction(whole, parts)
    size = abs(value) * scale.denominator
    laps, rest = divmod(size, scale.numerator)
    answers = [rest, *_yes(rest, scale.numerator), *(laps * _yes(1, 1)), *_no(), int(value < 0)]
    given_answers = iter(answers)
    assert draw(scale, lambda limit: _in_range(next(given_answers), limit)) == value
    assert not list(given_answers)


def _yes(numerator: int, denominator: int) -> list[int]:
    """Answers with which an exponential coin says yes."""
    if numerator < denominator:
        return [numerator]
    return [0, 0, 2]


def _no() -> list[int]:
    """Answers with which the coin of exp(-1) says no."""
    return [0, 1]


def _in_range(answer: int, limit: int) -> int:
    assert 0 <= answer < limit
    return answer


def test_a_sampler_of_floats_has_holes() -> None:
    """Control: 16 random bits put through a logarithm leave out most large numbers."""
    scale = 50.0
    reached = {round(-scale * math.log((k + 1) / 2**16)) for k in range(2**16)}
    assert set(range(int(scale * 11))) - reached


@pytest.mark.parametrize("module", [discrete_laplace, mechanisms, noise, noisy_release, budget])
def test_no_float_decides(module: object) -> None:
    tree = ast.parse(Path(str(module.__file__)).read_text("utf-8"))  # type: ignore[attr-defined] - a module
    floats = [
        node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, float)
    ]
    named = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert not floats
    assert not named & {"float", "sqrt", "log", "exp", "random"}


def test_a_scale_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="above 0"):
        draw(Fraction(0), lambda _limit: 0)
