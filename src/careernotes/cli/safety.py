"""The verbs that keep a vault from being lost: backup, folders, drill, restore, rekey, salvage."""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Sequence

from careernotes.canonical import Json
from careernotes.cli.commands import finish_erasures, opened
from careernotes.cli.console import Console
from careernotes.errors import CareerNotesError
from careernotes.i18n import _, error_text, ngettext
from careernotes.services import backup_folders, backups, rekeying, salvaging, unlocking
from careernotes.services.desk import Desk

NOT_ALL = 1


class SheetNotWrittenError(CareerNotesError):
    """The groups of the new sheet were not typed back."""

    code = "CN581"
    message = "What you typed is not on the new sheet, so the old keys stay in force."
    safe = "Nothing has been changed: your passphrase and your sheet are the ones you have."
    hint = "Start again, and write the new sheet down before you go on."
    exit_code = 6


def backup(arguments: argparse.Namespace, console: Console) -> int:
    """One more backup, opened and compared; a copy in a second folder."""
    with opened(arguments, console) as desk:
        report = backups.back_up(desk, console.work(), second=arguments.to)
        folder = desk.vault.paths.backups
    lines = [_("A backup was made, opened and compared: {path}").format(path=folder / report.made.name)]
    if report.copied is not None:
        lines.append(_("A copy is in the second folder: {name}").format(name=report.copied.name))
    if report.problem is not None:
        lines.append(error_text(report.problem))
    if report.cloud is not None:
        lines.append(_(report.cloud.message).format(service=report.cloud.service))
    if report.removed:
        went = ngettext("{n} old backup went.", "{n} old backups went.", report.removed)
        lines.append(went.format(n=report.removed))
    values: dict[str, Json] = {
        "backup": str(folder / report.made.name),
        "verified": report.made.counts,
        "bytes": report.made.size,
        "copied": report.copied is not None,
        "problem": report.problem.code if report.problem is not None else "",
        "removed": report.removed,
    }
    console.result("\n".join(lines), values)
    return NOT_ALL if report.problem is not None else 0


def folders(arguments: argparse.Namespace, console: Console) -> int:
    """Where copies went that is not connected now; one of these is gone, or there after all."""
    with opened(arguments, console) as desk:
        for path, say in (
            (arguments.gone, backup_folders.say_gone), (arguments.there, backup_folders.say_back),
        ):  # fmt: skip
            if path is not None:
                _say_of(desk, str(path), say, console)
        found = backup_folders.away(desk)
    lines, shown = _told_away(found)
    none = _("Every folder that got copies is connected, or there is none.")
    console.result("\n".join(lines or [none]), {"folders": shown})
    return 0


def _say_of(desk: Desk, name: str, say: Callable[[Desk, str], None], console: Console) -> None:
    found = backup_folders.named(desk, name)
    if not found:
        raise backup_folders.NoSuchFolderError
    if len(found) > 1:
        lines, shown = _told_away(found)
        console.event("folders", "\n".join(lines), {"folders": shown})
        raise backup_folders.SeveralFoldersError
    say(desk, found[0].key)


def _told_away(found: Sequence[backup_folders.AwayFolder]) -> tuple[list[str], list[Json]]:
    """Each folder for a person, with its number where another has the same name; and all for a script."""
    names = Counter(each.folder for each in found)
    shown: list[Json] = [
        {
            "folder": str(each.folder), "number": each.number, "copies": each.copies,
            "gone_on": each.gone_on.isoformat() if each.gone_on is not None else "",
        }
        for each in found
    ]  # fmt: skip
    return [_folder_line(each, numbered=names[each.folder] > 1) for each in found], shown


def _folder_line(folder: backup_folders.AwayFolder, *, numbered: bool) -> str:
    words = ngettext("{path}: {count} copy", "{path}: {count} copies", folder.copies)
    line = words.format(path=folder.folder, count=folder.copies)
    if numbered:
        line = f"{line}, {_('number {number}').format(number=folder.number)}"
    if folder.gone_on is None:
        return line
    return f"{line}, {_('said to be gone on {day}').format(day=folder.gone_on.isoformat())}"


def drill(arguments: argparse.Namespace, console: Console) -> int:
    """Restore the newest backup for a trial."""
    with opened(arguments, console) as desk:
        done = backups.drill(desk, console.work())
    good = _("The newest backup gave everything back: {name}").format(name=done.name)
    bad = _("The newest backup is damaged and no longer counts: {name}. Make a new one now.")
    console.result(
        good if done.fine else bad.format(name=done.name), {"backup": done.name, "sound": done.fine}
    )
    return 0 if done.fine else NOT_ALL


