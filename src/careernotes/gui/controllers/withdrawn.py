"""After a yes was taken back: what to do about contributions that were sent; what cannot be recalled."""

from functools import partial

from PySide6.QtCore import QObject, Slot

from careernotes.domain.ids import EngagementId
from careernotes.domain.periods import Period
from careernotes.domain.vocabulary import ConsentKey
from careernotes.gui.controllers.people_screen import DeskScreen
from careernotes.gui.screens import CONTRIBUTE
from careernotes.gui.widgets.banner import Banner
from careernotes.gui.widgets.buttons import button
from careernotes.i18n import _
from careernotes.services.withdrawing import COUNTED, Left, settle, to_write_again, what_left


class WithdrawnNotice(QObject):
    """A banner at the top of a screen: on a person's page what follows from a no, on others what waits."""

    def __init__(self, screen: DeskScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._periods: tuple[str, ...] = ()
        self.banner = Banner(screen.view.content)
        self.again = button(_("Write it again"), self.banner)
        self.late = button(_("The pool is open already"), self.banner, kind="quiet")
        self.again.clicked.connect(self._on_again)
        self.late.clicked.connect(self._on_late)
        for each in (self.again, self.late):
            self.banner.add_action(each)
        screen.view.body.insertWidget(0, self.banner)

    def after(self, engagement_id: EngagementId, key: ConsentKey, *, value: bool) -> None:
        """A choice was changed; says what follows when it was a yes to being counted that was taken back."""
        if key in COUNTED and not value:
            self._screen.ask(partial(what_left, self._screen.desk, engagement_id), self._on_left)
        else:
            self.banner.clear()

    def look(self) -> None:
        """Says, without a name, that a contribution waits to be written again."""
        self._screen.ask(partial(to_write_again, self._screen.desk), self._on_waiting)

    def _on_left(self, left: Left) -> None:
        lines = [_("From now on this choice holds for every report that is still to come.")]
        if left.again:
            lines.append(
                _(
                    "A contribution was sent before for {periods}. Write it again: the new one takes the"
                    " place of the old until the trustee opens the pool."
                ).format(periods=", ".join(left.again))
            )
        if left.out:
            lines.append(_("What left for {periods} stays out.").format(periods=", ".join(left.out)))
        if not left.known:
            lines.append(
                _(
                    "The list of what was sent before cannot be read now, so this cannot say whether"
                    " anything has left. Look under Backups."
                )
            )
        lines.append(
            _("What is in a report that is out cannot be recalled; it holds rounded totals and no names.")
            if left.again or left.out or not left.known
            else _("Nothing was sent before, so there is nothing to take back.")
        )
        self._show(left.again, " ".join(lines))

    def _on_waiting(self, periods: tuple[str, ...]) -> None:
        if not periods:
            self.banner.clear()
            return
        text = _(
            "After a contribution was sent for {periods}, somebody took a yes back. Write it again: the new"
            " one takes the place of the old until the trustee opens the pool."
        )
        self._show(periods, text.format(periods=", ".join(periods)))

    def _show(self, periods: tuple[str, ...], text: str) -> None:
        self._periods = periods
        for each in (self.again, self.late):
            each.setVisible(bool(periods))
        self.banner.show_warning(text)
        self._screen.context.announcer.say(text)

    @Slot()
    def _on_again(self) -> None:
        self._screen.go("report", kind=CONTRIBUTE, period=self._periods[0])

    @Slot()
    def _on_late(self) -> None:
        self._screen.ask(
            partial(settle, self._screen.desk, Period.parse(self._periods[0])), self._on_settled
        )

    def _on_settled(self, _kept: object) -> None:
        self.look()
