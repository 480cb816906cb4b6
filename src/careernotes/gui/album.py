"""Pictures of every screen, in light and dark, English and Dutch: what ``--screens`` makes."""

import secrets
import shutil
import sys
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from careernotes.errors import CareerNotesError
from careernotes.gui.album_desk import Arguments, DeskWalk
from careernotes.gui.album_keeper import KeeperWalk
from careernotes.gui.album_shots import (
    ENTRANCE,
    OWN_LIST,
    POOL_FORM,
    WELCOME,
    WRONG,
    Shot,
    is_plain,
    picture_of,
    shots,
    walk_shots,
)
from careernotes.gui.album_walk import FirstRunWalk
from careernotes.gui.controllers.shell import ShellController
from careernotes.gui.navigation import screen_class
from careernotes.gui.options import Options
from careernotes.gui.screens import AT_ONCE, KEEPERS, SCREENS
from careernotes.gui.settings import Settings
from careernotes.gui.theme.theme import Theme
from careernotes.gui.theme.tokens import ThemeChoice
from careernotes.gui.widgets.choice_chips import ChoiceChips
from careernotes.i18n import _, error_text, set_language

if TYPE_CHECKING:
    from careernotes.gui.entrance_work import Opened
    from careernotes.services.desk import Desk
    from careernotes.services.unlocking import KdfProfile

_SIZE = (1280, 800)
# A picture is taken when nothing ran on the lane for this many looks in a row, or after a minute;
# all of them together may take half an hour.
_QUIET_LOOKS, _LOOK_MS, _MOST_LOOKS, _ALL_LOOKS = 4, 25, 2400, 72_000
# Not a passphrase of anything: the entrance has to say no.
_NOT_THE_WORDS = "these five words are wrong"


def demo_arguments(desk: "Desk") -> Arguments:
    """What each screen is opened with; runs on the lane."""
    return {name: screen_class(name).demo_arguments(desk) for name in SCREENS}


def form_only(pool: Mapping[str, str]) -> dict[str, str]:
    """The trustee's form filled in, before it is opened."""
    return {name: value for name, value in pool.items() if name != AT_ONCE}


