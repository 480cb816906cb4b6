"""Every pair of colours that meets is measured, in both palettes; every text size has a stylesheet."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QLabel
from tests.contrast import contrast

from careernotes.gui.theme.stylesheet import stylesheet
from careernotes.gui.theme.theme import Theme
from careernotes.gui.theme.tokens import (
    DARK,
    DARK_STRONG,
    GRAPHICS_CONTRAST,
    GRAPHICS_PAIRS,
    LIGHT,
    LIGHT_STRONG,
    STRONG_GRAPHICS,
    STRONG_TEXT,
    TEXT_CONTRAST,
    TEXT_PAIRS,
    ThemeChoice,
    Tokens,
    tokens_of,
)

PALETTES = {"light": LIGHT, "dark": DARK}
STRONG = {"light": LIGHT_STRONG, "dark": DARK_STRONG}
EDGES = (("line", "card"), ("line", "ground"))


def too_faint(
    tokens: Tokens, least: float = TEXT_CONTRAST, least_shape: float = GRAPHICS_CONTRAST
) -> list[tuple[str, str]]:
    """The pairs that cannot be read."""
    text = [pair for pair in TEXT_PAIRS if contrast(*(getattr(tokens, each) for each in pair)) < least]
    shapes = [
        pair
        for pair in GRAPHICS_PAIRS
        if contrast(*(getattr(tokens, each) for each in pair)) < least_shape
    ]
    return text + shapes


@pytest.mark.parametrize("name", PALETTES)
def test_every_pair_can_be_read(name: str) -> None:
    assert too_faint(PALETTES[name]) == []


@pytest.mark.parametrize("name", STRONG)
def test_every_pair_is_stronger_where_the_computer_asks_for_more_contrast(name: str) -> None:
    strong, plain = STRONG[name], PALETTES[name]
    assert too_faint(strong, STRONG_TEXT, STRONG_GRAPHICS) == []
    assert too_faint(plain, STRONG_TEXT, STRONG_GRAPHICS) != []
    # The edges of cards, which are no more than a hint otherwise.
    for edge in EDGES:
        assert contrast(*(getattr(strong, each) for each in edge)) >= GRAPHICS_CONTRAST


def test_more_contrast_is_shown_from_the_moment_the_computer_asks_and_no_longer(
    qapp: QApplication, theme: Theme
) -> None:
    label = QLabel("x")
    theme.apply(ThemeChoice.LIGHT, 100)
    theme.follow_computer()
    assert tokens_of(label.palette()) is LIGHT
    asked = qapp.styleHints().accessibility().contrastPreferenceChanged
    try:
        asked.emit(Qt.ContrastPreference.HighContrast)
        assert tokens_of(label.palette()) is LIGHT_STRONG
        theme.apply(ThemeChoice.DARK, 100)
        assert tokens_of(label.palette()) is DARK_STRONG
        asked.emit(Qt.ContrastPreference.NoPreference)
        assert tokens_of(label.palette()) is DARK
    finally:
        asked.emit(Qt.ContrastPreference.NoPreference)
        theme.apply(ThemeChoice.LIGHT, 100)


def test_the_choice_of_the_computer_is_followed_while_the_program_runs(
    qapp: QApplication, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    label = QLabel("x")
    theme.apply(ThemeChoice.SYSTEM, 100)
    theme.follow_computer()
    hints = qapp.styleHints()
    dark = [True]
    monkeypatch.setattr(theme, "_computer_is_dark", lambda: dark[0])
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert tokens_of(label.palette()) is DARK
    theme.apply(ThemeChoice.LIGHT, 100)
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert tokens_of(label.palette()) is LIGHT


def test_the_measure_finds_a_pair_that_is_too_faint() -> None:
    assert ("muted", "card") in too_faint(LIGHT._replace(muted="#a0a8b0"))
    assert ("control_line", "card") in too_faint(DARK._replace(control_line="#333d46"))


def test_the_measure_agrees_with_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("percent", [90, 100, 150, 200])
@pytest.mark.parametrize("tokens", [*PALETTES.values(), *STRONG.values()])
def test_the_stylesheet_holds_no_colour_of_its_own(tokens: Tokens, percent: int) -> None:
    used = set(re.findall(r"#[0-9a-fA-F]{6}\b", stylesheet(tokens, percent / 100)))
    assert used <= {getattr(tokens, name) for name in tokens._fields}


def test_text_grows_with_its_setting_and_colours_follow_the_choice(qapp: QApplication, theme: Theme) -> None:
    label = QLabel("x")
    for choice, tokens in ((ThemeChoice.LIGHT, LIGHT), (ThemeChoice.DARK, DARK)):
        theme.apply(choice, 100)
        small = QFontInfo(qapp.font()).pixelSize()
        theme.apply(choice, 200)
        assert QFontInfo(qapp.font()).pixelSize() == 2 * small
        assert tokens_of(label.palette()) is tokens
    theme.apply(ThemeChoice.LIGHT, 100)


def test_text_never_leaves_90_to_200_percent(qapp: QApplication, theme: Theme) -> None:
    theme.apply(ThemeChoice.LIGHT, 1000)
    largest = QFontInfo(qapp.font()).pixelSize()
    theme.apply(ThemeChoice.LIGHT, 200)
    assert QFontInfo(qapp.font()).pixelSize() == largest
    theme.apply(ThemeChoice.LIGHT, 100)


def test_the_shipped_family_is_used(qapp: QApplication, theme: Theme) -> None:
    theme.apply(ThemeChoice.LIGHT, 100)
    assert QFontInfo(qapp.font()).family() == "Inter"
