"""Refusals of what lead and trustee send each other, and of enrolment: what happened, what is safe, what to
do.
"""

from careernotes.errors import CareerNotesError
from careernotes.i18n import noop
from careernotes.sealing.errors import BAD_FILE


class NotASumError(CareerNotesError):
    """Some other file."""

    code = "CN470"
    message = noop("This is not a sum file of Career Notes.")
    safe = noop("No contribution has been opened.")
    hint = noop("Ask the programme lead for the file whose name ends in .cnsum.")
    exit_code = BAD_FILE


class NewerSumError(NotASumError):
    """A sum of a later format."""

    code = "CN471"
    message = noop("This sum file was made by a newer version of Career Notes.")
    hint = noop("Install the newest version of Career Notes.")


class TruncatedSumError(NotASumError):
    """Only the beginning of a sum."""

    code = "CN472"
    message = noop("This sum file is not complete: its end is missing.")
    hint = noop("Ask the programme lead to send the same file again.")


class SumForAnotherError(NotASumError):
    """A sum for another box key."""

    code = "CN473"
    message = noop("This sum file was sealed for another trustee.")
    hint = noop("Ask the programme lead to make it again with the newest programme kit.")


class DamagedSumError(NotASumError):
    """A seal that does not hold."""

    code = "CN474"
    message = noop("This sum file is damaged or was changed on its way.")
    hint = noop("Ask the programme lead to send the same file again.")


class SumSignatureError(NotASumError):
    """A sum that the lead of the kit did not sign."""

    code = "CN475"
    message = noop("This sum file was not signed by the lead named in the programme kit.")
    hint = noop("Ask the programme lead for the file, and compare the fingerprint of the kit by phone.")


class NotAListError(CareerNotesError):
    """Some other file."""

    code = "CN480"
    message = noop("This is not a list of contributions of Career Notes.")
    safe = noop("Nothing has been added up.")
    hint = noop("Ask for the file whose name ends in .cnlist.")
    exit_code = BAD_FILE


class ListSignatureError(NotAListError):
    """A list that the other one did not sign."""

    code = "CN481"
    message = noop("This list was changed, or was not made by the other person named in the programme kit.")
    hint = noop("Ask for the list again, and compare the fingerprint of the kit by phone.")


class NotAnEnrolmentError(CareerNotesError):
    """Some other file."""

    code = "CN484"
    message = noop("This is not an enrolment of Career Notes.")
    safe = noop("The list of enrolled mentors has not been changed.")
    hint = noop("Ask the mentor for the file whose name ends in .cnenrol.")
    exit_code = BAD_FILE


class EnrolmentSignatureError(NotAnEnrolmentError):
    """An enrolment whose signature does not hold."""

    code = "CN485"
    message = noop("This enrolment is for another programme, or was changed after the mentor made it.")
    hint = noop("Ask the mentor to make it again with the newest programme kit.")


class NotTheEnrolledError(CareerNotesError):
    """Some other file, or a list that its keeper did not sign."""

    code = "CN486"
    message = noop("This is not your own list of enrolled mentors, or it was changed.")
    safe = noop("Nothing has been changed.")
    hint = noop("Choose the file whose name ends in .cnmentors, or put back your copy of it.")
    exit_code = BAD_FILE
