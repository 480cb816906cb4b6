"""A copy for the mentee, something put right, everything erased: from a person's page."""

import datetime as dt
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from careernotes.domain.asked import Wanted
from careernotes.domain.conversations import Session
from careernotes.domain.ids import EngagementId, MenteeId, SessionId
from careernotes.domain.mentees import Mentee
from careernotes.errors import CareerNotesError
from careernotes.gui.controllers import keeping_proving
from careernotes.gui.controllers.people_screen import DeskScreen
from careernotes.gui.jobs.runner import BugError
from careernotes.gui.models.wording import long_day, path_words
from careernotes.gui.views.keeping_person import KeepingCard
from careernotes.gui.widgets.reading import BULLET
from careernotes.i18n import _, error_text, ngettext
from careernotes.services import access_copy, correcting, erasing
from careernotes.services.access_copy import AccessCopy
from careernotes.services.desk import Desk
from careernotes.services.erasing import Erased, ErasurePreview, RemovedError
from careernotes.services.holding import HeldError
from careernotes.services.out_of_reach import OutOfReach


def _sessions(desk: Desk, key: EngagementId) -> list[tuple[str, str]]:
    held = sorted(desk.store.all(Session, engagement_id=key), key=lambda each: each.held_on, reverse=True)
    return [(each.session_id, long_day(each.held_on)) for each in held]


class PersonKeeping(QObject):
    """What the card "What you keep about them" asks for.

    Signals:
        erased: the person is gone; what to say about it.
        righted: a note was put right.
        copied: a copy was made.
    """

    erased = Signal(str)
    righted = Signal()
    copied = Signal()

    def __init__(self, screen: DeskScreen, card: KeepingCard) -> None:
        super().__init__(screen)
        self._screen, self._card = screen, card
        self._mentee_id, self._key = MenteeId(""), EngagementId("")
        card.copy_opened.connect(self._on_form_opened)
        card.erase_opened.connect(self._on_erase_opened)
        card.right_opened.connect(self._on_right_opened)
        card.copy_asked.connect(self._on_copy_asked)
        card.erase_asked.connect(self._on_erase_asked)
        card.right_asked.connect(self._on_right_asked)

    def show(self, mentee: Mentee, key: EngagementId) -> None:
        """Whose page this is."""
        self._mentee_id, self._key = mentee.mentee_id, key

    @Slot(str)
    def begin(self, wanted: str) -> None:
        """Opens the form of what they asked for."""
        (self._card.copy if wanted == Wanted.COPY.value else self._card.erase).click()

    @Slot()
    def _on_form_opened(self) -> None:
        keeping_proving.begin(self._screen.context, self._card.proving)

    @Slot()
    def _on_erase_opened(self) -> None:
        self._on_form_opened()
        self._screen.ask(
            partial(erasing.preview_person, self._screen.desk, self._mentee_id), self._on_preview
        )

    def _on_preview(self, preview: ErasurePreview) -> None:
        if preview.held:
            self._card.show_held(error_text(HeldError()))
        else:
            self._card.show_preview(preview_words(preview))

    @Slot()
    def _on_right_opened(self) -> None:
        self._screen.ask(partial(_sessions, self._screen.desk, self._key), self._card.show_sessions)

    @Slot(str)
    def _on_copy_asked(self, folder: str) -> None:
        call = partial(access_copy.make_copy, self._screen.desk, self._mentee_id, Path(folder))
        self._card.set_busy(busy=True)
        done = keeping_proving.with_proof(self._screen.context, self._card.proving, call)
        self._screen.context.runner.submit(done, succeeded=self._on_copied, failed=self._on_refused)

    def _on_copied(self, made: AccessCopy) -> None:
        self._card.set_busy(busy=False)
        words = _("The copy is there: {page} and {data}. It is not encrypted.").format(
            page=made.page.name, data=made.data.name
        )
        self._say(f"{words} {receipt_words(made.receipt)}")
        self.copied.emit()

    @Slot()
    def _on_erase_asked(self) -> None:
        call = partial(erasing.erase_person, self._screen.desk, self._mentee_id)
        self._card.set_busy(busy=True)
        done = keeping_proving.with_proof(self._screen.context, self._card.proving, call)
        self._screen.context.runner.submit(done, succeeded=self._on_erased, failed=self._on_not_erased)

    def _on_erased(self, done: Erased) -> None:
        self._card.set_busy(busy=False)
        text = erased_words(done)
        self._screen.context.announcer.say(text)
        self.erased.emit(f"{text} {receipt_words(done.receipt)}")

    def _on_not_erased(self, error: CareerNotesError) -> None:
        if isinstance(error, RemovedError | BugError):
            # They are gone; what failed came after that. After a mistake of our own nobody knows how far it
            # came: the page of somebody who may be gone is left, and the list shows who is there.
            self._card.set_busy(busy=False)
            self._screen.context.announcer.say(error_text(error))
            self.erased.emit(error_text(error))
        elif isinstance(error, HeldError):
            self._card.set_busy(busy=False)
            self._card.show_held(error_text(error))
            self._screen.context.announcer.say(error_text(error))
        else:
            self._on_refused(error)

    @Slot(str, str, str)
    def _on_right_asked(self, session_id: str, wrong: str, right: str) -> None:
        unsaved = self._screen.context.open_unsaved
        if unsaved.held(SessionId(session_id)) is not None:
            # Saved after the correction they would bring the wrong words back.
            unsaved.try_again()
            text = _(
                "Words of that conversation are not saved yet. That is tried again now;"
                " put it right once they are saved."
            )
            self._card.show_right_problem(text)
            return
        call = partial(
            correcting.correct_note, self._screen.desk, SessionId(session_id), wrong=wrong, right=right
        )
        self._screen.context.runner.submit(call, succeeded=self._on_righted, failed=self._on_not_righted)

    def _on_righted(self, receipt: str) -> None:
        self._say(f"{_('Put right; who asked and when stands in the note.')} {receipt_words(receipt)}")
        self.righted.emit()

    def _on_not_righted(self, error: CareerNotesError) -> None:
        self._card.show_right_problem(
            _("These words stand nowhere in that note, or there is nothing to put in their place.")
            if error.code == "CN514"
            else error_text(error)
        )

    def _on_refused(self, error: CareerNotesError) -> None:
        self._card.set_busy(busy=False)
        keeping_proving.show_refused(self._card.proving, error)
        self._screen.context.announcer.say(error_text(error))

    def _say(self, text: str) -> None:
        self._card.show_done(text)
        self._screen.context.announcer.say(text)


