"""The solver that is shipped, loaded only where it is asked: replaying a certificate loads none."""

from careernotes.auditing.asking import Solver
from careernotes.auditing.problem import Problem


def highs(problem: Problem) -> Solver:
    """A solver for one problem."""
    from careernotes.auditing.solver import HighsSolver  # noqa: PLC0415 - see above

    return HighsSolver(problem)