def restore(arguments: argparse.Namespace, console: Console) -> int:
    """A backup in the place of a vault, which is moved aside."""
    secret = console.passphrase(arguments.passphrase_fd)
    done = backups.put_back(
        arguments.file,
        arguments.vault,
        passphrase="" if arguments.sheet else secret,
        sheet=secret if arguments.sheet else "",
        work=console.work(),
    )
    lines = [_("The backup was restored and checked: {path}").format(path=done.folder)]
    if done.aside is not None:
        lines.append(_("The vault that was there is now here: {path}").format(path=done.aside))
    values: dict[str, Json] = {
        "vault": str(done.folder),
        "aside": str(done.aside) if done.aside is not None else "",
        "made_at": done.made_at,
        "releases_kept": done.ledger_kept,
    }
    console.result("\n".join(lines), values)
    return 0


def rekey(arguments: argparse.Namespace, console: Console) -> int:
    """New keys and a new sheet; the same passphrase, or a new one."""
    passphrase = console.passphrase(arguments.passphrase_fd)
    desk = unlocking.unlock(arguments.vault, passphrase)
    try:
        finish_erasures(desk, console)
        if arguments.new_passphrase_fd is not None:
            passphrase = console.passphrase(arguments.new_passphrase_fd)
        elif arguments.passphrase_fd is None:
            passphrase = console.new_passphrase(passphrase)
        new = rekeying.begin(desk, passphrase, work=console.work())
        try:
            head = _("New recovery sheet. Write it down now; it cannot be shown again:")
            console.event("sheet", f"{head}\n\n{new.sheet}\n", {"recovery_sheet": new.sheet})
            _ask_back(new.sheet, console)
        except BaseException:
            rekeying.abandon(new)
            raise
        dropped = rekeying.finish(desk, new, drop_old=arguments.drop_backups)
    finally:
        desk.close()
    lines = [_("The new keys are in force.")]
    left = new.old_copies - dropped
    if left:
        sentence = ngettext(
            "{n} older backup still opens with the old sheet, and only with that.",
            "{n} older backups still open with the old sheet, and only with that.",
            left,
        )
        lines.append(sentence.format(n=left))
    console.result("\n".join(lines), {"rekeyed": True, "old_backups": left, "dropped": dropped})
    return 0


def salvage(arguments: argparse.Namespace, console: Console) -> int:
    """What can still be read of a damaged vault, in a new one beside it."""
    secret = console.passphrase(arguments.passphrase_fd)
    found = salvaging.salvage(
        arguments.vault,
        passphrase="" if arguments.sheet else secret,
        sheet=secret if arguments.sheet else "",
        into=arguments.into,
        work=console.work(),
    )
    sentence = ngettext("{n} note was saved.", "{n} notes were saved.", found.notes).format(n=found.notes)
    where = _("The new vault is here; the damaged one was not touched: {path}").format(path=found.folder)
    values: dict[str, Json] = {
        "vault": str(found.folder), "notes": found.notes, "sessions": found.sessions,
        "records": found.records, "stand_ins": found.stand_ins, "let_go": found.let_go,
        "pages": found.pages, "bad_pages": found.bad_pages, "bad_rows": found.bad_rows,
        "undone_pages": found.undone_pages, "numbers": found.numbers, "half_typed": found.aside,
        "free_pages_known": found.free_known, "sums_known": found.wrong_tables is not None,
        "wrong_tables": list(found.wrong_tables or ()),
    }  # fmt: skip
    console.result("\n".join([sentence, where, *_told_of(found)]), values)
    whole = not (found.bad_pages or found.bad_rows or found.stand_ins or found.let_go or found.wrong_tables)
    return 0 if whole and found.wrong_tables is not None else NOT_ALL


def _told_of(found: salvaging.SalvageReport) -> list[str]:
    """What else there is to know, and what stays in the damaged vault."""
    lines = []
    if found.undone_pages:
        lines.append(_("The last change had not been finished; the notes are as they were before it."))
    if found.wrong_tables:
        sentence = _("Something is missing or older than what was written last, in: {names}")
        lines.append(sentence.format(names=", ".join(found.wrong_tables)))
    if found.wrong_tables is None:
        lines.append(_("It could not be checked whether everything is as it was written last."))
    if not found.free_known:
        lines.append(_("Look through what came back: words that were erased may be among it."))
    if found.aside:
        lines.append(_("Words that were half typed at the last lock came along."))
    left = _("Only in the damaged vault: the list of what was done, its backups, its erasure receipts.")
    return [*lines, left]


def _ask_back(sheet: str, console: Console) -> None:
    """At a terminal, three groups of the new sheet; a script has read it from its own line."""
    if not sys.stdin.isatty():
        return
    places = unlocking.pick_groups()
    typed = [console.ask(_("Group {n} of the new sheet: ").format(n=place + 1)) for place in places]
    if not all(unlocking.check_groups(sheet, places, typed)):
        raise SheetNotWrittenError
