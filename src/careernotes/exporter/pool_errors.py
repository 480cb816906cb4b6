"""Refusals on the way from two halves to one report: what happened, what is safe, what to do."""

from careernotes.errors import CareerNotesError
from careernotes.exporter.errors import ALREADY, BAD_FILE, REFUSED, USAGE
from careernotes.i18n import noop
from careernotes.sealing.errors import NotAContributionError
from careernotes.sealing.sharing_errors import NotAListError, NotASumError, NotTheEnrolledError


class UnknownSenderError(NotAContributionError):
    """A contribution signed by nobody on the list."""

    code = "CN442"
    message = noop("This contribution is from somebody who is not on your list of enrolled mentors.")
    hint = noop("Enrol the mentor first: compare the eight words by phone. Then collect again.")


class EndedSenderError(NotAContributionError):
    """A contribution by a mentor whose enrolment was ended."""

    code = "CN444"
    message = noop("This contribution is from a mentor whose enrolment was ended.")
    hint = noop("Ask the mentor; whoever comes back is enrolled again.")


class OtherHalfError(NotAContributionError):
    """The half of the other one."""

    code = "CN445"
    message = noop("This is the half of a contribution that the other person opens.")
    hint = noop("Tell the mentor that the two files were swapped, and do not pass it on yourself.")


class NotSplitError(NotAContributionError):
    """A whole contribution where halves are asked for, or the other way round."""

    code = "CN446"
    message = noop("This contribution is not split the way the programme kit asks for.")
    hint = noop("Ask the mentor to make it again with the newest programme kit.")


class UnknownReportError(NotAContributionError):
    """A contribution by a mentor who has seen a report that is not in this ledger."""

    code = "CN447"
    message = noop("This mentor has seen a report that your ledger does not know.")
    hint = noop("Your ledger may be an old copy. Find the newest one before you go on.")


class NotInOneSumError(NotASumError):
    """A sum for another programme, kit, plan or period."""

    code = "CN476"
    message = noop("This sum is for another programme, another edition of the kit, or another period.")
    hint = noop("Ask the programme lead to make it with the same kit and period as you.")


class MissingHalvesError(NotASumError):
    """A sum that counts what the trustee does not have."""

    code = "CN477"
    message = noop("This sum counts contributions that you do not have, or may not use.")
    hint = noop("Put back every file that was in your folder when you made your list.")


class OutOfRangeError(NotASumError):
    """Numbers that no programme can have: a half was foreign or false."""

    code = "CN478"
    message = noop("Together the halves do not give numbers that can be right.")
    hint = noop("One mentor or more sent halves that do not belong together. No report can be made of it.")


class SumNeededError(CareerNotesError):
    """A kit for two, opened by one."""

    code = "CN479"
    message = noop("In this programme the trustee needs the sum of the programme lead to open the pool.")
    safe = noop("No contribution has been opened.")
    hint = noop("Write your list, send it to the lead, and use the sum you get back.")
    exit_code = USAGE


class NotNeededError(CareerNotesError):
    """A kit for the trustee alone, where halves are asked for."""

    code = "CN498"
    message = noop("In this programme the trustee opens contributions alone; there is nothing to add up.")
    safe = noop("Nothing has been made.")
    hint = noop("Sign a new kit to have contributions opened by two.")
    exit_code = USAGE


class OtherListError(NotAListError):
    """A list for another programme, kit, plan or period."""

    code = "CN482"
    message = noop("This list is for another programme, another edition of the kit, or another period.")
    hint = noop("Ask for a list made with the same kit and period as yours.")


class TooFewTogetherError(CareerNotesError):
    """So few contributions in common that a sum of them would say too much."""

    code = "CN483"
    message = noop("Of fewer than {mentors} mentors both halves have arrived.")
    safe = noop("Nothing has been added up or opened.")
    hint = noop("Ask the mentors whose other half is missing to send it again.")
    exit_code = REFUSED


class SummedOtherwiseError(CareerNotesError):
    """A second sum for one period, over other contributions."""

    code = "CN449"
    message = noop("For these months you already gave the sum of other contributions.")
    safe = noop("Nothing has been added up: two sums would give away what lies between them.")
    hint = noop("You can write the first sum once more. Later contributions wait for the next period.")
    exit_code = ALREADY


class OpenedOtherwiseError(CareerNotesError):
    """A pool that is to be opened once more, with other contributions."""

    code = "CN448"
    message = noop("This pool was already opened, with other contributions.")
    safe = noop("Nothing has been opened: two openings would give away what lies between them.")
    hint = noop("Use the first sum of the programme lead. Later contributions wait for the next period.")
    exit_code = ALREADY


class OpenedTooSmallError(CareerNotesError):
    """An opened pool with too few mentors or people for a report. ``rule`` says which floor."""

    code = "CN404"
    message = noop(
        "A report needs at least {mentors} mentors and {people} counted people, spread over enough mentors. "
        "Just above these numbers chance decides, so that no refusal tells about one person."
    )
    safe = noop("Nothing has been released, and nobody has seen a figure.")
    hint = noop("There is no report over this period. Report over a longer period from the next year on.")
    exit_code = REFUSED


class OpenedHeldError(CareerNotesError):
    """An opened pool of which, tried together with earlier reports, nothing about themes could be shown."""

    code = "CN405"
    message = noop("Together with earlier reports, no theme group of this report could be shown safely.")
    safe = noop("Nothing has been released, and nobody has seen a figure.")
    hint = noop("There is no report over this period. When people come or go, the next one may be possible.")
    exit_code = REFUSED


class WordsNotFoundError(CareerNotesError):
    """Words that stand for nobody, or for two."""

    code = "CN487"
    message = noop("These words stand for no mentor on your list, or for more than one.")
    safe = noop("Your list has not been changed.")
    hint = noop("Look at your list, and type the first three words or more of the mentor.")
    exit_code = USAGE


class OtherWordsError(CareerNotesError):
    """An enrolment whose words are not those that were heard."""

    code = "CN489"
    message = noop("The eight words of this enrolment are not the words you typed.")
    safe = noop("Your list has not been changed.")
    hint = noop("Ask the mentor to read them out again. If they still differ, it is not this mentor's file.")
    exit_code = BAD_FILE


class OtherKeyWordsError(CareerNotesError):
    """Words read back or heard by phone that are not those of the key or kit at hand."""

    code = "CN469"
    message = noop("These are not the eight words: word {place} is another one, or is missing.")
    safe = noop("Nothing has been changed.")
    hint = noop("Read and type them once more. If they still differ, stop: it is another key or kit.")
    exit_code = BAD_FILE


class ListMissingError(NotTheEnrolledError):
    """A programme for two, without a list of mentors."""

    code = "CN488"
    message = noop("Without your list of enrolled mentors nobody can tell whose contributions these are.")
    hint = noop("Enrol the mentors first: your list is made with the first of them.")
    exit_code = USAGE


class OldEnrolledError(NotTheEnrolledError):
    """A list older than its keeper's key remembers: mentors who were taken off would be back on it."""

    code = "CN468"
    message = noop("This list of mentors is edition {edition}; your key remembers edition {newest}.")
    hint = noop("Choose your newest list, or put back your newest copy of it.")
