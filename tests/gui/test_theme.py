"""Every pair of colours that meets is measured, in both palettes; every text size has a stylesheet."""

import re

import pytest
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QLabel
from tests.contrast import contrast

from careernotes.gui.theme.stylesheet import stylesheet
from careernotes.gui.theme.theme import Theme
from careernotes.gui.theme.tokens import (
    DARK,
    GRAPHICS_CONTRAST,
    GRAPHICS_PAIRS,
    LIGHT,
    TEXT_CONTRAST,
    TEXT_PAIRS,
    ThemeChoice,
    Tokens,
    tokens_of,
)

PALETTES = {"light": LIGHT, "dark": DARK}


def too_faint(tokens: Tokens) -> list[tuple[str, str]]:
    """The pairs that cannot be read."""
    text = [
        pair for pair in TEXT_PAIRS if contrast(*(getattr(tokens, each) for each in pair)) < TEXT_CONTRAST
    ]
    shapes = [
        pair
        for pair in GRAPHICS_PAIRS
        if contrast(*(getattr(tokens, each) for each in pair)) < GRAPHICS_CONTRAST
    ]
    return text + shapes


@pytest.mark.parametrize("name", PALETTES)
def test_every_pair_can_be_read(name: str) -> None:
    assert too_faint(PALETTES[name]) == []


def test_the_measure_finds_a_pair_that_is_too_faint() -> None:
    assert ("muted", "card") in too_faint(LIGHT._replace(muted="#a0a8b0"))
    assert ("control_line", "card") in too_faint(DARK._replace(control_line="#333d46"))


def test_the_measure_agrees_with_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("percent", [90, 100, 150, 200])
@pytest.mark.parametrize("tokens", PALETTES.values(), ids=PALETTES)
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
