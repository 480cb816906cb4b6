"""First run: welcome, passphrase and recovery sheet."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.chip import Chip
from careernotes.gui.widgets.choice_chips import ChoiceChips
from careernotes.gui.widgets.fields import LineField, PassphraseField
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.reading import Passage, Reading
from careernotes.gui.widgets.sheet_groups import SheetGroups
from careernotes.i18n import _


def _column(step: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(step)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2 * GRID)
    return column


class WelcomeStep(QWidget):
    """Three promises, and how everything should look.

    Signals:
        language_chosen, theme_chosen, size_chosen: the value chosen.
        have_vault: there is a vault already.
        visit_asked: the entrance of the trustee or the lead, by the name of its screen.
    """

    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    size_chosen = Signal(str)
    have_vault = Signal()
    visit_asked = Signal(str)

    def __init__(self, parent: QWidget, *, language: str, theme: str, size: str) -> None:
        super().__init__(parent)
        column = _column(self)
        promises = Card(self)
        promises.add(Reading(promises, _promises()))
        look = Card(self, title=_("How it looks"))
        for name, choices, value, signal in (
            (_("Language"), (("en", "English"), ("nl", "Nederlands")), language, self.language_chosen),
            (_("Colours"), theme_choices(), theme, self.theme_chosen),
            (_("Text size"), size_choices(), size, self.size_chosen),
        ):
            look.add(label(name, look, role="muted"))
            chips = ChoiceChips(look, name=name, choices=choices)
            chips.set_value(value)
            chips.chosen.connect(signal)
            look.add(chips)
        have = button(_("I already have a vault…"), self, kind="quiet")
        pool = button(_("I am the trustee: open a pool"), self, kind="quiet")
        have.clicked.connect(self.have_vault)
        lead = button(_("I am the programme lead"), self, kind="quiet")
        pool.clicked.connect(partial(self.visit_asked.emit, "pool"))
        lead.clicked.connect(partial(self.visit_asked.emit, "keeper"))
        for part in (promises, look):
            column.addWidget(part)
        others = QVBoxLayout()
        others.setSpacing(0)
        for way in (have, pool, lead):
            others.addWidget(way, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(others)
        column.addStretch(1)


def _promises() -> tuple[Passage, ...]:
    return (
        Passage(
            _("What stays here"),
            (_("Every note, name and date stays in one encrypted folder on this computer."),),
        ),
        Passage(
            _("What may leave"),
            (_("Theme codes, counted in groups, and only when you send them yourself."),),
        ),
        Passage(
            _("What we cannot do"),
            (_("Without your passphrase or recovery sheet nobody can open your notes, not even us."),),
        ),
    )


def theme_choices() -> tuple[tuple[str, str], ...]:
    """The palettes to choose from."""
    return (("light", _("Light")), ("dark", _("Dark")), ("system", _("As the computer")))


def size_choices() -> tuple[tuple[str, str], ...]:
    """The text sizes to choose from."""
    return tuple((str(percent), f"{percent}%") for percent in (90, 100, 115, 130, 150, 175, 200))


class PassphraseStep(QWidget):
    """A passphrase made for you, or your own; typed once more to be sure.

    Signals:
        changed: what is typed, to be judged.
        another_asked: make another one.
    """

    changed = Signal(str)
    another_asked = Signal()

    def __init__(self, parent: QWidget, *, offered: str, place: str) -> None:
        super().__init__(parent)
        column = _column(self)
        offer = Card(self, title=_("A passphrase made for you"))
        self.offered = label(offered, offer, role="mono")
        self.offered.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        another = button(_("Another one"), offer, shortcut="Alt+G")
        another.clicked.connect(self.another_asked)
        offer.add(self.offered)
        offer.add_text(
            _("Five random words: hard to guess, easy to type. Write them down until you know them."),
            role="muted",
        )
        offer.body.addWidget(another, 0, Qt.AlignmentFlag.AlignLeft)
        own = Card(self, title=_("Type it, or one of your own"))
        self.first = PassphraseField(own, name=_("Passphrase"))
        self.again = PassphraseField(own, name=_("The same once more"))
        self.strength = Chip(" ", own, kind="plain")
        self.advice = label("", own, role="muted")
        self._keep_room()
        own.add(self.first)
        own.body.addWidget(self.strength, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self.advice, self.again):
            own.add(widget)
        where = Card(self, title=_("Where the vault will be"))
        where.add_text(place, role="muted")
        for card in (offer, own, where):
            column.addWidget(card)
        column.addStretch(1)
        self.first.changed.connect(self.changed)
        self.first.returned.connect(self.again.edit.setFocus)
        for field in (self.first, self.again):
            field.changed.connect(self._on_edited)

    def _keep_room(self) -> None:
        self.advice.ensurePolished()
        self.advice.setMinimumHeight(2 * self.advice.fontMetrics().lineSpacing())
        self.advice.setAlignment(Qt.AlignmentFlag.AlignTop)
        for judged in (self.strength, self.advice):
            # The room is there before the words: the second field stays where it is.
            policy = judged.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            judged.setSizePolicy(policy)
            judged.setVisible(False)

    def _on_edited(self) -> None:
        for field in (self.first, self.again):
            field.show_problem("")

    def try_another(self) -> None:
        """It was refused: the keyboard goes to what is typed anew, and the second time is forgotten."""
        self.again.clear()
        self.first.edit.setFocus()
        self.first.edit.selectAll()

    def show_offer(self, passphrase: str) -> None:
        """Shows another passphrase."""
        self.offered.setText(passphrase)

    def show_strength(self, *, accepted: bool, score: int, advice: str) -> None:
        """Says in words how strong the typed passphrase is."""
        words = (_("Very weak"), _("Weak"), _("Not strong yet"), _("Nearly strong"), _("Strong"))[score]
        self.strength.show_state(words, kind="calm" if accepted else "warning")
        self.strength.setVisible(True)
        self.advice.setText(advice)
        self.advice.setVisible(True)
        self.first.edit.setAccessibleDescription(f"{words}. {advice}")


class SheetStep(QWidget):
    """The 48 characters, shown once."""

    def __init__(self, parent: QWidget, *, groups: Sequence[str]) -> None:
        super().__init__(parent)
        column = _column(self)
        card = Card(self, title=_("Write these 12 groups on paper, now"), folds=True)
        card.add_text(
            _(
                "They open your vault when you forget the passphrase. They are shown only this once"
                " and stored nowhere."
            ),
            role="muted",
        )
        shown = SheetGroups(card)
        shown.show_groups(groups)
        card.add(shown)
        keep = Card(self, title=_("Where I keep it"))
        keep.add_text(
            _(
                "At home with your passport or other papers, not in the bag of this computer and not at work."
                " Write on the paper what it is for only in words that you alone understand."
                " Do not photograph it."
            ),
        )
        for part in (card, keep):
            column.addWidget(part)
        column.addStretch(1)


class SheetAgainStep(QWidget):
    """The window was closed before the sheet was typed back: the whole sheet, or the words to go on without.

    Signals:
        returned: Enter in one of the fields.
    """

    returned = Signal()

    def __init__(self, parent: QWidget, *, skip_words: str, anew: bool) -> None:
        super().__init__(parent)
        column = _column(self)
        card = Card(self, title=_("Your recovery sheet was not checked"), folds=True)
        card.add_text(
            _(
                "The window was closed before the recovery sheet was typed back. It is shown only once."
                " If you have it on paper, type all 48 characters; then you know that it is right."
            )
        )
        if anew:
            card.add_text(
                _(
                    "If you have no paper, make the vault anew: there is nobody in it yet,"
                    " so nothing is lost but a new passphrase."
                )
            )
        self.sheet = LineField(card, name=_("The 48 characters of your recovery sheet"))
        card.add(self.sheet)
        skip, self.skip = _skip_card(self, skip_words)
        for field in (self.sheet, self.skip):
            field.returned.connect(self.returned)
        for part in (card, skip):
            column.addWidget(part)
        column.addStretch(1)


def _skip_card(parent: QWidget, skip_words: str) -> tuple[Card, LineField]:
    skip = Card(parent, title=_("Or go on without a sheet"), folds=True)
    skip.add_text(
        _("Then a forgotten passphrase means that all notes are lost. To go on, type: {words}").format(
            words=skip_words
        ),
        role="muted",
    )
    field = LineField(skip, name=_("Without a sheet"))
    skip.add(field)
    return skip, field


class SheetCheckStep(QWidget):
    """Three groups typed back; skipping takes words that cannot be typed by accident."""

    def __init__(self, parent: QWidget, *, asked: Sequence[int], skip_words: str) -> None:
        super().__init__(parent)
        column = _column(self)
        card = Card(self, title=_("Type three groups from your paper"), folds=True)
        self.fields = [LineField(card, name=_("Group {number}").format(number=index + 1)) for index in asked]
        for field in self.fields:
            card.add(field)
        skip, self.skip = _skip_card(self, skip_words)
        for part in (card, skip):
            column.addWidget(part)
        column.addStretch(1)

    def groups(self) -> tuple[str, ...]:
        """What was typed."""
        return tuple(field.text() for field in self.fields)

    def show_right(self, right: Sequence[bool]) -> None:
        """Says which group is another one on the paper, and goes to the first that is not there yet."""
        wrong = _("This is not what the sheet says. Look again at your paper.")
        self.skip.show_problem("")
        for field, good in zip(self.fields, right, strict=True):
            field.show_hint("")
            field.show_problem("" if good or not field.text() else wrong)
        first = next(field for field, good in zip(self.fields, right, strict=True) if not good)
        if not first.text():
            first.show_hint(_("Still to do: copy it from your paper."))
        first.edit.setFocus()
