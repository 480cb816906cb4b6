"""The verbs of careernotes-vault: each asks for the passphrase, does one thing and says what it did."""

import argparse
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from careernotes.cli.console import Console
from careernotes.errors import CareerNotesError
from careernotes.i18n import _, error_text, ngettext
from careernotes.logs import log_failure
from careernotes.sealing.errors import CannotWriteError, OutputExistsError
from careernotes.sealing.whole_file import PRIVATE, write_new_lines
from careernotes.services import erasing, proving, trail, unlocking
from careernotes.services.desk import Desk
from careernotes.services.erased import finished_words
from careernotes.services.history import find_receipt, receipt_sentence
from careernotes.services.interchange import export_plain, import_plain
from careernotes.services.verifying import verify_vault
from careernotes.vault.audit import AuditCode


class FileThereError(CareerNotesError):
    """The file to write exists."""

    code = "CN573"
    message = "There is already a file with that name."
    safe = "It has not been touched."
    hint = "Choose another name."
    exit_code = 7


class FileTroubleError(CareerNotesError):
    """The file could not be read or written."""

    code = "CN574"
    message = "The file could not be read or written."
    safe = "Your vault is unchanged."
    hint = "Check the name, the folder and the free space."
    exit_code = 7


@contextmanager
def opened(arguments: argparse.Namespace, console: Console) -> Iterator[Desk]:
    """The vault, open for one command and locked again after it."""
    passphrase = console.passphrase(arguments.passphrase_fd)
    desk = unlocking.unlock(arguments.vault, passphrase)
    try:
        finish_erasures(desk, console)
        # Only now: finishing may take longer than a proof lasts.
        proving.just_unlocked(desk)
        yield desk
    finally:
        desk.close()


def finish_erasures(desk: Desk, console: Console) -> None:
    """What was cut short half-way through an erasure is finished first, as the window does, and told."""
    try:
        finished = erasing.finish_waiting(desk, console.work())
    except CareerNotesError as error:
        # What was asked for is done all the same; the next unlock tries again.
        log_failure(error.code)
        console.event("problem", error_text(error), {"code": error.code, "facts": dict(error.facts)})
        return
    if finished.number:
        facts: dict[str, int | str] = {"erasures": finished.number}
        if finished.unreached:
            facts["unreached"] = len(finished.unreached)
        console.event("erasure_finished", finished_words(finished), facts)


def create(arguments: argparse.Namespace, console: Console) -> int:
    """Make a vault; the recovery sheet is printed once and kept nowhere."""
    passphrase = console.passphrase(arguments.passphrase_fd, twice=True)
    made = unlocking.create(arguments.vault, passphrase=passphrase)
    vault_id = made.desk.vault.vault_id
    made.desk.close()
    sheet = _("Recovery sheet. Write it down now; it cannot be shown again:")
    console.result(
        f"{_('Your vault is ready.')}\n\n{sheet}\n\n{made.sheet}\n",
        {"vault_id": vault_id, "recovery_sheet": made.sheet},
    )
    return 0


def take_in(arguments: argparse.Namespace, console: Console) -> int:
    """Import an interchange file."""
    with opened(arguments, console) as desk:
        try:
            with arguments.file.open("rb") as lines:
                count = import_plain(desk, lines, console.work())
        except OSError:
            raise FileTroubleError from None
    sentence = ngettext("{n} record was imported.", "{n} records were imported.", count.added).format(
        n=count.added
    )
    console.result(sentence, {"added": count.added, "already_there": count.already_there})
    return 0


def give_out(arguments: argparse.Namespace, console: Console) -> int:
    """Export everything as readable text; a file that is there is never overwritten."""
    with opened(arguments, console) as desk:
        count, digest = _write_lines(arguments.out, export_plain(desk, console.work()))
        try:
            words = trail.note(desk, AuditCode.EXPORTED, digest)
        except BaseException:
            # No readable file stays that no line of the trail names.
            arguments.out.unlink(missing_ok=True)
            raise
    warning = _(
        "Anyone can read this file. Keep it as safe as the notes themselves, and delete it when you are done."
    )
    sentence = ngettext("{n} record was written.", "{n} records were written.", count).format(n=count)
    console.result(
        f"{sentence} {warning}\n{_('Receipt:')} {words}", {"records": count, "receipt": words}
    )
    return 0


def _write_lines(path: Path, lines: Iterator[bytes]) -> tuple[int, bytes]:
    """Writes a file only its owner can read; a half-written one never carries the name.

    Gives the number of records, and the SHA-256 of the file.
    """
    count, digest = -1, hashlib.sha256()

    def counted() -> Iterator[bytes]:
        nonlocal count
        for line in lines:
            digest.update(line)
            yield line
            count += 1

    try:
        write_new_lines(path, counted(), mode=PRIVATE)
    except OutputExistsError:
        raise FileThereError from None
    except CannotWriteError:
        raise FileTroubleError from None
    return count, digest.digest()


def _look_up(desk: Desk, words: str, console: Console) -> bool:
    """Says what the words of a receipt stand for; whether they fit."""
    check = find_receipt(desk, words)
    moment = check.line.at.isoformat(" ", "minutes") if check.line is not None else ""
    fits = check.line is not None and check.first_wrong is None
    console.event(
        "receipt", receipt_sentence(check, moment), {"fits": fits, "at": moment, "lines_since": check.since}
    )
    return fits


def verify(arguments: argparse.Namespace, console: Console) -> int:
    """Check header copies, both databases, the index and the counters."""
    with opened(arguments, console) as desk:
        # Before the checking itself adds its line to the list.
        fits = _look_up(desk, arguments.receipt, console) if arguments.receipt is not None else True
        findings = verify_vault(desk, console.work())
    if not findings and not fits:
        console.result(_("Every part of this vault is sound."), {"sound": True, "findings": []})
        return 1
    if not findings:
        console.result(_("Every part of this vault is sound."), {"sound": True, "findings": []})
        return 0
    lines = "\n".join(f"- {finding.text()} ({finding.code})" for finding in findings)
    console.result(
        f"{_('Something in this vault needs attention:')}\n{lines}",
        {"sound": False, "findings": [finding.code for finding in findings]},
    )
    return 1
