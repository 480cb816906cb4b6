"""Refusals of the gate: too few people for anything to be shown safely."""

from careernotes.errors import CareerNotesError
from careernotes.i18n import noop

REFUSED = 3


class TooFewForListError(CareerNotesError):
    """Fewer people than a theme list of one mentor needs."""

    code = "CN401"
    message = noop("A theme list of your own opens from {people} people who are counted in one half-year.")
    safe = noop("Nothing has been made and nothing has left your vault.")
    hint = noop("In the programme's report your people do count: send a contribution instead.")
    exit_code = REFUSED


class PoolTooSmallError(CareerNotesError):
    """Too few mentors or people for a pooled report. ``rule`` says which floor, for the trustee alone."""

    code = "CN402"
    message = noop(
        "A report needs at least {mentors} mentors and {people} counted people, spread over enough mentors."
    )
    safe = noop("Nothing has been made; the period is still open.")
    hint = noop("Wait for more contributions, or report over a longer period next time.")
    exit_code = REFUSED
