"""What can be wrong with a backup, the place it lies in, or a change of keys."""

from careernotes.errors import CareerNotesError
from careernotes.vault.errors import WrongPassphraseError, WrongSheetError


class BackupFolderGoneError(CareerNotesError):
    """The folder for backups is not there, or went away meanwhile."""

    code = "CN120"
    message = "The folder for your backups is not there."
    safe = "Your notes, and the backups made before, are as they were."
    hint = "If it is on a drive that can be taken out, connect the drive. Otherwise choose another folder."


class BackupFolderInsideError(CareerNotesError):
    """The folder for copies lies in the vault itself."""

    code = "CN133"
    message = "This folder is inside your vault."
    safe = "Your notes, and the backups made before, are as they were."
    hint = "Choose a folder on another drive: what happens to the vault would happen to the copies too."


class BackupNotWritableError(CareerNotesError):
    """The folder may not be written in, or the drive fails."""

    code = "CN121"
    message = "Nothing can be written in the folder for your backups."
    safe = "Your notes, and the backups made before, are as they were."
    hint = "Allow writing in the folder, or choose another one. A drive may be set to read only."


class BackupDiskFullError(CareerNotesError):
    """There is no room for one more backup."""

    code = "CN122"
    message = "There is no room for a backup."
    safe = "Your notes, and the backups made before, are as they were. No backup was deleted to make room."
    hint = "Free some space, or choose a folder on another drive."


class DamagedBackupError(CareerNotesError):
    """A backup is not, to the last bit, what was written."""

    code = "CN123"
    message = "This backup is damaged: {part}."
    safe = "Nothing has been changed, and this backup does not count as one."
    hint = "Take another backup. Keep this one until you have one that works."
    exit_code = 5


class NotABackupError(CareerNotesError):
    """Some other file."""

    code = "CN124"
    message = "This is not a backup of Career Notes, or not there."
    safe = "Nothing has been changed."
    hint = "Choose a file whose name ends in .cnbak."


class OldPassphraseError(WrongPassphraseError):
    """The passphrase from before a change of keys that was cut short."""

    code = "CN127"
    message = "This vault was being given new keys, and this is the passphrase from before."
    safe = "Nothing is lost: the change is finished as soon as you open the vault."
    hint = "Open it with the new passphrase, or with the new recovery sheet."


class OldSheetError(WrongSheetError):
    """The sheet from before a change of keys that was cut short."""

    code = "CN128"
    message = "This vault was being given new keys, and this is the sheet from before."
    safe = "Nothing is lost: the change is finished as soon as you open the vault."
    hint = "Open it with the new recovery sheet, or with the new passphrase."


class ChangedMeanwhileError(CareerNotesError):
    """The notes went on after the new files were made."""

    code = "CN129"
    message = "The notes were changed after the new keys were made."
    safe = "Nothing has been changed: your passphrase and your sheet are the ones you have."
    hint = "Start again, and leave the vault alone until it is done."
