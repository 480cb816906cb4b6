"""Coding a session: finding themes, asking first where that is needed, and the rule that tells two apart."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from careernotes.domain.ids import ThemeId
from careernotes.gui.controllers.session_words import match_rows, rule_words, theme_name, theme_rows
from careernotes.gui.controllers.shipped_words import sensitive_words
from careernotes.gui.views.session_themes import ThemesCard
from careernotes.i18n import _, error_text, language
from careernotes.services.desk import Desk
from careernotes.services.drafts import DraftTheme
from careernotes.services.problems import SensitiveOffError
from careernotes.services.theming import theme_finder

_MOST_SHOWN = 12


class ThemesDesk(QObject):
    """Owns the themes of the session on the screen.

    Signals:
        changed: a theme was added, removed or made the main one.
        removed: a theme that was taken away, and its place; after changed.
        said: why a theme waits for an answer, or is held back.
    """

    changed = Signal()
    removed = Signal(object, int)
    said = Signal(str)

    def __init__(self, desk: Desk, card: ThemesCard, parent: QObject) -> None:
        super().__init__(parent)
        self._taxonomy, self._card = desk.taxonomy, card
        self._sensitive_off = desk.kit is not None and not desk.kit.store_sensitive
        self._finder = theme_finder(desk.taxonomy)
        self._themes: tuple[DraftTheme, ...] = ()
        self._likely: tuple[ThemeId, ...] = ()
        self._asked: DraftTheme | None = None
        card.typed.connect(self._on_typed)
        card.picked.connect(self._on_picked)
        card.agreed.connect(self._on_agreed)
        card.main_asked.connect(self._on_main_asked)
        card.removed.connect(self._on_removed)

    @property
    def themes(self) -> tuple[DraftTheme, ...]:
        """The themes coded now."""
        return self._themes

    def begin(self, themes: Sequence[DraftTheme], *, likely: Sequence[ThemeId]) -> None:
        """Starts from what was coded before; themes *likely* with this person are offered first."""
        self._themes, self._likely = tuple(themes), tuple(likely)
        self._show()

    def restore(self, themes: Sequence[DraftTheme]) -> None:
        """Shows the themes of a draft in which one was put back."""
        self._themes = tuple(themes)
        self._show()

    def choose(self, key: str) -> None:
        """Codes a theme that was chosen elsewhere than in the picker; what asks first asks."""
        if all(theme.theme_id != key for theme in self._themes):
            self._on_picked(key, main=False)

    def _on_typed(self, text: str) -> None:
        coded = {theme.theme_id for theme in self._themes}
        found = self._finder.find(text, language=language(), without=coded, first=self._likely)
        self._card.show_matches(match_rows(found[:_MOST_SHOWN], self._taxonomy, self._themes))

    def _on_picked(self, key: str, main: bool) -> None:  # noqa: FBT001  a signal's argument
        theme = DraftTheme(theme_id=ThemeId(key), primary=main)
        if len(self._themes) >= self._taxonomy.most_per_session:
            self._tell(_("Five themes is the most for one session. Take one away to add another."))
        elif self._taxonomy.by_id[theme.theme_id].needs_agreement:
            self._ask_first(theme)
        else:
            self._add(theme)

    def _ask_first(self, theme: DraftTheme) -> None:
        if self._sensitive_off:
            self._tell(error_text(SensitiveOffError()))
            self._card.next_theme()
            return
        self._asked = theme
        name, why = theme_name(self._taxonomy, theme.theme_id), sensitive_words()
        self._card.show_question(name, why)
        self.said.emit(f"{name}. {why}")

    def _on_agreed(self, agreed: bool) -> None:  # noqa: FBT001  a signal's argument
        asked, self._asked = self._asked, None
        if asked is not None and agreed:
            self._add(replace(asked, agreed=True))
            return
        self._tell(_("Left out. You may still write about it in your notes."))
        self._card.next_theme()

    def _tell(self, text: str) -> None:
        """Why a theme is held back, for those too who do not see it."""
        self._card.show_rule(text)
        self.said.emit(text)

    def _add(self, theme: DraftTheme) -> None:
        others = self._themes
        if theme.primary:
            others = tuple(replace(each, primary=False) for each in others)
        self._themes = (*others, theme)
        self._card.show_rule(rule_words(self._taxonomy, theme.theme_id, self._themes))
        self._show()
        self._card.next_theme()
        self.changed.emit()

    def _on_main_asked(self, key: str) -> None:
        self._themes = tuple(
            replace(each, primary=each.theme_id == key and not each.primary) for each in self._themes
        )
        self._show()
        self.changed.emit()

    def _on_removed(self, key: str) -> None:
        at = next((n for n, each in enumerate(self._themes) if each.theme_id == key), None)
        if at is None:
            return
        gone = self._themes[at]
        self._themes = (*self._themes[:at], *self._themes[at + 1 :])
        self._card.show_rule("")
        self._show()
        self.changed.emit()
        self.removed.emit(gone, at)

    def _show(self) -> None:
        self._card.show_themes(theme_rows(self._themes, self._taxonomy))
