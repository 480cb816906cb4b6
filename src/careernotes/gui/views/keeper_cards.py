"""The first steps of lead and trustee: their folder, their passphrase, their key, and the kit."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.widgets.button_row import button_row
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.choose_path import choose_new_file
from careernotes.gui.widgets.fields import LineField, PassphraseField
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.path_field import PathField
from careernotes.gui.widgets.spoken_words import CompareField, SpokenWords
from careernotes.i18n import _


def part(card: Card) -> tuple[QWidget, QVBoxLayout]:
    """A part of a card that is shown or hidden as a whole."""
    host = QWidget(card)
    column = QVBoxLayout(host)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2 * GRID)
    card.add(host)
    return host, column


def all_filled(*fields: LineField) -> bool:
    """Whether each has something in it; says at the others that it is needed, the keyboard on the first."""
    missing = [field for field in fields if not field.text()]
    for field in fields:
        field.show_problem(_("This is needed.") if field in missing else "")
    if missing:
        missing[0].edit.setFocus(Qt.FocusReason.OtherFocusReason)
    return not missing


class FolderCard(Card):
    """The one folder in which everything is kept.

    Signals:
        opened: its path.
    """

    opened = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("Your folder"))
        self.add_text(
            _(
                "One folder holds everything of this programme: your key, the kit, your list of mentors and"
                " what they send you. Make an empty one the first time; later choose the same one again."
            )
        )
        self.folder = PathField(self, name=_("Folder"))
        self.add(self.folder)
        self.go = button(_("Open this folder"), self, kind="primary")
        self.go.clicked.connect(self._on_go)
        self.folder.returned.connect(self._on_go)
        self.add(button_row(self, self.go))

    def _on_go(self) -> None:
        if all_filled(self.folder):
            self.opened.emit(self.folder.text())


class PassCard(Card):
    """The passphrase of the key, asked once for each visit.

    Signals:
        given: it was typed; whoever hears this takes it out of the field.
    """

    given = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("Your passphrase"))
        self.add_text(
            _("What comes next needs your key. The passphrase is forgotten when you leave this page.")
        )
        self.field = PassphraseField(self, name=_("Passphrase of your key"))
        self.add(self.field)
        self.go = button(_("Go on"), self, kind="primary")
        self.go.clicked.connect(self._on_go)
        self.field.returned.connect(self._on_go)
        self.add(button_row(self, self.go))

    def _on_go(self) -> None:
        if all_filled(self.field):
            self.given.emit()


class KeyCard(Card):
    """A key to make, or the words of the one that is there.

    Signals:
        asked: make the key; both passphrases are typed and the same.
        print_asked: write the sheet to this path.
    """

    asked = Signal()
    print_asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("Your key"))
        self.make, column = part(self)
        self.first = PassphraseField(
            self.make,
            name=_("A new passphrase for your key"),
            hint=_("Four or five random words: easy to type, hard to guess. At least 12 characters."),
        )
        self.again = PassphraseField(self.make, name=_("The same once more"))
        self.go = button(_("Make my key"), self.make, kind="primary")
        self.go.clicked.connect(self._on_go)
        self.again.returned.connect(self._on_go)
        words = _("You have no key in this folder yet. Nobody but you ever gets this passphrase.")
        for each in (label(words, self.make), self.first, self.again, button_row(self.make, self.go)):
            column.addWidget(each)
        self.shown, column = part(self)
        self.words = SpokenWords(self.shown, name=_("These eight words stand for your key"))
        self.sheet = button(_("Make the sheet to print…"), self.shown)
        self.sheet.clicked.connect(self._on_sheet)
        self.compare = CompareField(
            self.shown,
            name=_("Read the words back from your printed sheet"),
            hint=_("So you know that the sheet is right, before you need it."),
        )
        for each in (self.words, button_row(self.shown, self.sheet), self.compare):
            column.addWidget(each)
        self.show_new()

    def show_new(self) -> None:
        """There is no key yet."""
        self.make.setVisible(True)
        self.shown.setVisible(False)

    def show_key(self, words: str) -> None:
        """There is one, and these words stand for it."""
        self.forget()
        self.words.show_words(words)
        self.make.setVisible(False)
        self.shown.setVisible(True)

    def forget(self) -> None:
        """Nothing that was typed stays."""
        self.first.clear()
        self.again.clear()
        self.compare.forget()

    def _on_go(self) -> None:
        if not all_filled(self.first, self.again):
            return
        if self.first.text() != self.again.text():
            self.again.refuse(_("This is not the same as above. Type it once more."))
            return
        self.asked.emit()

    def _on_sheet(self) -> None:
        choose_new_file(self, _("Where to"), "my-key.pdf", self.print_asked)


class KitCard(Card):
    """A kit to sign or to wait for, or the words of the one that is there.

    Signals:
        example_asked: write an example description to this path.
        asked: sign the kit; description, the trustee's key and the passphrase are filled in.
        again_asked: look once more whether the kit has come.
        print_asked: write the sheet to this path.
    """

    example_asked = Signal(str)
    asked = Signal()
    again_asked = Signal()
    print_asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("The kit of the programme"))
        self._make_new()
        self._make_waiting()
        self._make_shown()

    def show_new(self) -> None:
        """It has to be signed."""
        self._show(self.make)

    def show_waiting(self) -> None:
        """The lead has not sent it yet."""
        self._show(self.waiting)

    def show_kit(self, title: str, words: tuple[str, str, str]) -> None:
        """It is there, and these are the words of the kit, the lead and the trustee."""
        self.compare.forget()
        self.name.setText(title)
        for place, each in zip((self.kit, self.lead, self.trustee), words, strict=True):
            place.show_words(each)
        self._show(self.shown)

    def _show(self, one: QWidget) -> None:
        for each in (self.make, self.waiting, self.shown):
            each.setVisible(each is one)

    def _make_new(self) -> None:
        self.make, column = part(self)
        words = _(
            "The kit says what the programme is for, who may be counted in which groups, and whose two keys"
            " it trusts. First write the example, change its words in any text editor, then sign it."
        )
        self.example = button(_("Write the example…"), self.make)
        self.example.clicked.connect(self._on_example)
        self.description = PathField(self.make, name=_("Your description"), kinds=_("Description (*.toml)"))
        self.other_key = PathField(
            self.make,
            name=_("The key file of the trustee"),
            hint=_("The trustee sends you a copy. You cannot open it, and need not."),
            kinds=_("Key file (*.cnkey)"),
        )
        self.go = button(_("Sign the kit"), self.make, kind="primary")
        self.go.clicked.connect(self._on_go)
        for each in (
            label(words, self.make), button_row(self.make, self.example), self.description, self.other_key,
            button_row(self.make, self.go),
        ):  # fmt: skip
            column.addWidget(each)

    def _make_waiting(self) -> None:
        self.waiting, column = part(self)
        words = _(
            "Send the programme lead a copy of your key file; nobody opens it without your passphrase. The"
            " lead sends you the kit, a file that ends in .cnkit. Put it into your folder, then look again."
        )
        self.again = button(_("Look again"), self.waiting, kind="primary")
        self.again.clicked.connect(self.again_asked)
        for each in (label(words, self.waiting), button_row(self.waiting, self.again)):
            column.addWidget(each)

    def _make_shown(self) -> None:
        self.shown, column = part(self)
        self.name = label("", self.shown, role="lead")
        self.kit = SpokenWords(self.shown, name=_("The kit"))
        self.lead = SpokenWords(self.shown, name=_("Programme lead"))
        self.trustee = SpokenWords(self.shown, name=_("Trustee"))
        self.compare = CompareField(
            self.shown,
            name=_("Type the words the other person reads to you"),
            hint=_("One after the other: the kit, the lead, the trustee."),
        )
        self.sheet = button(_("Make the sheet to print…"), self.shown)
        self.sheet.clicked.connect(self._on_sheet)
        for each in (
            self.name, self.kit, self.lead, self.trustee, self.compare, button_row(self.shown, self.sheet),
        ):  # fmt: skip
            column.addWidget(each)

    def _on_example(self) -> None:
        choose_new_file(self, _("Where to"), "kit.toml", self.example_asked)

    def _on_go(self) -> None:
        if all_filled(self.description, self.other_key):
            self.asked.emit()

    def _on_sheet(self) -> None:
        choose_new_file(self, _("Where to"), "keys-of-the-programme.pdf", self.print_asked)
