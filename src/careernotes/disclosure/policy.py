"""The values every report is made with. A kit can ask for more protection; nothing can ask for less."""

from dataclasses import dataclass
from fractions import Fraction

from careernotes.domain.kit import PolicyFloors

CAP_THEMES = 4
CAP_SESSIONS = 10
SESSIONS_COARSER = 10
MENTORS_BASE = 5
SEEN_TWICE_BASE = 10
"""The least base of figures in which one theme of one person is seen twice, in the theme's own figure and in
that of its group: two looks of one in ten each, 1 - (1 - 1/10)^2 = .19, stay within one in five.
"""
SPREAD_STEPS = 5
"""Into how many one-person steps the rule on spread is blurred: one person moves it with one in so many."""
TOP_LEAVES, TOP_SHARE = 9, Fraction(9, 10)
"""The highest figure of a theme leaves open of so many people whether they had it, and proves less than this
share: the attack step asks for both.
"""
LEFT_OUT_OF_AREA, LEFT_OUT, LEFT_OUT_WITH_PARTS = 16, 64, 128
"""One in so many figures is left out by chance: of one area; of others; of those that take parts along
(theme groups, people who rated, and the breakdown as a whole).
"""
LIST_NEVER, LIST_ALWAYS = 3, 8
BASES = ((200, 5), (1000, 10), (None, 20))
"""Rounding base by (blurred) number of people: below 200, below 1000, from there on."""
_LEAST = PolicyFloors()


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What one report was made with; the method page prints exactly these.

    Made by :func:`policy_of` only, which never goes below the program's own floors.
    """

    mentors: int = _LEAST.mentors
    people: int = _LEAST.mentees
    group_people: int = _LEAST.group_mentees
    effective_mentors: int = _LEAST.effective_mentors
    list_people: int = _LEAST.list_mentees
    hide_below: int = _LEAST.hide_below
    sensitive_from: int = _LEAST.sensitive_from
    rated: int = _LEAST.rated
    themes_each: int = CAP_THEMES
    sessions_each: int = CAP_SESSIONS


def policy_of(floors: PolicyFloors) -> Policy:
    """The policy of a kit: each floor is the higher of the program's and the kit's."""
    return Policy(
        mentors=max(floors.mentors, _LEAST.mentors),
        people=max(floors.mentees, _LEAST.mentees),
        group_people=max(floors.group_mentees, _LEAST.group_mentees),
        effective_mentors=max(floors.effective_mentors, _LEAST.effective_mentors),
        list_people=max(floors.list_mentees, _LEAST.list_mentees),
        hide_below=max(floors.hide_below, _LEAST.hide_below),
        sensitive_from=max(floors.sensitive_from, _LEAST.sensitive_from),
        rated=max(floors.rated, _LEAST.rated),
    )


def base_for(people: int) -> int:
    """The rounding base for a programme of about so many people."""
    return next(base for below, base in BASES if below is None or people < below)
