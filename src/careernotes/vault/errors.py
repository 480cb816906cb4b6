"""Every way in which a vault can refuse: what happened, what is safe, what to do."""

import enum

from careernotes.errors import CareerNotesError
from careernotes.i18n import noop


class WrongPassphraseError(CareerNotesError):
    """No slot opens with this passphrase."""

    code = "CN101"
    message = "That passphrase does not open this vault."
    safe = "Nothing has been changed, and you can try as often as you like."
    hint = "Check Caps Lock and the keyboard language, or use your recovery sheet."


class WrongSheetError(CareerNotesError):
    """The sheet opens neither a header nor the notes."""

    code = "CN102"
    message = "These characters do not open this vault."
    safe = "Nothing has been changed."
    hint = "Compare them with your sheet: 12 groups of 4. Up to four wrong characters are put right for you."


class ForeignFileError(CareerNotesError):
    """The folder or file is something else."""

    code = "CN103"
    message = "This is not a Career Notes vault."
    safe = "Nothing in it has been touched."
    hint = "Choose the folder whose name ends in .careernotes."


class NewerVaultError(CareerNotesError):
    """The format or schema is newer than this program."""

    code = "CN104"
    message = "This vault was made by a newer version of Career Notes."
    safe = "Nothing has been changed."
    hint = "Install the newest version of Career Notes, then open the vault again."


class MissingHeaderError(CareerNotesError):
    """No copy of the header is there."""

    code = "CN105"
    message = "Both copies of the file that checks your passphrase are missing."
    safe = "Your notes are still there."
    hint = "Open the vault with your recovery sheet; you can then choose a new passphrase."


class DamagedHeaderError(CareerNotesError):
    """No copy of the header can be used."""

    code = "CN106"
    message = "The file that checks your passphrase is damaged, and so is its copy."
    safe = "Your notes have not been touched."
    hint = "Open the vault with your recovery sheet; you can then choose a new passphrase."


class ReadOnlyFolderError(CareerNotesError):
    """The system refuses to write."""

    code = "CN107"
    message = "Career Notes may not write in this folder."
    safe = "Nothing has been changed."
    hint = "Allow writing in the folder, or move the vault to a folder of your own."


class DiskFullError(CareerNotesError):
    """There is no space left."""

    code = "CN108"
    message = "The disk is full."
    safe = "Everything saved before is still there; only the last change was not saved."
    hint = "Free some space and save again."


class AlreadyOpenError(CareerNotesError):
    """Another process holds the vault."""

    code = "CN109"
    message = "This vault is already open in another window."
    safe = "Nothing has been changed."
    hint = "Go to the window in which it is open, or lock it there first."


class AlreadyExistsError(CareerNotesError):
    """A new vault would cover something."""

    code = "CN110"
    message = "There is already something at this place."
    safe = "It has not been touched."
    hint = "Choose another name or folder for the new vault."


class VaultNotFoundError(CareerNotesError):
    """There is nothing at the path."""

    code = "CN111"
    message = "There is no vault at this place."
    safe = "Nothing has been changed."
    hint = "Perhaps it was moved, or the disk it is on is not connected."


class DamagedVaultError(CareerNotesError):
    """A database cannot be read under the right key."""

    code = "CN112"
    message = "A part of this vault is missing or damaged: {part}."
    safe = "Nothing has been changed."
    hint = "Make a copy of the whole vault folder first, then restore a backup."


class UnfinishedWriteError(CareerNotesError):
    """A crash left a journal beside themes.db."""

    code = "CN113"
    message = "The vault was not closed properly, so its counts cannot be read yet."
    safe = "Nothing has been changed."
    hint = "Open the vault in Career Notes once; it puts itself in order. Then try again."
    exit_code = 5


class DamagedLedgerError(CareerNotesError):
    """The chain of releases does not hold."""

    code = "CN114"
    message = "The list of earlier reports has been altered or is damaged."
    safe = "Nothing has been released."
    hint = "Restore the list from a backup before you make another report."
    exit_code = 5


class LedgerMovedOnError(CareerNotesError):
    """The release was made on an older head."""

    code = "CN115"
    message = "Another report was released in the meantime."
    safe = "Nothing has been released twice."
    hint = "Start this report again."
    exit_code = 4


