"""The first two steps of lead and trustee: their own key, and the kit they both hold."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from careernotes.gui.controllers.keeper_screen import KeeperScreen
from careernotes.i18n import _
from careernotes.services import keepers
from careernotes.services.keeper_folder import KeeperRole
from careernotes.services.keepers import KitShown
from careernotes.services.work import Work


class KeyStep(QObject):
    """What the card "Your key" asks for."""

    def __init__(self, screen: KeeperScreen) -> None:
        super().__init__(screen)
        self._screen, self._card = screen, screen.view.key
        self._card.asked.connect(self._on_make)
        self._card.print_asked.connect(self._on_print)
        self._card.compare.typed.connect(self._on_compare)

    def show(self) -> None:
        """Shows the words of the key, or how to make one."""
        folder, view = self._screen.folder, self._screen.view
        if folder.key.is_file():
            self._screen.run(partial(keepers.show_key, folder), self._on_shown)
            return
        self._card.show_new()
        view.show_only(self._card)
        self._card.first.edit.setFocus()

    @Slot()
    def _on_make(self) -> None:
        self._screen.words = self._card.first.text()
        self._card.forget()
        self._screen.run(partial(keepers.make_key, self._screen.keeper), self._on_made)

    def _on_made(self, words: str) -> None:
        self._on_shown(words)
        text = _(
            "Your key is made. Print the sheet now, and copy the key file to a second place:"
            " nobody can make it again."
        )
        self._screen.view.banner.show_info(text)
        self._screen.context.announcer.say(text)

    def _on_shown(self, words: str) -> None:
        self._card.show_key(words)
        self._screen.view.show_only(self._card)
        self._card.sheet.setFocus()

    @Slot(str)
    def _on_print(self, path: str) -> None:
        sheet = Path(path)
        call = partial(keepers.show_key, self._screen.folder, sheet=sheet)
        self._screen.run(call, self._on_printed)

    def _on_printed(self, words: str) -> None:
        self._on_shown(words)
        self._screen.view.banner.show_info(
            _("The sheet is there. Print it, sign it, and read the words back below.")
        )
        self._card.compare.field.edit.setFocus()

    @Slot(str)
    def _on_compare(self, typed: str) -> None:
        self._screen.run(partial(_same_key, self._screen, typed), self._on_same)

    def _on_same(self, _words: str) -> None:
        text = _("The same: your sheet is right.")
        self._card.compare.show_same(text)
        self._screen.context.announcer.say(text)


def _same_key(screen: KeeperScreen, typed: str, work: Work) -> str:
    return keepers.show_key(screen.folder, work, typed=typed)


class KitStep(QObject):
    """What the card "The kit of the programme" asks for."""

    def __init__(self, screen: KeeperScreen) -> None:
        super().__init__(screen)
        self._screen, self._card = screen, screen.view.kit
        self._card.example_asked.connect(self._on_example)
        self._card.asked.connect(self.sign)
        self._card.again_asked.connect(self.show)
        self._card.print_asked.connect(self._on_print)
        self._card.compare.typed.connect(self._on_compare)

    @Slot()
    def show(self) -> None:
        """Shows the words of the kit, or how it is signed, or that it is waited for."""
        folder, view = self._screen.folder, self._screen.view
        if folder.kit.is_file():
            self._screen.run(partial(keepers.show_kit, folder), self._on_shown)
            return
        view.show_only(self._card)
        if self._screen.role is KeeperRole.TRUSTEE:
            self._card.show_waiting()
            self._card.again.setFocus()
            return
        self._card.show_new()
        for field, path in (
            (self._card.other_key, folder.other_key),
            (self._card.description, folder.path / "kit.toml"),
        ):
            if not field.text() and path.is_file():
                field.set_text(str(path))
        self._card.example.setFocus()

    @Slot()
    def sign(self) -> None:
        """Signs what is filled in, after the passphrase."""
        if not self._screen.words:
            self._screen.ask_passphrase()
            return
        description, other = (
            Path(field.text()).expanduser() for field in (self._card.description, self._card.other_key)
        )
        call = partial(keepers.sign_kit, self._screen.keeper, description, other)
        self._screen.view.show_only(self._card)
        self._screen.run(call, self._on_signed)

    def _on_signed(self, shown: KitShown) -> None:
        self._on_shown(shown)
        text = _("The kit is signed. Send it to the trustee, then phone each other and compare the words.")
        self._screen.view.banner.show_info(text)
        self._screen.context.announcer.say(text)

    def _on_shown(self, shown: KitShown) -> None:
        self._card.show_kit(shown.title, (shown.kit, shown.lead, shown.trustee))
        self._screen.view.show_only(self._card)
        self._card.compare.field.edit.setFocus()

    @Slot(str)
    def _on_example(self, path: str) -> None:
        self._card.description.set_text(path)
        self._screen.run(partial(keepers.example_kit, Path(path)), self._on_example_written)

    def _on_example_written(self, _nothing: object) -> None:
        self._screen.view.banner.show_info(
            _("The example is there. Change its words in a text editor, then choose it below and sign it.")
        )
        self._card.description.edit.setFocus()

    @Slot(str)
    def _on_print(self, path: str) -> None:
        self._screen.run(partial(keepers.show_kit, self._screen.folder, sheet=Path(path)), self._on_printed)

    def _on_printed(self, _shown: KitShown) -> None:
        self._screen.view.banner.show_info(
            _("The sheet is there. Print it; sign it when all the words were the same.")
        )

    @Slot(str)
    def _on_compare(self, typed: str) -> None:
        self._screen.run(partial(_same_kit, self._screen, typed), self._on_same)

    def _on_same(self, shown: KitShown) -> None:
        words = {
            "kit": _("The same: these are the words of the kit."),
            "lead": _("The same: these are the words of the programme lead's key."),
            "trustee": _("The same: these are the words of the trustee's key."),
        }
        self._card.compare.show_same(words.get(shown.same, ""))
        self._screen.context.announcer.say(words.get(shown.same, ""))


def _same_kit(screen: KeeperScreen, typed: str, work: Work) -> KitShown:
    return keepers.show_kit(screen.folder, work, typed=typed)
