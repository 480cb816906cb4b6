"""Every number on docs/disclosure-method.md is one of the program's: a line with any other number fails."""

import re
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from tests.attack.measured_joiner import every_programme
from tests.attack.why_hidden import MANY, STAY, hidden_by_attack, how_sure
from tests.unit.disclosure.support import KIT

from careernotes.auditing.allies import MOST, SETS
from careernotes.auditing.checker import ENOUGH, SMALL
from careernotes.demo.spec import shipped_spec
from careernotes.disclosure.blur import COIN_SPACE, is_listed
from careernotes.disclosure.budget import YEAR_BUDGET
from careernotes.disclosure.hide import theme_floor
from careernotes.disclosure.mechanisms import NOISE_PEOPLE, epsilon_of, mechanisms
from careernotes.disclosure.plan import TableId
from careernotes.disclosure.policy import (
    BASES,
    LEFT_OUT,
    LEFT_OUT_OF_AREA,
    LEFT_OUT_WITH_PARTS,
    LIST_ALWAYS,
    LIST_NEVER,
    SEEN_TWICE_BASE,
    SESSIONS_COARSER,
    SPREAD_STEPS,
    TOP_LEAVES,
    TOP_SHARE,
    Policy,
    policy_of,
)

PAGE = Path("docs/disclosure-method.md").read_text(encoding="utf-8")
BODY, REFERENCES = PAGE.split("## References")
POLICY = policy_of(KIT.floors)
(SMALL_TO, FIRST), (MIDDLE_TO, SECOND), (_END, THIRD) = BASES
WHOLE_AND_AREA = (TableId.GROUPS, TableId.AREA_GROUPS)
THREE = (TableId.THEMES, *WHOLE_AND_AREA)


@cache
def fragments() -> list[str]:
    """What the page says with a number in it, made from the program's own values."""
    policy = POLICY
    return [
        f"mentors with somebody counted | at least {policy.mentors} |",
        f"people counted | at least {policy.people} |",
        f"smaller areas are put together | at least {policy.group_people} |",
        f"more than half | more than {policy.effective_mentors} |",
        f"the main ones first | at most {policy.themes_each} |",
        f"conversations of one person in one period | at most {policy.sessions_each} |",
        f"step below {SMALL_TO} people | {FIRST} |",
        f"step below {MIDDLE_TO} people | {SECOND} |",
        f"step from there on | {THIRD} |",
        f"step of themes and theme groups | at least {SEEN_TWICE_BASE} |",
        f"as a multiple of the others | {SESSIONS_COARSER} |",
        f"a rounded number is a dash under | {policy.hide_below} |",
        f"in a programme below {SMALL_TO} people, under | {theme_floor(FIRST, policy)} |",
        f"a most sensitive theme, under | {policy.sensitive_from} |",
        f"ratings of managers, under (surely rated people) | {policy.rated} |",
        f"one is left out in | {LEFT_OUT_OF_AREA} |",
        f"of people who rated, one in | {LEFT_OUT_WITH_PARTS} |",
        f"conversations, one in | {LEFT_OUT} |",
        f"by area in one of | {LEFT_OUT_WITH_PARTS} |",
        f"of those surely there, and leaves open at least | {TOP_LEAVES} |",
        f"`v - b + 1 <= s - {TOP_LEAVES}` and `v - b + 1 < {float(TOP_SHARE)} s`",
        f"nine people join {STAY} of an area",
        *how_sure_of_why(),
        f"at least {MANY} of them raised it",
        f"groups under so many people are tried one by one | {SMALL} |",
        f"a world with all, or with | {ENOUGH} |",
        f"drawn for each report | {SETS} |",
        f"with a step of {FIRST}",
        "count of 13 becomes 15 in three cases of five and 10 in two",
        f"at least {policy.list_people} people counted",
        f"up to {LIST_NEVER} people is never on it, from {LIST_ALWAYS} on",
        f"at least {NOISE_PEOPLE} people",
        f"A year may spend {YEAR_BUDGET} in all",
        f"scale of 8 a report spends {float(epsilon_of(8))}, with a scale of 4 it",
        f"spends {float(epsilon_of(4))}",
        f"together no more than {float(1 - (1 - Fraction(1, SEEN_TWICE_BASE)) ** 2)}",
        "no more than 0.2",
        "goal of 0.3",
        "advantage of 0.2",
        "more than 0.2",
        f"one in {SPREAD_STEPS}.",
        f"A group `T` under {SMALL} people",
        f"min(|T|, {ENOUGH})",
        f"at least {ENOUGH}.",
        f"From {2 * SMALL} people on",
        f"(k - {LIST_NEVER}) / {LIST_ALWAYS - LIST_NEVER}",
        f"first {COIN_SPACE.bit_length() - 1} bits",
        "12 to 3000 people",
        f"elow {SMALL_TO} people",
        "of up to 14 people",
        f"shows with {shipped_spec().profiles['medium'].mentors} mentors only",
        f"with {shipped_spec().profiles['xl'].mentors:,} mentors",
        *(f"at most {figure}" for figure in joiners()),
    ]


