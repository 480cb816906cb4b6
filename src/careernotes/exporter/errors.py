"""Refusals of the exporter itself: what happened, what is safe, what to do."""

from careernotes.errors import CareerNotesError
from careernotes.i18n import noop
from careernotes.sealing.errors import NotAContributionError, NotAKitError
from careernotes.sealing.kdf import HostileKdfError, WeakKdfError
from careernotes.vault.errors import DiskFullError, ReadOnlyFolderError

USAGE, REFUSED, ALREADY, BAD_FILE, KEY_PROBLEM, DISK_PROBLEM, MAKER_UNKNOWN, BUG = 2, 3, 4, 5, 6, 7, 8, 70
STOPPED = 130
BUG_CODE = "CN900"


class UnknownPeriodError(CareerNotesError):
    """A period that is none, or of a length this report does not have."""

    code = "CN400"
    message = noop("The period must be like {example}.")
    safe = noop("Nothing has been made.")
    hint = noop("Choose one whole period of the programme's calendar.")
    exit_code = USAGE


class NothingToContributeError(CareerNotesError):
    """Nobody is counted in this period, and nothing was sent before that would have to be replaced."""

    code = "CN403"
    message = noop("Nobody who said yes to being counted had a conversation in this period.")
    safe = noop("Nothing has been made. That is fine: nobody has to be counted.")
    hint = noop("You can contribute again in a later period.")
    exit_code = REFUSED


class ContributedOtherwiseError(CareerNotesError):
    """A period that already left for another trustee, or broken down another way."""

    code = "CN413"
    message = noop("You already contributed to this period, for another trustee or in another breakdown.")
    safe = noop("Nothing has been made. Two such contributions side by side could point at somebody.")
    hint = noop("Ask your coordinator what changed; you can contribute to a later period.")
    exit_code = ALREADY


class NothingReleasedError(CareerNotesError):
    """A reprint of what was never released."""

    code = "CN412"
    message = noop("Nothing has been released for this period yet.")
    safe = noop("Nothing has been made.")
    hint = noop("Look at the preview first, then release.")
    exit_code = ALREADY


class EarlierReportError(CareerNotesError):
    """A ledger with a report of which is not known what later reports have to be tried against."""

    code = "CN415"
    message = noop("The report of {period} in this ledger cannot be tried together with a new one.")
    safe = noop("Nothing has been made; the period is still open.")
    hint = noop("It was made by another version of the program. Begin a new programme with a new ledger.")
    exit_code = BAD_FILE


class LaterReleasedError(CareerNotesError):
    """A report over a period before one that was already reported."""

    code = "CN416"
    message = noop("A report over a later period has been released already: {period}.")
    safe = noop("Nothing has been made. Each report is tried together with those before it, in order.")
    hint = noop("Late contributions count in the next period they are made for.")
    exit_code = ALREADY


class StoppedError(CareerNotesError):
    """Somebody stopped the program with Ctrl+C."""

    code = "CN418"
    message = noop("Stopped before the end.")
    safe = noop("What was not entered in a ledger yet can be made as if this run had never been.")
    hint = noop("Run it again; what was entered already can be reprinted.")
    exit_code = STOPPED


class UnknownAlliesError(CareerNotesError):
    """Declared allies that cannot be read, or of whom there are not so many."""

    code = "CN417"
    message = noop("There are no such people to assume on the reader's side.")
    safe = noop("Nothing has been made and nothing has been changed.")
    hint = noop(
        "Write them like finance/2025-H1:2+2026-H1:1, that is area, first period counted and how many; "
        "without an area for people of none and for a list of your own."
    )
    exit_code = USAGE


class OtherTaxonomyError(NotAKitError):
    """A kit for another list of themes than the one this program ships."""

    code = "CN425"
    message = noop("This programme kit was made for another list of themes than the one in this program.")
    hint = noop("Install the version of Career Notes your programme uses, or ask for a newer kit.")


class NotTomlError(NotAKitError):
    """A kit description that cannot be read."""

    code = "CN426"
    message = noop("This is not a readable kit description: line {line}.")
    hint = noop("Start from the example that “kit new” writes.")


class WrongProgrammeError(NotAContributionError):
    """A contribution to another programme."""

    code = "CN436"
    message = noop("This contribution is for another programme.")
    hint = noop("Ask the mentor which programme it was meant for.")


class WrongKitError(NotAContributionError):
    """A contribution made with another edition of the kit."""

    code = "CN437"
    message = noop("This contribution was made with another edition of the programme kit.")
    hint = noop("Ask the mentor to open the newest kit and send it again.")


class WrongPlanError(NotAContributionError):
    """A contribution with another list of figures."""

    code = "CN438"
    message = noop("This contribution counts other figures than this report.")
    hint = noop("Ask the mentor to make it again with the same version of Career Notes.")


class WrongPeriodError(NotAContributionError):
    """A contribution for another period."""

    code = "CN439"
    message = noop("This contribution is for another period.")
    hint = noop("It can be used when that period is reported, unless that report is already out.")


class ImplausibleError(NotAContributionError):
    """Counters that no facts can give."""

    code = "CN440"
    message = noop("The numbers in this contribution cannot be right.")
    hint = noop("Ask the mentor to make it again.")


class DuplicateIdError(NotAContributionError):
    """Two different contributions under one name."""

    code = "CN441"
    message = noop("Two different contributions carry the same name.")
    hint = noop("Ask the mentor to make it again.")


class ConflictingRevisionError(NotAContributionError):
    """One mentor's same revision twice, from two copies of a vault."""

    code = "CN443"
    message = noop("This mentor sent two different contributions with the same number; neither is used.")
    hint = noop("Ask the mentor to send it once more from the newest copy of the vault.")


class MissingKeysError(CareerNotesError):
    """A mentor's report without the keys of the vault."""

    code = "CN464"
    message = noop("The keys of the vault are missing.")
    safe = noop("Nothing has been read.")
    hint = noop("Start this from Career Notes, or from careernotes-vault, which asks for your passphrase.")
    exit_code = KEY_PROBLEM


class WrongTrusteeError(CareerNotesError):
    """A trustee's key that is not the one in the kit."""

    code = "CN465"
    message = noop("This key is not that of the trustee named in the programme kit.")
    safe = noop("Nothing has been opened.")
    hint = noop("Use the key file that belongs to this programme.")
    exit_code = KEY_PROBLEM


class TypedDifferentlyError(CareerNotesError):
    """A new passphrase typed two ways."""

    code = "CN466"
    message = noop("The two passphrases were not the same.")
    safe = noop("Nothing has been made.")
    hint = noop("Type it twice the same way.")
    exit_code = KEY_PROBLEM


class ShortPassphraseError(CareerNotesError):
    """A passphrase for a new key file that is too easy to guess."""

    code = "CN467"
    message = noop("This passphrase is too short: it needs at least {least} characters.")
    safe = noop("Nothing has been made.")
    hint = noop("Four or five random words are easy to type and hard to guess.")
    exit_code = KEY_PROBLEM


def exit_code_of(error: CareerNotesError) -> int:
    """The exit code of a refusal; the vault's own refusals are about a file or about the disk."""
    if error.exit_code != CareerNotesError.exit_code:
        return error.exit_code
    if isinstance(error, WeakKdfError | HostileKdfError):
        return KEY_PROBLEM
    return DISK_PROBLEM if isinstance(error, DiskFullError | ReadOnlyFolderError) else BAD_FILE
