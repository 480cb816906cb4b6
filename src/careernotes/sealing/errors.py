"""Refusals of sealed and signed files: what happened, what is safe, what to do."""

from careernotes.errors import CareerNotesError
from careernotes.i18n import noop

BAD_FILE, KEY_PROBLEM, DISK_PROBLEM = 5, 6, 7


class NotAKitError(CareerNotesError):
    """Some other file."""

    code = "CN420"
    message = noop("This is not a programme kit.")
    safe = noop("Nothing has been changed.")
    hint = noop("Ask your programme lead for the file whose name ends in .cnkit.")
    exit_code = BAD_FILE


class KitSignatureError(NotAKitError):
    """A kit whose signature does not hold."""

    code = "CN421"
    message = noop("This programme kit was changed after its lead signed it.")
    hint = noop("Do not use it. Ask your programme lead for a fresh copy.")


class NewerKitError(NotAKitError):
    """A kit of a later format."""

    code = "CN422"
    message = noop("This programme kit was made by a newer version of Career Notes.")
    hint = noop("Install the newest version of Career Notes.")


class MalformedKitError(NotAKitError):
    """A signed kit, or one to be signed, with a wrong value in it."""

    code = "CN423"
    message = noop("This programme kit has a mistake in {place}: expected was {expected}.")
    hint = noop("Ask your programme lead to correct it and sign it again.")


class WrongLeadKeyError(NotAKitError):
    """A kit that would be signed by somebody it does not name."""

    code = "CN424"
    message = noop("This kit names another lead's key than the one it would be signed with.")
    hint = noop("Use the key file of the lead who is named in the kit.")
    exit_code = KEY_PROBLEM


class NotAContributionError(CareerNotesError):
    """Some other file."""

    code = "CN430"
    message = noop("This is not a contribution of Career Notes.")
    safe = noop("It has been left out of the report and not changed.")
    hint = noop("Ask the mentor for the file whose name ends in .cncontrib.")
    exit_code = BAD_FILE


class NewerContributionError(NotAContributionError):
    """A contribution of a later format."""

    code = "CN431"
    message = noop("This contribution was made by a newer version of Career Notes.")
    hint = noop("Install the newest version of Career Notes.")


class TruncatedContributionError(NotAContributionError):
    """Only the beginning of a contribution."""

    code = "CN432"
    message = noop("This contribution is not complete: its end is missing.")
    hint = noop("Ask the mentor to send the same file again.")


class WrongRecipientError(NotAContributionError):
    """A contribution for another box key."""

    code = "CN433"
    message = noop("This contribution was sealed for another trustee.")
    hint = noop("Ask the mentor to make it again with the newest programme kit.")


class DamagedContributionError(NotAContributionError):
    """A seal that does not hold."""

    code = "CN434"
    message = noop("This contribution is damaged or was changed on its way.")
    hint = noop("Ask the mentor to send the same file again.")


class ContributionSignatureError(NotAContributionError):
    """A mentor's signature that does not hold."""

    code = "CN435"
    message = noop("The signature of this contribution does not fit its content.")
    hint = noop("Ask the mentor to make it again.")


class NotAKeyFileError(CareerNotesError):
    """Some other file, or a key file with a wrong value in it."""

    code = "CN460"
    message = noop("This is not a key file of Career Notes, or it is damaged.")
    safe = noop("Nothing has been changed.")
    hint = noop("Choose the file whose name ends in .cnkey, or restore it from your copy.")
    exit_code = KEY_PROBLEM


class NewerKeyFileError(NotAKeyFileError):
    """A key file of a later format."""

    code = "CN461"
    message = noop("This key file was made by a newer version of Career Notes.")
    hint = noop("Install the newest version of Career Notes.")


class WrongKeyPassphraseError(CareerNotesError):
    """A passphrase that does not unwrap the seed."""

    code = "CN462"
    message = noop("That passphrase does not open this key file.")
    safe = noop("Nothing has been changed, and you can try as often as you like.")
    hint = noop("Check Caps Lock and the keyboard language.")
    exit_code = KEY_PROBLEM


class WrongRoleError(CareerNotesError):
    """The lead's key where the trustee's is needed, or the other way round."""

    code = "CN463"
    message = noop("This key file belongs to the {found}; needed is that of the {needed}.")
    safe = noop("Nothing has been changed.")
    hint = noop("Choose the other key file.")
    exit_code = KEY_PROBLEM


class OutputExistsError(CareerNotesError):
    """Something else stands where a file was to be written."""

    code = "CN450"
    message = noop("There is already another file at that place.")
    safe = noop("It has been left as it was.")
    hint = noop("Choose another folder or name.")
    exit_code = DISK_PROBLEM


class CannotWriteError(CareerNotesError):
    """Writing was refused."""

    code = "CN451"
    message = noop("The file could not be written.")
    safe = noop("No half-written file was left behind.")
    hint = noop("Choose a folder in which you may write.")
    exit_code = DISK_PROBLEM


class FullDiskError(CannotWriteError):
    """No room."""

    code = "CN452"
    message = noop("The disk is full, so the file could not be written.")
    hint = noop("Make some room, or choose another disk.")


class CannotReadError(CareerNotesError):
    """Reading was refused, or there is no such file."""

    code = "CN453"
    message = noop("This file could not be read: {file}.")
    safe = noop("Nothing has been changed.")
    hint = noop("Check that it is there and that you may read it.")
    exit_code = DISK_PROBLEM


class TooBigError(CannotReadError):
    """More bytes than such a file can have."""

    code = "CN454"
    message = noop("This file is far bigger than any file of its kind: {file}.")
    hint = noop("Check that you chose the right file.")