def how_sure_of_why() -> list[str]:
    """How sure a reader is before a dash that the attack step made, and after it."""
    hidden = hidden_by_attack()
    return [
        f"{float(how_sure(Fraction(1), hidden)):.2f}",
        f"{float(how_sure(Fraction(1, LEFT_OUT_OF_AREA), hidden)):.2f}",
    ]


def joiners() -> list[str]:
    """The measured figures of the table, rounded up."""
    found = [
        every_programme(tables, times, mixed=False)["worst"]
        for tables in (WHOLE_AND_AREA, THREE)
        for times in (1, 3)
    ]
    return [f"{-(-round(each * 10_000) // 10) / 1000:.3f}" for each in found]


PLAIN = [
    "HMAC-SHA-256", "SHAKE-256", "2^64", "[ADR 9](adr/0009-one-look-at-a-theme-and-blurred-floors.md)",
    "`n_1, n_2, ...`", "`n^2 / sum(n_i^2)`", "test_a04_group_and_themes.py", "test_a17_thresholds.py",
    "--only G3", "--only O1-hiding", "test_a17_why_a_dash.py", "test_a16_joint.py", "test_a16_wholes.py",
    "v - b + 1", "v + b - 1", "`70+`", "s = p - c + 1", "`0 <= y_c <= n_c`", "`sum_T y = 0`",
    "/ 2`, the total",
    "(1 - q) / (1 + q) * q^|x|", "exp(-1 / scale)", "4/s + 1/(2s) + 1/(2s)",
]  # fmt: skip
"""Names and formulas whose digits are no choice of the program's, or are held against it below."""


def bare(text: str, pieces: list[str]) -> str:
    for piece in sorted(pieces, key=len, reverse=True):
        text = text.replace(piece, "")
    return text


def test_every_number_on_the_page_is_the_program_s_and_none_is_missing() -> None:
    pieces = fragments()
    assert [piece for piece in pieces if piece not in BODY] == []
    left = [line for line in bare(BODY, [*pieces, *PLAIN]).splitlines() if re.search(r"\d", line)]
    assert left == []


def test_another_number_is_noticed() -> None:
    changed = BODY.replace("at least 30 |", "at least 29 |")
    assert changed != BODY
    assert re.search(r"\d", bare(changed, [*fragments(), *PLAIN]))


def test_the_formulas_are_those_of_the_program() -> None:
    for scale in (4, 8, 20):
        assert epsilon_of(scale) == Fraction(4, scale) + Fraction(1, 2 * scale) + Fraction(1, 2 * scale)
    assert sum(each.epsilon for each in mechanisms(4)) == epsilon_of(4)
    for people in range(12):
        chance = min(max(Fraction(people - LIST_NEVER, LIST_ALWAYS - LIST_NEVER), Fraction(0)), Fraction(1))
        fifths = [-(-fifth * COIN_SPACE // 5) for fifth in range(5)]
        assert Fraction(sum(is_listed(people, coin) for coin in fifths), 5) == chance
    assert MOST == 3


def test_a_policy_with_a_lower_floor_than_the_page_says_cannot_be_made() -> None:
    assert policy_of(KIT.floors) == Policy()


@pytest.mark.parametrize("claim", ["anonymous under the law", "anonymised under the law", "GDPR-proof"])
def test_the_page_claims_nothing_under_the_law(claim: str) -> None:
    said = BODY.replace("whether a report is anonymous under the law is for the organisation", "")
    assert claim not in said


def test_every_file_the_page_names_is_there() -> None:
    for name in re.findall(r"`((?:src|tests)/[^`]+)`", PAGE):
        assert Path(name).exists(), name
    for name in re.findall(r"\]\((?!http)([^)]+)\)", PAGE):
        assert (Path("docs") / name).exists(), name
