"""What the palette offers and does: every command that works here, and everybody by name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from careernotes.gui import actions
from careernotes.gui.actions import Command
from careernotes.gui.controllers.offered import offered
from careernotes.gui.controllers.shell_face import ShellFace
from careernotes.gui.models.fuzzy import best_fit, fit
from careernotes.gui.models.rows import Row
from careernotes.gui.privacy import is_private
from careernotes.gui.views.palette import Palette
from careernotes.gui.widgets.buttons import shown_keys
from careernotes.i18n import _, translate
from careernotes.services.desk import Desk
from careernotes.services.people import people
from careernotes.services.recent import MOST_RECENT, keep_recent_commands, recent_commands

_MOST_SHOWN = 50
_PERSON = "person:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One line: a command or a person, with all it may be called."""

    key: str
    title: str = field(repr=False)
    keys: str = ""
    names: tuple[str, ...] = field(default=(), repr=False)


def command_offers(commands: Sequence[Command]) -> list[Offer]:
    """Commands by their name in the language in force; English names and other words find them too."""
    return [
        Offer(
            key=each.name,
            title=translate(each.text),
            keys=shown_keys(each.shortcut) if each.shortcut else "",
            names=(each.text, *_words(each.also), *_words(translate(each.also))),
        )
        for each in commands
    ]


def _words(also: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in also.split(",") if word.strip())


def ranked(typed: str, offers: Sequence[Offer], recent: Sequence[str]) -> list[Offer]:
    """What fits, the best first; what was used lately comes before what fits as well. Nothing typed: all."""
    place = {key: number for number, key in enumerate(recent)}
    last = len(place)
    if not typed.strip():
        return sorted(offers, key=lambda each: place.get(each.key, last))
    found = [(each, _fit(typed, each)) for each in offers]
    fitting = [(each, score) for each, score in found if score]
    fitting.sort(key=lambda pair: (-(pair[1] // 100), place.get(pair[0].key, last), -pair[1]))
    return [each for each, _score in fitting][:_MOST_SHOWN]


def _fit(typed: str, offer: Offer) -> int:
    """A title counts a little more than another word for the same thing."""
    return max(fit(typed, offer.title), best_fit(typed, offer.names) - 1, 0)


def _read(desk: Desk) -> tuple[list[Offer], list[str]]:
    """Everybody by name, and what was used last."""
    # Nobody can be picked by initials alone, and names are not shown now.
    lines = () if is_private() else people(desk, include_closed=True)
    offers = [
        Offer(key=f"{_PERSON}{line.engagement_id}", title=line.alias, keys=_("mentee")) for line in lines
    ]
    return offers, list(recent_commands(desk))


class PaletteKeeper(QObject):
    """The palette of one window, open or not."""

    def __init__(self, shell: ShellFace, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._palette: Palette | None = None
        self._before: QWidget | None = None
        self._people: list[Offer] = []
        self._recent: list[str] = []

    @staticmethod
    def of(shell: ShellFace) -> "PaletteKeeper":
        """The one of this window."""
        return shell.window.findChild(PaletteKeeper) or PaletteKeeper(shell, shell.window)

    @property
    def palette(self) -> Palette | None:
        """What is shown, while it is shown."""
        return self._palette if self._palette is not None and isValid(self._palette) else None

    def over(self, change: Callable[[], None]) -> None:
        """Does *change*, which makes the desk anew; what was open, with words in it, is open again."""
        typed = self.palette.field.text() if self.palette is not None else None
        self.close()
        change()
        if typed is not None:
            self.open(typed)

    def open(self, typed: str = "") -> None:
        """Shows it over the desk; asked again, it closes."""
        shell = self._shell
        if self.palette is not None:
            self.close()
            return
        if shell.frame is None or shell.desk is None:
            return
        self._before = shell.window.focusWidget()
        self._people = []
        made = self._palette = Palette(shell.frame)
        made.typed.connect(self._on_typed)
        made.chosen.connect(self._on_chosen)
        made.left.connect(self.close)
        made.said.connect(shell.announcer.say)
        made.robbed.connect(self._on_robbed)
        shell.frame.installEventFilter(self)
        made.field.setText(typed)
        self._show(typed)
        made.show()
        made.raise_()
        made.place()
        made.field.setFocus()
        shell.runner.submit(partial(_read, shell.desk), succeeded=self._on_read)

    @Slot()
    def close(self) -> None:
        """Takes it away; the keyboard goes back to where it was."""
        palette, self._palette = self.palette, None
        self._people = []
        if palette is None:
            return
        palette.hide()
        palette.deleteLater()
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the window has another size."""
        del watched
        if event.type() is QEvent.Type.Resize and self.palette is not None:
            self.palette.place()
        return False

    def _on_read(self, answer: tuple[list[Offer], list[str]]) -> None:
        if self.palette is not None:
            self._people, self._recent = answer
            self._show(self.palette.field.text())

    def _on_robbed(self) -> None:
        """What the page behind chose gets the keyboard when the palette closes; the entrance keeps it."""
        now, palette = self._shell.window.focusWidget(), self.palette
        if palette is not None and self._shell.desk is not None and not palette.isAncestorOf(now):
            self._before = now
            palette.field.setFocus()

    def _on_typed(self, text: str) -> None:
        self._show(text)

    def _show(self, typed: str) -> None:
        if self.palette is None:
            return
        commands = [each for each in actions.ALL if _has_a_line(each) and offered(self._shell, each)]
        found = ranked(typed, [*command_offers(commands), *self._people], self._recent)
        self.palette.show_rows([Row(key=each.key, title=each.title, end=each.keys) for each in found])

    def _on_chosen(self, key: str) -> None:
        shell = self._shell
        self.close()
        self._recent = [key, *(each for each in self._recent if each != key)][:MOST_RECENT]
        if shell.desk is not None:
            shell.runner.submit(partial(keep_recent_commands, shell.desk, self._recent))
        kind, found, ref = key.partition(_PERSON)
        if found and not kind:
            if shell.navigator is not None:
                shell.navigator.go("person", engagement_id=ref)
        else:
            shell.window.commanded.emit(key)


def _has_a_line(command: Command) -> bool:
    """A command without a menu leads where another one leads; the palette need not offer itself."""
    return bool(command.menu) and command is not actions.PALETTE