def erased_words(done: Erased) -> str:
    """That it is gone, how that was seen, and what could not be reached."""
    text = _("Erased. {pages} pages were read and searched afterwards: nothing is left.").format(
        pages=done.pages
    )
    return "\n".join([text, *out_of_reach_words(done.out, done.sent)])


def out_of_reach_words(out: OutOfReach, sent: Sequence[str] | None) -> list[str]:
    """What still holds them, or may: where it is, or when it left."""
    lines = []
    if out.places:
        lines.append(
            _("Not reached, and hold them still: {names}. Delete these copies when you can.").format(
                names=", ".join(path_words(Path(each)) for each in out.places)
            )
        )
    if out.access_copies:
        lines.append(
            _("Access copies written on {days} may hold them; they are wherever you put them.").format(
                days=_days(out.access_copies)
            )
        )
    if out.exports:
        lines.append(
            _("Everything was written out as readable text on {days}; delete what is left of it.").format(
                days=_days(out.exports)
            )
        )
    if sent is None:
        lines.append(
            _(
                "The list of what was sent before cannot be read now, so nobody can say for which periods"
                " this person was already counted. What was counted stays, without a name. Look under"
                " Backups."
            )
        )
    elif sent:
        lines.append(
            _("Stays, without a name and for ever: what was already counted for {periods}.").format(
                periods=", ".join(sent)
            )
        )
    return lines


def _days(days: Sequence[dt.date]) -> str:
    return ", ".join(long_day(day) for day in sorted(set(days)))


def receipt_words(receipt: str) -> str:
    """The eight words as a sentence."""
    return _("Receipt: {words}").format(words=receipt)


def preview_words(preview: ErasurePreview) -> list[str]:
    """What goes, what stays, and what nobody can reach."""
    counts = preview.counts
    held = counts.get("session", 0)
    goes = [
        ngettext(
            "{count} conversation with its notes", "{count} conversations with their notes", held
        ).format(count=held),
        _("agreement, choices, goals, actions and the name"),
    ]
    if preview.backups or preview.copies:
        goes.append(
            ngettext("{count} backup that holds them", "{count} backups that hold them",
                     preview.backups + preview.copies).format(count=preview.backups + preview.copies)
        )  # fmt: skip
    lines = [_("Goes, from your notes, the counts, the search, drafts and backups:")]
    lines += [f"{BULLET}{each}" for each in goes]
    lines += out_of_reach_words(preview.out, preview.sent)
    if preview.mentions:
        lines.append(
            ngettext(
                "Stays: {count} other text of yours in which the name stands. Change it yourself.",
                "Stays: {count} other texts of yours in which the name stands. Change them yourself.",
                preview.mentions,
            ).format(count=preview.mentions)
        )
    lines.append(_("Other copies you made yourself are out of reach. It cannot be undone."))
    return lines
