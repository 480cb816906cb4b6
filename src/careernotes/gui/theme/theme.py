"""Puts a palette and a text size in force for the whole program."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from careernotes.gui.theme.fonts import base_font, load_fonts
from careernotes.gui.theme.stylesheet import base_pixels, stylesheet
from careernotes.gui.theme.tokens import PALETTES, ThemeChoice, Tokens, qt_palette

if TYPE_CHECKING:
    from PySide6.QtCore import Qt

SMALLEST_TEXT, LARGEST_TEXT = 90, 200
_DARK_BELOW = 128
_MORE_CONTRAST = "HighContrast"


class Theme:
    """The look in force; switching needs no restart."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._family = load_fonts()
        self._in_force: tuple[ThemeChoice, int, bool] | None = None
        self._asked = (ThemeChoice.SYSTEM, 100)
        self._strong = False

    def apply(self, choice: ThemeChoice, text_percent: int) -> Tokens:
        """Shows everything in *choice* at *text_percent* (90 to 200) and returns the colours in use."""
        self._asked = (choice, text_percent)
        percent = max(SMALLEST_TEXT, min(LARGEST_TEXT, text_percent))
        shown = self.resolved(choice)
        tokens = PALETTES[shown, self._strong]
        if self._in_force != (shown, percent, self._strong):
            self._in_force = (shown, percent, self._strong)
            scale = percent / 100
            self._app.setFont(base_font(self._family, base_pixels(scale)))
            self._app.setPalette(qt_palette(tokens))
            self._app.setStyleSheet(stylesheet(tokens, scale))
        return tokens

    def follow_computer(self) -> None:
        """Shows more contrast while the computer asks for it, and light or dark as it says from now on.

        After the first picture: it makes types of Qt known to Python, which takes long.
        """
        hints = self._app.styleHints()
        hints.colorSchemeChanged.connect(self._apply_again)
        wishes = hints.accessibility()
        wishes.contrastPreferenceChanged.connect(self._on_contrast)
        self._on_contrast(wishes.contrastPreference())

    def _on_contrast(self, wish: "Qt.ContrastPreference") -> None:
        strong = wish.name == _MORE_CONTRAST
        if strong is not self._strong:
            self._strong = strong
            self._apply_again()

    def _apply_again(self) -> None:
        if self._in_force is not None:
            self.apply(*self._asked)

    @property
    def in_force(self) -> bool:
        """Whether anything was applied yet."""
        return self._in_force is not None

    def resolved(self, choice: ThemeChoice) -> ThemeChoice:
        """Light or dark: SYSTEM asks the computer, and light stands where it does not say."""
        if choice is not ThemeChoice.SYSTEM:
            return choice
        return ThemeChoice.DARK if self._computer_is_dark() else ThemeChoice.LIGHT

    def _computer_is_dark(self) -> bool:
        if self._in_force is None:
            # The palette is still the computer's, and asking it costs less than asking for the scheme.
            return bool(self._app.palette().window().color().lightness() < _DARK_BELOW)
        from PySide6.QtCore import Qt  # noqa: PLC0415  costly, and not needed for the first picture

        return self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