class LedgerLeftError(LedgerMovedOnError):
    """The list an entry was to be made in is about to be replaced, or was: nobody would read the entry."""

    code = "CN143"
    message = "The vault is being given new keys, or was moved or restored from a backup meanwhile."
    safe = "Nothing has been released."
    hint = "Unlock the vault again, and start this report again."


class BusyError(CareerNotesError):
    """Another process kept a lock too long."""

    code = "CN116"
    message = "Another program is still reading the vault."
    safe = "Everything saved before is still there; only the last change was not saved."
    hint = "Wait a moment and save again."


class UnsafeStoreError(CareerNotesError):
    """A setting read back is not the one we set."""

    code = "CN117"
    message = "A safety setting of the vault could not be put in force: {setting}."
    safe = "The vault stays closed and nothing has been changed."
    hint = "Install Career Notes again."


class BrokenReferenceError(CareerNotesError):
    """A reference or a unique value does not hold."""

    code = "CN118"
    message = "Something refers to a record that is not in this vault, or is there twice."
    safe = "Nothing has been changed."
    hint = "Check the file you are bringing in."


class ForeignThemesError(CareerNotesError):
    """The schema of themes.db is not ours."""

    code = "CN119"
    message = "The file with the counts holds something that does not belong there."
    safe = "Nothing has been read from it or released."
    hint = "Open the vault in Career Notes with the newest version, then try again."
    exit_code = 5


class LedgerMissingError(CareerNotesError):
    """The release ledger has vanished."""

    code = "CN125"
    message = "The list of earlier reports (releases.db) is missing."
    safe = "Nothing has been released, and your notes are unchanged."
    hint = "Put it back from your newest backup. Without it, the same people could be counted out twice."
    exit_code = 5


class OlderLedgerError(CareerNotesError):
    """The release ledger lacks something this vault remembers."""

    code = "CN126"
    message = "The list of earlier reports (releases.db) lacks a report that was released."
    safe = "Nothing has been released, and your notes are unchanged."
    hint = "Put the file back from your newest backup; this copy is older, or of another vault."
    exit_code = 5


class OddFileError(CareerNotesError):
    """A folder, a pipe, a device or a link has the name of one of our files."""

    code = "CN130"
    message = "Something that is not a plain file has the name of a file of this vault: {part}."
    safe = "It has not been opened or followed, and nothing has been changed."
    hint = "Move it out of the vault folder, then open the vault again."


class DamagedCountsError(DamagedVaultError):
    """A write into themes.db met a damaged page."""

    code = "CN131"
    message = "The counts beside your notes are damaged: {part}."
    safe = "Your notes are safe; only this last change was not saved."
    hint = (
        "Do it once more: the counts are being made anew from your notes."
        " If this comes back, lock the vault and unlock it."
    )


class FailingDiskError(CareerNotesError):
    """The disk, or the drive, gave up in the middle."""

    code = "CN132"
    message = "The disk did not do what it was asked to."
    safe = "Nothing that was there has been deleted."
    hint = "Check the drive and its cable, then open the vault again."
    exit_code = 5


class Notice(enum.Enum):
    """Something worth telling after a vault was opened; its value is the sentence to show."""

    HEADER_HEALED = noop(
        "One of the two files that check your passphrase was damaged. It has been repaired from the other."
    )
    HEADER_NEWER = noop(
        "One of the two files that check your passphrase says that a newer version of Career Notes wrote it."
        " It was set aside, and the other one opened the vault."
        " If you used a newer version here, go on with that one."
    )
    CHANGE_UNFINISHED = noop(
        "A change of your passphrase was not finished. The old and the new one both work: change it again."
    )
    COUNTS_REBUILT = noop("The counters did not belong to these notes. They have been made anew.")
    HEADER_OLDER = noop(
        "The file that checks your passphrase is older than this vault expects. Did you put back a backup?"
    )
    NOTES_OLDER = noop(
        "Your notes are older than when this vault was last locked. Did you put back an old file?"
        " If not, somebody else did."
    )
    NOTES_CHANGED = noop(
        "Your notes are not as they were when this vault was last locked."
        " Check the vault, and compare it with a backup."
    )
    BUNDLE_OLDER = noop(
        "This vault is older than when it was last open on this computer. Did you put back a backup?"
        " If not, somebody else did."
    )
    ARRIVED = noop(
        "A restore that was cut short is finished: this is the vault as it was in that backup."
        " The one from before may be in a folder beside it."
    )
