"""Refusals of the rules: too few people to be shown safely, or months that already left."""

from careernotes.errors import CareerNotesError
from careernotes.i18n import noop

REFUSED, ALREADY = 3, 4


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
        "A report needs at least {mentors} mentors and {people} counted people, spread over enough mentors. "
        "Just above these numbers chance decides, so that no refusal tells about one person."
    )
    safe = noop("Nothing has been made; the period is still open.")
    hint = noop("Wait for more contributions, or report over a longer period next time.")
    exit_code = REFUSED


class ReportHeldError(CareerNotesError):
    """A report of which, tried together with earlier ones, nothing about themes could be shown."""

    code = "CN414"
    message = noop("Together with earlier reports, no theme group of this report could be shown safely.")
    safe = noop("Nothing has been made; the period is still open.")
    hint = noop("Wait until more people have come or gone, and report over the next period.")
    exit_code = REFUSED


class AlreadyReleasedError(CareerNotesError):
    """A second release of the same or an overlapping period."""

    code = "CN410"
    message = noop("These months are already in a report: {period}.")
    safe = noop("The first report stands. A second one would let a reader compare the two.")
    hint = noop("Reprint the same files, or choose a later period.")
    exit_code = ALREADY


class PoolOrListError(CareerNotesError):
    """A period whose data went the other way already."""

    code = "CN411"
    message = noop("These months already left your vault another way: {period}.")
    safe = noop("Nothing has been made. Months go to the programme or into your own list, never both.")
    hint = noop("Choose a period that shares no month with it.")
    exit_code = ALREADY


class TooFewForNoiseError(CareerNotesError):
    """A programme with fewer people than reports with noise need."""

    code = "CN406"
    message = noop("Reports with noise are for programmes of at least {people} counted people.")
    safe = noop("Nothing has been made and nothing of this year's limit has been used.")
    hint = noop("Just above this number chance decides. Choose rounding in the kit of the next year.")
    exit_code = REFUSED


class BudgetSpentError(CareerNotesError):
    """A report that would tell more about one person than a year may."""

    code = "CN407"
    message = noop("The limit of this year is reached: {left} of {budget} is left, and {needed} is needed.")
    safe = noop("Nothing has been opened, made or released. The earlier reports stand.")
    hint = noop(
        "The next report can come in the next year. More noise in its kit leaves room for more reports."
    )
    exit_code = ALREADY
