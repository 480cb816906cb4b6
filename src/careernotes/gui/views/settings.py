"""Settings: how it looks, when it locks, the passphrase, the programme and the health of the vault."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QProgressBar, QVBoxLayout, QWidget

from careernotes.gui import screen_capture
from careernotes.gui.theme.tokens import GRID
from careernotes.gui.views.backups import BackupsCard
from careernotes.gui.views.capture import CaptureCard
from careernotes.gui.views.first_run_secrets import size_choices, theme_choices
from careernotes.gui.views.keeping_history import HistoryCard
from careernotes.gui.widgets.banner import Banner
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.choice_chips import ChoiceChips
from careernotes.gui.widgets.choose_path import choose_file, choose_new_file
from careernotes.gui.widgets.fields import LineField, PassphraseField
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.page import COLUMN_GAP, Page
from careernotes.i18n import _


class LookCard(Card):
    """Language, colours, text size; each works at once."""

    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    size_chosen = Signal(str)

    def __init__(self, parent: QWidget, *, language: str, theme: str, size: str) -> None:
        super().__init__(parent, title=_("How it looks"))
        self.chips: dict[str, ChoiceChips] = {}
        for key, name, choices, value, signal in (
            (
                "language",
                _("Language"),
                (("en", "English"), ("nl", "Nederlands")),
                language,
                self.language_chosen,
            ),
            ("theme", _("Colours"), theme_choices(), theme, self.theme_chosen),
            ("size", _("Text size"), size_choices(), size, self.size_chosen),
        ):
            self.add(label(name, self, role="strong"))
            chips = ChoiceChips(self, name=name, choices=choices)
            chips.set_value(value)
            chips.chosen.connect(signal)
            self.chips[key] = chips
            self.add(chips)


class PassphraseCard(Card):
    """Changes the passphrase; the old one is asked first.

    Signals:
        submitted: the old one, the new one, whether guessing shall be slower still.
        typed: the new one so far, to be judged.
    """

    submitted = Signal(str, str, bool)
    typed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("Change the passphrase"))
        self.old = PassphraseField(self, name=_("The passphrase until now"))
        self.new = PassphraseField(self, name=_("The new passphrase"))
        self.again = PassphraseField(self, name=_("The new one once more"))
        self.banner = Banner(self)
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(_("Progress"))
        self.progress.setVisible(False)
        # The words of a box cannot wrap: what it costs stands below.
        self.dearer = QCheckBox(_("Slow guessing down further"), self)
        costs = _("Unlocking takes longer too.")
        self.dearer.setAccessibleName(self.dearer.text())
        self.dearer.setAccessibleDescription(costs)
        self.change = button(_("Change it"), self)
        for widget in (self.old, self.new, self.again, self.dearer):
            self.add(widget)
        self.add_text(costs, role="muted")
        for below in (self.banner, self.progress):
            self.add(below)
        self.body.addWidget(self.change, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_text(_("Your recovery sheet stays valid."), role="muted")
        self.new.changed.connect(self.typed)
        self.change.clicked.connect(self._on_change)
        self.again.returned.connect(self._on_change)

    def ask_old(self, *, by_sheet: bool = False, shown: bool = True) -> None:
        """Asks for the passphrase until now, or for the sheet that opened the vault; not when just shown."""
        name = _("Your recovery sheet") if by_sheet else _("The passphrase until now")
        self.old.name_label.setText(name)
        self.old.edit.setAccessibleName(name)
        self.old.setVisible(shown)

    def show_advice(self, text: str) -> None:
        """Says how strong the new one is."""
        self.new.show_hint(text)

    def set_busy(self, *, busy: bool) -> None:
        """Shows that it is being changed."""
        self.change.setEnabled(not busy)
        self.progress.setVisible(busy)

    def forget(self) -> None:
        """Forgets what was typed."""
        for field in (self.old, self.new, self.again):
            field.clear()
        self.new.show_hint("")

    def _on_change(self) -> None:
        if self.new.text() != self.again.text():
            self.again.show_problem(_("Type the passphrase in both fields, exactly the same."))
            return
        self.again.show_problem("")
        self.submitted.emit(self.old.text(), self.new.text(), self.dearer.isChecked())


class SettingsView(Page):
    """The one page of settings; everything works at once.

    Signals:
        idle_chosen: the quiet minutes.
        kit_chosen: the path of a kit file.
        kit_accepted: use the kit that is shown.
        enrol_asked: write an enrolment in the programme to this path.
        check_asked: look whether the vault is sound.
    """

    idle_chosen = Signal(str)
    kit_chosen = Signal(str)
    kit_accepted = Signal()
    enrol_asked = Signal(str)
    check_asked = Signal()

    def __init__(
        self, parent: QWidget, *, language: str, theme: str, size: str, idle: str, minutes: Sequence[int]
    ) -> None:
        super().__init__(parent, title=_("Settings"), subtitle=_("Everything here works at once."))
        left, right = self.columns(left=1, right=1)
        self.look = LookCard(self.content, language=language, theme=theme, size=size)
        left.addWidget(self.look)
        left.addWidget(self._lock_card(idle, minutes))
        self.capture = CaptureCard(self.content, able=screen_capture.can_protect())
        left.addWidget(self.capture)
        left.addWidget(self._kit_card())
        left.addWidget(self._health_card())
        self.backups = BackupsCard(self.content)
        left.addWidget(self.backups)
        left.addStretch(1)
        self.passphrase = PassphraseCard(self.content)
        right.addWidget(self.passphrase)
        self.history = HistoryCard(self.content)
        right.addWidget(self.history)
        self._about = QWidget(self.content)
        self._about_column = QVBoxLayout(self._about)
        self._about_column.setContentsMargins(0, GRID, 0, 0)
        self._about_column.setSpacing(COLUMN_GAP)
        right.addWidget(self._about)
        right.addStretch(1)

    def show_about(self, form: QWidget) -> None:
        """Shows what the mentor told about their own position, made with ``content`` as parent."""
        self._about_column.addWidget(label(_("About you"), self._about, role="lead"))
        self._about_column.addWidget(form)

    def show_kit(self, name: str, facts: str, fingerprint: str) -> None:
        """Shows the kit in use; nothing says that there is none."""
        self.kit_name.setText(name or _("No programme"))
        self.kit_facts.setText(facts or _("Everything works except contributing to a report."))
        self.kit_print.setText(fingerprint)
        self.kit_print.setVisible(bool(fingerprint))
        self.kit_use.setVisible(False)
        self.kit_word.setVisible(False)
        self.enrol.setVisible(bool(name))
        self.enrolled.setVisible(False)

    def show_enrolled(self, words: str) -> None:
        """Shows the eight words to read out, after the enrolment was written."""
        self.enrolled.setText(words)
        self.enrolled.setVisible(True)
        self.banner.show_info(
            _(
                "Two files were written. Send the one that ends in .cnenrol to the programme lead and to the"
                " trustee, call both, and read them the eight words below."
            )
        )

    def show_found_kit(self, name: str, facts: str, fingerprint: str, *, other_people: bool = False) -> None:
        """Shows a kit that can be taken over, with the characters to compare.

        One of other people than before asks for a typed word first: no hand clicks past that unread.
        """
        self.show_kit(name, facts, fingerprint)
        self.kit_use.setVisible(True)
        self.kit_word.setVisible(other_people)
        self.kit_word.set_text("")
        self.kit_use.setEnabled(not other_people)
        (self.kit_word if other_people else self.kit_use).setFocus()

    def _on_kit_word(self, text: str) -> None:
        self.kit_use.setEnabled(text.strip().casefold() == _("other people").casefold())

    def show_health(self, text: str, *, fine: bool) -> None:
        """Says what the check found."""
        self.health_progress.setVisible(False)
        self.check.setEnabled(True)
        if fine:
            self.health.show_info(text)
        else:
            self.health.show_warning(text)

    def show_checking(self, done: float) -> None:
        """Shows how far the check is."""
        self.check.setEnabled(False)
        self.health_progress.setVisible(True)
        self.health_progress.setValue(round(done * 100))

    def _lock_card(self, idle: str, minutes: Sequence[int]) -> Card:
        card = Card(self.content, title=_("Lock by itself"))
        card.add_text(_("After how many quiet minutes"), role="strong")
        self.idle = ChoiceChips(
            card, name=_("After how many quiet minutes"), choices=[(str(n), str(n)) for n in minutes]
        )
        self.idle.set_value(idle)
        self.idle.chosen.connect(self.idle_chosen)
        card.add(self.idle)
        card.add_text(
            _(
                "A lock saves what you are writing, wipes the keys and closes every page."
                " Sleep counts as quiet."
            ),
            role="muted",
        )
        return card

    def _kit_card(self) -> Card:
        card = Card(self.content, title=_("Programme"))
        self.kit_name = label("", card, role="strong")
        self.kit_facts = label("", card, role="muted")
        self.kit_print = label("", card, role="mono")
        self.kit_use = button(_("The characters match: use this kit"), card, kind="primary")
        self.kit_use.clicked.connect(self.kit_accepted)
        self.kit_word = LineField(
            card,
            name=_("This kit comes from other people"),
            hint=_("Compare the characters by phone, then type: other people"),
        )
        self.kit_word.changed.connect(self._on_kit_word)
        choose = button(_("Open kit file…"), card, shortcut="Ctrl+O")
        choose.clicked.connect(self._on_choose_kit)
        self.enrol = button(_("Enrol in this programme…"), card)
        self.enrol.clicked.connect(self._on_enrol)
        self.enrolled = label("", card, role="mono")
        for widget in (self.kit_name, self.kit_facts, self.kit_print, self.kit_word, self.enrolled):
            card.add(widget)
        for each in (self.kit_use, choose, self.enrol):
            card.body.addWidget(each, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_kit("", "", "")
        return card

    def _health_card(self) -> Card:
        card = Card(self.content, title=_("Is my vault sound?"))
        card.add_text(_("Reads every page of the vault and compares it with what was written."), role="muted")
        self.health = Banner(card)
        self.health_progress = QProgressBar(card)
        self.health_progress.setTextVisible(False)
        self.health_progress.setAccessibleName(_("Progress"))
        self.health_progress.setVisible(False)
        self.check = button(_("Check now"), card)
        self.check.clicked.connect(self.check_asked)
        card.add(self.health)
        card.add(self.health_progress)
        card.body.addWidget(self.check, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _on_enrol(self) -> None:
        choose_new_file(self, _("Where to"), "enrolment.cnenrol", self.enrol_asked)

    def _on_choose_kit(self) -> None:
        choose_file(self, _("Open kit file"), _("Programme kit (*.cnkit)"), self.kit_chosen)
