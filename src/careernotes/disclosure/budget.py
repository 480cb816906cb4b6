"""How much a programme year may give away about one person, and what is left of it.

Each report of a year counts the same people again, so what its reports give away adds up. The sum is kept in
fractions; at the limit there is no report.
"""

from collections.abc import Iterable
from fractions import Fraction

from careernotes.disclosure.errors import BudgetSpentError

YEAR_BUDGET = Fraction(4)
"""The most that the reports of one programme year together give away about one person, whatever a kit says.
"""


def spent_with(new: Fraction, past: Iterable[Fraction]) -> Fraction:
    """What a year has given away with a *new* report after the *past* ones.

    Raises:
        BudgetSpentError: when that is more than the budget.
    """
    before = sum(past, Fraction(0))
    if before + new > YEAR_BUDGET:
        raise BudgetSpentError(budget=str(YEAR_BUDGET), left=str(YEAR_BUDGET - before), needed=str(new))
    return before + new