class Album(QObject):
    """Walks through the shots, one after the other."""

    def __init__(
        self, app: QApplication, shell: ShellController, theme: Theme, folder: Path, *, walk: FirstRunWalk,
        keepers: KeeperWalk,
    ) -> None:  # fmt: skip
        super().__init__(app)
        self._app, self._shell, self._theme, self._folder, self._walk = app, shell, theme, folder, walk
        self._keepers = keepers
        self._vault = shell.which.folder
        self._arguments: Arguments = {}
        self._shot: Shot | None = None
        self._looks = self._all_looks = self._quiet = self.taken = 0
        self.problems: list[str] = []
        walk.failed.connect(self._on_problem)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._on_look)

    def start(self, words: str, *, few: bool = False) -> None:
        """Takes the entrance and a first run, opens the vault with its *words* and takes every screen.

        With *few*, each screen once: light, in English, at its own size.
        """
        self._words = words
        self._way = filter(is_plain, self._all_shots()) if few else self._all_shots()
        self._shell.window.resize(*_SIZE)
        # The clock of the walk never stops on the way: a page that raises costs its picture, not the end.
        self._timer.start()

    def spoil(self, kind: str) -> None:
        """Something raised: says which picture is missing because of it, and takes none."""
        shot, self._shot = self._shot, None
        missing = shot.file_name if shot is not None and shot.screen else "a step on the way"
        self.problems.append(f"missing: {missing} ({kind})")

    def _all_shots(self) -> Iterator[Shot]:
        """Each part when it is reached: what is opened on the way decides what comes later."""
        yield from shots((ENTRANCE, WELCOME, WRONG))
        yield from walk_shots(self._walk.steps)
        yield from walk_shots(self._keepers.steps)
        yield Shot(screen="", theme=ThemeChoice.LIGHT, language="en", before=self._open)
        if self._shell.desk is not None:
            yield from shots(tuple(name for name, given in self._arguments.items() if given is not None))
            yield from shots((OWN_LIST,))
            if self._arguments.get("pool") is not None:
                yield from shots((POOL_FORM,))
            yield from walk_shots(DeskWalk(self._shell, lambda: self._arguments).steps)

    @Slot()
    def _on_look(self) -> None:
        self._looks += 1
        self._all_looks += 1
        if self._all_looks > _ALL_LOOKS:
            self.problems.append("the pictures took too long")
            self._end()
            return
        self._quiet = 0 if self._shell.runner.busy else self._quiet + 1
        if self._quiet >= _QUIET_LOOKS or self._looks > _MOST_LOOKS:
            if self._shot is not None and self._shot.screen:
                self._show_choices(self._shot)
                self._take(self._shot)
            self._show_next()

    def _show_choices(self, shot: Shot) -> None:
        """What is chosen on a page is what the picture shows; the settings themselves are not touched."""
        chosen = {_("Text size"): str(shot.percent), _("Colours"): shot.theme.value}
        for chips in self._shell.window.findChildren(ChoiceChips):
            if (value := chosen.get(chips.accessibleName())) is not None:
                chips.set_value(value)

    def _take(self, shot: Shot) -> None:
        if picture_of(self._shell.window).save(str(self._folder / shot.file_name)):
            self.taken += 1
        else:
            self.problems.append(f"missing: {shot.file_name} (not written)")

    def _show_next(self) -> None:
        self._looks = self._quiet = 0
        self._shot = next(self._way, None)
        if self._shot is None:
            self._end()
        else:
            self._show(self._shot)

    def _show(self, shot: Shot) -> None:
        set_language(shot.language)
        self._theme.apply(shot.theme, shot.percent)
        if shot.before is not None:
            shot.before()
        elif shot.screen == WELCOME:
            self._shell.begin_first_run(None)
        elif shot.screen == ENTRANCE:
            self._shell.show_entrance()
        elif shot.screen == WRONG:
            self._show_wrong()
        else:
            name, arguments = shot.screen, dict(self._arguments.get(shot.screen) or {})
            if name == OWN_LIST:
                name, arguments = "report", {"kind": "list"}
            elif name == POOL_FORM:
                name, arguments = "pool", form_only(self._arguments.get("pool") or {})
            # Lead and trustee work without a vault: nothing of a mentor's stands around their screens.
            (self._shell.visit if name in KEEPERS else self._shell.show_desk)(name, **arguments)
            self._shell.idle.stop()

    def _show_wrong(self) -> None:
        from careernotes.gui.views.unlock import UnlockView  # noqa: PLC0415  loaded by now

        self._shell.show_entrance()
        for view in self._shell.window.findChildren(UnlockView):
            if view.isVisible():
                view.submitted.emit(_NOT_THE_WORDS)

    def _open(self) -> None:
        from careernotes.gui.entrance_work import open_by_passphrase  # noqa: PLC0415  heavy: after the entrance

        cheap = self._shell.profile is not None
        call = partial(open_by_passphrase, self._vault, self._words, allow_test=cheap)
        self._shell.runner.submit(call, succeeded=self._on_opened, failed=self._on_failed)

    def _on_opened(self, opened: "Opened") -> None:
        self._shell.take(opened.desk)
        self._shell.runner.submit(
            partial(demo_arguments, opened.desk), succeeded=self._on_arguments, failed=self._on_failed
        )

    def _on_arguments(self, arguments: Arguments) -> None:
        self._arguments = arguments

    def _on_failed(self, error: CareerNotesError) -> None:
        self._on_problem(error_text(error))

    @Slot(str)
    def _on_problem(self, text: str) -> None:
        self.problems.append(text)

    def _end(self) -> None:
        self._timer.stop()
        self._app.exit(1 if self.problems else 0)


def make_album(
    app: QApplication,
    options: Options,
    settings: Settings,
    theme: Theme,
    *,
    profile: "KdfProfile | None" = None,
) -> int:
    """Draws every screen into the chosen folder and returns the exit code."""
    shell = ShellController(app, options, settings, theme, profile=profile)
    words = options.demo_words(shell.which.folder)
    if options.screens is None or not words:
        sys.stderr.write("--screens needs an invented vault with PASSPHRASE.txt beside it\n")
        return 2
    # Beside the pictures, where the caller pointed to; never a folder of a user.
    scratch = options.screens / f"scratch-{secrets.token_hex(4)}"
    scratch.mkdir(parents=True)
    try:
        kit = shell.which.folder.parent / "programme" / "kit.cnkit"
        walk = FirstRunWalk(shell, settings, folder=scratch, kit=kit, profile=profile)
        keepers = KeeperWalk(shell, folder=scratch / "keepers")
        album = Album(app, shell, theme, options.screens, walk=walk, keepers=keepers)
        shell.start()
        album.start(words, few=options.few)
        code = _run(app, album)
        # Closed before its scratch vaults are removed.
        shell.close()
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    for problem in album.problems:
        sys.stderr.write(f"{problem}\n")
    sys.stdout.write(f"{album.taken} pictures in {options.screens}\n")
    return code


def _run(app: QApplication, album: Album) -> int:
    """Until the album ends; a bug on the way is noted and logged as ever."""
    before = sys.excepthook

    def note(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        album.spoil(kind.__name__)
        before(kind, error, trace)

    sys.excepthook = note
    try:
        return int(app.exec())
    finally:
        sys.excepthook = before
