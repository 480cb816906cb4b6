"""The entrance: a passphrase opens the vault; without it nobody gets in."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from careernotes.gui.actions import HELP_NOW
from careernotes.gui.theme.tokens import GRID
from careernotes.gui.widgets.banner import Banner
from careernotes.gui.widgets.buttons import button, set_button_text
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.entrance_frame import EntranceFrame
from careernotes.gui.widgets.fields import LineField, PassphraseField
from careernotes.gui.widgets.flow_layout import FlowLayout
from careernotes.gui.widgets.labels import label
from careernotes.i18n import _, translate


class UnlockView(EntranceFrame):
    """Asks for the passphrase, or for the recovery sheet.

    Signals:
        submitted: the passphrase as typed.
        sheet_submitted: the characters of the recovery sheet as typed.
        vault_chosen: the folder of another vault.
        create_asked: a new vault is wanted.
        visit_asked: the name of a screen that needs no vault.
        restore_asked: bring back a backup, because this vault does not open.
    """

    submitted = Signal(str)
    sheet_submitted = Signal(str)
    vault_chosen = Signal(str)
    create_asked = Signal()
    visit_asked = Signal(str)
    restore_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            parent,
            lines=(
                _("Your notes stay on this computer, encrypted. Only your passphrase opens them."),
                _("Only theme codes can leave, in groups, and only when you send them."),
                _("If you lose the passphrase and the recovery sheet, nobody can bring your notes back."),
            ),
        )
        self.column.addStretch(2)
        self.banner = Banner(self.content)
        self.column.addWidget(self.banner)
        self._parts = (self._card(), self._doors())
        for part in self._parts:
            self.column.addWidget(part)
        self.column.addStretch(3)
        self.restore: QPushButton | None = None
        self._with_sheet = False

    def show_vault(self, folder: Path) -> None:
        """Names the vault that will be opened; the name says nothing about its content."""
        self.name.setText(folder.stem)
        self.place.setText(str(folder.parent))

    def show_demo(self, passphrase: str) -> None:
        """Says that everything is invented, and fills in the passphrase."""
        self.banner.show_info(
            _(
                "Everything in this vault is invented. Its passphrase: {passphrase}. Press Enter to open it."
            ).format(passphrase=passphrase)
        )
        self.passphrase.edit.setText(passphrase)

    def show_changing(self) -> None:
        """Says that a lock came while the passphrase was being changed, and which one opens the vault."""
        self.banner.show_warning(
            _(
                "The passphrase may not have been changed: Career Notes locked meanwhile. "
                "If the new one does not open the vault, the old one does."
            )
        )

    def show_problem(self, text: str) -> None:
        """Says what did not work, what is safe and what to do."""
        self.banner.show_error(text)
        field = self.sheet if self._with_sheet else self.passphrase
        field.edit.selectAll()
        field.edit.setFocus()

    def offer_restore(self) -> None:
        """This vault does not open: from now on a backup can be brought back."""
        if self.restore is None:
            self.restore = button(_("Restore from a backup…"), self.content)
            self.restore.clicked.connect(self.restore_asked)
            self._beside_open.addWidget(self.restore)
            self.setTabOrder(self.open, self.restore)

    def show_instead(self, card: QWidget) -> None:
        """Shows *card* where the passphrase was asked for."""
        self.banner.clear()
        self.forget()
        for part in self._parts:
            part.setVisible(False)
        self.column.insertWidget(self.column.indexOf(self._parts[0]), card)

    def show_again(self, card: QWidget) -> None:
        """Asks for the passphrase again; *card* goes."""
        self.column.removeWidget(card)
        card.hide()
        card.deleteLater()
        for part in self._parts:
            part.setVisible(True)
        self.focus_field()

    def set_busy(self, *, busy: bool) -> None:
        """Shows that the vault is being opened; a second of work is what keeps guessers out."""
        for each in (self.passphrase, self.sheet, self.open, *self.doors):
            each.setEnabled(not busy)
        self.progress.setVisible(busy)
        self.waiting.setVisible(busy)
        if busy:
            self.banner.clear()

    def forget(self) -> None:
        """Forgets what was typed."""
        self.passphrase.clear()
        self.sheet.set_text("")

    def focus_field(self) -> None:
        """Puts the keyboard where typing starts."""
        (self.sheet if self._with_sheet else self.passphrase).edit.setFocus()

    def _card(self) -> Card:
        card = Card(self.content, title="")
        self.name = label("", card, role="strong")
        self.place = label("", card, role="muted")
        self.passphrase = PassphraseField(card, name=_("Passphrase"))
        self.sheet = LineField(
            card,
            name=_("The 48 characters of your recovery sheet"),
            hint=_("Capitals, blanks and lines do not matter. A few wrong characters are put right for you."),
        )
        self.sheet.setVisible(False)
        self.progress = QProgressBar(card)
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(_("Opening the vault"))
        self.waiting = label(
            _("Opening takes about a second: that is what keeps guessers out."), card, role="muted"
        )
        self.open = button("", card, kind="primary")
        set_button_text(self.open, f"{_('Open')}   Enter")
        self.open.setAccessibleName(_("Open"))
        card.add_text(_("Open your vault"), role="title")
        for widget in (self.name, self.place, self.passphrase, self.sheet, self.progress, self.waiting):
            card.add(widget)
        card.body.addSpacing(GRID)
        host = QWidget(card)
        # Large letters leave no room for two buttons beside each other.
        self._beside_open = FlowLayout(host)
        self._beside_open.addWidget(self.open)
        card.add(host)
        self.progress.setVisible(False)
        self.waiting.setVisible(False)
        self.passphrase.returned.connect(self._on_submit)
        self.sheet.returned.connect(self._on_submit)
        self.open.clicked.connect(self._on_submit)
        return card

    def _doors(self) -> QWidget:
        host = QWidget(self.content)
        lines = QVBoxLayout(host)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2 * GRID)
        # The vault first, then who opens none.
        vaults, others = QWidget(host), QWidget(host)
        for each in (vaults, others):
            lines.addWidget(each)
        self.use_sheet = self._door(_("Use the recovery sheet"), self._on_use_sheet)
        choose = self._door(_("Open another vault…"), self._on_choose)
        create = self._door(_("Make a new vault…"), self.create_asked.emit)
        pool = self._door(_("I am the trustee: open a pool"), partial(self.visit_asked.emit, "pool"))
        lead = self._door(_("I am the programme lead"), partial(self.visit_asked.emit, "keeper"))
        limits = self._door(
            f"{translate(HELP_NOW.text)}   {HELP_NOW.shortcut}", partial(self.visit_asked.emit, "help_now")
        )
        self.doors: tuple[QPushButton, ...] = (self.use_sheet, choose, create, pool, lead, limits)
        for place, doors in ((vaults, self.doors[:3]), (others, self.doors[3:])):
            flow = FlowLayout(place, spacing=2 * GRID)
            for door in doors:
                # Said here, so that the flow need not ask Qt whether somebody hid it.
                door.setVisible(True)
                flow.addWidget(door)
        return host

    def _door(self, text: str, slot: object) -> QPushButton:
        made = button(text, self.content, kind="quiet")
        made.clicked.connect(slot)
        return made

    def _on_submit(self) -> None:
        if self._with_sheet and self.sheet.text():
            self.sheet_submitted.emit(self.sheet.text())
        elif not self._with_sheet and self.passphrase.text():
            self.submitted.emit(self.passphrase.text())

    def _on_use_sheet(self) -> None:
        self._with_sheet = not self._with_sheet
        self.sheet.setVisible(self._with_sheet)
        self.passphrase.setVisible(not self._with_sheet)
        self.use_sheet.setText(_("Use the passphrase") if self._with_sheet else _("Use the recovery sheet"))
        self.focus_field()

    def _on_choose(self) -> None:
        from careernotes.gui.widgets.choose_path import choose_folder  # noqa: PLC0415  not needed to start

        choose_folder(self, _("Open another vault"), self.vault_chosen)
