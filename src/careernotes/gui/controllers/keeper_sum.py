"""The lead's last step: what has arrived, what the trustee has of it, and the one sum over both."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from careernotes.domain.periods import Period
from careernotes.errors import CareerNotesError
from careernotes.gui.controllers.inbox_words import inbox_lines
from careernotes.gui.controllers.keeper_screen import KeeperScreen
from careernotes.i18n import _, ngettext
from careernotes.services import keepers
from careernotes.services.exporter_events import InboxFound
from careernotes.services.keeper_folder import KeeperRole
from careernotes.services.keepers import SumFiles, SumShown

_GIVEN_OTHERWISE = "CN449"


class SumSteps(QObject):
    """What the card "The contributions" asks for."""

    def __init__(self, screen: KeeperScreen) -> None:
        super().__init__(screen)
        self._screen, self._view = screen, screen.view
        self._period: Period | None = None
        self._files: SumFiles | None = None
        self._again = False
        self._view.sum.look_asked.connect(self._on_look)
        self._view.sum.compare_asked.connect(self._on_compare)
        self._view.sum.changed.connect(self._on_changed)
        self._view.release.released.connect(self._on_released)

    def show(self) -> None:
        """Shows the first step."""
        self._view.show_only(self._view.sum)
        self._view.sum.show_second(shown=False)
        self._view.sum.show_inbox(str(self._screen.keeper.folder.inbox))
        self._view.sum.period.edit.setFocus()

    def refused(self, error: CareerNotesError) -> None:
        """After a refusal: a sum that was given can be written once more, the same."""
        if error.code == _GIVEN_OTHERWISE:
            self._offer(again=True)

    @Slot(str)
    def _on_look(self, typed: str) -> None:
        field = self._view.sum.period
        try:
            self._period = Period.parse(typed)
        except ValueError:
            field.show_problem(_("Write it like 2026, 2026-H1 or 2026-Q3."))
            field.edit.setFocus()
            return
        self._screen.run(partial(keepers.collect, self._screen.keeper, self._period), self._on_found)

    def _on_found(self, found: InboxFound) -> None:
        view = self._view
        view.found.show_lines(inbox_lines(found, KeeperRole.LEAD), role="body")
        view.show_only(view.sum, view.found)
        view.sum.show_second(shown=True)
        theirs = self._screen.keeper.folder.list_file
        if not view.sum.theirs.text() and theirs.is_file():
            view.sum.theirs.set_text(str(theirs))
        view.sum.theirs.edit.setFocus()
        view.reveal(view.sum)

    @Slot(str, str)
    def _on_compare(self, theirs: str, seen: str) -> None:
        if self._period is None:
            return
        self._files = SumFiles(
            theirs=Path(theirs).expanduser(), seen=Path(seen).expanduser() if seen else None
        )
        call = partial(keepers.compare, self._screen.keeper, self._period, self._files)
        self._screen.run(call, self._on_compared)

    def _on_compared(self, shown: SumShown) -> None:
        if shown.inbox is not None:
            self._view.found.show_lines(inbox_lines(shown.inbox, KeeperRole.LEAD), role="body")
        self._offer(again=False)

    def _offer(self, *, again: bool) -> None:
        if self._period is None:
            return
        self._again, view, word = again, self._view, str(self._period)
        view.release.offer(
            words=_("You gave a sum for this period before. The same one can be written once more.")
            if again
            else _("One sum for each period. First call the mentors who are missing: later halves wait."),
            action=_("Write the same sum") if again else _("Write the sum"),
            place=str(self._screen.keeper.folder.path / f"lead-{word}.cnsum"),
            word=word,
            folder=False,
        )  # fmt: skip
        view.show_only(view.sum, view.found, view.release)
        view.sum.show_compared(done=True)
        view.release.typed.edit.setFocus()
        view.reveal(view.release)

    @Slot(str)
    def _on_released(self, place: str) -> None:
        if self._period is None or not place:
            return
        out, keeper = Path(place).expanduser(), self._screen.keeper
        if self._again:
            self._screen.run(partial(keepers.reprint_sum, keeper, self._period, out), self._on_written)
        elif self._files is not None:
            call = partial(keepers.write_sum, keeper, self._period, self._files, out)
            self._screen.run(call, self._on_written, releases=True)

    def _on_written(self, shown: SumShown) -> None:
        words = ngettext(
            "Written, over {n} contribution. Send it to the trustee; nobody else can open it.",
            "Written, over {n} contributions. Send it to the trustee; nobody else can open it.",
            shown.counted,
        ).format(n=shown.counted)
        self._view.release.show_done(words)
        self._view.reveal(self._view.release, self._view.release.done)
        self._screen.context.announcer.say(words)

    @Slot()
    def _on_changed(self) -> None:
        self._period = self._files = None
        self._view.show_only(self._view.sum)
