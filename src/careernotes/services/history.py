"""The trail for the window: plain values, no code of the vault."""

import datetime as dt
from dataclasses import dataclass

from careernotes.errors import CareerNotesError
from careernotes.i18n import _, ngettext
from careernotes.services.wording import day_text
from careernotes.services.workplace import Desk
from careernotes.vault.audit import AUDIT_WORDS, RECEIPT_WORDS, AuditCode, AuditEntry, receipt_of


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One thing that was done with this vault, and when."""

    at: dt.datetime
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The newest lines, the newest first, and the eight words for all of them."""

    lines: tuple[HistoryLine, ...]
    entries: int
    receipt: str


def history(desk: Desk, *, most: int = 12) -> History:
    """What happened here, in the language in force."""
    entries = desk.vault.trail.entries()
    zone = desk.clock.now().tzinfo
    lines = tuple(_line(each, zone) for each in reversed(entries[-most:]))
    return History(lines=lines, entries=len(entries), receipt=desk.vault.trail.receipt())


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptCheck:
    """What the words of a receipt say about the list as it is now."""

    line: HistoryLine | None
    """What was done last when they were shown; None when they stand for no line of this list."""
    since: int = 0
    """How many lines came after it."""
    first_wrong: int | None = None
    """The first line that does not hold, up to the one they stand for or anywhere after it."""
    renewed: bool = False
    """The vault was given new keys: words from before that stand for nothing any more."""
    restored: tuple[tuple[dt.date, dt.date], ...] = ()
    """Each restored backup: its day, and that on which it was restored. Words from in between are gone."""


class NotWordsError(CareerNotesError):
    """Not eight words."""

    code = "CN538"
    message = "A receipt is eight words."
    hint = "Type all eight, with a blank between them."


def find_receipt(desk: Desk, typed: str) -> ReceiptCheck:
    """The line that the words of a receipt stand for, and whether the list holds from its beginning.

    Raises:
        NotWordsError: when *typed* is not eight words.
    """
    words = typed.casefold().split()
    if len(words) != RECEIPT_WORDS:
        raise NotWordsError
    entries, report = desk.vault.trail.entries(), desk.vault.trail.verify()
    renewed = any(each.code is AuditCode.REKEYED for each in entries)
    for place, entry in enumerate(entries):
        if receipt_of(entry.mac) == " ".join(words):
            line = _line(entry, desk.clock.now().tzinfo)
            since = len(entries) - 1 - place
            return ReceiptCheck(line=line, since=since, first_wrong=report.first_wrong, renewed=renewed)
    restored = tuple(
        (desk.day_of(int.from_bytes(each.ref, "big")), desk.day_of(each.at))
        for each in entries
        if each.code is AuditCode.RESTORED
    )
    return ReceiptCheck(line=None, first_wrong=report.first_wrong, renewed=renewed, restored=restored)


def _line(entry: AuditEntry, zone: dt.tzinfo | None) -> HistoryLine:
    return HistoryLine(at=dt.datetime.fromtimestamp(entry.at, tz=zone), words=_(AUDIT_WORDS[entry.code]))


def receipt_sentence(check: ReceiptCheck, moment: str) -> str:
    """What :func:`find_receipt` found, as a sentence; *moment* is that of its line, written out."""
    if check.first_wrong is not None:
        return _("The list was changed outside the program, from line {number} on.").format(
            number=check.first_wrong
        )
    if check.line is not None:
        return ngettext(
            "These words fit: {what}, {moment}. Everything up to then is still in the list,"
            " and {count} line came after it.",
            "These words fit: {what}, {moment}. Everything up to then is still in the list,"
            " and {count} lines came after it.",
            check.since,
        ).format(what=check.line.words, moment=moment, count=check.since)
    said = [
        _(
            "These words stand for no line of this list. Either a word is wrong, or they belong to another"
            " vault, or something was taken out of the list since."
        )
    ]
    if check.renewed:
        said.append(_("Words from before this vault was given new keys no longer fit."))
    between = _("On {restored} the backup of {made} was restored: words shown between the two no longer fit.")
    said += [between.format(made=day_text(made), restored=day_text(day)) for made, day in check.restored]
    return " ".join(said)


def is_whole(desk: Desk) -> int | None:
    """The number of the first line that does not hold; None when the whole list does."""
    return desk.vault.trail.verify().first_wrong
