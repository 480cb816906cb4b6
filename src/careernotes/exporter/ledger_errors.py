"""Refusals about what was released before: what happened, what is safe, what to do."""

from careernotes.errors import CareerNotesError
from careernotes.exporter.errors import ALREADY, BAD_FILE
from careernotes.i18n import noop


class OldLedgerError(CareerNotesError):
    """A ledger that is empty, missing or older than its owner's key remembers."""

    code = "CN490"
    message = noop("This ledger is older than your key remembers: {missing} of its entries are not in it.")
    safe = noop("Nothing has been opened or released.")
    hint = noop("Choose the folder of the newest ledger, or put back your newest copy of it.")
    exit_code = ALREADY


class ForkedLedgerError(CareerNotesError):
    """A ledger that went another way than its owner's key remembers."""

    code = "CN491"
    message = noop("This ledger is not the one your key knows: it goes another way.")
    safe = noop("Nothing has been opened or released.")
    hint = noop("Two copies of the ledger were used side by side. Find out which reports were given to HR.")
    exit_code = ALREADY


class LeadSawMoreError(CareerNotesError):
    """A report the lead has seen and this ledger does not know."""

    code = "CN492"
    message = noop("The programme lead has seen a report that your ledger does not know.")
    safe = noop("No contribution has been opened.")
    hint = noop("Your ledger is an old copy, or there is another one. Find the newest before you go on.")
    exit_code = ALREADY


class LeadSawLessError(CareerNotesError):
    """A lead who does not know the last report."""

    code = "CN493"
    message = noop("The programme lead has not seen your last report yet.")
    safe = noop("No contribution has been opened.")
    hint = noop("Give the lead the file report.json of it, and ask for the sum once more, with --seen.")
    exit_code = ALREADY


class PlanChangedError(CareerNotesError):
    """Another plan than the one declared for the year."""

    code = "CN494"
    message = noop("For {year} another plan was declared: other periods, themes, groups or tables.")
    safe = noop("Nothing has been released. Two plans in one year could point at somebody.")
    hint = noop("Use the kit of that year to its end; a new plan begins with the next year.")
    exit_code = ALREADY


class ProtectionChangedError(CareerNotesError):
    """Noise in a year of rounding, or rounding in a year of noise, or noise of another scale."""

    code = "CN408"
    message = noop("For {year} another protection of figures was declared: rounding, or noise of some scale.")
    safe = noop("Nothing has been opened or released. Two ways in one year would give away more than either.")
    hint = noop("Use the kit of that year to its end; choose another way for the next year.")
    exit_code = ALREADY


class FloorLoweredError(CareerNotesError):
    """A floor below the one of an earlier report."""

    code = "CN495"
    message = noop("This kit asks for less protection than an earlier one: {floor} may not be lowered.")
    safe = noop("Nothing has been released.")
    hint = noop("Ask the programme lead for a kit whose floors are at least as high as before.")
    exit_code = ALREADY


class NotTheSeenReportError(CareerNotesError):
    """A report file that the trustee of the kit did not sign."""

    code = "CN496"
    message = noop("This is not a report that the trustee of this programme signed.")
    safe = noop("Nothing has been made.")
    hint = noop("Choose the file report.json of the last report.")
    exit_code = BAD_FILE


class ForkedReportsError(CareerNotesError):
    """A report that does not go on from the one seen before."""

    code = "CN497"
    message = noop("This report does not go on from the last one you have seen.")
    safe = noop("Nothing has been made.")
    hint = noop("Give every report in its order. If none is missing, the trustee used two ledgers: talk.")
    exit_code = ALREADY


class AlreadyReportedError(CareerNotesError):
    """Months that are already in a report the mentor has seen."""

    code = "CN499"
    message = noop("The report over these months is already out.")
    safe = noop("Nothing has been made and nothing has left your vault.")
    hint = noop("Contribute to the next period.")
    exit_code = ALREADY
